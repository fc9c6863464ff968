"""The list of jobs that have ended, each with what it found."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.elements import Element, card, heading, line, run, sentence
from bot.cards.jobs import Zone, fitting, rows
from bot.cards.unread import cannot_show
from bot.cards.words import moment
from bot.talk import Reply
from commands.phrases import Phrase, render, say
from jobs.record import Job


def listing(  # noqa: PLR0913  (what a list says, by name)
    jobs: Sequence[Job],
    *,
    domain: str,
    since: datetime | None,
    zone: Zone,
    locale: str,
    whole: bool = True,
    unread: tuple[int, ...] = (),
) -> Reply:
    """List ended jobs, newest first.

    Args:
        jobs: Those to list.
        domain: What was asked about; empty for all.
        since: The moment looked back to, in the readers' zone; ``None`` when none was named.
        zone: The clocks that the times are shown by.
        locale: The reader's language.
        whole: Whether these are all; there may be older ones otherwise.
        unread: The numbers of those that cannot be read here.
    """
    title = render(say("History of {domain}", domain=domain) if domain else say("History"), locale)
    summary = render(_count(len(jobs), since, whole=whole), locale)

    def drawn(most: int) -> Element:
        body = [heading(title), line(run(summary), spacing="small")]
        body += cannot_show(unread, locale)
        body += rows(jobs, most, zone, locale)
        body.append(_next(jobs, domain, locale))
        return card(body, summary=f"{title}: {summary}")

    return Reply(summary=f"{title}: {summary}", card=fitting(drawn))


def _count(count: int, since: datetime | None, *, whole: bool) -> Phrase:
    if since is None and whole:
        return say("Jobs that have ended: {count}.", count=count)
    if since is None:
        return say("The newest jobs, {count} of them; there are older ones.", count=count)
    if whole:
        return say(
            "Jobs begun since {since} that have ended: {count}.", count=count, since=moment(since)
        )
    return say(
        "The newest of the jobs begun since {since}, {count} of them; there are older ones.",
        count=count,
        since=moment(since),
    )


def _next(jobs: Sequence[Job], domain: str, locale: str) -> Element:
    line_typed = " ".join(filter(None, ["history", domain, "since 7d"]))
    phrase = say("{line} looks back a week; {jobs} lists what is under way.",
                 line=line_typed, jobs="jobs")  # fmt: skip
    if jobs:
        phrase = say(
            "{show} shows one here again; {line} looks back a week.",
            show=f"job {jobs[0].id}",
            line=line_typed,
        )
    return sentence(phrase, locale, separator=True, spacing="medium")
