"""Removes ended jobs that are old enough, and says so where it cannot be taken back.

A job's removal is its last entry: sealed onto its own chain, kept in the roll.  So an audit tells a
job that was removed by age from one that somebody took away.  A job whose chain does not hold, or
whose record cannot be read, is never removed: it is evidence.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from redis.asyncio import Redis
from redis.exceptions import OutOfMemoryError

from commands.ports import Clock
from jobs import chain, shape
from jobs.connection import answering
from jobs.entries import ENTRY_FORMAT
from jobs.journals import Journals, Kept
from jobs.roll import SCHEDULES, Line, Seal
from jobs.scripts import ROOT
from jobs.store import Store
from jobs.tasks import forever

log = structlog.get_logger(__name__)

DAY: Final = 86_400.0
LOOKS: Final = 3600.0
"""Seconds between two looks at whether today's removal was done, by whomever."""


class Retention:
    """Removes jobs while ``run`` runs; of all processes one does it, at most once a day.

    Args:
        store: Where the jobs are.
        reader: A client of the same store that gives bytes.
        name: Who is named in the entry.
        key: The journal's key.
        days: How long an ended job is kept.
        clock: For its age.
    """

    def __init__(
        self, store: Store, reader: Redis, name: str, *, key: bytes, days: int, clock: Clock
    ) -> None:
        self._store = store
        self._journals = Journals(reader)
        self._key = key
        self._kept = timedelta(days=days)
        self._clock = clock
        self._name = name

    async def run(self) -> None:
        """Look every hour, endlessly; cancel it to stop."""
        await forever("retention", self._once_a_day, LOOKS, self._clock)

    async def _once_a_day(self) -> None:
        now = shape.milliseconds(self._clock.now())
        try:
            is_due = bool(await self._store.run("retention_due", now, round(DAY * 1000)))
        except OutOfMemoryError:
            is_due = True  # there is no room to note it, and this is what makes room
        if is_due:
            await self.remove()

    async def remove(self) -> int:
        """Remove what is old enough, and shorten the roll; gives how many jobs went."""
        before = self._clock.now() - self._kept
        removed = 0
        async for job in self._journals.jobs(await self._created_before(before)):
            removed += await self._retire(job, before)
        if removed:
            log.info("retention.removed", jobs=removed)
        await self._trim(before)
        return removed

    async def _created_before(self, before: datetime) -> Sequence[int]:
        async with answering():
            found = await self._store.redis.zrange(
                f"{ROOT}:jobs", "-inf", shape.milliseconds(before), byscore=True
            )  # fmt: skip
        return [int(number) for number in found if number.isdigit()]

    async def _retire(self, job: Kept, before: datetime) -> bool:
        try:
            removal = self._removal(job, before)
        except (ValueError, LookupError, TypeError):
            log.exception("retention.left", job=job.number, problem="its record cannot be read")
            return False
        return removal is not None and bool(await self._store.run("retire", *removal))

    def _removal(self, job: Kept, before: datetime) -> tuple[int, str, str, str] | None:
        """Say how the script is to remove a job; ``None`` when it is to be kept."""
        document = job.document or {}
        ended = document.get("ended")
        if not isinstance(ended, str) or datetime.fromisoformat(ended) >= before:
            return None
        if (found := job.breaks(self._key)) is not None:
            log.error("retention.left", job=job.number, entry=found.place, problem=found.problem)
            return None
        head = job.links[-1].digest
        link = chain.seal(self._key, head, self._entry(job, document, head))
        line = Line(job.number, link.digest, link.text)
        return job.number, head, str(document["organisation"]), str(line)

    def _entry(self, job: Kept, document: Any, head: str) -> dict[str, Any]:
        return {
            "format": ENTRY_FORMAT,
            "kind": "removed",
            "at": self._clock.now().isoformat(),
            "by": self._name,
            "job": job.number,
            "n": len(job.links) + 1,
            "head": head,
            "was": document["state"],
            "organisation": document["organisation"],
            "request": document["request"],
            "requester": document["requester"],
        }

    async def _trim(self, before: datetime) -> None:
        """Drop the oldest lines that only tell of jobs long removed."""
        seal_text, base_text = await self._journals.seals()
        seal, base = Seal.parse(seal_text), Seal.of_base(base_text, self._key)
        if seal is None or base is None:
            return
        lines = (await self._journals.roll())[: seal.count - base.count]
        if base.over(self._key, lines) != seal:
            return  # what does not hold is evidence too
        count = _droppable(lines, before)
        if count:
            new = base.over(self._key, lines[:count]).as_base(self._key)
            # The schedules' newest entry must stay known, however long ago it was.
            told = [line for line in lines if Line.parse(line).job == SCHEDULES]
            dropped = told and told[-1] not in lines[count:]
            await self._store.run("roll_trim", base_text, new, count, told[-1] if dropped else "")


def _droppable(lines: Sequence[str], before: datetime) -> int:
    """Count the lines from the start whose jobs were removed, and that before a time."""
    told = [Line.parse(line) for line in lines]
    gone = {line.job for line in told if line.text and _at(line) < before}
    for count, line in enumerate(told):
        if line.job not in gone and line.job != SCHEDULES:
            return count
    return len(told)


def _at(line: Line) -> datetime:
    return datetime.fromisoformat(json.loads(line.text)["at"])
