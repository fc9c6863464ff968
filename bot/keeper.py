"""Watches the jobs and keeps the card of each: one card per job, whatever process started it."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import UTC, tzinfo
from typing import Final, Protocol

import structlog
from redis.exceptions import RedisError

from bot import lifetimes, undo_notice
from bot.cards import job as job_card
from bot.cards import lifetimes as lifetimes_card
from bot.cards import pages, reminders
from bot.cards import schedules as schedule_card
from bot.cards.elements import Element, size
from bot.drawing import Cards, Drawing
from bot.talk import Posts, Reply
from commands.check import Suite
from commands.lifetimes import NOTICES
from commands.ports import Clock
from commands.tenancy import Tenancy
from jobs.card import place_of
from jobs.desk import Card
from jobs.record import Conversation, Forged, Job, StepKind, TooNew
from jobs.schedules_news import News
from jobs.tasks import end

PAUSE: Final = 1.0
"""Seconds before a card is tried again after the store went away."""

log = structlog.get_logger()


class Watched(Cards, Protocol):
    """The runner's desk, as far as the keeper needs it."""

    def changes(self) -> AsyncGenerator[int, None]: ...


Tell = Callable[[Job], Awaitable[News | None]]


class Keeper:
    """Draws cards while ``run`` runs.

    Args:
        desk: The jobs and what is noted about their cards.
        posts: Where cards go.
        suites: The catalogue's suites.
        zones: Each organisation's time zone, by its name.
        notices: Each organisation's days before the end of a certificate, by its name.
        tenancy: Whose people an organisation exists for; no card is drawn where they are not.
        news: Says what an ended run of a schedule tells; of what tells nothing no card is posted.
        clock: For the time on the cards, and for pauses.
        owner: A name no other process has, also not this one after a restart.
    """

    def __init__(  # noqa: PLR0913  (a keeper is wired once, by name)
        self,
        *,
        desk: Watched,
        posts: Posts,
        suites: Mapping[str, Suite],
        clock: Clock,
        owner: str,
        zones: Mapping[str, tzinfo] | None = None,
        notices: Mapping[str, Sequence[int]] | None = None,
        tenancy: Tenancy,
        news: Tell | None = None,
    ) -> None:
        self._desk = desk
        self._posts = posts
        self._suites = suites
        self._zones = zones or {}
        self._notices = notices or {}
        self._tenancy = tenancy
        self._news = news
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
            await end(*self._tasks)

    def show(self, job: Job) -> None:
        """Draw a job's card now, without waiting to hear of it; returns at once."""
        self._look(job.id, job)

    async def reply(self, job: Job, locale: str, news: News | None = None) -> Reply:
        """Give a job's card as it is to be seen now; of a schedule's run with its news."""
        suite = self._suite(job)
        zone = self._zones.get(job.organisation, UTC)
        card = job_card.render(job, suite, locale, self._clock.now(), zone, news)
        summary = job_card.summary(job, suite, locale, zone)
        if news is not None:
            summary = schedule_card.summary(news, summary, locale)
        return Reply(summary=summary, card=await self._illustrated(card, job, locale))

    def page(self, job: Job, number: int, locale: str) -> Reply:
        """Give one page of a job's whole plan; see ``bot.cards.pages``."""
        return pages.page(job, number, locale, self._zones.get(job.organisation, UTC))

    async def _illustrated(self, card: Element, job: Job, locale: str) -> Element:
        """Add the picture of how long certificates last, where a job that ended was about that."""
        found = [each.lifetime for each in job.findings if each.lifetime is not None]
        if not job.state.ended or not found:
            return card
        notices = self._notices.get(job.organisation, NOTICES)
        room = lifetimes.room(size(card))
        try:
            png = await asyncio.to_thread(lifetimes.draw, found, notices, room)
        except Exception:  # the text says the same: no card is lost for its picture
            log.exception("card.no_picture", job=job.id)
            return card
        return lifetimes_card.illustrated(card, png, job.findings, locale)

    def _reminder(self, job: Job, place: Conversation) -> tuple[str, Reply] | None:
        if not self._tenancy.reaches(place.tenant, job.organisation):
            return None
        zone = self._zones.get(job.organisation, UTC)
        return reminders.reminder(job, place.locale, self._clock.now(), zone)

    async def _drawn(self, job: Job, card: Card | None, locale: str) -> Reply | None:
        """Draw a job; of a schedule's run only what it tells, unless somebody asked for it.

        Where people of a tenant read that its organisation is not served to any more, the card
        stays as it is.
        """
        place = place_of(job, card)
        if place is None or not self._tenancy.reaches(place.tenant, job.organisation):
            return None
        await undo_notice.tell(
            job, place, desk=self._desk, posts=self._posts, clock=self._clock,
            tenancy=self._tenancy,
        )  # fmt: skip
        is_asked_for = card is not None and card.place is not None
        if job.firing is None or self._news is None or is_asked_for:
            return await self.reply(job, locale)
        news = await self._news(job) if job.state.ended else None
        return None if news is None else await self.reply(job, locale, news)

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
            draw=self._drawn,
            remind=self._reminder,
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
        except (TooNew, Forged) as error:  # whoever can read it draws it; a worker stops the other
            log.warning("card.not_drawn", job=number, why=str(error))
        except Exception:  # one card's trouble never stops the others
            log.exception("card.lost", job=number)
        finally:
            self._drawings.pop(number, None)
