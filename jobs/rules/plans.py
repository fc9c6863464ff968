"""Plans: made by a step of the job itself, shown, and seen to hold still once approved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from commands.phrases import say
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
from jobs.events import Confirmed, Outdated, PlanMade
from jobs.plan import fingerprint, in_short, is_gated
from jobs.record import Job, State
from jobs.steps import StepKind, StepState


def made(job: Job, event: PlanMade, now: datetime) -> Change | Refused:
    """Put the plan's steps behind the one that made it; or end, with why nothing follows."""
    if not under_way(job, StepKind.PLAN) or not is_gated(event.steps):
        return not_begun(job)
    job = replace(job, plan=event.plan, findings=event.findings, judged=())
    if event.why is not None and event.fails:
        after = failed(job, step_of(job), event.why, now)
    elif event.why is not None or event.plan.shown:
        after = replace(finished(job, step_of(job), now), why=event.why)
    else:
        steps = (*job.steps, *event.steps)
        print_ = fingerprint(event.steps, event.plan.basis)
        after = finished(replace(job, steps=steps, fingerprint=print_), step_of(job), now)
    said = Said(kind=Kind.PLANNED, by=event.worker, details=_details(event, after))
    return Change(job=after, entries=(said.of(job, now),))


def confirmed(job: Job, event: Confirmed, now: datetime) -> Change | Refused:
    if not under_way(job, StepKind.CONFIRM):
        return not_begun(job)
    said = Said(kind=Kind.CONFIRMED, by=event.worker)
    return Change(job=finished(job, step_of(job), now), entries=(said.of(job, now),))


OUTDATED: Final = say(
    "This plan was made by an earlier version of this program. Nothing was changed. Ask for a new "
    "plan."
)


def outdated(job: Job, event: Outdated, now: datetime) -> Change | Refused:
    """End a job whose plan another version of the program made, before anything was changed."""
    if not is_outdated(job, event.program):
        return not_begun(job)
    step = replace(step_of(job), state=StepState.FAILED, ended=now)
    after = replace(with_step(job, step), state=State.REFUSED, why=OUTDATED, updated=now, ended=now)
    said = Said(kind=Kind.OUTDATED, by=event.worker, details={"program": event.program})
    return Change(job=after, entries=(said.of(job, now),))


def is_outdated(job: Job, program: str) -> bool:
    """Tell whether a job waits at the first gate of a plan that another program made.

    Behind that gate it would be planned once more, and found to be another plan.
    """
    if job.open_gate is None or job.plan is None or job.plan.program == program:
        return False
    return [step.kind for step in job.steps[job.position + 1 :]][:1] == [StepKind.CONFIRM]


def _details(event: PlanMade, after: Job) -> Mapping[str, Any]:
    """Tell the journal all that was planned, as people will be asked about it."""
    details: dict[str, Any] = {
        "steps": [in_short(step) for step in event.steps or event.plan.shown],
        "only": bool(event.plan.shown),
    }
    if after.state is State.RUNNING:
        details["fingerprint"] = after.fingerprint
    if event.why is not None:
        details["why"] = event.why.to_json()
    return details
