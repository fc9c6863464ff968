"""Exchange servers asked over the wire: what comes back, what goes wrong, what is left behind."""

import asyncio
import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.psrp import session
from commands.ports import Kind, Outcome, OutsideError
from lab.ca import Authority
from lab.records import Call, Choice, Failure, Many, Output, Question, Record, Text
from tests.adapters.parts import Premises, named, until

AGES = 30.0


def shells(premises: Premises, name: str = "EX01") -> list[Any]:
    """The shells that are open on a server."""
    return [
        shell
        for service in premises.running[name]._services.values()
        for shell in service.shells.values()
    ]


@pytest.mark.parametrize(
    ("tls", "auth"),
    [
        pytest.param(True, "basic", id="https, Basic"),
        pytest.param(True, "ntlm", id="https, NTLM"),
        pytest.param(True, "negotiate", id="https, Negotiate"),
        pytest.param(False, "ntlm", id="http, NTLM, messages sealed"),
    ],
)
async def test_objects_come_back_plain(premises: Premises, tls: bool, auth: str) -> None:
    exchange = await premises.server("EX01", tls=tls, auth=auth)
    when = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
    exchange.answers["Get-AuthServer"] = named(
        "ACS",
        DomainName=Many("System.String", ("hbna.co.kr", "hbna.com")),
        Type=Choice("Microsoft.Exchange.Data.AuthServerType", "MicrosoftACS", 2),
        Detail=Text("Microsoft.Exchange.Data.LocalizedString", "two\r\nlines"),
        RawData=b"0\x82",
        WhenChanged=when,
        Realm=None,
        Enabled=True,
    )

    result = await premises.open().on("EX01").run("Get-AuthServer", timeout=AGES)

    assert result.objects == (
        {
            "Name": "ACS",
            "DomainName": ["hbna.co.kr", "hbna.com"],
            "Type": "MicrosoftACS",
            "Detail": "two\r\nlines",
            "RawData": b"0\x82",
            "WhenChanged": when,
            "Realm": None,
            "Enabled": True,
        },
    )


async def test_one_session_serves_all_reads_and_its_pipelines_are_closed(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await premises.server("EX01")
    exchange.answers["Get-AuthConfig"] = named("Auth Configuration")
    server = premises.open().on("EX01")
    begun, ended = _watched(premises, monkeypatch)

    results = await asyncio.gather(
        *(server.run("Get-AuthConfig", timeout=AGES) for _ in range(20)),
    )

    assert {result.objects[0]["Name"] for result in results} == {"Auth Configuration"}
    assert len(shells(premises)) == 1
    await until(lambda: len(ended) == 20)
    assert begun == ended


async def test_nothing_is_left_after_closing(premises: Premises) -> None:
    await premises.server("EX01")
    servers = premises.open()
    await servers.on("EX01").run("Get-AuthConfig", timeout=AGES)
    await servers.on("EX01").run("Test-OAuthConnectivity", timeout=AGES)

    await servers.close()

    assert shells(premises) == []
    assert not [each for each in threading.enumerate() if each.name.startswith("psrp")]


async def test_the_maintenance_endpoint_is_another_door(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    exchange.answers["Get-HybridgeExSetup"] = named("ExSetup", FileVersion="15.02.1544.004")
    door = premises.open().maintenance("EX01")
    assert door is not None

    result = await door.run("Get-HybridgeExSetup", timeout=AGES)

    assert result.objects[0]["FileVersion"] == "15.02.1544.004"
    with pytest.raises(OutsideError) as caught:
        await door.run("Get-AuthConfig", timeout=AGES)
    assert caught.value.kind is Kind.BLOCKED


async def test_a_cmdlet_that_is_not_listed_is_not_sent(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    servers = premises.open()

    for port in (servers.on("EX01"), servers.any()):
        with pytest.raises(OutsideError) as caught:
            await port.run("Remove-Mailbox", timeout=AGES, parameters={"Identity": "*"})
        assert caught.value.kind is Kind.BLOCKED

    assert exchange.calls == []
    assert shells(premises) == []


async def test_a_slow_test_does_not_hold_the_reads(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    release = asyncio.Event()

    async def slow(_: Call) -> Output:
        await release.wait()
        return named("done")

    exchange.answers["Test-OAuthConnectivity"] = slow
    server = premises.open().on("EX01")
    test = asyncio.create_task(server.run("Test-OAuthConnectivity", timeout=AGES))

    await server.run("Get-AuthConfig", timeout=AGES)

    assert not test.done()
    release.set()
    assert (await test).objects[0]["Name"] == "done"


async def test_secrets_in_objects_warnings_and_errors_do_not_come_through(
    premises: Premises, jwt: str
) -> None:
    exchange = await premises.server("EX01")
    server = premises.open().on("EX01")
    detail = Text("Microsoft.Exchange.Data.LocalizedString", f"token {jwt}\r\nend")
    record = Record(("X.Node", "System.Object"), f"node {jwt}", {"Detail": detail})
    exchange.answers["Test-OAuthConnectivity"] = Output(
        objects=(record,), warnings=(f"beware {jwt}",)
    )
    exchange.answers["Get-AuthConfig"] = Output(
        failures=(Failure("System.Exception", f"failed with {jwt}", error_id=f"{jwt},Get"),)
    )

    result = await server.run("Test-OAuthConnectivity", timeout=AGES)
    with pytest.raises(OutsideError) as caught:
        await server.run("Get-AuthConfig", timeout=AGES)

    assert result.objects == ({"Detail": "token [redacted]\r\nend"},)
    assert result.warnings == ("beware [redacted]",)
    assert jwt not in repr((caught.value, vars(caught.value)))


@pytest.mark.parametrize("terminating", [False, True])
async def test_an_error_of_the_cmdlet_is_a_refusal(premises: Premises, terminating: bool) -> None:
    exchange = await premises.server("EX01")
    exchange.answers["Get-Mailbox"] = Output(
        objects=named("half").objects,
        failures=(
            Failure(
                "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
                "The operation couldn't be performed because object 'x' couldn't be found.",
                error_id="[Server=EX01] [FailureCategory=Cmdlet] 7B16E8,Get-Mailbox",
                terminating=terminating,
            ),
        ),
    )

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run("Get-Mailbox", timeout=AGES)

    assert caught.value.kind is Kind.NOT_FOUND
    assert caught.value.outcome is Outcome.REFUSED
    assert "couldn't be found" in caught.value.detail
    assert "ManagementObjectNotFoundException" in caught.value.code
    assert "7B16E8" in caught.value.code


async def test_a_question_of_the_server_is_answered_no(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    answers: list[int] = []

    async def asks(call: Call) -> Output:
        choices = (("&Yes", ""), ("Yes to &All", ""), ("&No", ""), ("No to A&ll", ""))
        question = Question("Confirm", "Overwrite the certificate?", choices)
        assert call.ask is not None
        answers.append(await call.ask(question))
        return named("kept")

    exchange.answers["Get-AuthConfig"] = asks

    result = await premises.open().on("EX01").run("Get-AuthConfig", timeout=AGES)

    assert answers == [2]
    assert result.objects[0]["Name"] == "kept"


async def test_a_wrong_password_is_said_once_and_not_repeated(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    await premises.server("EX02")

    with pytest.raises(OutsideError) as caught:
        await premises.open(password="wrong").any().run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is Kind.UNAUTHORISED
    assert "EX0" in caught.value.source
    assert exchange.calls == []


async def test_a_server_with_another_certificate_is_not_spoken_to(premises: Premises) -> None:
    premises.authority = Authority("Somebody else")
    exchange = await premises.server("EX01", auth="basic")

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is Kind.UNREACHABLE
    assert caught.value.outcome is Outcome.NOT_SENT
    assert exchange.calls == []


async def test_a_password_is_not_sent_in_clear(premises: Premises) -> None:
    await premises.server("EX01", tls=False, auth="basic")

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run("Get-AuthConfig", timeout=AGES)

    assert caught.value.outcome is Outcome.NOT_SENT
    assert "basic" in caught.value.detail


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        pytest.param("server-down", Kind.UNREACHABLE, id="down"),
        pytest.param("quota", Kind.BUSY, id="no session left"),
        pytest.param("html-500", Kind.UNEXPECTED, id="a page instead of an answer"),
    ],
)
async def test_a_server_out_of_order_is_described(
    premises: Premises, fault: str, kind: Kind
) -> None:
    await premises.server("EX01")
    premises.faults.set(fault, target="EX01")

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is kind
    assert caught.value.outcome is not Outcome.UNKNOWN


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


@pytest.mark.parametrize("fault", ["server-down", "server-silent", "quota"])
async def test_any_server_passes_over_one_that_is_not_there(premises: Premises, fault: str) -> None:
    lost = await premises.server("EX01")
    there = await premises.server("EX02")
    there.answers["Get-AuthConfig"] = named("from EX02")
    premises.faults.set(fault, target="EX01")
    servers = premises.open()

    results = await asyncio.gather(
        *(servers.any().run("Get-AuthConfig", timeout=4) for _ in range(4))
    )

    assert {result.objects[0]["Name"] for result in results} == {"from EX02"}
    assert lost.calls == []


async def test_a_server_that_was_not_there_is_asked_last_for_a_while(premises: Premises) -> None:
    first = await premises.server("EX01")
    await premises.server("EX02")
    servers = premises.open()
    premises.faults.set("server-down", target="EX01")
    await servers.any().run("Get-AuthConfig", timeout=AGES)
    premises.faults.clear()
    await premises.running["EX01"].settled()

    for _ in range(3):
        await servers.any().run("Get-AuthConfig", timeout=AGES)
    assert first.calls == []

    await servers.on("EX01").run("Get-AuthServer", timeout=AGES)
    await servers.any().run("Get-AuthConfig", timeout=AGES)
    assert [call.cmdlet for call in first.calls] == ["Get-AuthServer", "Get-AuthConfig"]


async def test_any_server_shares_the_calls_out(premises: Premises) -> None:
    first, second = await premises.server("EX01"), await premises.server("EX02")

    servers = premises.open()

    await asyncio.gather(*(servers.any().run("Get-AuthServer", timeout=AGES) for _ in range(10)))

    assert [len(exchange.calls) for exchange in (first, second)] == [5, 5]


async def test_when_no_server_is_there_each_is_named(premises: Premises) -> None:
    await premises.server("EX01")
    await premises.server("EX02")
    premises.faults.set("server-down")

    with pytest.raises(OutsideError) as caught:
        await premises.open().any().run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is Kind.UNREACHABLE
    assert "EX01" in caught.value.detail
    assert "EX02" in caught.value.detail


async def test_an_answer_of_a_server_is_not_asked_of_another(premises: Premises) -> None:
    exchanges = [await premises.server("EX01"), await premises.server("EX02")]
    for exchange in exchanges:
        exchange.answers["Get-AuthConfig"] = Output(failures=(Failure("A.B", "no"),))

    with pytest.raises(OutsideError):
        await premises.open().any().run("Get-AuthConfig", timeout=AGES)

    assert sum(len(exchange.calls) for exchange in exchanges) == 1


def _watched(premises: Premises, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """The pipelines begun and ended on EX01, in order, as the server is told."""
    begun: list[str] = []
    ended: list[str] = []
    service = premises.running["EX01"]._services["powershell"]
    perform = service.perform

    async def watching(request: Any, user: str) -> bytes:
        for element in request.body.iter():
            kind = element.tag.rpartition("}")[2]
            if kind == "CommandLine":
                begun.append(element.attrib["CommandId"])
            if kind == "Signal" and element[0].text.lower().endswith("/terminate"):
                ended.append(element.attrib["CommandId"])
        return await perform(request, user)

    monkeypatch.setattr(service, "perform", watching)
    return begun, ended
