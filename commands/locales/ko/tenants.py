"""What the bot says about tenants and roles in single organisations, in Korean."""

from typing import Final

from commands.locales.pairs import pairs

SENTENCES: Final = pairs(
    """
In {domain} your role is {role}.
    {domain}에서의 역할은 {role}입니다.
"""
)
