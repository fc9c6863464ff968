"""Starts workers of the whole product in processes of their own, each killed where it is told.

One process loads the product and forks a worker for each line it reads: an order as JSON.  It
answers with the worker's process id, and says so when one has ended.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

import structlog

import bot.wiring
from adapters.clock import Clock
from bot.settings import load
from commands.catalog import RUNBOOKS
from commands.check import Asked
from commands.look import Facts
from commands.runbook import Plan, Proof
from jobs.change import Change
from jobs.connection import Address
from jobs.entries import Kind
from jobs.held import Held
from jobs.store import Store
from jobs.worker import Worker
from tests.crash.forking import forking

LEASE: Final = 1.5
AMID: Final = 0.1
"""Seconds after an intent was written at which its call is on its way, with the lab's latency."""

ROTATE: Final = "rotate auth cert"


@dataclass(frozen=True, kw_only=True)
class Order:
    """One worker to be started.

    Attributes:
        config, url: The configuration, and the store.
        moved: A file that tells by how much the clocks are ahead; see ``Moved``.
        died: A file of the commits at which workers have died; none dies twice at the same.
        how: ``before`` or ``after`` a commit, ``amid`` the call that follows an intent; none when
            empty.
        at: Only at those commits, ``6 done``; at all of them when empty.
        upgraded: Whether its program plans a rotation with other steps.
    """

    config: str
    url: str
    moved: str
    died: str
    how: str = ""
    at: tuple[str, ...] = ()
    upgraded: bool = False

    def to_line(self) -> bytes:
        """Give the order as one line; ``from_line`` is its inverse."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: str) -> Self:
        given = json.loads(line)
        return cls(**given | {"at": tuple(given["at"])})


@dataclass(frozen=True, kw_only=True)
class Moved:
    """By how many seconds two clocks are ahead of the machine's: everybody's, and the store's."""

    business: float = 0.0
    store: float = 0.0

    def write(self, path: Path) -> None:
        """Write it in one go, as those who read it look all the time."""
        new = path.with_suffix(".new")
        new.write_text(json.dumps(asdict(self)), encoding="utf-8")
        new.replace(path)

    @classmethod
    def read(cls, path: Path) -> Self:
        return cls(**json.loads(path.read_text(encoding="utf-8")))


class MortalStore(Store):
    """A store at whose commits the worker may die, and whose time a story can let go by."""

    order: Order

    async def time(self) -> int:
        return await super().time() + round(Moved.read(Path(self.order.moved)).store * 1000)

    async def commit(self, held: Held, change: Change, *, release: bool = False) -> Held:
        spot = self._spot(held, change)
        if spot and self.order.how == "before":
            self._die(spot)
        answer = await super().commit(held, change, release=release)
        if spot and self.order.how == "after":
            self._die(spot)
        if spot and self.order.how == "amid":
            asyncio.get_running_loop().call_later(AMID, self._die, spot)
        return answer

    def _spot(self, held: Held, change: Change) -> str:
        """Name the commit, if it is one to die at."""
        kind = change.entries[-1].kind if change.entries else Kind.BEGUN
        name = f"{held.job.position} {kind.value}"
        if kind is Kind.BEGUN or (self.order.how == "amid" and kind is not Kind.INTENDED):
            return ""
        died = Path(self.order.died).read_text(encoding="utf-8").splitlines()
        is_meant = not self.order.at or name in self.order.at
        return name if is_meant and name not in died else ""

    def _die(self, spot: str) -> None:
        with Path(self.order.died).open("a", encoding="utf-8") as file:
            file.write(f"{spot}\n")
        os.kill(os.getpid(), signal.SIGKILL)


def other_steps(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan a rotation as a later version might: one more look, right after the approval."""
    plan = RUNBOOKS[ROTATE].plan(facts, asked, options)
    first, *rest = plan.items
    proofs = [each for each in rest if isinstance(each, Proof)]
    return replace(plan, items=(first, proofs[0], *rest))


def working(order: Order) -> AbstractAsyncContextManager[str]:
    """Open the product's worker as ``python -m bot work`` does, on the story's clocks."""
    MortalStore.order = order
    parts: Any = bot.wiring
    parts.Worker = partial(Worker, lease=LEASE)
    stores: Any = sys.modules["bot.stores"]
    stores.Store = MortalStore
    if order.upgraded:
        later = replace(RUNBOOKS[ROTATE], plan=other_steps)
        parts.RUNBOOKS = {**RUNBOOKS, ROTATE: later}
    settings = load(Path(order.config))
    store = replace(settings.store, address=Address(url=order.url))
    moved = Path(order.moved)
    clock = Clock(lambda: timedelta(seconds=Moved.read(moved).business))
    return bot.wiring.working(replace(settings, store=store), clock)


async def work(order: Order) -> None:
    """Be a worker until killed."""
    async with working(order):
        await asyncio.Event().wait()


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    bot.wiring.load_libraries()
    forking(lambda line: work(Order.from_line(line)))


if __name__ == "__main__":
    main()
