"""Steps that wait, looked at when their time comes: nobody works on them in between."""

import asyncio
import secrets

from commands.action import Already, Condition, Look, Moved, Not, Unknown
from commands.book import NotInBook
from commands.look import reason
from commands.phrases import Phrase, say
from commands.ports import OutsideError, World
from jobs import machine
from jobs.events import Begun, Came, Expired, Opened, Reminded, Waits
from jobs.record import Forged, State, TooNew
from jobs.rules.gates import is_open_no_more
from jobs.rules.reminders import reminds
from jobs.rules.waits import is_over
from jobs.shape import Batch
from jobs.steps import Result, StepKind
from jobs.taking import CannotStep, Taking, fault, stale


async def begin(taking: Taking) -> None:
    """Open the gate or begin the wait that the job has come to."""
    if taking.step.kind is StepKind.GATE:
        await taking.commit(Opened(worker=taking.worker, nonce=secrets.token_hex(8)))
        return
    by_state = taking.step.kind is StepKind.WAIT_FOR
    # What may be over, or nearly, is looked at before it is put down.
    looks = by_state or (taking.step.wait is not None and taking.step.wait.remind > 0)
    await taking.commit(Waits(worker=taking.worker), keep=looks)
    if taking.held.job.state is State.FAILED:
        taking.log.warning("wait.not_begun", reason=str(taking.held.job.why))
    elif looks:
        await woken(taking)


async def woken(taking: Taking) -> None:
    """See whether what a waiting job waits for has come; otherwise put it down again."""
    step, now = taking.step, taking.clock.now()
    if step.again is not None and now >= step.again:
        await taking.commit(Begun(worker=taking.worker))
    elif step.kind is StepKind.GATE and is_open_no_more(taking.held.job, now):
        await taking.commit(Expired(worker=taking.worker))
    elif step.kind is StepKind.WAIT_UNTIL and is_over(taking.held.job, now):
        await taking.commit(Came(worker=taking.worker))
    elif reminds(taking.held.job, now):
        await taking.commit(Reminded(worker=taking.worker))
    elif step.kind is StepKind.WAIT_FOR:
        await look(taking)
    else:
        await _put_down(taking)


async def look(taking: Taking) -> None:
    """Read the state that is waited for once."""
    over = is_over(taking.held.job, taking.clock.now())
    condition = _condition(taking)
    seen = await _seen(taking, condition, taking.world())
    if isinstance(seen, Already):
        await taking.commit(Came(worker=taking.worker, learned=seen.learned, told=seen.seen))
        return
    if isinstance(seen, Moved):
        raise CannotStep(stale(seen.seen))
    told = seen.why if isinstance(seen, Unknown) else seen.seen
    if over:
        raise CannotStep(_given_up(taking, told))
    if told is not None:
        await _tell(taking, told)
    await _put_down(taking)


def _given_up(taking: Taking, told: Phrase | None) -> Phrase:
    """Say that the wait ends, and that what was changed before it stays."""
    job = taking.held.job
    made = sum(step.kind is StepKind.DO and step.result is Result.DONE for step in job.steps)
    if not made:
        return say("It did not come to be so in time; seen last: {seen}", seen=told or "-")
    return say(
        "It did not come to be so in time; seen last: {seen} What was changed before that stays "
        "({count}). Type {retry} to wait again.",
        seen=told or "-",
        count=made,
        retry=f"retry {job.id}",
    )


async def _seen(taking: Taking, condition: Condition, world: World) -> Look:
    try:
        async with asyncio.timeout(condition.deadline):
            return await condition.look(world)
    except OutsideError as error:
        return Unknown(reason(error))
    except TimeoutError:
        return Not(say("no answer within {seconds} s", seconds=round(condition.deadline)))
    except Exception as error:
        taking.log.exception("condition.broke", condition=condition.name)
        return Unknown(fault(error))


def _condition(taking: Taking) -> Condition:
    try:
        return taking.means.book.condition(taking.step.action or {}, taking.held.job.known)
    except NotInBook as error:
        raise CannotStep(
            say("This version does not know the condition `{name}`.", name=error.name)
        ) from error


async def _tell(taking: Taking, told: Phrase) -> None:
    """Show what was seen, if it is another thing than before."""
    try:
        known = await taking.store.job(taking.held.job.id)
    except (TooNew, Forged) as error:
        raise taking.held.does_not_hold(error) from error
    if known is not None and known.steps[taking.held.job.position].told == told:
        return
    news = Batch(at=taking.clock.now(), told=told)
    await taking.store.progress(taking.held, [news], after=taking.held.shown)


async def _put_down(taking: Taking) -> None:
    await taking.store.release(taking.held, wake=machine.wake(taking.held.job, taking.clock.now()))
