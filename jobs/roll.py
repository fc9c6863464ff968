"""The roll: one line for each write of any job, sealed as a whole, so that none can vanish.

A job's own chain shows what was changed in it.  That a job is gone altogether, or lost its newest
entries together with what its record says of them, shows in the roll.  Every transition appends
``<job> <digest of its newest entry>`` in the same atomic script.  Whoever runs workers seals the
roll a few times a minute: the store keeps the number of lines and a digest over them that only the
journal's key can make, and a file beside the key (``journal.seen``) remembers it outside the store,
where a store that was put back to an earlier state cannot take it back.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, cast

import structlog
from redis.asyncio import Redis

from commands.ports import Clock
from jobs import chain
from jobs.connection import answering
from jobs.memory import Memory
from jobs.scripts import ROOT, Scripts
from jobs.tasks import forever

log = structlog.get_logger(__name__)

EVERY: Final = 5.0
"""Seconds between two seals; until the next, a write is held by its job's own chain only."""

SCHEDULES: Final = 0
"""In the place of a job: the list of who scheduled what."""

BATCH: Final = 1000
"""Lines read at once."""


@dataclass(frozen=True)
class Line:
    """One line: a write of a job, or (with ``text``) the entry that says that it was removed."""

    job: int
    digest: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.job} {self.digest}" + (f" {self.text}" if self.text else "")

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read what ``str`` gave; what is no line gets a job that does not exist."""
        number, _, rest = line.partition(" ")
        digest, _, text = rest.partition(" ")
        known = number.isascii() and number.isdecimal()
        return cls(int(number) if known else -1, digest, text)

    def removes(self, key: bytes, head: str) -> bool:
        """Tell whether this is a removal written with the key; ``head`` as far as it is known."""
        try:
            before = str(json.loads(self.text)["head"])
        except (ValueError, TypeError, KeyError):
            return False
        # Written as an entry that continues the job's own chain.
        sealed = chain.seal(key, before, json.loads(self.text))
        return head in {"", before} and chain.same(sealed.digest, self.digest)


@dataclass(frozen=True)
class Seal:
    """How many lines there were, counted from the first ever, and the digest over them."""

    count: int
    digest: str

    def __str__(self) -> str:
        return f"{self.count} {self.digest}"

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        count, _, digest = (text or "").partition(" ")
        return cls(int(count), digest) if count.isdecimal() and digest else None

    @classmethod
    def first(cls, key: bytes) -> Self:
        """Give the seal of an empty roll."""
        return cls(0, _digest(key, "roll"))

    def over(self, key: bytes, lines: Iterable[str]) -> "Seal":
        """Give the seal after further lines."""
        count, digest = self.count, self.digest
        for line in lines:
            count, digest = count + 1, _digest(key, f"{digest} {line}")
        return Seal(count, digest)

    def as_base(self, key: bytes) -> str:
        """Write it as the place from which the roll is kept; no older seal can pose as one."""
        return f"{self} {_digest(key, f'base {self}')}"

    @classmethod
    def of_base(cls, text: str | None, key: bytes) -> Self | None:
        """Read what ``as_base`` gave, the empty roll for nothing; ``None``: it is not ours."""
        if not text:
            return cls.first(key)
        seal = cls.parse(text.rpartition(" ")[0])
        return seal if seal and chain.same(seal.as_base(key), text) else None


class Witness:
    """The newest seal seen from this folder, kept in a file; it only ever goes forward."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.seen"

    def read(self) -> Seal | None:
        try:
            return Seal.parse(self.path.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            return None

    def write(self, seal: Seal) -> None:
        draft = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as text:
            text.write(f"{seal}\n")
            text.flush()
            os.fsync(text.fileno())
        draft.replace(self.path)


@dataclass(frozen=True)
class _State:
    """The roll as the store has it; ``length`` counts the lines that are kept."""

    seal: str | None
    base: str | None
    length: int


class Roll:
    """Seals the roll while ``run`` runs; any number of processes may.

    ``key`` is the journal's key, ``folder`` the data folder, for the witness; ``memory`` is what
    this machine remembers of what the store answered.
    """

    def __init__(
        self, redis: Redis, *, key: bytes, folder: Path, clock: Clock, memory: Memory | None = None
    ) -> None:
        self._memory = memory or Memory()
        self._redis = redis
        self._run = Scripts(redis)
        self._key = key
        self._witness = Witness(folder)
        self._clock = clock
        self._told = ""

    async def claim_key(self) -> None:
        """Make sure that all processes of the installation seal with one key.

        Raises:
            BadKey: The store was begun with another.
            redis.exceptions.RedisError: The store does not answer.
        """
        mark = mark_of(self._key)
        async with answering():
            await self._redis.set(f"{ROOT}:mark", mark, nx=True)
            known = await self._redis.get(f"{ROOT}:mark")
        if known != mark:
            raise chain.BadKey(
                "opening the store: its journal is sealed with another key than this process has; "
                "give every process the same (`[store] key`, or a copy of the first one's "
                "journal.key)"
            )

    async def compare(self) -> None:
        """See whether the newest write that was answered to this machine is still there.

        Raises:
            redis.exceptions.RedisError: The store does not answer.
        """
        mark = self._memory.last
        base = Seal.of_base((await self._state()).base, self._key)
        if mark is None or base is None or mark.count <= base.count:
            return
        reading = self._redis.lindex(f"{ROOT}:roll", mark.count - base.count - 1)
        async with answering():
            line = await cast("Awaitable[str | None]", reading)
        if line is None or Line.parse(line).digest != mark.digest:
            self._memory.lost(mark)

    async def run(self) -> None:
        """Seal now and then, endlessly; cancel it to stop."""
        await forever("roll", self._look, EVERY, self._clock)

    async def _look(self) -> None:
        await self.seal()
        await self.compare()

    async def seal(self) -> Seal | None:
        """Seal what was written since; ``None`` when what is there does not hold."""
        state = await self._state()
        if state.seal is None and await self._run("roll_adopt"):
            state = await self._state()
        base = Seal.of_base(state.base, self._key)
        if base is None:
            self._trouble("the place from which the roll is kept was changed")
            return None
        sealed = Seal.parse(state.seal)
        now = await self._extended(sealed or base, base, base.count + state.length)
        holds = await self._holds(self._witness.read(), base, now)
        if (await self._state()).base != state.base:
            return None  # the roll was shortened meanwhile: what was read is not what it seemed
        if now is None:
            self._trouble("lines of the roll are missing")
            return None
        moved = now == sealed or await self._run(
            "roll_seal", state.seal or "", str(now), state.base or ""
        )
        if not holds:
            self._trouble("writes that were seen from here are missing from the store")
            return None
        if moved and now != self._witness.read():
            self._witness.write(now)
        self._told = ""
        return now

    async def _holds(self, witness: Seal | None, base: Seal, now: Seal | None) -> bool:
        """Tell whether what is there goes on from what was seen from here."""
        if now is None or witness is None or witness.count < base.count:
            return True
        return await self._extended(witness, base, now.count) == now

    async def _extended(self, start: Seal, base: Seal, until: int) -> Seal | None:
        """Continue a seal over the lines that follow it; ``None`` when they are not there."""
        if not base.count <= start.count <= until:
            return None
        seal = start
        while seal.count < until:
            first = seal.count - base.count
            last = min(first + BATCH, until - base.count) - 1
            reading = self._redis.lrange(f"{ROOT}:roll", first, last)
            async with answering():
                lines = await cast("Awaitable[list[str]]", reading)
            if not lines:
                return None
            seal = seal.over(self._key, lines)
        return seal

    async def _state(self) -> "_State":
        async with answering(), self._redis.pipeline(transaction=True) as reading:
            reading.mget(f"{ROOT}:seal", f"{ROOT}:roll:base")
            reading.llen(f"{ROOT}:roll")
            (seal, base), length = await reading.execute()
        return _State(seal, base, length)

    def _trouble(self, what: str) -> None:
        if what != self._told:  # said once, not every few seconds
            log.error("roll.broken", problem=what, cure="run `python -m bot audit verify`")
        self._told = what


def mark_of(key: bytes) -> str:
    """Give what tells one key from another without telling the key."""
    return _digest(key, "which key this is")[:16]


def _digest(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), hashlib.sha256).hex()
