"""When a certificate is to take over: hours from now on, or a moment, read from a person's text.

The form that is kept is ``+49h`` or a moment in UTC, ``2026-11-24T16:00:00Z``; both say the same
wherever and whenever they are read again.  How far off a moment is is judged when it is planned:
nothing here knows the time.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from commands.arguments import UNITS
from commands.phrases import Phrase, say
from commands.words import fold, shown

LEAST: Final = 48
"""Hours.  A server that has not got the certificate when it takes over is cut off.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""
AHEAD: Final = timedelta(hours=LEAST)
"""The same, to be counted with."""
MOST: Final = 365 * 24
"""Hours.  Whoever asks for more has slipped: a job would hold its organisation for so long."""
FARTHEST: Final = timedelta(hours=MOST)
"""The same, for a moment that was named: how far off it is shows when it is planned."""
WORDS: Final = 3
"""Words that a time may have: ``2026-11-25 01:00 +09:00``."""

_HOURS_IN: Final = {"h": 1, "d": 24, "w": 7 * 24}
_FROM_NOW: Final = re.compile(r"\+?\s*([0-9]{1,6})\s*([^\W\d_]+)")
_MOMENT: Final = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})[T\s]\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
    r"\s*(Z|UTC|GMT|(?:UTC|GMT)?([+\-−])([0-9]{1,2})(?::?([0-9]{2}))?)?",
    re.IGNORECASE,
)
_WIDEST: Final = timedelta(hours=14)
"""No clock on Earth is further from UTC."""


def read(text: str, zone: tzinfo = UTC) -> str | Phrase:
    """Give the form that is kept, or say what is wrong; ``zone`` is that of a time without one."""
    text = text.strip()
    if found := _FROM_NOW.fullmatch(text):
        unit = UNITS.get(fold(found[2]))
        return _unread(text) if unit is None else _from_now(int(found[1]) * _HOURS_IN[unit])
    if found := _MOMENT.fullmatch(text):
        return _moment(text, found, zone)
    return _unread(text)


def moment(canonical: str, now: datetime, zone: tzinfo = UTC) -> datetime:
    """Give the moment, in UTC, that a kept form means at ``now`` (aware).

    ``zone`` is that of a time that names none, as ``read`` never gives it.

    Raises:
        ValueError: It is neither ``+49h`` nor ISO 8601.
    """
    if canonical.startswith("+"):
        return now.astimezone(UTC) + timedelta(hours=int(canonical[1:].removesuffix("h")))
    at = datetime.fromisoformat(canonical)
    return (at.replace(tzinfo=zone) if at.tzinfo is None else at).astimezone(UTC)


def _from_now(hours: int) -> str | Phrase:
    if hours < LEAST:
        return say(
            "{given} is too soon: Microsoft documents {least} hours at least, and a server that "
            "has not got the certificate by then is cut off. Nothing was run.",
            given=f"+{hours}h",
            least=LEAST,
        )
    if hours > MOST:
        return say(
            "{given} is more than a year ahead; something like {example} is usual. Nothing was "
            "run.",
            given=f"+{hours}h",
            example="+49h",
        )
    return f"+{hours}h"


def _moment(text: str, found: re.Match[str], zone: tzinfo) -> str | Phrase:
    try:
        year, month, day, hour, minute, second = (int(each or 0) for each in found.groups()[:6])
        own = _zone(found) or zone
        local = datetime(year, month, day, hour, minute, second, tzinfo=own)
        first, again = (local.replace(fold=each).astimezone(UTC) for each in (0, 1))
    except (ValueError, OverflowError):
        return _unread(text)
    if first != again:
        return say(
            "The clocks of {zone} change at {time}: it comes twice that day, or not at all. Write "
            "it with its distance from UTC, like {example}. Nothing was run.",
            zone=str(zone),
            time=f"{local:%Y-%m-%d %H:%M}",
            example=local.replace(fold=1).isoformat(timespec="minutes"),
        )
    return first.isoformat().replace("+00:00", "Z")


def _zone(found: re.Match[str]) -> tzinfo | None:
    """Give the zone that is named; raises ``ValueError`` for one that cannot be."""
    if not found[7]:
        return None
    if not found[8]:
        return UTC
    minutes = int(found[10] or 0)
    off = timedelta(hours=int(found[9]), minutes=minutes)
    if off > _WIDEST or minutes > 59:  # noqa: PLR2004
        raise ValueError(found[7])
    return timezone(off if found[8] == "+" else -off)


def _unread(text: str) -> Phrase:
    return say(
        "{given} is no time to take over at. Write hours or days from now on, like {hours} or "
        "{days}, or a day with its time on the organisation's clocks, like {moment}. Nothing was "
        "run.",
        given=shown(text),
        hours="+49h",
        days="+3d",
        moment="2026-11-25T01:00",
    )
