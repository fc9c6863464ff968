"""A job's end and what may still happen after it: cancelled, tried again, undone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from commands.phrases import Phrase, say
from jobs.change import Change, Refused, cancelled, step_of, with_step
from jobs.entries import Entry, Kind
from jobs.events import Cancelled, Retried, Undone
from jobs.record import Job, State
from jobs.rules.deeds import left_unknown
from jobs.rules.reopening import afresh, reopened, too_old
from jobs.steps import Result, Step, StepState


def cancel(job: Job, event: Cancelled, now: datetime) -> Change | Refused:
    """End at once, or as soon as it is known whether the change under way was made."""
    if job.cancelling is not None:
        return Refused(say("Job {job} is being cancelled already: its call under way is awaited.",
                           job=job.id))  # fmt: skip
    if step_of(job).intent is None:
        entry = Entry(kind=Kind.CANCELLED, at=now, by=event.by)
        return Change(job=cancelled(job, event.by, now), entries=(entry,))
    wanted = replace(job, cancelling=event.by, updated=now)
    if job.state is State.RUNNING:
        return Change(job=wanted, entries=(Entry(kind=Kind.CANCELLING, at=now, by=event.by),))
    # It waits for a person because nobody could tell; this person does not want to wait for it.
    entry = Entry(kind=Kind.CANCELLED, at=now, by=event.by)
    return Change(job=left_unknown(wanted, now), entries=(entry,))


def retry(job: Job, event: Retried, now: datetime) -> Change | Refused:
    """Go on from the step that failed, as if it had never begun; or from a gate before it."""
    if job.state is not State.FAILED:
        return Refused(_cannot_retry(job))
    if job.stopped:
        return Refused(
            say("Job {job} was stopped because its record did not hold; ask for it again.",
                job=job.id)
        )  # fmt: skip
    old = step_of(job)
    at = too_old(job, now)
    behind = with_step(job, afresh(old)) if at is None else reopened(job, at)
    judged = job.judged if old.state is StepState.FAILED else ()
    findings = tuple(
        each
        for each in job.findings
        if not any(each.id == check or each.id.startswith(f"{check}.") for check in judged)
    )
    after = replace(
        behind,
        state=State.RUNNING,
        findings=findings,
        judged=(),
        why=None,
        retried=event.key,
        updated=now,
        ended=None,
    )
    details = {} if at is None else _decided(job.steps[at])
    entry = Entry(kind=Kind.RETRIED, at=now, by=event.by, step=job.position, details=details)
    return Change(job=after, entries=(entry,))


def _decided(step: Step) -> Mapping[str, str]:
    """Say which decision is asked anew: its gate, the opening that was approved, and when."""
    nonce = "" if step.gate is None else step.gate.nonce
    decided = "" if step.ended is None else step.ended.isoformat()
    return {"reopens": step.subject, "nonce": nonce, "approved": decided}


def undone(job: Job, event: Undone, now: datetime) -> Change | Refused:
    if not job.state.ended or job.state is State.UNDONE:
        return Refused(say("Job {job} cannot be marked as undone.", job=job.id))
    made = len(tuple(changed(job)))
    why = say("Undone by job {job}.", job=event.job)
    if event.left:
        why = say("Undone by job {job} as far as it can be: {undone} of {made} changes.",
                  job=event.job, undone=made - event.left, made=made)  # fmt: skip
    after = replace(job, state=State.UNDONE, why=why, updated=now)
    entry = Entry(kind=Kind.UNDONE, at=now, by=event.worker, details={"undone_by": event.job})
    return Change(job=after, entries=(entry,))


def changed(job: Job) -> Iterator[Step]:
    """Give the changes that the job made, or may have made; not what it found so already."""
    return filter(was_made, job.steps)


def is_so(step: Step) -> bool:
    """Tell whether a step's change was made, may have been, or was found made."""
    return step.result not in {None, Result.REFUSED}


def was_made(step: Step) -> bool:
    """Tell whether the job made this change, or may have made it."""
    return step.result in {Result.DONE, Result.UNKNOWN}


def has_ended(job: Job) -> Phrase:
    """Say that a job has ended already, and how."""
    match job.state:
        case State.DONE:
            return say("Job {job} has ended already: it is done.", job=job.id)
        case State.FAILED:
            return say("Job {job} has ended already: it failed.", job=job.id)
        case State.REFUSED:
            return say("Job {job} has ended already: it was refused.", job=job.id)
        case State.CANCELLED:
            return say("Job {job} has ended already: it was cancelled.", job=job.id)
        case State.UNDONE:
            return say("Job {job} has ended already: it was undone.", job=job.id)
        case State.RUNNING | State.WAITING:
            raise ValueError(f"job {job.id} has not ended")
        case _:
            assert_never(job.state)


def _cannot_retry(job: Job) -> Phrase:
    match job.state:
        case State.RUNNING | State.WAITING:
            return say("Job {job} has not ended, so there is nothing to try again.", job=job.id)
        case State.FAILED:
            raise ValueError(f"job {job.id} can be tried again")
        case State.DONE:
            return say("Job {job} is done, so there is nothing to try again.", job=job.id)
        case State.REFUSED:
            return say("Job {job} was refused; give the request anew.", job=job.id)
        case State.CANCELLED:
            return say("Job {job} was cancelled; give the request anew.", job=job.id)
        case State.UNDONE:
            return say("Job {job} was undone; give the request anew.", job=job.id)
        case _:
            assert_never(job.state)
