"""Takes a job, does its next step, records it; stops when the job is taken from it.

The bell says which job to look at.  Whether there is anything to do, and whether it may be written
down, the store decides.
"""

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final

import structlog
from redis.exceptions import RedisError

from commands.book import Book
from commands.check import Suite
from commands.identity import Identity
from commands.ports import Clock, World
from commands.runbook import Runbook
from jobs import machine
from jobs.bell import Bell
from jobs.connection import OUTAGES
from jobs.plan import Approvals
from jobs.run import Means, Run
from jobs.schedules import Schedules
from jobs.store import Held, Lost, NotHeld, Store
from jobs.tasks import end
from jobs.upgrade import end_outdated

log = structlog.get_logger(__name__)

LEASE: Final = 10.0
"""Seconds a job stays with a worker that gives no sign of life."""

SWEEP: Final = 1.0
PAUSE: Final = 0.5


class Worker:
    """One worker of the installation; any number may share a store.

    Args:
        store: Where the jobs are.
        bell: What says which job to look at; the worker runs and closes it.
        worlds: Opens an organisation's outside by name; what it raises ends the job as failed.
        clock: For times in records and for pauses; leases follow the store's own clock.
        suites: The checks by suite name.
        book: The actions and conditions that jobs may name; none by default.
        runbooks: The changes that can be planned, by name; none by default.
        approvals: How plans are to be approved.
        identify: Tells what an organisation really is, for what is held while it is changed.
        schedules: What is handed in when it comes due; none by default.
        program: Which program plans; plans of others are ended when it starts.
        name: Who is named in the journal; made up from host and process by default.
        lease: Seconds, see ``LEASE``; renewed at a quarter of it.
    """

    def __init__(  # noqa: PLR0913  (a worker is wired once, by name)
        self,
        store: Store,
        bell: Bell,
        worlds: Callable[[str], World],
        clock: Clock,
        *,
        suites: Mapping[str, Suite],
        book: Book | None = None,
        runbooks: Mapping[str, Runbook] | None = None,
        approvals: Approvals | None = None,
        identify: Callable[[World], Awaitable[Identity]] | None = None,
        schedules: Schedules | None = None,
        program: str = "",
        name: str = "",
        lease: float = LEASE,
    ) -> None:
        self.name = name or f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}"
        self._store = store
        self._bell = bell
        self._clock = clock
        self._means = Means(
            worlds=worlds,
            suites=suites,
            book=book or Book(),
            clock=clock,
            worker=self.name,
            runbooks=runbooks or {},
            approvals=approvals or Approvals(),
            identify=identify,
            program=program,
        )
        self._schedules = schedules
        self._lease = lease
        self._stopping = asyncio.Event()
        self._stop_once = asyncio.Lock()
        self._looking: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None, None]:
        """Work in the background; at the end hand back what is under way."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.run())
            try:
                yield
            finally:
                await self.stop()

    async def run(self) -> None:
        """Work until ``stop``; a cancel stops too.

        What breaks the sweep ends the worker: without one no timer rings, no gate expires, and
        nobody looks for the jobs of the dead.

        Raises:
            ExceptionGroup: With what broke the sweep; the jobs in hand were handed back.
        """
        log.info("worker.started", worker=self.name)
        await self._end_outdated()
        try:
            async with asyncio.TaskGroup() as group:
                sweeping = group.create_task(self._sweep())
                try:
                    await self._bell.run(self.look)
                finally:
                    await end(sweeping)
        finally:
            await self.stop()
        log.info("worker.stopped", worker=self.name)

    async def _end_outdated(self) -> None:
        if not self._means.program:
            return
        try:
            await end_outdated(
                self._store, self._means.program, worker=self.name, clock=self._clock
            )
        except RedisError as error:  # each is found out behind its gate, then
            log.warning("plans.not_looked_at", reason=str(error))

    async def stop(self) -> None:
        """Take no further job, hand back at once those in hand, and let go of the bell."""
        async with self._stop_once:
            if not self._stopping.is_set():
                await self._bell.deafen()
                self._stopping.set()
                if self._looking:
                    await asyncio.wait(self._looking)
                await self._bell.close()

    async def look(self, number: int) -> None:
        """Do what there is to do about one job; called by the bell.

        A bell that is put down cancels this; what is in hand goes on until ``stop`` ends it.
        """
        task = asyncio.create_task(self._look_calmly(number))
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)
        await asyncio.shield(task)

    async def _look_calmly(self, number: int) -> None:
        try:
            await self._look(number)
        except RedisError as error:
            # The lease runs out by itself, and the sweep rings again.
            log.warning("job.store_failed", job=number, reason=str(error))

    async def _look(self, number: int) -> None:
        owner = f"{self.name}/{secrets.token_hex(4)}"
        try:
            held = await self._store.claim(number, owner=owner, lease=self._lease)
        except NotHeld as error:
            await self._stop_job(error)
            return
        if held is None:
            return
        run = Run(self._store, held, self._means)
        working = asyncio.create_task(run.work())
        keeping = asyncio.create_task(self._keep(held))
        stopping = asyncio.create_task(self._stopping.wait())
        parts = (working, keeping, stopping)
        try:
            await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            if run.is_calling and not keeping.done():
                # A proof starts over elsewhere; a change that is being sent is awaited.
                run.leave()
                await asyncio.wait((working, keeping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await end(*parts)
            if working.cancelled():
                await self._hand_back(run.held)
            elif isinstance(broke := working.exception(), NotHeld):
                await self._stop_job(broke)
            else:
                _tell(broke, number)

    async def _stop_job(self, taken: NotHeld) -> None:
        """End a job whose record is not what its journal says; its thread is told by its card."""
        log.error(
            "job.forged",
            job=taken.number,
            problem=taken.problem,
            cure="run `python -m bot audit verify`; see docs/operate/audit.md",
        )
        await self._store.stop(taken, worker=self.name, now=self._clock.now())

    async def _keep(self, held: Held) -> None:
        """Renew the lease until it is lost: refused, or not renewed for as long as it lasts."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._lease
        while True:
            await self._clock.sleep(self._lease / 4)
            asked = loop.time()
            try:
                async with asyncio.timeout_at(ends):
                    if not await self._store.renew(held, lease=self._lease):
                        break
                ends = asked + self._lease
            except TimeoutError:
                break
            except OUTAGES as error:
                log.warning("job.not_renewed", job=held.job.id, reason=str(error))
        log.warning("job.lost", job=held.job.id, worker=self.name)

    async def _hand_back(self, held: Held) -> None:
        # The sweep that rang took a waiting job's timer: without another nobody looks again.
        wake = machine.wake(held.job, self._clock.now())
        try:
            if await self._store.release(held, wake=wake):
                log.info("job.handed_back", job=held.job.id, worker=self.name)
        except OUTAGES as error:
            log.warning("job.not_handed_back", job=held.job.id, reason=str(error))

    async def _sweep(self) -> None:
        """Ring for what nobody rang for: lost bells, dead workers; hand in what is due."""
        while True:
            try:
                for number in await self._store.sweep(self._clock.now()):
                    log.info("job.rung_again", job=number)
                if self._schedules is not None:
                    await self._schedules.fire()
            except RedisError as error:
                log.warning("sweep.store_failed", reason=str(error))
                await self._clock.sleep(PAUSE)
            await self._clock.sleep(SWEEP)


def _tell(error: BaseException | None, number: int) -> None:
    """Log what broke a run off; its lease then runs out, which paces the next try."""
    if isinstance(error, Lost):
        log.warning("job.lost", job=number, reason=str(error))
    elif isinstance(error, RedisError):
        log.warning("job.store_failed", job=number, reason=str(error))
    elif error is not None:
        log.error("job.broke_off", job=number, exc_info=error)
