"""Moments of two machines, compared: their clocks differ by minutes, and a calendar has an end.

Dates from outside may be any that the other side can write, so nothing is added to them that could
leave the calendar.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

SKEW: Final = timedelta(minutes=5)
"""What two clocks may differ by: Kerberos (RFC 4120, "e.g., 5 minutes") and those who read tokens
allow as much.  https://learn.microsoft.com/entra/identity-platform/access-tokens
"""
_NEAR: Final = timedelta(days=2)
"""Within so much the day alone does not say whether a moment has come."""
_FIRST: Final = datetime.min.replace(tzinfo=UTC)
_LAST: Final = datetime.max.replace(tzinfo=UTC)


def is_to_come(moment: datetime, now: datetime) -> bool:
    """Tell whether a moment of another machine has surely not come yet."""
    return moment - now > SKEW


def moved(moment: datetime, by: timedelta) -> datetime:
    """Give the moment so much later, or earlier; at the calendar's end its last, or first."""
    try:
        return moment + by
    except OverflowError:
        return _LAST if by > timedelta() else _FIRST


def written(moment: datetime, now: datetime) -> str:
    """Write a moment's day; with its time where that is needed to see whether it has come."""
    form = "%Y-%m-%d %H:%M UTC" if abs(moment - now) < _NEAR else "%Y-%m-%d UTC"
    return moment.astimezone(UTC).strftime(form)
