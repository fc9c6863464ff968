"""When a schedule comes due: on days of the week at a time of day, or every so many hours.

Times are those on the clocks of a time zone.  Where the clocks go forward, a time that is left
out comes as much later as they jump; where they go back, a time of day comes once, the first time
it is shown, and a full hour of ``Hours`` as often as it is shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_DAY: Final = (0, 1, 2, 3, 4, 5, 6)
WORKING_DAYS: Final = (0, 1, 2, 3, 4)
HOURS: Final = (1, 2, 3, 4, 6, 8, 12)
"""Those that part a day evenly, so that the same hours come every day."""

_REACH: Final = range(-2, 10)
"""Days around today in which the next one lies: a week, and where zones have left out a day."""


@dataclass(frozen=True, kw_only=True)
class Days:
    """At a time of day, on some days of the week; ``days`` count from 0, a Monday, in order.

    Raises:
        ValueError: There are no days, or they are not those of a week in order.
    """

    days: tuple[int, ...]
    at: time

    def __post_init__(self) -> None:
        if not self.days or self.days != tuple(day for day in EVERY_DAY if day in self.days):
            raise ValueError(f"{self.days} are not days of a week in order")

    def __str__(self) -> str:
        """Write it as people do, in a form that is read back: ``every monday at 07:30``."""
        named = " and ".join(WEEKDAYS[day] for day in self.days)
        days = {EVERY_DAY: "day", WORKING_DAYS: "weekday"}.get(self.days, named)
        return f"every {days} at {self.at:%H:%M}"

    def to_json(self) -> dict[str, Any]:
        return {"days": list(self.days), "at": f"{self.at:%H:%M}"}


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Every so many full hours, counted from midnight: 6 is at 00, 06, 12 and 18 o'clock.

    Raises:
        ValueError: The number is none of ``HOURS``.
    """

    count: int

    def __post_init__(self) -> None:
        if self.count not in HOURS:
            raise ValueError(f"{self.count} hours do not part a day evenly")

    def __str__(self) -> str:
        return "every hour" if self.count == 1 else f"every {self.count} hours"

    def to_json(self) -> dict[str, Any]:
        return {"hours": self.count}


Recurrence = Days | Hours


def from_json(data: Mapping[str, Any]) -> Recurrence:
    """Read what ``to_json`` gave."""
    if "hours" in data:
        return Hours(count=data["hours"])
    return Days(days=tuple(data["days"]), at=time.fromisoformat(data["at"]))


def next_after(when: Recurrence, moment: datetime, zone: tzinfo) -> datetime:
    """Give the first time that is later than ``moment`` (aware), in UTC."""
    today = moment.astimezone(zone).date()
    times = (_shown(when, today + timedelta(days=days), zone) for days in _REACH)
    return min(each for some in times for each in some if each > moment)


def _shown(when: Recurrence, day: date, zone: tzinfo) -> Iterator[datetime]:
    """Give when the clocks show the wanted time on a day, in UTC."""
    match when:
        case Days(days=days, at=at):
            if day.weekday() in days:
                yield datetime.combine(day, at, zone).astimezone(UTC)
        case Hours(count=count):
            for hour in range(0, 24, count):
                first = datetime.combine(day, time(hour), zone)
                # Of a time that the clocks leave out, one reading is as much later as they jump,
                # and the other, which is the earlier one, is none.
                again = first.replace(fold=1).astimezone(UTC)
                yield first.astimezone(UTC)
                if again > first.astimezone(UTC):
                    yield again
