"""What follows from an event, and the few moves that all rules share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from commands.phrases import Phrase, say
from jobs.entries import Entry, Kind
from jobs.people import Person
from jobs.record import Job, State
from jobs.steps import Result, Step, StepKind, StepState


@dataclass(frozen=True, kw_only=True)
class Change:
    """What follows: the next record, its journal entries, and when to look again by itself.

    ``job.head`` and ``job.entries`` are still those it was decided on; the store seals and counts.
    Without entries it is progress, which the journal does not keep.  It is written only
    if no other job holds any of ``locks``, which the job then holds until its end.
    """

    job: Job
    entries: tuple[Entry, ...] = ()
    wake: datetime | None = None
    locks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Nothing follows, and why."""

    why: Phrase


@dataclass(frozen=True, kw_only=True)
class Said:
    """One journal entry in the making: who did what, about the step under way."""

    kind: Kind
    by: Person | str
    details: Mapping[str, Any] = field(default_factory=dict)

    def of(self, job: Job, now: datetime) -> Entry:
        return Entry(kind=self.kind, at=now, by=self.by, step=job.position, details=self.details)


def step_of(job: Job) -> Step:
    return job.steps[job.position]


def under_way(job: Job, *kinds: StepKind) -> bool:
    """Tell whether the job's step has begun, and is of one of the kinds if any are given."""
    step = step_of(job)
    return step.state is StepState.RUNNING and (not kinds or step.kind in kinds)


def not_begun(job: Job) -> Refused:
    return Refused(say("Step {step} of job {job} is not under way.", step=job.number, job=job.id))


def with_step(job: Job, step: Step) -> Job:
    steps = (*job.steps[: job.position], step, *job.steps[job.position + 1 :])
    return replace(job, steps=steps)


def finished(job: Job, step: Step, now: datetime, told: Phrase | None = None) -> Job:
    """Go past a step: to the next, to the end, or to the cancel that waited for this."""
    step = replace(step, state=StepState.DONE, ended=now, intent=None, again=None, told=told)
    past = _past(with_step(job, step), now)
    if past.position == len(past.steps):
        return replace(past, state=State.DONE, ended=now, cancelling=None)
    return past if past.cancelling is None else cancelled(past, past.cancelling, now)


def failed(job: Job, step: Step, why: Phrase, now: datetime) -> Job:
    """End because of a step, or go past one that may fail; a cancel that waited for it ends it."""
    if step.may_fail and job.cancelling is None:
        return gone_past(job, replace(step, result=Result.REFUSED), why, now)
    step = replace(step, state=StepState.FAILED, ended=now, intent=None, again=None, told=None)
    ended = replace(with_step(job, step), state=State.FAILED, why=why, updated=now, ended=now)
    return ended if job.cancelling is None else cancelled(ended, job.cancelling, now)


def gone_past(job: Job, step: Step, why: Phrase, now: datetime) -> Job:
    """Go on after a step that may fail and did; a wait or a proof always follows one."""
    step = replace(step, state=StepState.FAILED, ended=now, intent=None, again=None, told=why)
    return _past(with_step(job, step), now)


def _past(job: Job, now: datetime) -> Job:
    """Go to the next step that is not over yet: behind a gate asked anew, changes may be."""
    at = job.position + 1
    while at < len(job.steps) and job.steps[at].state in {StepState.DONE, StepState.FAILED}:
        at += 1
    return replace(job, position=at, state=State.RUNNING, why=None, updated=now)


def cancelled(job: Job, by: Person, now: datetime, why: Phrase | None = None) -> Job:
    return replace(
        job,
        state=State.CANCELLED,
        why=why or say("Cancelled by {person}.", person=by.name),
        cancelling=None,
        updated=now,
        ended=now,
    )
