"""How fast a bot may write into one conversation; an edit counts like a post.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: 7 in a second, 8 in
two, 60 in thirty, 1800 in an hour.  The last one is one write every two seconds, for everything
that happens in a channel together.  So progress is held below that pace from the start: else it
would use the hour up in fifteen minutes, and a result could not be shown for the rest of it.
"""

from collections import deque
from typing import Final

WINDOWS: Final = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""How many writes in how many seconds."""
BURST: Final = 30.0
PACE: Final = 0.4
"""Progress edits per second after a burst; a fifth of the hour stays for posts and results."""
_MARGIN: Final = 0.01
"""Seconds by which a window is left to pass, as the service counts on its own clock."""


class Pace:
    """The writes of one conversation so far.  Times are seconds on one clock."""

    def __init__(self, now: float) -> None:
        self._sent: deque[float] = deque(maxlen=max(count for count, _ in WINDOWS))
        self._spare = BURST
        self._spare_at = now

    def wait(self, now: float, *, progress: bool) -> float:
        """Give the seconds until the next write may go."""
        wait = max(0.0, *(self._window_wait(now, *window) for window in WINDOWS))
        if progress and (missing := 1.0 - self._spare_now(now)) > 0:
            wait = max(wait, missing / PACE)
        return wait

    def take(self, now: float) -> None:
        """Count one write."""
        self._spare = max(0.0, self._spare_now(now) - 1.0)
        self._spare_at = now
        self._sent.append(now)

    def quiet_since(self, moment: float) -> bool:
        """Whether nothing was written since then."""
        return not self._sent or self._sent[-1] < moment

    def _spare_now(self, now: float) -> float:
        return min(BURST, self._spare + max(0.0, now - self._spare_at) * PACE)

    def _window_wait(self, now: float, count: int, seconds: float) -> float:
        if len(self._sent) < count:
            return 0.0
        # A clock that was set back must not hold a write for longer than its window.
        return min(self._sent[-count] + seconds + _MARGIN - now, seconds)
