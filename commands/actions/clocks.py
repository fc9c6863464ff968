"""The clocks on premises, as the published names show them: looked at before anything is staged.

Tokens and effective times are worth nothing where they are wrong, and ``Set-AuthConfig`` refuses a
date that is past on the server's own clock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from commands.facts.published import METADATA
from commands.look import Fact, Facts, Known, Reading, look
from commands.moments import SKEW
from commands.outside.network import Answer
from commands.phrases import Phrase, joined, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A clock that is off by more than tokens allow: behind which name, and what it shows."""

    host: str
    shown: str
    off: timedelta

    @property
    def told(self) -> Phrase:
        return say(
            "It shows {shown}, which is {minutes} minutes off. Set it right first "
            "(w32tm /query /status shows where it takes its time from).",
            shown=self.shown,
            minutes=round(abs(self.off) / timedelta(minutes=1)),
        )


def wrong(readings: Mapping[str, Reading[Answer]]) -> Iterator[Wrong]:
    """Find the clocks that are off; an answer without a date says nothing."""
    for host, reading in readings.items():
        if not isinstance(reading, Known):
            continue
        shown = next(iter(reading.value.header("date")), "")
        moment = _moment(shown)  # a proxy may leave the header out; the two-way test sees time too
        if moment is not None and abs(moment - reading.at) > SKEW:
            yield Wrong(host=host, shown=shown, off=moment - reading.at)


async def hindrance(world: World) -> Phrase | None:
    """Say which clock is wrong now; ``None`` where none is known to be."""
    readings = (await look(world, (METADATA,), _unheard)).of(METADATA)
    if not isinstance(readings, Known):
        return None
    told = [
        joined((say("Clock behind {host}", host=each.host), each.told))
        for each in wrong(readings.value)
    ]
    return joined(told) if told else None


def _moment(shown: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(shown)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


async def _unheard(_: Fact[Any], __: Facts) -> None:
    """Nobody follows the reads."""
