"""The bell: brings a worker to look at job N, and decides nothing.

SAQ carries it.  A bell may ring twice, late, or for a job that needs nothing; the journal decides.
What SAQ would do to its surroundings is kept in here: it takes no signal, its log is quieted, it
has a connection pool of its own, and its keys share the store's hash tag (``saq:…{hybridge}…``).
"""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, cast

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from saq.job import Job as Bell_
from saq.queue.redis import RedisQueue
from saq.worker import Worker as SaqWorker

from commands.ports import Clock
from jobs.connection import ANSWERS_WITHIN, OUTAGES, Address, answering, connect
from jobs.scripts import ROOT
from jobs.tasks import end

log = structlog.get_logger(__name__)

Look = Callable[[int], Awaitable[None]]

LISTENS: Final = 5.0
"""Seconds one blocking read for a bell lasts."""

PAUSE: Final = 0.5
NEVER: Final = 10**8
TOUCHES: Final = 10.0
"""Seconds between two signs of life for a bell under way; SAQ rings again after 30 without one
(``heartbeat`` in scripts/bell.lua).
"""


class Bell:
    """One process's ear: calls ``look`` with the number of each job rung for.

    Args:
        where: The store's Redis.
        clock: For pauses.
        at_once: How many jobs are looked at side by side.
    """

    def __init__(self, where: str | Address, clock: Clock, *, at_once: int = 8) -> None:
        self._clock = clock
        self._redis = connect(where, text=False)
        self._queue = _Queue(self._redis, clock)
        self._at_once = at_once
        self._saq: _Saq | None = None
        self._closed = False

    async def run(self, look: Look) -> None:
        """Listen until ``close``; ``look`` must not raise."""

        async def answer(context: dict[str, Any], *, job: int) -> None:
            touching = asyncio.create_task(self._touch(context["job"]))
            try:
                await look(job)
            finally:
                touching.cancel()

        if self._closed:
            return
        logging.getLogger("saq").addFilter(_worth_reading)
        self._saq = _Saq(
            self._queue,
            [("look", answer)],
            concurrency=self._at_once,
            dequeue_timeout=LISTENS,
            # SAQ's own schedule is not used.  A dead worker's job is found by its lease long before
            # SAQ finds its bell.  And SAQ's sweep takes a bell that was taken this instant for a
            # dead one and aborts it; unheard, that only rings once too often.
            timers={"schedule": 60, "worker_info": 30, "sweep": 20, "abort": NEVER},
        )
        await self._saq.start()

    async def deafen(self) -> None:
        """Stop listening and wait until the server knows; what is being looked at goes on."""
        self._closed = True
        if self._saq is not None:
            self._saq.event.set()
            await self._queue.let_go()

    async def close(self) -> None:
        """End ``run``; what is still being looked at is cancelled."""
        self._closed = True
        if self._saq is not None:
            await self._saq.stop()
            with suppress(*OUTAGES):
                await self._queue.disconnect()
        await self._redis.aclose()

    async def _touch(self, bell: Bell_) -> None:
        while True:
            await self._clock.sleep(TOUCHES)
            try:
                await bell.update()
            except OUTAGES:
                continue


class _Queue(RedisQueue):
    def __init__(self, redis: Redis, clock: Clock) -> None:
        super().__init__(redis, name=ROOT)
        self._clock = clock
        self._listening: set[asyncio.Task[Any]] = set()

    async def dequeue(self, timeout: float = 0.0, poll_interval: float = 0.0) -> Bell_ | None:
        """Wait for a bell; SAQ alone would ask again at once while the server fails, for ever."""
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._listening.add(task)
        try:
            async with answering(timeout + ANSWERS_WITHIN):
                return await super().dequeue(timeout, poll_interval)
        except RedisError as error:
            log.warning("bell.store_away", reason=str(error))
            await self._clock.sleep(PAUSE)
            return None
        finally:
            self._listening.discard(task)

    async def sweep(self, lock: int = 60, abort: float = 5.0) -> list[str]:
        """Ring again for bells whose taker died; SAQ raises when one ends while it looks."""
        try:
            return await super().sweep(lock, abort)
        except RuntimeError as error:
            log.info("bell.sweep_overtaken", reason=str(error))
            return []

    async def let_go(self) -> None:
        """Close the connections that wait for a bell, so that the next bell goes to another."""
        listening = set(self._listening)
        await end(*listening)
        try:
            # The server has seen those connections close once it answers this.
            async with answering():
                await cast("Awaitable[bool]", self.redis.ping())
        except OUTAGES:
            log.warning("bell.store_away", reason="while the bell was being put down")


class _Saq(SaqWorker[Any]):
    # Whoever starts this program handles signals; SAQ would replace the handlers, then remove them.
    SIGNALS: list[signal.Signals] = []  # noqa: RUF012  (declared so by SAQ)

    async def process(self) -> bool:
        """Look at one bell; SAQ alone would lose an outage in a task that nobody awaits."""
        try:
            return await super().process()
        except OUTAGES as error:
            log.warning("bell.store_away", reason=str(error))
            return True


def _worth_reading(record: logging.LogRecord) -> bool:
    """Leave out what SAQ says of every bell and every stop, and of outages, which we log."""
    outage = record.exc_info is not None and isinstance(record.exc_info[1], OUTAGES)
    return record.levelno >= logging.ERROR and not outage
