"""Pinned shapes of Exchange Online's backend: a change of theirs fails here first."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from adapters import exchange_json

GUID = UUID("ca1052f7-04ac-4d14-b4cc-fcd4955cc63f")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("x'; Remove-Mailbox *", "x'; Remove-Mailbox *", id="text stays text"),
        pytest.param(True, True, id="switch"),
        pytest.param(2**40, 2**40, id="int"),
        pytest.param(GUID, str(GUID), id="guid"),
        pytest.param(
            datetime(2026, 1, 2, 9, tzinfo=timezone(timedelta(hours=9))),
            "2026-01-02T00:00:00+00:00",
            id="date",
        ),
        pytest.param(
            b"0\x82", {"@odata.type": "#Exchange.ByteArrayType", "Data": "MII="}, id="bytes"
        ),
        pytest.param(
            {"Add": ["a"]},
            {"@odata.type": "#Exchange.GenericHashTable", "Add": ["a"]},
            id="hashtable",
        ),
        pytest.param({}, {"@odata.type": "#Exchange.GenericHashTable"}, id="hashtable that clears"),
        pytest.param(("a", "b"), ["a", "b"], id="tuple"),
    ],
)
def test_a_parameter_travels_typed(value: Any, expected: Any) -> None:
    body = json.loads(exchange_json.call("Get-Mailbox", {"Identity": value, "Gone": None}))

    assert body == {
        "CmdletInput": {"CmdletName": "Get-Mailbox", "Parameters": {"Identity": expected}}
    }


@pytest.mark.parametrize("value", [object(), datetime(2026, 1, 2)])  # noqa: DTZ001
def test_a_value_without_a_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        exchange_json.call("Get-Mailbox", {"Identity": value})


def test_an_annotated_object_becomes_plain() -> None:
    plain = exchange_json.plain(
        {
            "WhenCreated@data.type": "System.DateTime",
            "WhenCreated": "2026-06-14T17:23:32.0000000+00:00",
            "Guid@data.type": "System.Guid",
            "Guid@odata.type": "#Guid",
            "Guid": str(GUID),
            "Domains@odata.type": "#Collection(String)",
            "Domains": ["hbna.co.kr"],
            "Data@data.type": "System.Byte[]",
            "Data": "MII=",
            "Wrapped": {"@odata.type": "#Exchange.ByteArrayType", "Data": "MII="},
            "Odd@data.type": "System.DateTime",
            "Odd": "never",
            "Enabled": True,
            "Empty": None,
            "Inner": {"@odata.type": "#x", "A": 1},
        }
    )

    assert plain == {
        "WhenCreated": datetime(2026, 6, 14, 17, 23, 32, tzinfo=UTC),
        "Guid": GUID,
        "Domains": ["hbna.co.kr"],
        "Data": b"0\x82",
        "Wrapped": b"0\x82",
        "Odd": "never",
        "Enabled": True,
        "Empty": None,
        "Inner": {"A": 1},
    }


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        pytest.param(
            {
                "message": "Invalid Operation",
                "details": [{"message": "|A.B|outer"}],
                "innererror": {"internalexception": {"message": "inner", "type": "A.C"}},
            },
            ("A.C", "inner"),
            id="the innermost first",
        ),
        pytest.param(
            {"message": "Invalid Operation", "details": [{"message": "|A.B|what\nhappened"}]},
            ("A.B", "what\nhappened"),
            id="then the details",
        ),
        pytest.param(
            {"message": "X-AnchorMailbox names nobody"},
            ("", "X-AnchorMailbox names nobody"),
            id="then the message",
        ),
    ],
)
def test_what_happened_is_found_in_a_refusal(error: Any, expected: tuple[str, str]) -> None:
    assert exchange_json.failure(json.dumps({"error": error}).encode()) == expected


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b'{"error": 1}', b"\x00" * 100])
def test_a_strange_refusal_is_called_strange(content: bytes) -> None:
    assert exchange_json.failure(content)[1] == "it answered 400 with a shape we do not know"


def test_nothing_is_left_out_of_a_read_and_is_null_in_a_write() -> None:
    given = {"EwsEnabled": None, "EwsAllowedAppIDs": "a"}

    read = json.loads(exchange_json.call("Get-OrganizationConfig", given))
    write = json.loads(exchange_json.call("Set-OrganizationConfig", given, writes=True))

    assert read["CmdletInput"]["Parameters"] == {"EwsAllowedAppIDs": "a"}
    assert write["CmdletInput"]["Parameters"] == given
