"""Waits for a time or a state; nobody works while they last."""

from dataclasses import replace
from datetime import datetime, timedelta

from commands.phrases import say
from jobs.change import Change, Refused, Said, finished, not_begun, step_of, under_way, with_step
from jobs.events import Came, Kind, Reminded, Waits
from jobs.record import Job, State
from jobs.steps import StepKind, StepState, Wait

_WAITS = (StepKind.WAIT_UNTIL, StepKind.WAIT_FOR)


def waits(job: Job, event: Waits, now: datetime) -> Change | Refused:
    step = step_of(job)
    if step.kind not in _WAITS or step.state is not StepState.PENDING:
        return not_begun(job)
    wait = step.wait or Wait()
    until = _named(job, wait) if wait.named else wait.at or now + timedelta(seconds=wait.seconds)
    if until is None:
        why = say("{name} is not known as a time: no step before this one has told it.",
                  name=wait.named)  # fmt: skip
        return Refused(why)
    step = replace(step, state=StepState.RUNNING, started=now, wait=replace(wait, until=until))
    said = Said(kind=Kind.WAITS, by=event.worker, details={"until": until.isoformat()})
    after = replace(with_step(job, step), state=State.WAITING, updated=now)
    return Change(job=after, entries=(said.of(job, now),))


def reminded(job: Job, event: Reminded, now: datetime) -> Change | Refused:
    """Note, once, that people are told of the end; a job whose time has come needs no telling."""
    step = step_of(job)
    due = step.wait.reminds if step.wait is not None else None
    begun = under_way(job, StepKind.WAIT_UNTIL)
    if not begun or step.wait is None or due is None or now < due or is_over(job, now):
        return not_begun(job)
    step = replace(step, wait=replace(step.wait, reminded=now))
    said = Said(kind=Kind.REMINDED, by=event.worker)
    after = replace(with_step(job, step), updated=now)
    return Change(job=after, entries=(said.of(job, now),))


def came(job: Job, event: Came, now: datetime) -> Change | Refused:
    if not under_way(job, *_WAITS):
        return not_begun(job)
    wait = step_of(job).wait
    early = wait is not None and wait.until is not None and now < wait.until
    if early and step_of(job).kind is StepKind.WAIT_UNTIL:
        return not_begun(job)
    said = Said(kind=Kind.CAME, by=event.worker)
    return Change(job=finished(job, step_of(job), now), entries=(said.of(job, now),))


def reminds(job: Job, now: datetime) -> bool:
    """Tell whether it is time to tell people that the wait is nearly over."""
    wait = step_of(job).wait
    due = None if wait is None else wait.reminds
    return due is not None and now >= due and not is_over(job, now)


def is_unknown(job: Job) -> bool:
    """Tell whether the job stands before a wait for a time that nothing has told."""
    wait = step_of(job).wait
    return wait is not None and bool(wait.named) and _named(job, wait) is None


def is_over(job: Job, now: datetime) -> bool:
    """Tell whether the wait's time has come: for a state, the time to give it up."""
    wait = step_of(job).wait
    return wait is None or wait.until is None or now >= wait.until


def _named(job: Job, wait: Wait) -> datetime | None:
    """Give the time that became known on the way; ``None`` when it did not, or is none."""
    try:
        found = datetime.fromisoformat(job.known[wait.named])
    except (KeyError, ValueError):
        return None
    return found if found.tzinfo is not None else None
