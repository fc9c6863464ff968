"""Teams' limits for one bot in one conversation; an edit counts as a send.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

from collections import deque
from collections.abc import Sequence
from typing import Final

_WINDOWS: Final[Sequence[tuple[int, float]]] = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""How many sends in how many seconds."""


class Limits:
    """Counts one conversation's sends."""

    def __init__(self) -> None:
        self._sent: deque[float] = deque(maxlen=max(count for count, _ in _WINDOWS))

    def take(self, now: float) -> float | None:
        """Count a send at ``now`` (seconds); gives how long to wait when it is one too many."""
        for count, seconds in _WINDOWS:
            if len(self._sent) >= count and now - self._sent[-count] < seconds:
                return seconds - (now - self._sent[-count])
        self._sent.append(now)
        return None
