"""What people ask about jobs: which there are, one's card, an end to it, what has been."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from bot.cards import history, jobs, replies
from bot.roles import Roles
from bot.talk import Message, Reply
from commands.arguments import start
from commands.command import Command
from commands.grammar import Misunderstood
from commands.on_jobs import CANCEL, HISTORY, JOB, JOBS
from commands.organisation import Organisation
from commands.phrases import Phrase, say
from commands.ports import Clock
from commands.request import Request
from jobs.machine import Refused
from jobs.record import Conversation, Job, Person

NAMES: Final = frozenset({JOBS.name, JOB.name, CANCEL.name, HISTORY.name})
"""The commands that are answered here."""
LAST: Final = 10
"""Ended jobs that ``jobs`` lists beside the open ones."""
MOST: Final = 100
"""Jobs that are read for one answer."""
DAY: Final = 86_400.0


class Knows(Protocol):
    """The runner's desk, as far as these commands need it."""

    async def job(self, number: int) -> Job | None: ...

    async def jobs(
        self,
        *,
        organisation: str | None = None,
        only_open: bool = False,
        since: datetime | None = None,
        limit: int = 50,
    ) -> Sequence[Job]: ...

    async def cancel(self, number: int, *, by: Person) -> Job | Refused: ...

    async def move_card(self, number: int, place: Conversation) -> bool: ...

    async def first_seen(self, key: str, seconds: float) -> bool: ...


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
        if command.takes_number:
            return await self._on_one(command, request, message)
        if (why := self.roles.refuses(message.person, command)) is not None:
            return _following(why, message.conversation.locale)
        if command.name == JOBS.name:
            return await self._list(request, message)
        return await self._look_back(request, message)

    async def _on_one(self, command: Command, request: Request, message: Message) -> Reply | None:
        locale = message.conversation.locale
        why = self.roles.refuses(message.person, command)
        number = int(dict(request.options)["number"])
        job = await self.desk.job(number)
        if job is None or not belongs_to(job, message.person.tenant):
            return _following(why or say("There is no job {job}.", job=number), locale)
        if why is not None and not (command.name == CANCEL.name and is_own(job, message.person)):
            return _following(why, locale)
        if command.name == CANCEL.name:
            return await self._cancel(job, message)
        # The same message may come again; its card is posted once.
        if await self.desk.first_seen(f"shown:{message.id}", DAY):
            await self.desk.move_card(job.id, message.conversation)
        return None

    async def _cancel(self, job: Job, message: Message) -> Reply:
        locale = message.conversation.locale
        ended = await self.desk.cancel(job.id, by=message.person)
        if isinstance(ended, Refused):
            return _following(ended.why, locale, f"job {job.id}")
        done = say("Job {job} ({request}) is cancelled.", job=job.id, request=str(job.request))
        return _following(done, locale, f"job {job.id}")

    async def _list(self, request: Request, message: Message) -> Reply:
        chosen = self._organisation(request)
        opened = await self.desk.jobs(organisation=chosen, only_open=True, limit=MOST)
        newest = await self.desk.jobs(organisation=chosen, limit=MOST)
        tenant = message.person.tenant
        ended = [job for job in newest if job.state.ended and belongs_to(job, tenant)]
        return jobs.listing(
            [job for job in opened if belongs_to(job, tenant)],
            ended[:LAST],
            domain=request.domain,
            zone=self._zone,
            locale=message.conversation.locale,
        )

    async def _look_back(self, request: Request, message: Message) -> Reply:
        locale = message.conversation.locale
        chosen = self._organisation(request)
        now = self.clock.now().astimezone(self._readers_zone(chosen))
        given = dict(request.options).get("since", "")
        since = start(given, now) if given else None
        if since is not None and since > now:
            why = say("{since} is still to come, so there is nothing to look back on.", since=given)
            return _following(why, locale)
        found = await self.desk.jobs(organisation=chosen, since=since, limit=MOST)
        tenant = message.person.tenant
        return history.listing(
            [job for job in found if job.state.ended and belongs_to(job, tenant)],
            domain=request.domain,
            since=since,
            zone=self._zone,
            locale=locale,
            whole=len(found) < MOST,
        )

    def _organisation(self, request: Request) -> str | None:
        return self.owners[request.domain].name if request.domain else None

    @property
    def _zones(self) -> Mapping[str, str]:
        return {each.name: each.time_zone for each in self.owners.values()}

    def _zone(self, organisation: str) -> tzinfo:
        name = self._zones.get(organisation)
        return UTC if name is None else ZoneInfo(name)

    def _readers_zone(self, organisation: str | None) -> tzinfo:
        """Give the zone whose days are meant: of the organisation, or of all when they agree."""
        named = set(self._zones.values()) if organisation is None else {self._zones[organisation]}
        return ZoneInfo(named.pop()) if len(named) == 1 else UTC


def belongs_to(job: Job, tenant: str) -> bool:
    """Tell whether a job is a tenant's own; one that is nobody's is hidden from everybody."""
    known = {each.tenant.lower() for each in (job.requester, job.conversation) if each is not None}
    return known == {tenant.lower()}


def is_own(job: Job, person: Person) -> bool:
    """Tell whether a person asked for a job."""
    asked = job.requester
    return (
        asked is not None
        and bool(person.id)
        and ((asked.tenant.lower(), asked.id.lower()) == (person.tenant.lower(), person.id.lower()))
    )


def _following(why: Phrase, locale: str, *lines: str) -> Reply:
    """Answer with a sentence and what can be typed next."""
    return replies.misunderstanding(
        Misunderstood(why=why, next=(*lines, JOBS.name, HISTORY.name)), locale
    )
