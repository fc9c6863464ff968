"""A store that lost its newest writes, or was put back: numbers, ends and the hole are known."""

import asyncio

import pytest

from jobs.audit import Auditor
from jobs.connection import connect
from jobs.desk import Desk
from jobs.machine import Refused
from jobs.memory import Memory, losses, newest
from jobs.record import Job
from jobs.roll import Roll
from jobs.scripts import ROOT
from jobs.store import Store
from tests.jobs.deeds import BOOK, Recorder, decide, put, question
from tests.jobs.parts import KEY, MINJI, REQUEST, TENANCY, check, order, suite


@pytest.fixture
def memory(tmp_path):
    memory = Memory(tmp_path)
    yield memory
    memory.close()


@pytest.fixture
def store(redis, memory) -> Store:
    return Store(redis, key=KEY, memory=memory)


@pytest.fixture
def desk(store, clock) -> Desk:
    return Desk(store, clock, BOOK, tenancy=TENANCY)


@pytest.fixture
def records() -> Recorder:
    return Recorder()


@pytest.fixture
def at_work(working, records):
    async def fine() -> bool:
        return True

    return lambda **more: working(suite(check("a", fine)), worlds=records.world, **more)


async def kept(redis) -> dict[bytes, bytes]:
    """Give all that is in the store, to be put back later."""
    return {key: await redis.dump(key) async for key in redis.scan_iter("*")}


async def put_back(redis, earlier) -> None:
    await redis.flushall()
    for key, value in earlier.items():
        await redis.restore(key, 0, value)


async def test_no_number_is_given_twice_though_the_store_lost_the_job(
    desk, redis, url, clock, tmp_path
):
    await desk.submit(REQUEST, **order("activity 1"))
    earlier = await kept(redis)
    for number in (2, 3):
        await desk.submit(REQUEST, **order(f"activity {number}"))

    await put_back(redis, earlier)
    assert (await desk.submit(REQUEST, **order("activity 4"))).id == 4
    await redis.flushall()
    assert (await desk.submit(REQUEST, **order("activity 5"))).id == 5
    await redis.flushall()
    anew = Desk(Store(redis, key=KEY, memory=Memory(tmp_path)), clock, BOOK, tenancy=TENANCY)
    assert (await anew.submit(REQUEST, **order("activity 6"))).id == 6, "another process knows it"


async def test_a_job_that_was_cancelled_does_not_go_on_when_the_store_forgets_it(
    desk, redis, at_work, records
):
    """Its approval was given, then it was cancelled; the store is put back to in between."""
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(question(), put("x"))))
        await desk.settled()
    await decide(desk)
    earlier = await kept(redis)
    await desk.cancel(1, by=MINJI)
    await put_back(redis, earlier)

    async with at_work():
        await desk.settled()

    assert records.changes == []
    assert (await desk.job(1)).stopped


@pytest.mark.parametrize("lost", ["journal", "nothing"])
async def test_a_job_that_was_stopped_does_not_go_on_when_its_record_is_put_back(
    desk, redis, at_work, records, lost
):
    """Its approval was given; somebody spoils it, and puts it back once it was stopped."""
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(question(), put("x"))))
        await desk.settled()
    await decide(desk)
    earlier = await kept(redis)
    await redis.hset(f"{ROOT}:job:1", "mac", "another")
    if lost == "journal":
        await redis.delete(f"{ROOT}:journal:1")
    async with at_work():
        await desk.settled()
    assert (await desk.job(1)).stopped
    await put_back(redis, earlier)

    async with at_work():
        await desk.settled()

    assert records.changes == []
    assert (await desk.job(1)).stopped


async def test_an_audit_names_the_writes_that_were_answered_and_are_gone(
    desk, redis, url, clock, tmp_path, memory
):
    """Less than a seal's time of them, and new ones have taken their place."""
    roll = Roll(redis, key=KEY, folder=tmp_path, clock=clock, memory=memory)
    await desk.submit(REQUEST, **order("activity 1"))
    await roll.seal()
    earlier = await kept(redis)
    await desk.submit(REQUEST, **order("activity 2"))
    lost = memory.last
    await put_back(redis, earlier)
    for number in (3, 4):
        await desk.submit(REQUEST, **order(f"activity {number}"))

    await roll.compare()
    await roll.compare()

    assert losses(tmp_path) == (lost,)
    reader = connect(url, text=False)
    marks = (*losses(tmp_path), newest(tmp_path))
    verified = await Auditor(reader, key=KEY, witness=None, marks=marks).verify()
    await reader.aclose()
    assert [str(each) for each in verified.broken] == [
        "the roll, line 2: a write that was answered to this machine is not there: the store lost "
        "it, or somebody took it out"
    ]


async def test_who_want_the_same_undone_at_once_make_one_undo(desk, store, clock, at_work):
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(question(), put("x"))))
        await desk.settled()
        await decide(desk)
        await desk.settled()
    other = Desk(store, clock, BOOK, tenancy=TENANCY)
    at_once = [
        each.undo(1, by=MINJI, key=f"u{number}") for number, each in enumerate((desk, other) * 5)
    ]

    answers = await asyncio.gather(*at_once)

    (made,) = [each for each in answers if isinstance(each, Job)]
    told = {str(each.why) for each in answers if isinstance(each, Refused)}
    assert told == {f"Job {made.id} is undoing job 1 already; type job {made.id} to see it."}
    await desk.cancel(made.id, by=MINJI)
    assert isinstance(await desk.undo(1, by=MINJI, key="later"), Job), "it ended, and may be again"
