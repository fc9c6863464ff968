"""Reminders: that people are told, once, that a wait or the time to decide is nearly over."""

from dataclasses import replace
from datetime import datetime

from jobs.change import Change, Refused, Said, not_begun, step_of, under_way, with_step
from jobs.entries import Kind
from jobs.events import Reminded
from jobs.record import Job
from jobs.rules import gates, waits
from jobs.steps import StepKind


def reminded(job: Job, event: Reminded, now: datetime) -> Change | Refused:
    """Note, once, that people are told of the end; a job whose time has come needs no telling."""
    if not reminds(job, now):
        return not_begun(job)
    step = step_of(job)
    if step.gate is not None:
        step = replace(step, gate=replace(step.gate, reminded=now))
    elif step.wait is not None:
        step = replace(step, wait=replace(step.wait, reminded=now))
    said = Said(kind=Kind.REMINDED, by=event.worker)
    after = replace(with_step(job, step), updated=now)
    return Change(job=after, entries=(said.of(job, now),))


def reminds(job: Job, now: datetime) -> bool:
    """Tell whether it is time to tell people that the wait, or the gate, is nearly over."""
    step = step_of(job)
    due, is_over = None, True
    if under_way(job, StepKind.GATE) and step.gate is not None:
        due, is_over = step.gate.reminds, gates.is_open_no_more(job, now)
    elif under_way(job, StepKind.WAIT_UNTIL) and step.wait is not None:
        due, is_over = step.wait.reminds, waits.is_over(job, now)
    return due is not None and now >= due and not is_over
