"""The list of jobs: what is under way or waits, and what ended last.

Pure: the same jobs give the same card.  However many there are and whatever their names hold, the
card stays below ``MOST_BYTES`` and says how many it leaves out.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import Final

from bot import gate_names
from bot.cards import words
from bot.cards.elements import (
    MOST_BYTES,
    Element,
    card,
    code,
    container,
    cut,
    heading,
    line,
    run,
    said,
    sentence,
    size,
)
from bot.cards.steps import names
from bot.cards.unread import cannot_show
from bot.talk import Reply
from commands.on_approvals import APPROVE
from commands.on_jobs import RESUME
from commands.phrases import Phrase, render, say
from jobs.record import Job, State, StepKind
from jobs.steps import Result

Zone = Callable[[str], tzinfo]
"""Gives an organisation's time zone by its name."""
SIZES: Final = (25, 15, 8, 4, 1)
"""Rows of each list, from what is wanted to what always fits."""


def listing(
    opened: Sequence[Job],
    ended: Sequence[Job],
    *,
    domain: str,
    zone: Zone,
    locale: str,
    unread: tuple[int, ...] = (),
) -> Reply:
    """List jobs, newest first.

    Args:
        opened: Those under way or waiting.
        ended: The last ones that ended.
        domain: What was asked about; empty for all.
        zone: The clocks that the times are shown by.
        locale: The reader's language.
        unread: The numbers of those that cannot be read here.
    """
    title = render(_title(domain), locale)
    count = len(opened)
    summary = render(say("{count} under way or waiting.", count=count), locale)

    def drawn(most: int) -> Element:
        body = [heading(title), line(run(summary, weight="bolder"), spacing="small")]
        body += cannot_show(unread, locale)
        body += rows(opened, most, zone, locale)
        if ended:
            label = render(say("Ended last:"), locale)
            body.append(line(run(label, weight="bolder"), separator=True, spacing="medium"))
            body += rows(ended, most, zone, locale)
        body.append(_next(opened, ended, locale))
        return card(body, summary=f"{title}: {summary}")

    return Reply(summary=f"{title}: {summary}", card=fitting(drawn))


def fitting(drawn: Callable[[int], Element]) -> Element:
    """Draw with as many rows as fit into a card."""
    cards = (drawn(most) for most in SIZES)
    smallest: Element = {}
    for smallest in cards:
        if size(smallest) <= MOST_BYTES:
            break
    return smallest


def rows(jobs: Sequence[Job], most: int, zone: Zone, locale: str) -> list[Element]:
    """Draw a row for each of the first jobs, and how many there are more."""
    drawn = [_row(job, zone(job.organisation), locale) for job in jobs[:most]]
    if (left := len(jobs) - most) > 0:
        drawn.append(line(run(said(say("… and {count} more", count=left), locale))))
    return drawn


def _row(job: Job, zone: tzinfo, locale: str) -> Element:
    state = f"{words.STATE_SYMBOLS[job.state]} {said(words.STATES[job.state], locale)}"
    lines = [
        line(
            code(f"job {job.id}", weight="bolder"),
            run(f"  {state}  ", weight="bolder"),
            run(cut(str(job.request), 120)),
        ),
        line(run(_when(job, zone, locale), isSubtle=True, size="small"), spacing="none"),
    ]
    lines += _awaited(job, zone, locale)
    if runs := found(job, locale):
        lines.append(line(*runs[1:], spacing="none"))
    return container(lines, spacing="small")


def _awaited(job: Job, zone: tzinfo, locale: str) -> list[Element]:
    """Say what a waiting job waits for, and what people can type where it is for them."""
    if job.state is not State.WAITING or job.position >= len(job.steps):
        return []
    if (gate := job.open_gate) is not None:
        typed = gate_names.line_for(APPROVE, job, gate.subject)
        return [sentence(say("Needs a decision: {approve}", approve=typed), locale, spacing="none")]
    step = job.steps[job.position]
    if step.result is Result.UNKNOWN:
        typed = f"{RESUME.name} {job.id}"
        looked = say("Somebody must look at it, then type {resume}", resume=typed)
        return [sentence(looked, locale, spacing="none")]
    text = said(names(job, zone).phrase(step.title, locale), locale, 160)
    if step.kind is StepKind.WAIT_UNTIL and step.wait is not None and step.wait.until is not None:
        until = say("until {time}", time=words.moment(step.wait.until.astimezone(zone)))
        text = f"{text} · {said(until, locale)}"
    return [line(run(text), spacing="none")]


def found(job: Job, locale: str) -> list[Element]:
    """Count what an ended job found, each verdict after a gap; nothing for one under way."""
    counted = words.counts(job.findings, locale) if job.state.ended else []
    return [
        each
        for value, text in counted
        for each in (run("  "), run(text, color=words.COLOURS[value], size="small"))
    ]


def _when(job: Job, zone: tzinfo, locale: str) -> str:
    """Say who asked, and since when it is as it is."""
    at = words.moment(_since(job).astimezone(zone))
    name = "" if job.requester is None else cut(job.requester.name, 60)
    if job.state.ended:
        phrase = say("ended {at}, asked by {name}", at=at, name=name)
        alone = say("ended {at}", at=at)
    else:
        phrase = say("since {at}, asked by {name}", at=at, name=name)
        alone = say("since {at}", at=at)
    if job.firing is not None:
        phrase = _scheduled(job, at, name, job.firing.schedule)
    return said(phrase if name else alone, locale)


def _scheduled(job: Job, at: str, name: str, schedule: int) -> Phrase:
    if job.state.ended:
        return say("ended {at}, by schedule {schedule} of {name}",
                   at=at, schedule=schedule, name=name)  # fmt: skip
    return say("since {at}, by schedule {schedule} of {name}",
               at=at, schedule=schedule, name=name)  # fmt: skip


def _since(job: Job) -> datetime:
    if job.ended is not None:
        return job.ended
    begun = [step.started for step in job.steps[job.position : job.position + 1] if step.started]
    return begun[0] if begun else job.created


def _title(domain: str) -> Phrase:
    return say("Jobs of {domain}", domain=domain) if domain else say("Jobs")


def _next(opened: Sequence[Job], ended: Sequence[Job], locale: str) -> Element:
    phrase = say("Nothing has been asked for yet; {help} lists what can be.", help="help")
    if opened:
        phrase = say(
            "{show} shows one here again, {end} ends it; {history} lists what has been.",
            show=f"job {opened[0].id}",
            end=f"cancel {opened[0].id}",
            history="history",
        )
    elif ended:
        phrase = say(
            "{show} shows one here again; {history} lists what has been.",
            show=f"job {ended[0].id}",
            history="history",
        )
    return sentence(phrase, locale, separator=True, spacing="medium")
