"""What Teams would not draw, or draws differently than meant: the lab refuses such a card.

Teams itself passes over a misspelt property without a word; here it is an error, so that nobody
finds out from a screen.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lab.teams import pictures
from lab.teams.elements import (
    BOX_STYLES,
    BOXES,
    CHILDREN,
    NEEDED,
    PROPERTIES,
    TEXT_SIZES,
    TYPED,
    VALUES,
)

_DEEPEST: Final = 30
_MOST_ACTIONS: Final = 6
"""https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format"""
_VERSIONS: Final = frozenset({"1.0", "1.1", "1.2", "1.3", "1.4", "1.5"})

Node = Mapping[str, Any]


def faults_of(card: object) -> list[str]:
    """Name what is wrong with a card; an empty list when nothing is."""
    if not isinstance(card, Mapping) or card.get("type") != "AdaptiveCard":
        return ["the content is no AdaptiveCard"]
    return list(_card_faults(card)) + list(_faults(card, "AdaptiveCard", 0))


def _card_faults(card: Node) -> Iterator[str]:
    if card.get("version") not in _VERSIONS:
        yield f"version {card.get('version')} is not drawn"
    actions = card.get("actions")
    if isinstance(actions, list) and len(actions) > _MOST_ACTIONS:
        yield f"{len(actions)} actions are more than {_MOST_ACTIONS}"


def _faults(node: object, inside: str, depth: int) -> Iterator[str]:
    """Judge a node and what stands in it; ``data`` and ``msteams`` hold no elements."""
    if depth > _DEEPEST:
        yield "the card is nested too deeply"
    elif isinstance(node, str) and inside == "inlines":
        return
    elif not isinstance(node, Mapping):
        yield f"{inside} holds {node!r}, which is no element"
    elif isinstance(node.get("type"), str):
        yield from _element_faults(node, node["type"], depth)
    elif inside in TYPED:
        yield f"{inside} holds something without a type"
    else:
        yield from _inner_faults(node, depth)


def _element_faults(node: Node, kind: str, depth: int) -> Iterator[str]:
    if isinstance(node.get("fallback"), Mapping):
        yield from _faults(node["fallback"], "fallback", depth + 1)
    if kind not in PROPERTIES:
        if "fallback" not in node:
            yield f"{kind} is unknown and has no fallback"
        return
    for name in sorted(node.keys() - PROPERTIES[kind]):
        yield f"{kind} has no property {name}"
    for name in sorted(NEEDED.get(kind, frozenset()) - node.keys()):
        yield f"{kind} has no {name}"
    yield from _value_faults(node, kind)
    if kind == "Image" and "url" in node:
        yield from pictures.faults_of(node["url"])
    yield from _inner_faults(node, depth)


def _value_faults(node: Node, kind: str) -> Iterator[str]:
    for name, value in node.items():
        allowed = VALUES.get(name)
        if name == "size" and kind in {"TextBlock", "TextRun"}:
            allowed = TEXT_SIZES
        elif name == "style" and kind in BOXES:
            allowed = BOX_STYLES
        elif name == "text" and not isinstance(value, str):
            yield f"{kind} has a text that is none"
        if allowed is not None and str(value).casefold() not in allowed:
            yield f"{kind} has no {name} called {value}"


def _inner_faults(node: Node, depth: int) -> Iterator[str]:
    for name in node.keys() & CHILDREN:
        inner = node[name]
        if name == "columns" and node.get("type") == "Table":
            continue  # widths, no elements
        for each in inner if isinstance(inner, list) else [inner]:
            yield from _faults(each, name, depth + 1)
