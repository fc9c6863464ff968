"""The Teams app package, in English, Korean and French."""
