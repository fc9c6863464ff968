"""Kills or stops a worker at one of its writes and calls, or loses an answer; notes all of them.

What is counted is everything that leaves the process: the worker's scripts, what the bell's
library writes, and each call of the backend.
"""

import json
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from redis.exceptions import ConnectionError

from commands.ports import Outcome
from jobs.bell import Bell
from jobs.scripts import Scripts
from tests.crash.backend import Client
from tests.jobs.deeds import trouble

WRITES: Final = frozenset(
    {"claim", "renew", "commit", "release", "progress", "sweep", "schedule_fire"}
)
"""The worker's own scripts that write."""

BELL: Final = {"update": "bell-taken", "finish": "bell-over"}
"""What the bell's library writes about a bell: that it was taken, and that it is over."""


SENT: Final = "Put-sent"
"""A change that has left and is not answered: a spot of its own."""


class How(StrEnum):
    """What happens at a spot.

    ``AGAIN``: the answer of a write is lost and the write sent once more, as redis-py does.
    """

    KILL = "kill"
    FREEZE = "freeze"
    LOSE = "lose the answer"
    AGAIN = "send again"


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


_SIGNALS: Final = {How.KILL: signal.SIGKILL, How.FREEZE: signal.SIGSTOP}


def tell(news: Mapping[str, int]) -> None:
    """Tell whoever started this process."""
    os.write(1, json.dumps(news).encode() + b"\n")


class Fuse:
    """Burns at one spot.

    Args:
        spot: Where.
        how: What happens there; whoever started the worker is told of a lost answer.
        seen: A file that gets a line for each write and call; none when empty.
    """

    def __init__(self, spot: Spot, *, how: How = How.KILL, seen: str = "") -> None:
        self._spot = spot
        self._how = how
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

    def burn(self, spot: Spot) -> How | None:
        """End or stop here, if this is the spot; gives what else is to happen."""
        if spot != self._spot:
            return None
        if self._how in _SIGNALS:
            os.kill(os.getpid(), _SIGNALS[self._how])
            return None
        tell({"lost": os.getpid()})
        return self._how


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
        match self._fuse.burn(answered):
            case How.LOSE:
                raise ConnectionError("the answer was lost")
            case How.AGAIN:
                answer = await super().__call__(name, *arguments)
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

    def sent(self, cmdlet: str) -> None:
        if cmdlet == "Put":
            self.fuse.before(SENT)

    async def run(self, cmdlet: str, /, **more: Any) -> Any:
        answer = await super().run(cmdlet, **more)
        if self.fuse.burn(self.answered) is How.LOSE:
            raise trouble(Outcome.UNKNOWN, "the answer was lost")
        return answer
