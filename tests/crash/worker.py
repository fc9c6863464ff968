"""Starts workers in processes of their own, each killed at the instant it is told.

One process loads the program and forks a worker for each line it reads: an order as JSON.  It
answers with the worker's process id, and says so when one has stopped or ended.
"""

import asyncio
import json
import logging
import random
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self, cast

import structlog

from commands.ports import World
from jobs.bell import Bell, Look
from jobs.connection import connect
from jobs.schedules import Schedules
from jobs.store import Store
from jobs.worker import Worker
from tests.crash.backend import Client
from tests.crash.deed import SUITES
from tests.crash.forking import forking
from tests.crash.fuse import Fuse, FusedClient, FusedScripts, How, Spot, fuse_bell
from tests.jobs.deeds import BOOK
from tests.jobs.parts import KEY, TENANCY, RealClock, prove, world

SLACK: Final = 0.05
"""Seconds a bell may be ahead of the answer of the sweep that rang it."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """One worker to be started.

    Attributes:
        url, port: The store and the backend.
        name: Whom the journal names.
        lease: Seconds.
        spot: Where it dies.
        how: What happens there instead.
        seen: A file that gets a line for each write and call; none when empty.
        bell: How bells come: ``once``, ``twice``, ``lost`` (two of three are), ``swept`` (none but
            those that its own sweep rings), or ``eager`` (once, and it looks all the time besides).
        jumps: Seed of a clock that jumps by days, either way; 0 for one that does not.
        schedules: Whether it hands in what is scheduled.
    """

    url: str
    port: int
    name: str
    lease: float
    spot: Spot = field(default_factory=Spot)
    how: How = How.KILL
    seen: str = ""
    bell: str = "once"
    jumps: int = 0
    schedules: bool = False

    def to_line(self) -> bytes:
        """Give the order as one line; ``from_line`` is its inverse."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: str) -> Self:
        given = json.loads(line)
        return cls(**given | {"spot": Spot(**given["spot"]), "how": How(given["how"])})


class OddBell(Bell):
    """A bell that comes as an order says; ``rung`` holds what a sweep rang for."""

    def __init__(self, order: Order, clock: RealClock, rung: set[int]) -> None:
        super().__init__(order.url, clock)
        self._kind = order.bell
        self._rung = rung
        self._heard = 0

    async def run(self, look: Look) -> None:
        async def oddly(number: int) -> None:
            self._heard += 1
            match self._kind:
                case "twice":
                    await asyncio.gather(look(number), look(number))
                case "lost" if self._heard % 3:
                    pass
                case "swept":
                    await RealClock().sleep(SLACK)
                    if number in self._rung:
                        self._rung.discard(number)
                        await look(number)
                case _:
                    await look(number)

        async with asyncio.TaskGroup() as group:
            group.create_task(super().run(oddly))
            if self._kind == "eager":
                group.create_task(_look_always(look))


async def _look_always(look: Look) -> None:
    while True:
        await look(1)
        await RealClock().sleep(0.005)


class JumpingClock(RealClock):
    """A clock that somebody sets, by days, each time it is looked at a few times."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311  (to be drawn again)
        self._offset = timedelta()

    def now(self) -> datetime:
        if self._dice.random() < 0.2:  # one look in five
            self._offset = timedelta(days=self._dice.uniform(-30, 30))
        return super().now() + self._offset


def schedules_of(store: Store, clock: RealClock) -> Schedules:
    """Give the schedules of a store; each run is one proof."""
    return Schedules(store, clock, zones={"hbna": UTC}, steps=lambda _: (prove(),), tenancy=TENANCY)


async def work(order: Order) -> None:
    """Be a worker until killed."""
    redis = connect(order.url)
    clock = JumpingClock(order.jumps) if order.jumps else RealClock()
    fuse = Fuse(order.spot, how=order.how, seen=order.seen)
    store = Store(redis, key=KEY)
    scripts = store.run = FusedScripts(redis, fuse)
    client: Client = FusedClient(port=order.port, fuse=fuse)

    def outside(name: str) -> World:
        return replace(world(name), cloud=cast("Any", client))

    bell = OddBell(order, clock, scripts.rung)
    fuse_bell(bell, fuse)
    worker = Worker(
        store,
        bell,
        outside,
        clock,
        suites=SUITES,
        book=BOOK,
        schedules=schedules_of(store, clock) if order.schedules else None,
        name=order.name,
        lease=order.lease,
    )
    await worker.run()


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    forking(lambda line: work(Order.from_line(line)))


if __name__ == "__main__":
    main()
