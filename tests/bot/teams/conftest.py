"""A bot's door with the far side it talks to, both on loopback sockets."""

import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec

from bot.talk import Answer, Click, Message, Reply
from bot.teams import Outgoing, TeamsSettings
from commands.secret import Secret
from jobs.record import Conversation
from tests.bot.teams.far_side import (
    APP,
    SECOND_TENANT,
    TENANT,
    FarSide,
    as_pem,
    certificate_of,
    pem_of,
    signing_key,
)


@dataclass(frozen=True)
class Papers:
    """The run's certificate authority, the far side's TLS and the bot's own registration."""

    ca: Path
    tls: ssl.SSLContext
    registration: str


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    folder = tmp_path_factory.mktemp("papers")
    root_key, host_key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    root = certificate_of(root_key, "Test root", issuer=None, by=root_key)
    host = certificate_of(host_key, "localhost", issuer=root, by=root_key)
    (folder / "ca.pem").write_bytes(as_pem(root))
    (folder / "host.pem").write_bytes(pem_of(host_key) + as_pem(host))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "host.pem")
    bot_key = signing_key("registration")
    bot = certificate_of(bot_key, "bot", issuer=None, by=bot_key)
    return Papers(folder / "ca.pem", context, (pem_of(bot_key) + as_pem(bot)).decode())


class JumpingClock:
    """A clock that stands still, except that whoever waits is taken to the end of his wait."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)

    def pass_time(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass
class Ears:
    """Turns that write down what they hear and answer as told."""

    messages: list[Message] = field(default_factory=list)
    clicks: list[Click] = field(default_factory=list)
    installed: list[Conversation] = field(default_factory=list)
    reply: Reply | None = None
    answer: Answer = field(default_factory=lambda: Answer(message="Noted."))
    breaks: bool = False

    async def on_message(self, message: Message) -> Reply | None:
        self.messages.append(message)
        if self.breaks:
            raise RuntimeError("the store is gone")
        return self.reply

    async def on_click(self, click: Click) -> Answer:
        self.clicks.append(click)
        if self.breaks:
            raise RuntimeError("the store is gone")
        return self.answer

    async def on_installed(self, conversation: Conversation) -> Reply | None:
        self.installed.append(conversation)
        return Reply(summary="Hello", text="Hello")


class Seen:
    """What has been seen, as a store shared by processes would say it."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.ask = self.look

    async def __call__(self, key: str) -> bool:
        return await self.ask(key)

    async def look(self, key: str) -> bool:
        new = key not in self.keys
        self.keys.add(key)
        return new


@dataclass
class Bot:
    """A bot's door that listens, and how to knock at it."""

    url: str
    far: FarSide
    ears: Ears
    seen: Seen
    clock: JumpingClock
    outgoing: Outgoing
    http: aiohttp.ClientSession

    async def send(self, body: Mapping[str, Any], *, token: str | None = None) -> tuple[int, Any]:
        """Send an activity; gives the HTTP status and the answer."""
        if "serviceUrl" not in body:
            body = {**body, "serviceUrl": self.far.url}
        return await self.send_raw(
            json=body, headers={"Authorization": f"Bearer {token or self.far.token()}"}
        )

    async def send_raw(self, **request: Any) -> tuple[int, Any]:
        async with self.http.post(f"{self.url}/api/messages", **request) as answer:
            text = await answer.text()
            is_json = answer.content_type == "application/json"
            return answer.status, (await answer.json()) if is_json else text


@pytest.fixture
async def far(papers: Papers) -> AsyncIterator[FarSide]:
    far = FarSide()
    far.members["29:operator"] = {"id": "29:operator", "tenantId": TENANT, "userRole": "user"}
    runner = await far.serve(papers.tls)
    yield far
    await runner.cleanup()


@pytest.fixture
def clock() -> JumpingClock:
    return JumpingClock()


@pytest.fixture
def settings(papers: Papers, far: FarSide) -> TeamsSettings:
    return TeamsSettings(
        app_id=APP,
        tenants=(TENANT, SECOND_TENANT),
        certificate=Secret(papers.registration),
        login=far.url,
        metadata=f"{far.url}/metadata",
        service_hosts=("localhost",),
        ca=papers.ca,
    )


@asynccontextmanager
async def opened(settings: TeamsSettings, far: FarSide) -> AsyncIterator[Bot]:
    clock, ears, seen = JumpingClock(), Ears(), Seen()
    outgoing = Outgoing(settings, clock)
    teams = outgoing.listen(ears, seen)
    runner = web.AppRunner(teams.app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as http:
        yield Bot(url, far, ears, seen, clock, outgoing, http)
    await runner.cleanup()
    await teams.close()


@pytest.fixture
async def bot(settings: TeamsSettings, far: FarSide) -> AsyncIterator[Bot]:
    async with opened(settings, far) as bot:
        yield bot


@pytest.fixture
def without_authentication(settings: TeamsSettings) -> Iterator[TeamsSettings]:
    return replace(settings, app_id="", tenants=(), certificate=Secret(""), development=True)
