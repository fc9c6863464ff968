"""The card that shows a job: rows that fill while it runs, then the result and what to do.

Pure: the same job gives the same card.  Whatever the findings hold, the card stays below
``MOST_BYTES``; when that costs something, the card says so.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from bot.cards import following, lifetimes, plan, result, words
from bot.cards.detail import MEASURES, Detail
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
    size,
)
from bot.cards.finding import row
from bot.cards.schedules import told
from bot.cards.troubles import merged
from commands.check import Check, Suite
from commands.findings import Finding, Verdict, worst
from commands.phrases import say
from jobs.record import Job, State
from jobs.schedules_news import News

AGAIN: Final = "again"
"""The verb of the button that asks the same once more."""
QUIET: Final = timedelta(minutes=2)
"""After this long without news, an open job's card says so."""
_NAMED: Final = 3
"""Checks that a running job's card names of those that have nothing to say yet, or well."""


def render(
    job: Job,
    suite: Suite | None,
    locale: str,
    now: datetime,
    zone: tzinfo = UTC,
    news: News | None = None,
) -> Element:
    """Draw a job's card.

    Args:
        job: What to show.
        suite: The checks it runs; ``None`` when this version of the program has no such suite.
        locale: The language, as Teams names it.
        now: The time; an open job that has been silent for long says so.
        zone: Where the readers' clocks are; times are shown in it.
        news: What a schedule's run tells; it stands below the heading.
    """
    if plan.is_plan(job):
        return plan.render_plan(job, _in_order(job, suite), locale, now, zone)
    now = now.astimezone(zone)
    above = [] if news is None else told(news, locale)
    for detail in MEASURES:
        drawn = _draw(job, suite, locale, now, detail)
        drawn["body"][1:1] = above
        if size(drawn) <= MOST_BYTES:
            return drawn
    return _bare(job, suite, locale)


def summary(job: Job, suite: Suite | None, locale: str, zone: tzinfo = UTC) -> str:
    """Say in one plain sentence what the card shows, for notifications and old clients."""
    if plan.is_plan(job):
        return plan.summary(job, locale, zone)
    told = [_verdict(job, suite, locale)[1], *(text for _, text in _counts(job, locale))]
    if job.state is State.DONE and job.findings:
        told = [said(words.STATES[job.state], locale), *told]
    if job.why is not None:
        told.append(said(job.why, locale, 300))
    phrase = say(
        "{title}, {domain}: {result}",
        title=_title(job, suite, locale),
        domain=job.request.domain,
        result=" · ".join(told),
    )
    return said(phrase, locale)


def _draw(job: Job, suite: Suite | None, locale: str, now: datetime, detail: Detail) -> Element:
    findings = _in_order(job, suite)
    body = _header(job, suite, locale, now)
    if job.why is not None:
        body.append(container([line(run(said(job.why, locale, 600)))], style="emphasis"))
    actions: list[Element] = []
    if job.state.ended:
        body += lifetimes.text(findings, locale)
        body += result.body(findings, str(job.request), locale, detail)
        body += _not_made(job, suite, locale)
        body.append(following.line(job, locale))
        actions += result.actions(findings, locale, detail)
        if following.checks(job.request):
            actions.append(execute(said(say("Check again"), locale), AGAIN, {"job": job.id}))
    else:
        body += _so_far(job, findings, suite, locale, detail)
    body.append(_about(job, locale, now))
    return card(body, summary=cut(summary(job, suite, locale), 600), actions=actions)


def _bare(job: Job, suite: Suite | None, locale: str) -> Element:
    """Draw the summary alone; nothing is known to need it, and a card must always come out."""
    text = cut(summary(job, suite, locale), 600)
    return card([heading(text), following.line(job, locale)], summary=text)


def _header(job: Job, suite: Suite | None, locale: str, now: datetime) -> list[Element]:
    colour, verdict = _verdict(job, suite, locale)
    header = [
        heading(f"{verdict} · {cut(job.request.domain, 200)}", color=colour),
        line(run(cut(_title(job, suite, locale), 200), weight="bolder"), spacing="none"),
    ]
    counted: list[Element] = []
    for value, text in _counts(job, locale):
        counted += [run(" · "), run(text, weight="bolder", color=words.COLOURS[value])]
    if counted:
        header.append(line(*counted[1:], spacing="small"))
    if not job.state.ended and now - job.updated >= QUIET:
        silent = say("No news for {time}.", time=words.span(now - job.updated, locale))
        header.append(line(run(said(silent, locale)), spacing="small"))
    return header


def _verdict(job: Job, suite: Suite | None, locale: str) -> tuple[str, str]:
    """Give what matters most of a job, with the colour that repeats it."""
    state = f"{words.STATE_SYMBOLS[job.state]} {said(words.STATES[job.state], locale)}"
    if not job.state.ended:
        done, total = _progress(job, suite)
        progress = said(say("{done} of {total}", done=done, total=total), locale)
        running = job.state is State.RUNNING
        return "default", f"… {progress}" if running else f"{state} · {progress}"
    if job.state is not State.DONE:
        return "attention" if job.state is State.FAILED else "default", state
    decisive = worst(job.findings)
    if decisive is Verdict.OK:
        return "good", f"{words.SYMBOLS[decisive]} {said(say('All well'), locale)}"
    found = [text for value, text in words.counts(job.findings, locale) if value is decisive]
    return words.COLOURS[decisive], found[0] if found else state


def _counts(job: Job, locale: str) -> list[tuple[Verdict, str]]:
    """Count the findings, except for what the heading has counted."""
    said_above = _verdict(job, None, locale)[1]
    return [each for each in words.counts(job.findings, locale) if each[1] != said_above]


def _about(job: Job, locale: str, now: datetime) -> Element:
    started = words.moment(job.created.astimezone(now.tzinfo))
    asked = say("Job {job}, started {started}", job=job.id, started=started)
    if job.requester is not None:
        name = cut(job.requester.name, 60)
        asked = say(
            "Job {job}, asked by {name}, started {started}", job=job.id, name=name, started=started
        )
        if job.firing is not None:
            asked = say(
                "Job {job}, by schedule {schedule} of {name}, started {started}",
                job=job.id, schedule=job.firing.schedule, name=name, started=started,
            )  # fmt: skip
    text = said(asked, locale)
    if job.ended is not None:
        took = say("took {time}", time=words.span(job.ended - job.created, locale))
        text = f"{text}, {said(took, locale)}"
    return line(run(text, isSubtle=True, size="small"), spacing="small")


def _so_far(
    job: Job, findings: Sequence[Finding], suite: Suite | None, locale: str, detail: Detail
) -> list[Element]:
    """Draw what has been found wrong so far, and name some of what was well and what is open."""
    wrong = [
        each
        for value in words.ORDER[:3]
        for each in merged(one for one in findings if one.verdict is value)
    ]
    rows = [
        row(each.verdict, said(each.title, locale, min(detail.told, 160)))
        for each in wrong[: detail.most]
    ]
    if (left := len(wrong) - len(rows)) > 0:
        rows.append(line(run(said(say("… and {count} more", count=left), locale))))
    checks = () if suite is None else suite.checks
    open_ones = [check for check in checks if not _is_answered(check, job)]
    if open_ones:
        some, left = _some(open_ones, locale)
        phrase = say("… still reading: {checks}", checks=some)
        if left:
            phrase = say("… still reading: {checks} and {count} more", checks=some, count=left)
        rows.append(line(run(said(phrase, locale, 600), isSubtle=True), spacing="small"))
    return [container(rows, separator=True)] if rows else []


def _some(checks: Sequence[Check], locale: str) -> tuple[str, int]:
    shown = ", ".join(said(check.title, locale, 160) for check in checks[:_NAMED])
    return shown, max(len(checks) - _NAMED, 0)


def _not_made(job: Job, suite: Suite | None, locale: str) -> list[Element]:
    missing = [] if suite is None else [one for one in suite.checks if not _is_answered(one, job)]
    if not missing or job.state is State.DONE:
        return []
    phrase = say("1 check was not made.")
    if len(missing) > 1:
        phrase = say("{count} checks were not made.", count=len(missing))
    return [line(run(said(phrase, locale)), separator=True)]


def _title(job: Job, suite: Suite | None, locale: str) -> str:
    return job.request.command if suite is None else said(suite.title, locale)


def _progress(job: Job, suite: Suite | None) -> tuple[int, int]:
    if suite is None:
        return len(job.judged), len(job.judged)
    return sum(_is_answered(check, job) for check in suite.checks), len(suite.checks)


def _is_answered(check: Check, job: Job) -> bool:
    """Tell whether a check has answered; the list of those that did is empty after the step."""
    return check.id in job.judged or bool(_answers(check, job.findings))


def _in_order(job: Job, suite: Suite | None) -> list[Finding]:
    """Put the findings in the suite's order; they have come as they were read."""
    if suite is None:
        return list(job.findings)
    return sorted(
        job.findings,
        key=lambda each: next(
            (at for at, check in enumerate(suite.checks) if _is_of(each, check)), len(suite.checks)
        ),
    )


def _is_of(finding: Finding, check: Check) -> bool:
    return finding.id == check.id or finding.id.startswith(f"{check.id}.")


def _answers(check: Check, findings: Sequence[Finding]) -> list[Finding]:
    return [each for each in findings if _is_of(each, check)]
