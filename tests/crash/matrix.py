"""The crash matrix: a worker dies before and after each of its writes and calls, one by one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.crash.drive import Lane, drive, faults
from tests.crash.worker import WRITES

SLACK: Final = 2
"""Points tried beyond those of the run that counts them: another run may take some more."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One instant at which a worker dies."""

    at: int
    after: bool
    what: str = ""

    def __str__(self) -> str:
        return f"{'after' if self.after else 'before'} {self.what or '?'} ({self.at})"


async def points(lane: Lane, folder: Path) -> tuple[Point, ...]:
    """Run the job once, undisturbed, and give every instant of it."""
    seen = folder / "seen"
    seen.write_text("", encoding="utf-8")
    await lane.clear()
    await lane.submit()
    worker = await lane.forks.start(lane.order("A", seen=str(seen)))
    job = await drive(lane)
    await lane.forks.kill(worker)
    if wrong := await faults(lane, job):
        raise AssertionError(f"the undisturbed run: {wrong}")
    names = seen.read_text(encoding="utf-8").split()
    names += ["one more"] * SLACK
    return tuple(
        Point(at=at, after=after, what=name)
        for at, name in enumerate(names, start=1)
        for after in (False, True)
    )


async def crash(lane: Lane, point: Point) -> list[str]:
    """Let a worker die at a point and another go on; gives what is wrong afterwards."""
    await lane.clear()
    await lane.submit()
    await lane.forks.start(lane.order("A", at=point.at, after=point.after))

    async def replace(_: object) -> None:
        if not lane.forks.living:
            await lane.forks.start(lane.order("B"))

    try:
        job = await drive(lane, replace)
    except TimeoutError:
        return ["it did not end"]
    finally:
        for worker in tuple(lane.forks.living):
            await lane.forks.kill(worker)
    return await faults(lane, job)


def sample(every: tuple[Point, ...]) -> tuple[Point, ...]:
    """Pick the instants that decide most: around the taking, an intent, a change, a gate."""
    of_kind = {what: [each for each in every if each.what == what] for what in (*WRITES, "Put")}
    puts, commits = of_kind["Put"], of_kind["commit"]
    wanted = (*of_kind["claim"][:1], *puts[:2], *puts[-1:], *commits[4:10:2], *commits[-1:])
    return tuple(dict.fromkeys(wanted))
