"""Parameter values travel as what they are, never as code."""

from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from adapters.psrp.values import parameter
from lab.records import Output

SEOUL = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(2**63, id="int beyond 63 bits"),
        pytest.param(-(2**64), id="negative int beyond 63 bits"),
        pytest.param(object(), id="object"),
        pytest.param(datetime(2026, 1, 2), id="date without a zone"),  # noqa: DTZ001
    ],
)
def test_a_value_without_a_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        parameter(value)


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        pytest.param("x'; Remove-Mailbox *; '", "x'; Remove-Mailbox *; '", id="code"),
        pytest.param(
            "$env:X `n _x000A_ \t\r\n 한글 😀", "$env:X `n _x000A_ \t\r\n 한글 😀", id="signs"
        ),
        pytest.param(True, True, id="switch"),
        pytest.param(False, False, id="switch off"),
        pytest.param(2**31 - 1, 2**31 - 1, id="int"),
        pytest.param(2**31, 2**31, id="int beyond 31 bits"),
        pytest.param(-(2**40), -(2**40), id="negative int beyond 31 bits"),
        pytest.param(0.1, 0.1, id="float with all its digits"),
        pytest.param(b"\x00\xff", b"\x00\xff", id="bytes"),
        pytest.param(UUID(int=5), UUID(int=5), id="guid"),
        pytest.param({"b", "a"}, ["a", "b"], id="set"),
        pytest.param(("a", 2**33), ["a", 2**33], id="tuple"),
        pytest.param({"Add": ["a"], "None": None}, {"Add": ["a"]}, id="hashtable"),
        pytest.param(
            datetime(2026, 1, 2, 9, 0, 0, 5, SEOUL),
            datetime(2026, 1, 2, 9, 0, 0, 5, SEOUL),
            id="date",
        ),
    ],
)
async def test_a_value_arrives_at_the_server(premises: Any, value: Any, arrives: Any) -> None:
    exchange = await premises.server("EX01")
    exchange.answers["Get-AuthServer"] = Output()

    await (
        premises.open()
        .on("EX01")
        .run("Get-AuthServer", timeout=20, parameters={"Identity": value, "DomainController": None})
    )

    assert exchange.calls[-1].parameters == {"Identity": arrives}
