"""The changes that jobs may carry out, one object to a file; ``commands/catalog.py`` lists them."""
