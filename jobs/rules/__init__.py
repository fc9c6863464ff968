"""What follows from each event, by what it is about; ``jobs/machine.py`` asks them."""
