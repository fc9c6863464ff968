"""What a worker does first: plans that an earlier version of the program made are ended.

Behind their first gate they would be planned once more and found to be other plans; people would
have decided about something that does not follow.  What has passed its gate goes on.
"""

from typing import Final

import structlog

from commands.ports import Clock
from jobs import machine
from jobs.events import Outdated
from jobs.rules.plans import is_outdated
from jobs.store import Stale, Store

log = structlog.get_logger(__name__)

MOST: Final = 10_000


async def end_outdated(store: Store, program: str, *, worker: str, clock: Clock) -> None:
    """End the jobs that wait for a decision about a plan of another program than this one.

    Raises:
        redis.exceptions.RedisError: The store does not answer.
    """
    for job in await store.jobs(only_open=True, limit=MOST):
        if not is_outdated(job, program):
            continue
        change = machine.change(job, Outdated(worker=worker, program=program), clock.now())
        if isinstance(change, machine.Change):
            try:
                await store.event(change)
            except Stale:  # decided meanwhile: what follows finds out
                continue
            log.warning("plan.outdated", job=job.id)
