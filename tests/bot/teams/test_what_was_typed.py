"""The words of a message, out of the ways in which Teams wraps them."""

from typing import Any

import pytest
from botbuilder.schema import Activity

from bot.teams.reading import is_edit
from bot.teams.text import clean
from tests.bot.teams.far_side import BOT


def mention(text: str, who: str = BOT) -> dict[str, Any]:
    return {"type": "mention", "text": text, "mentioned": {"id": who, "name": "x"}}


ROWS: dict[str, tuple[str, list[dict[str, Any]], str]] = {
    "nothing to take out": ("check oauth hbna.co.kr", [], "check oauth hbna.co.kr"),
    "a mention in front": (
        "<at>Bot</at> check oauth",
        [mention("<at>Bot</at>")],
        "check oauth",
    ),
    "a mention with an attribute": (
        '<at id="0">Bot</at>&nbsp;check oauth',
        [mention('<at id="0">Bot</at>')],
        "check oauth",
    ),
    "an attribute that the entity leaves out": (
        '<at id="0">Bot</at> check oauth',
        [mention("<at>Bot</at>")],
        "check oauth",
    ),
    "in front and behind": (
        "<at>Bot</at> check <at>Bot</at>",
        [mention("<at>Bot</at>"), mention("<at>Bot</at>")],
        "check",
    ),
    "twice, named once": ("<at>Bot</at> check <at>Bot</at>", [mention("<at>Bot</at>")], "check"),
    "somebody else before it": (
        "<at>Kim Minji</at> <at>Bot</at> approve 7",
        [mention("<at>Kim Minji</at>", "29:minji"), mention("<at>Bot</at>")],
        "Kim Minji approve 7",
    ),
    "spaces that do not break": (
        "check\xa0oauth&nbsp;&nbsp;hbna.co.kr",
        [],
        "check oauth hbna.co.kr",
    ),
    "lines": ("<at>Bot</at> check\r\n  oauth \n\n", [mention("<at>Bot</at>")], "check\noauth"),
    "escapes": ("say &lt;b&gt; &amp; &quot;x&quot;", [], 'say <b> & "x"'),
    "an escape that spells a mention": ("&lt;at&gt;x&lt;/at&gt;", [], "<at>x</at>"),
    "a quotation": ('<quoted messageId="1"/> check oauth', [], "check oauth"),
    "nothing but the mention": ("<at>Bot</at>", [mention("<at>Bot</at>")], ""),
    "entities that are none": (
        "check",
        [{"type": "mention"}, {"type": "mention", "text": 5}, mention(""), {"text": "check"}],
        "check",
    ),
    "Korean": ("<at>봇</at> hbna.co.kr 점검", [mention("<at>봇</at>")], "hbna.co.kr 점검"),
}


@pytest.mark.parametrize(("text", "entities", "words"), ROWS.values(), ids=ROWS)
def test_only_the_words_are_left(text: str, entities: list[dict[str, Any]], words: str):
    assert clean(text, entities, BOT) == words


@pytest.mark.parametrize("text", ["<at" * 40_000, "<at>" * 30_000, "<at>x" * 20_000])
def test_a_text_made_to_be_slow_is_left_as_it_is(text: str):
    assert clean(text, [mention("<at>Bot</at>")], BOT) == text


@pytest.mark.parametrize("said", [[], {}, None, 5, "x", [["editMessage"]]])
def test_an_event_of_another_shape_is_no_edit(said: object) -> None:
    assert not is_edit(Activity(channel_data={"eventType": said}))
