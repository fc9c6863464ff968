"""What else can happen to a job that changes something: each a run with its own trouble."""

import asyncio
import os
import random
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from redis.exceptions import RedisError

from jobs.record import Job
from jobs.scripts import ROOT
from tests.crash.deed import steps
from tests.crash.drive import LEASE, Lane, drive, faults
from tests.crash.forks import GLANCE, LONGEST, until
from tests.crash.fuse import SENT, How, Spot
from tests.crash.matrix import replaced
from tests.jobs.parts import RealClock

Trouble = Callable[[Lane], Awaitable[list[str]]]

INSTANTS: Final = 20
TRIES: Final = 6
JITTER: Final = 0.15
"""Seconds, at most, that a store is killed after the job has come to a step."""

LANDS: Final = 1.8
"""Seconds a slow change takes: longer than a dead worker's lease and the sweep that notices it."""

SEEDS: Final = (1, 2, 3, 4, 6)
"""Those by which the clock, set a month back, comes again to where it was while a test can wait."""

YEARS: Final = timedelta(days=3650).total_seconds()

STOPS: Final = (
    *(Spot(what="Put", nth=nth, after=after) for nth in range(1, 6) for after in (False, True)),
    Spot(what="claim", after=True),
    Spot(what="renew", nth=2),
    Spot(what="release"),
    *(Spot(what="commit", nth=nth, after=True) for nth in (1, 2, 5, 6, 11, 27)),
)
"""Where a worker is frozen: at each change, at what frames one (an intent is commit 5), and at the
reminder of a wait (commit 11).
"""

WOKEN_EARLY: Final = (
    Spot(what="Put"),
    Spot(what="Put", nth=5),
    Spot(what="Put", nth=3, after=True),
    Spot(what="commit", nth=5, after=True),
)


def store_killed(seed: int) -> Trouble:
    """Kill the store's server once, at an instant drawn from ``seed``; it is started again."""

    async def trouble(lane: Lane) -> list[str]:
        dice = random.Random(seed)  # noqa: S311  (to be drawn again)
        position, later = dice.randrange(len(steps())), dice.uniform(0, JITTER)
        server = int((await lane.store.redis.info("server"))["process_id"])
        await lane.submit()
        await lane.forks.start(lane.order("A"))

        async def kill() -> bool:
            while (job := await lane.desk.job(1)) is None or job.position < position:
                await RealClock().sleep(GLANCE / 4)
            await RealClock().sleep(later)
            is_under_way = await lane.store.redis.hget(f"{ROOT}:job:1", "ended") != "1"
            os.kill(server, signal.SIGKILL)
            return is_under_way

        killing = asyncio.create_task(kill())
        job = await drive(lane)
        if not await killing:
            return ["it had ended before the store was killed"]
        return await _faults(lane, job)

    return trouble


async def _faults(lane: Lane, job: Job) -> list[str]:
    """Look at the end as the store has it, once that answers again."""
    async with asyncio.timeout(LONGEST):
        while True:
            try:
                return await faults(lane, await lane.desk.job(job.id) or job)
            except (RedisError, OSError):
                await RealClock().sleep(0.1)


async def racing(lane: Lane) -> list[str]:
    """Let two workers look at the job all the time.

    Where one of them won each time there was no race: it is run again.
    """
    for _ in range(TRIES):
        await lane.clear()
        await lane.submit()
        for name in ("A", "B"):
            await lane.forks.start(lane.order(name, bell="eager"))
        job = await drive(lane)
        wrote = [link.entry.get("by") for link in await lane.store.journal(job.id)]
        wrong = await faults(lane, job)
        if wrong or ("A" in wrote and "B" in wrote):
            return wrong
        await lane.forks.kill_all()
    return ["one worker won every time"]


def frozen(spot: Spot) -> Trouble:
    """Stop a worker at a spot until another has finished, then wake it."""

    async def trouble(lane: Lane) -> list[str]:
        stopped = await _standing_still(lane, spot)
        await lane.forks.start(lane.order("B"))
        job = await drive(lane)
        os.kill(stopped, signal.SIGCONT)
        await RealClock().sleep(2 * LEASE)
        return await faults(lane, await lane.desk.job(job.id) or job)

    return trouble


def woken_early(spot: Spot) -> Trouble:
    """Stop a worker at a spot, and wake it the instant another has taken the job."""

    async def trouble(lane: Lane) -> list[str]:
        stopped = await _standing_still(lane, spot)
        await lane.forks.start(lane.order("B"))

        async def wake() -> None:
            owner = ""
            while not owner.startswith("B/"):
                owner = await lane.store.redis.hget(f"{ROOT}:job:1", "owner") or ""
                await RealClock().sleep(GLANCE / 4)
            os.kill(stopped, signal.SIGCONT)

        async with asyncio.TaskGroup() as group:
            group.create_task(wake())
            job = await drive(lane)
        return await faults(lane, job)

    return trouble


async def _standing_still(lane: Lane, spot: Spot) -> int:
    """Start a worker and let the job go on until it stops at the spot; gives its process."""
    await lane.submit()
    worker = await lane.forks.start(lane.order("A", spot=spot, how=How.FREEZE))
    driving = asyncio.create_task(drive(lane))
    try:
        await until(lambda: worker in lane.forks.stopped)
    finally:
        driving.cancel()
    return worker


def landing_late(nth: int) -> Trouble:
    """Kill a worker that waits for a change, which lands only after another has taken the job."""

    async def trouble(lane: Lane) -> list[str]:
        lane.backend.slow = LANDS
        await lane.submit(steps(deadline=LANDS + 0.4))
        first = await lane.forks.start(lane.order("A", spot=Spot(what=SENT, nth=nth)))
        job = await drive(lane, lambda _: replaced(lane))
        if not await lane.forks.killed_itself(first):
            return ["its worker never came there"]
        return await faults(lane, job)

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
    """Give every trouble by its name; the slow ones first."""
    named: dict[str, Trouble] = {
        f"bells heard {kind}": bells(kind) for kind in ("swept", "lost", "twice")
    }
    named |= {f"a worker frozen {spot}": frozen(spot) for spot in STOPS}
    named |= {f"a worker frozen {spot}, woken early": woken_early(spot) for spot in WOKEN_EARLY}
    named |= {f"change {nth} landing late": landing_late(nth) for nth in (1, 3, 5)}
    named |= {
        f"the store killed, seed {seed}": store_killed(seed) for seed in range(1, INSTANTS + 1)
    }
    named |= {f"the clock jumping, seed {seed}": jumping(seed) for seed in SEEDS}
    return named | {"two workers racing": racing}


SAMPLE: Final = (
    "a worker frozen before Put 2",
    "change 3 landing late",
    "the store killed, seed 3",
    "the clock jumping, seed 4",
    "bells heard twice",
    "two workers racing",
    "a worker killed after schedule_fire 2, another beside",
)
"""Those of every test run."""


async def meet(lane: Lane, trouble: Trouble) -> list[str]:
    """Run the job with a trouble; gives what is wrong afterwards."""
    await lane.clear()
    try:
        return await trouble(lane)
    except TimeoutError as error:
        return [str(error) or "it did not come about"]
    finally:
        await lane.forks.kill_all()
