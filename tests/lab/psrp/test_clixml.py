"""How a record looks on the wire."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID
from xml.etree.ElementTree import XML

import pytest

from lab.psrp import clixml
from lab.records import Choice, Many, Record, Text

SEOUL = timezone(timedelta(hours=9))
ID = UUID("ca1052f7-04ac-4d14-b4cc-fcd4955cc63f")


def written(value):
    """Give the element of one property."""
    whole = clixml.record(Record(("Lab.Thing", "System.Object"), "a thing", {"P": value}))
    (element,) = XML(whole).find("Props")
    assert element.get("N") == "P"
    return element


@pytest.mark.parametrize(
    ("value", "tag", "content"),
    [
        pytest.param(None, "Nil", None, id="nothing"),
        pytest.param(True, "B", "true", id="truth"),
        pytest.param(15, "I32", "15", id="a number"),
        pytest.param(2**31, "I64", "2147483648", id="a number beyond 31 bits"),
        pytest.param(-(2**31), "I32", "-2147483648", id="the smallest number of 32 bits"),
        pytest.param(0.5, "Db", "0.5", id="a fraction"),
        pytest.param("a<b>&c", "S", "a<b>&c", id="markup in a text"),
        pytest.param("", "S", None, id="an empty text"),
        pytest.param("line\r\nnext", "S", "line_x000D__x000A_next", id="a line break"),
        pytest.param("_x000A_", "S", "_x005F_x000A_", id="what looks like an escape"),
        pytest.param("\U0001f600", "S", "_xD83D__xDE00_", id="a character beyond 16 bits"),
        pytest.param("한국", "S", "한국", id="Korean as it is"),
        pytest.param(b"\x30\x82", "BA", "MII=", id="bytes"),
        pytest.param(ID, "G", str(ID), id="an identifier"),
        pytest.param(
            datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            "DT",
            "2026-01-02T03:04:05Z",
            id="a whole second",
        ),
        pytest.param(
            datetime(2026, 1, 2, 3, 4, 5, 123456, tzinfo=UTC),
            "DT",
            "2026-01-02T03:04:05.1234560Z",
            id="seven digits of a second",
        ),
        pytest.param(
            datetime(2026, 1, 2, 3, 4, 5, 100000, tzinfo=SEOUL),
            "DT",
            "2026-01-02T03:04:05.1000000+09:00",
            id="a local time with its offset",
        ),
        pytest.param(
            datetime(2026, 1, 2, 3, 4, 5),  # noqa: DTZ001
            "DT",
            "2026-01-02T03:04:05",
            id="a time of no zone",
        ),
        pytest.param(
            Choice("X.AuthServerType", "MicrosoftACS", 2), "S", "MicrosoftACS", id="an enum"
        ),
        pytest.param(
            Record(("X.ADObjectId",), "Auth Configuration", {"Depth": 6}),
            "S",
            "Auth Configuration",
            id="an identity",
        ),
        pytest.param(
            Text("System.Uri", "https://x/?a&b"), "URI", "https://x/?a&b", id="an address"
        ),
        pytest.param(
            Text("System.Version", "15.2.1544.4"), "Version", "15.2.1544.4", id="a version"
        ),
    ],
)
def test_writes_plain_values_as_one_element(value, tag, content):
    element = written(value)

    assert (element.tag, element.text) == (tag, content)


def test_writes_a_multi_valued_property_as_exchange_does():
    element = written(Many("System.String", ["contoso.com", "contoso.net"]))

    assert [name.text for name in element.find("TN")] == [
        "Microsoft.Exchange.Data.MultiValuedProperty`1[[System.String, mscorlib, Version=4.0.0.0,"
        " Culture=neutral, PublicKeyToken=b77a5c561934e089]]",
        "Microsoft.Exchange.Data.MultiValuedPropertyBase",
        "System.Object",
    ]
    assert [(item.tag, item.text) for item in element.find("LST")] == [
        ("S", "contoso.com"),
        ("S", "contoso.net"),
    ]


def test_writes_an_empty_multi_valued_property_as_an_empty_list():
    assert len(written(Many("Microsoft.Exchange.Data.SmtpAddress")).find("LST")) == 0


def test_names_the_directory_type_of_what_lives_in_the_directory():
    method = "Microsoft.Exchange.Data.Directory.SystemConfiguration.AuthenticationMethod"
    element = written(Many(method, [Choice(method, "OAuth", 10)]))

    first = element.find("TN/T").text
    assert first.startswith("Microsoft.Exchange.Data.Directory.ADMultiValuedProperty`1[[")
    assert "Microsoft.Exchange.Data.Directory, Version=15.0.0.0" in first
    assert element.find("LST/S").text == "OAuth"


def test_writes_a_localised_string_as_an_object_with_its_text_three_times():
    element = written(Text("Microsoft.Exchange.Data.LocalizedString", "Checking EWS\r\n"))

    assert element.find("TN/T").text == "Microsoft.Exchange.Data.LocalizedString"
    told = {element.find("ToString").text, *(each.text for each in element.find("Props"))}
    assert told == {"Checking EWS_x000D__x000A_"}
    assert [each.get("N") for each in element.find("Props")] == ["FullId", "LocalizedString"]


def test_numbers_objects_and_refers_to_type_names_already_written():
    value = Many("System.String", ["a"])
    whole = XML(
        clixml.record(Record(("Lab.Thing", "System.Object"), "it", {"One": value, "Two": value}))
    )
    one, two = whole.find("Props")

    assert [whole.get("RefId"), one.get("RefId"), two.get("RefId")] == ["0", "1", "2"]
    assert one.find("TN").get("RefId") == two.find("TNRef").get("RefId") == "1"
    assert [name.text for name in whole.find("TN")] == ["Lab.Thing", "System.Object"]
    assert whole.find("ToString").text == "it"
