"""A card that Teams would not draw as meant is refused, with the reason."""

from typing import Any

import pytest

from lab.teams.cards import faults_of
from tests.lab.teams.conftest import card

EXECUTE = {"type": "Action.Execute", "title": "Go", "verb": "go", "associatedInputs": "none"}
WHOLE: list[Any] = [
    {"type": "TextBlock", "text": "Title", "style": "heading", "size": "Large", "wrap": True},
    {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "a"}, "plain"]},
    {"type": "FactSet", "facts": [{"title": "a", "value": "b"}]},
    {
        "type": "ColumnSet",
        "columns": [
            {"type": "Column", "width": "auto", "items": [{"type": "TextBlock", "text": "x"}]},
            {"width": "stretch", "items": []},
        ],
    },
    {
        "type": "Table",
        "columns": [{"width": 1}],
        "firstRowAsHeaders": True,
        "rows": [{"type": "TableRow", "cells": [{"type": "TableCell", "items": []}]}],
    },
    {"type": "Input.Text", "id": "why", "label": "Reason", "isRequired": True},
    {"type": "ProgressBar", "value": 3, "fallback": "drop"},
    {"type": "Badge", "text": "new", "fallback": {"type": "TextBlock", "text": "new"}},
    {
        "type": "Container",
        "style": "emphasis",
        "isVisible": False,
        "id": "more",
        "selectAction": {"type": "Action.OpenUrl", "url": "https://example.org"},
        "items": [{"type": "ActionSet", "actions": [EXECUTE]}],
    },
]


def made(*body: Any, **more: Any) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), **more}


def test_a_card_of_classic_elements_has_no_fault():
    shown = {"type": "Action.ShowCard", "title": "More", "card": made(*WHOLE)}
    msteams = {"width": "full", "entities": [{"type": "mention"}]}
    data = {"type": "no element", "items": "either"}

    assert faults_of(made(*WHOLE, actions=[EXECUTE | {"data": data}, shown], msteams=msteams)) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        pytest.param("x", "the content is no AdaptiveCard", id="no object"),
        pytest.param({"type": "message"}, "the content is no AdaptiveCard", id="no card"),
        pytest.param(made() | {"version": "1.6"}, "version 1.6 is not drawn", id="version"),
        pytest.param(made(actions=[EXECUTE] * 7), "7 actions are more than 6", id="actions"),
        pytest.param(
            made({"type": "ProgressBar"}), "ProgressBar is unknown and has no fallback", id="newer"
        ),
        pytest.param(
            made({"type": "Badge", "fallback": {"type": "TextBlok", "text": ""}}),
            "TextBlok is unknown and has no fallback",
            id="a fallback that is none",
        ),
        pytest.param(
            made({"type": "Table", "firstRowAsHeader": True}),
            "Table has no property firstRowAsHeader",
            id="misspelt",
        ),
        pytest.param(made(titel=1), "AdaptiveCard has no property titel", id="misspelt on top"),
        pytest.param(made({"type": "TextBlock"}), "TextBlock has no text", id="no text"),
        pytest.param(
            made({"type": "TextBlock", "text": 5}), "TextBlock has a text that is none", id="number"
        ),
        pytest.param(
            made(actions=[{"type": "Action.Execute", "title": "Go"}]),
            "Action.Execute has no verb",
            id="no verb",
        ),
        pytest.param(
            made({"type": "TextBlock", "text": "x", "color": "red"}),
            "TextBlock has no color called red",
            id="colour",
        ),
        pytest.param(
            made({"type": "Container", "items": [], "style": "danger"}),
            "Container has no style called danger",
            id="style",
        ),
        pytest.param(made({"text": "x"}), "body holds something without a type", id="no type"),
        pytest.param(made("x"), "body holds 'x', which is no element", id="a bare text"),
        pytest.param(
            made({"type": "ColumnSet", "columns": [{"items": [{"type": "TextBlock"}]}]}),
            "TextBlock has no text",
            id="deep inside",
        ),
    ],
)
def test_each_fault_is_named(wrong, fault):
    assert faults_of(wrong) == [fault]


def test_a_card_nested_without_end_is_refused():
    inner: dict[str, Any] = {"type": "Container", "items": []}
    for _ in range(50):
        inner = {"type": "Container", "items": [inner]}

    assert faults_of(made(inner)) == ["the card is nested too deeply"]


async def test_the_connector_refuses_it_and_shows_nothing(desk, teams):
    first = await desk.posted(card("go"))

    for status, answer in (
        await desk.post(card("go", body=[{"type": "TextBlock"}])),
        await desk.put(first, card("go", body=[{"type": "TextBlock"}])),
    ):
        assert status == 400
        assert answer["error"] == {"code": "BadArgument", "message": "TextBlock has no text"}
    assert len(teams.chat.events) == 1
