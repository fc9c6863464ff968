"""What a broken or a hostile server answers ends in the one error that its reader declares."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters import clixml, exchange_json, redaction
from commands.bounds import DEPTH, NODES

PS = "http://schemas.microsoft.com/powershell/2004/04"
STRANGE = ("", "it answered 400 with a shape we do not know")


def objs(inside: str) -> str:
    return f'<Objs Version="1.1.0.1" xmlns="{PS}">{inside}</Objs>'


def bomb(levels: int) -> str:
    """Give a list of ten, ten times the list before it, by reference."""
    first = '<Obj RefId="0"><LST>' + "<S>x</S>" * 10 + "</LST></Obj>"
    more = "".join(
        f'<Obj RefId="{each}"><LST>' + f'<Ref RefId="{each - 1}"/>' * 10 + "</LST></Obj>"
        for each in range(1, levels)
    )
    return objs(f'<Obj RefId="99"><LST>{first}{more}</LST></Obj>')


def ladder(rungs: int) -> str:
    """Give objects that are deep only where one refers to the one before it."""
    step = DEPTH // 3
    opened, closed = "<Obj><LST>" * step, "</LST></Obj>" * step
    first = f'<Obj RefId="0"><LST>{opened}<S>x</S>{closed}</LST></Obj>'
    more = "".join(
        f'<Obj RefId="{each}"><LST>{opened}<Ref RefId="{each - 1}"/>{closed}</LST></Obj>'
        for each in range(1, rungs)
    )
    return objs(first + more)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        pytest.param(b"<S>\xff</S>", "not UTF-8", id="no text"),
        pytest.param("<S>\ud800</S>", "not UTF-8", id="half a pair"),
        pytest.param(
            objs("<Obj><LST>" * 400 + "</LST></Obj>" * 400), "deep", id="400 lists in lists"
        ),
        pytest.param("<a>" * 400_000, "deep", id="400,000 elements in one another"),
        pytest.param(bomb(6), f"more than {NODES} values", id="references to references"),
        pytest.param(ladder(50), f"more than {DEPTH} deep", id="deep by reference"),
    ],
)
def test_clixml_beyond_its_bounds_is_refused_with_words(source: str | bytes, why: str) -> None:
    with pytest.raises(clixml.NotClixml, match=why):
        list(clixml.objects(source))


def test_the_bound_is_of_the_whole_answer() -> None:
    budget = clixml.Budget(8)
    list(clixml.objects("<Objs><S>a</S><S>b</S><S>c</S></Objs>", budget))
    list(clixml.objects("<Objs><S>a</S><S>b</S><S>c</S></Objs>", budget))

    with pytest.raises(clixml.NotClixml, match="more than 8 values in one answer"):
        list(clixml.objects("<Objs><S>a</S><S>b</S><S>c</S></Objs>", budget))


def test_an_object_that_is_referred_to_within_bounds_is_read() -> None:
    found = list(clixml.objects(bomb(3)))

    assert redaction.tidy(found)[-1]["Value"][0][0] == ["x"] * 10


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'{"error":' + b"[" * 2500, id="nested"),
        pytest.param(b'{"error":{"innererror":{"internalexception":-1}}}', id="a number"),
        pytest.param(b'{"error":{"details":[{"message":{}}],"innererror":7}}', id="another number"),
        pytest.param(b"\xff", id="no text"),
    ],
)
def test_a_refusal_of_another_shape_is_called_that(content: bytes) -> None:
    assert exchange_json.failure(content) == STRANGE


def test_a_message_that_is_no_text_is_given_as_one() -> None:
    content = b'{"error":{"details":[{"message":true}]}}'

    assert exchange_json.failure(content) == ("", "True")


def test_an_object_that_never_ends_is_refused_with_words() -> None:
    found: dict[str, Any] = {}
    for _ in range(400):
        found = {"a": found}

    with pytest.raises(exchange_json.TooDeep, match=f"more than {DEPTH} deep"):
        exchange_json.plain(found)


NAMES = st.sampled_from(
    [
        "error",
        "details",
        "message",
        "innererror",
        "internalexception",
        "type",
        "@odata.type",
        "Data",
        "a",
        "a@data.type",
    ]
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)
PIECES = st.sampled_from(
    ["<Obj RefId='0'>", "</Obj>", "<LST>", "</LST>", "<Props>", "</Props>", "<S N='a'>x</S>",
     "<Ref RefId='0'/>", "<DT>9999-12-31T23:59:60+99:99</DT>", "<I32>", "</I32>", "<C>-1</C>",
     "<DCT><En>", "</En></DCT>", "<G>x</G>", "<Db>1e999</Db>", "_xD800_", "&lt;", "\x00", "<"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join) | st.text() | st.binary())
def test_no_clixml_raises_anything_else(source: str | bytes) -> None:
    _only(clixml.NotClixml, lambda: redaction.tidy(list(clixml.objects(source))))


@settings(deadline=None)
@given(PLAIN)
def test_no_json_of_exchange_online_raises_anything_else(found: Any) -> None:
    kind, text = exchange_json.failure(json.dumps(found).encode())
    assert isinstance(kind, str)
    assert isinstance(text, str)
    if isinstance(found, dict):
        _only(exchange_json.TooDeep, lambda: redaction.tidy(exchange_json.plain(found)))


@settings(deadline=None)
@given(st.text())
def test_no_text_stops_redaction(text: str) -> None:
    once = redaction.text(text)

    assert redaction.text(once) == once


def _only(error: type[Exception], read: Callable[[], Any]) -> None:
    try:
        found = read()
    except error:
        return
    assert _is_plain(found)


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(_is_plain(item) for item in value)
    return value is None or isinstance(value, bool | int | float | str | bytes | datetime | UUID)
