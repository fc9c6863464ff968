"""A change, carried out: already so? - intend - guard - do - read back.

What is certain is written down; what is not is settled by reading, never by repeating.  An intent
found here was left by a taking that broke off: nothing of it is sent after its deadline, so what
is read then is the truth.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from commands.action import Action, Already, Look, Moved, Not, Unknown
from commands.look import reason
from commands.phrases import Phrase, listed, say
from commands.ports import Kind, Outcome, OutsideError, World
from jobs.events import Done, Intended, NotDone, StepFailed, Undetermined
from jobs.showing import Shown, showing
from jobs.steps import Result
from jobs.taking import Taking, fault, stale

GUARD: Final = 1.0
"""Seconds after which a written intent may not be acted on any more: this process stood still."""

READS: Final = 3
"""How often one asks for what cannot be told, before a person must."""

PAUSE: Final = 0.5
GLANCE: Final = 1.0


class Doing:
    """What an action is given; see ``commands.action.Doing``."""

    def __init__(self, action: Action, deadline: float, shown: Shown) -> None:
        self._action = action
        self._deadline = deadline
        self._shown = shown

    def seconds(self) -> float:
        left = self._deadline - asyncio.get_running_loop().time()
        if left > 0:
            return left
        raise OutsideError(
            kind=Kind.TIMEOUT,
            outcome=Outcome.NOT_SENT,
            source=self._action.side,
            doing=self._action.call.doing,
            detail="the time for it was over before it was sent",
        )

    async def tell(self, progress: Phrase) -> None:
        await self._shown.tell(progress)


class Acting:
    """Carries out the change that the job's step is about."""

    def __init__(self, taking: Taking, action: Action, world: World) -> None:
        self._taking = taking
        self._action = action
        self._world = world

    async def act(self) -> None:
        """Bring the step on by one attempt, and write down how it went."""
        if self._taking.step.intent is not None:
            await self._settle(say("The worker that made this change broke off."))
            return
        match await self._look(self._action.already):
            case Already(learned):
                await self._commit_done(Result.ALREADY, learned)
            case Unknown(why):
                await self._not_done(why, after=None)
            case Moved(seen):
                await self._stale(seen)
            case Not():
                self._taking.calling = True
                try:
                    await self._intend()
                finally:
                    self._taking.calling = False

    async def _intend(self) -> None:
        taking = self._taking
        loop = asyncio.get_running_loop()
        began = loop.time()
        milliseconds = round((GUARD + self._action.deadline) * 1000)
        deadline = await taking.store.witness(taking.held) + milliseconds
        await taking.commit(
            Intended(worker=taking.worker, deadline=deadline, fence=taking.held.fence)
        )
        if loop.time() - began > GUARD:
            held_up = say("This program was held up for too long, so nothing was sent.")
            await self._not_done(held_up, after=0.0)
        else:
            await self._send(loop.time() + self._action.deadline)

    async def _send(self, deadline: float) -> None:
        taking = self._taking
        try:
            async with (
                showing(taking.store, taking.held, taking.clock) as shown,
                asyncio.timeout_at(deadline),
            ):
                await self._action.do(self._world, Doing(self._action, deadline, shown))
        except OutsideError as error:
            await self._failed(error)
        except TimeoutError:
            await self._settle(_too_slow(self._action))
        except Exception as error:
            taking.log.exception("action.broke", action=self._action.name)
            await self._settle(fault(error))
        else:
            await self._read_back()

    async def _failed(self, error: OutsideError) -> None:
        taking = self._taking
        match error.outcome:
            case Outcome.NOT_SENT:
                await self._not_done(reason(error), after=error.retry_after)
            case Outcome.REFUSED:
                taking.log.warning("step.refused", step=taking.held.job.position, reason=str(error))
                await taking.commit(
                    StepFailed(worker=taking.worker, why=reason(error), result=Result.REFUSED)
                )
            case Outcome.UNKNOWN:
                await self._settle(reason(error))

    async def _read_back(self) -> None:
        """Look until it shows: what was accepted may take a moment to be seen everywhere."""
        while True:
            seen = await self._look(self._action.verify)
            if isinstance(seen, Already):
                await self._commit_done(Result.DONE, seen.learned)
                return
            if await self._is_over():
                break
            await self._taking.clock.sleep(PAUSE)
        why = say(
            "{side} accepted {call}, but reading it back does not show it.",
            side=self._action.side,
            call=self._action.call.doing,
        )
        if (detail := _told(seen)) is not None:
            why = listed((why, detail), " ")
        await self._taking.commit(Undetermined(worker=self._taking.worker, why=why))

    async def _settle(self, why: Phrase) -> None:
        """Find out by reading whether it was made, once nothing of it can be sent any more."""
        self._taking.calling = False
        while not await self._is_over():
            await self._taking.clock.sleep(min(GLANCE, self._action.deadline))
        for again in range(READS):
            match await self._look(self._action.verify):
                case Already(learned):
                    await self._commit_done(Result.DONE, learned)
                    return
                case Not():
                    await self._not_done(why, after=0.0)
                    return
                case Moved(seen):
                    why = seen
                    break
                case Unknown(why):
                    if again < READS - 1:
                        await self._taking.clock.sleep(GLANCE)
        await self._taking.commit(Undetermined(worker=self._taking.worker, why=why))

    async def _stale(self, seen: Phrase) -> None:
        """Stop before anything is sent: the plan that was approved is about something else."""
        await self._taking.commit(StepFailed(worker=self._taking.worker, why=stale(seen)))

    async def _is_over(self) -> bool:
        intent = self._taking.step.intent
        return intent is None or await self._taking.store.time() >= intent.deadline

    async def _look(self, ask: Callable[[World], Awaitable[Look]]) -> Look:
        try:
            async with asyncio.timeout(self._action.deadline):
                return await ask(self._world)
        except OutsideError as error:
            return Unknown(reason(error))
        except TimeoutError:
            return Unknown(_too_slow(self._action))
        except Exception as error:
            self._taking.log.exception("action.blind", action=self._action.name)
            return Unknown(fault(error))

    async def _commit_done(self, result: Result, learned: Mapping[str, str]) -> None:
        self._taking.log.info("step.done", step=self._taking.held.job.position, result=result.value)
        await self._taking.commit(Done(worker=self._taking.worker, result=result, learned=learned))

    async def _not_done(self, why: Phrase, *, after: float | None) -> None:
        self._taking.log.warning(
            "step.not_done", step=self._taking.held.job.position, reason=str(why)
        )
        await self._taking.commit(NotDone(worker=self._taking.worker, why=why, after=after))


def _told(seen: Not | Moved | Unknown) -> Phrase | None:
    return seen.why if isinstance(seen, Unknown) else seen.seen


def _too_slow(action: Action) -> Phrase:
    return say(
        "{side} did not answer {call} within {seconds} s.",
        side=action.side,
        call=action.call.doing,
        seconds=round(action.deadline),
    )
