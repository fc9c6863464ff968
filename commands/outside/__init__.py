"""Records of what exists outside: Exchange's objects, Entra's, the network's.  Values only."""
