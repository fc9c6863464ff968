"""The driver's hand on the process that forks workers: starts, kills, and sees how each fares."""

import asyncio
import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from tests.jobs.parts import RealClock

LONGEST: Final = 90.0
GLANCE: Final = 0.02
SOON: Final = 3.0


class Order(Protocol):
    """What a worker is told, as the process that forks it reads it."""

    def to_line(self) -> bytes: ...


@dataclass
class Forks:
    """The process that forks workers.

    Attributes:
        living: Workers that have not ended.
        stopped: Workers that stood still at least once.
        unanswered: Workers of which an answer was lost.
        ended: How each of the others ended, as ``waitstatus_to_exitcode`` gives it.
    """

    process: asyncio.subprocess.Process
    living: set[int] = field(default_factory=set)
    stopped: set[int] = field(default_factory=set)
    unanswered: set[int] = field(default_factory=set)
    ended: dict[int, int] = field(default_factory=dict)
    _started: asyncio.Queue[int] = field(default_factory=asyncio.Queue)

    async def start(self, given: Order) -> int:
        assert self.process.stdin is not None
        self.process.stdin.write(given.to_line())
        await self.process.stdin.drain()
        return await self._started.get()

    async def listen(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            match json.loads(line):
                case {"started": worker}:
                    if worker not in self.ended:
                        self.living.add(worker)
                    self._started.put_nowait(worker)
                case {"stopped": worker}:
                    self.stopped.add(worker)
                case {"lost": worker}:
                    self.unanswered.add(worker)
                case {"ended": worker, "status": status}:
                    self.ended[worker] = status
                    self.living.discard(worker)

    async def kill(self, worker: int) -> None:
        """Kill one of the workers that live, and see it end."""
        if worker in self.living:
            os.kill(worker, signal.SIGKILL)
            await until(lambda: worker not in self.living)

    async def kill_all(self) -> None:
        for worker in tuple(self.living):
            await self.kill(worker)

    async def killed_itself(self, worker: int) -> bool:
        """Tell whether a worker that nobody killed was killed, by now or soon."""
        try:
            await until(lambda: worker in self.ended, seconds=SOON)
        except TimeoutError:
            return False
        return self.ended[worker] == -signal.SIGKILL


async def until(happened: Callable[[], bool], *, seconds: float = LONGEST) -> None:
    async with asyncio.timeout(seconds):
        while not happened():
            await RealClock().sleep(GLANCE)
