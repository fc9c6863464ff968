"""What a job's thread is told without being asked: a time that comes, a decision, an end.

Teams tells nobody that a card was edited, so a sentence stands beside the card where nobody can be
expected to look at it: after a wait.  It is posted once for each thing; see ``bot.reminding``.
"""

from datetime import datetime, timedelta, tzinfo
from itertools import takewhile
from typing import Final

from bot import gate_names
from bot.cards import gate as decisions
from bot.cards import lingering, waiting, words
from bot.cards.elements import cut, said
from bot.cards.replies import telling
from bot.cards.steps import names
from bot.talk import Reply
from commands.book import Book
from commands.catalog import BOOK
from commands.on_approvals import APPROVE, REJECT
from commands.on_jobs import RESUME, RETRY
from commands.phrases import Phrase, Value, say
from jobs.record import Job, State, Step, StepKind
from jobs.rules.plans import OUTDATED
from jobs.steps import Result

LATE: Final = timedelta(days=7)
"""Nobody is told of an end so long ago any more."""
_WAITS: Final = frozenset({StepKind.WAIT_FOR, StepKind.WAIT_UNTIL})

Reminder = tuple[str, Reply]
"""What is told, behind what names it among all reminders."""


def reminder(
    job: Job, locale: str, now: datetime, zone: tzinfo, book: Book = BOOK
) -> Reminder | None:
    """Give what the thread is to be told now; ``None`` while that is nothing."""
    now = now.astimezone(zone)
    if job.open_gate is not None:
        return _of_gate(job, job.open_gate, locale, now, book)
    if job.why == OUTDATED:
        return f"outdated:{job.id}", telling([_outdated(job)], locale)
    if job.stopped:
        return _of_stop(job, locale)
    if job.state is State.FAILED:
        return _of_failure(job, locale, now, book)
    if job.state is State.WAITING and job.steps[job.position].result is Result.UNKNOWN:
        return _of_doubt(job, job.steps[job.position], locale, now.tzinfo)
    return waiting.reminder(job, locale, now, zone)


def _of_gate(job: Job, step: Step, locale: str, now: datetime, book: Book) -> Reminder | None:
    """Tell of a decision that came after a wait or is asked anew, or that closes after long."""
    gate = step.gate
    if gate is None or gate.expires is None or now >= gate.expires:
        return None
    told: dict[str, Value] = {
        "job": job.id,
        "gate": step.subject,
        "approve": gate_names.line(APPROVE, job),
        "reject": gate_names.line(REJECT, job),
        "time": words.moment(gate.expires.astimezone(now.tzinfo)),
    }
    why = decisions.again(gate, locale, now.tzinfo)
    so_far = (*why, *lingering.meanwhile(job, book, now))
    if gate.reminded is not None:
        left = waiting.about(gate.expires - now, locale)
        closing = words.filled(_CLOSES, left=left, **told)
        return f"closes:{job.id}:{gate.nonce}", telling([closing, *so_far], locale)
    if not why and not _is_unwatched(job):
        return None
    opened = words.filled(_OPENED, **told)
    return f"opened:{job.id}:{gate.nonce}", telling([opened, *so_far], locale)


_OPENED: Final = say(
    "Job {job} needs a decision: {gate}. Type {approve} or {reject}, until {time}."
)
_CLOSES: Final = say(
    "Job {job} still needs a decision, and its time ends in {left}: {gate}. Type {approve} or "
    "{reject}, until {time}."
)


def _of_failure(job: Job, locale: str, now: datetime, book: Book) -> Reminder | None:
    """Tell of an end that nobody was there to see."""
    at = job.position
    if job.ended is None or now >= job.ended + LATE or at >= len(job.steps):
        return None
    if not _is_unwatched(job):
        return None
    told = [say("Job {job}: {request}.", job=job.id, request=cut(str(job.request), 120))]
    told.append(_failed(job, job.steps[at], locale, now.tzinfo))
    told += lingering.after_end(job, book, now)
    return f"failed:{job.id}:{at}:{job.ended.isoformat()}", telling(told, locale)


def _outdated(job: Job) -> Phrase:
    return say(
        "Job {job} is over: an earlier version of this program made its plan, and nothing was "
        "changed. Type {request} for a new plan.",
        job=job.id,
        request=cut(str(job.request), 120),
    )


def _of_stop(job: Job, locale: str) -> Reminder | None:
    """Tell of a job whose record was not what its journal says, whoever watches."""
    told = [] if job.why is None else [job.why]
    return f"stopped:{job.id}", telling(told, locale)


def _of_doubt(job: Job, step: Step, locale: str, zone: tzinfo | None) -> Reminder | None:
    """Tell of a change that a person must look at, where nobody can be expected to watch."""
    if not _is_unwatched(job):
        return None
    told = say(
        "Job {job} needs somebody: whether “{step}” took effect cannot be told. {why} When you "
        "have looked, type {resume}.",
        job=job.id,
        step=said(names(job, zone).phrase(step.title, locale), locale, 200),
        why="-" if job.why is None else said(job.why, locale, 400),
        resume=f"{RESUME.name} {job.id}",
    )
    return f"doubt:{job.id}:{job.position}:{job.updated.isoformat()}", telling([told], locale)


def _failed(job: Job, step: Step, locale: str, zone: tzinfo | None) -> Phrase:
    retry = f"{RETRY.name} {job.id}"
    if step.kind is StepKind.GATE:
        return say("Nobody decided about {gate} in time, so the job has ended. Type {retry} to "
                   "open the decision anew.", gate=step.subject, retry=retry)  # fmt: skip
    return say(
        "It failed while nobody was there, at “{step}”: {why} Type {retry} to go on from there.",
        step=said(names(job, zone).phrase(step.title, locale), locale, 200),
        why="-" if job.why is None else said(job.why, locale, 400),
        retry=retry,
    )


def _is_unwatched(job: Job) -> bool:
    """Tell whether the job has come where it stands by a wait, and by no decision since."""
    if job.steps[job.position].kind in _WAITS:
        return True
    since = takewhile(
        lambda step: step.kind is not StepKind.GATE, reversed(job.steps[: job.position])
    )
    return any(step.kind in _WAITS for step in since)
