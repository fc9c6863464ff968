"""One deadline over all of a call: sign-in, queueing, retries and clean-up included."""

import time
from typing import Self


class Deadline:
    """A moment on this machine's monotonic clock; the same in every thread."""

    __slots__ = ("_at",)

    def __init__(self, at: float) -> None:
        self._at = at

    @classmethod
    def after(cls, seconds: float) -> Self:
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds that remain; zero or less when it has passed."""
        return self._at - time.monotonic()

    def no_later_than(self, seconds: float) -> "Deadline":
        """Give the earlier of this one and ``seconds`` from now."""
        return Deadline(min(self._at, time.monotonic() + seconds))
