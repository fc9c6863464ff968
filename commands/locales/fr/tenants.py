"""What the bot says about tenants and roles in single organisations, in French."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    """
In {domain} your role is {role}.
    Sur {domain}, votre rôle est {role}.
"""
)
