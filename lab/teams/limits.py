"""Teams' limits for one bot in one conversation; an edit counts as a send.

A channel with all its threads is one conversation.
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

from collections import deque
from collections.abc import Sequence
from typing import Final

Windows = Sequence[tuple[int, float]]
"""How many calls in how many seconds."""

SENDS: Final[Windows] = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
LOOK_UPS: Final[Windows] = ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0))


class Limits:
    """Counts one kind of call in one conversation."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._taken: deque[float] = deque(maxlen=max(count for count, _ in windows))

    def take(self, now: float) -> float | None:
        """Count a call at ``now`` (seconds); gives how long to wait when it is one too many.

        A refused call does not count.
        """
        waits = [
            self._taken[-count] + seconds - now
            for count, seconds in self._windows
            if len(self._taken) >= count and now - self._taken[-count] < seconds
        ]
        if waits:
            return max(waits)
        self._taken.append(now)
        return None
