"""The journals of an installation as an auditor reads them: everything, changing nothing.

Only plain reading commands: a Redis user that may do no more is enough, and the bot may be running.
Everything comes as bytes, because what was tampered with may be no text.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from redis.asyncio import Redis

from jobs import chain, evidence, schedules_audit, schedules_record
from jobs.chain import Break, Link
from jobs.connection import answering
from jobs.record import FORMAT, TooNew
from jobs.scripts import ROOT
from jobs.shape import Reader

AT_ONCE: Final = 100
"""Jobs read in one moment."""

LINES: Final = 10_000
"""Lines of the roll read in one moment."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A job as the store has it.

    Attributes:
        number: Its number.
        document: Its record; ``None`` when that is gone or cannot be read.
        links: Its journal.
        text: The record as it is stored.
        seal, key: The record's seal, and what the job was asked for with.
    """

    number: int
    document: Mapping[str, Any] | None
    links: Sequence[Link]
    text: str = ""
    seal: str = ""
    key: str = ""

    @property
    def is_gone(self) -> bool:
        return self.document is None and not self.links

    def is_held(self, key: bytes) -> bool:
        """Tell whether the record is the one that was written together with the newest entry."""
        head = str((self.document or {}).get("head", ""))
        record = (str(self.number), self.text, 0, 0, 0, (), self.seal, self.key, head)
        try:
            job = Reader(key).read(record)
        except ValueError as error:
            return isinstance(error, TooNew)
        if self.seal:
            return True
        return evidence.has_no_seals(self.links) and evidence.differs(job, self.links) is None

    def breaks(self, key: bytes) -> Break | None:
        """Recompute the job's own chain and name the first entry that does not hold."""
        document = self.document or {}
        try:
            head, count = str(document["head"]), int(document["entries"])
        except (KeyError, TypeError, ValueError):
            return Break(max(len(self.links), 1), "the job's record cannot be read")
        found = chain.verify(self.links, head=head, count=count, key=key)
        if found is not None:
            return found
        for place, link in enumerate(self.links, start=1):
            owner = link.entry.get("job", self.number)
            if owner != self.number:
                return Break(place, f"the entry belongs to job {owner}")
        return None


@dataclass(frozen=True, kw_only=True)
class Newer:
    """What a newer version of the program wrote, e.g. ``job 7``, in a format that is not known."""

    what: str
    format: int
    known: int

    def __str__(self) -> str:
        return (
            f"{self.what} was written by a newer version of this program: its record has format "
            f"{self.format}, this version knows formats up to {self.known}"
        )


@dataclass(frozen=True, kw_only=True)
class KeptSchedules:
    """The list of who scheduled and removed what, and what is scheduled by it."""

    head: str
    count: int
    links: Sequence[Link]
    stored: Mapping[int, str]

    def breaks(self, key: bytes) -> Break | None:
        """Recompute the chain, and hold what is scheduled against it."""
        found = chain.verify(self.links, head=self.head, count=self.count, key=key)
        return found or schedules_audit.differs(self.links, self.stored)


class Journals:
    """Reads one installation; ``redis`` is a client that gives bytes."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def numbers(self) -> Sequence[int]:
        """Give the numbers of all jobs that are listed, ascending."""
        async with answering():
            found = await self._redis.zrange(f"{ROOT}:jobs", 0, -1)
        return sorted(int(each) for each in found if each.isdigit())

    async def newer(self) -> Newer | None:
        """Find a job or a schedule that a newer version of the program wrote."""
        for what, index, known in (
            ("job", f"{ROOT}:jobs", FORMAT),
            ("schedule", f"{ROOT}:schedules", schedules_record.FORMAT),
        ):
            async with answering():
                numbers = [_text(each) for each in await self._redis.zrange(index, 0, -1)]
            for start in range(0, len(numbers), LINES):
                some = numbers[start : start + LINES]
                async with answering(), self._redis.pipeline(transaction=False) as reading:
                    for number in some:
                        reading.hget(f"{ROOT}:{what}:{number}", "format")
                    formats = await reading.execute()
                for number, found in zip(some, formats, strict=True):
                    if found and found.isdigit() and int(found) > known:
                        return Newer(what=f"{what} {number}", format=int(found), known=known)
        return None

    async def jobs(self, numbers: Iterable[int]) -> AsyncIterator[Kept]:
        """Read jobs with their journals, each pair in one moment."""
        left = list(numbers)
        for start in range(0, len(left), AT_ONCE):
            some = left[start : start + AT_ONCE]
            async with answering(), self._redis.pipeline(transaction=True) as reading:
                for number in some:
                    reading.hmget(f"{ROOT}:job:{number}", ["doc", "mac", "key"])
                    reading.lrange(f"{ROOT}:journal:{number}", 0, -1)
                answers = await reading.execute()
            for number, found, lines in zip(some, answers[::2], answers[1::2], strict=True):
                document, seal, key = found
                yield Kept(
                    number=number,
                    document=_object(document),
                    links=tuple(Link.parse(_text(line)) for line in lines),
                    text=_text(document or b""),
                    seal=_text(seal or b""),
                    key=_text(key or b""),
                )

    async def roll(self, start: int = 0) -> Sequence[str]:
        """Read the roll's lines from an index on."""
        found: list[str] = []
        while True:
            first = start + len(found)
            reading = self._redis.lrange(f"{ROOT}:roll", first, first + LINES - 1)
            async with answering():
                lines = await cast("Awaitable[list[bytes]]", reading)
            found += [_text(line) for line in lines]
            if len(lines) < LINES:
                return found

    async def schedules(self) -> KeptSchedules:
        """Read the list and what it tells of, as they were in one moment."""
        while True:
            async with answering(), self._redis.pipeline(transaction=True) as reading:
                reading.hmget(f"{ROOT}:schedules:chain", ["head", "count"])
                reading.lrange(f"{ROOT}:schedules:journal", 0, -1)
                reading.zrange(f"{ROOT}:schedules", 0, -1)
                (head, count), lines, numbers = await reading.execute()
            async with answering(), self._redis.pipeline(transaction=True) as reading:
                reading.hget(f"{ROOT}:schedules:chain", "head")
                for number in numbers:
                    reading.hget(f"{ROOT}:schedule:{_text(number)}", "doc")
                still, *documents = await reading.execute()
            if still == head:
                break
        return KeptSchedules(
            head=_text(head or b""),
            count=int(count) if count and count.isdigit() else 0,
            links=tuple(Link.parse(_text(line)) for line in lines),
            stored={
                int(number): _text(document or b"")
                for number, document in zip(numbers, documents, strict=True)
                if number.isdigit()
            },
        )

    async def seals(self) -> tuple[str, str]:
        """Read the roll's seal and its base, empty when there is none."""
        async with answering():
            seal, base = await self._redis.mget(f"{ROOT}:seal", f"{ROOT}:roll:base")
        return _text(seal or b""), _text(base or b"")


def _text(found: bytes) -> str:
    return found.decode("utf-8", "backslashreplace")


def _object(found: bytes | None) -> Mapping[str, Any] | None:
    try:
        read = json.loads(found or b"")
    except ValueError:
        return None
    return read if isinstance(read, dict) else None
