"""The chat page in a real browser, over the lab's Teams on real sockets.

One browser serves the whole module; without Chromium or the card renderer the tests are skipped.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from lab import teams as lab_teams
from lab.ca import Authority
from lab.cloud.enrol import enrol
from lab.cloud.tokens import Tokens
from lab.page import browser
from lab.page.browser import Tab
from lab.scenario import load
from lab.teams import Teams, page
from lab.teams.connector import RESOURCE
from tests.lab.teams.conftest import Bot, Desk, StillClock


@dataclass(frozen=True)
class Screens:
    """A browser with the page open, the channel behind it, and the bot in the channel."""

    tab: Tab
    url: str
    teams: Teams
    desk: Desk
    bot: Bot
    elsewhere: list[str]
    """What the browser fetched from the bot's own server, another origin."""

    async def open(self, query: str = "", *, width: int = 1280, height: int = 800) -> None:
        """Open the page anew and wait for its screens."""
        self.tab.requests.clear()
        self.tab.complaints.clear()
        await self.tab.open(f"{self.url}/?theme=light{query}", width=width, height=height)
        await self.tab.until("world.people.length && world.screens.size")

    async def post(self, body: Any, root: str = "") -> str:
        """Let the bot post, and wait until every screen shows it."""
        id = await self.desk.posted(body, root)
        await self.tab.until(f"document.querySelectorAll('[data-id=\"{id}\"]').length >= 3")
        return id

    def at(self, person: str, rest: str = "") -> str:
        """Give the expression of an element on one person's screen."""
        return f"document.querySelector('[data-person=\"{person}\"] {rest}')"

    async def text(self, person: str, rest: str = ".posts") -> str:
        return await self.tab.run(f"{self.at(person, rest)}.innerText")

    async def press(self, person: str, card: str, title: str) -> None:
        """Press the button of that title on one person's screen."""
        post = self.at(person, f'[data-id="{card}"]')
        await self.tab.run(
            f"[...{post}.querySelectorAll('.card button')]"
            f".find((one) => one.innerText === '{title}').click()"
        )


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def whole() -> AsyncIterator[Screens]:
    if not browser.found() or page.missing():
        pytest.skip("needs Chromium, and make page")
    world, authority = load("hbna"), Authority()
    clock = StillClock()
    world.clock = world.faults.clock = clock
    registered = enrol(world, "Bot")
    tokens = Tokens(world)
    principal = world.tenant.principal(registered.app_id)
    assert principal is not None
    bot = Bot()
    endpoint, control = web.Application(), web.Application()
    elsewhere: list[str] = []

    async def fetched(request: web.Request) -> web.Response:
        elsewhere.append(request.path)
        return web.Response()

    endpoint.router.add_post("/api/messages", bot.messages)
    endpoint.router.add_get("/{path:.*}", fetched)
    teams = await lab_teams.start(world, tokens, authority, registered.app_id)
    control.add_routes(teams.control())
    connector = aiohttp.TCPConnector(ssl=authority.client_context())
    async with (
        TestServer(endpoint) as answering,
        TestServer(control) as switchboard,
        aiohttp.ClientSession(connector=connector) as http,
        browser.tab() as tab,
    ):
        bot.url = teams.delivery.endpoint = str(answering.make_url("/api/messages"))
        desk = Desk(teams, http, tokens.issue(principal, RESOURCE, RESOURCE))
        url = str(switchboard.make_url("")).rstrip("/")
        yield Screens(tab=tab, url=url, teams=teams, desk=desk, bot=bot, elsewhere=elsewhere)
    await teams.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def screens(whole: Screens) -> Screens:
    """Begin each test with an empty channel and no bot's answer, an hour after the last one."""
    clock = whole.teams.place.clock
    assert isinstance(clock, StillClock)
    clock.pass_time(3600)
    whole.teams.chat.events.clear()
    whole.teams.chat.posts.clear()
    whole.bot.heard.clear()
    whole.elsewhere.clear()
    whole.bot.answer = None
    await whole.open()
    return whole
