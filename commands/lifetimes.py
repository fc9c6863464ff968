"""How long certificates last: from when, until when, and which notice their end has reached.

What is watched is warned of so many days before its end (the organisation's ``expiry_days``), once
for each number of days.  Not watched is what nothing depends on, or what another one follows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self

NOTICES: Final = (90, 60, 30, 14, 7)
"""Days before its end at which a certificate is warned of, where the configuration says nothing."""

_DAY: Final = timedelta(days=1)
_ENDED: Final = 0
"""In the place of a notice: it has ended."""


class Place(StrEnum):
    """Where a certificate, or its public key, was found."""

    EXCHANGE = "Exchange Server"
    ENTRA = "Entra ID"
    TLS = "TLS"


class Turn(StrEnum):
    """What is worth telling of a lifetime, from one look to the next."""

    NEARER = "nearer"
    """It has come to within another notice of its end, or has ended."""
    RENEWED = "renewed"
    """Another certificate stands in its place, or it ends on another day."""


@dataclass(frozen=True, kw_only=True)
class Lifetime:
    """One certificate, or one copy of its public key, in one place.

    Attributes:
        name: Short, in Latin letters: ``Auth current``.
        where: See ``Place``.
        starts: ``None`` when nobody said.
        ends: When it stops being valid.
        seen: When it was looked at; the days left are counted from then.
        thumbprint: 40 upper-case hex digits; empty where it was not read.
        watched: Whether its end breaks something; otherwise it has no notices.
        reached: The smallest notice, in days, that its end is within; 0 when it has ended, ``None``
            when its end is farther away than all of them.
    """

    name: str
    where: Place
    starts: datetime | None
    ends: datetime
    seen: datetime
    thumbprint: str = ""
    watched: bool = True
    reached: int | None = None

    @property
    def days(self) -> int:
        """Whole days that were left; those since it ended are negative, and 0 is less than one."""
        days = abs(self.ends - self.seen) // _DAY
        return -days if self.ended else days

    @property
    def ended(self) -> bool:
        return self.ends <= self.seen

    def to_json(self) -> dict[str, Any]:
        """Give the stored shape; ``from_json`` is its inverse."""
        return {
            **vars(self),
            "where": self.where.value,
            "starts": self.starts and self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "seen": self.seen.isoformat(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        starts = data["starts"]
        return cls(
            name=data["name"],
            where=Place(data["where"]),
            starts=datetime.fromisoformat(starts) if starts else None,
            ends=datetime.fromisoformat(data["ends"]),
            seen=datetime.fromisoformat(data["seen"]),
            thumbprint=data["thumbprint"],
            watched=data["watched"],
            reached=data["reached"],
        )


def reached(
    starts: datetime | None, ends: datetime, now: datetime, notices: Iterable[int]
) -> int | None:
    """Give the smallest notice that an end is within, in whole days; 0 when it has come.

    A notice of more than half of the whole lifetime does not count: a certificate for 90 days would
    be warned of from its first day on.
    """
    if ends <= now:
        return _ENDED
    left = (ends - now) // _DAY
    fitting = [
        days for days in notices if starts is None or ends - starts >= 2 * timedelta(days=days)
    ]
    return min((days for days in fitting if left <= days), default=None)


def turn(before: Lifetime | None, now: Lifetime | None) -> Turn | None:
    """Say what is worth telling; ``None``: nothing, or there is nothing to compare."""
    if before is None or now is None:
        return None
    if (before.thumbprint, before.ends) != (now.thumbprint, now.ends):
        return Turn.RENEWED
    if now.reached is None or not now.watched:
        return None
    return Turn.NEARER if before.reached is None or now.reached < before.reached else None


def soonest(lifetimes: Sequence[Lifetime], most: int) -> tuple[Lifetime, ...]:
    """Keep at most so many: those that end first, in the order given."""
    kept = sorted(range(len(lifetimes)), key=lambda at: lifetimes[at].ends)[:most]
    return tuple(lifetimes[at] for at in sorted(kept))
