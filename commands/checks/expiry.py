"""How the rows of ``check certificates`` are judged: by the days that are left, and what ends then.

The notices are those of the organisation's configuration.  What nothing depends on is shown too,
and never warned of before it ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from commands import lifetimes
from commands.certificates import TOO_LATE
from commands.check import Asked
from commands.checks import powershell, timeline
from commands.checks.powershell import Command
from commands.checks.timeline import day
from commands.checks.weigh import Fault, weigh
from commands.findings import Finding, Verdict
from commands.lifetimes import Lifetime, Place
from commands.phrases import Phrase, say

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
    days = asked.organisation.expiry_days if watched else ()
    return Lifetime(
        name=name,
        where=where,
        starts=starts,
        ends=ends,
        seen=asked.now,
        thumbprint=thumbprint,
        watched=watched,
        reached=lifetimes.reached(starts, ends, asked.now, days),
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
        return say("It ended on {ends}, {days} days ago.", ends=day(shown.ends), days=-shown.days)
    if shown.starts is None:
        return say(
            "It is valid until {ends}, {days} days are left.", ends=day(shown.ends), days=shown.days
        )
    return say(
        "It is valid from {starts} to {ends}, {days} days are left.",
        starts=day(shown.starts),
        ends=day(shown.ends),
        days=shown.days,
    )


def rotation(shown: Lifetime, asked: Asked) -> Ending:
    """Say what the end of the auth certificate means: the next one, in time or at once."""
    domain = asked.organisation.domain
    if shown.ends - shown.seen > TOO_LATE:
        remedy = say(
            "Have the next one take over before: {command} plans it, and leads approve it; then "
            "check certificates {domain} again.",
            command=f"rotate auth cert {domain}",
            domain=domain,
        )
        command = powershell.asked_for("rotate auth cert", asked)
    else:
        remedy = say(
            "It is too late for a rotation: {command} says what is to be done at once; then check "
            "certificates {domain} again.",
            command=f"check auth cert {domain}",
            domain=domain,
        )
        command = powershell.asked_for("check auth cert", asked)
    return Ending(
        consequence=say(
            "When it expires, OAuth to the cloud stops, and sign-in to Outlook on the web breaks "
            "too."
        ),
        remedy=remedy,
        command=command,
        urgent=timeline.CERTIFICATE_URGENT.days,
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
