"""The card that shows a job: rows that fill while it runs, then the result and what to do.

Pure: the same job gives the same card.  Whatever the findings hold, the card stays below
``MOST_BYTES``; when that costs something, the card says so.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from bot.cards import words
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
from bot.cards.finding import Detail, brief, row, whole
from commands.check import Check, Suite
from commands.findings import Finding, Verdict, worst
from commands.phrases import Phrase, say
from jobs.record import Job, State

AGAIN: Final = "again"
"""The verb of the button that asks the same once more."""
QUIET: Final = timedelta(minutes=2)
"""After this long without news, an open job's card says so."""
FOLDED: Final = frozenset({Verdict.OK, Verdict.SKIPPED})

_ATTENTION: Final = frozenset({Verdict.FAIL})
_DETAILS: Final = (
    Detail(evidence=100, text=4000, lines=True),
    Detail(evidence=100, text=4000),
    Detail(evidence=5, text=500),
    Detail(evidence=3, text=300),
    Detail(evidence=2, text=200, full=_ATTENTION),
    Detail(evidence=1, text=160, full=_ATTENTION, reasons=False),
    Detail(evidence=0, text=120, full=frozenset(), folded=False),
    Detail(evidence=0, text=60, full=frozenset(), folded=False, most=20),
)
"""From everything to what always fits; the first that fits is taken."""
_COMPLETE: Final = _DETAILS[:2]


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
    for detail in _DETAILS:
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
    return card(body, summary=cut(summary(job, suite, locale), 600), locale=locale, actions=actions)


def _bare(job: Job, suite: Suite | None, locale: str) -> Element:
    """Draw the summary alone; nothing is known to need it, and a card must always come out."""
    text = cut(summary(job, suite, locale), 600)
    return card([heading(text), _next(job, locale)], summary=text, locale=locale)


def _header(job: Job, suite: Suite | None, locale: str, now: datetime) -> list[Element]:
    state = f"{words.STATE_SYMBOLS[job.state]} {said(words.STATES[job.state], locale)}"
    done, total = _progress(job, suite)
    progress = said(say("{done} of {total}", done=done, total=total), locale)
    counted = [
        each
        for value, text in words.counts(job.findings, locale)
        for each in (run("  "), run(text, weight="bolder", color=words.COLOURS[value]))
    ]
    header = [
        heading(cut(_title(job, suite, locale), 200)),
        line(
            run(state, weight="bolder"),
            run(f" · {progress} · {job.request.domain}"),
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
    title = said(check.title, locale, detail.text)
    if check.id not in job.judged:
        reading = f"… {said(say('reading'), locale)}"
        return line(run(f"{reading}  {title}", isSubtle=True), spacing="small")
    return row(worst(_answers(check, job.findings)), title, locale)


def _result(job: Job, suite: Suite | None, locale: str, detail: Detail) -> list[Element]:
    """Draw what asks for something to be done first, and fold away what does not."""
    open_ = sorted(
        (each for each in job.findings if each.verdict not in FOLDED),
        key=lambda each: words.ORDER.index(each.verdict),
    )
    items = [_finding(each, locale, detail) for each in open_[: detail.most]]
    if (left := len(open_) - len(items)) > 0:
        items.append(line(run(said(say("… and {count} more", count=left), locale))))
    if job.findings and not open_:
        items.append(line(run(said(say("Everything looked at is in order."), locale))))
    items += _folded([each for each in job.findings if each.verdict in FOLDED], locale, detail)
    if detail not in _COMPLETE:
        items.append(
            sentence(
                say(
                    "This card is shortened to fit into a message; {command} prints everything.",
                    command=f'python -m bot ask "{job.request}"',
                ),
                locale,
                separator=True,
            )
        )
    unanswered = [] if suite is None else [one for one in suite.checks if one.id not in job.judged]
    if unanswered and job.state is not State.DONE:
        count = say("{count} checks were not made.", count=len(unanswered))
        items.append(line(run(said(count, locale)), separator=True))
    return items


def _finding(finding: Finding, locale: str, detail: Detail) -> Element:
    if finding.verdict in detail.full:
        return whole(finding, locale, detail)
    return row(finding.verdict, said(finding.title, locale, detail.text), locale)


def _folded(findings: Sequence[Finding], locale: str, detail: Detail) -> list[Element]:
    if not findings or not detail.folded:
        return []
    title = say("Show or hide what is in order ({count})", count=len(findings))
    ordered = sorted(findings, key=lambda one: words.ORDER.index(one.verdict))
    rows = [brief(each, locale, detail) for each in ordered]
    hidden = container(rows, id="in-order", isVisible=False)
    return [toggle(said(title, locale), "in-order"), hidden]


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
    return sum(check.id in job.judged for check in suite.checks), len(suite.checks)


def _answers(check: Check, findings: Sequence[Finding]) -> list[Finding]:
    return [each for each in findings if each.id == check.id or each.id.startswith(f"{check.id}.")]
