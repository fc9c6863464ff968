"""The crash matrix: a worker dies before and after each of its writes and calls, one by one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.crash.drive import Lane, drive, faults
from tests.crash.fuse import SENT, WRITES, How, Spot

TRIES: Final = 8
"""How often a worker may miss its spot: sweeps and renewals follow the time, not the job, and on a
busy machine a proof can be over before its renewal is.
"""

TIMED: Final = {"renew": 3, "sweep": 3}
"""How many of those every run has, however quick: one renewal in each proof, a sweep each second.
A slow run has more, at which a quicker one could not be killed.
"""


async def spots(lane: Lane, folder: Path) -> tuple[Spot, ...]:
    """Run the job once, undisturbed, and give every instant of it."""
    seen = folder / "seen"
    seen.write_text("", encoding="utf-8")
    await lane.clear()
    await lane.submit()
    try:
        await lane.forks.start(lane.order("A", seen=str(seen)))
        job = await drive(lane)
    finally:
        await lane.forks.kill_all()
    if wrong := await faults(lane, job):
        raise AssertionError(f"the undisturbed run: {wrong}")
    counts: Counter[str] = Counter()
    found = []
    for what in seen.read_text(encoding="utf-8").split():
        counts[what] += 1
        if counts[what] > TIMED.get(what, counts[what]):
            continue
        sides = (False,) if what == SENT else (False, True)
        found += [Spot(what=what, nth=counts[what], after=after) for after in sides]
    return tuple(found)


async def crash(lane: Lane, spot: Spot, *, tries: int = TRIES) -> list[str]:
    """Let a worker die at a spot and another go on; gives what is wrong afterwards.

    A run whose worker was not killed proves nothing: it is done again, and wrong if it stays so.
    """
    for _ in range(tries):
        await lane.clear()
        await lane.submit()
        try:
            first = await lane.forks.start(lane.order("A", spot=spot))
            job = await drive(lane, lambda _: replaced(lane))
            was_killed = await lane.forks.killed_itself(first)
        except TimeoutError as error:
            return [str(error)]
        finally:
            await lane.forks.kill_all()
        wrong = await faults(lane, job)
        if wrong or was_killed:
            return wrong
    return ["its worker never came there"]


async def unanswered(lane: Lane, spot: Spot, how: How) -> list[str]:
    """Lose the answer at a spot, of a worker that lives; gives what is wrong afterwards."""
    for _ in range(TRIES):
        await lane.clear()
        await lane.submit()
        try:
            worker = await lane.forks.start(lane.order("A", spot=spot, how=how))
            job = await drive(lane)
        except TimeoutError as error:
            return [str(error)]
        finally:
            await lane.forks.kill_all()
        wrong = await faults(lane, job)
        if wrong or worker in lane.forks.unanswered:
            return wrong
    return ["its worker never came there"]


def losses(spots: Iterable[Spot]) -> Iterator[tuple[Spot, How]]:
    """Give every answer that can be lost: of a write to the store, and of a change."""
    for spot in spots:
        if spot.after and spot.what in WRITES:
            yield from ((spot, How.LOSE), (spot, How.AGAIN))
        elif spot.after and spot.what == "Put":
            yield spot, How.LOSE


async def replaced(lane: Lane) -> None:
    """See to it that some worker lives."""
    if not lane.forks.living:
        await lane.forks.start(lane.order("B"))


SAMPLE: Final = (
    Spot(what="claim"),
    Spot(what="commit", nth=5, after=True),
    Spot(what="commit", nth=11, after=True),
    Spot(what="Put", nth=2, after=True),
    Spot(what="Put", nth=5),
    Spot(what="release"),
    Spot(what="renew", after=True),
    Spot(what="bell-taken", nth=2, after=True),
)
"""Those of every test run: around the taking, an intent, a reminder, changes, a wait, a lease, a
bell.
"""
