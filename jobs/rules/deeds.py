"""Changes outside: intended, then done, certainly not done, or for a person to settle."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from commands.phrases import say
from jobs.change import (
    Change,
    Refused,
    Said,
    cancelled,
    failed,
    finished,
    gone_past,
    not_begun,
    step_of,
    under_way,
    with_step,
)
from jobs.entries import Kind
from jobs.events import Barred, Done, Intended, NotDone, Resumed, Undetermined
from jobs.record import Job, State
from jobs.steps import Intent, Result, StepKind, StepState

BACKOFF: Final = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Seconds before each next attempt at what was certainly not done; after the last it fails."""


def intended(job: Job, event: Intended, now: datetime) -> Change | Refused:
    step = step_of(job)
    if not _at_work(job) or step.intent is not None:
        return not_begun(job)
    intent = Intent(at=now, deadline=event.deadline, worker=event.worker, fence=event.fence)
    details = {"action": step.action, "deadline": event.deadline, "fence": event.fence}
    said = Said(kind=Kind.INTENDED, by=event.worker, details=details)
    after = replace(with_step(job, replace(step, intent=intent)), updated=now)
    return Change(job=after, entries=(said.of(job, now),))


def done(job: Job, event: Done, now: datetime) -> Change | Refused:
    step = step_of(job)
    # What was sent has an intent; what was found so already must have none.
    if not _at_work(job) or (step.intent is None) != (event.result is Result.ALREADY):
        return not_begun(job)
    after = finished(job, replace(step, result=event.result), now)
    details: dict[str, Any] = {"result": event.result.value, "state": after.state.value}
    if event.learned:
        details["learned"] = dict(event.learned)
        after = replace(after, known={**after.known, **event.learned})
    said = Said(kind=Kind.DONE, by=event.worker, details=details)
    return Change(job=after, entries=(said.of(job, now),))


def not_done(job: Job, event: NotDone, now: datetime) -> Change | Refused:
    """Take the intent back and plan another attempt, or give up after too many."""
    if not _at_work(job):
        return not_begun(job)
    step = replace(step_of(job), intent=None, attempts=step_of(job).attempts + 1)
    said = Said(kind=Kind.NOT_DONE, by=event.worker, details={"why": event.why.to_json()})
    entries = (said.of(job, now),)
    if step.attempts > len(BACKOFF):
        return Change(job=failed(job, step, event.why, now), entries=entries)
    if job.cancelling is not None:
        idle = replace(step, state=StepState.PENDING)
        return Change(job=cancelled(with_step(job, idle), job.cancelling, now), entries=entries)
    pause = event.after
    if pause is None or 0 < pause < BACKOFF[step.attempts - 1]:
        pause = BACKOFF[step.attempts - 1]
    if pause == 0:
        return Change(job=replace(with_step(job, step), updated=now), entries=entries)
    step = replace(step, again=now + timedelta(seconds=pause), told=event.why)
    return Change(job=replace(with_step(job, step), state=State.WAITING, updated=now),
                  entries=entries)  # fmt: skip


def undetermined(job: Job, event: Undetermined, now: datetime) -> Change | Refused:
    """Wait for a person; a cancel that waited for this ends the job with what is known."""
    step = step_of(job)
    if not _at_work(job) or step.intent is None:
        return not_begun(job)
    said = Said(kind=Kind.UNDETERMINED, by=event.worker, details={"why": event.why.to_json()})
    entries = (said.of(job, now),)
    if job.cancelling is not None:
        return Change(job=left_unknown(job, now), entries=entries)
    if step.may_fail:
        unknown = replace(step, result=Result.UNKNOWN)
        return Change(job=gone_past(job, unknown, event.why, now), entries=entries)
    after = replace(with_step(job, replace(step, result=Result.UNKNOWN)),
                    state=State.WAITING, why=event.why, updated=now)  # fmt: skip
    return Change(job=after, entries=entries)


def left_unknown(job: Job, now: datetime) -> Job:
    """End a job that is being cancelled although nobody knows whether its change was made."""
    by = job.cancelling
    if by is None:
        raise ValueError(f"job {job.id} is not being cancelled")
    step = replace(step_of(job), state=StepState.FAILED, ended=now, intent=None, again=None,
                   told=None, result=Result.UNKNOWN)  # fmt: skip
    why = say("Cancelled by {person}. Whether step {step} took effect is not known.",
              person=by.name, step=job.number)  # fmt: skip
    return cancelled(with_step(job, step), by, now, why)


def resumed(job: Job, event: Resumed, now: datetime) -> Change | Refused:
    """Look again at what nobody could tell."""
    step = step_of(job)
    if not (job.state is State.WAITING and under_way(job, StepKind.DO) and step.again is None):
        return Refused(say("Job {job} does not wait for a person to look at it.", job=job.id))
    step = replace(step, result=None)
    after = replace(with_step(job, step), state=State.RUNNING, why=None, updated=now)
    return Change(job=after, entries=(Said(kind=Kind.RESUMED, by=event.by).of(job, now),))


def barred(job: Job, event: Barred, now: datetime) -> Change | Refused:
    """End before anything was sent: another job is changing the organisation."""
    if step_of(job).intent is not None:
        return not_begun(job)
    step = replace(step_of(job), state=StepState.FAILED, ended=now, again=None, told=None)
    after = replace(with_step(job, step), state=State.REFUSED, why=event.why, cancelling=None,
                    updated=now, ended=now)  # fmt: skip
    details = {"why": event.why.to_json()}
    said = Said(kind=Kind.BARRED, by=event.worker, details=details)
    return Change(job=after, entries=(said.of(job, now),))


def _at_work(job: Job) -> bool:
    return job.state is State.RUNNING and under_way(job, StepKind.DO)
