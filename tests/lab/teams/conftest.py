"""The lab's Teams on real sockets, with a bot that writes down what it hears."""

from collections.abc import AsyncIterator, Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from lab import teams as lab_teams
from lab.ca import Authority
from lab.clock import LabClock
from lab.cloud.enrol import Credential, enrol
from lab.cloud.tokens import Tokens
from lab.scenario import load
from lab.teams import Teams
from lab.teams.connector import RESOURCE
from lab.world import World

CARD = "application/vnd.microsoft.card.adaptive"


class StillClock(LabClock):
    """A clock that stands until somebody moves it; waiting moves it."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = super().real()

    def real(self) -> datetime:
        return self.moment

    def pass_time(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        self.pass_time(seconds)


@dataclass
class Bot:
    """An endpoint that writes down what it hears and answers as told."""

    heard: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], Awaitable[web.Response]] | None = None
    url: str = ""

    async def messages(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.heard.append(activity)
        self.headers.append(dict(request.headers))
        if self.answer is not None:
            return await self.answer(activity)
        return web.Response(status=202)


@dataclass(frozen=True)
class Desk:
    """The Connector as the bot calls it."""

    teams: Teams
    http: aiohttp.ClientSession
    token: str

    def thread(self, root: str = "") -> str:
        return self.teams.place.conversation(root)

    async def call(
        self, method: str, *path: str, token: str | None = None, **options: Any
    ) -> tuple[int, Any]:
        """Call below ``/v3``; gives the status and the JSON."""
        parts = "/".join(quote(part, safe="") for part in path)
        sent = self.token if token is None else token
        headers = {"Authorization": f"Bearer {sent}"} if sent else {}
        url = f"{self.teams.place.service_url}v3/{parts}"
        async with self.http.request(method, url, headers=headers, **options) as answer:
            text = await answer.text()
            return answer.status, await answer.json() if text else None

    async def post(self, body: Any, root: str = "") -> tuple[int, Any]:
        return await self.call("POST", "conversations", self.thread(root), "activities", json=body)

    async def posted(self, body: Any, root: str = "") -> str:
        status, answer = await self.post(body, root)
        assert status == 201, answer
        return answer["id"]

    async def put(self, id: str, body: Any, root: str = "") -> tuple[int, Any]:
        return await self.call(
            "PUT", "conversations", self.thread(root), "activities", id, json=body
        )


def text(words: str) -> dict[str, Any]:
    return {"type": "message", "text": words}


def card(*verbs: str, **more: Any) -> dict[str, Any]:
    content = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "TextBlock", "text": "A card", "wrap": True}],
        "actions": [
            {"type": "Action.Execute", "title": verb, "verb": verb, "data": {"for": verb}}
            for verb in verbs
        ],
        **more,
    }
    attachment = {"contentType": CARD, "content": content}
    return {"type": "message", "summary": "A card", "attachments": [attachment]}


@pytest.fixture(scope="session")
def loaded() -> World:
    return load("hbna")


@pytest.fixture(scope="session")
def registered(loaded: World) -> Credential:
    """Register the bot once: making its key takes a tenth of a second."""
    return enrol(loaded, "Bot")


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def world(loaded: World, registered: Credential, clock: StillClock) -> World:
    world = deepcopy(loaded)
    world.clock = world.faults.clock = clock
    return world


@pytest.fixture
def tokens(world: World) -> Tokens:
    return Tokens(world)


@pytest.fixture
async def teams(
    world: World, tokens: Tokens, authority: Authority, registered: Credential, bot: Bot
) -> AsyncIterator[Teams]:
    running = await lab_teams.start(world, tokens, authority, registered.app_id)
    running.delivery.endpoint = bot.url
    yield running
    await running.stop()


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot()
    app = web.Application()
    app.router.add_post("/api/messages", bot.messages)
    async with TestServer(app) as server:
        bot.url = str(server.make_url("/api/messages"))
        yield bot


@pytest.fixture
async def http(authority: Authority) -> AsyncIterator[aiohttp.ClientSession]:
    connector = aiohttp.TCPConnector(ssl=authority.client_context())
    async with aiohttp.ClientSession(connector=connector) as session:
        yield session


@pytest.fixture
def token_of(world: World, tokens: Tokens) -> Callable[[Credential, str], str]:
    def made(credential: Credential, resource: str = RESOURCE) -> str:
        principal = world.tenant.principal(credential.app_id)
        assert principal is not None
        return tokens.issue(principal, resource, resource)

    return made


@pytest.fixture
def desk(teams: Teams, http: aiohttp.ClientSession, token_of: Any, registered: Credential) -> Desk:
    return Desk(teams, http, token_of(registered, RESOURCE))


@pytest.fixture
async def control(teams: Teams) -> AsyncIterator[TestClient]:
    app = web.Application()
    app.add_routes(teams.control())
    async with TestClient(TestServer(app)) as client:
        yield client
