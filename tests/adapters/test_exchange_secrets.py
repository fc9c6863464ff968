"""Passwords travel as SecureStrings and are shown nowhere; sealed keys travel as bytes."""

import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from commands.ports import Kind, Outcome, OutsideError
from commands.secret import Secret
from lab.psrp import troubles
from lab.records import Failure, Output, SecureText
from tests.adapters.parts import AGES, Premises, named

PASSWORD = "Wn7-한글 & <x> \U0001f511 $(Get-Date)"
FILE = os.urandom(20_000)
EXPORT = "Export-HybridgeAuthCertificate"
IMPORT = "Import-ExchangeCertificate"


def importing(password: str = PASSWORD) -> dict[str, Any]:
    return {"FileData": FILE, "Password": Secret(password), "PrivateKeyExportable": True}


def watched(premises: Premises, monkeypatch: pytest.MonkeyPatch, nothing_yet: int = 0) -> list[str]:
    """The requests to EX01, by their action; so many looks after each Send find nothing yet."""
    seen: list[str] = []
    service = premises.running["EX01"]._services["powershell"]
    perform: Callable[[Any, str], Awaitable[bytes]] = service.perform

    async def watching(request: Any, user: str) -> bytes:
        seen.append(request.action)
        looks = [*reversed(seen)].index("Send") if "Send" in seen else 0
        if "Command" not in seen and 1 <= looks <= nothing_yet:
            raise troubles.nothing_yet()
        return await perform(request, user)

    monkeypatch.setattr(service, "perform", watching)
    return seen


@pytest.mark.parametrize("tls", [True, False])
async def test_a_password_arrives_as_a_secure_string_and_the_key_as_it_is(
    premises: Premises, tls: bool
) -> None:
    exchange = await premises.server("EX01", tls=tls)

    await premises.open().on("EX01").run(IMPORT, timeout=AGES, parameters=importing())

    (call,) = exchange.calls
    assert isinstance(call.parameters["Password"], SecureText)
    assert call.parameters["Password"] == PASSWORD
    assert call.parameters["FileData"] == FILE
    assert call.parameters["PrivateKeyExportable"] is True


async def test_a_sealed_key_comes_back_as_bytes(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    exchange.answers[EXPORT] = named("file", FileData=FILE)
    parameters = {"Thumbprint": "A" * 40, "Password": Secret(PASSWORD)}
    door = premises.open().maintenance("EX01")
    assert door is not None

    result = await door.run(EXPORT, timeout=AGES, parameters=parameters)

    assert result.objects[0]["FileData"] == FILE
    assert exchange.calls[0].parameters["Password"] == PASSWORD


async def test_keys_are_agreed_on_once_per_session_and_only_when_needed(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await premises.server("EX01")
    server = premises.open().on("EX01")
    seen = watched(premises, monkeypatch)

    await server.run("Get-AuthConfig", timeout=AGES)
    assert "Send" not in seen

    await server.run(IMPORT, timeout=AGES, parameters=importing("one"))
    await server.run(IMPORT, timeout=AGES, parameters=importing("two"))
    assert seen.count("Send") == 1

    premises.faults.set("shell-expiry", target="EX01", count=1, at="Command")
    await server.run(IMPORT, timeout=AGES, parameters=importing("three"))
    assert seen.count("Send") == 2

    arrived = [call.parameters.get("Password") for call in exchange.calls]
    assert arrived == [None, "one", "two", "three"]


async def test_a_session_that_was_gone_is_opened_anew_for_the_agreement(
    premises: Premises,
) -> None:
    exchange = await premises.server("EX01")
    server = premises.open().on("EX01")
    await server.run("Get-AuthConfig", timeout=AGES)
    premises.faults.set("shell-expiry", target="EX01", count=1, at="Send")

    await server.run(IMPORT, timeout=AGES, parameters=importing())

    assert [call.cmdlet for call in exchange.calls] == ["Get-AuthConfig", IMPORT]


async def test_a_slow_server_is_waited_for(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await premises.server("EX01")
    server = premises.open().on("EX01")
    await server.run("Get-AuthConfig", timeout=AGES)
    seen = watched(premises, monkeypatch, nothing_yet=3)

    await server.run(IMPORT, timeout=AGES, parameters=importing())

    after = seen[seen.index("Send") + 1 : seen.index("Command")]
    assert after == ["Receive"] * 4
    assert exchange.calls[-1].parameters["Password"] == PASSWORD


@pytest.mark.parametrize("at", ["Send", "Receive"])
async def test_without_an_agreement_nothing_is_sent_and_the_next_call_begins_anew(
    premises: Premises, at: str
) -> None:
    exchange = await premises.server("EX01")
    server = premises.open().on("EX01")
    await server.run("Get-AuthConfig", timeout=AGES)
    premises.faults.set("server-silent", target="EX01", count=1, at=at)

    with pytest.raises(OutsideError) as caught:
        await server.run(IMPORT, timeout=1, parameters=importing())

    assert caught.value.outcome is Outcome.NOT_SENT
    assert caught.value.kind is Kind.TIMEOUT
    await server.run(IMPORT, timeout=AGES, parameters=importing())
    assert [call.cmdlet for call in exchange.calls] == ["Get-AuthConfig", IMPORT]


@pytest.mark.parametrize("at", ["Send", "Receive"])
@pytest.mark.parametrize("tls", [True, False])
async def test_a_connection_lost_before_the_change_is_sent_costs_nothing(
    premises: Premises, at: str, tls: bool
) -> None:
    exchange = await premises.server("EX01", tls=tls)
    server = premises.open().on("EX01")
    await server.run("Get-AuthConfig", timeout=AGES)
    premises.faults.set("dropped", target="EX01", count=1, at=at)

    await server.run(IMPORT, timeout=AGES, parameters=importing())

    assert [call.cmdlet for call in exchange.calls] == ["Get-AuthConfig", IMPORT]


async def test_one_whose_answer_is_lost_is_in_doubt_and_not_repeated(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    door = premises.open().maintenance("EX01")
    assert door is not None
    await door.run("Get-HybridgeExSetup", timeout=AGES)
    premises.faults.set("dropped", target="EX01", count=1, at="Command", when="after")

    with pytest.raises(OutsideError) as caught:
        await door.run(EXPORT, timeout=AGES, parameters={"Password": Secret(PASSWORD)})

    assert caught.value.outcome is Outcome.UNKNOWN
    await door.run("Get-HybridgeExSetup", timeout=AGES)
    assert [call.cmdlet for call in exchange.calls].count(EXPORT) == 1


async def test_the_password_is_in_no_message_error_or_log(
    premises: Premises, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG pypsrp writes each message to its log before the transport seals it."""
    exchange = await premises.server("EX01", tls=False)
    refusal = Failure("Microsoft.Exchange.X", "The certificate is not accepted.")
    exchange.answers[IMPORT] = Output(failures=(refusal,))
    plain = "hunter2hunter2hunter2"

    with caplog.at_level(logging.DEBUG), pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run(IMPORT, timeout=AGES, parameters=importing(plain))

    assert "Import-ExchangeCertificate" in caplog.text
    assert plain not in caplog.text
    assert plain not in f"{caught.value!r} {caught.value.detail} {vars(caught.value)}"


async def test_a_secret_in_a_list_has_no_way_out(premises: Premises) -> None:
    exchange = await premises.server("EX01")

    with pytest.raises(OutsideError) as caught:
        await (
            premises.open()
            .on("EX01")
            .run("Get-AuthServer", timeout=AGES, parameters={"Identity": [Secret(PASSWORD)]})
        )

    assert caught.value.outcome is Outcome.NOT_SENT
    assert PASSWORD not in repr(caught.value)
    assert exchange.calls == []
