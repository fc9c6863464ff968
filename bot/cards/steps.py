"""The steps of a plan, a line each: how far each is, and all about a change that is touched."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from datetime import tzinfo
from typing import Final

from bot.cards import by_hand as typed
from bot.cards import deed, words
from bot.cards.elements import Element, line, opening, run, said
from bot.cards.names import Names
from bot.cards.row import row
from bot.cards.sealing import Sealing
from commands.book import Book
from commands.phrases import Phrase, listed, render, say
from jobs.record import Job, State, Step, StepKind
from jobs.rules.ends import changed
from jobs.steps import Result, StepState

_MOST: Final = 700
"""Characters of a call on the card; the pages have it whole."""


def planned(job: Job) -> Sequence[Step]:
    """Give the steps that people see and count: those of the plan, also where it is only shown."""
    return job.plan.shown if job.plan is not None and job.plan.shown else job.plain_steps


def names(job: Job, zone: tzinfo | None) -> Names:
    """Give what the plan's names stand for; times in ``zone``."""
    return Names(steps=planned(job), known=job.known, zone=zone)


def near(job: Job) -> frozenset[int]:
    """Give the numbers of the steps up to the next decision: what is approved, or done, now."""
    at = 0 if job.plan is not None and job.plan.shown else max(job.number - 1, 0)
    found: list[int] = []
    for number, step in enumerate(planned(job)[at:], start=at + 1):
        if found and step.kind is StepKind.GATE:
            break
        found.append(number)
    return frozenset(found)


def rows(
    job: Job, locale: str, zone: tzinfo | None, book: Book, *, detailed: Container[int]
) -> list[Element]:
    """Draw the steps; those of the numbers in ``detailed`` open when they are touched."""
    drawn: list[Element] = []
    called = names(job, zone)
    for number, step, lines in _numbered(job, locale, zone, book, most=200, short=True):
        found = deed.Deed.of(step, book, job.known) if number in detailed else None
        if found is None:
            drawn += lines
            continue
        title = render(called.phrase(step.title, locale), locale)
        inside = deed.lines(found, called, locale, _MOST)
        drawn += opening(f"step-{number}", title, lines, inside, opened=False)
    return drawn


def whole(job: Job, locale: str, zone: tzinfo | None, book: Book) -> list[list[Element]]:
    """Draw each step with all about it: a block that stays together on its page."""
    blocks: list[list[Element]] = []
    called = names(job, zone)
    for _, step, lines in _numbered(job, locale, zone, book, most=600):
        found = deed.Deed.of(step, book, job.known)
        inside = [] if found is None else deed.lines(found, called, locale, 6000)
        blocks.append([{**lines[0], "separator": True}, *lines[1:], *inside])
    return blocks


def _numbered(
    job: Job, locale: str, zone: tzinfo | None, book: Book, *, most: int, short: bool = False
) -> Iterator[tuple[int, Step, list[Element]]]:
    """Give each step with its number and its lines, without what is inside.

    With ``short`` without what the card says above of the decision that is open.
    """
    called = names(job, zone)
    sealing = Sealing.of(planned(job), book, job.known)
    by_hand = typed.first(planned(job), book, job.known)
    for number, step in enumerate(planned(job), start=1):
        # The whole question of an open gate stands where it is decided.
        is_asked = short and step is job.open_gate
        title = called.phrase(step.title, locale)
        if is_asked:
            title = say("Decision: {gate}", gate=step.subject)
        lines = [row(step, number, title, locale, zone, most), *deed.told(step, locale)]
        if (until := _until(step, called, locale)) is not None:
            lines.append(line(run(said(until, locale), isSubtle=True), spacing="none"))
        if sealing is not None and sealing.gate == number and not is_asked:
            lines.append(line(run(sealing.text(locale), isSubtle=True), spacing="none"))
        # While it is waited for, it stands where the card says so.
        if number in by_hand and not (short and step.state is StepState.RUNNING):
            lines.append(typed.drawn(by_hand[number], locale))
        yield number, step, lines


def _until(step: Step, called: Names, locale: str) -> Phrase | None:
    """Say until when a wait is that ends at a time which a step before it tells."""
    if step.wait is None or not step.wait.named:
        return None
    return say("until {time}", time=called.time(step.wait.named, locale))


def counted(job: Job, locale: str) -> str:
    """Say how many of the changes were made; of those of a job that is done, what became of all."""
    results = Counter(step.result for step in planned(job) if step.kind is StepKind.DO)
    total = results.total()
    already, unmade = results[Result.ALREADY], results[Result.REFUSED]
    if job.state not in {State.DONE, State.UNDONE} or made(job) + already + unmade < total:
        return said(say("{made} of {count} changes made", made=made(job), count=total), locale)
    told = [_number(_MADE, made(job))]
    told += [_number(_ALREADY, already)] if already else []
    told += [_number(_UNMADE, unmade)] if unmade else []
    return render(listed(told, ", "), locale)


_MADE: Final = (say("1 change made"), say("{count} changes made"))
_ALREADY: Final = (say("1 was already so"), say("{count} were already so"))
_UNMADE: Final = (say("1 could not be made"), say("{count} could not be made"))
"""Of one, and of several."""


def _number(phrases: tuple[Phrase, Phrase], count: int) -> Phrase:
    one, many = phrases
    return one if count == 1 else words.filled(many, count=count)


def made(job: Job) -> int:
    """Count the changes that were made, or may have been."""
    return len(tuple(changed(job)))
