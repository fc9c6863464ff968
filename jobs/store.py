"""Where jobs live: records and journals in Redis, each transition one atomic script.

The journal is the truth.  A write names what it was decided on: a worker's the fence of its lease
and the newest entry, everybody else's the newest entry.  What lost a race is refused, and what was
already written (its answer was lost) is recognised and not written twice.
"""

import json
import secrets
from collections.abc import Awaitable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, cast

import structlog
from redis.asyncio import Redis

from jobs import chain, evidence, shape, stopping
from jobs.entries import Kind
from jobs.held import Busy, Fenced, Held, Holder, Lost, NotHeld, Stale, Undoing
from jobs.machine import Change
from jobs.memory import FOR_GOOD, Memory
from jobs.record import FORMAT, Forged, Job, TooNew
from jobs.scripts import ROOT, Scripts

__all__ = ["Busy", "Fenced", "Held", "Holder", "Lost", "NotHeld", "Stale", "Store", "Undoing"]

log = structlog.get_logger(__name__)

PAGE: Final = 100
"""Jobs read in one moment."""


class Store:
    """The jobs of one installation.

    ``redis`` is a client that gives text (``jobs.connection.connect``); ``key`` seals the journal
    and never goes to Redis; ``memory`` is what this machine remembers of it, by default this
    process alone.  Every method may raise ``redis.exceptions.RedisError``.
    """

    def __init__(self, redis: Redis, *, key: bytes, memory: Memory | None = None) -> None:
        self.memory = memory or Memory()
        self.redis = redis
        self.run = Scripts(redis)
        self._key = key
        self.reader = shape.Reader(key)

    async def create(self, change: Change, *, key: str) -> tuple[Job, bool]:
        """Create a job from ``machine.create``, once per ``key``; a known key gives its job.

        Gives the job and whether it is new.  One round trip.

        Raises:
            Busy: It would change something, and another job is changing the organisation.
            Undoing: It would undo what another job is undoing already.
        """
        job, creation = self.creation(change, key=key)
        answer = await self.run("create", *creation)
        match answer[0]:
            case 1:
                made = replace(job, id=answer[1][0], version=1)
                self.noted(made, answer[2])
                return made, True
            case 3:
                raise Undoing(int(answer[1]))
            case 2:
                raise Busy(Holder.parse(job.organisation, answer[1:]))
            case _:
                return self.reader.read(answer[1]), False

    def creation(self, change: Change, *, key: str) -> tuple[Job, Sequence[str | int]]:
        """Give a job that is to be created, and what the scripts take that create one."""
        job, lines = self._sealed(change)
        document = shape.document(job)
        return job, (
            key,
            job.organisation,
            shape.milliseconds(job.created),
            int(job.conversation is not None),
            int(job.changes),
            FORMAT,
            job.state.value,
            shape.wake(change),
            job.head,
            document,
            self.reader.seal(job, document, key),
            self.memory.number,
            "" if job.undoes is None else job.undoes,
            *lines,
        )

    async def job(self, number: int) -> Job | None:
        """Read one job with the findings so far; ``None`` when there is none of that number.

        Raises:
            jobs.record.TooNew: It was written by a newer version of the program.
            jobs.record.Forged: It is not what its sealed journal says.
        """
        (record,) = await self.run("read", number)
        return None if record is None else await self._trusted(record)

    async def known(self, key: str) -> Job | None:
        """Read the job that a key made; ``None`` when it made none.  Raises as ``job`` does."""
        record = await self.run("known", key)
        return None if record is None else await self._trusted(record)

    async def _trusted(self, record: Sequence[Any]) -> Job:
        job = self.reader.read(record)
        if not self.reader.is_sealed(record):
            self._hold(job, (await self.journal(job.id))[: job.entries], sealed=False)
        self.noted(job)
        return job

    def _hold(self, job: Job, links: Sequence[chain.Link], *, sealed: bool) -> None:
        """Hold a record against its journal; raises ``Forged``."""
        found = self.breaks(links, head=job.head, count=job.entries)
        problem = None if found is None else f"entry {found.place} of its journal: {found.problem}"
        problem = problem or evidence.differs(job, links)
        if not problem and not sealed and not evidence.has_no_seals(links):
            problem = "its seal was taken away"
        if problem:
            raise Forged(job.id, problem, job.organisation)

    async def holder(self, organisation: str, *names: str, beside: int = 0) -> Holder | None:
        """Tell which job, ``beside`` one, holds an organisation or another name that it goes by."""
        fields = await self.run("holder", beside or "", organisation, *names)
        return None if fields is None else Holder.parse(organisation, fields)

    async def locks(self, number: int) -> Sequence[str]:
        """Give the names of what a job holds; none before it begins its first change."""
        reading = self.redis.hget(f"{ROOT}:job:{number}", "locks")
        async with self.run.turn():
            found = await cast("Awaitable[str | None]", reading)
        return json.loads(found) if found else ()

    async def time(self) -> int:
        """Give the store's own time, in milliseconds: no process's clock moves it."""
        return int(await self.run("time"))

    async def jobs(
        self,
        *,
        organisation: str | None = None,
        only_open: bool = False,
        only_ended: bool = False,
        since: datetime | None = None,
        among: Collection[str] | None = None,
        limit: int = 50,
    ) -> Sequence[Job]:
        """List jobs, newest first; with ``among``, those of these organisations only.

        One that a newer program wrote is left out and logged.
        """
        index = f"{ROOT}:jobs" if organisation is None else f"{ROOT}:of:{organisation}"
        if only_open:
            index = f"{ROOT}:open"
        earliest = "-inf" if since is None else shape.milliseconds(since)
        found: dict[int, Job] = {}  # a job made meanwhile moves the last of a page to the next
        offset = 0
        while len(found) < limit:
            async with self.run.turn():
                page = await self.redis.zrange(
                    index, "+inf", earliest, byscore=True, desc=True, offset=offset, num=PAGE
                )
            if not page:
                break
            offset += len(page)
            numbers = await self._ended(page) if only_ended else page
            jobs = (self.reader.readable(record) for record in await self.run("read", *numbers))
            found |= {job.id: job for job in jobs if job and _is_meant(job, organisation, among)}
        return list(found.values())[:limit]

    async def unread(self, *, among: Collection[str]) -> Sequence[int]:
        """Give those of the open and the newest jobs of organisations that cannot be read."""
        async with self.run.turn():
            newest = await self.redis.zrange(f"{ROOT}:jobs", 0, PAGE - 1, desc=True)
            opened = await self.redis.zrange(f"{ROOT}:open", 0, -1)
        numbers = sorted({int(each) for each in (*newest, *opened)})
        found = []
        for record in await self.run("read", *numbers):
            try:
                if record is not None:
                    self.reader.read(record)
            except (TooNew, Forged) as error:
                found += [int(record[0])] if error.organisation in among else []
        return found

    async def _ended(self, numbers: Sequence[str]) -> Sequence[str]:
        """Leave out the open ones, without reading their records: there may be thousands."""
        async with self.run.turn():
            places = await self.redis.zmscore(f"{ROOT}:open", list(numbers))
        return [number for number, at in zip(numbers, places, strict=True) if at is None]

    async def journal(self, number: int) -> Sequence[chain.Link]:
        """Read a job's journal, oldest entry first."""
        reading = self.redis.lrange(f"{ROOT}:journal:{number}", 0, -1)
        async with self.run.turn():
            lines = await cast("Awaitable[list[str]]", reading)
        return [chain.Link.parse(line) for line in lines]

    async def verify(self, number: int) -> chain.Break | None:
        """Recompute a job's chain; ``None`` when it holds.  Raises ``KeyError``: no such job."""
        job = await self.job(number)
        if job is None:
            raise KeyError(number)
        links = await self.journal(number)
        return self.breaks(links, head=job.head, count=job.entries)

    def seal(self, head: str, entry: Mapping[str, Any]) -> chain.Link:
        """Chain an entry of any list of this installation to the one before."""
        return chain.seal(self._key, head, entry)

    def breaks(self, links: Sequence[chain.Link], *, head: str, count: int) -> chain.Break | None:
        """Recompute a chain that ``seal`` made; ``None`` when it holds."""
        return chain.verify(links, head=head, count=count, key=self._key)

    async def claim(self, number: int, *, owner: str, lease: float) -> Held | None:
        """Take a job for ``lease`` seconds; ``None`` when it ended, is held, or is not for us.

        Raises:
            jobs.held.NotHeld: Its record does not hold; the taking is there to ``stop`` it.
        """
        answer = await self.run("claim", number, owner, round(lease * 1000), FORMAT)
        if answer[0] == "claimed":
            record, lines = answer[1:]
            fence, tries, shown = int(record[3]), int(record[4]), len(record[5])
            try:
                job = self._held(record, lines)
            except ValueError as error:  # one of a newer version says so beside its record too
                raise NotHeld(number, owner, fence, str(error)) from error
            return Held(job=job, owner=owner, fence=fence, tries=tries, shown=shown)
        if answer[0] == "newer":
            log.warning("job.too_new", job=number, reads_up_to=FORMAT)
        return None

    def _held(self, record: Sequence[Any], lines: Sequence[str]) -> Job:
        job = self.reader.read(record, with_progress=False)
        links = [chain.Link.parse(line) for line in lines]
        self._hold(job, links, sealed=self.reader.is_sealed(record))
        if not job.state.ended and self.memory.ended_later(job.id, job.entries):
            problem = "it had ended, as was seen from here; the store lost that, or was put back"
            raise Forged(job.id, problem, job.organisation)
        self.noted(job)
        return job

    async def witness(self, held: Held) -> int:
        """Hold what is in the store against the journal once more, before a change is sent.

        Gives the store's own time, in milliseconds.  One round trip.

        Raises:
            jobs.held.NotHeld: The record does not hold, or is not the one that was taken.
        """
        now, record, lines = await self.run("evidence", held.job.id)
        links = [chain.Link.parse(line) for line in lines]
        try:
            if record is None:
                raise Forged(held.job.id, "its record is gone")
            self._hold(held.job, links[: held.job.entries], sealed=True)
            self._held(record, lines)
        except ValueError as error:
            raise held.does_not_hold(error) from error
        return int(now)

    async def stop(self, taken: NotHeld, *, worker: str, now: datetime) -> bool:
        """End a job that was taken and does not hold; ``False``: the taking is over.

        Its journal goes on from the newest entry that is there, with one that says why.
        """
        links = await self.journal(taken.number)
        told = stopping.holding(taken.number, links, self._key)
        job, entry = stopping.stopped(taken.number, told, taken.problem, worker=worker, now=now)
        head = links[-1].digest if links else ""
        change = Change(job=replace(job, head=head, entries=len(links)), entries=(entry,))
        job, (line,) = self._sealed(change)
        text = shape.document(job)
        owned = (job.id, taken.owner, taken.fence)
        written = (FORMAT, job.state.value, job.head, text, self.reader.seal(job, text, ""))
        # Remembered first: what was stopped never goes on, though its old record is put back.
        self.memory.saw(job.id, FOR_GOOD, ended=True)
        return bool(await self.run("stop", *owned, *written, line))

    async def renew(self, held: Held, *, lease: float) -> bool:
        """Prolong a lease; ``False``: the job is not ours any more."""
        owned = (held.job.id, held.owner, held.fence)
        return bool(await self.run("renew", *owned, round(lease * 1000)))

    async def commit(self, held: Held, change: Change, *, release: bool = False) -> Held:
        """Write what the holder decided; an end releases the job too.

        Raises:
            Fenced: The job is not ours any more; let go of it.
            Stale: The job moved on; read it again.
            Busy: It begins to change something, and another job is changing the organisation.
        """
        job, lines = self._sealed(change)
        holder = (shape.dumps(change.locks), shape.milliseconds(job.updated), _name(job))
        document = shape.document(job)
        answer = await self.run(
            "commit",
            job.id,
            held.owner,
            held.fence,
            change.job.head,
            int(release or job.state.ended),
            int(any(entry.kind is not Kind.BEGUN for entry in change.entries)),
            int(job.state.ended),
            FORMAT,
            job.state.value,
            shape.wake(change),
            job.head,
            document,
            self.reader.seal(job, document, ""),
            *(holder if change.locks else ("", 0, "")),
            *lines,
        )
        if answer[0] == "locked":
            raise Busy(Holder.parse(job.organisation, answer[1:]))
        written = replace(job, version=_version(answer, job.id))
        self.noted(job, *answer[2:])
        return replace(held, job=written, shown=0)

    async def event(self, change: Change) -> Job:
        """Write what somebody decided who holds no lease.

        Raises:
            Stale: The job moved on; read it again.
        """
        job, lines = self._sealed(change)
        document = shape.document(job)
        answer = await self.run(
            "event",
            job.id,
            change.job.head,
            int(job.state.ended),
            FORMAT,
            job.state.value,
            shape.wake(change),
            job.head,
            document,
            self.reader.seal(job, document, ""),
            *lines,
        )
        done = replace(job, version=_version(answer, job.id))
        self.noted(job, *answer[2:])
        return done

    async def release(self, held: Held, *, wake: datetime | None = None) -> bool:
        """Hand a job back at once; a waiting one is put down, until ``wake`` if it is given.

        ``False``: it was not ours.
        """
        job = held.job
        timer = shape.timer(wake)
        return bool(await self.run("release", job.id, held.owner, held.fence, job.head, timer))

    async def progress(self, held: Held, batches: Sequence[shape.Batch], *, after: int) -> None:
        """Show how far the step under way is; ``after`` counts the batches shown before.

        Raises:
            Fenced: The job is not ours any more.
            Stale: The job moved on.
        """
        job = held.job
        items = self.reader.sealed_batches(job, batches, after)
        owned = (job.id, held.owner, held.fence, job.head)
        _version(await self.run("progress", *owned, after, *items), job.id)

    async def sweep(self, now: datetime) -> Sequence[int]:
        """Ring for timers that have come (by ``now``), dead holders and lost bells."""
        return [int(number) for number in await self.run("sweep", shape.milliseconds(now))]

    async def ring(self, number: int) -> bool:
        """Ring for one job; ``False``: there is none.  Once too often does no harm."""
        return bool(await self.run("ring", number))

    async def busy(self, now: datetime) -> tuple[int, int]:
        """Count the jobs that are neither ended nor waiting, and the cards that are behind."""
        jobs, cards = await self.run("busy", shape.milliseconds(now))
        return jobs, cards

    async def first_seen(self, key: str, seconds: float) -> bool:
        """Tell whether ``key`` comes for the first time within ``seconds``."""
        token = secrets.token_hex(8)
        return bool(await self.run("first", key, token, round(seconds * 1000)))

    def noted(self, job: Job, line: int = 0) -> None:
        """Remember outside the store what it answered of a write; ``line`` of the roll, if new."""
        if line:
            self.memory.wrote(job.id, line, job.head)
        self.memory.saw(job.id, job.entries, ended=job.state.ended and job.changes)

    def _sealed(self, change: Change) -> tuple[Job, list[str]]:
        """Chain a change's entries; gives the job that names them, and the journal's lines."""
        job = change.job
        head, count = job.head, job.entries
        lines = []
        for entry in change.entries:
            count += 1
            # A job has no number before it is created; its next entry seals it.
            about: dict[str, Any] = {"job": job.id} if job.id else {}
            # The newest entry of a change says in which state it leaves the job.
            state = {"state": job.state.value} if entry is change.entries[-1] else {}
            link = self.seal(head, state | entry.to_json() | about | {"n": count})
            head = link.digest
            lines.append(str(link))
        return replace(job, head=head, entries=count), lines


def _is_meant(job: Job, organisation: str | None, among: Collection[str] | None) -> bool:
    named = organisation in {None, job.organisation}
    return named and (among is None or job.organisation in among)


def _name(job: Job) -> str:
    return "" if job.requester is None else job.requester.name


def _version(answer: Sequence[Any], number: int) -> int:
    match answer[0]:
        case "done":
            return int(answer[1])
        case "fenced":
            raise Fenced(f"job {number} is not held by this worker any more")
        case _:
            raise Stale(f"job {number} moved on")
