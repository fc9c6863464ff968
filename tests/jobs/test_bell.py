import json
import logging
import signal

from saq.queue.redis import RedisQueue

from jobs.bell import Bell
from jobs.connection import connect
from tests.jobs.conftest import until
from tests.jobs.parts import REQUEST, check, order, suite

QUEUED = "saq:{hybridge}:queued"
ACTIVE = "saq:{hybridge}:active"
INCOMPLETE = "saq:{hybridge}:incomplete"


async def nothing() -> bool:
    return True


SUITES = suite(check("a", nothing))


async def test_our_script_rings_exactly_as_saq_itself_would(url, desk, redis):
    await desk.submit(REQUEST, **order())
    (ours,) = await redis.lrange(QUEUED, 0, -1)
    client = connect(url, text=False)
    queue = RedisQueue(client, name="{hybridge}")
    key = f"{ours.removeprefix('saq:job:{hybridge}:')}!"
    await queue.enqueue("look", job=1, key=key, timeout=0, heartbeat=30, retries=1000, ttl=-1)
    theirs = (await redis.lrange(QUEUED, 0, -1))[1]

    mine, saqs = [json.loads(await redis.get(name)) for name in (ours, theirs)]
    assert abs(mine.pop("queued") - saqs.pop("queued")) < 60_000
    assert saqs.pop("key") == mine.pop("key") + "!"
    assert mine == saqs
    assert theirs == f"{ours}!"
    assert await redis.zrange(INCOMPLETE, 0, -1, withscores=True) == [(ours, 0.0), (theirs, 0.0)]
    await client.aclose()


async def test_the_same_state_rings_once_and_a_handed_back_job_again(desk, redis, store):
    await desk.submit(REQUEST, **order())
    await desk.submit(REQUEST, **order())
    assert await redis.llen(QUEUED) == 1

    held = await store.claim(1, owner="A", lease=30)
    await store.release(held)

    assert await redis.llen(QUEUED) == 2


async def test_duplicate_bells_do_no_harm(desk, store, working):
    looks = []

    async def read() -> None:
        looks.append(1)

    await desk.submit(REQUEST, **order())
    for _ in range(20):
        await store.ring(1)

    async with working(suite(check("a", read))):
        await desk.settled()
        await until(lambda: rang_out(store))

    assert looks == [1]
    assert [link.entry["kind"] for link in await store.journal(1)] == ["created", "begun", "proven"]


async def rang_out(store):
    return await store.redis.zcard(INCOMPLETE) == 0


async def test_a_bell_leaves_nothing_behind(desk, store, redis, working):
    await desk.submit(REQUEST, **order())

    async with working(SUITES):
        await desk.settled()
        await until(lambda: rang_out(store))

    assert await redis.keys("saq:job:*") == []
    assert await redis.llen(ACTIVE) == 0


async def test_a_bell_that_was_lost_is_rung_again_by_the_sweep(desk, redis, working):
    await desk.submit(REQUEST, **order())
    for name in await redis.keys("saq:*"):
        await redis.delete(name)
    await patience_runs_out(redis)

    async with working(SUITES):
        await desk.settled()

    assert (await desk.job(1)).state.ended


async def test_a_bell_that_somebody_took_and_died_with_is_rung_again(desk, redis, working):
    await desk.submit(REQUEST, **order())
    await redis.blmove(QUEUED, ACTIVE, 1, "LEFT", "RIGHT")
    await patience_runs_out(redis)

    async with working(SUITES):
        await desk.settled()

    assert (await desk.job(1)).state.ended


async def patience_runs_out(redis):
    await redis.zadd("{hybridge}:due", {"1": 1})


async def test_saq_takes_no_signal_and_fills_no_log(desk, working, caplog):
    caplog.set_level(logging.DEBUG)
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    await desk.submit(REQUEST, **order())

    async with working(SUITES):
        await desk.settled()
        during = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    assert before == during
    assert [record for record in caplog.records if record.name == "saq"] == []


async def test_all_keys_share_one_hash_tag_so_that_one_script_may_touch_them(desk, redis, working):
    await desk.submit(REQUEST, **order())
    async with working(SUITES):
        await desk.settled()
        names = await redis.keys("*")

    assert names
    assert {name[name.index("{") : name.index("}") + 1] for name in names} == {"{hybridge}"}


async def test_a_bell_closed_before_it_ran_does_not_listen(url, clock):
    bell = Bell(url, clock)
    await bell.close()

    async def look(_: int) -> None:
        raise AssertionError

    await bell.run(look)
