"""Our own rules for cards, checked strictly: what every client can draw, at every width."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

MOST_BYTES = 24 * 1024
MARK = "▸"
TOP = {"type", "$schema", "version", "fallbackText", "msteams", "body", "actions"}
COMMON = {"type", "id", "isVisible", "separator", "spacing"}
ELEMENTS: Mapping[str, set[str]] = {
    "TextBlock": {"text", "style", "size", "weight", "wrap", "color", "isSubtle", "fontType"},
    "RichTextBlock": {"inlines"},
    "Container": {"items", "style", "selectAction"},
    "ColumnSet": {"columns"},
    "Column": {"items", "width", "style"},
    "FactSet": {"facts"},
    "Image": {"url", "altText", "size", "width", "height"},
    "ActionSet": {"actions"},
    "Input.Text": {"label", "isRequired", "errorMessage", "placeholder", "maxLength", "value"},
}
ACTIONS: Mapping[str, set[str]] = {
    "Action.Execute": {"title", "verb", "data", "associatedInputs", "style", "fallback"},
    "Action.ToggleVisibility": {"title", "targetElements"},
    "Action.OpenUrl": {"title", "url"},
}
VALUES: Mapping[str, set[Any]] = {
    "spacing": {"none", "small", "default", "medium", "large"},
    "size": {"small", "default", "medium", "large"},
    "weight": {"bolder", "default"},
    "color": {"default", "good", "warning", "attention", "accent"},
    "fontType": {"default", "monospace"},
    "style": {"heading", "emphasis", "default"},
}
RUN = {"type", "text", "weight", "color", "isSubtle", "fontType", "size", "italic"}


def problems(card: Mapping[str, Any]) -> list[str]:
    """Name everything in a card that breaks a rule of the house."""
    return [*_whole(card), *_inside(card)]


def texts(card: Mapping[str, Any]) -> str:
    """Give all that a reader can see, one element per line."""
    lines = []
    for element in walk(card):
        if element["type"] == "TextBlock":
            lines.append(element["text"])
        elif element["type"] == "RichTextBlock":
            lines.append("".join(run["text"] for run in element["inlines"]))
        elif element["type"] == "FactSet":
            lines += [f"{fact['title']}: {fact['value']}" for fact in element["facts"]]
        elif element["type"] == "Image":
            lines.append(element["altText"])
        elif element["type"] == "ActionSet":
            lines += [action["title"] for action in element["actions"]]
    lines += [action["title"] for action in card.get("actions", [])]
    return "\n".join(lines)


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Give every element and action of a card, in the order they are drawn."""
    if isinstance(node, Mapping):
        if "type" in node and node["type"] not in {"AdaptiveCard", "TextRun"}:
            yield dict(node)
        if "selectAction" in node:
            yield from walk(node["selectAction"])
        for key in ("body", "items", "columns", "actions"):
            for child in node.get(key, []):
                yield from walk(child)


def _whole(card: Mapping[str, Any]) -> Iterator[str]:
    if card.get("type") != "AdaptiveCard" or card.get("version") != "1.5":
        yield "it is no AdaptiveCard of version 1.5"
    if extra := set(card) - TOP:
        yield f"unknown on top: {sorted(extra)}"
    if not str(card.get("fallbackText", "")).strip():
        yield "no fallbackText"
    card = _without_pictures(card)
    bytes_ = len(json.dumps(card, ensure_ascii=False).encode())
    if bytes_ > MOST_BYTES * 1.1 or _compact(card) > MOST_BYTES:
        yield f"{bytes_} bytes"
    headings = [each for each in walk(card) if each.get("style") == "heading"]
    if len(headings) != 1:
        yield f"{len(headings)} headings"
    if len(card.get("actions", [])) > 3:
        yield "more than three buttons"


def _without_pictures(node: Any) -> Any:
    """Leave out what pictures carry; it has a limit of its own."""
    if isinstance(node, Mapping):
        return {key: _without_pictures(each) for key, each in node.items() if key != "url"}
    return [_without_pictures(each) for each in node] if isinstance(node, list) else node


def _compact(card: Mapping[str, Any]) -> int:
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())


def _inside(card: Mapping[str, Any]) -> Iterator[str]:
    ids = [element["id"] for element in walk(card) if "id" in element]
    if len(ids) != len(set(ids)):
        yield "an id is used twice"
    for element in walk(card):
        kind = element["type"]
        known = ELEMENTS.get(kind, ACTIONS.get(kind))
        if known is None:
            yield f"{kind} is not a classic element"
            continue
        allowed = known | (COMMON if kind in ELEMENTS else {"type"})
        if extra := set(element) - allowed:
            yield f"{kind} has {sorted(extra)}"
        yield from _values(kind, element)
        yield from _rules(kind, element, ids)


def _rules(kind: str, element: Mapping[str, Any], ids: list[str]) -> Iterator[str]:
    if kind == "TextBlock" and element.get("wrap") is not True:
        yield f"a text block does not wrap: {element['text'][:30]!r}"
    if kind == "Image" and not element.get("altText"):
        yield "an image has no altText"
    if kind.startswith("Input.") and not element.get("label"):
        yield "an input has no label"
    if kind == "RichTextBlock":
        yield from _runs(element["inlines"])
    if kind == "ColumnSet" and all(each.get("width") == "auto" for each in element["columns"]):
        yield "all columns are auto"
    if kind.startswith("Action."):
        yield from _button(kind, element, ids)
    if "selectAction" in element and not any(MARK in run["text"] for run in _first_line(element)):
        yield "what can be touched does not show it"


def _first_line(element: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(element["items"][0]["inlines"])


CARRIED = ({"job"}, {"job", "gate", "nonce"}, {"job", "page"})
"""What a button may carry: which job, gate and opening, or page, is meant, and nothing more."""


def _button(kind: str, element: Mapping[str, Any], ids: list[str]) -> Iterator[str]:
    if not element.get("title"):
        yield "a button has no title"
    if kind == "Action.ToggleVisibility" and not set(element["targetElements"]) <= set(ids):
        yield "a button shows what is not there"
    if kind == "Action.Execute" and set(element["data"]) not in CARRIED:
        yield f"a button carries {sorted(element['data'])}"


def _runs(inlines: list[Mapping[str, Any]]) -> Iterator[str]:
    if not inlines:
        yield "a line is empty"
    for run in inlines:
        if run.get("type") != "TextRun" or not isinstance(run.get("text"), str):
            yield f"a run is no TextRun: {run}"
        if extra := set(run) - RUN:
            yield f"a run has {sorted(extra)}"
        yield from _values("TextRun", run)
        # A colour may only repeat what a word or the shape of a symbol says.
        if run.get("color", "default") != "default" and not run["text"].strip():
            yield f"a colour without a word: {run['text']!r}"


def _values(kind: str, element: Mapping[str, Any]) -> Iterator[str]:
    for name, values in VALUES.items():
        if name in element and element[name] not in values:
            yield f"{kind} has {name} {element[name]!r}"
