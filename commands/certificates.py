"""What is to be done about the auth certificate, from what is left of it and who lacks it.

The rules are those of Microsoft's monitor script, but for what docs/explain/auth-certificate.md
tells.  https://microsoft.github.io/CSS-Exchange/Admin/MonitorExchangeAuthCertificate/
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from commands.moments import moved

NAME: Final = "Microsoft Exchange Server Auth Certificate"
SUBJECT: Final = f"CN={NAME}"
BITS: Final = 2048
"""What Exchange's setup calls the certificate, and the size of its RSA key; less cannot sign."""

STAGES: Final = timedelta(hours=49)
"""How far ahead it is staged: Microsoft documents 48 hours at least, one more is for the way."""

SERVICELET: Final = timedelta(hours=12)
"""How often Exchange looks whether a staged certificate is due, and publishes it then.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""

NOTICE: Final = timedelta(days=60)
"""With less left, the next certificate has to be there."""

SHORT_NEXT: Final = timedelta(days=120)
"""A next certificate that itself has no more left is not worth changing to."""

TOO_LATE: Final = STAGES + SERVICELET
"""With less left, the current certificate ends before another one takes over."""


_A_DAY: Final = timedelta(days=1)


def takes_over_in_time(effective: datetime, ends: datetime) -> bool:
    """Tell whether what is staged for a time has surely taken over when the current one ends."""
    return ends - effective >= SERVICELET


def key_must_last(takes_over: datetime, ends: datetime) -> datetime:
    """Give until when a certificate's key in the cloud has to last, for it to be left as it is.

    Past the day on which the certificate takes over, or is looked at, and the notice after it, so
    that nobody has to come back for it soon; no key can be asked to last longer than its
    certificate, which ``ends`` then.
    """
    return min(moved(takes_over, NOTICE), moved(ends, -_A_DAY))


class Choice(StrEnum):
    """What is to be done."""

    NOTHING = "nothing"
    STAGE = "stage"
    REPLACE = "replace now"
    IMPORT = "import"
    BLOCKED = "blocked"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the decision rests on.

    Attributes:
        current: What is left of the current certificate; zero or less when it has expired, ``None``
            when no server that answered has one to sign with, or none is named.
        next: The same of the staged one; ``None`` also when nothing is staged.
        lacking_current: The servers that surely lack the current one, or its key.
        lacking_next: The servers that surely lack the staged one, or its key.
        unreachable: The servers that could not be asked.
        in_time: The staged one has surely taken over when the current one ends.
    """

    current: timedelta | None
    next: timedelta | None = None
    lacking_current: tuple[str, ...] = ()
    lacking_next: tuple[str, ...] = ()
    unreachable: tuple[str, ...] = ()
    in_time: bool = True


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is to be done, and where.

    Attributes:
        choice: See ``Choice``.
        current_to: The servers to import the current certificate to.
        next_to: The servers to import the staged one to.
        takes_next: The staged one is taken up; no new one is made.
        waits_for: The servers whose answer is needed first.
    """

    choice: Choice
    current_to: tuple[str, ...] = ()
    next_to: tuple[str, ...] = ()
    takes_next: bool = False
    waits_for: tuple[str, ...] = ()


def decide(seen: Seen) -> Decision:
    """Decide; the first rule that fits decides.

    A server that cannot be asked may hold what the others lack, so nothing is made new without it
    except for a certificate that has surely expired, which no server's answer brings back.
    """
    now_left, ready = seen.current, _ready(seen)
    if now_left is not None and now_left <= timedelta():
        return Decision(choice=Choice.REPLACE, takes_next=ready)
    if seen.unreachable:
        return Decision(choice=Choice.BLOCKED, waits_for=seen.unreachable)
    if now_left is None or (now_left < TOO_LATE and not (ready and seen.in_time)):
        return Decision(choice=Choice.REPLACE, takes_next=ready)
    next_to = seen.lacking_next if _lasts(seen.next, timedelta()) else ()
    if seen.lacking_current or next_to:
        return Decision(choice=Choice.IMPORT, current_to=seen.lacking_current, next_to=next_to)
    return _renewal(seen, now_left)


def _renewal(seen: Seen, left: timedelta) -> Decision:
    """Decide about the next one, while every server has the current one."""
    nowhere = bool(seen.lacking_next) and seen.next is None
    if nowhere or (left <= NOTICE and not _lasts(seen.next, SHORT_NEXT)):
        return Decision(choice=Choice.STAGE)
    if left <= NOTICE and not seen.in_time:
        return Decision(choice=Choice.STAGE, takes_next=True)
    return Decision(choice=Choice.NOTHING)


def _ready(seen: Seen) -> bool:
    """Say whether the staged one could take over at once, on every server."""
    return _lasts(seen.next, timedelta()) and not seen.lacking_next and not seen.unreachable


def _lasts(left: timedelta | None, more_than: timedelta) -> bool:
    return left is not None and left > more_than
