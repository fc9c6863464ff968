"""What people ask about jobs: which there are, what has been, and what is wanted of one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from bot import on_one_job
from bot.aftermath import Aftermath
from bot.cards import history, jobs
from bot.on_one_job import Changes, OnOneJob, following
from bot.roles import Roles
from bot.talk import Message, Reply
from commands.arguments import start
from commands.command import Command
from commands.on_jobs import HISTORY, JOBS
from commands.organisation import Organisation
from commands.phrases import say
from commands.ports import Clock
from commands.request import Request
from jobs.record import Job, Person

NAMES: Final = frozenset({JOBS.name, HISTORY.name, *on_one_job.NAMES})
"""The commands that are answered here."""
LAST: Final = 10
"""Ended jobs that ``jobs`` lists beside the open ones."""
MOST: Final = 100
"""Jobs that are read for one answer."""


class Knows(Changes, Protocol):
    """The runner's desk, as far as these commands need it."""

    async def jobs(
        self,
        *,
        organisation: str | None = None,
        only_open: bool = False,
        only_ended: bool = False,
        since: datetime | None = None,
        by: Person | None = None,
        limit: int = 50,
    ) -> Sequence[Job]: ...

    async def unread(self, *, by: Person) -> Sequence[int]: ...


@dataclass(frozen=True, kw_only=True)
class OnJobs:
    """Answers the commands on jobs.  A job of another tenant is as good as none.

    ``owners`` are the organisations by their domains.
    """

    desk: Knows
    roles: Roles
    owners: Mapping[str, Organisation]
    clock: Clock

    async def answer(self, command: Command, request: Request, message: Message) -> Reply | None:
        """Carry out one of ``NAMES``; ``None`` when a card is the answer, and will be posted.

        Raises:
            redis.exceptions.RedisError: The store does not answer.
        """
        if command.name in on_one_job.NAMES:
            aftermath = Aftermath(clock=self.clock, zones=self._zones)
            one = OnOneJob(desk=self.desk, roles=self.roles, aftermath=aftermath)
            return await one.answer(command, request, message)
        if (why := await self.roles.refuses(message.person, command)) is not None:
            return following(why, message)
        if command.name == JOBS.name:
            return await self._list(request, message)
        return await self._look_back(request, message)

    async def _list(self, request: Request, message: Message) -> Reply:
        chosen = self._organisation(request)
        by = message.person
        opened = await self.desk.jobs(organisation=chosen, only_open=True, by=by, limit=MOST)
        ended = await self.desk.jobs(organisation=chosen, only_ended=True, by=by, limit=LAST)
        return jobs.listing(
            opened,
            ended,
            domain=request.domain,
            unread=tuple(await self.desk.unread(by=by)),
            zone=self._zone,
            locale=message.conversation.locale,
        )

    async def _look_back(self, request: Request, message: Message) -> Reply:
        chosen = self._organisation(request)
        now = self.clock.now().astimezone(self._readers_zone(chosen))
        given = dict(request.options).get("since", "")
        since = start(given, now) if given else None
        if since is not None and since > now:
            why = say("{since} is still to come, so there is nothing to look back on.", since=given)
            return following(why, message)
        found = await self.desk.jobs(
            organisation=chosen, only_ended=True, since=since, by=message.person, limit=MOST
        )
        return history.listing(
            found,
            domain=request.domain,
            unread=tuple(await self.desk.unread(by=message.person)),
            since=since,
            zone=self._zone,
            locale=message.conversation.locale,
            whole=len(found) < MOST,
        )

    def _organisation(self, request: Request) -> str | None:
        return self.owners[request.domain].name if request.domain else None

    @cached_property
    def _zones(self) -> Mapping[str, tzinfo]:
        return {each.name: ZoneInfo(each.time_zone) for each in self.owners.values()}

    def _zone(self, organisation: str) -> tzinfo:
        return self._zones.get(organisation, UTC)

    def _readers_zone(self, organisation: str | None) -> tzinfo:
        """Give the zone whose days are meant: of the organisation, or of all when they agree."""
        named = set(self._zones.values()) if organisation is None else {self._zones[organisation]}
        return named.pop() if len(named) == 1 else UTC
