"""The queue of a conversation: Teams' limits, the newest edit, ends before progress."""

import asyncio
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.talk import PostFailed, Reply
from bot.teams.connector import PostDelayed
from bot.teams.outbox import Outbox
from bot.teams.pacing import WINDOWS, Pace
from jobs.record import Conversation
from tests.bot.teams.far_side import BOT, CHANNEL, TENANT

HERE = Conversation(service_url="https://x", tenant=TENANT, id=CHANNEL, root="1", bot=BOT)
THERE = replace(HERE, id="19:other@thread.tacv2")


def text(said: str) -> Reply:
    return Reply(summary=said, text=said)


class HandClock:
    """A clock moved by hand: ``run`` lets everything happen that is due on the way."""

    def __init__(self) -> None:
        self.start = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
        self.seconds = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        sleeper = (self.seconds + seconds, asyncio.get_running_loop().create_future())
        self._sleepers.append(sleeper)
        try:
            await sleeper[1]
        finally:
            self._sleepers.remove(sleeper)

    async def run(self, seconds: float) -> None:
        end = self.seconds + seconds
        await settle()
        while due := [due for due, _ in self._sleepers if due <= end]:
            self.seconds = max(self.seconds, min(due))
            for moment, sleeper in list(self._sleepers):
                if moment <= self.seconds and not sleeper.done():
                    sleeper.set_result(None)
            await settle()
        self.seconds = end


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(30):
        await asyncio.sleep(0)  # noqa: TID251  (the loop, not the clock)


class Service:
    """A connector that takes everything, or what it is told; writes down what and when."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.log: list[tuple[float, str, str]] = []
        self.failures: deque[Exception] = deque()
        self.hold: asyncio.Event | None = None

    async def post(self, conversation: Conversation, body: bytes) -> str:
        await self._write("post", body)
        return f"id-{len(self.log)}"

    async def edit(self, conversation, activity: str, body: bytes, *, attempts: int) -> None:
        await self._write(activity, body)

    async def _write(self, what: str, body: bytes) -> None:
        said = body.decode().split('"text":"')[1].split('"')[0]
        self.log.append((self.clock.seconds, what, said))
        if self.hold is not None:
            await self.hold.wait()
        if self.failures:
            raise self.failures.popleft()

    @property
    def said(self) -> list[str]:
        return [said for _, _, said in self.log]


class Desk:
    """An outbox, its far side, and its clock."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.service = Service(self.clock)
        self.outbox = Outbox(self.service, self.clock, edit_interval=3.0)
        self.tasks: list[asyncio.Task[object]] = []

    def post(self, said: str, where: Conversation = HERE) -> "asyncio.Task[str]":
        task = asyncio.ensure_future(self.outbox.post(where, text(said)))
        self.tasks.append(task)
        return task

    def edit(self, said: str, *, final: bool = False, card: str = "card") -> "asyncio.Task[None]":
        task = asyncio.ensure_future(self.outbox.edit(HERE, card, text(said), final=final))
        self.tasks.append(task)
        return task


@pytest.fixture
async def desk():
    desk = Desk()
    yield desk
    for task in desk.tasks:
        task.cancel()
    await asyncio.gather(*desk.tasks, return_exceptions=True)
    await desk.outbox.close(0)


async def test_posts_keep_their_order(desk):
    posts = [desk.post(f"{number}") for number in range(5)]
    await desk.clock.run(0)

    assert desk.service.said == ["0", "1", "2", "3", "4"]
    assert [post.result() for post in posts] == ["id-1", "id-2", "id-3", "id-4", "id-5"]


async def test_one_conversation_does_not_wait_for_another(desk):
    desk.service.hold = asyncio.Event()
    desk.post("here")
    desk.post("there", THERE)
    await settle()

    assert sorted(desk.service.said) == ["here", "there"]
    desk.service.hold.set()


async def test_threads_of_a_channel_share_its_limits(desk):
    for number in range(9):
        desk.post(f"{number}", replace(HERE, root=f"{number}"))
    await desk.clock.run(0)

    assert len(desk.service.log) == 7


async def test_progress_of_one_card_is_at_least_three_seconds_apart(desk):
    for number in range(10):
        desk.edit(f"{number}")
        await desk.clock.run(1)

    assert [moment for moment, _, _ in desk.service.log] == [0.0, 3.0, 6.0, 9.0]
    assert desk.service.said == ["0", "2", "5", "8"]


async def test_the_newest_edit_wins_and_all_who_asked_are_told(desk):
    first = desk.edit("1")
    await desk.clock.run(0)
    waiting = [desk.edit(said) for said in ("2", "3", "4")]
    await desk.clock.run(3)

    assert desk.service.said == ["1", "4"]
    assert all(task.done() and task.result() is None for task in (first, *waiting))


async def test_two_cards_do_not_wait_for_each_other(desk):
    desk.edit("a1", card="a")
    desk.edit("b1", card="b")
    await desk.clock.run(0)

    assert sorted(desk.service.said) == ["a1", "b1"]


async def test_an_end_does_not_wait_for_the_interval(desk):
    desk.edit("step 1")
    await desk.clock.run(1)
    desk.edit("step 2")
    desk.edit("done", final=True)
    await desk.clock.run(0)

    assert desk.service.log[1:] == [(1.0, "card", "done")]


async def test_an_end_goes_before_posts_and_progress(desk):
    desk.service.hold = asyncio.Event()
    desk.post("first")
    await settle()
    desk.edit("progress", card="a")
    desk.post("second")
    desk.edit("end", final=True, card="b")
    desk.service.hold.set()
    await desk.clock.run(0)

    assert desk.service.said == ["first", "end", "second", "progress"]


async def test_what_the_message_already_shows_is_not_sent_again(desk):
    desk.edit("same")
    await desk.clock.run(0)
    again = desk.edit("same")
    end = desk.edit("same", final=True)
    await desk.clock.run(3)

    assert desk.service.said == ["same"]
    assert again.done()
    assert end.done()


async def test_a_post_counts_as_what_its_message_shows(desk):
    post = desk.post("card")
    await desk.clock.run(0)
    edit = desk.edit("card", card=post.result())
    await desk.clock.run(0)

    assert desk.service.said == ["card"]
    assert edit.done()


async def test_an_edit_back_to_what_was_shown_before_is_sent(desk):
    desk.edit("a")
    await desk.clock.run(3)
    desk.edit("b")
    await desk.clock.run(3)
    desk.edit("a")
    await desk.clock.run(3)

    assert desk.service.said == ["a", "b", "a"]


async def test_a_lost_edit_is_sent_again_though_it_says_the_same(desk):
    desk.service.failures.append(PostDelayed("503"))
    lost = desk.edit("a")
    await desk.clock.run(0)
    again = desk.edit("a")
    await desk.clock.run(3)

    assert isinstance(lost.exception(), PostDelayed)
    assert again.result() is None
    assert desk.service.said == ["a", "a"]


async def test_progress_that_fails_is_given_up(desk):
    desk.service.failures.append(PostDelayed("503"))
    edit = desk.edit("step")
    await desk.clock.run(1000)

    assert isinstance(edit.exception(), PostFailed)
    assert desk.service.said == ["step"]


async def test_an_end_is_tried_until_it_is_taken(desk):
    desk.service.failures.extend(PostDelayed("503") for _ in range(6))
    end = desk.edit("done", final=True)
    await desk.clock.run(3600)

    assert [moment for moment, _, _ in desk.service.log] == [0, 30, 90, 210, 510, 810, 1110]
    assert end.result() is None


async def test_an_end_that_waits_holds_nothing_else_up(desk):
    desk.service.failures.append(PostDelayed("503"))
    desk.edit("done", final=True)
    await desk.clock.run(1)
    desk.post("else")
    desk.edit("other", card="other")
    await desk.clock.run(1)

    assert desk.service.said == ["done", "else", "other"]


async def test_an_end_that_waits_gives_way_to_a_newer_one(desk):
    desk.service.hold = asyncio.Event()
    desk.service.failures.append(PostDelayed("503"))
    gate = desk.edit("approve?", final=True)
    await settle()
    after = desk.edit("approved")
    desk.service.hold.set()
    await desk.clock.run(3)

    assert desk.service.said == ["approve?", "approved"]
    assert gate.result() is None
    assert after.result() is None


@pytest.mark.parametrize(
    "failure",
    [PostFailed("403", gone=True), PostFailed("413"), RuntimeError("a mistake of ours")],
    ids=["gone", "refused", "broken"],
)
async def test_an_end_that_will_never_be_taken_is_given_up(desk, failure: Exception):
    desk.service.failures.append(failure)
    end = desk.edit("done", final=True)
    after = desk.post("after")
    await desk.clock.run(3600)

    assert isinstance(end.exception(), PostFailed)
    assert after.done()
    assert desk.service.said == ["done", "after"]


async def test_an_ambiguous_post_is_told_and_not_repeated(desk):
    desk.service.failures.append(PostFailed("504", unknown=True))
    post = desk.post("once")
    await desk.clock.run(3600)

    failed = post.exception()
    assert isinstance(failed, PostFailed)
    assert failed.unknown
    assert desk.service.said == ["once"]


async def test_a_caller_who_leaves_takes_nothing_with_him(desk):
    desk.service.hold = asyncio.Event()
    leaving = desk.post("one")
    staying = desk.post("two")
    await settle()
    leaving.cancel()
    desk.service.hold.set()
    await desk.clock.run(0)

    assert desk.service.said == ["one", "two"]
    assert staying.result() == "id-2"


async def test_no_window_of_teams_is_ever_exceeded(desk):
    for number in range(2500):
        desk.post(f"{number}")
    await desk.clock.run(7300)

    moments = [moment for moment, _, _ in desk.service.log]
    assert len(moments) == 2500
    for count, seconds in WINDOWS:
        for first, last in zip(moments, moments[count:], strict=False):
            assert last - first >= seconds


@pytest.mark.long
async def test_progress_leaves_a_part_of_the_hour_for_results(desk):
    for step in range(3600):
        for card in ("a", "b", "c"):
            desk.edit(f"{step}", card=card)
        await desk.clock.run(1)
    progress = len(desk.service.log)
    results = [desk.post(f"result {number}") for number in range(200)]
    await desk.clock.run(120)

    assert 1300 < progress < 1500
    assert all(result.done() for result in results)


async def test_closing_sends_what_waits_for_an_interval(desk):
    desk.edit("1")
    await desk.clock.run(0)
    last = desk.edit("2")
    await settle()

    await desk.outbox.close(5)

    assert desk.service.said == ["1", "2"]
    assert last.done()


async def test_closing_tells_those_whose_message_was_not_sent(desk):
    desk.service.hold = asyncio.Event()
    sending, waiting = desk.post("sending"), desk.post("waiting")
    await settle()

    await desk.outbox.close(0.01)
    await settle()

    under_way, not_sent = sending.exception(), waiting.exception()
    assert isinstance(under_way, PostFailed)
    assert under_way.unknown
    assert isinstance(not_sent, PostFailed)
    assert not not_sent.unknown
    with pytest.raises(PostFailed):
        await desk.outbox.post(HERE, text("late"))


async def test_silent_conversations_are_forgotten_and_busy_ones_are_not(desk, monkeypatch):
    monkeypatch.setattr("bot.teams.outbox.MANY", 3)
    desk.outbox._sweep_at = 3
    for name in ("a", "b"):
        desk.post(name, replace(HERE, id=name))
    await desk.clock.run(4000)
    desk.post("c", replace(HERE, id="c"))
    await desk.clock.run(1)
    desk.post("d", replace(HERE, id="d"))
    await desk.clock.run(1)

    assert sorted(desk.outbox._lanes) == ["c", "d"]


def test_a_clock_set_back_does_not_stop_the_queue():
    pace = Pace(10_000.0)
    for _ in range(7):
        pace.take(10_000.0)

    assert pace.wait(1_000.0, progress=False) <= 3600.0
    assert pace.wait(9_999.0, progress=False) <= 1.0
