"""The card of a schedule's run is posted when it tells something, and had by whoever asks."""

import asyncio
from dataclasses import replace

import pytest

from bot.cards import job as job_card
from bot.keeper import Keeper
from bot.talk import PostFailed
from commands.findings import Verdict
from commands.phrases import say
from commands.request import Request
from jobs import machine
from jobs.desk import Desk
from jobs.firing import Firing
from jobs.record import Job
from jobs.schedules_news import Move, News
from jobs.store import Store
from tests.bot import made
from tests.bot.cards.house import problems, texts
from tests.bot.test_keeper import CLOCK, desk, end, finished, store, taken, thread, until

__all__ = ["desk", "store", "thread"]

FIRING = Firing(schedule=3, when="every day at 08:00", due=made.BEGAN, previous=None, always=False)
ELSEWHERE = replace(made.PLACE, root="1700000000999")


async def fired(store: Store) -> Job:
    """Hand in a run of a schedule."""
    change = machine.create(
        Request(command="check oauth", domain="hbna.co.kr"),
        organisation="hbna",
        steps=made.STEPS,
        requester=made.MINJI,
        conversation=made.PLACE,
        now=CLOCK.now(),
    )
    change = replace(change, job=replace(change.job, firing=FIRING))
    job, _ = await store.create(change, key="schedule:3")
    return job


class Keeping:
    """A keeper that runs, and knows of a run's news what it is given."""

    def __init__(self, desk: Desk, thread: made.Thread, news: News | None) -> None:
        self._news = news
        self.keeper = Keeper(
            desk=desk,
            posts=thread,
            suites=made.SUITES,
            clock=CLOCK,
            owner="k",
            tenancy=made.TENANCY,
            news=self.tell,
        )

    async def tell(self, job: Job) -> News | None:
        return self._news

    async def __aenter__(self) -> None:
        self._running = asyncio.create_task(self.keeper.run())

    async def __aexit__(self, *_: object) -> None:
        await end(self._running)


async def settled(desk: Desk) -> None:
    await desk.settled(drawn=True)


async def test_a_run_that_tells_nothing_is_never_posted(desk, store, thread):
    async with Keeping(desk, thread, None):
        job = await fired(store)
        await finished(store, job)
        await settled(desk)

    assert thread.messages == {}


async def test_nothing_is_posted_while_it_runs_and_the_news_at_the_end(desk, store, thread):
    async with Keeping(desk, thread, News(firing=FIRING)):
        job = await fired(store)
        held = await taken(store, job)
        assert thread.messages == {}
        change = machine.change(
            held.job, machine.Proven(worker="w", findings=made.FINDINGS), CLOCK.now()
        )
        await store.commit(held, change)
        await settled(desk)

    (reply,) = thread.messages.values()
    assert thread.edits == []
    assert thread.places == [made.PLACE]
    assert reply.summary.startswith("Schedule 3: ")
    assert problems(reply.card) == []
    shown = texts(reply.card)
    assert "By schedule 3, every day at 08:00." in shown
    assert f"Job {job.id}, by schedule 3 of 김민지" in shown


async def test_a_run_that_told_nothing_can_be_asked_for(desk, store, thread):
    async with Keeping(desk, thread, None):
        job = await fired(store)
        await finished(store, job)
        await settled(desk)
        await desk.move_card(job.id, ELSEWHERE)
        await settled(desk)

    assert thread.places == [ELSEWHERE]


async def test_a_run_that_is_asked_for_while_it_runs_is_shown_at_once(desk, store, thread):
    async with Keeping(desk, thread, None):
        job = await fired(store)
        held = await taken(store, job)
        await desk.move_card(job.id, ELSEWHERE)

        async def shown() -> bool:
            return bool(thread.messages)

        await until(shown)
        change = machine.change(
            held.job, machine.Proven(worker="w", findings=made.FINDINGS), CLOCK.now()
        )
        await store.commit(held, change)
        await settled(desk)

    assert thread.places == [ELSEWHERE]
    assert "2 of 5" not in texts(next(iter(thread.messages.values())).card)


@pytest.mark.parametrize("times", [1, 2])
async def test_news_that_teams_would_not_take_is_posted_again(desk, store, thread, times):
    thread.fail = [PostFailed("busy")] * times
    async with Keeping(desk, thread, News(firing=FIRING)):
        await finished(store, await fired(store))
        await settled(desk)

    assert len(thread.messages) == 1


async def test_after_a_restart_what_was_posted_is_not_posted_again(desk, store, thread):
    async with Keeping(desk, thread, News(firing=FIRING)):
        await finished(store, await fired(store))
        await settled(desk)
    async with Keeping(desk, thread, News(firing=FIRING)):
        await settled(desk)

    assert len(thread.messages) == 1


@pytest.mark.parametrize("locale", ["ko-KR", "fr-FR"])
def test_the_card_of_many_changes_keeps_the_rules(locale):
    moves = tuple(
        Move(title=say("A finding with a title as long as titles get " * 9), before=before, now=now)
        for before, now in [(Verdict.OK, Verdict.FAIL), (Verdict.FAIL, Verdict.OK)] * 40
    )
    news = News(firing=FIRING, before=41, moves=moves)
    job = made.done(findings=made.FINDINGS * 30, firing=FIRING)

    card = job_card.render(job, made.SUITE, locale, made.BEGAN, news=news)

    assert problems(card) == []
