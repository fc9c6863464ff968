"""What Teams would not draw: the connector refuses a card with any of these faults.

Elements of Adaptive Cards 1.5: https://adaptivecards.io/explorer/
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

_ELEMENTS: Final = frozenset(
    {
        *("AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "FactSet", "ColumnSet"),
        *("Column", "Container", "Table", "TableRow", "TableCell", "Image", "ImageSet", "Media"),
        *("ActionSet", "Input.Text", "Input.Number", "Input.Date", "Input.Time"),
        *("Input.Toggle", "Input.ChoiceSet", "Action.Execute", "Action.Submit"),
        *("Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility"),
    }
)
_DEEPEST: Final = 30


def faults_of(card: Mapping[str, Any]) -> list[str]:
    """Name what is wrong with a card; an empty list when nothing is."""
    faults = []
    if card.get("type") != "AdaptiveCard":
        faults.append("the content is no AdaptiveCard")
    if card.get("version") not in {"1.2", "1.3", "1.4", "1.5"}:
        faults.append(f"version {card.get('version')} is not drawn")
    return faults + [fault for node in _nodes(card, 0) for fault in _node_faults(node)]


def _node_faults(node: Mapping[str, Any]) -> Iterator[str]:
    kind = node.get("type")
    if kind == "too deep":
        yield "the card is nested too deeply"
    elif kind not in _ELEMENTS and "fallback" not in node:
        yield f"{kind} is unknown and has no fallback"
    elif kind == "TextBlock" and not isinstance(node.get("text"), str):
        yield "a TextBlock has no text"
    elif kind == "Action.Execute" and not node.get("verb"):
        yield "an Action.Execute has no verb"


def _nodes(node: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Give every element and action; what stands in ``data`` or ``msteams`` is none."""
    if depth > _DEEPEST:
        yield {"type": "too deep"}
    elif isinstance(node, list):
        for item in node:
            yield from _nodes(item, depth + 1)
    elif isinstance(node, Mapping):
        if isinstance(node.get("type"), str):
            yield node
        for name, value in node.items():
            if name in {"body", "items", "columns", "rows", "cells", "actions", "inlines", "card"}:
                yield from _nodes(value, depth + 1)
