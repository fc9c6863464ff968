"""Starts workers in processes of their own, each killed at the instant it is told.

One process loads the program and forks a worker for each line it reads: an order as JSON.  It
answers with the worker's process id, and says so when one has ended.
"""

import asyncio
import json
import logging
import os
import random
import signal
import sys
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

import structlog

from commands.ports import World
from jobs.bell import Bell
from jobs.connection import connect
from jobs.scripts import Scripts
from jobs.store import Store
from jobs.worker import Worker
from tests.crash.backend import Client
from tests.crash.deed import SUITES
from tests.jobs.deeds import BOOK
from tests.jobs.parts import KEY, RealClock, world

WRITES: Final = frozenset({"claim", "renew", "commit", "release", "progress"})
"""The worker's own scripts that write."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """One worker to be started.

    Attributes:
        url, port: The store and the backend.
        name: Whom the journal names.
        lease: Seconds.
        at: The write or call at which it dies, counted from 1; 0 for none.
        after: Whether it dies when that was answered, instead of before it is sent.
        freezes: Whether it stands still there instead, until it is woken.
        seen: A file that gets a line for each write and call; none when empty.
        bell: How bells come: ``once``, ``twice``, or ``lost`` (two of three are).
        jumps: Seed of a clock that jumps by days, either way; 0 for one that does not.
    """

    url: str
    port: int
    name: str
    lease: float
    at: int = 0
    after: bool = False
    freezes: bool = False
    seen: str = ""
    bell: str = "once"
    jumps: int = 0


class Fuse:
    """Counts writes and calls, and ends the process at one of them."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._count = 0

    def before(self, what: str) -> int:
        self._count += 1
        if self._order.seen:
            with Path(self._order.seen).open("a", encoding="utf-8") as file:
                file.write(f"{what}\n")
        self._burn(self._count, after=False)
        return self._count

    def after(self, number: int) -> None:
        self._burn(number, after=True)

    def _burn(self, number: int, *, after: bool) -> None:
        if number == self._order.at and after == self._order.after:
            os.kill(os.getpid(), signal.SIGSTOP if self._order.freezes else signal.SIGKILL)


class FusedScripts(Scripts):
    """The store's scripts, each write of which may be the last."""

    def __init__(self, redis: Any, fuse: Fuse) -> None:
        super().__init__(redis)
        self._fuse = fuse

    async def __call__(self, name: str, *arguments: str | int | float) -> Any:
        if name not in WRITES:
            return await super().__call__(name, *arguments)
        number = self._fuse.before(name)
        answer = await super().__call__(name, *arguments)
        self._fuse.after(number)
        return answer


@dataclass(kw_only=True)
class FusedClient(Client):
    """The door to the backend; each call may be the last, or be stopped in the middle."""

    fuse: Fuse
    number: int = 0

    def dialled(self, cmdlet: str) -> None:
        self.number = self.fuse.before(cmdlet)

    async def run(self, cmdlet: str, /, **more: Any) -> Any:
        answer = await super().run(cmdlet, **more)
        self.fuse.after(self.number)
        return answer


class OddBell(Bell):
    """A bell that is heard twice each time, or one time in three."""

    kind = "once"
    heard = 0

    async def run(self, look: Any) -> None:
        async def oddly(number: int) -> None:
            self.heard += 1
            if self.kind == "twice":
                await asyncio.gather(look(number), look(number))
            elif self.kind != "lost" or self.heard % 3 == 0:
                await look(number)

        await super().run(oddly)


class JumpingClock(RealClock):
    """A clock that somebody sets, by days, each time it is looked at a few times."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311  (to be drawn again)
        self._offset = timedelta()

    def now(self) -> datetime:
        if self._dice.random() < 0.2:  # one look in five
            self._offset = timedelta(days=self._dice.uniform(-30, 30))
        return super().now() + self._offset


async def work(order: Order) -> None:
    """Be a worker until killed."""
    redis = connect(order.url)
    clock = JumpingClock(order.jumps) if order.jumps else RealClock()
    fuse = Fuse(order)
    store = Store(redis, key=KEY)
    store.run = FusedScripts(redis, fuse)
    client = FusedClient(port=order.port, fuse=fuse)

    def outside(name: str) -> World:
        return replace(world(name), cloud=cast("Any", client))

    bell = OddBell(order.url, clock)
    bell.kind = order.bell
    worker = Worker(
        store,
        bell,
        outside,
        clock,
        suites=SUITES,
        book=BOOK,
        name=order.name,
        lease=order.lease,
    )
    await worker.run()


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    signal.signal(signal.SIGCHLD, _reap)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            asyncio.run(work(order))
            os._exit(0)
        _tell({"started": child})


def _reap(*_: object) -> None:
    """Say which workers have ended."""
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if child == 0:
            return
        _tell({"ended": child, "status": os.waitstatus_to_exitcode(status)})


def _tell(news: dict[str, int]) -> None:
    os.write(1, json.dumps(news).encode() + b"\n")


if __name__ == "__main__":
    main()
