"""Tells a job's thread what it is to be reminded of: once, or in a bad moment not at all."""

from typing import Final, Protocol

import structlog

from bot.talk import PostFailed, Posts, Reply
from commands.ports import Clock
from jobs.record import Conversation

REMEMBERED: Final = 90 * 86_400.0
"""Seconds for which it is known that a thread was reminded: longer than any wait is reminded of."""
PATIENCE: Final = 5
"""How often a reminder that Teams would not take is tried."""

log = structlog.get_logger()


class Remembers(Protocol):
    """What the runner's desk keeps about reminders."""

    async def first_seen(self, key: str, seconds: float) -> bool: ...


async def remind(
    key: str, reply: Reply, place: Conversation, *, desk: Remembers, posts: Posts, clock: Clock
) -> None:
    """Post a reminder, unless the one of that ``key`` was posted, or may have been.

    It is noted before it is posted, so whoever is killed in between leaves it out.  That is meant:
    the card says the same, and nobody is disturbed twice.
    """
    if not await desk.first_seen(key, REMEMBERED):
        return
    for attempt in range(1, PATIENCE + 1):
        try:
            await posts.post(place, reply)
        except PostFailed as failed:
            log.warning("reminder.post_failed", key=key, why=str(failed), attempt=attempt)
            if failed.gone or failed.unknown:
                return
            await clock.sleep(attempt)
        else:
            return
