"""The card that shows a job: rows that fill while it runs, then the result and what to do.

Pure: the same job gives the same card.  Whatever the findings hold, the card stays below
``MOST_BYTES``; when that costs something, the card says so.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from bot.cards import words
from bot.cards.detail import MEASURES, Detail, Folded
from bot.cards.elements import (
    MOST_BYTES,
    Element,
    card,
    container,
    cut,
    execute,
    heading,
    line,
    run,
    said,
    sentence,
    size,
    toggle,
)
from bot.cards.finding import folded, opened, row
from commands.check import Check, Suite
from commands.findings import Finding, Verdict, worst
from commands.phrases import Phrase, say
from jobs.record import Job, State

AGAIN: Final = "again"
"""The verb of the button that asks the same once more."""
QUIET: Final = timedelta(minutes=2)
"""After this long without news, an open job's card says so."""
FOLDED: Final = frozenset({Verdict.OK, Verdict.SKIPPED})


def render(
    job: Job, suite: Suite | None, locale: str, now: datetime, zone: tzinfo = UTC
) -> Element:
    """Draw a job's card.

    Args:
        job: What to show.
        suite: The checks it runs; ``None`` when this version of the program has no such suite.
        locale: The language, as Teams names it.
        now: The time; an open job that has been silent for long says so.
        zone: Where the readers' clocks are; times are shown in it.
    """
    now = now.astimezone(zone)
    for detail in MEASURES:
        drawn = _draw(job, suite, locale, now, detail)
        if size(drawn) <= MOST_BYTES:
            return drawn
    return _bare(job, suite, locale)


def summary(job: Job, suite: Suite | None, locale: str) -> str:
    """Say in one plain sentence what the card shows, for notifications and old clients."""
    title, state = _title(job, suite, locale), said(words.STATES[job.state], locale)
    if not job.state.ended:
        done, total = _progress(job, suite)
        phrase = say(
            "{title}, {domain}: {state}, {done} of {total}",
            title=title, domain=job.request.domain, state=state, done=done, total=total,
        )  # fmt: skip
        return said(phrase, locale)
    result = ", ".join(text for _, text in words.counts(job.findings, locale))
    if job.why is not None:
        result = said(job.why, locale, 300)
    phrase = say(
        "{title}, {domain}: {state}. {result}",
        title=title, domain=job.request.domain, state=state, result=result,
    )  # fmt: skip
    return said(phrase, locale)


def _draw(job: Job, suite: Suite | None, locale: str, now: datetime, detail: Detail) -> Element:
    body = _header(job, suite, locale, now)
    if job.why is not None:
        body.append(container([line(run(said(job.why, locale, 600)))], style="emphasis"))
    actions: list[Element] = []
    if job.state.ended:
        body += _result(job, suite, locale, detail)
        body.append(_next(job, locale))
        actions.append(execute(said(say("Check again"), locale), AGAIN, {"job": job.id}))
    else:
        body += _rows(job, suite, locale, detail)
    return card(body, summary=cut(summary(job, suite, locale), 600), actions=actions)


def _bare(job: Job, suite: Suite | None, locale: str) -> Element:
    """Draw the summary alone; nothing is known to need it, and a card must always come out."""
    text = cut(summary(job, suite, locale), 600)
    return card([heading(text), _next(job, locale)], summary=text)


def _header(job: Job, suite: Suite | None, locale: str, now: datetime) -> list[Element]:
    state = f"{words.STATE_SYMBOLS[job.state]} {said(words.STATES[job.state], locale)}"
    done, total = _progress(job, suite)
    progress = f" · {said(say('{done} of {total}', done=done, total=total), locale)}"
    counted = [
        each
        for value, text in words.counts(job.findings, locale)
        for each in (run("  "), run(text, weight="bolder", color=words.COLOURS[value]))
    ]
    header = [
        heading(cut(_title(job, suite, locale), 200)),
        line(
            run(state, weight="bolder"),
            run(
                f" · {job.request.domain}"
                if job.state.ended
                else f"{progress} · {job.request.domain}"
            ),
            spacing="small",
        ),
        _about(job, locale, now),
    ]
    if counted:
        header.insert(2, line(*counted[1:], spacing="small"))
    if not job.state.ended and now - job.updated >= QUIET:
        silent = say("No news for {time}.", time=words.span(now - job.updated, locale))
        header.append(line(run(said(silent, locale)), spacing="small"))
    return header


def _about(job: Job, locale: str, now: datetime) -> Element:
    started = words.moment(job.created.astimezone(now.tzinfo))
    asked = say("Job {job}, started {started}", job=job.id, started=started)
    if job.requester is not None:
        name = cut(job.requester.name, 60)
        asked = say(
            "Job {job}, asked by {name}, started {started}", job=job.id, name=name, started=started
        )
    text = said(asked, locale)
    if job.ended is not None:
        took = say("took {time}", time=words.span(job.ended - job.created, locale))
        text = f"{text}, {said(took, locale)}"
    return line(run(text, isSubtle=True, size="small"), spacing="small")


def _rows(job: Job, suite: Suite | None, locale: str, detail: Detail) -> list[Element]:
    """Draw one row per check in the suite's order, open or answered."""
    checks = () if suite is None else suite.checks
    rows = [_row(check, job, locale, detail) for check in checks[: detail.most]]
    return [container(rows, separator=True)] if rows else []


def _row(check: Check, job: Job, locale: str, detail: Detail) -> Element:
    title = said(check.title, locale, min(detail.told, 160))
    if not _is_answered(check, job):
        reading = f"… {said(say('reading'), locale)}"
        return line(run(f"{reading}  {title}", isSubtle=True), spacing="small")
    return row(worst(_answers(check, job.findings)), title, locale)


def _result(job: Job, suite: Suite | None, locale: str, detail: Detail) -> list[Element]:
    """Draw what asks for something to be done first, and fold away what does not."""
    asking = sorted(
        (each for each in job.findings if each.verdict not in FOLDED),
        key=lambda each: words.ORDER.index(each.verdict),
    )
    items = list(opened(asking[: detail.most], locale, detail))
    if (left := len(asking) - detail.most) > 0:
        items.append(line(run(said(say("… and {count} more", count=left), locale))))
    if job.findings and not asking:
        items.append(line(run(said(say("Everything looked at is in order."), locale))))
    items += _in_order([each for each in job.findings if each.verdict in FOLDED], locale, detail)
    if detail is not MEASURES[0]:
        items.append(_shortened(job, locale, detail))
    missing = [] if suite is None else [one for one in suite.checks if not _is_answered(one, job)]
    if missing and job.state is not State.DONE:
        count = say("{count} checks were not made.", count=len(missing))
        items.append(line(run(said(count, locale)), separator=True))
    return items


def _in_order(findings: Sequence[Finding], locale: str, detail: Detail) -> list[Element]:
    if not findings or detail.folded is Folded.NOT:
        return []
    title = say("Show or hide what is in order ({count})", count=len(findings))
    hidden = container(folded(findings, locale, detail), id="in-order", isVisible=False)
    return [toggle(said(title, locale), "in-order"), hidden]


def _shortened(job: Job, locale: str, detail: Detail) -> Element:
    command = f'python -m bot ask "{job.request}"'
    phrase = say(
        "This card is shortened to fit into a message; {command} prints everything.",
        command=command,
    )
    if detail.is_whole:
        phrase = say(
            "What is in order is named without its evidence; {command} prints everything.",
            command=command,
        )
    return sentence(phrase, locale, separator=True)


def _next(job: Job, locale: str) -> Element:
    request = str(job.request)
    mending = any(each.verdict is Verdict.FAIL for each in job.findings)
    phrase: Phrase = say("To look again, type {request}; {help} lists everything.",
                         request=request, help="help")  # fmt: skip
    if mending:
        phrase = say("When it is mended, type {request} to look again; {help} lists everything.",
                     request=request, help="help")  # fmt: skip
    return sentence(phrase, locale, separator=True, spacing="medium")


def _title(job: Job, suite: Suite | None, locale: str) -> str:
    return job.request.command if suite is None else said(suite.title, locale)


def _progress(job: Job, suite: Suite | None) -> tuple[int, int]:
    if suite is None:
        return len(job.judged), len(job.judged)
    return sum(_is_answered(check, job) for check in suite.checks), len(suite.checks)


def _is_answered(check: Check, job: Job) -> bool:
    """Tell whether a check has answered; the list of those that did is empty after the step."""
    return check.id in job.judged or bool(_answers(check, job.findings))


def _answers(check: Check, findings: Sequence[Finding]) -> list[Finding]:
    return [each for each in findings if each.id == check.id or each.id.startswith(f"{check.id}.")]
