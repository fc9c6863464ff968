"""One taking of a job by a worker: what it may write, and what it works with."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import structlog

from commands.book import Book
from commands.check import Suite
from commands.identity import Identity
from commands.phrases import Phrase, listed, say
from commands.ports import Clock, World
from commands.runbook import Runbook
from jobs import machine
from jobs.change import step_of
from jobs.connection import OUTAGES
from jobs.events import Begun, Event, Undone
from jobs.plan import Approvals
from jobs.record import Forged, Job, State, TooNew
from jobs.steps import Step
from jobs.store import Held, Lost, Stale, Store

PAUSE: Final = 0.5


class CannotStep(Exception):
    """A step cannot be carried out, and ``why``."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Means:
    """What a worker works with, whatever the job.

    Attributes:
        worlds: Opens an organisation's outside by name.
        suites: The checks by suite name.
        book: The actions and conditions that stored jobs may name.
        clock: For times in records and for pauses.
        worker: Who is named in the journal.
        runbooks: The changes that can be planned, by name.
        approvals: How plans are to be approved.
        identify: Tells what an organisation really is; without it only its name is held.
        program: Which program plans; see ``jobs.program``.
    """

    worlds: Callable[[str], World]
    suites: Mapping[str, Suite]
    book: Book
    clock: Clock
    worker: str
    runbooks: Mapping[str, Runbook] = field(default_factory=dict)
    approvals: Approvals = field(default_factory=Approvals)
    identify: Callable[[World], Awaitable[Identity]] | None = None
    program: str = ""


class Taking:
    """What a taking has in hand.

    Attributes:
        held: How the job stands after the last commit.
        begun: The position that was begun in this taking; -1 for none.
        calling: Whether a change is being sent.
    """

    def __init__(self, store: Store, held: Held, means: Means) -> None:
        self.held = held
        self.begun = -1
        self.calling = False
        self.store = store
        self.means = means
        self.clock = means.clock
        self.worker = means.worker
        self.log = structlog.get_logger(__name__).bind(job=held.job.id, worker=means.worker)

    @property
    def step(self) -> Step:
        return step_of(self.held.job)

    def world(self) -> World:
        """Open the job's organisation; raises ``CannotStep``."""
        organisation = self.held.job.organisation
        try:
            return self.means.worlds(organisation)
        except Exception as error:
            self.log.exception("world.closed", organisation=organisation)
            raise CannotStep(
                say(
                    "The organisation {organisation} could not be opened: {reason}",
                    organisation=organisation,
                    reason=str(error) or type(error).__name__,
                )
            ) from error

    async def commit(self, event: Event, *, keep: bool = False) -> None:
        """Write what follows from an event, deciding anew when the job moved in between.

        A job that waits afterwards is put down with that write, unless it is to be kept.

        Raises:
            Lost: The job is not ours any more, or nothing follows from the event any more.
            Busy: It would begin to change what another job is changing.
        """
        while True:
            change = machine.change(self.held.job, event, self.clock.now())
            if isinstance(change, machine.Refused):
                raise Lost(str(change.why))
            try:
                if change.job.undoes is not None and change.job.state is State.DONE:
                    await self._mark_undone(change.job, change.job.undoes)
                self.held = await self._insist(change, keep=keep)
            except Stale:
                await self._read_again()
            else:
                if isinstance(event, Begun):
                    self.begun = self.held.job.position
                return

    async def _mark_undone(self, job: Job, number: int) -> None:
        """Mark the job that this one undoes, before it ends: a crash in between repeats it."""
        left = 0 if job.plan is None else len(job.plan.left)
        while True:
            try:
                other = await self.store.job(number)
            except (TooNew, Forged) as error:
                self.log.error("undo.not_marked", undone=number, reason=str(error))  # noqa: TRY400
                return
            if other is None:
                return
            undone = Undone(worker=self.worker, job=job.id, left=left)
            change = machine.change(other, undone, self.clock.now())
            if isinstance(change, machine.Refused):
                self.log.info("undo.not_marked", undone=number, reason=str(change.why))
                return
            try:
                await self.store.event(change)
            except Stale:
                continue
            return

    async def _insist(self, change: machine.Change, *, keep: bool) -> Held:
        """Commit through an outage; the lease ends this when it lasts too long."""
        release = change.job.state is State.WAITING and not keep
        while True:
            try:
                return await self.store.commit(self.held, change, release=release)
            except OUTAGES as error:
                self.log.warning("job.not_committed", reason=str(error))
                await self.clock.sleep(PAUSE)

    async def _read_again(self) -> None:
        while True:
            try:
                job = await self.store.job(self.held.job.id)
            except (TooNew, Forged) as error:
                raise self.held.does_not_hold(error) from error
            except OUTAGES as error:
                self.log.warning("job.not_read", reason=str(error))
                await self.clock.sleep(PAUSE)
                continue
            if job is None:
                raise Lost(f"job {self.held.job.id} is gone")
            self.held = replace(self.held, job=job)
            return


def fault(error: BaseException) -> Phrase:
    """Name a fault of the program by its kind only: its text may hold what nobody should read."""
    first = error
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    return say(
        "The program met an error of its own ({error}); the log tells where.",
        error=type(first).__name__,
    )


def stale(seen: Phrase) -> Phrase:
    """Say that the plan which was approved is about something else by now."""
    return listed((say("Nothing was sent."), seen, say("Ask for a new plan.")), " ")
