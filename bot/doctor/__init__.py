"""Is everything that the bot needs in order?  ``python -m bot doctor`` asks, and says the cure."""
