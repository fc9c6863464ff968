"""Strangers who say nothing, or half of it, are let go of, and never take the last descriptor."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.teams.connections import KEPT, Limits, listen
from tests.bot.teams.conftest import JumpingClock
from tests.bot.teams.far_side import message

QUICK = Limits(head=0.05, idle=0.05)
HALF = b"POST /api/messages HTTP/1.1\r\nHost: here\r\nContent-"
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n"


async def healthz(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


@asynccontextmanager
async def listening(limits: Limits) -> AsyncIterator[int]:
    app = web.Application()
    app.router.add_get("/healthz", healthz)
    port, close = await listen(app, "127.0.0.1", 0, limits)
    yield port
    await close()


async def closed(reader: asyncio.StreamReader) -> bytes:
    """Wait until the other side closes; gives what it sent before."""
    async with asyncio.timeout(20):
        try:
            return await reader.read()
        except ConnectionResetError:
            return b""


@pytest.mark.parametrize("sent", [b"", HALF], ids=["nothing", "half a head"])
async def test_a_connection_that_keeps_its_request_to_itself_is_closed(sent):
    async with listening(QUICK) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)

        assert await closed(reader) == b""
        writer.close()


async def test_a_connection_that_is_answered_may_ask_again_and_then_not_stop_halfway():
    async with listening(Limits(head=0.05, idle=20)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):
            writer.write(WHOLE)
            async with asyncio.timeout(20):
                assert b"200" in await reader.readuntil(b"\r\n")
                await reader.readuntil(b"}")
        writer.write(HALF)

        assert await closed(reader) == b""
        writer.close()


@pytest.mark.parametrize("limits", [Limits(each=2), Limits(most=2)], ids=["of one", "of all"])
async def test_one_connection_too_many_is_closed_and_the_next_after_an_end_is_not(limits):
    async with listening(limits) as port:
        opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]

        assert await closed(opened[2][0]) == b""
        opened[0][1].close()
        await opened[0][1].wait_closed()
        async with asyncio.timeout(20):
            while True:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(WHOLE)
                line = await reader.read(15)
                writer.close()
                if line:
                    break
        assert b"200" in line
        for _, each in opened[1:]:
            each.close()


def test_descriptors_are_kept_for_the_store_and_for_what_goes_out(monkeypatch):
    for descriptors, most in ((1024, 1024 - KEPT), (256, 128), (64, 32)):
        monkeypatch.setattr(
            "bot.teams.connections.resource.getrlimit", lambda _, now=descriptors: (now, now)
        )
        limits = Limits.of_this_process()
        assert (limits.most, limits.each) == (most, most // 2)


async def test_a_body_that_does_not_come_is_not_waited_for(bot, monkeypatch):
    monkeypatch.setattr("bot.teams.door.BODY", 0.05)
    assert isinstance(bot.clock, JumpingClock)
    text = f"Bearer {bot.far.token()}"

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"type": "mess'
        await asyncio.Event().wait()

    headers = {"Authorization": text, "Content-Type": "application/json"}
    async with asyncio.timeout(20):
        status, answer = await bot.send_raw(data=slowly(), headers=headers)

    assert status == 408
    assert "did not come" in answer["error"]["code"]
    assert bot.ears.messages == []
    assert (await bot.send(message()))[0] == 202
