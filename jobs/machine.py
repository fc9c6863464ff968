"""What follows from what happens to a job: pure, the only place that decides it.

``change(job, event, now)`` gives the job's next record with the journal entries that say so, or
the reason why nothing follows.  It takes every event in every state; the rules are in
``jobs/rules``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from commands.request import Request
from jobs.change import Change, Refused, step_of
from jobs.entries import Entry, Kind
from jobs.events import (
    Approved,
    Barred,
    Begun,
    Came,
    Cancelled,
    Confirmed,
    Denied,
    Done,
    Event,
    Expired,
    Intended,
    NotDone,
    Opened,
    Outdated,
    PlanMade,
    Progress,
    Proven,
    Rejected,
    Reminded,
    Resumed,
    Retried,
    StepFailed,
    Undetermined,
    Undone,
    Waits,
)
from jobs.people import Conversation, Person
from jobs.plan import fingerprint, in_short, is_gated
from jobs.planned import Planned
from jobs.record import Job, State
from jobs.rules import deeds, ends, gates, plans, proofs, reminders, waits
from jobs.steps import Step, StepKind

__all__ = ["Change", "Refused", "change", "create", "wake"]

Rule = Callable[[Job, Any, datetime], Change | Refused]

RULES: Final[Mapping[type[Event], Rule]] = {
    Begun: proofs.begun,
    PlanMade: plans.made,
    Confirmed: plans.confirmed,
    Outdated: plans.outdated,
    Progress: proofs.progress,
    Proven: proofs.proven,
    StepFailed: proofs.step_failed,
    Intended: deeds.intended,
    Done: deeds.done,
    NotDone: deeds.not_done,
    Undetermined: deeds.undetermined,
    Resumed: deeds.resumed,
    Barred: deeds.barred,
    Opened: gates.opened,
    Approved: gates.approved,
    Rejected: gates.rejected,
    Denied: gates.denied,
    Expired: gates.expired,
    Waits: waits.waits,
    Reminded: reminders.reminded,
    Came: waits.came,
    Cancelled: ends.cancel,
    Retried: ends.retry,
    Undone: ends.undone,
}
_AFTER_THE_END: Final = (Denied, Retried, Undone)


def create(  # noqa: PLR0913  (all that a job is)
    request: Request,
    *,
    organisation: str,
    steps: Iterable[Step],
    requester: Person | None,
    conversation: Conversation | None,
    now: datetime,
    undoes: int | None = None,
    plan: Planned | None = None,
) -> Change:
    """Make a job that has all its steps before it; the store gives it its number.

    Raises:
        ValueError: There are no steps, or a change does not stand behind a gate.
    """
    planned = tuple(steps)
    if not planned:
        raise ValueError(f"a job needs steps, and `{request}` has none")
    if not is_gated(planned):
        raise ValueError(f"`{request}` would change something before anybody approved it")
    job = Job(
        id=0,
        organisation=organisation,
        request=request,
        requester=requester,
        conversation=conversation,
        state=State.RUNNING,
        steps=planned,
        fingerprint=fingerprint(planned),
        plan=plan,
        undoes=undoes,
        created=now,
        updated=now,
        version=0,
    )
    details = {
        "organisation": organisation,
        "request": request.to_json(),
        "steps": [in_short(step) for step in planned],
        "fingerprint": job.fingerprint,
        "conversation": None if conversation is None else vars(conversation),
    }
    return Change(
        job=job, entries=(Entry(kind=Kind.CREATED, at=now, by=requester, details=details),)
    )


def change(job: Job, event: Event, now: datetime) -> Change | Refused:
    """Decide what follows from an event; see the events for their meaning."""
    if job.state.ended and not isinstance(event, _AFTER_THE_END):
        return Refused(ends.has_ended(job))
    decided = RULES[type(event)](job, event, now)
    if isinstance(decided, Refused):
        return decided
    return replace(decided, wake=wake(decided.job, now))


def wake(job: Job, now: datetime) -> datetime | None:
    """Tell when a waiting job must be looked at though nothing happens; ``now`` is of the look."""
    if job.state is not State.WAITING:
        return None
    step = step_of(job)
    if step.again is not None:
        return step.again
    if step.kind is StepKind.GATE:
        return None if step.gate is None else step.gate.reminds or step.gate.expires
    if step.wait is None or step.wait.until is None:
        return None
    if step.kind is StepKind.WAIT_UNTIL:
        return step.wait.reminds or step.wait.until
    return min(step.wait.until, now + timedelta(seconds=step.wait.every))
