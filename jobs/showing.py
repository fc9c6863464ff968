"""Shows how far a step is while it goes on; the step never waits for it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from redis.exceptions import RedisError

from commands.check import Check
from commands.findings import Finding
from commands.phrases import Phrase
from commands.ports import Clock
from jobs.shape import Batch
from jobs.store import Held, Lost, Store
from jobs.tasks import end

log = structlog.get_logger(__name__)

PAUSE: Final = 0.5


@asynccontextmanager
async def showing(store: Store, held: Held, clock: Clock) -> AsyncGenerator["Shown", None]:
    """Show what is told within the context."""
    shown = Shown(store, held, clock)
    task = asyncio.create_task(shown.show())
    try:
        yield shown
        # A write under way may finish: a cancel would cost its connection.
        shown.close()
        await task
    finally:
        await end(task)


class Shown:
    """One write at a time: what is found during a write goes out together in the next."""

    def __init__(self, store: Store, held: Held, clock: Clock) -> None:
        self._store = store
        self._held = held
        self._clock = clock
        self._waiting: list[Batch] = []
        self._writing = 0
        self._some = asyncio.Event()
        self._closed = False

    async def found(self, check: Check, findings: tuple[Finding, ...]) -> None:
        self._add(Batch(check=check.id, at=self._clock.now(), findings=findings))

    async def tell(self, progress: Phrase) -> None:
        self._add(Batch(at=self._clock.now(), told=progress))

    def close(self) -> None:
        """Let ``show`` end; what it has not written yet comes with the result."""
        self._closed = True
        self._some.set()

    async def show(self) -> None:
        """Write what was found, until closed or until the job is not ours any more."""
        shown = self._held.shown
        while True:
            await self._some.wait()
            if self._closed:
                return
            self._some.clear()
            batches = tuple(self._waiting)
            self._writing = len(batches)
            try:
                await self._store.progress(self._held, batches, after=shown)
            except Lost:
                return
            except RedisError as error:
                # Only a view of what the last commit will hold anyway.
                log.warning("progress.not_shown", job=self._held.job.id, reason=str(error))
                self._some.set()
                await self._clock.sleep(PAUSE)
                continue
            shown += len(batches)
            del self._waiting[: len(batches)]
            self._writing = 0

    def _add(self, batch: Batch) -> None:
        # Of what was told, only the newest is worth a write; what may be written already stays.
        newest = self._waiting[-1] if len(self._waiting) > self._writing else None
        if batch.told is not None and newest is not None and newest.told is not None:
            self._waiting.pop()
        self._waiting.append(batch)
        self._some.set()
