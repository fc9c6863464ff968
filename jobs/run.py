"""One taking of a job: its steps from the position on, until it ends, waits, or is lost."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, assert_never

import structlog
from redis.exceptions import RedisError

from commands.check import Check, Suite, perform
from commands.findings import Finding
from commands.phrases import Phrase, say
from commands.ports import Clock, World
from jobs import machine
from jobs.connection import OUTAGES
from jobs.events import Begun, Event, Proven, StepFailed
from jobs.record import Job, Step, StepKind
from jobs.shape import Batch
from jobs.store import Held, Lost, Stale, Store
from jobs.tasks import end

log = structlog.get_logger(__name__)

PAUSE: Final = 0.5
TAKINGS: Final = 10
"""How often a step may be begun and left unfinished (its worker died each time) until it fails."""


class CannotStep(Exception):
    """A step cannot be carried out, and ``why``."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(str(why))
        self.why = why


class Run:
    """Works on a job that is held; ``held`` is how it stands after the last commit."""

    def __init__(
        self,
        store: Store,
        held: Held,
        *,
        worlds: Callable[[str], World],
        suites: Mapping[str, Suite],
        clock: Clock,
        worker: str,
    ) -> None:
        self.held = held
        self._store = store
        self._worlds = worlds
        self._suites = suites
        self._clock = clock
        self._worker = worker
        self._log = log.bind(job=held.job.id, worker=worker)

    async def work(self) -> None:
        """Do one step after the other.

        Raises:
            Lost: The job was taken away; nothing more was written.
        """
        while not self.held.job.state.ended:
            await self._commit(Begun(worker=self._worker))
            await self._commit(await self._step())

    async def _step(self) -> Proven | StepFailed:
        job = self.held.job
        step = job.steps[job.position]
        self._log.info("step.begun", step=job.position, kind=step.kind.value, subject=step.subject)
        try:
            findings = await self._carried_out(job, step)
        except CannotStep as error:
            self._log.warning("step.failed", step=job.position, reason=str(error.why))
            return StepFailed(worker=self._worker, why=error.why)
        self._log.info("step.proven", step=job.position, findings=len(findings))
        return Proven(worker=self._worker, findings=findings)

    async def _carried_out(self, job: Job, step: Step) -> tuple[Finding, ...]:
        if self.held.tries > TAKINGS:
            raise CannotStep(
                say("It was begun {times} times and its worker died each time.", times=TAKINGS)
            )
        match step.kind:
            case StepKind.PROVE:
                return await self._prove(job, step.subject)
            case StepKind.DO | StepKind.GATE | StepKind.WAIT_UNTIL | StepKind.WAIT_FOR:
                raise CannotStep(
                    say("This version cannot carry out a step `{kind}`.", kind=step.kind.value)
                )
            case _:
                assert_never(step.kind)

    async def _prove(self, job: Job, subject: str) -> tuple[Finding, ...]:
        suite = self._suites.get(subject)
        if suite is None:
            raise CannotStep(say("There are no checks called {subject}.", subject=subject))
        world = self._world(job.organisation)
        shown = _Shown(self._store, self.held, self._clock)
        showing = asyncio.create_task(shown.show())
        try:
            findings = await perform(world, suite, shown.found)
        except Exception as error:
            # Whatever a check raises is a fault of ours: said in the job, told in the log.
            self._log.error("step.broke", step=job.position, exc_info=error)
            raise CannotStep(_fault(error)) from error
        else:
            # A write under way may finish: a cancel would cost its connection.
            shown.close()
            await showing
            return findings
        finally:
            await end(showing)

    def _world(self, organisation: str) -> World:
        try:
            return self._worlds(organisation)
        except Exception as error:
            self._log.error("world.closed", organisation=organisation, exc_info=error)
            raise CannotStep(
                say(
                    "The organisation {organisation} could not be opened: {reason}",
                    organisation=organisation,
                    reason=str(error) or type(error).__name__,
                )
            ) from error

    async def _commit(self, event: Event) -> None:
        """Write what follows from an event, deciding anew when the job moved in between.

        Raises:
            Lost: The job is not ours any more, or nothing follows from the event any more.
        """
        while True:
            change = machine.change(self.held.job, event, self._clock.now())
            if isinstance(change, machine.Refused):
                raise Lost(str(change.why))
            try:
                self.held = await self._insist(change)
            except Stale:
                await self._read_again()
            else:
                return

    async def _insist(self, change: machine.Change) -> Held:
        """Commit through an outage; the lease ends this when it lasts too long."""
        while True:
            try:
                return await self._store.commit(self.held, change)
            except OUTAGES as error:
                self._log.warning("job.not_committed", reason=str(error))
                await self._clock.sleep(PAUSE)

    async def _read_again(self) -> None:
        while True:
            try:
                job = await self._store.job(self.held.job.id)
            except OUTAGES as error:
                self._log.warning("job.not_read", reason=str(error))
                await self._clock.sleep(PAUSE)
                continue
            if job is None:
                raise Lost(f"job {self.held.job.id} is gone")
            self.held = replace(self.held, job=job)
            return


class _Shown:
    """Shows findings while the check goes on; the check never waits for it.

    One write at a time: what is found during a write goes out together in the next.
    """

    def __init__(self, store: Store, held: Held, clock: Clock) -> None:
        self._store = store
        self._held = held
        self._clock = clock
        self._waiting: list[Batch] = []
        self._some = asyncio.Event()
        self._closed = False

    async def found(self, check: Check, findings: tuple[Finding, ...]) -> None:
        self._waiting.append(Batch(check=check.id, at=self._clock.now(), findings=findings))
        self._some.set()

    def close(self) -> None:
        """Let ``show`` end; what it has not written yet comes with the result."""
        self._closed = True
        self._some.set()

    async def show(self) -> None:
        """Write what was found, until closed or until the job is not ours any more."""
        shown = 0
        while True:
            await self._some.wait()
            if self._closed:
                return
            self._some.clear()
            batches = tuple(self._waiting)
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


def _fault(error: Exception) -> Phrase:
    """Name a fault of the program by its kind only: its text may hold what nobody should read."""
    first: BaseException = error
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    return say(
        "The program met an error of its own ({error}); the log tells where.",
        error=type(first).__name__,
    )
