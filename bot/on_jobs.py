"""What people ask about jobs: which there are, what has been, and what is wanted of one of them."""

from collections.abc import Collection, Mapping, Sequence
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
from jobs.record import Job

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
        among: Collection[str] | None = None,
        limit: int = 50,
    ) -> Sequence[Job]: ...

    async def unread(self, *, among: Collection[str]) -> Sequence[int]: ...


@dataclass(frozen=True, kw_only=True)
class OnJobs:
    """Answers the commands on jobs, of the organisations that the person has a role in.

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
        name = self._organisation(request)
        if (why := await self.roles.refuses(message.person, command, name)) is not None:
            return following(why, message)
        if command.name == JOBS.name:
            return await self._list(request, message)
        return await self._look_back(request, message)

    async def _list(self, request: Request, message: Message) -> Reply:
        chosen = self._organisation(request)
        among = await self.roles.held(message.person)
        opened = await self.desk.jobs(organisation=chosen, only_open=True, among=among, limit=MOST)
        ended = await self.desk.jobs(organisation=chosen, only_ended=True, among=among, limit=LAST)
        return jobs.listing(
            opened,
            ended,
            domain=request.domain,
            unread=tuple(await self.desk.unread(among=among)),
            zone=self._zone,
            locale=message.conversation.locale,
        )

    async def _look_back(self, request: Request, message: Message) -> Reply:
        chosen = self._organisation(request)
        among = await self.roles.held(message.person)
        zone = self._readers_zone(among if chosen is None else (chosen,))
        now = self.clock.now().astimezone(zone)
        given = dict(request.options).get("since", "")
        since = start(given, now) if given else None
        if since is not None and since > now:
            why = say("{since} is still to come, so there is nothing to look back on.", since=given)
            return following(why, message)
        found = await self.desk.jobs(
            organisation=chosen, only_ended=True, since=since, among=among, limit=MOST
        )
        return history.listing(
            found,
            domain=request.domain,
            unread=tuple(await self.desk.unread(among=among)),
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

    def _readers_zone(self, organisations: Collection[str]) -> tzinfo:
        """Give the zone whose days are meant: of the organisations, when they agree."""
        named = {self._zone(each) for each in organisations}
        return named.pop() if len(named) == 1 else UTC
