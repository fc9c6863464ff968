"""Tells people when the store is full: nothing can be written then, not even that a job waits.

So nothing is noted either: each process that talks to people says it once, until there is room.
"""

from collections.abc import Sequence
from typing import Final, Protocol

import structlog

from bot.cards import replies
from bot.talk import PostFailed, Posts
from commands.phrases import say
from commands.ports import Clock
from jobs.record import Job, State
from jobs.tasks import forever

EVERY: Final = 20.0
"""Seconds between two looks."""

log = structlog.get_logger()


class Looks(Protocol):
    """The runner's desk, as far as this needs it."""

    async def is_full(self) -> bool: ...

    async def jobs(self, *, only_open: bool = False) -> Sequence[Job]: ...


class Fullness:
    """Looks while ``run`` runs."""

    def __init__(self, *, desk: Looks, posts: Posts, clock: Clock) -> None:
        self._desk = desk
        self._posts = posts
        self._clock = clock
        self._told: set[int] = set()

    async def run(self) -> None:
        """Look now and then, endlessly; cancel it to stop."""
        await forever("fullness", self.look, EVERY, self._clock)

    async def look(self) -> None:
        """Tell the threads of jobs that stand still, each once while the store is full."""
        if not await self._desk.is_full():
            self._told.clear()
            return
        log.error("store.full", cure="raise its maxmemory, or lower `[store] keep_days`")
        for job in await self._desk.jobs(only_open=True):
            if job.state is State.RUNNING and job.id not in self._told:
                self._told.add(job.id)
                await self._tell(job)

    async def _tell(self, job: Job) -> None:
        place = job.conversation
        if place is None:
            return
        told = say(
            "Job {job} stands still: my job store is full. Nothing is lost, and it goes on by "
            "itself as soon as there is room. Whoever runs me must give the store more memory.",
            job=job.id,
        )
        try:
            await self._posts.post(place, replies.reply([told], place.locale))
        except PostFailed as failed:
            log.warning("fullness.not_told", job=job.id, why=str(failed))
