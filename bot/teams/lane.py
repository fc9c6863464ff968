"""The queue of one conversation: what waits to be written, in which order, and when.

One write is under way at a time, so the order inside a conversation holds.  Ends and gates go
first, then posts in their order, then progress.  Edits of one message are one entry: its newest.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import structlog

from bot.talk import PostFailed
from bot.teams.connector import Connector, PostDelayed
from bot.teams.pacing import Pace
from bot.teams.trouble import told
from commands.ports import Clock
from jobs.record import Conversation

REMEMBERED: Final = 200
"""Messages of one conversation whose shown content is remembered."""
SOON: Final = 0.001
"""Seconds that are not worth waiting for, and that a clock may not even be able to tell."""
AGAIN: Final = (30.0, 60.0, 120.0, 300.0)
"""Seconds between attempts at a final state that Teams would not take; the last one repeats."""

log = structlog.get_logger()


@dataclass(eq=False)
class Entry:
    """One write that waits.  ``activity`` is empty for a post."""

    conversation: Conversation
    body: bytes
    done: "asyncio.Future[str]"
    activity: str = ""
    final: bool = False
    not_before: float = 0.0
    failures: int = 0


@dataclass
class _Shown:
    """What a message shows, as far as is known, and when it was last edited."""

    digest: bytes = b""
    edited: float = field(default=float("-inf"))


class Lane:
    """One conversation.  Its worker lives only while something waits."""

    def __init__(self, connector: Connector, clock: Clock, *, edit_interval: float) -> None:
        self._connector = connector
        self._clock = clock
        self._edit_interval = edit_interval
        self._pace = Pace(self._now())
        self._posts: deque[Entry] = deque()
        self._edits: OrderedDict[str, Entry] = OrderedDict()
        self._shown: OrderedDict[str, _Shown] = OrderedDict()
        self._changed = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self._closing = False

    def post(self, conversation: Conversation, body: bytes) -> "asyncio.Future[str]":
        entry = Entry(conversation, body, _future())
        self._posts.append(entry)
        self._go()
        return entry.done

    def edit(
        self, conversation: Conversation, activity: str, body: bytes, *, final: bool
    ) -> "asyncio.Future[str]":
        entry = self._edits.get(activity)
        if entry is None:
            entry = self._edits[activity] = Entry(conversation, body, _future(), activity)
        entry.conversation, entry.body = conversation, body
        if final and not entry.final:
            entry.final, entry.not_before = True, 0.0
        self._go()
        return entry.done

    def quiet_since(self, moment: float) -> bool:
        """Whether nothing waits and nothing was written since then."""
        return self._worker is None and self._pace.quiet_since(moment)

    def close(self) -> "asyncio.Task[None] | None":
        """Stop waiting for anything but Teams' own limits; gives the worker, if one is at work."""
        self._closing = True
        self._changed.set()
        return self._worker

    def abandon(self) -> None:
        """Give up what still waits."""
        for entry in (*self._posts, *self._edits.values()):
            _fail(entry, PostFailed("the bot was stopped before this could be sent"))
        self._posts.clear()
        self._edits.clear()

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _go(self) -> None:
        self._changed.set()
        if self._worker is None:
            self._worker = asyncio.create_task(self._work())

    async def _work(self) -> None:
        try:
            while self._posts or self._edits:
                self._changed.clear()
                now = self._now()
                entry, wait = self._next(now)
                if entry is None:
                    await self._wait(wait)
                elif entry.activity:
                    del self._edits[entry.activity]
                    await self._perform(entry, self._write_edit)
                else:
                    self._posts.popleft()
                    await self._perform(entry, self._write_post)
        finally:
            self._worker = None

    def _next(self, now: float) -> tuple[Entry | None, float]:
        """Choose what may be written now, or say how many seconds there is nothing."""
        hard = self._pace.wait(now, progress=False)
        soft = 0.0 if self._closing else self._pace.wait(now, progress=True)
        best: tuple[float, int, Entry] | None = None
        for entry in self._edits.values():
            wait = max(self._due(entry) - now, hard if entry.final else soft, 0.0)
            rank = 0 if entry.final else 2
            if best is None or (wait, rank) < best[:2]:
                best = (wait, rank, entry)
        if self._posts and (best is None or (hard, 1) < best[:2]):
            best = (hard, 1, self._posts[0])
        if best is None:
            return None, 0.0
        return (best[2], 0.0) if best[0] < SOON else (None, best[0])

    def _due(self, entry: Entry) -> float:
        if self._closing:
            return 0.0
        if entry.final:
            return entry.not_before
        shown = self._shown.get(entry.activity)
        return 0.0 if shown is None else shown.edited + self._edit_interval

    async def _wait(self, seconds: float) -> None:
        sleep = asyncio.ensure_future(self._clock.sleep(seconds))
        changed = asyncio.ensure_future(self._changed.wait())
        try:
            await asyncio.wait({sleep, changed}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            changed.cancel()

    async def _perform(self, entry: Entry, write: Callable[[Entry], Awaitable[str]]) -> None:
        try:
            activity = await write(entry)
        except PostFailed as failed:
            self._failed(entry, failed)
        except asyncio.CancelledError:
            _fail(entry, PostFailed("the bot was stopped while this was sent", unknown=True))
            raise
        except Exception as problem:  # noqa: BLE001  (one bad write must not end the queue)
            log.error("outbox.broken", because=told(problem))  # noqa: TRY400
            _fail(entry, PostFailed(f"sending: {type(problem).__name__}", unknown=True))
        else:
            if not entry.done.done():
                entry.done.set_result(activity)

    async def _write_post(self, entry: Entry) -> str:
        self._pace.take(self._now())
        activity = await self._connector.post(entry.conversation, entry.body)
        self._remember(activity).digest = _digest(entry.body)
        return activity

    async def _write_edit(self, entry: Entry) -> str:
        shown, digest = self._remember(entry.activity), _digest(entry.body)
        if shown.digest == digest:
            return entry.activity
        now = self._now()
        self._pace.take(now)
        # Until it is known to be there, nothing is known of what the message shows.
        shown.digest, shown.edited = b"", now
        attempts = {"attempts": 4 if entry.final else 2}
        await self._connector.edit(entry.conversation, entry.activity, entry.body, **attempts)
        shown.digest = digest
        return entry.activity

    def _failed(self, entry: Entry, failed: PostFailed) -> None:
        if not (entry.final and isinstance(failed, PostDelayed)) or self._closing:
            _fail(entry, failed)
            return
        # A final state is never dropped: it waits, unless something newer already does.
        newer = self._edits.get(entry.activity)
        if newer is not None:
            newer.final = True
            newer.done.add_done_callback(lambda done: _pass_on(done, entry.done))
            return
        delay = AGAIN[min(entry.failures, len(AGAIN) - 1)]
        entry.failures += 1
        entry.not_before = self._now() + delay
        self._edits[entry.activity] = entry

    def _remember(self, activity: str) -> _Shown:
        shown = self._shown.setdefault(activity, _Shown())
        self._shown.move_to_end(activity)
        if len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)
        return shown


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).digest()


def _future() -> "asyncio.Future[str]":
    future = asyncio.get_running_loop().create_future()
    # A caller may have gone; a failure nobody waits for is logged where it happened.
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
    return future


def _fail(entry: Entry, failed: PostFailed) -> None:
    if not entry.done.done():
        entry.done.set_exception(failed)


def _pass_on(done: "asyncio.Future[str]", to: "asyncio.Future[str]") -> None:
    if to.done():
        return
    if (problem := done.exception()) is not None:
        to.set_exception(problem)
    else:
        to.set_result(done.result())
