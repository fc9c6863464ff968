"""The few Adaptive Card elements our cards are made of: classic ones of version 1.5, nothing newer.

What people or systems wrote goes into text runs, which take no Markdown; only our own words
stand in text blocks.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from commands import quoting
from commands.phrases import Phrase, parts, render

Element = dict[str, Any]

MOST_BYTES: Final = 24 * 1024
"""Our own limit for one card, in UTF-8; Teams refuses messages from about 80 KB on."""
MARK: Final = " ▸"
"""What ends a line that opens when it is touched."""
_SCHEMA: Final = "http://adaptivecards.io/schemas/adaptive-card.json"
_MARKDOWN: Final = str.maketrans({each: "\\" + each for each in "\\`*_[]()#~>|!"})


def card(body: Sequence[Element], *, summary: str, actions: Sequence[Element] = ()) -> Element:
    """Make a card.  ``summary`` is what a client shows that cannot draw it."""
    made: Element = {
        "type": "AdaptiveCard",
        "$schema": _SCHEMA,
        "version": "1.5",
        "fallbackText": visible(summary),
        "msteams": {"width": "full"},
        "body": list(body),
    }
    if actions:
        made["actions"] = list(actions)
    return made


def heading(text: str, **look: Any) -> Element:
    """Make the one heading of a card; ``look`` are properties of ``TextBlock``."""
    return {
        "type": "TextBlock",
        "text": escaped(text),
        "style": "heading",
        "size": "large",
        "weight": "bolder",
        "wrap": True,
        **look,
    }


def run(text: str, **look: Any) -> Element:
    """Make a piece of a line; ``look`` are properties of ``TextRun``, e.g. ``weight="bolder"``."""
    return {"type": "TextRun", "text": visible(text), **look}


def code(text: str, **look: Any) -> Element:
    """Make a piece of a line, or several lines, that can be typed as they stand."""
    shown = quoting.visible(text, keep="\n\t")
    return {**run("", fontType="monospace", **look), "text": shown}


def line(*runs: Element, **look: Any) -> Element:
    """Make a line; it wraps by itself.  ``look`` are properties of ``RichTextBlock``."""
    return {"type": "RichTextBlock", "inlines": list(runs), **look}


def sentence(phrase: Phrase, locale: str, **look: Any) -> Element:
    """Make a line of a sentence whose values can be typed as they stand."""
    pieces = parts(phrase, locale)
    return line(*(code(text) if value else run(text) for text, value in pieces), **look)


def container(items: Iterable[Element], **look: Any) -> Element:
    return {"type": "Container", "items": list(items), **look}


def toggling(title: str, *targets: str) -> Element:
    """Make an action that shows or hides elements, on the reader's screen only."""
    return {
        "type": "Action.ToggleVisibility",
        "title": visible(title),
        "targetElements": list(targets),
    }


def toggle(title: str, *targets: str) -> Element:
    """Make a button that shows or hides elements, among the other elements."""
    return {"type": "ActionSet", "actions": [toggling(title, *targets)]}


def opening(
    id: str, title: str, lines: Sequence[Element], inside: Iterable[Element], *, opened: bool
) -> list[Element]:
    """Make lines that show or hide what is inside when they are touched; a mark says so."""
    first, *others = lines
    marked = {**first, "inlines": [*first["inlines"], run(MARK)]}
    shown: Element = {} if opened else {"isVisible": False}
    return [
        container([marked, *others], selectAction=toggling(title, id), separator=True),
        container(inside, id=id, spacing="small", **shown),
    ]


def execute(title: str, verb: str, data: Mapping[str, Any]) -> Element:
    """Make a button that comes back to us.  What comes back decides nothing by itself."""
    return {
        "type": "Action.Execute",
        "title": visible(title),
        "verb": verb,
        "data": dict(data),
        "associatedInputs": "none",
    }


def cut(text: str, most: int) -> str:
    """Shorten a text to a number of characters; an ellipsis says that it was."""
    return text if len(text) <= most else text[: max(most - 1, 0)].rstrip() + "…"


def visible(text: str) -> str:
    """Write what no screen shows, or shows as something else, so that it is seen."""
    return quoting.visible(text, keep="\t")


def escaped(text: str) -> str:
    """Keep a text block from reading a text as Markdown."""
    return visible(text).translate(_MARKDOWN)


def size(made: Mapping[str, Any]) -> int:
    """Count a card's bytes as they are sent."""
    return len(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode())


def said(phrase: Phrase, locale: str, most: int = 4000) -> str:
    """Give a sentence in a language, no longer than a number of characters."""
    return cut(render(phrase, locale), most)
