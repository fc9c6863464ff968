"""What can be asked, and what follows from it.

Pure: the standard library only, no clock, no network, no environment.
"""
