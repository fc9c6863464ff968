"""What a person typed, out of what Teams sends: the mention of the bot gone, the rest as read.

The SDK's own cleaner changes the activity, leaves spaces and non-breaking spaces behind and
knows one form of the mention only, so none of it is used here.
"""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

# No character class here can run over the next "<", so a hostile text costs linear time.
_AT: Final = re.compile(r"<at\b[^<>]*>([^<]*)</at>", re.IGNORECASE)
_QUOTED: Final = re.compile(r"<quoted\b[^<>]*>", re.IGNORECASE)
_MENTIONS: Final = 50
"""More entities than this are not looked at; Teams allows 20 mentions in a message."""


def clean(text: str, entities: Iterable[Mapping[str, Any]], bot: str) -> str:
    """Give the words of a message.

    The bot's mentions go, other people's become their names, HTML escapes and non-breaking
    spaces become what they stand for, and white space within a line collapses to single spaces.
    Lines stay lines: each may be a request.

    Args:
        text: The activity's text.
        entities: Its entities; only those of type ``mention`` matter.
        bot: The bot's id as the activity's recipient has it (``28:<app id>``).
    """
    own = set[str]()
    for mention in _mentions(entities):
        shown = mention["text"]
        if mention["mentioned"].get("id") == bot:
            own.add(_name(shown))
            text = text.replace(shown, " ")
        else:
            text = text.replace(shown, _name(shown), 1)
    text = _AT.sub(lambda tag: " " if tag[1] in own else tag[1], text)
    text = _QUOTED.sub(" ", text)
    lines = html.unescape(text).replace("\xa0", " ").splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _mentions(entities: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    found = []
    for entity in entities:
        text = entity.get("text")
        if (
            entity.get("type") == "mention"
            and isinstance(text, str)
            and text
            and isinstance(entity.get("mentioned"), Mapping)
        ):
            found.append(entity)
    return found[:_MENTIONS]


def _name(shown: str) -> str:
    tag = _AT.fullmatch(shown.strip())
    return tag[1] if tag else shown
