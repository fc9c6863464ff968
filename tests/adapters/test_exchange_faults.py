"""Exchange servers that are slow, silent, gone or full: what is said, and what is left."""

import asyncio

import pytest

from adapters.psrp import connection, session
from commands.ports import Kind, Outcome, OutsideError
from lab.records import Call, Output
from tests.adapters.parts import AGES, Premises, named, shells


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        pytest.param("server-down", Kind.UNREACHABLE, "the connection was refused", id="down"),
        pytest.param("dropped", Kind.UNREACHABLE, "the connection was", id="dropped"),
        pytest.param("quota", Kind.BUSY, "exceeded the maximum number", id="no session left"),
        pytest.param("winrm-shells", Kind.BUSY, "30 concurrent shells", id="no shell left"),
        pytest.param("winrm-operations", Kind.BUSY, "1500 concurrent", id="too much at once"),
        pytest.param("html-500", Kind.UNEXPECTED, "HTTP 500", id="a page instead of an answer"),
    ],
)
async def test_a_server_out_of_order_is_described(
    premises: Premises, fault: str, kind: Kind, said: str
) -> None:
    await premises.server("EX01")
    premises.faults.set(fault, target="EX01")

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is kind
    assert caught.value.outcome is not Outcome.UNKNOWN
    assert said in caught.value.detail


@pytest.mark.parametrize("tls", [True, False])
@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        pytest.param("Create", Outcome.NOT_SENT, id="while opening"),
        pytest.param("Command", Outcome.UNKNOWN, id="while starting"),
        pytest.param("Receive", Outcome.UNKNOWN, id="while answering"),
    ],
)
async def test_a_deadline_holds_against_a_server_that_falls_silent(
    premises: Premises, at: str, outcome: Outcome, tls: bool
) -> None:
    exchange = await premises.server("EX01", tls=tls)
    exchange.answers["Get-AuthConfig"] = named("Auth Configuration")
    server = premises.open().on("EX01")
    if at != "Create":
        await server.run("Get-AuthConfig", timeout=AGES)
    premises.faults.set("server-silent", target="EX01", at=at)

    with pytest.raises(OutsideError) as caught:
        await server.run("Get-AuthConfig", timeout=0.4)

    assert caught.value.kind is Kind.TIMEOUT
    assert caught.value.outcome is outcome
    premises.faults.clear()
    again = await server.run("Get-AuthConfig", timeout=AGES)
    assert again.objects[0]["Name"] == "Auth Configuration"


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        pytest.param("Create", Outcome.NOT_SENT, id="while opening"),
        pytest.param("Command", Outcome.UNKNOWN, id="while starting"),
        pytest.param("Receive", Outcome.UNKNOWN, id="while answering"),
    ],
)
async def test_a_silent_server_does_not_have_the_long_time_of_a_test(
    premises: Premises, at: str, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    await premises.server("EX01")
    server = premises.open().on("EX01")
    if at != "Create":
        await server.run("Test-OAuthConnectivity", timeout=AGES)
    monkeypatch.setattr(session, "OPENING", 0.4)
    monkeypatch.setattr(connection, "SILENCE", 0.4)
    premises.faults.set("server-silent", target="EX01", at=at)

    async with asyncio.timeout(AGES):
        with pytest.raises(OutsideError) as caught:
            await server.run("Test-OAuthConnectivity", timeout=100 * AGES)

    assert caught.value.kind is Kind.TIMEOUT
    assert caught.value.outcome is outcome


async def test_a_test_may_take_longer_than_opening_and_silence(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await premises.server("EX01")

    async def slow(_: Call) -> Output:
        await asyncio.sleep(connection.SILENCE + session.POLL)  # noqa: TID251
        return named("done")

    exchange.answers["Test-OAuthConnectivity"] = slow
    server = premises.open().on("EX01")
    await server.run("Get-AuthConfig", timeout=AGES)
    monkeypatch.setattr(session, "OPENING", 1.3)
    monkeypatch.setattr(connection, "SILENCE", 1.3)
    monkeypatch.setattr(session, "POLL", 0.5)  # so often the server says 'nothing yet'

    result = await server.run("Test-OAuthConnectivity", timeout=AGES)

    assert result.objects[0]["Name"] == "done"


async def test_a_cmdlet_that_takes_too_long_is_stopped_and_the_session_kept(
    premises: Premises,
) -> None:
    exchange = await premises.server("EX01")
    stopped = asyncio.Event()

    async def endless(_: Call) -> Output:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        return Output()

    exchange.answers["Get-AuthConfig"] = endless
    server = premises.open().on("EX01")
    await server.run("Get-AuthServer", timeout=AGES)
    before = shells(premises)

    with pytest.raises(OutsideError) as caught:
        await server.run("Get-AuthConfig", timeout=1.2)

    assert caught.value.kind is Kind.TIMEOUT
    await asyncio.wait_for(stopped.wait(), AGES)
    await server.run("Get-AuthServer", timeout=AGES)
    assert shells(premises) == before


async def test_a_call_that_waited_too_long_was_not_sent(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    started, release = asyncio.Event(), asyncio.Event()

    async def slow(_: Call) -> Output:
        started.set()
        await release.wait()
        return Output()

    exchange.answers["Get-AuthConfig"] = slow
    server = premises.open().on("EX01")
    first = asyncio.create_task(server.run("Get-AuthConfig", timeout=AGES))
    await started.wait()

    with pytest.raises(OutsideError) as caught:
        await server.run("Get-AuthServer", timeout=0.2)

    assert caught.value.outcome is Outcome.NOT_SENT
    release.set()
    await first
    assert [call.cmdlet for call in exchange.calls] == ["Get-AuthConfig"]


async def test_a_caller_that_is_cancelled_leaves_a_sound_session(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    started, stopped = asyncio.Event(), asyncio.Event()

    async def endless(_: Call) -> Output:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        return Output()

    exchange.answers["Get-AuthConfig"] = endless
    exchange.answers["Get-AuthServer"] = named("ACS")
    server = premises.open().on("EX01")
    call = asyncio.create_task(server.run("Get-AuthConfig", timeout=AGES))
    await started.wait()
    (before,) = shells(premises)

    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    results = await asyncio.gather(*(server.run("Get-AuthServer", timeout=AGES) for _ in range(5)))

    assert stopped.is_set()
    assert {result.objects[0]["Name"] for result in results} == {"ACS"}
    assert shells(premises) == [before]


@pytest.mark.parametrize("tls", [True, False])
@pytest.mark.parametrize(
    ("fault", "options"),
    [
        pytest.param("shell-expiry", {}, id="the shell expired"),
        pytest.param("dropped", {"at": "Command"}, id="the connection broke, nothing ran"),
        pytest.param("dropped", {"at": "Command", "when": "after"}, id="the answer was lost"),
        pytest.param("dropped", {"at": "Receive"}, id="the result was lost"),
    ],
)
async def test_a_session_that_died_unseen_is_replaced(
    premises: Premises, fault: str, options: dict[str, str], tls: bool
) -> None:
    exchange = await premises.server("EX01", tls=tls)
    exchange.answers["Get-AuthConfig"] = named("Auth Configuration")
    server = premises.open().on("EX01")
    await server.run("Get-AuthConfig", timeout=AGES)
    premises.faults.set(fault, target="EX01", count=1, **options)

    result = await server.run("Get-AuthConfig", timeout=AGES)

    assert result.objects[0]["Name"] == "Auth Configuration"


async def test_a_server_that_was_restarted_is_found_again_after_an_idle_time(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    await premises.server("EX01", tls=False)
    server = premises.open().on("EX01")
    await server.run("Get-AuthConfig", timeout=AGES)
    monkeypatch.setattr(session, "IDLE", 0.0)
    await server.run("Get-AuthConfig", timeout=AGES)
    premises.faults.set("server-down", target="EX01")
    premises.faults.clear()
    await premises.running["EX01"].settled()

    await server.run("Get-AuthConfig", timeout=AGES)

    assert len(shells(premises)) == 1


async def test_a_second_failure_is_told(premises: Premises) -> None:
    await premises.server("EX01")
    server = premises.open().on("EX01")
    await server.run("Get-AuthConfig", timeout=AGES)
    premises.faults.set("dropped", target="EX01", at="Command")

    with pytest.raises(OutsideError) as caught:
        await server.run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is Kind.UNREACHABLE
    assert caught.value.outcome is Outcome.UNKNOWN
