"""Runs the whole crash matrix and every other trouble: ``make crash``."""

import asyncio
import logging
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import structlog

from tests.crash.chaos import all_troubles, meet
from tests.crash.drive import Lane, a_lane
from tests.crash.matrix import Point, crash, points

LANES: Final = 6

Trial = Callable[[Lane], Awaitable[list[str]]]


async def trials(lane: Lane, folder: Path) -> dict[str, Trial]:
    """Give everything that is tried, by its name; the slow ones first."""

    def dying(point: Point) -> Trial:
        return lambda lane: crash(lane, point)

    def met(name: str) -> Trial:
        return lambda lane: meet(lane, all_troubles()[name])

    named = {name: met(name) for name in all_troubles()}
    named |= {f"a worker killed {each}": dying(each) for each in await points(lane, folder)}
    return named


async def run(folder: Path) -> int:
    """Try everything, some side by side; gives how many did not survive."""
    async with AsyncExitStack() as stack:
        lanes = [
            await stack.enter_async_context(a_lane(folder / str(number))) for number in range(LANES)
        ]
        todo = await trials(lanes[0], folder)
        left = iter(todo.items())
        lost = 0

        async def work(lane: Lane) -> None:
            nonlocal lost
            for name, trial in left:
                if wrong := await trial(lane):
                    lost += 1
                    sys.stdout.write(f"LOST: {name}: {'; '.join(wrong)}\n")

        async with asyncio.TaskGroup() as group:
            for lane in lanes:
                group.create_task(work(lane))
    sys.stdout.write(f"{len(todo)} tried, {len(todo) - lost} survived\n")
    return lost


def main() -> int:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as folder:
        return 1 if asyncio.run(run(Path(folder))) else 0


if __name__ == "__main__":
    sys.exit(main())
