"""The demo's clock: real time plus what the story has skipped."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class MovableClock:
    """A ``commands.ports.Clock`` that a story can move forward; sleepers wake in time."""

    def __init__(self) -> None:
        self._offset = timedelta()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time(), UTC) + self._offset

    def set(self, now: datetime) -> None:
        """Let it be ``now``; earlier than real time is possible too."""
        self._offset = now - datetime.fromtimestamp(time.time(), UTC)
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def sleep(self, seconds: float) -> None:
        end = self.now() + timedelta(seconds=seconds)
        while (left := (end - self.now()).total_seconds()) > 0:
            try:
                await asyncio.wait_for(self._moved.wait(), left)
            except TimeoutError:
                return
