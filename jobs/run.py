"""One taking of a job: its steps from the position on, until it ends, waits, or is lost."""

from collections.abc import Awaitable
from typing import Final, assert_never

from commands.action import Action
from commands.book import NotInBook, unfilled
from commands.check import perform
from commands.findings import Finding
from commands.phrases import say
from jobs import holding, planning, waiting
from jobs.acting import Acting
from jobs.events import Barred, Begun, Proven, StepFailed, Undetermined
from jobs.record import State
from jobs.showing import showing
from jobs.steps import StepKind
from jobs.store import Busy, Held, Store
from jobs.taking import CannotStep, Means, Taking, fault

__all__ = ["TAKINGS", "CannotStep", "Means", "Run"]

TAKINGS: Final = 10
"""How often a step may be begun and left unfinished (its worker died each time) until it fails."""


class Run:
    """Works on a job that is held; ``held`` is how it stands after the last commit."""

    def __init__(self, store: Store, held: Held, means: Means) -> None:
        self._taking = Taking(store, held, means)
        self._log = self._taking.log
        self._leaving = False

    @property
    def held(self) -> Held:
        return self._taking.held

    @property
    def is_calling(self) -> bool:
        """Whether a change is being sent: breaking off now would leave it to be settled."""
        return self._taking.calling

    def leave(self) -> None:
        """Stop at the next step boundary."""
        self._leaving = True

    async def work(self) -> None:
        """Do one step after the other.

        Raises:
            Lost: The job was taken away; nothing more was written.
        """
        taking = self._taking
        try:
            if self.held.job.state is State.WAITING:
                await self._or_fails(waiting.woken(taking))
            while self.held.job.state is State.RUNNING and not self._leaving:
                await self._or_fails(self._step())
        except Busy as error:
            self._log.warning("job.barred", holder=error.holder.job)
            await taking.commit(Barred(worker=taking.worker, why=error.holder.why))
        if self._leaving and self.held.job.state is State.RUNNING:
            await taking.store.release(self.held)

    async def _or_fails(self, step: Awaitable[None]) -> None:
        """Write down why a step cannot be carried out; what may have been sent stays open."""
        taking = self._taking
        try:
            await step
        except CannotStep as error:
            self._log.warning("step.failed", step=self.held.job.position, reason=str(error.why))
            if taking.step.intent is None:
                await taking.commit(StepFailed(worker=taking.worker, why=error.why))
            else:
                await taking.commit(Undetermined(worker=taking.worker, why=error.why))

    async def _step(self) -> None:
        taking = self._taking
        step, position = taking.step, self.held.job.position
        self._log.info("step.begun", step=position, kind=step.kind.value, subject=step.subject)
        match step.kind:
            case StepKind.PROVE:
                await self._begin()
                findings = await self._prove(step.subject)
                self._log.info("step.proven", step=position, findings=len(findings))
                await taking.commit(Proven(worker=taking.worker, findings=findings))
            case StepKind.PLAN:
                await self._begin()
                await planning.make(taking)
            case StepKind.CONFIRM:
                await self._begin()
                await planning.confirm(taking)
            case StepKind.DO:
                if taking.begun != position:
                    await self._begin_change()
                await Acting(taking, self._action(), taking.world()).act()
            case StepKind.GATE | StepKind.WAIT_UNTIL | StepKind.WAIT_FOR:
                await waiting.begin(taking)
            case _:
                assert_never(step.kind)

    async def _begin_change(self) -> None:
        try:
            names = await holding.needed(self._taking)
        except CannotStep:
            await self._begin()  # only what has begun can fail
            raise
        await self._begin(names)

    async def _begin(self, locks: tuple[str, ...] = ()) -> None:
        await self._taking.commit(Begun(worker=self._taking.worker, locks=locks))
        if self.held.tries > TAKINGS:
            raise CannotStep(
                say("It was begun {times} times and its worker died each time.", times=TAKINGS)
            )

    def _action(self) -> Action:
        taking = self._taking
        try:
            action = taking.means.book.action(taking.step.action or {}, taking.held.job.known)
        except NotInBook as error:
            raise CannotStep(
                say("This version does not know the action `{name}`.", name=error.name)
            ) from error
        if (missing := unfilled(action)) is not None:
            raise CannotStep(
                say("{name} is not known: no step before this one has told it.", name=missing)
            )
        return action

    async def _prove(self, subject: str) -> tuple[Finding, ...]:
        taking = self._taking
        suite = taking.means.suites.get(subject)
        if suite is None:
            raise CannotStep(say("There are no checks called {subject}.", subject=subject))
        world = taking.world()
        async with showing(taking.store, self.held, taking.clock) as shown:
            try:
                return await perform(world, suite, shown.found)
            except Exception as error:
                # Whatever a check raises is a fault of ours: said in the job, told in the log.
                self._log.error("step.broke", step=self.held.job.position, exc_info=error)
                raise CannotStep(fault(error)) from error
