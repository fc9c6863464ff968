"""Runs the whole crash matrix and every other trouble: ``make crash``.

``python -m tests.crash "Put 3"`` tries only what has those words in its name.
"""

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
from tests.crash.firing import all_firings
from tests.crash.matrix import crash, losses, spots, unanswered

LANES: Final = 6

Trial = Callable[[Lane], Awaitable[list[str]]]


async def trials(lane: Lane, folder: Path) -> dict[str, Trial]:
    """Give everything that is tried, by its name; the slow ones first."""

    def met(trouble: Trial) -> Trial:
        return lambda lane: meet(lane, trouble)

    troubles = (all_troubles() | all_firings()).items()
    named = {name: met(trouble) for name, trouble in troubles}
    found = await spots(lane, folder)
    for spot in found:
        named[f"a worker killed {spot}"] = lambda lane, spot=spot: crash(lane, spot)
    for spot, how in losses(found):
        named[f"{how} {spot}"] = lambda lane, spot=spot, how=how: unanswered(lane, spot, how)
    return named


async def outcome(lane: Lane, trial: Trial) -> list[str]:
    """Try one; what breaks it off is wrong with it, and nothing with the others."""
    try:
        return await trial(lane)
    except Exception as error:  # noqa: BLE001  (named in the figures, and the rest goes on)
        return [f"it broke off: {error!r}"]


async def run(folder: Path, words: str) -> int:
    """Try all that has ``words`` in its name, some side by side; gives how many did not survive.

    Raises:
        LookupError: Nothing has.
    """
    async with AsyncExitStack() as stack:
        lanes = [
            await stack.enter_async_context(a_lane(folder / str(number))) for number in range(LANES)
        ]
        every = await trials(lanes[0], folder)
        todo = {name: trial for name, trial in every.items() if words in name}
        if not todo:
            raise LookupError(f"nothing that is tried has {words!r} in its name")
        left = iter(todo.items())
        lost = 0

        async def work(lane: Lane) -> None:
            nonlocal lost
            for name, trial in left:
                if wrong := await outcome(lane, trial):
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
        return 1 if asyncio.run(run(Path(folder), " ".join(sys.argv[1:]))) else 0


if __name__ == "__main__":
    sys.exit(main())
