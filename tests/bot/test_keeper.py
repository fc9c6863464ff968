"""One card per job, whoever keeps it and whatever breaks, over a real store."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from adapters.clock import Clock
from bot import claim
from bot.claim import HOLD
from bot.drawing import GONE
from bot.keeper import Keeper
from bot.talk import PostFailed, Reply
from commands.request import Request
from jobs import machine
from jobs.connection import connect
from jobs.desk import Card, Desk
from jobs.embedded import embedded
from jobs.record import Conversation, Job, State
from jobs.scripts import ROOT
from jobs.shape import Batch
from jobs.store import Held, Store
from jobs.tasks import end
from tests.bot import made


class Quick(Clock):
    """The real time, with pauses cut short."""

    async def sleep(self, seconds: float) -> None:
        await super().sleep(min(seconds, 0.02))


CLOCK = Quick()
MOMENT = 0.2
"""Seconds given to what must not happen."""
OWNERS = (f"keeper {number}" for number in count(1))
"""A name for each keeper, as each process has its own."""


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with embedded(tmp_path / "data") as url:
        redis = connect(url)
        yield Store(redis, key=b"k" * 32)
        await redis.aclose()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, CLOCK, tenancy=made.TENANCY)


@pytest.fixture
def thread() -> made.Thread:
    return made.Thread()


@asynccontextmanager
async def keeping(desk: Desk, thread: object, owner: str = "") -> AsyncIterator[Keeper]:
    keeper = Keeper(
        desk=desk,
        posts=thread,
        suites=made.SUITES,
        clock=CLOCK,
        owner=owner or next(OWNERS),
        tenancy=made.TENANCY,
    )
    running = asyncio.create_task(keeper.run())
    try:
        yield keeper
    finally:
        await end(running)


async def handed_in(desk: Desk, key: str = "m1") -> Job:
    return await desk.submit(
        Request(command="check oauth", domain="hbna.co.kr"),
        organisation="hbna",
        steps=made.STEPS,
        requester=made.MINJI,
        conversation=made.PLACE,
        key=key,
    )


async def taken(store: Store, job: Job) -> Held:
    held = await store.claim(job.id, owner="worker", lease=30)
    assert held is not None
    return await committed(store, held, machine.Begun(worker="worker"))


async def committed(store: Store, held: Held, event: machine.Event) -> Held:
    change = machine.change(held.job, event, CLOCK.now())
    assert isinstance(change, machine.Change)
    return await store.commit(held, change)


async def finished(store: Store, job: Job) -> None:
    held = await taken(store, job)
    await committed(store, held, machine.Proven(worker="worker", findings=made.FINDINGS))


async def until(condition: Callable[[], Awaitable[object]]) -> None:
    """Wait for what other tasks bring about; that long is only waited when it never comes."""
    async with asyncio.timeout(20):
        while not await condition():
            await CLOCK.sleep(0.01)


async def posted(thread: made.Thread, text: str = "") -> None:
    async def there() -> bool:
        return any(text in reply.summary for reply in thread.messages.values())

    await until(there)


async def noted(desk: Desk, job: Job) -> None:
    async def there() -> bool:
        return await desk.card(job.id) is not None

    await until(there)


async def up_to_date(desk: Desk, job: Job) -> None:
    async def there() -> bool:
        card, now = await desk.card(job.id), await desk.job(job.id)
        return card is not None and now is not None and card.version >= now.version

    await until(there)


async def settled(store: Store) -> None:
    async def there() -> bool:
        return await store.busy(CLOCK.now()) == (0, 0)

    await until(there)


async def settled_but(store: Store, *, open_jobs: int) -> None:
    """Wait until every card shows all there is to show of so many jobs under way."""

    async def there() -> bool:
        return await store.busy(CLOCK.now()) == (open_jobs, 0)

    await until(there)


async def test_a_job_gets_one_card_that_is_edited_to_the_end(store, desk, thread):
    async with keeping(desk, thread) as keeper:
        job = await handed_in(desk)
        keeper.show(job)
        await posted(thread)
        held = await taken(store, job)
        found = Batch(check="partner-application", at=CLOCK.now(), findings=(made.PARTNER,))
        await store.progress(held, [found], after=0)
        await posted(thread, "1 of 5")
        await committed(store, held, machine.Proven(worker="worker", findings=made.FINDINGS))
        await settled(store)

    assert list(thread.messages) == ["activity-1"]
    assert thread.places == [made.PLACE]
    assert "Done" in thread.messages["activity-1"].summary
    assert [final for _, _, final in thread.edits][-1] is True
    assert not any(final for _, _, final in thread.edits[:-1])


async def test_the_note_says_which_version_the_card_shows(store, desk, thread):
    job = await handed_in(desk)
    await finished(store, job)

    async with keeping(desk, thread):
        await settled(store)

    now, card = await desk.job(job.id), await desk.card(job.id)
    assert now is not None
    assert card is not None
    assert (card.activity, card.version) == ("activity-1", now.version)


async def test_of_two_processes_one_keeps_the_card(store, desk, thread):
    async with keeping(desk, thread) as one, keeping(desk, thread) as two:
        jobs = [await handed_in(desk, f"m{number}") for number in range(8)]
        for job in jobs:
            one.show(job)
            two.show(job)
        for job in jobs:
            await finished(store, job)
        await settled(store)

    assert len(thread.messages) == len(jobs)
    assert all("Done" in reply.summary for reply in thread.messages.values())


async def test_after_a_restart_the_card_that_is_there_is_brought_up_to_date(store, desk, thread):
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await posted(thread)
        await noted(desk, job)
    await finished(store, job)

    async with keeping(desk, thread):
        await settled(store)

    assert list(thread.messages) == ["activity-1"]
    assert "Done" in thread.messages["activity-1"].summary


async def test_a_card_whose_keeper_died_is_taken_over(store, desk, thread):
    job = await handed_in(desk)
    await desk.claim_card(job.id, "a process that is no more", 0.3)
    await finished(store, job)

    async with keeping(desk, thread):
        await settled(store)

    assert list(thread.messages) == ["activity-1"]


class Refusing(Desk):
    """A desk that counts how often a keeper was told that another one has the card."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, CLOCK, tenancy=made.TENANCY)
        self.refused = 0

    async def claim_card(self, number: int, owner: str, seconds: float) -> bool:
        is_ours = await super().claim_card(number, owner, seconds)
        self.refused += not is_ours
        return is_ours


async def test_a_card_that_somebody_keeps_is_left_alone(store, thread):
    desk = Refusing(store)
    job = await handed_in(desk)
    await desk.claim_card(job.id, "another process", HOLD)
    await finished(store, job)

    async def refused() -> bool:
        return desk.refused >= 3

    async with keeping(desk, thread):
        await until(refused)

    assert thread.messages == {}


class SlowLeaving(Desk):
    """A desk at which giving a card up takes a while."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, CLOCK, tenancy=made.TENANCY)
        self.leaving = asyncio.Event()

    async def leave_card(self, number: int, owner: str) -> bool:
        self.leaving.set()
        await CLOCK.sleep(0.02)
        return await super().leave_card(number, owner)


async def test_a_keeper_that_is_stopped_while_it_lets_go_leaves_no_claim_behind(store, thread):
    desk = SlowLeaving(store)
    job = await handed_in(desk)
    await finished(store, job)

    async with keeping(desk, thread), asyncio.timeout(20):
        await desk.leaving.wait()

    assert await desk.claim_card(job.id, "the next process", HOLD)


class Hanging(made.Thread):
    """A thread that says nothing to a first card until ``answers`` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = asyncio.Event()
        self.asked = self.broken_off = 0

    async def post(self, conversation: Conversation, reply: Reply) -> str:
        self.asked += 1
        try:
            await self.answers.wait()
        except asyncio.CancelledError:
            self.broken_off += 1
            raise
        return await super().post(conversation, reply)


async def test_a_first_card_that_takes_longer_than_a_claim_is_posted_by_one_process(
    store, monkeypatch
):
    monkeypatch.setattr(claim, "HOLD", 0.9)
    desk, thread = Refusing(store), Hanging()

    async def longer_than_a_claim() -> bool:
        return desk.refused * 0.02 > 1.0 or thread.asked > 1

    async with keeping(desk, thread), keeping(desk, thread):
        job = await handed_in(desk)
        await until(longer_than_a_claim)
        assert thread.asked == 1

        thread.answers.set()
        await finished(store, job)
        await settled(store)

    assert len(thread.messages) == 1


async def test_a_keeper_that_lost_its_claim_breaks_off_and_competes_for_it_again(store, desk):
    thread = Hanging()

    async def asked() -> bool:
        return thread.asked > 0

    async def broken_off() -> bool:
        return thread.broken_off > 0

    async with keeping(desk, thread):
        job = await handed_in(desk)
        await until(asked)
        await store.redis.set(f"{ROOT}:card:owner:{job.id}", "another process", px=60_000)
        await until(broken_off)
        assert await desk.leave_card(job.id, "another process")
        thread.answers.set()
        await up_to_date(desk, job)

    assert len(thread.messages) == 1
    assert thread.asked == 2


async def test_a_card_that_would_look_the_same_is_not_sent_again(store, desk, thread):
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await posted(thread)
        await taken(store, job)  # a new version with nothing new to see
        await up_to_date(desk, job)

    assert thread.edits == []


async def test_a_message_somebody_deleted_is_followed_by_a_new_one_at_the_end(store, desk, thread):
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await posted(thread)
        await noted(desk, job)
        thread.fail = [PostFailed("no such message", gone=True)]
        await finished(store, job)
        await settled(store)

    assert "Done" in thread.messages["activity-2"].summary


async def test_a_conversation_that_is_gone_is_given_up(store, desk, thread):
    thread.fail = [PostFailed("the bot is not in this conversation", gone=True)] * 9
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await up_to_date(desk, job)
        await finished(store, job)
        await settled(store)

    card = await desk.card(job.id)
    assert card is not None
    assert card.digest == GONE
    assert len(thread.fail) == 8


async def test_a_first_card_that_may_have_arrived_is_not_repeated_but_the_end_is(
    store, desk, thread
):
    thread.fail = [PostFailed("502", unknown=True)]
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await noted(desk, job)
        held = await taken(store, job)
        found = Batch(check="partner-application", at=CLOCK.now(), findings=(made.PARTNER,))
        await store.progress(held, [found], after=0)
        await Clock().sleep(MOMENT)
        assert thread.messages == {}

        await committed(store, held, machine.Proven(worker="worker", findings=made.FINDINGS))
        await settled(store)

    assert "Done" in thread.messages["activity-1"].summary


async def test_a_post_that_was_refused_for_now_is_tried_again(desk, thread):
    thread.fail = [PostFailed("429"), PostFailed("429")]
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await up_to_date(desk, job)

    assert len(thread.messages) == 1


class Slow(made.Thread):
    """A thread that holds progress back, as Teams' limits do, until something final comes."""

    def __init__(self) -> None:
        super().__init__()
        self.last = asyncio.Event()

    async def edit(
        self, conversation: Conversation, activity: str, reply: Reply, *, final: bool
    ) -> None:
        if final:
            await super().edit(conversation, activity, reply, final=final)
            self.last.set()
        await self.last.wait()


async def test_the_end_overtakes_progress_that_is_held_back(store, desk):
    thread = Slow()
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await posted(thread)
        held = await taken(store, job)
        found = Batch(check="partner-application", at=CLOCK.now(), findings=(made.PARTNER,))
        await store.progress(held, [found], after=0)
        await Clock().sleep(MOMENT)
        await committed(store, held, machine.Proven(worker="worker", findings=made.FINDINGS))
        await settled(store)

    assert len(thread.edits) == 1
    assert "Done" in thread.messages["activity-1"].summary


async def test_a_card_that_cannot_be_drawn_does_not_stop_the_others(store, desk, thread):
    class Broken(made.Thread):
        async def post(self, conversation: Conversation, reply: Reply) -> str:
            if not self.messages and not self.fail:
                self.fail.append(PostFailed(""))
                raise LookupError("a fault of ours")
            return await thread.post(conversation, reply)

    one = await handed_in(desk, "m1")
    await finished(store, one)
    async with keeping(desk, Broken()) as keeper:
        await Clock().sleep(MOMENT)
        two = await handed_in(desk, "m2")
        keeper.show(two)
        await finished(store, two)
        await up_to_date(desk, two)

    assert any("Done" in reply.summary for reply in thread.messages.values())


async def test_a_job_that_nobody_watches_gets_no_card(store, desk, thread):
    job = await desk.submit(
        Request(command="check oauth", domain="hbna.co.kr"), organisation="hbna",
        steps=made.STEPS, requester=None, conversation=None, key="ask",
    )  # fmt: skip
    async with keeping(desk, thread) as keeper:
        keeper.show(job)
        await finished(store, job)
        await settled(store)
        await Clock().sleep(MOMENT)

    assert thread.messages == {}
    assert (await desk.job(job.id)).state is State.DONE


def test_a_note_of_a_card_is_read_back():
    assert Card.parse({"activity": "a", "version": "3", "digest": "d"}) == Card(
        activity="a", version=3, digest="d"
    )


ELSEWHERE = replace(made.PLACE, id="19:other@thread.tacv2", root="1800000000000", locale="fr-FR")


async def test_a_card_asked_for_again_is_posted_there_and_only_that_one_moves_on(
    store, desk, thread
):
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await posted(thread)
        await noted(desk, job)
        held = await taken(store, job)
        await up_to_date(desk, job)

        assert await desk.move_card(job.id, ELSEWHERE)
        await up_to_date(desk, job)
        await committed(store, held, machine.Proven(worker="worker", findings=made.FINDINGS))
        await settled(store)

    assert thread.places == [made.PLACE, ELSEWHERE]
    assert thread.edits[-1][0] == "activity-2"
    assert "OAuth entre" in thread.messages["activity-2"].summary
    assert "This card moved; it goes on where it was asked for last. job 1 brings it back" in (
        thread.messages["activity-1"].summary
    )
    assert await desk.left_cards(job.id) == []


async def test_a_card_asked_for_again_in_its_own_thread_goes_on_further_down(store, desk, thread):
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await posted(thread)
        await noted(desk, job)
        await desk.move_card(job.id, made.PLACE)
        await settled_but(store, open_jobs=1)
        await finished(store, job)
        await settled(store)

    assert thread.places == [made.PLACE, made.PLACE]
    assert "goes on further down in this thread" in thread.messages["activity-1"].summary
    assert "1 problem" in thread.messages["activity-2"].summary


async def test_an_older_message_says_so_also_after_a_restart(store, desk, thread):
    job = await handed_in(desk)
    await desk.save_card(job.id, Card(activity="older", version=1, digest="d"))
    await desk.move_card(job.id, ELSEWHERE)
    await finished(store, job)
    now = await desk.job(job.id)
    await desk.save_card(job.id, Card(activity="newer", version=now.version, digest="d", moves=1))

    async with keeping(desk, thread):
        await settled(store)

    assert "This card moved" in thread.messages["older"].summary
    assert list(thread.messages) == ["older"]


async def test_an_older_message_that_somebody_deleted_holds_nothing_up(store, desk, thread):
    job = await handed_in(desk)
    await desk.save_card(job.id, Card(activity="older", version=1, digest="d"))
    await desk.move_card(job.id, ELSEWHERE)
    await finished(store, job)
    now = await desk.job(job.id)
    await desk.save_card(job.id, Card(activity="newer", version=now.version, digest="d", moves=1))
    thread.fail = [PostFailed("404", gone=True)]

    async with keeping(desk, thread):
        await settled(store)

    assert thread.messages == {}


async def test_a_message_that_was_on_its_way_when_the_card_moved_says_so_too(store, desk):
    job = await handed_in(desk)
    late = Card(activity="late", version=1, digest="d")
    await desk.move_card(job.id, ELSEWHERE)
    assert not await desk.save_card(job.id, late)

    (left,) = await desk.left_cards(job.id)

    assert (left.activity, left.place) == ("late", None)
    assert await desk.card_moved(job.id, left)
    assert not await desk.card_moved(job.id, left)


async def test_a_message_that_shows_the_end_stays_as_it_is(store, desk, thread):
    job = await handed_in(desk)
    async with keeping(desk, thread):
        await finished(store, job)
        await settled(store)
        await desk.move_card(job.id, ELSEWHERE)
        await settled(store)

    assert len(thread.messages) == 2
    assert all("1 problem" in each.summary or "1 probl" in each.summary
               for each in thread.messages.values())  # fmt: skip


async def test_the_card_of_a_job_that_ended_long_ago_can_be_had_again(store, desk, thread):
    job = await handed_in(desk)
    await finished(store, job)
    async with keeping(desk, thread):
        await settled(store)
        await desk.move_card(job.id, ELSEWHERE)
        await settled(store)

    assert thread.places == [made.PLACE, ELSEWHERE]
    assert len(thread.messages) == 2
    card = await desk.card(job.id)
    assert card is not None
    assert (card.activity, card.place) == ("activity-2", ELSEWHERE)


async def test_a_card_asked_for_while_nobody_keeps_it_is_posted_after_the_start(
    store, desk, thread
):
    job = await handed_in(desk)
    await finished(store, job)
    await desk.save_card(job.id, Card(activity="older", version=9, digest="d"))
    await settled(store)
    await desk.move_card(job.id, ELSEWHERE)

    async with keeping(desk, thread):
        await settled(store)

    assert thread.places == [ELSEWHERE]


async def test_an_edit_of_the_older_message_does_not_take_the_card_back(store, desk):
    job = await handed_in(desk)
    older = Card(activity="older", version=1, digest="d")
    await desk.save_card(job.id, older)
    await desk.move_card(job.id, ELSEWHERE)

    assert not await desk.save_card(job.id, replace(older, version=9))
    card = await desk.card(job.id)
    assert card is not None
    assert (card.activity, card.version, card.moves) == ("", 0, 1)
    assert not await desk.move_card(99, ELSEWHERE)


async def test_a_job_that_nobody_watched_gets_a_card_when_somebody_asks_for_it(store, desk, thread):
    job = await desk.submit(
        Request(command="check oauth", domain="hbna.co.kr"), organisation="hbna",
        steps=made.STEPS, requester=made.MINJI, conversation=None, key="ask",
    )  # fmt: skip
    async with keeping(desk, thread):
        await desk.move_card(job.id, ELSEWHERE)
        await posted(thread)
        await finished(store, job)
        await settled(store)

    assert thread.places == [ELSEWHERE]
    assert "OAuth entre" in thread.messages["activity-1"].summary


class SlowReading(Desk):
    """A desk whose answer is on its way for a while, in which something can happen."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, CLOCK, tenancy=made.TENANCY)
        self.meanwhile: list[Callable[[], Awaitable[object]]] = []

    async def job(self, number: int) -> Job | None:
        found = await super().job(number)
        if self.meanwhile:
            await self.meanwhile.pop()()
            await CLOCK.sleep(0.02)  # long enough to hear of it
        return found


async def test_what_changes_while_the_job_is_read_is_drawn_too(store: Store, thread: made.Thread):
    desk = SlowReading(store)
    async with keeping(desk, thread):
        job = await handed_in(desk)
        await up_to_date(desk, job)

        async def ends() -> None:
            await desk.cancel(job.id, by=made.MINJI)

        desk.meanwhile = [ends]
        await taken(store, job)
        async with asyncio.timeout(10):
            await desk.settled(drawn=True)

    assert any("Cancelled" in reply.summary for reply in thread.messages.values())
