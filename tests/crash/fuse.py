"""Ends or stops a worker's process at one of its writes and calls, and notes all of them.

What is counted is everything that leaves the process: the worker's scripts, what the bell's
library writes, and each call of the backend.
"""

import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jobs.bell import Bell
from jobs.scripts import Scripts
from tests.crash.backend import Client

WRITES: Final = frozenset(
    {"claim", "renew", "commit", "release", "progress", "sweep", "schedule_fire"}
)
"""The worker's own scripts that write."""

BELL: Final = {"update": "bell-taken", "finish": "bell-over"}
"""What the bell's library writes about a bell: that it was taken, and that it is over."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One instant of a worker's life.

    Attributes:
        what: The write or call, as ``Fuse`` notes it; none when empty.
        nth: Which of those of its name, counted from 1.
        after: Whether it is when that was answered, instead of before it is sent.
    """

    what: str = ""
    nth: int = 1
    after: bool = False

    def __str__(self) -> str:
        return f"{'after' if self.after else 'before'} {self.what} {self.nth}"


class Fuse:
    """Burns at one spot: the process is killed there, or stopped until it is woken.

    Args:
        spot: Where.
        freezes: Whether it is stopped only.
        seen: A file that gets a line for each write and call; none when empty.
    """

    def __init__(self, spot: Spot, *, freezes: bool = False, seen: str = "") -> None:
        self._spot = spot
        self._signal = signal.SIGSTOP if freezes else signal.SIGKILL
        self._seen = seen
        self._counts: Counter[str] = Counter()

    def before(self, what: str) -> Spot:
        """Note that something is about to leave; gives the spot when it was answered."""
        self._counts[what] += 1
        if self._seen:
            with Path(self._seen).open("a", encoding="utf-8") as file:
                file.write(f"{what}\n")
        self.burn(Spot(what=what, nth=self._counts[what]))
        return Spot(what=what, nth=self._counts[what], after=True)

    def burn(self, spot: Spot) -> None:
        if spot == self._spot:
            os.kill(os.getpid(), self._signal)


class FusedScripts(Scripts):
    """The store's scripts, each write of which may be the last.

    Attributes:
        rung: Jobs that this process's own sweep rang for and that were not looked at since.
    """

    def __init__(self, redis: Any, fuse: Fuse) -> None:
        super().__init__(redis)
        self._fuse = fuse
        self.rung: set[int] = set()

    async def __call__(self, name: str, *arguments: str | int | float) -> Any:
        if name not in WRITES:
            return await super().__call__(name, *arguments)
        answered = self._fuse.before(name)
        answer = await super().__call__(name, *arguments)
        self._fuse.burn(answered)
        if name == "sweep":
            self.rung.update(int(number) for number in answer)
        return answer


def fuse_bell(bell: Bell, fuse: Fuse) -> None:
    """Let each write of the bell's library be the last."""

    def fused(name: str, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def write(*given: Any, **more: Any) -> Any:
            answered = fuse.before(name)
            answer = await call(*given, **more)
            fuse.burn(answered)
            return answer

        return write

    queue = bell._queue
    vars(queue).update({each: fused(name, getattr(queue, each)) for each, name in BELL.items()})


@dataclass(kw_only=True)
class FusedClient(Client):
    """The door to the backend; each call may be the last, or be stopped in the middle."""

    fuse: Fuse
    answered: Spot = Spot()

    def dialled(self, cmdlet: str) -> None:
        self.answered = self.fuse.before(cmdlet)

    async def run(self, cmdlet: str, /, **more: Any) -> Any:
        answer = await super().run(cmdlet, **more)
        self.fuse.burn(self.answered)
        return answer
