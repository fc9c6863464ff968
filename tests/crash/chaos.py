"""What else can happen to a job that changes something: each a run with its own trouble."""

import os
import random
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from redis.exceptions import RedisError

from jobs.record import Job
from tests.crash.deed import steps
from tests.crash.drive import LEASE, Lane, drive, faults
from tests.jobs.parts import RealClock

Trouble = Callable[[Lane], Awaitable[list[str]]]

INSTANTS: Final = 20
LASTS: Final = 1.0
"""Seconds that no run is shorter than: instants are drawn from them."""
YEARS: Final = timedelta(days=3650).total_seconds()
STOPS: Final = tuple(range(8, 54, 5))
"""Writes and calls at which a worker is frozen; among them calls that change something."""


def store_killed(seed: int) -> Trouble:
    """Kill the store's server once, at an instant drawn from ``seed``; it is started again."""

    async def trouble(lane: Lane) -> list[str]:
        dice = random.Random(seed)  # noqa: S311  (to be drawn again)
        due = RealClock().now() + timedelta(seconds=dice.uniform(0, LASTS))
        left = [int((await lane.store.redis.info("server"))["process_id"])]

        async def kill(_: Job) -> None:
            if left and RealClock().now() >= due:
                os.kill(left.pop(), signal.SIGKILL)

        await lane.submit()
        await lane.forks.start(lane.order("A"))
        job = await drive(lane, kill)
        if left:
            return ["it ended before the store was killed"]
        return await _faults(lane, job)

    return trouble


async def _faults(lane: Lane, job: Job) -> list[str]:
    """Look at the end as the store has it, once that answers again."""
    while True:
        try:
            return await faults(lane, await lane.desk.job(job.id) or job)
        except (RedisError, OSError):
            await RealClock().sleep(0.1)


async def racing(lane: Lane) -> list[str]:
    """Let two workers hear every bell."""
    await lane.submit()
    for name in ("A", "B"):
        await lane.forks.start(lane.order(name, bell="twice"))
    return await faults(lane, await drive(lane))


def frozen(at: int) -> Trouble:
    """Stop a worker at one of its writes or calls until another has finished, then wake it."""

    async def trouble(lane: Lane) -> list[str]:
        await lane.submit()
        stopped = await lane.forks.start(lane.order("A", at=at, freezes=True))
        since = RealClock().now()

        async def another(_: Job) -> None:
            waited = (RealClock().now() - since).total_seconds()
            if waited > 2 * LEASE and len(lane.forks.living) == 1:
                await lane.forks.start(lane.order("B"))

        job = await drive(lane, another)
        os.kill(stopped, signal.SIGCONT)
        await RealClock().sleep(2 * LEASE)
        return await faults(lane, await lane.desk.job(job.id) or job)

    return trouble


def bells(kind: str) -> Trouble:
    async def trouble(lane: Lane) -> list[str]:
        await lane.submit()
        await lane.forks.start(lane.order("A", bell=kind))
        return await faults(lane, await drive(lane))

    return trouble


def jumping(seed: int) -> Trouble:
    """Set the worker's clock by days, forwards and backwards, all the time."""

    async def trouble(lane: Lane) -> list[str]:
        await lane.submit(steps(patience=YEARS))
        await lane.forks.start(lane.order("A", jumps=seed))
        return await faults(lane, await drive(lane))

    return trouble


def all_troubles() -> dict[str, Trouble]:
    """Give every trouble by its name."""
    named: dict[str, Trouble] = {
        f"the store killed, seed {seed}": store_killed(seed) for seed in range(1, INSTANTS + 1)
    }
    named |= {f"a worker frozen at {at}": frozen(at) for at in STOPS}
    named |= {f"the clock jumping, seed {seed}": jumping(seed) for seed in range(1, 6)}
    named |= {f"bells heard {kind}": bells(kind) for kind in ("twice", "lost")}
    return named | {"two workers racing": racing}


SAMPLE: Final = (
    "the store killed, seed 3",
    "a worker frozen at 13",
    "the clock jumping, seed 4",
    "bells heard twice",
    "two workers racing",
)
"""Those of every test run."""


async def meet(lane: Lane, trouble: Trouble) -> list[str]:
    """Run the job with a trouble; gives what is wrong afterwards."""
    await lane.clear()
    try:
        return await trouble(lane)
    except TimeoutError:
        return ["it did not end"]
    finally:
        for worker in tuple(lane.forks.living):
            await lane.forks.kill(worker)
