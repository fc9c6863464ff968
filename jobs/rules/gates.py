"""Decisions of people: bound to a plan's fingerprint and to one opening of one gate."""

from dataclasses import replace
from datetime import datetime, timedelta

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
from jobs.entries import Entry, Kind
from jobs.events import Approved, Denied, Expired, Opened, Rejected
from jobs.people import Person
from jobs.record import Job, State
from jobs.steps import Approval, Gate, StepKind, StepState


def opened(job: Job, event: Opened, now: datetime) -> Change | Refused:
    step = step_of(job)
    if step.kind is not StepKind.GATE or step.state is not StepState.PENDING or not event.nonce:
        return not_begun(job)
    gate = step.gate or Gate()
    gate = replace(gate, nonce=event.nonce, expires=now + timedelta(seconds=gate.seconds))
    step = replace(step, state=StepState.RUNNING, started=now, gate=gate)
    details = {"gate": step.subject, "nonce": event.nonce, "fingerprint": job.fingerprint}
    said = Said(kind=Kind.OPENED, by=event.worker, details=details)
    after = replace(with_step(job, step), state=State.WAITING, updated=now)
    return Change(job=after, entries=(said.of(job, now),))


def approved(job: Job, event: Approved, now: datetime) -> Change | Refused:
    """Count one person's yes once; with enough of them the job goes on."""
    found = _named(job, event, now)
    if isinstance(found, Refused):
        return found
    if event.by.is_same(job.requester):
        return Refused(say("Whoever asked for a job cannot approve it; somebody else must."))
    if any(each.by.is_same(event.by) for each in found.approvals):
        return Refused(say("You have approved this already; another person must."))
    gate = replace(found, approvals=(*found.approvals, Approval(by=event.by, at=now)))
    details = {"gate": event.gate, "nonce": event.nonce, "fingerprint": event.fingerprint}
    said = Said(kind=Kind.APPROVED, by=event.by, details=details)
    step = replace(step_of(job), gate=gate)
    if len(gate.approvals) < gate.needs:
        after = replace(with_step(job, step), updated=now)
    else:
        after = finished(job, step, now)
    return Change(job=after, entries=(said.of(job, now),))


def rejected(job: Job, event: Rejected, now: datetime) -> Change | Refused:
    found = _named(job, event, now)
    if isinstance(found, Refused):
        return found
    step = replace(step_of(job), state=StepState.FAILED, ended=now)
    after = replace(
        with_step(job, step),
        state=State.REFUSED,
        why=_refused_by(event),
        updated=now,
        ended=now,
    )
    details = {"gate": event.gate, "nonce": event.nonce, "fingerprint": event.fingerprint}
    if event.reason:
        details["reason"] = event.reason
    said = Said(kind=Kind.REJECTED, by=event.by, details=details)
    return Change(job=after, entries=(said.of(job, now),))


def denied(job: Job, event: Denied, now: datetime) -> Change | Refused:
    """Write down that somebody wanted to decide who may not; nothing else follows."""
    details = {"gate": event.gate, "nonce": event.nonce, "why": event.why.to_json()}
    entry = Entry(kind=Kind.DENIED, at=now, by=event.by, details=details)
    return Change(job=job, entries=(entry,))


def expired(job: Job, event: Expired, now: datetime) -> Change | Refused:
    """End as failed, so that a person can have the gate opened anew."""
    gate = step_of(job).gate
    if gate is None or not is_open_no_more(job, now):
        return not_begun(job)
    why = say("Nobody decided in time: {given} of {needed} approvals were given.",
              given=len(gate.approvals), needed=gate.needs)  # fmt: skip
    said = Said(kind=Kind.EXPIRED, by=event.worker, details={"gate": step_of(job).subject})
    return Change(job=failed(job, step_of(job), why, now), entries=(said.of(job, now),))


def is_open_no_more(job: Job, now: datetime) -> bool:
    """Tell whether the job stands at a gate whose time is over."""
    gate = step_of(job).gate
    return under_way(job, StepKind.GATE) and gate is not None and _is_over(gate, now)


def _refused_by(event: Rejected) -> Phrase:
    if not event.reason:
        return say("Refused by {person}.", person=event.by.name)
    return say("Refused by {person}: {reason}", person=event.by.name, reason=event.reason)


def _named(job: Job, event: Approved | Rejected, now: datetime) -> Gate | Refused:
    """Find the gate that a decision is about; anything but exactly this opening is refused."""
    step = step_of(job)
    gate = step.gate
    is_open = under_way(job, StepKind.GATE) and gate is not None and job.state is State.WAITING
    if not is_open or gate is None or (step.subject, gate.nonce) != (event.gate, event.nonce):
        return Refused(
            say("This decision of job {job} is not open: it was made, or is not due.", job=job.id)
        )
    if event.fingerprint != job.fingerprint:
        return Refused(say("The plan of job {job} is not the one you were shown.", job=job.id))
    if _is_over(gate, now):
        return Refused(say("The time to decide about job {job} is over.", job=job.id))
    return gate if _may_decide(event.by) else Refused(say("Nobody is known to have decided this."))


def _may_decide(by: Person) -> bool:
    return bool(by.tenant and by.id)


def _is_over(gate: Gate, now: datetime) -> bool:
    return gate.expires is not None and now >= gate.expires
