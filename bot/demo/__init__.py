"""The demo: a whole hybrid organisation, the bot, and a conversation, on this machine."""
