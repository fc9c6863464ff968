"""The whole product against the whole lab, on real sockets, in one process."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.demo.clock import MovableClock
from bot.settings import Settings, load
from bot.wiring import Serving, serving
from commands.findings import Finding, Verdict
from jobs.record import Job
from lab.process import Lab
from lab.process import running as running_lab
from lab.teams.delivery import Answered


@dataclass(frozen=True, kw_only=True)
class Story:
    """A channel with people, the bot in it, and the organisation behind it."""

    lab: Lab
    settings: Settings
    bot: Serving
    clock: MovableClock

    async def say(self, person: str, text: str, thread: str = "") -> Answered:
        """Let a person write, and wait until the bot has done what follows from it."""
        answered = await self.lab.teams.delivery.say(person, text, thread)
        await self.quiet()
        return answered

    async def click(self, person: str, verb: str, card: str = "") -> Answered:
        answered = await self.lab.teams.delivery.click(person, verb, card)
        await self.quiet()
        return answered

    async def quiet(self) -> None:
        await asyncio.wait_for(self.bot.quiet(), 60)

    async def check(self, domain: str = "hbna.co.kr", person: str = "operator") -> Job:
        """Have the check carried out; gives its job."""
        before = len(await self.bot.desk.jobs())
        await self.say(person, f"check oauth {domain}")
        jobs = await self.bot.desk.jobs()
        assert len(jobs) == before + 1
        return jobs[0]

    def said_by_bot(self) -> Sequence[str]:
        """Every text the bot has posted, cards by their summary."""
        posts = self.lab.teams.chat.posts.values()
        return [post.text or post.summary for post in posts if post.author == "bot"]

    def cards(self) -> Sequence[Mapping[str, Any]]:
        posts = self.lab.teams.chat.posts.values()
        return [post.card for post in posts if post.author == "bot" and post.card is not None]

    async def hears_from_bot(self, count: int) -> Sequence[str]:
        """Wait for that many messages of the bot; a reply is posted beside the turn."""
        async with asyncio.timeout(20):
            while len(self.said_by_bot()) < count:
                await self.lab.teams.chat.after(len(self.lab.teams.chat.events), 1)
        return self.said_by_bot()


def by_id(job: Job) -> Mapping[str, Finding]:
    return {finding.id: finding for finding in job.findings}


def with_verdict(job: Job, *verdicts: Verdict) -> set[str]:
    return {finding.id for finding in job.findings if finding.verdict in verdicts}


def everything(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


Open = Callable[[str], Awaitable[Story]]


def as_written(settings: Settings) -> Settings:
    return settings


@asynccontextmanager
async def a_story(
    scenario: str | Path,
    folder: Path,
    *,
    tenant: str = "",
    configured: Callable[[Settings], Settings] = as_written,
) -> AsyncIterator[Story]:
    """Start it all; ``tenant`` is another one whose people are let in at the door.

    ``configured`` changes the bot's settings before it starts.
    """
    async with running_lab(scenario, folder) as lab:
        clock = MovableClock()
        clock.set(lab.world.clock.now())
        settings = load(lab.settings)
        assert settings.teams is not None
        tenants = (*settings.teams.tenants, tenant) if tenant else settings.teams.tenants
        teams = replace(settings.teams, port=0, edit_interval=0.05, tenants=tenants)
        settings = configured(replace(settings, teams=teams))
        async with serving(settings, clock) as bot:
            lab.teams.delivery.endpoint = bot.endpoint
            yield Story(lab=lab, settings=settings, bot=bot, clock=clock)


@pytest.fixture
async def hbna(tmp_path: Path) -> AsyncIterator[Story]:
    async with a_story("hbna", tmp_path) as story:
        yield story


@pytest.fixture
async def healthy(tmp_path: Path) -> AsyncIterator[Story]:
    async with a_story("healthy", tmp_path) as story:
        yield story
