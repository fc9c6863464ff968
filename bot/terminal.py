"""Draws the conversation in a terminal: messages, and Adaptive Cards with the elements ours use.

A terminal has no buttons, so what a button would reveal is drawn as the button's title only; the
lines of what fails are drawn as if each had been touched.
Like any client, it draws an element that it does not know by the element's fallback.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.cards.elements import MARK
from bot.cards.finding import FAILING
from commands import quoting

Element = Mapping[str, Any]

_COLOURS: Final = {"attention": "red", "warning": "yellow", "good": "green", "accent": "cyan"}
_SPAN: Final = re.compile(r"`([^`]*)`")
_ESCAPED: Final = re.compile(r"\\([\\`*_\[\]()#~>|!])")


def print_message(console: Console, name: str, text: str) -> None:
    """Print what somebody wrote in the thread."""
    body = Text()
    body.append(f"{_clean(name)}: ", style="bold")
    body.append_text(_markdown(text))
    console.print(body)


def print_card(console: Console, card: Element) -> None:
    """Print a card as a narrow client would show it, at most 100 columns wide."""
    width = min(console.width, 100)
    actions = [_button(action) for action in card.get("actions", [])]
    body = list(_elements(card.get("body", [])))
    if actions:
        body.append(Padding(Text("  ".join(actions), style="bold cyan"), (1, 0, 0, 0)))
    console.print(Panel(Group(*body), box=box.ROUNDED, width=width, padding=(0, 1)))


def _elements(elements: Sequence[Element]) -> Iterator[RenderableType]:
    revealed = {id for element in elements for id in _revealed(element)}
    for element in elements:
        inside = element.get("id") in revealed
        if element.get("isVisible", True) is False and not inside:
            continue
        if element.get("separator"):
            yield Rule(style="dim")
        drawn = _element(element)
        yield from (Padding(each, (0, 0, 0, 2)) for each in drawn) if inside else drawn


def _revealed(element: Element) -> Sequence[str]:
    """Give the ids of what an element of a failure shows when it is touched."""
    targets = [str(each) for each in element.get("selectAction", {}).get("targetElements", [])]
    return [target for target in targets if target.startswith(FAILING)]


def _element(element: Element) -> Iterator[RenderableType]:
    draw = _DRAWERS.get(str(element.get("type")))
    fallback = element.get("fallback")
    if draw is not None:
        yield from draw(element)
    elif isinstance(fallback, Mapping):
        yield from _element(fallback)


def _text_block(element: Element) -> Iterator[RenderableType]:
    yield _styled(_plain(str(element.get("text", ""))), element)


def _rich_text(element: Element) -> Iterator[RenderableType]:
    text = Text()
    for part in element.get("inlines", []):
        if isinstance(part, str):
            text.append(_clean(part))
        elif part.get("text") != MARK:
            text.append_text(_styled(str(part.get("text", "")), part))
    yield text


def _container(element: Element) -> Iterator[RenderableType]:
    items = Group(*_elements(element.get("items", [])))
    yield Padding(items, (0, 0, 0, 2)) if element.get("style") else items


def _column_set(element: Element) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2), expand=False)
    columns = element.get("columns", [])
    for _ in columns:
        table.add_column(overflow="fold")
    table.add_row(*(Group(*_elements(column.get("items", []))) for column in columns))
    yield table


def _fact_set(element: Element) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 2))
    for fact in element.get("facts", []):
        title = Text(_plain(str(fact.get("title", ""))), style="bold")
        table.add_row(title, Text(_plain(str(fact.get("value", "")))))
    yield table


def _action_set(element: Element) -> Iterator[RenderableType]:
    yield Text("  ".join(_button(action) for action in element.get("actions", [])), style="cyan")


def _image(element: Element) -> Iterator[RenderableType]:
    yield Text(f"[{_clean(str(element.get('altText', '')))}]", style="dim")


_DRAWERS: Final[Mapping[str, Callable[[Element], Iterator[RenderableType]]]] = {
    "TextBlock": _text_block,
    "RichTextBlock": _rich_text,
    "Container": _container,
    "ColumnSet": _column_set,
    "FactSet": _fact_set,
    "ActionSet": _action_set,
    "Image": _image,
}


def _button(action: Element) -> str:
    return f"[ {_clean(str(action.get('title', '')))} ]"


def _styled(text: str, look: Element) -> Text:
    styles = [_COLOURS.get(str(look.get("color", "")), "")]
    if look.get("weight") == "bolder":
        styles.append("bold")
    if look.get("isSubtle"):
        styles.append("dim")
    if look.get("fontType") == "monospace" and not look.get("isSubtle"):
        styles.append("cyan")
    return Text(_clean(text), style=" ".join(filter(None, styles)))


def _markdown(text: str) -> Text:
    """Read the little Markdown that our messages use: code spans and escaped characters."""
    drawn = Text()
    for index, piece in enumerate(_SPAN.split(text)):
        if index % 2:
            drawn.append(_clean(piece), style="cyan")
        else:
            drawn.append(_clean(_plain(piece)))
    return drawn


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _clean(text: str) -> str:
    """Keep what others wrote from steering the terminal."""
    return quoting.visible(text, keep="\n\t")
