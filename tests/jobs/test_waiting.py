"""Waits for a time and for a state: no worker, across restarts, by the product's clock."""

import asyncio
from datetime import timedelta

import pytest

from commands.phrases import say
from jobs.plan import wait_for, wait_until
from jobs.record import State
from jobs.steps import StepState
from tests.jobs.conftest import until
from tests.jobs.deeds import Holds, Moving, Recorder, decide, put, question
from tests.jobs.parts import MINJI, REQUEST, order

HOURS = timedelta(hours=49)


@pytest.fixture
def clock() -> Moving:
    return Moving()


@pytest.fixture
def records() -> Recorder:
    return Recorder(values={"a": "old"})


@pytest.fixture
def at_work(working, records):
    return lambda **more: working({}, worlds=records.world, **more)


async def kinds(store):
    return [link.entry["kind"] for link in await store.journal(1)]


async def reaches(desk, state):
    async def there():
        return (await desk.job(1)).state is state

    await until(there)
    return await desk.job(1)


def pause():
    return wait_until(say("Let everybody learn of it"), seconds=HOURS.total_seconds())


def state(**more):
    return wait_for(Holds(key="a", value="new"), **({"every": 60, "seconds": 3600} | more))


async def test_a_wait_of_49_hours_outlives_its_worker_and_ends_by_the_products_clock(
    desk, store, redis, clock, at_work
):
    async with at_work(lease=3600):
        await desk.submit(REQUEST, **order(steps=(pause(),)))
        await desk.settled()
        assert await redis.hget("{hybridge}:job:1", "owner") == ""
    clock.offset += HOURS - timedelta(minutes=1)
    async with at_work(lease=3600):
        await desk.settled()
        assert (await desk.job(1)).state is State.WAITING
        clock.offset += timedelta(minutes=1)
        await reaches(desk, State.DONE)

    assert await kinds(store) == ["created", "waits", "came"]


async def test_a_wait_until_a_time_that_has_passed_is_over_at_once(desk, clock, at_work):
    step = wait_until(say("Until then"), at=clock.now() - timedelta(days=1))
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(step,)))
        await reaches(desk, State.DONE)


async def test_a_state_is_looked_at_now_and_then_and_what_is_seen_shows(
    desk, store, redis, clock, records, at_work
):
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(state(),)))
        await desk.settled()
        job = await desk.job(1)
        assert (job.state, str(job.steps[0].told)) == (State.WAITING, "a is old")
        assert await redis.hget("{hybridge}:job:1", "owner") == ""

        records.values["a"] = "nearly"
        clock.offset += timedelta(seconds=61)

        async def seen():
            return str((await desk.job(1)).steps[0].told) == "a is nearly"

        await until(seen)
        await desk.settled()
        records.values["a"] = "new"
        clock.offset += timedelta(seconds=61)
        await reaches(desk, State.DONE)

    assert await kinds(store) == ["created", "waits", "came"]
    assert await store.verify(1) is None
    assert (await desk.job(1)).known == {"held": "new"}
    assert (await store.journal(1))[-1].entry["learned"] == {"held": "new"}


async def test_a_state_that_can_come_no_more_is_waited_for_no_longer(desk, records, at_work):
    records.values["a"] = "!"
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(state(),)))
        job = await reaches(desk, State.FAILED)

    told = "Nothing was sent. Somebody put an end to a. Ask for a new plan."
    assert (str(job.why), job.steps[0].state) == (told, StepState.FAILED)


@pytest.mark.long
async def test_looking_at_a_state_often_is_no_sign_of_workers_that_die(desk, clock, at_work):
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(state(every=0.01, seconds=36000),)))
        for _ in range(12):
            clock.offset += timedelta(seconds=1)
            await desk.settled()

    assert (await desk.job(1)).state is State.WAITING


async def test_a_state_that_does_not_come_in_time_fails_with_what_was_seen_last(
    desk, clock, records, at_work
):
    records.values["a"] = "?"
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(state(),)))
        await desk.settled()
        clock.offset += timedelta(hours=1)
        job = await reaches(desk, State.FAILED)
        assert str(job.why) == "It did not come to be so in time; seen last: Nobody knows."

        records.values["a"] = "new"
        await desk.retry(1, by=MINJI, key="k")
        await reaches(desk, State.DONE)


async def test_a_waiting_job_is_cancelled_at_once(desk, at_work):
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(pause(),)))
        await desk.settled()

        job = await desk.cancel(1, by=MINJI)

    assert job.state is State.CANCELLED


async def test_a_timer_that_rang_too_early_is_set_again(desk, store, clock, at_work):
    """Another process's clock may be ahead of ours."""
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(pause(),)))
        await desk.settled()
        assert await store.sweep(clock.now() + HOURS + timedelta(seconds=1)) == [1]
        await desk.settled()
        assert (await desk.job(1)).state is State.WAITING

        clock.offset += HOURS
        await reaches(desk, State.DONE)


class Slow(Recorder):
    """Records that answer no more once ``asked`` is there to tell of it."""

    asked: asyncio.Event | None = None

    async def run(self, cmdlet, /, **more):
        if self.asked is not None:
            self.asked.set()
            await asyncio.Event().wait()
        return await super().run(cmdlet, **more)


async def test_a_worker_that_stops_while_it_looks_at_a_state_leaves_the_job_its_timer(
    desk, redis, clock, working
):
    records = Slow(values={"a": "old"})
    async with working({}, worlds=records.world, lease=3600):
        await desk.submit(REQUEST, **order(steps=(state(),)))
        await desk.settled()
        records.asked = asyncio.Event()
        clock.offset += timedelta(minutes=2)
        await records.asked.wait()
    assert await redis.hget("{hybridge}:job:1", "owner") == ""
    assert await redis.zscore("{hybridge}:timers", "1") is not None

    records.asked = None
    records.values["a"] = "new"
    clock.offset += timedelta(minutes=2)
    async with working({}, worlds=records.world, lease=3600):
        assert (await reaches(desk, State.DONE)).state is State.DONE


async def test_a_wait_that_fails_says_what_stays(desk, clock, records, at_work):
    records.values |= {"a": "?", "b": ""}
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(question(), put("b"), state())))
        await desk.settled()
        await decide(desk)
        await desk.settled()
        clock.offset += timedelta(hours=1)
        job = await reaches(desk, State.FAILED)

    assert str(job.why) == (
        "It did not come to be so in time; seen last: Nobody knows. What was changed before that "
        "stays (1). Type retry 1 to wait again."
    )
    assert records.values["b"] == "new"
