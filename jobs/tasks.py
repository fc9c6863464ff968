"""Tasks that go on beside the work: ending them for certain, and looking at something for ever."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

import structlog
from redis.exceptions import RedisError

from commands.ports import Clock

log = structlog.get_logger(__name__)

PATIENCE: Final = 3.0
"""Seconds after which a task that did not end is told once more."""


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks and wait until they are done; their results are left for the caller.

    Once is not always enough: up to Python 3.11 ``asyncio.wait_for`` loses a cancel that comes in
    the instant its work is done (https://github.com/python/cpython/issues/86296).
    """
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=PATIENCE)


async def forever(
    name: str, look: Callable[[], Awaitable[object]], pause: float, clock: Clock
) -> None:
    """Look, pause for some seconds, look again, endlessly; cancel it to stop.

    What one look raises is logged under ``name``, and the next one is made all the same: jobs do
    not stop because something beside them cannot be done.
    """
    while True:
        try:
            await look()
        except (RedisError, OSError) as error:
            log.warning("upkeep.failed", what=name, reason=str(error))
        except Exception:
            log.exception("upkeep.broke", what=name)
        await clock.sleep(pause)
