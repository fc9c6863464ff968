"""Microsoft's side of the organisation: Entra ID, Graph, Exchange Online, metadata documents."""
