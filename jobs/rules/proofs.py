"""Steps that are begun and proven: the beginning of any step's work, and what checks found."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from commands.amounts import findings
from commands.findings import Finding, Verdict
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
from jobs.events import Begun, Progress, Proven, StepFailed
from jobs.record import Job, State
from jobs.steps import Result, StepKind, StepState

_WORK = (StepKind.PLAN, StepKind.CONFIRM, StepKind.PROVE, StepKind.DO)


def begun(job: Job, event: Begun, now: datetime) -> Change | Refused:
    """Take up a proof or a change, for the first time or again."""
    step = step_of(job)
    if step.kind not in _WORK or (job.state is State.WAITING and step.again is None):
        return not_begun(job)
    if step.again is not None and now < step.again:
        return not_begun(job)
    # Taken up again, a proof starts over: what its predecessor found is found anew.
    again = job.judged if under_way(job, StepKind.PROVE) else ()
    step = replace(step, state=StepState.RUNNING, started=now, ended=None, again=None, told=None)
    return Change(
        job=replace(
            with_step(job, step),
            state=State.RUNNING,
            findings=_without(job.findings, again),
            judged=(),
            updated=now,
        ),
        entries=(Said(kind=Kind.BEGUN, by=event.worker).of(job, now),),
        locks=(job.organisation, *event.locks) if step.kind is StepKind.DO else (),
    )


def progress(job: Job, event: Progress, now: datetime) -> Change | Refused:
    if not under_way(job, StepKind.PROVE):
        return not_begun(job)
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


def proven(job: Job, event: Proven, now: datetime) -> Change | Refused:
    """Go on; unless a change lies ahead and the proof says that something is not as it should."""
    if not under_way(job, StepKind.PROVE):
        return not_begun(job)
    answered = {finding.id for finding in event.findings}
    earlier = _without(job.findings, job.judged)
    job = replace(
        job,
        findings=(*(item for item in earlier if item.id not in answered), *event.findings),
        judged=job.judged if job.position + 1 == len(job.steps) else (),
    )
    bad = sum(each.verdict in {Verdict.FAIL, Verdict.UNKNOWN} for each in event.findings)
    ahead = any(step.kind is StepKind.DO for step in job.steps[job.position :])
    if bad and ahead:
        why = say(
            "The proof failed ({findings}), so nothing further is changed.", findings=findings(bad)
        )
        after = failed(job, step_of(job), why, now)
    else:
        after = finished(job, step_of(job), now)
    details = {
        "state": after.state.value,
        "verdicts": {finding.id: finding.verdict.value for finding in event.findings},
    }
    said = Said(kind=Kind.PROVEN, by=event.worker, details=details)
    return Change(job=after, entries=(said.of(job, now),))


def step_failed(job: Job, event: StepFailed, now: datetime) -> Change | Refused:
    if not under_way(job):
        return not_begun(job)
    step = step_of(job)
    if step.intent is not None and event.result is not Result.REFUSED:
        return not_begun(job)  # what may have been sent is settled by reading, not given up
    step = replace(step, result=event.result)
    details: dict[str, Any] = {"why": event.why.to_json()}
    if event.result is not None:
        details["result"] = event.result.value
    said = Said(kind=Kind.FAILED, by=event.worker, details=details)
    return Change(job=failed(job, step, event.why, now), entries=(said.of(job, now),))


def _without(findings: Iterable[Finding], checks: Iterable[str]) -> tuple[Finding, ...]:
    """Drop what the checks found before: a check's newer answer replaces its older one."""
    again = tuple(checks)
    return tuple(
        finding
        for finding in findings
        if not any(finding.id == check or finding.id.startswith(f"{check}.") for check in again)
    )
