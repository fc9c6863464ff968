"""Is the journal as it was written?  Recomputes all chains, the roll and its seal.

The bot may be running.  What changes meanwhile is told from what was tampered with by the order of
reading: the roll, then the jobs, then what the roll has gained.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from redis.asyncio import Redis

from jobs import chain, sequence
from jobs.journals import Journals, Kept
from jobs.memory import Mark
from jobs.roll import SCHEDULES, Line, Seal


@dataclass(frozen=True, kw_only=True)
class Broken:
    """The first thing that is wrong somewhere, e.g. in ``job 7, entry``.  Places count from 1."""

    where: str = "the roll, line"
    place: int
    problem: str

    def __str__(self) -> str:
        return f"{self.where} {self.place}: {self.problem}"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What was looked at, and what is wrong.

    Attributes:
        jobs, entries: How many are there.
        removed: Jobs that retention removed, as the roll still says.
        unsealed: The newest writes, which no seal covers yet.
        witnessed: Whether this machine remembers an earlier seal.  If not, a store that was put
            back to an earlier state as a whole looks whole.
        broken: By job, then schedules and roll; empty when everything holds.
    """

    jobs: int
    entries: int
    removed: int
    unsealed: int
    witnessed: bool
    broken: tuple[Broken, ...]


@dataclass
class _Told:
    """What the roll tells of one job: its newest entry, those before, and its removal."""

    head: str = ""
    heads: set[str] = field(default_factory=set)
    removed: bool = False


class Auditor:
    """Verifies one installation.

    Args:
        redis: A client that gives bytes.
        key: The journal's key.
        witness: The newest seal that was seen from this machine.
        marks: Writes that were answered to this machine.
    """

    def __init__(
        self, redis: Redis, *, key: bytes, witness: Seal | None, marks: Sequence[Mark] = ()
    ) -> None:
        self._marks = marks
        self._journals = Journals(redis)
        self._key = key
        self._witness = witness

    async def verify(self) -> Verified:
        """Recompute everything.

        Raises:
            redis.exceptions.RedisError: The store cannot be read.
        """
        while True:
            seal, base = await self._journals.seals()
            verified = await self._verified(Seal.parse(seal), base)
            if (await self._journals.seals())[1] == base:
                return verified
            # Retention shortened the roll while it was read: look again.

    async def _verified(self, seal: Seal | None, base: str) -> Verified:
        lines = await self._journals.roll()
        listed = await self._journals.numbers()
        told, broken = self._told(lines)
        known = {number for number, each in told.items() if number > 0 and not each.removed}
        kept = [each async for each in self._journals.jobs(sorted(known.union(listed)))]
        since, _ = self._told(await self._journals.roll(len(lines)))
        everything_is_told = seal is not None or self._witness is not None
        jobs = entries = 0
        for job in kept:
            jobs, entries = jobs + (not job.is_gone), entries + len(job.links)
            found = self._job(job, told[job.number], since[job.number], strict=everything_is_told)
            broken += _broken(f"job {job.number}, entry", found)
        broken += _broken("the schedules, entry", await self._schedules(told[SCHEDULES]))
        unsealed, wrong = self._roll(lines, seal, base)
        return Verified(
            jobs=jobs,
            entries=entries,
            removed=sum(each.removed for each in told.values()),
            unsealed=unsealed,
            witnessed=self._witness is not None,
            broken=(*broken, *wrong),
        )

    def _told(self, lines: Iterable[str]) -> tuple[defaultdict[int, _Told], list[Broken]]:
        told: defaultdict[int, _Told] = defaultdict(_Told)
        broken: list[Broken] = []
        for line in map(Line.parse, lines):
            about = told[line.job]
            if not line.text:
                about.head = line.digest
                about.heads.add(line.digest)
            elif line.removes(self._key, about.head):
                about.removed = True
            else:
                found = chain.Break(1, "its removal was not written by us")
                broken += _broken(f"job {line.job}, entry", found)
        return told, broken

    def _job(self, job: Kept, told: _Told, since: _Told, *, strict: bool) -> chain.Break | None:
        if job.is_gone:
            known = told.head and not since.removed
            return chain.Break(1, "the whole job is missing; the roll knows it") if known else None
        found = job.breaks(self._key) or sequence.wrong(job.links)
        if found is not None:
            return found
        digests = [link.digest for link in job.links]
        if not told.heads <= set(digests):
            return chain.Break(len(digests) + 1, "an entry is missing; the roll knows of it")
        problem = None
        if strict and digests[-1] not in {told.head, *since.heads}:
            problem = "the entry is not in the roll"
        elif not job.is_held(self._key):
            problem = "the job's record is not the one that was written with it"
        return None if problem is None else chain.Break(len(digests), problem)

    async def _schedules(self, told: _Told) -> chain.Break | None:
        kept = await self._journals.schedules()
        if (found := kept.breaks(self._key)) is not None:
            return found
        if told.head and told.head not in {link.digest for link in kept.links}:
            place = len(kept.links) + 1
            return chain.Break(place, "the entry is missing; the roll knows a newer one")
        return None

    def _roll(
        self, lines: Sequence[str], seal: Seal | None, base_text: str
    ) -> tuple[int, list[Broken]]:
        base = Seal.of_base(base_text, self._key)
        if base is None:
            return 0, [Broken(place=1, problem="where the kept part begins was changed")]
        last = base.count + len(lines)
        marks = (("the seal", seal), ("this machine's memory of the seal", self._witness))
        wrong = [
            found for what, mark in marks if (found := self._mark(what, mark, base, lines, last))
        ]
        wrong += (found for mark in self._marks if (found := _missing(mark, base, lines)))
        return last - min(last, seal.count if seal else base.count), wrong

    def _mark(
        self, what: str, mark: Seal | None, base: Seal, lines: Sequence[str], last: int
    ) -> Broken | None:
        if mark is None or mark.count < base.count:
            return None
        if mark.count > last:
            return Broken(
                place=last + 1, problem=f"the line is missing: {what} covers {mark.count} lines"
            )
        if base.over(self._key, lines[: mark.count - base.count]) != mark:
            return Broken(
                place=mark.count,
                problem=f"this line or one before it was changed, added or taken out: {what} "
                "does not hold",
            )
        return None


def _missing(mark: Mark, base: Seal, lines: Sequence[str]) -> Broken | None:
    """Say that a write which was answered is not where it was written."""
    place = mark.count - base.count - 1
    if place < 0 or (place < len(lines) and Line.parse(lines[place]).digest == mark.digest):
        return None
    return Broken(
        place=mark.count,
        problem="a write that was answered to this machine is not there: the store lost it, or "
        "somebody took it out",
    )


def _broken(where: str, found: chain.Break | None) -> list[Broken]:
    if found is None:
        return []
    return [Broken(where=where, place=found.place, problem=found.problem)]
