"""CLIXML as Exchange servers write it becomes plain values."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from adapters import clixml

PS = "http://schemas.microsoft.com/powershell/2004/04"


def obj(inside: str, attributes: str = "") -> str:
    return f'<Obj RefId="7"{attributes}>{inside}</Obj>'


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        pytest.param("<S>a b</S>", "a b", id="text"),
        pytest.param("<S />", "", id="empty text"),
        pytest.param("<S>one_x000D__x000A_two_x0009_</S>", "one\r\ntwo\t", id="control characters"),
        pytest.param("<S>_x005F_x000A_</S>", "_x000A_", id="text that looks like an escape"),
        pytest.param("<S>_xD83D__xDE00_ 한글 é</S>", "😀 한글 é", id="surrogate pair"),
        pytest.param("<S>_xD83D_</S>", "�", id="half a pair"),
        pytest.param("<B>true</B>", True, id="true"),
        pytest.param("<B>false</B>", False, id="false"),
        pytest.param("<I32>-5</I32>", -5, id="int"),
        pytest.param("<I64>5000000000</I64>", 5_000_000_000, id="long"),
        pytest.param("<U32>4294967295</U32>", 4_294_967_295, id="unsigned"),
        pytest.param("<By>20</By>", 20, id="byte"),
        pytest.param("<Db>1.5</Db>", 1.5, id="double"),
        pytest.param("<C>65</C>", "A", id="character"),
        pytest.param("<BA>MII=</BA>", b"0\x82", id="bytes"),
        pytest.param("<BA />", b"", id="no bytes"),
        pytest.param("<Nil />", None, id="nothing"),
        pytest.param("<URI>https://a/</URI>", "https://a/", id="address"),
        pytest.param("<Version>15.2.1544.4</Version>", "15.2.1544.4", id="version"),
        pytest.param("<TS>PT15M</TS>", "PT15M", id="time span"),
        pytest.param(
            "<G>ca1052f7-04ac-4d14-b4cc-fcd4955cc63f</G>",
            UUID("ca1052f7-04ac-4d14-b4cc-fcd4955cc63f"),
            id="guid",
        ),
        pytest.param("<SS>0102</SS>", None, id="secure string"),
        pytest.param(
            obj("<TN RefId='0'><T>A.Choice</T></TN><ToString>MicrosoftACS</ToString><I32>2</I32>"),
            "MicrosoftACS",
            id="enum",
        ),
        pytest.param(
            obj(
                "<TN RefId='0'><T>A.Id</T></TN><ToString>EX01</ToString>"
                "<Props><S N='Rdn'>CN=EX01</S></Props>"
                "<MS><BA N='SerializationData'>AAEA</BA></MS>"
            ),
            "EX01",
            id="identity through a management shell",
        ),
        pytest.param(
            obj(
                "<TN RefId='0'><T>Deserialized.A.Thing</T></TN><ToString>A.Thing</ToString>"
                "<Props><S N='Rdn'>CN=EX01</S></Props>"
            ),
            {"Rdn": "CN=EX01"},
            id="an object that only says its type",
        ),
        pytest.param(
            obj(
                "<TN RefId='0'><T>Microsoft.Exchange.Data.MultiValuedProperty`1[[System.String]]"
                "</T></TN><LST><S>hbna.co.kr</S><S>hbna.com</S></LST>"
            ),
            ["hbna.co.kr", "hbna.com"],
            id="multi-valued property",
        ),
        pytest.param(obj("<LST />"), [], id="empty list"),
        pytest.param(obj("<IE><I32>1</I32></IE>"), [1], id="enumerable"),
        pytest.param(obj("<STK><I32>1</I32></STK>"), [1], id="stack"),
        pytest.param(
            obj("<DCT><En><S N='Key'>a</S><I32 N='Value'>1</I32></En></DCT>"), {"a": 1}, id="table"
        ),
    ],
)
def test_a_value_is_read(element: str, expected: Any) -> None:
    assert clixml.value(element) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "2019-12-03T22:47:32.1234567Z",
            datetime(2019, 12, 3, 22, 47, 32, 123456, UTC),
            id="seven digits",
        ),
        pytest.param(
            "2026-06-14T17:23:32.0000000+09:00", datetime(2026, 6, 14, 8, 23, 32, 0, UTC), id="zone"
        ),
        pytest.param(
            "2026-06-14T17:23:32-03:30", datetime(2026, 6, 14, 20, 53, 32, 0, UTC), id="behind"
        ),
        pytest.param(
            "2026-06-14T17:23:32", datetime(2026, 6, 14, 17, 23, 32, 0, UTC), id="no zone"
        ),
        pytest.param("0001-01-01T00:00:00+09:00", datetime(1, 1, 1, tzinfo=UTC), id="least"),
        pytest.param(
            "9999-12-31T23:59:59.9999999-01:00",
            datetime(9999, 12, 31, 23, 59, 59, 999999, UTC),
            id="greatest",
        ),
    ],
)
def test_a_date_becomes_aware_and_utc(text: str, expected: datetime) -> None:
    read = clixml.value(f"<DT>{text}</DT>")

    assert read == expected
    assert read.tzinfo is UTC


def test_an_object_becomes_a_dict_of_its_properties() -> None:
    (read,) = clixml.objects(
        "\ufeff"
        + obj(
            "<TN RefId='0'><T>System.Diagnostics.FileVersionInfo</T></TN><ToString>long</ToString>"
            "<Props><S N='FileVersion'>15.02.1544.004</S><Nil N='Gone' /></Props>"
            "<MS><Version N='FileVersionRaw'>15.2.1544.4</Version></MS>"
        )
    )

    assert read == {
        "FileVersion": "15.02.1544.004",
        "Gone": None,
        "FileVersionRaw": "15.2.1544.4",
    }


def test_types_and_objects_are_referred_to() -> None:
    first, second = clixml.objects(
        f"<Objs Version='1.1.0.1' xmlns='{PS}'>"
        "<Obj RefId='0'><TN RefId='0'><T>A.Thing</T></TN><Props><Obj N='List' RefId='1'>"
        "<LST><S>x</S></LST></Obj><Ref N='Self' RefId='0' /></Props></Obj>"
        "<Obj RefId='2'><TNRef RefId='0' /><Props><Ref N='List' RefId='1' />"
        "<Obj N='Kind' RefId='3'><TNRef RefId='0' /><ToString>A.Thing</ToString>"
        "<Props><I32 N='n'>1</I32></Props></Obj></Props></Obj></Objs>"
    )

    assert first == {"List": ["x"], "Self": None}
    assert second == {"List": ["x"], "Kind": {"n": 1}}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param("<S>STEP 1</S>", [{"Value": "STEP 1"}], id="a line"),
        pytest.param(
            obj("<TN RefId='0'><T>A.B</T></TN><ToString>Yes</ToString><I32>1</I32>"),
            [{"Value": "Yes"}],
            id="an enum",
        ),
        pytest.param(
            obj("<LST><S>a</S><S>b</S></LST>"), [{"Value": "a"}, {"Value": "b"}], id="list"
        ),
        pytest.param(f"<Objs xmlns='{PS}' />", [], id="nothing"),
    ],
)
def test_what_is_no_object_is_given_under_one_name(message: str, expected: list[Any]) -> None:
    assert list(clixml.objects(message)) == expected


@pytest.mark.parametrize("text", ["yesterday", "2024-02-29T23:59:60Z", "2024-02-30T00:00:00Z"])
def test_a_date_that_is_none_stays_a_text_beside_properties_that_are_read(text: str) -> None:
    (found,) = clixml.objects(
        f'<Obj RefId="0"><Props><DT N="At">{text}</DT><BA N="Raw">AQ==</BA></Props></Obj>'
    )

    assert found == {"At": text, "Raw": b"\x01"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("<S>", id="cut off"),
        pytest.param("plain", id="no XML"),
        pytest.param("<I32>five</I32>", id="no number"),
        pytest.param("<BA>***</BA>", id="no base64"),
        pytest.param("<G>x</G>", id="no guid"),
        pytest.param("<Strange>x</Strange>", id="no known element"),
        pytest.param('<!DOCTYPE a [<!ENTITY x "y">]><S>&x;</S>', id="entities"),
    ],
)
def test_what_is_not_clixml_is_refused(text: str) -> None:
    with pytest.raises(clixml.NotClixml):
        clixml.value(text)
