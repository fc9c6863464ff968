"""A thread is reminded before a wait ends: once, whoever keeps the card, or not at all."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.drawing import GONE
from bot.keeper import Keeper
from bot.talk import PostFailed
from commands.phrases import say
from commands.request import Request
from jobs import machine
from jobs.desk import Card
from jobs.events import Came, Expired, Opened, Reminded, Waits
from jobs.plan import gate, wait_until
from tests.bot import made
from tests.bot.test_keeper import CLOCK, OWNERS, desk, end, store, thread
from tests.jobs.deeds import put

__all__ = ["desk", "store", "thread"]

HOUR = 3600.0
STEPS = (
    wait_until(say("Until it is due"), seconds=2 * HOUR, remind=2 * HOUR),
    gate("publish", say("Go on?")),
    gate("retire", say("Go on further?")),
    put("a"),
)


@asynccontextmanager
async def keeping(desk, thread, clock=CLOCK):
    keeper = Keeper(
        desk=desk, posts=thread, suites={}, clock=clock, owner=next(OWNERS), tenancy=made.TENANCY
    )
    running = asyncio.create_task(keeper.run())
    try:
        yield
    finally:
        await end(running)


async def waiting(desk):
    return await desk.submit(
        Request(command="rotate auth cert", domain="hbna.co.kr"),
        organisation="hbna",
        steps=STEPS,
        requester=made.MINJI,
        conversation=made.PLACE,
        key="m1",
    )


async def goes_on(store, *events, clock=CLOCK):
    """Have a worker write what happened; it puts the job down again."""
    held = await store.claim(1, owner="worker", lease=30)
    for event in events:
        change = machine.change(held.job, event, clock.now())
        assert isinstance(change, machine.Change)
        held = await store.commit(held, change)
    await store.release(held)


async def reminded(store):
    await goes_on(store, Waits(worker="A"), Reminded(worker="A"))


def notices(thread):
    return [reply for reply in thread.messages.values() if "ends in" in reply.summary]


async def drawn(desk):
    async with asyncio.timeout(20):
        await desk.settled(drawn=True)


async def test_the_thread_is_reminded_beside_the_card_which_goes_on(desk, store, thread):
    async with keeping(desk, thread):
        await waiting(desk)
        await reminded(store)
        await drawn(desk)

    (notice,) = notices(thread)
    assert "Job 1: rotate auth cert hbna.co.kr. “Until it is due” ends in 2 h" in notice.summary
    assert "Then publish is to be decided: approve 1 publish" in notice.summary
    assert len(thread.messages) == 2
    assert set(thread.places) == {made.PLACE}


async def test_a_restart_and_another_keeper_remind_nobody_again(desk, store, thread):
    await waiting(desk)
    async with keeping(desk, thread), keeping(desk, thread):
        await reminded(store)
        await drawn(desk)
    await goes_on(store)
    await desk.move_card(1, made.PLACE)
    async with keeping(desk, thread):
        await drawn(desk)

    assert len(notices(thread)) == 1


async def test_a_reminder_that_came_while_nobody_kept_the_card_is_made_up_for(desk, store, thread):
    await waiting(desk)
    await reminded(store)

    async with keeping(desk, thread):
        await drawn(desk)

    assert len(notices(thread)) == 1


class Dying(made.Thread):
    """A thread whose keeper dies while it posts a reminder; Teams may have taken it, or not."""

    def __init__(self):
        super().__init__()
        self.asked = asyncio.Event()

    async def post(self, conversation, reply):
        if "ends in" in reply.summary:
            self.asked.set()
            await asyncio.Event().wait()
        return await super().post(conversation, reply)


async def test_a_reminder_whose_keeper_died_is_left_out_and_the_card_is_kept_on(
    desk, store, thread
):
    dying = Dying()
    await waiting(desk)
    await reminded(store)
    async with keeping(desk, dying):
        await dying.asked.wait()

    async with keeping(desk, thread):
        await drawn(desk)

    assert notices(thread) == []
    assert len(thread.messages) == 1


class Refusing(made.Thread):
    """A thread that takes a reminder only at the third try, or says that nobody can tell."""

    def __init__(self, *failures):
        super().__init__()
        self.failures = list(failures)

    async def post(self, conversation, reply):
        if "ends in" in reply.summary and self.failures:
            raise self.failures.pop(0)
        return await super().post(conversation, reply)


@pytest.mark.parametrize(
    ("failures", "told"),
    [
        pytest.param([PostFailed("429"), PostFailed("429")], 1, id="not taken for now"),
        pytest.param([PostFailed("502", unknown=True)], 0, id="it may have arrived"),
        pytest.param([PostFailed("403", gone=True)], 0, id="the thread takes nothing"),
        pytest.param([PostFailed("429")] * 9, 0, id="not taken for long"),
    ],
)
async def test_a_reminder_that_was_not_taken_is_tried_again_unless_it_may_be_there(
    desk, store, failures, told
):
    thread = Refusing(*failures)
    async with keeping(desk, thread):
        await waiting(desk)
        await reminded(store)
        await drawn(desk)

    assert len(notices(thread)) == told


class Later(type(CLOCK)):
    """The time when the wait is over."""

    def now(self):
        return super().now() + timedelta(hours=3)


async def test_nobody_is_reminded_of_a_wait_that_is_over(desk, store, thread):
    await waiting(desk)
    await reminded(store)
    await goes_on(store, Came(worker="A"), Opened(worker="A", nonce="n"), clock=Later())
    async with keeping(desk, thread, clock=Later()):
        await drawn(desk)

    assert any("Go on?" in each.summary for each in thread.messages.values())
    assert notices(thread) == []


def decisions(thread):
    return [each.summary for each in thread.messages.values() if "a decision" in each.summary]


async def stands_at_a_gate(store):
    await reminded(store)
    await goes_on(store, Came(worker="A"), Opened(worker="A", nonce="n"), clock=Later())


async def test_a_decision_after_a_wait_is_asked_for_once_whoever_keeps_the_card(
    desk, store, thread
):
    await waiting(desk)
    await stands_at_a_gate(store)
    for _restart in range(2):
        async with keeping(desk, thread, clock=Later()):
            await drawn(desk)
        await desk.move_card(1, made.PLACE)

    (told,) = decisions(thread)
    assert told.startswith("Job 1 needs a decision: publish. Type approve 1 publish or reject 1 ")


class AfterAWeek(type(CLOCK)):
    """The time when the decision is over."""

    def now(self):
        return super().now() + timedelta(days=8)


class NearTheEnd(type(CLOCK)):
    """A few hours before."""

    def now(self):
        return super().now() + timedelta(days=7, hours=-5)


async def test_a_decision_that_nobody_takes_is_told_of_thrice_and_each_time_once(
    desk, store, thread
):
    await waiting(desk)
    await stands_at_a_gate(store)
    async with keeping(desk, thread, clock=Later()):
        await drawn(desk)
    await goes_on(store, Reminded(worker="A"), clock=NearTheEnd())
    for _restart in range(2):
        async with keeping(desk, thread, clock=NearTheEnd()):
            await drawn(desk)
        await desk.move_card(1, made.PLACE)
    await goes_on(store, Expired(worker="A"), clock=AfterAWeek())
    for _restart in range(2):
        async with keeping(desk, thread, clock=AfterAWeek()):
            await drawn(desk)
        await desk.move_card(1, made.PLACE)

    assert len(decisions(thread)) == 2
    ends = [each.summary for each in thread.messages.values() if "in time, so" in each.summary]
    assert len(ends) == 1
    assert ends[0].startswith("Job 1: rotate auth cert hbna.co.kr. Nobody decided about publish")


async def test_a_conversation_that_is_gone_is_not_reminded(desk, store, thread):
    await waiting(desk)
    await reminded(store)
    await desk.save_card(1, Card(activity="", version=1, digest=GONE))

    async with keeping(desk, thread):
        await drawn(desk)

    assert thread.messages == {}
