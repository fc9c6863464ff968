"""What follows from what happens to a job: pure, the only place that decides it.

``change(job, event, now)`` gives the job's next record with the journal entries that say so, or
the reason why nothing follows.  It takes every event in every state.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from commands.findings import Finding
from commands.phrases import Phrase, say
from commands.request import Request
from jobs.events import Begun, Cancelled, Entry, Event, Kind, Progress, Proven, StepFailed
from jobs.record import Conversation, Job, Person, State, Step, StepState


@dataclass(frozen=True, kw_only=True)
class Change:
    """What follows: the next record, its journal entries, and when to look again by itself.

    ``job.head`` and ``job.entries`` are still those it was decided on; the store seals and counts.
    Without entries it is progress, which the journal does not keep.
    """

    job: Job
    entries: tuple[Entry, ...] = ()
    wake: datetime | None = None


@dataclass(frozen=True)
class Refused:
    """Nothing follows, and why."""

    why: Phrase


def create(
    request: Request,
    *,
    organisation: str,
    steps: Iterable[Step],
    requester: Person | None,
    conversation: Conversation | None,
    now: datetime,
) -> Change:
    """Make a job that has all its steps before it; the store gives it its number.

    Raises:
        ValueError: There are no steps.
    """
    plan = tuple(steps)
    if not plan:
        raise ValueError(f"a job needs steps, and `{request}` has none")
    job = Job(
        id=0,
        organisation=organisation,
        request=request,
        requester=requester,
        conversation=conversation,
        state=State.RUNNING,
        steps=plan,
        created=now,
        updated=now,
        version=0,
    )
    details = {
        "organisation": organisation,
        "request": request.to_json(),
        "steps": [{"kind": step.kind.value, "subject": step.subject} for step in plan],
    }
    return Change(
        job=job, entries=(Entry(kind=Kind.CREATED, at=now, by=requester, details=details),)
    )


def change(job: Job, event: Event, now: datetime) -> Change | Refused:
    """Decide what follows from an event; see the events for their meaning."""
    if job.state.ended:
        return Refused(say("Job {job} has ended already ({state}).", job=job.id, state=job.state))
    match event:
        case Begun():
            return _begun(job, event, now)
        case Progress():
            return _progress(job, event, now)
        case Proven():
            return _proven(job, event, now)
        case StepFailed():
            return _failed(job, event, now)
        case Cancelled():
            return _cancelled(job, event, now)
        case _:
            assert_never(event)


def _begun(job: Job, event: Begun, now: datetime) -> Change | Refused:
    # Taken up again, a proof starts over: what its predecessor found is found anew.
    again = job.judged if _under_way(job) else ()
    step = replace(job.steps[job.position], state=StepState.RUNNING, started=now, ended=None)
    return Change(
        job=replace(
            _with_step(job, step),
            state=State.RUNNING,
            findings=_without(job.findings, again),
            judged=(),
            updated=now,
        ),
        entries=(Entry(kind=Kind.BEGUN, at=now, by=event.worker, step=job.position),),
    )


def _progress(job: Job, event: Progress, now: datetime) -> Change | Refused:
    if not _under_way(job):
        return _not_begun(job)
    if event.check in job.judged:
        return Refused(say("The check {check} has answered already.", check=event.check))
    return Change(
        job=replace(
            job,
            findings=(*job.findings, *event.findings),
            judged=(*job.judged, event.check),
            updated=now,
        )
    )


def _proven(job: Job, event: Proven, now: datetime) -> Change | Refused:
    if not _under_way(job):
        return _not_begun(job)
    answered = {finding.id for finding in event.findings}
    earlier = _without(job.findings, job.judged)
    step = replace(job.steps[job.position], state=StepState.DONE, ended=now)
    proven = replace(
        _with_step(job, step),
        position=job.position + 1,
        findings=(*(item for item in earlier if item.id not in answered), *event.findings),
        updated=now,
    )
    if proven.position == len(proven.steps):
        proven = replace(proven, state=State.DONE, ended=now)
    entry = Entry(
        kind=Kind.PROVEN,
        at=now,
        by=event.worker,
        step=job.position,
        details={
            "state": proven.state.value,
            "verdicts": {finding.id: finding.verdict.value for finding in event.findings},
        },
    )
    return Change(job=proven, entries=(entry,))


def _failed(job: Job, event: StepFailed, now: datetime) -> Change | Refused:
    if not _under_way(job):
        return _not_begun(job)
    step = replace(job.steps[job.position], state=StepState.FAILED, ended=now)
    entry = Entry(
        kind=Kind.FAILED,
        at=now,
        by=event.worker,
        step=job.position,
        details={"why": event.why.to_json()},
    )
    failed = replace(
        _with_step(job, step), state=State.FAILED, why=event.why, updated=now, ended=now
    )
    return Change(job=failed, entries=(entry,))


def _cancelled(job: Job, event: Cancelled, now: datetime) -> Change | Refused:
    why = say("Cancelled by {person}.", person=event.by.name)
    cancelled = replace(job, state=State.CANCELLED, why=why, updated=now, ended=now)
    return Change(job=cancelled, entries=(Entry(kind=Kind.CANCELLED, at=now, by=event.by),))


def _under_way(job: Job) -> bool:
    return job.steps[job.position].state is StepState.RUNNING


def _not_begun(job: Job) -> Refused:
    return Refused(
        say("Step {step} of job {job} is not under way.", step=job.position + 1, job=job.id)
    )


def _with_step(job: Job, step: Step) -> Job:
    steps = (*job.steps[: job.position], step, *job.steps[job.position + 1 :])
    return replace(job, steps=steps)


def _without(findings: Iterable[Finding], checks: Iterable[str]) -> tuple[Finding, ...]:
    """Drop what the checks found before: a check's newer answer replaces its older one."""
    again = tuple(checks)
    return tuple(
        finding
        for finding in findings
        if not any(finding.id == check or finding.id.startswith(f"{check}.") for check in again)
    )
