"""A wait on a card: for what, until when, and what comes after; and the reminder before its end."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import takewhile

from bot import gate_names
from bot.cards import by_hand, words
from bot.cards.elements import Element, container, cut, line, run, said, sentence
from bot.cards.replies import telling
from bot.cards.steps import names, planned
from bot.talk import Reply
from commands.book import Book
from commands.on_approvals import APPROVE
from commands.phrases import Phrase, render, say
from jobs.record import Job, State, Step, StepKind
from jobs.steps import StepState, Wait

_MINUTE = timedelta(minutes=1)
_HOURS = timedelta(hours=2)
"""From here on a length of time is told in hours."""


def under_way(job: Job) -> Wait | None:
    """Give the wait for a time or a state in which the job stands now."""
    if job.state is not State.WAITING or job.position >= len(job.steps):
        return None
    step = job.steps[job.position]
    waits = step.kind in {StepKind.WAIT_UNTIL, StepKind.WAIT_FOR}
    return step.wait if waits and step.state is StepState.RUNNING else None


def wait(job: Job, locale: str, now: datetime, book: Book) -> list[Element]:
    """Draw the wait that is under way; nothing while none is."""
    found = under_way(job)
    if found is None or found.until is None:
        return []
    step = job.steps[job.position]
    until = words.moment(found.until.astimezone(now.tzinfo))
    how = say("Waits until {time}.", time=until)
    if step.kind is StepKind.WAIT_FOR:
        how = say("Looks every {every}, until {time} at most.",
                  every=words.span(timedelta(seconds=found.every), locale), time=until)  # fmt: skip
    title = names(job, now.tzinfo).phrase(step.title, locale)
    inside = [
        line(run(render(title, locale), weight="bolder")),
        line(run(said(how, locale)), spacing="none"),
    ]
    typed = by_hand.first(planned(job), book, job.known)
    inside += [by_hand.drawn(typed[job.number], locale)] if job.number in typed else []
    inside += [sentence(then, locale, spacing="none") for then in _then(job, locale, now.tzinfo)]
    return [container(inside, style="emphasis", separator=True)]


def reminder(job: Job, locale: str, now: datetime, zone: tzinfo) -> tuple[str, Reply] | None:
    """Give what the thread is told before a wait ends, with what names it among all reminders.

    A text: a job has one card, and this is none.
    ``None`` while there is nothing to be reminded of, or not any more.
    """
    found = under_way(job)
    if found is None or found.until is None or found.reminded is None or now >= found.until:
        return None
    step = job.steps[job.position]
    ends = say(
        "“{step}” ends in {time} ({at}).",
        step=said(names(job, zone).phrase(step.title, locale), locale, 200),
        time=about(found.until - now, locale),
        at=words.moment(found.until.astimezone(zone)),
    )
    title = say("Job {job}: {request}.", job=job.id, request=cut(str(job.request), 120))
    sentences = (title, ends, *_then(job, locale, zone))
    key = f"reminded:{job.id}:{job.position}:{found.reminded.isoformat()}"
    return key, telling(sentences, locale)


def _then(job: Job, locale: str, zone: tzinfo | None) -> Sequence[Phrase]:
    """Say what comes after the wait, and what is to be decided before anything is changed."""
    # Behind a decision that was asked anew there are changes that were made before it.
    following: Sequence[Step] = [
        step
        for step in job.steps[job.position + 1 :]
        if step.state not in {StepState.DONE, StepState.FAILED}
    ]
    if not following:
        return ()
    first = following[0]
    if first.kind is StepKind.GATE:
        typed = gate_names.line_for(APPROVE, job, first.subject)
        return (say("Then {gate} is to be decided: {approve}", gate=first.subject, approve=typed),)
    title = said(names(job, zone).phrase(first.title, locale), locale, 200)
    then = say("Then: {step}.", step=title)
    untouched = takewhile(lambda step: step.kind is not StepKind.DO, following)
    gate = next((step.subject for step in untouched if step.kind is StepKind.GATE), None)
    if gate is None:
        return (then,)
    typed = gate_names.line_for(APPROVE, job, gate)
    return then, say("After that {gate} is to be decided: {approve}", gate=gate, approve=typed)


def about(left: timedelta, locale: str) -> str:
    """Give a length of time to the minute, or to the hour where it is long."""
    unit = timedelta(hours=1) if left >= _HOURS else _MINUTE
    return words.span(max(round(left / unit), 1) * unit, locale)
