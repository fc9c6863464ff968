"""The lab's time: the real clock plus an offset that scenarios and the control API move."""

import asyncio
from datetime import UTC, datetime, timedelta


class LabClock:
    """Business time of Exchange and Entra.

    What TLS stacks and client libraries check for themselves (TLS certificates, the times in an
    application's client assertion) follows ``real``: those libraries look at the machine's clock.
    """

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """The lab's time in UTC, aware."""
        return self.real() + self.offset

    def real(self) -> datetime:
        """The machine's time in UTC, aware."""
        return datetime.now(UTC)  # noqa: TID251  (the lab's one door to the machine's clock)

    def advance(self, seconds: float) -> datetime:
        """Move the lab's time; gives the new time."""
        self.offset += timedelta(seconds=seconds)
        return self.now()

    def set(self, moment: datetime) -> None:
        """Put the lab's time to ``moment`` (aware); it goes on from there."""
        self.offset = moment - self.real()

    async def sleep(self, seconds: float) -> None:
        """Wait real seconds, whatever the offset."""
        await asyncio.sleep(seconds)  # noqa: TID251  (the lab's one door to waiting)
