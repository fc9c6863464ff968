"""The door without authentication, as a configuration file switches it on for the Playground."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.settings import load
from bot.wiring import serving
from tests.bot.test_settings import GOOD, PEM

HERE = "11111111-2222-4333-8444-555555555555"
"""The tenant that the Playground's configuration names."""
PERSON = "aaaaaaaa-0000-0000-0000-000000000001"

FILE = (
    GOOD.replace('name = "contoso"', f'name = "contoso"\nserved_to = ["{HERE}"]', 1)
    + f"""
[organisation.roles]
operators = ["{PERSON}"]
[teams]
development = true
listen = "127.0.0.1:0"
"""
)


class Playground:
    """What takes answers on loopback, over plain http and without a token."""

    def __init__(self) -> None:
        self.posted: asyncio.Queue[tuple[dict[str, Any], str]] = asyncio.Queue()

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/_connector/v3/conversations/{where}/activities", self.post)
        app.router.add_get("/_connector/v3/conversations/{where}/members/{who}", self.member)
        return app

    async def post(self, request: web.Request) -> web.Response:
        await self.posted.put((await request.json(), request.headers.get("Authorization", "")))
        return web.json_response({"id": "1795178156865"}, status=201)

    async def member(self, request: web.Request) -> web.Response:
        return web.json_response({"tenantId": HERE, "userRole": "user"})


@pytest.fixture
async def playground() -> AsyncIterator[tuple[Playground, str]]:
    here = Playground()
    runner = web.AppRunner(here.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield here, f"http://127.0.0.1:{runner.addresses[0][1]}/_connector"
    await runner.cleanup()


def message(service: str, text: str) -> dict[str, Any]:
    """Give a message as the Playground sends it."""
    return {
        "type": "message", "id": "d267cfb4", "text": text, "channelId": "msteams",
        "from": {"id": "29:user", "name": "Riley", "aadObjectId": PERSON},
        "recipient": {"id": "bot", "name": "Hybridge"}, "serviceUrl": service,
        "conversation": {"id": "a:personal-chat", "conversationType": "personal", "tenantId": HERE},
        "channelData": {"tenant": {"id": HERE}},
    }  # fmt: skip


async def test_the_door_that_the_settings_page_promises_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, playground: tuple[Playground, str]
) -> None:
    monkeypatch.setenv("EXCHANGE_PASSWORD", "pass word")
    (tmp_path / "app.pem").write_bytes(PEM)
    path = tmp_path / "hybridge.toml"
    path.write_text(FILE, encoding="utf-8")
    here, service = playground

    async with serving(load(path), work=True) as bot, aiohttp.ClientSession() as http:
        async with http.post(bot.endpoint, json=message(service, "whoami")) as answer:
            assert answer.status == 202
        async with asyncio.timeout(20):
            reply, token = await here.posted.get()
        elsewhere = message("https://smba.trafficmanager.net/kr/", "whoami")
        async with http.post(bot.endpoint, json=elsewhere) as answer:
            assert answer.status == 403  # answers stay on this machine

    assert "your role here is `operator`" in reply["text"]
    assert token == ""
