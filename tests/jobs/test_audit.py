"""An auditor without doubt: what was tampered with is named, what merely goes on is not."""

import asyncio
import json

import pytest

from jobs import chain
from jobs.audit import Auditor
from jobs.connection import connect
from jobs.roll import Roll, Seal, Witness
from jobs.schedules import Schedules
from jobs.store import Store
from tests.jobs.conftest import until
from tests.jobs.parts import KEY, MINJI, REQUEST, check, order, prove, suite
from tests.jobs.test_schedules import scheduled

ROOT = "{hybridge}"


@pytest.fixture
async def roll(redis, clock, tmp_path):
    return Roll(redis, key=KEY, folder=tmp_path, clock=clock)


@pytest.fixture
async def verify(url, tmp_path):
    reader = connect(url, text=False)

    async def verified():
        return await Auditor(reader, key=KEY, witness=Witness(tmp_path).read()).verify()

    yield verified
    await reader.aclose()


@pytest.fixture
async def three(desk, roll):
    """Three jobs of two entries each, sealed."""
    for number in (1, 2, 3):
        await desk.submit(REQUEST, **order(f"activity {number}"))
        await desk.cancel(number, by=MINJI)
    await roll.seal()


async def cut(redis, number, keep):
    """Cut off a journal's newest entries and make the record fit, as who knows the store would."""
    await redis.ltrim(f"{ROOT}:journal:{number}", 0, keep - 1)
    last = chain.Link.parse(await redis.lindex(f"{ROOT}:journal:{number}", -1))
    document = json.loads(await redis.hget(f"{ROOT}:job:{number}", "doc"))
    document |= {"head": last.digest, "entries": keep, "state": "running"}
    await redis.hset(
        f"{ROOT}:job:{number}", mapping={"doc": json.dumps(document), "head": last.digest}
    )


async def remove(redis, number):
    await redis.delete(f"{ROOT}:job:{number}", f"{ROOT}:journal:{number}")
    await redis.zrem(f"{ROOT}:jobs", number)


async def unroll(redis, number):
    """Take a job's lines out of the roll."""
    for line in await redis.lrange(f"{ROOT}:roll", 0, -1):
        if line.startswith(f"{number} "):
            await redis.lrem(f"{ROOT}:roll", 0, line)


async def edit(redis, number):
    line = await redis.lindex(f"{ROOT}:journal:{number}", 1)
    await redis.lset(f"{ROOT}:journal:{number}", 1, line.replace("Minji", "Somebody"))


async def unreadable(redis, number):
    await redis.lset(f"{ROOT}:journal:{number}", 0, b"\xff\xfe no text")


async def exchange(redis):
    await redis.rename(f"{ROOT}:job:2", "aside")
    await redis.rename(f"{ROOT}:job:1", f"{ROOT}:job:2")
    await redis.rename("aside", f"{ROOT}:job:1")
    await redis.rename(f"{ROOT}:journal:2", "aside")
    await redis.rename(f"{ROOT}:journal:1", f"{ROOT}:journal:2")
    await redis.rename("aside", f"{ROOT}:journal:1")


async def invent(redis):
    """Add a removal that nobody with the key wrote, and remove the job."""
    head = await redis.hget(f"{ROOT}:job:2", "head")
    text = json.dumps({"kind": "removed", "job": 2, "head": head})
    await redis.rpush(f"{ROOT}:roll", f"2 {chain.seal(b'?' * 32, head, {}).digest} {text}")
    await remove(redis, 2)


async def test_what_was_written_as_it_should_holds(three, verify):
    verified = await verify()

    assert verified.broken == ()
    assert (verified.jobs, verified.entries, verified.unsealed) == (3, 6, 0)


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        pytest.param(lambda redis: edit(redis, 2), "job 2, entry 2: the entry was changed",
                     id="an entry edited"),
        pytest.param(lambda redis: unreadable(redis, 2), "job 2, entry 1: the entry was changed",
                     id="an entry that is no text"),
        pytest.param(lambda redis: redis.ltrim(f"{ROOT}:journal:2", 0, 0),
                     "job 2, entry 2: the entry is missing: the job counts 2", id="a tail cut off"),
        pytest.param(lambda redis: cut(redis, 2, 1),
                     "job 2, entry 2: an entry is missing; the roll knows of it",
                     id="a tail cut off, the record made to fit"),
        pytest.param(lambda redis: remove(redis, 2), "job 2, entry 1: the whole job is missing",
                     id="a whole job removed"),
        pytest.param(lambda redis: redis.delete(f"{ROOT}:job:2"),
                     "job 2, entry 2: the job's record cannot be read", id="a record removed"),
        pytest.param(lambda redis: redis.hset(f"{ROOT}:job:2", "doc", "{"),
                     "job 2, entry 2: the job's record cannot be read", id="a record spoilt"),
        pytest.param(exchange, "job 1, entry 2: the entry belongs to job 2",
                     id="two jobs exchanged"),
        pytest.param(invent, "job 2, entry 1: its removal was not written by us",
                     id="a removal invented"),
        pytest.param(lambda redis: redis.set(f"{ROOT}:roll:base", "2 ab cd"),
                     "the roll, line 1: where the kept part begins was changed", id="another base"),
    ],
)  # fmt: skip
async def test_tampering_is_named(three, redis, verify, tamper, says):
    await tamper(redis)

    assert str((await verify()).broken[0]).startswith(says)


async def test_a_job_taken_out_of_the_roll_too_breaks_the_seal(three, redis, verify):
    await remove(redis, 3)
    await unroll(redis, 3)

    said = [str(each) for each in (await verify()).broken]

    assert any("the line is missing: the seal covers 6 lines" in each for each in said)


async def test_a_job_taken_out_of_the_middle_breaks_the_seal(three, desk, redis, verify):
    await remove(redis, 2)
    await unroll(redis, 2)
    for number in (4, 5):
        await desk.submit(REQUEST, **order(f"activity {number}"))

    (broken,) = (await verify()).broken[:1]

    assert "changed, added or taken out: the seal does not hold" in broken.problem


async def test_a_store_put_back_to_an_earlier_state_is_noticed(three, redis, roll, desk, verify):
    earlier = {key: await redis.dump(key) async for key in redis.scan_iter("*")}
    await desk.submit(REQUEST, **order("activity 4"))
    await roll.seal()

    await redis.flushall()
    for key, value in earlier.items():
        await redis.restore(key, 0, value)
    (broken,) = (await verify()).broken

    assert "this machine's memory of the seal covers 7 lines" in broken.problem
    assert await roll.seal() is None


async def test_the_seal_never_covers_what_is_not_there(three, redis, roll, verify):
    await unroll(redis, 3)

    assert await roll.seal() is None
    assert (await verify()).broken != ()


async def test_what_is_written_after_the_seal_is_counted_and_held_by_its_own_chain(
    three, desk, verify
):
    await desk.submit(REQUEST, **order("activity 4"))

    verified = await verify()

    assert verified.broken == ()
    assert verified.unsealed == 1


async def test_jobs_of_an_older_version_are_entered_before_the_first_seal(
    desk, redis, roll, verify
):
    await desk.submit(REQUEST, **order("activity 1"))
    await desk.submit(REQUEST, **order("activity 2"))
    await redis.delete(f"{ROOT}:roll")  # the older version kept none
    await desk.cancel(2, by=MINJI)

    assert (await verify()).broken == ()
    sealed = await roll.seal()

    assert sealed is not None
    assert sealed.count == 2
    assert (await verify()).broken == ()


async def test_two_processes_seal_one_roll(redis, clock, desk, tmp_path, verify):
    (tmp_path / "other").mkdir()
    one = Roll(redis, key=KEY, folder=tmp_path, clock=clock)
    two = Roll(redis, key=KEY, folder=tmp_path / "other", clock=clock)
    for number in range(10):
        await desk.submit(REQUEST, **order(f"activity {number}"))
        await asyncio.gather(one.seal(), two.seal())
    await one.seal()
    await two.seal()

    assert Witness(tmp_path).read() == Witness(tmp_path / "other").read()
    assert (await verify()).unsealed == 0


async def test_an_audit_of_a_store_at_work_finds_nothing(desk, roll, verify, working, clock):
    async def read():
        await clock.sleep(0.001)
        return True

    async with working(suite(check("quick", read))):
        for number in range(40):
            await desk.submit(REQUEST, **order(f"activity {number}"))
            if number % 5 == 0:
                await roll.seal()
                assert (await verify()).broken == ()
        await desk.settled()

        async def all_ended():
            return not await desk.jobs(only_open=True)

        await until(all_ended)
    assert (await verify()).broken == ()


def test_a_seal_reads_what_it_writes():
    seal = Seal.first(KEY).over(KEY, ["1 a", "2 b"])

    assert Seal.parse(str(seal)) == seal
    assert Seal.of_base(seal.as_base(KEY), KEY) == seal
    assert Seal.of_base(str(seal), KEY) is None
    assert Seal.parse("") is None


async def test_the_schedules_list_is_verified_too(redis, roll, verify, clock):
    schedules = Schedules(Store(redis, key=KEY), clock, zones={}, steps=lambda _: (prove(),))
    one = await scheduled(schedules)
    two = await scheduled(schedules, "another")
    await schedules.remove(one.id, by=MINJI)
    await roll.seal()
    assert (await verify()).broken == ()

    await redis.hset(f"{ROOT}:schedule:{two.id}", "doc", "{}")
    assert str((await verify()).broken[0]).startswith("the schedules, entry 2: schedule 2 was")
    # Cut off with its count made to fit, the list is shorter than the roll knows.
    await redis.ltrim(f"{ROOT}:schedules:journal", 0, 0)
    await redis.zrem(f"{ROOT}:schedules", two.id)
    await redis.zadd(f"{ROOT}:schedules", {"1": 1})
    first = chain.Link.parse(await redis.lindex(f"{ROOT}:schedules:journal", 0))
    await redis.hset(f"{ROOT}:schedules:chain", mapping={"head": first.digest, "count": 1})
    (broken,) = (await verify()).broken
    assert str(broken).startswith("the schedules, entry 2: the entry is missing; the roll knows")


async def test_an_auditor_needs_no_more_than_to_read(three, redis, url, tmp_path):
    await redis.acl_setuser(
        "auditor",
        enabled=True,
        nopass=True,
        keys=["{hybridge}*"],
        categories=["+@read", "+@connection", "+@transaction"],
    )
    reader = connect(url.replace("unix://", "unix://auditor:any@"), text=False)
    verified = await Auditor(reader, key=KEY, witness=Witness(tmp_path).read()).verify()
    await reader.aclose()

    assert (verified.broken, verified.jobs) == ((), 3)
