"""Schedules: what is asked for again and again, handed in as a job each time it comes due.

Any number of processes look for what is due; the one whose script comes first moves the schedule to
its next time and creates the job, in one atomic step.  What came due while nobody looked is made up
for once.  Who scheduled and who removed stands in a chained list, ``verify`` recomputes it.
"""

from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any, Final, cast

import structlog
from redis.exceptions import RedisError

from commands.phrases import say
from commands.ports import Clock
from commands.recurrence import Recurrence, next_after
from commands.request import Request
from commands.tenancy import Tenancy
from jobs import chain, machine, schedules_audit, schedules_news, schedules_record, shape
from jobs.record import Conversation, Job, Person, State, Step
from jobs.schedules_record import FORMAT, Kind, Schedule, entry, read
from jobs.scripts import ROOT
from jobs.store import Store

log = structlog.get_logger(__name__)

_COMPARED: Final = 20
"""Runs that are gone back over to find one that ended by itself."""

Steps = Callable[[Request], Sequence[Step]]


_LIST: Final = "the list"


class CannotFire(Exception):
    """A due schedule is not handed in, and why."""


class Schedules:
    """The schedules of one installation.  Every method may raise ``redis.exceptions.RedisError``.

    Args:
        store: Where the jobs are, and the schedules beside them.
        clock: What says what is due.
        zones: Each organisation's time zone, by its name.
        steps: Gives the steps of the job that a request becomes.
        tenancy: Whose people an organisation exists for; by default nobody's.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        zones: Mapping[str, tzinfo],
        steps: Steps,
        tenancy: Tenancy | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._zones = zones
        self._steps = steps
        self._tenancy = tenancy or Tenancy()
        self._latest: datetime | None = None
        self._broken: set[str] = set()

    def zone(self, organisation: str) -> tzinfo:
        """Give the time zone that an organisation's schedules follow."""
        return self._zones.get(organisation, UTC)

    async def add(  # noqa: PLR0913  (what a schedule is, by name)
        self,
        when: Recurrence,
        request: Request,
        *,
        organisation: str,
        requester: Person,
        conversation: Conversation,
        always: bool,
        key: str,
    ) -> Schedule:
        """Schedule a request; the same ``key`` again gives the same schedule."""
        while True:
            head, count, last, known = await self._store.run("schedules_chain", key)
            if known:
                return await self._there(int(known))
            now = self._clock.now()
            schedule = Schedule(
                id=int(last) + 1,
                organisation=organisation,
                request=request,
                when=when,
                requester=requester,
                conversation=conversation,
                always=always,
                created=now,
                next=next_after(when, now, self.zone(organisation)),
            )
            link = self._sealed(Kind.SCHEDULED, schedule, by=requester, head=head, count=int(count))
            document = shape.dumps(schedule.to_json())
            due = shape.milliseconds(_next(schedule))
            if await self._store.run(
                "schedule_add",
                key,
                head,
                schedule.id,
                FORMAT,
                due,
                document,
                link.digest,
                str(link),
            ):
                return schedule

    async def made_for(self, key: str) -> Schedule | None:
        """Give the schedule that was added with a key; ``None`` when there is none."""
        _, _, _, known = await self._store.run("schedules_chain", key)
        return await self._there(int(known)) if known else None

    async def get(self, number: int) -> Schedule | None:
        """Read one schedule, a removed one too; ``None`` when there is none of that number."""
        (found,) = await self._read([number])
        return found

    async def list(self, *, among: Collection[str]) -> Sequence[Schedule]:
        """List the schedules of these organisations that are not removed, by number."""
        return [each for each in await self._standing() if each.organisation in among]

    async def runs(self, schedules: Sequence[Schedule]) -> Mapping[int, Job]:
        """Give the job of each schedule's latest run, by the schedule's number; unless removed."""
        numbers = {each.last: each.id for each in schedules if each.last is not None}
        records = await self._store.run("read", *numbers) if numbers else []
        jobs = (self._store.reader.readable(record) for record in records)
        return {numbers[job.id]: job for job in jobs if job is not None}

    async def remove(self, number: int, *, by: Person) -> Schedule | machine.Refused:
        """End a schedule; a run that is under way goes on.

        One of an organisation that does not exist for the person is refused like one that is not
        there.
        """
        while True:
            head, count, _, _ = await self._store.run("schedules_chain", "")
            schedule = await self.get(number)
            if (
                schedule is None
                or schedule.next is None
                or not self._tenancy.reaches(by.tenant, schedule.organisation)
            ):
                return machine.Refused(say("There is no schedule {schedule}.", schedule=number))
            link = self._sealed(Kind.REMOVED, schedule, by=by, head=head, count=int(count))
            if await self._store.run("schedule_remove", number, head, link.digest, str(link)):
                return replace(schedule, next=None)

    async def fire(self) -> Sequence[int]:
        """Hand in a job for each schedule that is due; gives the jobs' numbers.

        What another process handed in first is left to it.  A schedule that cannot be handed in is
        logged, and does not hold up the others.
        """
        now = self._clock.now()
        if self._latest is None or now < self._latest:
            await self._move(now)
        self._latest = now
        fired: list[int] = []
        passed = 0  # those that cannot be handed in stay due: they must not hide the others
        while records := await self._store.run("schedules_due", shape.milliseconds(now), passed):
            links = await self._links()
            before = len(fired)
            for record in records:
                with self._apart(record[0]):
                    number = await self._fire(_told(record, links), now)
                    fired += [] if number is None else [number]
            passed += len(records) - (len(fired) - before)
        return fired

    async def _links(self) -> Sequence[chain.Link]:
        """Read who scheduled and removed what; nothing where its chain does not hold."""
        head, count, lines, _ = await self._store.run("schedules_whole")
        links = [chain.Link.parse(line) for line in lines]
        found = self._store.breaks(links, head=head, count=int(count))
        if found is None:
            self._broken.discard(_LIST)
            return links
        if _LIST not in self._broken:
            log.error(
                "schedules.forged",
                entry=found.place,
                problem=found.problem,
                cure="run `python -m bot audit verify`; none fires until it holds",
            )
        self._broken.add(_LIST)
        return ()

    async def news(self, job: Job) -> schedules_news.News | None:
        """Say what an ended run of a schedule tells its readers; ``None``: nothing new."""
        if job.firing is None:
            return None
        before = await self._before(job.firing.previous)
        return schedules_news.news(job, job.firing, before)

    async def journal(self) -> Sequence[chain.Link]:
        """Read who scheduled and removed what, oldest first."""
        reading = self._store.redis.lrange(f"{ROOT}:schedules:journal", 0, -1)
        async with self._store.run.turn():
            lines = await cast("Awaitable[list[str]]", reading)
        return [chain.Link.parse(line) for line in lines]

    async def verify(self) -> chain.Break | None:
        """Recompute the chain, and hold what is scheduled against it; ``None`` when it holds."""
        head, count, lines, records = await self._store.run("schedules_whole")
        links = [chain.Link.parse(line) for line in lines]
        found = self._store.breaks(links, head=head, count=int(count))
        return found or schedules_audit.differs(
            links, {int(record[0]): record[1] for record in records}
        )

    async def _move(self, now: datetime) -> None:
        """Reckon anew what is due next, where the clock went back or a time zone was changed.

        A time that was fired already is not fired again: its job has its key.
        """
        for schedule in await self._standing():
            with self._apart(str(schedule.id)):
                await self._move_one(schedule, now)

    async def _move_one(self, schedule: Schedule, now: datetime) -> None:
        due = _next(schedule)
        following = next_after(schedule.when, now, self.zone(schedule.organisation))
        if due > now and due != following:
            times = (shape.milliseconds(due), shape.milliseconds(following))
            if await self._store.run("schedule_move", schedule.id, *times):
                log.info("schedule.moved", schedule=schedule.id, next=following.isoformat())

    @contextmanager
    def _apart(self, number: str) -> Iterator[None]:
        """Keep one schedule's trouble from the others; it is logged once, not at every look."""
        try:
            yield
        except RedisError:
            raise
        except CannotFire as error:
            if number not in self._broken:
                log.error("schedule.not_fired", schedule=number, reason=str(error))  # noqa: TRY400
            self._broken.add(number)
        except Exception:
            if number not in self._broken:
                log.exception("schedule.broke", schedule=number)
            self._broken.add(number)
        else:
            self._broken.discard(number)

    async def _standing(self) -> Sequence[Schedule]:
        """Read all that are not removed."""
        listing = self._store.redis.zrange(f"{ROOT}:schedules", 0, -1)
        async with self._store.run.turn():
            numbers = [int(each) for each in await cast("Awaitable[list[str]]", listing)]
        read = await self._read(numbers)
        return [each for each in read if each is not None and each.next is not None]

    async def _fire(self, schedule: Schedule, now: datetime) -> int | None:
        due = _next(schedule)
        following = next_after(schedule.when, now, self.zone(schedule.organisation))
        if not self._tenancy.reaches(schedule.conversation.tenant, schedule.organisation):
            # What its organisation is not served to any more learns nothing of it.
            times = (shape.milliseconds(due), shape.milliseconds(following))
            await self._store.run("schedule_move", schedule.id, *times)
            log.warning("schedule.not_served", schedule=schedule.id)
            return None
        change = schedules_record.run(schedule, due, steps=self._steps(schedule.request), now=now)
        job, creation = self._store.creation(
            change, key=f"schedule:{schedule.id}:{due.isoformat()}"
        )
        times = (shape.milliseconds(due), shape.milliseconds(following))
        answer = await self._store.run("schedule_fire", schedule.id, *times, *creation)
        number, line = map(int, answer)
        if number == 0:
            return None
        self._store.noted(replace(job, id=number), line)
        log.info("schedule.fired", schedule=schedule.id, job=number, next=following.isoformat())
        return number

    async def _before(self, number: int | None) -> Job | None:
        """Find the run to compare with: the latest earlier one that ended by itself."""
        for _ in range(_COMPARED):
            job = None if number is None else await self._job(number)
            if job is None or job.firing is None:
                return None
            if job.state in {State.DONE, State.FAILED}:
                return job
            number = job.firing.previous
        return None

    async def _job(self, number: int) -> Job | None:
        try:
            return await self._store.job(number)
        except ValueError as error:  # a newer program wrote it
            log.warning("schedule.not_compared", job=number, reason=str(error))
            return None

    async def _there(self, number: int) -> Schedule:
        schedule = await self.get(number)
        if schedule is None:
            raise KeyError(number)
        return schedule

    async def _read(self, numbers: Sequence[int]) -> Sequence[Schedule | None]:
        if not numbers:
            return []
        records = await self._store.run("schedules_read", *numbers)
        return [None if record is None else _readable(record) for record in records]

    def _sealed(
        self, kind: Kind, schedule: Schedule, *, by: Person, head: str, count: int
    ) -> chain.Link:
        about = entry(kind, schedule, by=by, at=self._clock.now())
        return self._store.seal(head, about | {"n": count + 1})


def _next(schedule: Schedule) -> datetime:
    if schedule.next is None:
        raise ValueError(f"schedule {schedule.id} is removed")
    return schedule.next


def _told(record: Sequence[Any], links: Sequence[chain.Link]) -> Schedule:
    """Read a due schedule, which must be one that the sealed list tells of, exactly so.

    Raises:
        CannotFire: It is not, or a newer version wrote it.
    """
    try:
        schedule = read(record)
    except shape.MALFORMED as error:
        raise CannotFire(f"it cannot be read: {error}") from error
    if not schedules_audit.is_told(links, schedule.id, record[1]):
        raise CannotFire(
            "it is not as it was scheduled: somebody changed it in the store; run `python -m bot "
            "audit verify`"
        )
    return schedule


def _readable(record: Sequence[Any]) -> Schedule | None:
    try:
        return read(record)
    except shape.MALFORMED as error:
        log.warning("schedule.unreadable", schedule=record[0], reason=str(error))
        return None
