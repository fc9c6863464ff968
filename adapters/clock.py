"""The real clock, and waiting by it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """The time of this machine in UTC, moved by an offset where one is given.

    ``offset`` is asked at every look; it is how a rehearsal sets the business time while tokens
    and certificates of the wire keep to the real one.
    """

    def __init__(self, offset: Callable[[], timedelta] = timedelta) -> None:
        self._offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset()  # noqa: TID251  (the one door to the time)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)  # noqa: TID251  (the one door to waiting)
