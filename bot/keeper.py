"""Watches the jobs and keeps the card of each: one card per job, whatever process started it."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import UTC, tzinfo
from typing import Final, Protocol

import structlog
from redis.exceptions import RedisError

from bot.cards import job as job_card
from bot.drawing import Cards, Drawing
from bot.ending import end
from bot.talk import Posts, Reply
from commands.check import Suite
from commands.ports import Clock
from jobs.record import Job, StepKind

PAUSE: Final = 1.0
"""Seconds before a card is tried again after the store went away."""

log = structlog.get_logger()


class Watched(Cards, Protocol):
    """The runner's desk, as far as the keeper needs it."""

    def changes(self) -> AsyncGenerator[int, None]: ...


class Keeper:
    """Draws cards while ``run`` runs.

    Args:
        desk: The jobs and what is noted about their cards.
        posts: Where cards go.
        suites: The catalogue's suites.
        zones: Each organisation's time zone, by its name.
        clock: For the time on the cards, and for pauses.
        owner: A name no other process has, also not this one after a restart.
    """

    def __init__(
        self,
        *,
        desk: Watched,
        posts: Posts,
        suites: Mapping[str, Suite],
        clock: Clock,
        owner: str,
        zones: Mapping[str, tzinfo] | None = None,
    ) -> None:
        self._desk = desk
        self._posts = posts
        self._suites = suites
        self._zones = zones or {}
        self._clock = clock
        self._owner = owner
        self._drawings: dict[int, Drawing] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Keep the cards of all jobs, endlessly; cancel it to stop."""
        try:
            async with aclosing(self._desk.changes()) as changes:
                async for number in changes:
                    self._look(number)
        finally:
            await end(tuple(self._tasks))

    def show(self, job: Job) -> None:
        """Draw a job's card now, without waiting to hear of it; returns at once."""
        self._look(job.id, job)

    def reply(self, job: Job, locale: str) -> Reply:
        """Give a job's card as it is to be seen now."""
        suite = self._suite(job)
        zone = self._zones.get(job.organisation, UTC)
        card = job_card.render(job, suite, locale, self._clock.now(), zone)
        return Reply(summary=job_card.summary(job, suite, locale), card=card)

    def _suite(self, job: Job) -> Suite | None:
        proofs = (step.subject for step in job.steps if step.kind is StepKind.PROVE)
        return self._suites.get(next(proofs, ""))

    def _look(self, number: int, job: Job | None = None) -> None:
        if (drawing := self._drawings.get(number)) is not None:
            drawing.wake(job)
            return
        drawing = Drawing(
            number,
            desk=self._desk,
            posts=self._posts,
            draw=self.reply,
            clock=self._clock,
            owner=self._owner,
        )
        drawing.wake(job)
        self._drawings[number] = drawing
        task = asyncio.create_task(self._follow(number, drawing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _follow(self, number: int, drawing: Drawing) -> None:
        try:
            while True:
                try:
                    await drawing.follow()
                except RedisError as error:
                    log.warning("card.store_away", job=number, why=str(error))
                    await self._clock.sleep(PAUSE)
                else:
                    if not drawing.is_woken:
                        return
        except Exception:  # one card's trouble never stops the others
            log.exception("card.lost", job=number)
        finally:
            self._drawings.pop(number, None)
