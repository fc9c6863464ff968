"""What is shown of schedules: that one was made, the list of them, and what a run found changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from bot.cards import replies
from bot.cards.elements import (
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
)
from bot.cards.jobs import found
from bot.cards.lifetimes import left
from bot.cards.words import COLOURS, STATE_SYMBOLS, STATES, filled, moment, verdict
from bot.talk import Reply
from commands.checks.timeline import utc_day
from commands.lifetimes import Turn
from commands.on_expiry import CHECK as EXPIRY
from commands.phrases import Phrase, render, say
from jobs.record import Job
from jobs.schedules_news import Move, News
from jobs.schedules_record import Schedule

MOST: Final = 20
"""Schedules that one card lists."""
_NAMED: Final = 6
"""Changed findings of a kind that a card names."""
_MOVED: Final = (
    (1, say("Newly failing")),
    (-1, say("Mended")),
    (0, say("Changed otherwise")),
)
_TURNED: Final = (
    (Turn.NEARER, say("Nearer to the end")),
    (Turn.RENEWED, say("Renewed")),
)


def made(schedule: Schedule, zone: tzinfo, locale: str, *remarks: Phrase) -> Reply:
    """Confirm a schedule, with the first time it is due."""
    posts = say("It posts here the first time, and then when a verdict changes.")
    if schedule.request.command == EXPIRY.name:
        posts = say(
            "It posts here the first time, then once at each warning of an end, and when a verdict "
            "changes or a certificate is renewed."
        )
    if schedule.always:
        posts = say("It posts here every time.")
    return replies.reply(
        [
            *remarks,
            say(
                "Schedule {schedule} is made: {when}, {request}. It is due next at {next}.",
                schedule=schedule.id,
                when=str(schedule.when),
                request=str(schedule.request),
                next=_due(schedule.next, zone),
            ),
            posts,
            _ways(schedule),
        ],
        locale,
    )


def there_already(schedule: Schedule, locale: str, *remarks: Phrase) -> Reply:
    """Say that what was to be scheduled is, so that nothing is done twice."""
    told = say("Schedule {schedule} does that already.", schedule=schedule.id)
    return replies.reply([*remarks, told, _ways(schedule)], locale)


def _ways(schedule: Schedule) -> Phrase:
    return say(
        "{list} lists what is scheduled, {end} ends this one.",
        list="schedules",
        end=f"unschedule {schedule.id}",
    )


def ended(schedule: Schedule, locale: str) -> Reply:
    """Confirm that a schedule is no more."""
    return replies.reply(
        [
            say(
                "Schedule {schedule} is ended: {when}, {request}.",
                schedule=schedule.id,
                when=str(schedule.when),
                request=str(schedule.request),
            ),
            say("{list} lists what is left.", list="schedules"),
        ],
        locale,
    )


def listing(
    schedules: Sequence[Schedule],
    zone: Callable[[str], tzinfo],
    locale: str,
    example: str,
    runs: Mapping[int, Job] | None = None,
) -> Reply:
    """List schedules, each with what its latest run came to.

    Args:
        schedules: Those to list.
        zone: Gives an organisation's time zone.
        locale: The reader's language.
        example: A line that makes a schedule.
        runs: The job of each schedule's latest run, by the schedule's number, while it is kept.
    """
    latest = runs or {}
    if not schedules:
        return replies.reply(
            [
                say("Nothing is scheduled."),
                say("To have a check made every day, type {line}.", line=example),
            ],
            locale,
        )
    title = render(say("What is scheduled: {count}", count=len(schedules)), locale)
    body = [heading(title)]
    body += [
        _entry(each, latest.get(each.id), zone(each.organisation), locale)
        for each in schedules[:MOST]
    ]
    if (left := len(schedules) - MOST) > 0:
        body.append(line(run(said(say("… and {count} more", count=left), locale))))
    end = say("To end one, type {line}.", line=f"unschedule {schedules[0].id}")
    body.append(sentence(end, locale, separator=True, spacing="medium"))
    return Reply(summary=title, card=card(body, summary=title))


def told(news: News, locale: str) -> list[Element]:
    """Draw why a run is posted: by which schedule, and what changed since the run before."""
    by = say(
        "By schedule {schedule}, {when}.", schedule=news.firing.schedule, when=news.firing.when
    )
    items = [sentence(by, locale), sentence(_why(news), locale, spacing="small")]
    for turn, label in _TURNED:
        items += _moved(news.turned(turn), label, locale)
    for direction, label in _MOVED:
        items += _moved(news.towards(direction), label, locale)
    return [container(items, style="emphasis", spacing="medium")]


def summary(news: News, rest: str, locale: str) -> str:
    """Say what changed, then the rest, in one plain sentence."""
    if not news.moves:
        phrase = say("Schedule {schedule}: {rest}", schedule=news.firing.schedule, rest=rest)
        return said(phrase, locale)
    if nearer := news.turned(Turn.NEARER):
        return _nearing(nearer, news, rest, locale)
    phrase = say(
        "Schedule {schedule}: {worse} newly failing, {better} mended. {rest}",
        schedule=news.firing.schedule,
        worse=len(news.towards(1)),
        better=len(news.towards(-1)),
        rest=rest,
    )
    return said(phrase, locale)


def _nearing(nearer: Sequence[Move], news: News, rest: str, locale: str) -> str:
    """Say which certificate ends first: that is what the notification is for."""
    first, *others = nearer
    values: dict[str, str | int] = {
        "schedule": news.firing.schedule,
        "name": said(first.title, locale, 120),
        "left": "" if first.lifetime is None else said(left(first.lifetime), locale),
        "rest": rest,
    }
    phrase = say("Schedule {schedule}: {name}: {left}. {rest}", **values)
    if others:
        values["count"] = len(others)
        phrase = say("Schedule {schedule}: {name}: {left}, and {count} more. {rest}", **values)
    return said(phrase, locale)


def _why(news: News) -> Phrase:
    if news.before is None:
        if news.firing.always:
            return say("This is its first run.")
        return say("This is its first run; the next ones are posted when a verdict changes.")
    if news.broke:
        return say("This run could not be carried out; job {job} could.", job=news.before)
    if news.works_again:
        return say("It can be carried out again; job {job} could not.", job=news.before)
    if news.moves:
        return say("What changed since job {job}:", job=news.before)
    return say("Nothing has changed since job {job}.", job=news.before)


def _moved(moves: Sequence[Move], label: Phrase, locale: str) -> list[Element]:
    if not moves:
        return []
    lines = [line(run(f"{render(label, locale)} ({len(moves)})", weight="bolder"), spacing="small")]
    lines += [_move(move, locale) for move in moves[:_NAMED]]
    if (left := len(moves) - _NAMED) > 0:
        more = said(say("… and {count} more", count=left), locale)
        lines.append(line(run(more), spacing="none"))
    return lines


def _move(move: Move, locale: str) -> Element:
    now = said(say("no longer looked at"), locale)
    look = {}
    if move.now is not None:
        now, look = verdict(move.now, locale), {"color": COLOURS[move.now]}
    title = said(move.title, locale, 120)
    runs = [run(now, weight="bolder", **look), run(f"  {title}")]
    if move.turn is not None and move.lifetime is not None:
        when = f"{said(left(move.lifetime), locale)} · {utc_day(move.lifetime.ends)}"
        return line(*runs, run(f" · {when}"), spacing="none")
    if move.before is not None:
        was = said(filled(say("was {verdict}"), verdict=verdict(move.before, locale)), locale)
        runs.append(run(f" · {was}", isSubtle=True))
    return line(*runs, spacing="none")


def _entry(schedule: Schedule, latest: Job | None, zone: tzinfo, locale: str) -> Element:
    due = said(say("Due {next}", next=_due(schedule.next, zone)), locale)
    by = said(say("made by {name}", name=cut(schedule.requester.name, 40)), locale)
    about = [due, by]
    if schedule.always:
        about.append(said(say("posts every time"), locale))
    lines = [
        line(
            run(f"{schedule.id}  ", weight="bolder"),
            code(str(schedule.when)),
            run("  "),
            code(cut(str(schedule.request), 80), weight="bolder"),
        ),
        line(run(" · ".join(about), isSubtle=True, size="small"), spacing="none"),
    ]
    if schedule.last is not None:
        lines.append(_last(schedule.last, latest, zone, locale))
    return container(lines, separator=True)


def _last(number: int, latest: Job | None, zone: tzinfo, locale: str) -> Element:
    """Say when the latest run was due, and what came of it."""
    if latest is None or latest.firing is None:
        removed = said(say("last run: job {job}, which is not kept any more", job=number), locale)
        return line(run(removed, isSubtle=True, size="small"), spacing="none")
    due = said(say("last run {due}:", due=_due(latest.firing.due, zone)), locale)
    state = f"{STATE_SYMBOLS[latest.state]} {said(STATES[latest.state], locale)}"
    runs = [
        run(f"{due} ", isSubtle=True, size="small"),
        code(f"job {number}", size="small"),
        run(f"  {state}", size="small"),
        *found(latest, locale),
    ]
    return line(*runs, spacing="none")


def _due(at: datetime | None, zone: tzinfo) -> str:
    return "" if at is None else moment(at.astimezone(zone))
