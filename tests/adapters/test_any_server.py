"""What is the same on all servers is asked of whichever is free, and there."""

import asyncio
from dataclasses import replace

import pytest
from aiohttp import web

from commands.ports import Kind, OutsideError
from lab.ca import Authority
from lab.records import Failure, Output
from tests.adapters.parts import AGES, Premises, named


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


async def test_any_server_passes_over_one_without_the_virtual_directory(
    premises: Premises,
) -> None:
    lost = await premises.server("EX01")
    there = await premises.server("EX02")
    there.answers["Get-AuthConfig"] = named("from EX02")
    premises.listed[0] = replace(premises.listed[0], path="NoSuchDirectory")
    servers = premises.open()

    results = [await servers.any().run("Get-AuthConfig", timeout=AGES) for _ in range(3)]

    assert {result.objects[0]["Name"] for result in results} == {"from EX02"}
    assert lost.calls == []
    with pytest.raises(OutsideError) as caught:
        await servers.on("EX01").run("Get-AuthConfig", timeout=AGES)
    assert caught.value.kind is Kind.NOT_FOUND


async def test_any_server_passes_over_one_that_forbids_its_endpoint(
    premises: Premises, authority: Authority
) -> None:
    async def forbidden(_: web.Request) -> web.Response:
        return web.Response(status=403)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", forbidden)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    context = authority.leaf(["127.0.0.1"]).context()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    await premises.server("EX01")
    there = await premises.server("EX02")
    there.answers["Get-AuthConfig"] = named("from EX02")
    premises.listed[0] = replace(premises.listed[0], port=runner.addresses[0][1])

    result = await premises.open().any().run("Get-AuthConfig", timeout=AGES)

    assert result.objects[0]["Name"] == "from EX02"
    await runner.cleanup()


@pytest.mark.parametrize(
    ("exception", "kind"),
    [
        pytest.param("A.B", Kind.REFUSED, id="refused"),
        pytest.param("A.ManagementObjectNotFoundException", Kind.NOT_FOUND, id="not found"),
        pytest.param("A.CommandNotFoundException", Kind.FORBIDDEN, id="not in the account's roles"),
    ],
)
async def test_an_answer_of_a_cmdlet_is_not_asked_of_another_server(
    premises: Premises, exception: str, kind: Kind
) -> None:
    exchanges = [await premises.server("EX01"), await premises.server("EX02")]
    for exchange in exchanges:
        exchange.answers["Get-AuthConfig"] = Output(failures=(Failure(exception, "no"),))

    with pytest.raises(OutsideError) as caught:
        await premises.open().any().run("Get-AuthConfig", timeout=AGES)

    assert caught.value.kind is kind

    assert sum(len(exchange.calls) for exchange in exchanges) == 1


async def test_no_server_at_all_is_said(premises: Premises) -> None:
    with pytest.raises(OutsideError, match="no Exchange server is configured"):
        await premises.open().any().run("Get-AuthConfig", timeout=AGES)
