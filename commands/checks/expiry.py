"""How the rows of ``check certificates`` are judged: by the days that are left, and what ends then.

The notices are those of the organisation's configuration.  What nothing depends on is shown too,
and never warned of before it ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from commands import lifetimes
from commands.amounts import days
from commands.check import Asked
from commands.checks import timeline
from commands.checks.powershell import Command
from commands.checks.renewal import Way, renewal
from commands.checks.timeline import day, utc_day
from commands.checks.weigh import Fault, weigh
from commands.findings import Finding, Verdict
from commands.lifetimes import Lifetime, Place
from commands.phrases import Phrase, joined, say

_SHORT: Final = 8
"""Hex digits of a thumbprint that tell certificates apart for a reader."""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What the end of a certificate means.

    Attributes:
        consequence: What breaks then.
        remedy: What to do before.
        command: What to type in the chat for it.
        urgent: From this notice on, in days, it is a failure.  A verdict moves with a notice only,
            so that a schedule posts on no other day.
    """

    consequence: Phrase
    remedy: Phrase
    command: Command
    urgent: int


def short(thumbprint: str) -> str:
    """Give as much of a thumbprint as tells certificates apart."""
    return thumbprint[:_SHORT]


def lifetime(  # noqa: PLR0913  (a record, by name)
    name: str,
    where: Place,
    *,
    starts: datetime | None,
    ends: datetime,
    asked: Asked,
    thumbprint: str = "",
    watched: bool = True,
) -> Lifetime:
    """Make the record, with the notice that its end is within."""
    notices = asked.organisation.expiry_days if watched else ()
    return Lifetime(
        name=name,
        where=where,
        starts=starts,
        ends=ends,
        seen=asked.now,
        thumbprint=thumbprint,
        watched=watched,
        reached=lifetimes.reached(starts, ends, asked.now, notices),
    )


def row(
    id: str,
    title: Phrase,
    shown: Lifetime,
    *,
    ending: Ending,
    about: Iterable[Phrase] = (),
    faults: Iterable[Fault] = (),
) -> Finding:
    """Judge one lifetime; ``faults`` are what is wrong with it besides."""
    own = [_fault(shown, ending)] if _is_near(shown) else []
    seen = [] if own else [left(shown)]
    finding = weigh(id, title, seen=[*seen, *about], faults=[*own, *faults])
    return replace(finding, lifetime=shown)


def left(shown: Lifetime) -> Phrase:
    """Say until when it is valid, and how many days that was away."""
    if shown.ended:
        return say(
            "It ended on {ends}, {days} ago.", ends=utc_day(shown.ends), days=days(-shown.days)
        )
    if shown.starts is None:
        return say(
            "It is valid until {ends}: {days} left.",
            ends=utc_day(shown.ends),
            days=days(shown.days),
        )
    return say(
        "It is valid from {starts} to {ends}: {days} left.",
        starts=day(shown.starts),
        ends=utc_day(shown.ends),
        days=days(shown.days),
    )


def renewed(
    shown: Lifetime, asked: Asked, *, left: timedelta | None, signs: bool, way: Way | None = None
) -> Ending:
    """Say what the end of an auth certificate, or of its key, means: the next one, in time or now.

    Args:
        shown: How long it lasts.
        asked: What was asked for, and when.
        left: What is left of the certificate that Exchange signs with; ``None`` without one.
        signs: It is the one that Exchange signs with, and not the next one.
        way: What is asked for instead of another certificate.
    """
    way = way or renewal(left or timedelta(), asked)
    looked = say("Then check certificates {domain} again.", domain=asked.organisation.domain)
    return Ending(
        consequence=_consequence(shown, signs=signs),
        remedy=joined([way.remedy, looked]),
        command=way.command,
        urgent=timeline.CERTIFICATE_URGENT.days,
    )


def _consequence(shown: Lifetime, *, signs: bool) -> Phrase:
    if not shown.ended:
        return say(
            "When it expires, OAuth to the cloud stops, and sign-in to Outlook on the web breaks "
            "too."
        )
    if not signs:
        return say(
            "It has ended: it cannot take over any more, and nothing else follows the current one."
        )
    if shown.where is Place.ENTRA:
        return say("It has ended: OAuth to the cloud has stopped.")
    return say(
        "It has ended: OAuth to the cloud has stopped, and sign-in to Outlook on the web is broken "
        "too."
    )


def _is_near(shown: Lifetime) -> bool:
    return shown.watched and shown.reached is not None


def _fault(shown: Lifetime, ending: Ending) -> Fault:
    urgent = shown.reached is not None and shown.reached <= ending.urgent
    return Fault(
        seen=left(shown),
        consequence=ending.consequence,
        remedy=ending.remedy,
        command=ending.command,
        verdict=Verdict.FAIL if urgent else Verdict.WARN,
    )
