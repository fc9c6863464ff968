"""The card of a job that changes something: its plan, who must decide, and how far it has come.

Pure: the same job gives the same card.  A plan too long for one message is told in short there,
and whole on pages.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from bot.cards import gate, left, lingering, onwards, pages, result, steps, waiting, words
from bot.cards.detail import MEASURES
from bot.cards.elements import (
    MOST_BYTES,
    Element,
    card,
    container,
    cut,
    heading,
    line,
    run,
    said,
    sentence,
    size,
)
from commands.book import Book
from commands.catalog import BOOK
from commands.findings import Finding, Verdict
from commands.phrases import Phrase, render, say
from jobs.record import Job, State, StepKind


def is_plan(job: Job) -> bool:
    """Tell whether a job is drawn here: it plans a change, or makes one."""
    return job.plan is not None or any(
        step.kind in {StepKind.PLAN, StepKind.DO} for step in job.steps
    )


def render_plan(
    job: Job,
    findings: Sequence[Finding],
    locale: str,
    now: datetime,
    zone: tzinfo = UTC,
    book: Book = BOOK,
) -> Element:
    """Draw the card; ``findings`` are the job's in the order in which they are to be read."""
    now = now.astimezone(zone)
    for drawn in _measures(job, findings, locale, now, book):
        if size(drawn) <= MOST_BYTES:
            return drawn
    text = cut(summary(job, locale, zone), 600)
    return card([heading(text), _next(job, locale, now, book)], summary=text)


def summary(job: Job, locale: str, zone: tzinfo | None = UTC) -> str:
    """Say in one plain sentence what the card shows; times in ``zone``."""
    state = _state(job, locale)
    title = _title(job, locale)
    opened, domain = job.open_gate, job.request.domain
    if opened is not None:
        state = f"{state} · {render(steps.names(job, zone).phrase(opened.title, locale), locale)}"
    # A question names the domain itself, where there is more than one to ask about.
    text = f"{title}: {state}" if domain in f"{title} {state}" else f"{title}, {domain}: {state}"
    return cut(text if job.why is None else f"{text} · {said(job.why, locale, 300)}", 600)


def _measures(
    job: Job, findings: Sequence[Finding], locale: str, now: datetime, book: Book
) -> Iterator[Element]:
    """Draw it whole, then with what is decided now, then shorter and shorter."""
    every = frozenset(range(1, len(steps.planned(job)) + 1))
    near: frozenset[int] = steps.near(job)
    for detailed, detail in (
        (every, MEASURES[2]),
        (every, MEASURES[4]),
        (near, MEASURES[4]),
        (frozenset[int](), MEASURES[4]),
        (frozenset[int](), MEASURES[8]),
        (frozenset[int](), MEASURES[-1]),
    ):
        is_whole = detailed == every
        body = [
            *_header(job, locale, now, book),
            *gate.decision(job, locale, now, book),
            *waiting.wait(job, locale, now, book),
            *steps.rows(job, locale, now.tzinfo, book, detailed=detailed),
            *left.rest(job, locale, most=20 if is_whole else 4),
        ]
        proven = job.state.ended and any(step.kind is StepKind.PROVE for step in job.steps)
        if proven and findings:
            body += result.body(findings, onwards.check(job), locale, detail)
        body += [_next(job, locale, now, book), _about(job, locale, now)]
        actions = gate.buttons(job, locale)
        if not is_whole and any(each.kind is StepKind.DO for each in steps.planned(job)):
            actions.append(pages.button(job, locale))
        yield card(body, summary=summary(job, locale, now.tzinfo), actions=actions)


def _header(job: Job, locale: str, now: datetime, book: Book) -> list[Element]:
    done = "good" if _unproven(job) is None else "warning"
    colour = {State.DONE: done, State.FAILED: "attention", State.WAITING: "accent"}.get(job.state)
    look = {} if colour is None else {"color": colour}
    drawn = [
        heading(f"{_state(job, locale)} · {cut(job.request.domain, 200)}", **look),
        line(run(cut(_title(job, locale), 300), weight="bolder"), spacing="none"),
    ]
    if job.why is not None:
        drawn.append(container([line(run(said(job.why, locale, 1500)))], style="emphasis"))
    drawn += [sentence(each, locale) for each in lingering.after_end(job, book, now)]
    warnings = () if job.plan is None or not _is_ahead(job) else job.plan.warnings
    return drawn + [
        line(run("⚠ ", weight="bolder"), run(said(each, locale, 600))) for each in warnings
    ]


def _is_ahead(job: Job) -> bool:
    """Tell whether something may still come of the plan: what it warns of is no news afterwards.

    Exchange publishes what is staged also when the job has ended before it.
    """
    if job.plan is not None and job.plan.shown:
        return True
    half = job.state not in {State.DONE, State.UNDONE} and steps.made(job) > 0
    return half or not job.state.ended


def _state(job: Job, locale: str) -> str:
    said_state = _unproven(job) or words.STATES[job.state]
    return f"{words.STATE_SYMBOLS[job.state]} {said(said_state, locale)}"


def _unproven(job: Job) -> Phrase | None:
    """Say of a job that did its part, and whose proof is red all the same, what is left of it."""
    if job.state is not State.DONE or not any(_is_red(each) for each in job.findings):
        return None
    left_over = () if job.plan is None else job.plan.left
    if len(left_over) == 1:
        return say("Done, 1 thing to do by hand")
    if left_over:
        return say("Done, {count} things to do by hand", count=len(left_over))
    roots = sum(_is_red(each) and not each.follows for each in job.findings)
    return (
        say("Done, 1 problem left")
        if roots == 1
        else say("Done, problems left: {count}", count=roots)
    )


def _is_red(finding: Finding) -> bool:
    return finding.verdict is Verdict.FAIL


def _title(job: Job, locale: str) -> str:
    if job.plan is not None:
        return render(job.plan.title, locale)
    return render(job.steps[0].title, locale)


def _next(job: Job, locale: str, now: datetime, book: Book) -> Element:
    return sentence(onwards.phrase(job, book, now), locale, separator=True, spacing="medium")


def _about(job: Job, locale: str, now: datetime) -> Element:
    started = words.moment(job.created.astimezone(now.tzinfo))
    asked = say("Job {job}, asked by {name}, started {started}",
                job=job.id, name=gate.requester(job), started=started)  # fmt: skip
    text = f"{said(asked, locale)} · {steps.counted(job, locale)}"
    return line(run(text, isSubtle=True, size="small"), spacing="small")
