"""Exchange servers asked over the wire: what comes back, what goes wrong, what is left behind."""

import asyncio
import threading
from datetime import UTC, datetime
from typing import Any

import pytest

from commands.ports import Kind, Outcome, OutsideError
from lab.ca import Authority
from lab.records import Call, Choice, Failure, Many, Output, Record, Text
from tests.adapters.parts import AGES, SIGNED, Premises, named, shells, until


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

    assert result.objects == ({"Detail": f"token {SIGNED}\r\nend"},)
    assert result.warnings == (f"beware {SIGNED}",)
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


async def test_a_wrong_password_is_said_once_and_not_repeated(premises: Premises) -> None:
    exchange = await premises.server("EX01")
    await premises.server("EX02")

    with pytest.raises(OutsideError) as caught:
        await premises.open(password="wrong").any().run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is Kind.UNAUTHORISED
    assert caught.value.detail == "the user name or the password was not accepted"
    assert "EX0" in caught.value.source
    assert exchange.calls == []


async def test_a_server_with_another_certificate_is_not_spoken_to(premises: Premises) -> None:
    premises.authority = Authority("Somebody else")
    exchange = await premises.server("EX01", auth="basic")

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is Kind.UNREACHABLE
    assert caught.value.outcome is Outcome.NOT_SENT
    assert "no authority that is trusted here" in caught.value.detail
    assert exchange.calls == []


async def test_a_password_is_not_sent_in_clear(premises: Premises) -> None:
    await premises.server("EX01", tls=False, auth="basic")

    with pytest.raises(OutsideError) as caught:
        await premises.open().on("EX01").run("Get-AuthConfig", timeout=AGES)

    assert caught.value.outcome is Outcome.NOT_SENT
    assert "basic" in caught.value.detail


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
