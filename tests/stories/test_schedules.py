"""A check that is made every day, over days that pass in a moment."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.clock import MovableClock
from bot.settings import Settings, load
from bot.wiring import Serving, serving
from commands.findings import Verdict
from commands.recurrence import EVERY_DAY, Days, next_after
from jobs.connection import Address
from jobs.embedded import embedded
from jobs.record import State
from lab.process import running as running_lab
from tests.bot.cards.house import texts
from tests.stories.conftest import Story, by_id

LINE = "schedule every day at 08:00 check oauth hbna.co.kr"
EIGHT = Days(days=EVERY_DAY, at=time(8))
SEOUL = ZoneInfo("Asia/Seoul")
HOUR = 3600.0
DAY = 24 * HOUR


async def pass_time(story: Story, seconds: float = DAY) -> None:
    """Let time pass for everybody, and wait until what follows from it is done."""
    story.lab.world.clock.advance(seconds)
    story.clock.set(story.lab.world.clock.now())
    await story.quiet()


async def test_it_posts_first_then_only_what_changes(healthy: Story) -> None:
    asked = await healthy.say("operator", LINE)
    (confirmed,) = await healthy.hears_from_bot(1)
    assert "Schedule 1 is made" in confirmed
    assert "08:00 KST" in confirmed

    now = healthy.clock.now()
    await pass_time(healthy, (next_after(EIGHT, now, SEOUL) - now).total_seconds())
    assert len(healthy.cards()) == 1
    assert "By schedule 1" in texts(healthy.cards()[0])
    assert "This is its first run" in texts(healthy.cards()[0])

    await pass_time(healthy)
    assert len(healthy.cards()) == 1

    partner = healthy.lab.world.partner_applications
    for application in partner:
        application.enabled = False
    await pass_time(healthy)
    assert len(healthy.cards()) == 2
    assert "What changed since job 2:" in texts(healthy.cards()[1])
    assert "Newly failing" in texts(healthy.cards()[1])
    assert "newly failing" in healthy.said_by_bot()[-1]

    for application in partner:
        application.enabled = True
    await pass_time(healthy)
    assert len(healthy.cards()) == 3
    assert "Mended" in texts(healthy.cards()[2])

    posts = [post for post in healthy.lab.teams.chat.posts.values() if post.author == "bot"]
    assert {post.thread for post in posts} == {asked.id}
    # Each was posted once, when it was known that there is something to tell: nothing while it ran.
    assert {post.edits for post in posts} == {0}

    jobs = await healthy.bot.desk.jobs()
    assert [job.state for job in jobs] == [State.DONE] * 4
    # The run that told nothing can be read all the same.
    assert by_id(jobs[2])["partner-application"].verdict is Verdict.OK


async def test_what_is_ended_is_made_no_more(healthy: Story) -> None:
    await healthy.say("operator", LINE)
    await healthy.say("lead", "schedules")
    assert "every day at 08:00" in texts(healthy.cards()[0])
    await healthy.say("lead", "unschedule 1")
    await pass_time(healthy)

    assert await healthy.bot.desk.jobs() == []
    await healthy.say("viewer", "schedules")
    assert "Nothing is scheduled." in (await healthy.hears_from_bot(4))[-1]


BAD = {
    "schedule every day at 25:00 check oauth hbna.co.kr": "`25:00` is no time of day: the hours go",
    "schedule every day at 08:00": "Only a check can be scheduled",
    "schedule check oauth hbna.co.kr": "When? Say it like this",
    "schedule every day at 08:00 check oauth contoso.com": "`contoso.com` is not configured here",
    "unschedule 99999": "There is no schedule 99999.",
    "unschedule 1": "There is no schedule 1.",
}


async def test_bad_input_gets_a_clear_answer_and_schedules_nothing(healthy: Story) -> None:
    for count, (text, part) in enumerate(BAD.items(), 1):
        await healthy.say("operator", text)
        assert part in (await healthy.hears_from_bot(count))[-1]
    await healthy.say("viewer", LINE)
    assert "needs the role `operator`" in (await healthy.hears_from_bot(len(BAD) + 1))[-1]

    await pass_time(healthy)
    assert await healthy.bot.desk.jobs() == []


@asynccontextmanager
async def bots(settings: Settings, clock: MovableClock, count: int) -> AsyncIterator[list[Serving]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(serving(settings, clock)) for _ in range(count)]


@pytest.mark.long
async def test_of_two_bots_one_makes_it_and_what_was_missed_is_made_once(tmp_path: Path) -> None:
    async with running_lab("healthy", tmp_path / "lab") as lab, embedded(tmp_path / "redis") as url:
        clock = MovableClock()
        clock.set(lab.world.clock.now())
        settings = load(lab.settings)
        assert settings.teams is not None
        settings = replace(
            settings,
            teams=replace(settings.teams, port=0),
            store=replace(settings.store, address=Address(url=url)),
        )
        async with bots(settings, clock, 2) as (one, _):
            story = Story(lab=lab, settings=settings, bot=one, clock=clock)
            lab.teams.delivery.endpoint = one.endpoint
            await story.say("operator", "schedule every hour check oauth hbna.co.kr --always")
            for count in (1, 2):
                await pass_time(story, HOUR)
                assert len(await one.desk.jobs()) == len(story.cards()) == count
        lab.world.clock.advance(9 * HOUR)
        clock.set(lab.world.clock.now())
        async with bots(settings, clock, 2) as (one, _):
            story = Story(lab=lab, settings=settings, bot=one, clock=clock)
            await story.quiet()
            assert len(await one.desk.jobs()) == len(story.cards()) == 3
            assert "Nothing has changed since job 2." in texts(story.cards()[2])
