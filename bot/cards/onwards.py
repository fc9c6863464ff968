"""What can be typed next about a change: lines that the grammar takes, and that can succeed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot import gate_names
from bot.cards import steps
from commands import effective
from commands.book import Book
from commands.catalog import COMMANDS
from commands.findings import Console
from commands.on_approvals import APPROVE, REJECT
from commands.on_jobs import CANCEL, JOB, RETRY, UNDO
from commands.phrases import Phrase, listed, say
from commands.reading import HELP
from jobs.change import Refused
from jobs.plan import Approvals
from jobs.record import Job, State, StepKind
from jobs.undoing import plan

_CHECKS: Final = {each.suite: each.name for each in COMMANDS if each.suite}
"""What is typed to look at what a suite proves."""
_MOST: Final = 3
"""Commands of what stands in the way that are named; all of them stand with it on the card."""


def phrase(job: Job, book: Book, now: datetime) -> Phrase:
    """Say it for a job of which a plan is drawn."""
    if job.plan is not None and job.plan.shown:
        return say(
            "This is only shown. Type {request} to have it approved and carried out; {check} looks "
            "at how things are.",
            request=f"{job.steps[0].subject} {job.request.domain}",
            check=check(job),
        )
    if job.open_gate is not None:
        return say(
            "Type {approve} or {reject} with a reason; {cancel} ends it.",
            approve=gate_names.line(APPROVE, job),
            reject=gate_names.line(REJECT, job),
            cancel=f"{CANCEL.name} {job.id}",
        )
    if not job.state.ended:
        return say("{show} shows it here again; {cancel} ends it.",
                   show=f"{JOB.name} {job.id}", cancel=f"{CANCEL.name} {job.id}")  # fmt: skip
    if job.state is State.FAILED:
        return _failed(job, book, now)
    if _can_be_undone(job, book, now):
        return say("Type {undo} to plan the way back; {check} looks at it all.",
                   undo=f"{UNDO.name} {job.id}", check=check(job))  # fmt: skip
    return say("Type {check} to look at it all; {help} lists everything.",
               check=check(job), help=HELP)  # fmt: skip


def check(job: Job) -> str:
    """Give what can be typed to look at what the job proves at its end."""
    proven = [step.subject for step in job.steps if step.kind is StepKind.PROVE]
    return f"{_CHECKS.get(proven[-1] if proven else '', 'check oauth')} {job.request.domain}"


def _failed(job: Job, book: Book, now: datetime) -> Phrase:
    """Say how to go on: never with a new plan beside changes that were made already."""
    retry, request = f"{RETRY.name} {job.id}", _request(job, now)
    if job.plan is not None and any(each.blocks for each in job.plan.left):
        return _blocked(job, request)
    if steps.made(job):
        if _can_be_undone(job, book, now):
            return say("Type {retry} to go on from the step that failed, or {undo} to plan the way "
                       "back.", retry=retry, undo=f"{UNDO.name} {job.id}")  # fmt: skip
        return say("Type {retry} to go on from the step that failed; {check} looks at it all.",
                   retry=retry, check=check(job))  # fmt: skip
    if job.position < len(job.steps) and job.steps[job.position].kind is StepKind.CONFIRM:
        return say("Type {request} for a new plan; {check} looks at it all.",
                   request=request, check=check(job))  # fmt: skip
    return say(
        "Type {retry} to go on from the step that failed, or {request} for a new plan.",
        retry=retry, request=request,
    )  # fmt: skip


def _blocked(job: Job, request: str) -> Phrase:
    """Say what mends what stands in the way: the same request before that would stop again."""
    blocking = () if job.plan is None else (each for each in job.plan.left if each.blocks)
    chat = (each.command for each in blocking if each.command and each.console is Console.CHAT)
    commands = tuple(dict.fromkeys(chat))[:_MOST]
    if not commands:
        return say("When nothing stands in the way any more, type {request} again; {help} lists "
                   "everything.", request=request, help=HELP)  # fmt: skip
    if commands == (request,):
        return say("Type {request} for a new plan; {check} looks at it all.",
                   request=request, check=check(job))  # fmt: skip
    every = listed((say("{state}", state=each) for each in commands), ", ")
    return say("Type {commands} first; then {request} again, if it is still needed.",
               commands=every, request=request)  # fmt: skip


def _can_be_undone(job: Job, book: Book, now: datetime) -> bool:
    """Tell whether there is anything to put back, by planning it."""
    return not isinstance(plan(job, book, (), Approvals(), now), Refused)


def _request(job: Job, now: datetime) -> str:
    """Give what can be typed for a new plan.

    An undo is asked for by the job it undoes.  A time that is too near by now is left out.
    """
    if job.undoes is not None:
        return f"{UNDO.name} {job.undoes}"
    least = now + timedelta(hours=effective.LEAST)
    options = tuple(
        (name, value)
        for name, value in job.request.options
        if name != "effective" or effective.moment(value, now) >= least
    )
    return str(replace(job.request, options=options))
