"""Waits for a time or a state; nobody works while they last."""

from dataclasses import replace
from datetime import datetime, timedelta

from jobs.change import Change, Refused, Said, finished, not_begun, step_of, under_way, with_step
from jobs.events import Came, Kind, Waits
from jobs.record import Job, State
from jobs.steps import StepKind, StepState, Wait

_WAITS = (StepKind.WAIT_UNTIL, StepKind.WAIT_FOR)


def waits(job: Job, event: Waits, now: datetime) -> Change | Refused:
    step = step_of(job)
    if step.kind not in _WAITS or step.state is not StepState.PENDING:
        return not_begun(job)
    wait = step.wait or Wait()
    until = wait.at or now + timedelta(seconds=wait.seconds)
    step = replace(step, state=StepState.RUNNING, started=now, wait=replace(wait, until=until))
    said = Said(kind=Kind.WAITS, by=event.worker, details={"until": until.isoformat()})
    after = replace(with_step(job, step), state=State.WAITING, updated=now)
    return Change(job=after, entries=(said.of(job, now),))


def came(job: Job, event: Came, now: datetime) -> Change | Refused:
    if not under_way(job, *_WAITS):
        return not_begun(job)
    wait = step_of(job).wait
    early = wait is not None and wait.until is not None and now < wait.until
    if early and step_of(job).kind is StepKind.WAIT_UNTIL:
        return not_begun(job)
    said = Said(kind=Kind.CAME, by=event.worker)
    return Change(job=finished(job, step_of(job), now), entries=(said.of(job, now),))


def is_over(job: Job, now: datetime) -> bool:
    """Tell whether the wait's time has come: for a state, the time to give it up."""
    wait = step_of(job).wait
    return wait is None or wait.until is None or now >= wait.until
