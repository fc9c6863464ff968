"""Tells people what they may do here, and what gives them that."""

from collections.abc import Sequence
from typing import Final

from bot.cards import replies
from bot.roles import Standing
from bot.talk import Message, Reply
from commands.catalog import COMMANDS
from commands.command import Command, Role
from commands.phrases import Phrase, render, say

MOST: Final = 20
"""Organisations whose roles are told one by one."""


def told(
    standing: Standing,
    message: Message,
    commands: Sequence[Command] = COMMANDS,
    *,
    apart: Sequence[tuple[str, Standing]] = (),
) -> Reply:
    """Answer ``whoami``; ``apart`` are the standings in single organisations, by their domains.

    They are told where they are not all one.
    """
    locale = message.conversation.locale
    name = message.person.name or message.person.id
    sentences = [_role(standing.role, name), standing.because]
    if standing.unread is not None:
        sentences += [
            say("What Entra groups would give you could not be asked just now:"),
            standing.unread,
        ]
    if standing.role is None:
        return replies.reply(sentences, locale)
    if len({each.role for _, each in apart}) > 1:
        sentences += [
            say("In {domain} your role is {role}.", domain=domain, role=_name(each.role))
            for domain, each in apart[:MOST]
        ]
    if standing.has(Role.LEAD):
        sentences.append(
            say("You may approve and refuse changes that somebody else asked for: nobody approves "
                "what they asked for themselves.")
        )  # fmt: skip
    lines = [each.usage for each in commands if standing.has(each.role)]
    can = render(say("You can type:"), locale)
    listed = " · ".join(replies.marked(line) for line in lines)
    return replies.reply(sentences, locale, f"{can} {listed}")


def _name(role: Role | None) -> str:
    return "none" if role is None else role.value


def _role(role: Role | None, name: str) -> Phrase:
    if role is None:
        return say("{name}, you have no role here.", name=name)
    return say("{name}, your role here is {role}.", name=name, role=role.value)
