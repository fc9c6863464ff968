"""Ends background tasks for certain."""

import asyncio
from collections.abc import Iterable
from typing import Any, Final

AGAIN: Final = 0.5
"""Seconds after which a task that did not end is told once more."""


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks and wait until they are done; what they raise is dropped.

    Once is not always enough: up to Python 3.11, ``asyncio.wait_for``, which redis-py sends with,
    loses a cancel that comes in the instant its work is done
    (https://github.com/python/cpython/issues/86296).
    """
    waiting = {task for task in tasks if not task.done()}
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=AGAIN)
