"""The chat page's files, and a browser to look at them with."""
