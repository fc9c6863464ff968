"""Ended jobs go when they are old enough, and the journal still holds and says so."""

import json
from datetime import timedelta

import pytest
from redis.exceptions import OutOfMemoryError

from jobs.audit import Auditor
from jobs.connection import connect
from jobs.export import rows
from jobs.retention import Retention
from jobs.roll import Roll, Witness
from tests.jobs.parts import KEY, MINJI, REQUEST, RealClock, order

ROOT = "{hybridge}"
DAYS = 400


class LaterClock(RealClock):
    """The real clock, some days ahead."""

    def __init__(self) -> None:
        self.days = 0

    def now(self):
        return super().now() + timedelta(days=self.days)


@pytest.fixture
def clock() -> LaterClock:
    return LaterClock()


@pytest.fixture
async def reader(url):
    client = connect(url, text=False)
    yield client
    await client.aclose()


@pytest.fixture
def roll(redis, clock, tmp_path):
    return Roll(redis, key=KEY, folder=tmp_path, clock=clock)


@pytest.fixture
def retention(store, reader, clock):
    return Retention(store, reader, key=KEY, days=DAYS, clock=clock, name="B")


@pytest.fixture
def verify(reader, tmp_path):
    async def verified():
        return await Auditor(reader, key=KEY, witness=Witness(tmp_path).read()).verify()

    return verified


async def submit(desk, *numbers):
    for number in numbers:
        await desk.submit(REQUEST, **order(f"activity {number}"))


async def test_an_old_ended_job_goes_and_an_open_or_younger_one_stays(
    desk, redis, roll, retention, clock, verify
):
    await submit(desk, 1, 2)
    await desk.cancel(1, by=MINJI)
    clock.days = DAYS - 1
    await submit(desk, 3)
    await desk.cancel(3, by=MINJI)
    await roll.seal()
    assert await retention.remove() == 0

    clock.days = DAYS + 1
    assert await retention.remove() == 1
    await roll.seal()

    assert [job.id for job in await desk.jobs()] == [3, 2]
    assert await desk.job(1) is None
    assert [each async for each in redis.scan_iter("*:1")] == []
    verified = await verify()
    assert (verified.broken, verified.jobs, verified.removed) == ((), 2, 1)


async def test_nothing_of_a_removed_job_is_left_in_the_store(desk, redis, retention, clock):
    before = {each async for each in redis.scan_iter("*")}
    await submit(desk, 1)
    await desk.cancel(1, by=MINJI)
    clock.days = DAYS + 1
    await retention.remove()

    left = {each async for each in redis.scan_iter("*") if "saq:" not in each} - before
    assert left <= {f"{ROOT}:roll", f"{ROOT}:jobs:last", f"{ROOT}:changes:last"}
    assert (await desk.submit(REQUEST, **order("activity 1"))).id == 2


async def test_the_removal_is_told_when_the_journal_is_exported(desk, reader, retention, clock):
    await submit(desk, 1)
    await desk.cancel(1, by=MINJI)
    clock.days = DAYS + 1
    await retention.remove()

    (row,) = [row async for row in rows(reader, since=None)]

    assert (row["job"], row["entry"], row["kind"], row["by"]) == (1, 3, "removed", "B")
    assert (row["requester"], row["command"]) == ("Minji", "check oauth")
    assert row["details"]["was"] == "cancelled"


async def test_a_job_whose_chain_does_not_hold_is_kept(desk, redis, retention, clock):
    await submit(desk, 1)
    await desk.cancel(1, by=MINJI)
    await redis.lset(f"{ROOT}:journal:1", 1, "no entry")
    clock.days = DAYS + 1

    assert await retention.remove() == 0
    assert await redis.exists(f"{ROOT}:journal:1")


UNREADABLE = {
    "no time": {"ended": "yesterday"},
    "a time of no zone": {"ended": "2020-01-01T00:00:00"},
    "no organisation": {"organisation": None},
    "no chain": {"head": None},
}


@pytest.mark.parametrize("change", UNREADABLE.values(), ids=UNREADABLE)
async def test_a_job_whose_record_cannot_be_read_is_kept_and_the_others_go(
    desk, redis, retention, clock, capsys, change
):
    await submit(desk, 1, 2)
    await desk.cancel(1, by=MINJI)
    await desk.cancel(2, by=MINJI)
    record = json.loads(await redis.hget(f"{ROOT}:job:1", "doc")) | change
    kept = {name: value for name, value in record.items() if value is not None}
    await redis.hset(f"{ROOT}:job:1", "doc", json.dumps(kept))
    clock.days = DAYS + 1

    assert await retention.remove() == 1
    assert await redis.exists(f"{ROOT}:journal:1", f"{ROOT}:journal:2") == 1
    assert await redis.exists(f"{ROOT}:journal:1")
    assert "retention.left" in capsys.readouterr().out


async def test_the_roll_is_shortened_once_its_oldest_jobs_are_long_gone(
    desk, redis, roll, retention, clock, verify
):
    await submit(desk, 1, 2)
    await desk.cancel(1, by=MINJI)
    await desk.cancel(2, by=MINJI)
    await roll.seal()
    clock.days = DAYS + 1
    await submit(desk, 3)
    await retention.remove()
    await roll.seal()
    assert await redis.llen(f"{ROOT}:roll") == 7

    clock.days = 2 * DAYS + 2
    await submit(desk, 4)
    await retention.remove()

    assert await redis.llen(f"{ROOT}:roll") == 4  # 3, both removals, 4: job 3 is still open
    await desk.cancel(3, by=MINJI)
    await roll.seal()
    verified = await verify()
    assert (verified.broken, verified.jobs, verified.unsealed) == ((), 2, 0)
    # What the roll was shortened by cannot hide a removal afterwards.
    await redis.delete(f"{ROOT}:job:4", f"{ROOT}:journal:4")
    assert str((await verify()).broken[0]).startswith("job 4, entry 1: the whole job is missing")


async def test_of_all_processes_one_removes_once_a_day(desk, store, reader, clock):
    await submit(desk, 1)
    await desk.cancel(1, by=MINJI)
    clock.days = DAYS + 1
    looked = []

    class Looked(Retention):
        async def remove(self):
            looked.append(self)
            return 0

    class Stopped(Exception):
        pass

    class OneLook(LaterClock):
        async def sleep(self, seconds):
            raise Stopped

    for name in ("A", "B", "C"):
        one = Looked(store, reader, key=KEY, days=DAYS, clock=OneLook(), name=name)
        with pytest.raises(Stopped):
            await one.run()

    assert len(looked) == 1


async def test_a_job_that_was_tried_again_counts_from_its_newest_end(desk, redis, retention, clock):
    await submit(desk, 1)
    await desk.cancel(1, by=MINJI)
    await redis.hset(f"{ROOT}:job:1", "ended", 0)  # as after `retry`
    clock.days = DAYS + 1

    assert await retention.remove() == 0
    assert await desk.job(1) is not None


@pytest.fixture
async def full(redis):
    """Fill the store: nothing that takes memory is written any more."""

    async def fill(*, full=True):
        await redis.config_set("maxmemory", int(full))

    yield fill
    await redis.config_set("maxmemory", 0)


async def test_a_full_store_is_emptied_by_age(desk, retention, roll, clock, full, verify):
    await submit(desk, *range(1, 6))
    for number in range(1, 5):
        await desk.cancel(number, by=MINJI)
    await roll.seal()
    clock.days = DAYS + 1
    await full()
    with pytest.raises(OutOfMemoryError):
        await desk.cancel(5, by=MINJI)

    await retention._once_a_day()
    await full(full=False)

    assert [job.id for job in await desk.jobs()] == [5]
    verified = await verify()
    assert (verified.broken, verified.removed) == ((), 4)


async def test_old_jobs_are_removed_once_a_day_by_the_products_own_clock(
    desk, retention, clock, monkeypatch
):
    looks = []

    async def remove():
        looks.append(clock.days)
        return 0

    monkeypatch.setattr(retention, "remove", remove)
    for days in (0, 0.5, 1.1, 1.2, 400, 3):
        clock.days = days
        await retention._once_a_day()

    assert looks == [0, 1.1, 400, 3], "once a day, and anew when the clock went back"
