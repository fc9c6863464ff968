"""Schedules that come due while workers die: each time becomes one job, none is lost or doubled."""

import asyncio
import os
import re
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from commands.recurrence import Days
from jobs.record import Job, State
from tests.crash.drive import Lane
from tests.crash.forks import GLANCE, LONGEST, until
from tests.crash.fuse import How, Spot
from tests.crash.matrix import TRIES
from tests.crash.worker import schedules_of
from tests.jobs.parts import MINJI, REQUEST, THREAD, RealClock

Trial = Callable[[Lane], Awaitable[list[str]]]

DUE: Final = 3
"""Schedules that are due when a worker starts."""

WAKING: Final = 0.5
"""Seconds in which a woken worker goes on with what it was about to write."""

SPOTS: Final = tuple(
    Spot(what="schedule_fire", nth=nth, after=after)
    for nth in range(1, DUE + 1)
    for after in (False, True)
)


class Yesterday(RealClock):
    """The clock of whoever scheduled: what was next then has come."""

    def now(self) -> datetime:
        return super().now() - timedelta(days=1)


def killed(spot: Spot, *, beside: bool) -> Trial:
    """Kill a worker at a spot, with another one ``beside`` it or only after it."""

    async def trial(lane: Lane) -> list[str]:
        for _ in range(TRIES):
            await _schedule(lane)
            first = await lane.forks.start(lane.order("A", spot=spot, schedules=True))
            if beside:
                await lane.forks.start(lane.order("B", schedules=True))
            was_killed = await lane.forks.killed_itself(first)
            if not beside:
                await lane.forks.start(lane.order("B", schedules=True))
            await _all_ended(lane)
            wrong = await _faults(lane)
            if wrong or was_killed:
                return wrong
            await lane.forks.kill_all()
        return ["its worker never came there"]

    return trial


def frozen(spot: Spot) -> Trial:
    """Stop a worker at a spot until another has handed in everything, then wake it."""

    async def trial(lane: Lane) -> list[str]:
        await _schedule(lane)
        worker = await lane.forks.start(lane.order("A", spot=spot, how=How.FREEZE, schedules=True))
        await until(lambda: worker in lane.forks.stopped)
        await lane.forks.start(lane.order("B", schedules=True))
        await _all_ended(lane)
        os.kill(worker, signal.SIGCONT)
        await RealClock().sleep(WAKING)
        await _all_ended(lane)
        return await _faults(lane)

    return trial


def all_firings() -> dict[str, Trial]:
    """Give every trial by its name."""
    named = {f"a worker frozen {spot}": frozen(spot) for spot in SPOTS[2:4]}
    for spot in SPOTS:
        named[f"a worker killed {spot}"] = killed(spot, beside=False)
        named[f"a worker killed {spot}, another beside"] = killed(spot, beside=True)
    return named


async def _schedule(lane: Lane) -> None:
    """Schedule what is due now and, once it was fired, not before half a day has passed."""
    await lane.clear()
    schedules = schedules_of(lane.store, Yesterday())
    noon = RealClock().now() - timedelta(hours=12)
    for number in range(DUE):
        await schedules.add(
            Days(days=tuple(range(7)), at=noon.time().replace(second=0, microsecond=0)),
            REQUEST,
            organisation="hbna",
            requester=MINJI,
            conversation=THREAD,
            always=False,
            key=f"message {number}",
        )


async def _all_ended(lane: Lane) -> None:
    """Wait until every schedule has a run and no job is open."""
    schedules = schedules_of(lane.store, RealClock())
    async with asyncio.timeout(LONGEST):
        while True:
            some = await schedules.list(among={"hbna"})
            if all(each.last for each in some) and not await lane.store.jobs(only_open=True):
                return
            await RealClock().sleep(GLANCE)


async def _faults(lane: Lane) -> list[str]:
    """Say everything that is not as if nobody had been killed."""
    schedules = schedules_of(lane.store, RealClock())
    some = await schedules.list(among={"hbna"})
    jobs = await lane.store.jobs()
    found = [wrong for job in jobs for wrong in await _wrong_with(lane, job)]
    fired = sorted(job.firing.schedule for job in jobs if job.firing is not None)
    if fired != [each.id for each in some] or len(some) != DUE:
        found.append(f"fired: {fired}")
    if {each.last for each in some} != {job.id for job in jobs}:
        found.append(f"last runs: {[each.last for each in some]}")
    if any(each.next is None or each.next <= RealClock().now() for each in some):
        found.append(f"next: {[str(each.next) for each in some]}")
    if (broken := await schedules.verify()) is not None:
        found.append(f"schedules, entry {broken.place}: {broken.problem}")
    return found + [str(broken) for broken in (await lane.auditor.verify()).broken]


async def _wrong_with(lane: Lane, job: Job) -> list[str]:
    found = [] if job.state is State.DONE else [f"job {job.id} ended as {job.state}: {job.why}"]
    entries = [link.entry["kind"] for link in await lane.store.journal(job.id)]
    if not re.fullmatch("created (begun )+proven", " ".join(entries)):
        found.append(f"journal of job {job.id}: {entries}")
    return found
