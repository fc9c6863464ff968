"""When a job is tried again: whether a decision behind it is too old, and is asked for anew.

Nothing is carried out on an approval of any age.  The approval of a gate holds for as long as the
gate would stay open, and where it is of no high risk for a day at least; after that the gate opens
once more, and what was waited for and proven behind it is waited for and proven again.  What was
changed stays as it is, and is not done twice.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from commands.gates import HIGH_RISK
from jobs.record import Job
from jobs.steps import DAY, Result, Step, StepKind, anew

_MADE = frozenset({Result.DONE, Result.ALREADY, Result.UNKNOWN})


def too_old(job: Job, now: datetime) -> int | None:
    """Give the place of the gate that a job that failed must pass again; ``None`` where none is.

    A gate behind which no change is left has nothing more to decide.
    """
    places = [at for at, step in enumerate(job.steps) if step.kind is StepKind.GATE]
    at = max((each for each in places if each < job.position), default=None)
    if at is None:
        return None
    until = min((each for each in places if each >= job.position), default=len(job.steps))
    if all(step.kind is not StepKind.DO for step in job.steps[job.position : until]):
        return None
    gate, decided = job.steps[at].gate, job.steps[at].ended
    if gate is None or decided is None:
        return None
    least = 0.0 if job.steps[at].subject in HIGH_RISK else DAY
    return None if now <= decided + timedelta(seconds=max(gate.seconds, least)) else at


def reopened(job: Job, at: int) -> Job:
    """Put a job back to its gate at that place; the record keeps what was changed behind it."""
    since = job.steps[at : job.position + 1]
    decided, *between, failed = since
    confirms = all(step.result not in _MADE for step in between)
    steps = (
        *job.steps[:at],
        _decided_before(anew(decided), decided.ended),
        *(_again(step, confirms=confirms) for step in between),
        afresh(failed),
        *job.steps[job.position + 1 :],
    )
    return replace(job, steps=steps, position=at)


def afresh(step: Step) -> Step:
    """Give the step that failed as it was planned; a gate asked anew stays one."""
    return _decided_before(anew(step), None if step.gate is None else step.gate.before)


def _decided_before(step: Step, at: datetime | None) -> Step:
    return replace(step, gate=None if step.gate is None else replace(step.gate, before=at))


def _again(step: Step, *, confirms: bool) -> Step:
    """Give a step between as it is to be met again.

    What the plan rests on can be compared only while the job itself has changed nothing of it.
    """
    if step.kind is StepKind.DO or (step.kind is StepKind.CONFIRM and not confirms):
        return step
    return anew(step)
