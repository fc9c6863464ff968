"""Waits for a time or a state; nobody works while they last."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from commands.phrases import Phrase, say
from jobs.change import (
    Change,
    Refused,
    Said,
    failed,
    finished,
    not_begun,
    step_of,
    under_way,
    with_step,
)
from jobs.entries import Kind
from jobs.events import Came, Waits
from jobs.record import Job, State
from jobs.steps import StepKind, StepState, Wait

_WAITS = (StepKind.WAIT_UNTIL, StepKind.WAIT_FOR)
_YEARS: Final = range(2000, 9000)
"""What comes before or after them is no time but a value that nobody has set, as .NET writes it."""


def waits(job: Job, event: Waits, now: datetime) -> Change | Refused:
    """Fix when the wait is over; without the time that it is for, the job fails and says so."""
    step = step_of(job)
    if step.kind not in _WAITS or step.state is not StepState.PENDING:
        return not_begun(job)
    wait = step.wait or Wait()
    until = _until(job, wait, now)
    if isinstance(until, Phrase):
        said = Said(kind=Kind.FAILED, by=event.worker, details={"why": until.to_json()})
        return Change(job=failed(job, step, until, now), entries=(said.of(job, now),))
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
    details = {"learned": dict(event.learned)} if event.learned else {}
    said = Said(kind=Kind.CAME, by=event.worker, details=details)
    after = finished(job, step_of(job), now, event.told)
    after = replace(after, known={**after.known, **event.learned})
    return Change(job=after, entries=(said.of(job, now),))


def is_over(job: Job, now: datetime) -> bool:
    """Tell whether the wait's time has come: for a state, the time to give it up."""
    wait = step_of(job).wait
    return wait is None or wait.until is None or now >= wait.until


def _until(job: Job, wait: Wait, now: datetime) -> datetime | Phrase:
    """Give when a wait that begins now is over; or say that its time is not known."""
    if not wait.named:
        return wait.at or now + timedelta(seconds=wait.seconds)
    told = job.known.get(wait.named)
    if told is None:
        return say("{name} is not known as a time: no step before this one has told it.",
                   name=wait.named)  # fmt: skip
    try:
        until = datetime.fromisoformat(told)
    except ValueError:
        until = None
    if until is None or until.tzinfo is None or until.year not in _YEARS:
        return say("{name} cannot be read as a time: {value}", name=wait.named, value=told)
    return until
