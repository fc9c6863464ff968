"""Properties as two wire formats give them."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from commands.outside.fields import Fields
from commands.ports import Kind, Outcome, OutsideError

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def fields(**values):
    return Fields("EX01", "Get-Thing", values)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("plain", "plain", id="a text"),
        pytest.param(None, "", id="null"),
        pytest.param(UUID(int=7), "00000000-0000-0000-0000-000000000007", id="a guid"),
        pytest.param({"Value": "Success", "value__": 0}, "Success", id="an enum of the cloud"),
        pytest.param({"FullId": "a", "LocalizedString": "b"}, "a\nb", id="a localised text"),
        pytest.param({"FullId": "a", "LocalizedString": "a"}, "a", id="the same text twice"),
    ],
)
def test_gives_texts(value, text):
    assert fields(Name=value).text("Name") == text


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        pytest.param(["a", " b "], ("a", "b"), id="a list"),
        pytest.param("Ntlm, OAuth", ("Ntlm", "OAuth"), id="flags in one text"),
        pytest.param(None, (), id="null"),
        pytest.param([], (), id="an empty list"),
    ],
)
def test_gives_several_texts(value, texts):
    assert fields(Names=value).texts("Names") == texts


def test_gives_flags_dates_and_bytes_as_they_are():
    at = fields(On=True, At=NOON, Never=None, Raw=b"\x30")

    assert at.flag("On") is True
    assert at.switch("On") is True
    assert at.switch("Never") is None
    assert at.switch("Missing") is None
    assert at.moment("At") == NOON
    assert at.moment("Never") is None
    assert at.data("Raw") == b"\x30"


def test_a_property_of_newer_builds_may_be_missing():
    assert fields().optional("ApplicationIdentifier") == ""
    assert fields(ApplicationIdentifier="x").optional("ApplicationIdentifier") == "x"


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda at: at.text("Nothing"), id="a missing property"),
        pytest.param(lambda at: at.text("Number"), id="a number in place of a text"),
        pytest.param(lambda at: at.text("Object"), id="an object that has no text"),
        pytest.param(lambda at: at.texts("Number"), id="a number in place of texts"),
        pytest.param(lambda at: at.flag("Number"), id="a number in place of a flag"),
        pytest.param(lambda at: at.switch("Number"), id="a number in place of a switch"),
        pytest.param(lambda at: at.moment("Number"), id="a number in place of a date"),
        pytest.param(lambda at: at.data("Number"), id="a number in place of bytes"),
    ],
)
def test_says_clearly_what_was_not_expected(read):
    with pytest.raises(OutsideError) as caught:
        read(fields(Number=7, Object={"Length": 1}))

    assert (caught.value.kind, caught.value.outcome) == (Kind.UNEXPECTED, Outcome.UNKNOWN)
    assert (caught.value.source, caught.value.doing) == ("EX01", "Get-Thing")
    assert caught.value.detail
