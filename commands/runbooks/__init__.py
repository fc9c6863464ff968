"""The changes that can be planned, one to a file; ``commands/catalog.py`` lists them."""
