import asyncio
from contextlib import aclosing

from jobs.changes import CHANNEL
from jobs.desk import Card
from jobs.scripts import ROOT
from tests.jobs.conftest import until
from tests.jobs.parts import MINJI, REQUEST, THREAD, order


async def next_of(changes):
    async with asyncio.timeout(30):
        return await anext(changes)


async def next_is(changes, number):
    """Pass over what is told twice (once heard, once made up for) until ``number`` comes."""
    while await next_of(changes) != number:
        pass


async def test_changes_begin_with_the_open_jobs_and_go_on_with_each_change(desk):
    await desk.submit(REQUEST, **order("1"))

    async with aclosing(desk.changes()) as changes:
        assert await next_of(changes) == 1
        await desk.submit(REQUEST, **order("2"))
        await next_is(changes, 2)
        await desk.cancel(1, by=MINJI)
        await next_is(changes, 1)


async def test_a_change_while_nobody_could_hear_it_is_made_up_for(desk, redis):
    async with aclosing(desk.changes()) as changes:
        await desk.submit(REQUEST, **order("1"))
        await next_is(changes, 1)
        await desk.submit(REQUEST, **order("2"))
        await next_is(changes, 2)

        await redis.client_kill_filter(_type="pubsub")
        await desk.cancel(1, by=MINJI)

        await next_is(changes, 1)


async def test_changes_go_on_after_a_refusal_of_the_store(desk, redis):
    await desk.submit(REQUEST, **order("1"))
    await redis.rename(f"{ROOT}:changes:last", "aside")
    await redis.lpush(f"{ROOT}:changes:last", "no number")
    await redis.config_resetstat()

    async def refused():
        return "errorstat_WRONGTYPE" in await redis.info("errorstats")

    async with aclosing(desk.changes()) as changes:
        first = asyncio.create_task(next_of(changes))
        await until(refused)
        await redis.rename("aside", f"{ROOT}:changes:last")

        assert await first == 1


async def test_an_announcement_that_says_nothing_is_passed_over(desk, redis):
    async with aclosing(desk.changes()) as changes:
        await desk.submit(REQUEST, **order("1"))
        await next_is(changes, 1)
        await redis.publish(CHANNEL, "no two numbers")
        await desk.submit(REQUEST, **order("2"))
        await next_is(changes, 2)


async def test_an_ended_job_whose_card_is_behind_is_told_to_a_new_listener(desk):
    job = await desk.submit(REQUEST, **order("1"))
    await desk.save_card(1, Card(activity="a", version=job.version, digest="d"))
    ended = await desk.cancel(1, by=MINJI)

    async with aclosing(desk.changes()) as changes:
        assert await next_of(changes) == 1

    await desk.save_card(1, Card(activity="a", version=ended.version, digest="e"))
    await desk.submit(REQUEST, **order("2"))
    async with aclosing(desk.changes()) as changes:
        assert await next_of(changes) == 2


async def test_what_a_card_shows_is_noted_and_never_goes_back(desk):
    await desk.submit(REQUEST, **order())
    assert await desk.card(1) is None

    newer = Card(activity="a", version=5, digest="five")
    assert await desk.save_card(1, newer)
    assert not await desk.save_card(1, Card(activity="a", version=4, digest="four"))

    assert await desk.card(1) == newer


async def test_one_process_at_a_time_edits_a_card(desk):
    assert await desk.claim_card(1, "A", 60)
    assert await desk.claim_card(1, "A", 60)
    assert not await desk.claim_card(1, "B", 60)
    assert not await desk.leave_card(1, "B")

    assert await desk.leave_card(1, "A")
    assert await desk.claim_card(1, "B", 60)


async def test_settled_waits_for_the_jobs_and_if_wanted_for_their_cards(desk):
    await desk.submit(REQUEST, **order())
    settled = asyncio.create_task(desk.settled())
    drawn = asyncio.create_task(desk.settled(drawn=True))
    assert await desk.job(1) is not None
    assert not settled.done()

    ended = await desk.cancel(1, by=MINJI)
    await asyncio.wait_for(settled, 30)
    assert not drawn.done()

    await desk.save_card(1, Card(activity="a", version=ended.version, digest="d"))
    await asyncio.wait_for(drawn, 30)


async def test_a_job_that_nobody_watches_keeps_no_card_behind(desk):
    await desk.submit(REQUEST, **order("1", conversation=None))
    await desk.cancel(1, by=MINJI)

    await asyncio.wait_for(desk.settled(drawn=True), 30)


async def test_a_job_knows_where_its_card_lives(desk):
    job = await desk.submit(REQUEST, **order())

    assert (job.conversation, job.requester) == (THREAD, MINJI)
