"""Ending tasks for certain."""

import asyncio
from typing import Any, Final

PATIENCE: Final = 3.0


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks and wait until they are done; their results are left for the caller.

    A cancel can get lost on its way, e.g. in ``asyncio.wait_for`` of Python 3.11, so it is
    repeated until it is heard.
    """
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=PATIENCE)
