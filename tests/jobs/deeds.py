"""Changes for the tests of the runner: real actions on a recorder that stands for a system."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Final, cast

from commands.action import (
    Action,
    Already,
    Call,
    Condition,
    Doing,
    Look,
    Moved,
    NoOpposite,
    Not,
    Undoing,
    Unknown,
    Values,
)
from commands.book import Book
from commands.phrases import Phrase, say
from commands.ports import CmdletResult, Kind, Outcome, OutsideError, World
from jobs.desk import Desk
from jobs.people import Person
from jobs.plan import do, gate
from jobs.record import Job, Step
from tests.jobs.parts import world

LEAD = Person(tenant="tenant-1", id="lead-1", name="Sora")
LEAD2 = Person(tenant="tenant-1", id="lead-2", name="Jisoo")
STRANGER = Person(tenant="tenant-2", id="person-9", name="Eve")


DUE: Final = "the due time"


class Moving:
    """Real time plus what a test has skipped."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset  # noqa: TID251  (the real clock of the tests)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)  # noqa: TID251  (likewise)


def trouble(outcome: Outcome, detail: str = "it broke") -> OutsideError:
    kinds = {Outcome.NOT_SENT: Kind.UNREACHABLE, Outcome.REFUSED: Kind.REFUSED}
    kind = kinds.get(outcome, Kind.TIMEOUT)
    return OutsideError(kind=kind, outcome=outcome, source="Records", doing="Put", detail=detail)


@dataclass
class Recorder:
    """A system that keeps values and every change made to them.

    ``before`` and ``after`` hold what happens to the next changes: called before or after the
    change takes effect, each may raise or wait.  ``blind`` makes that many readings fail;
    ``looks`` is called before each.
    """

    values: dict[str, str] = field(default_factory=dict)
    changes: list[tuple[str, str]] = field(default_factory=list)
    before: list[Callable[[], Any]] = field(default_factory=list)
    after: list[Callable[[], Any]] = field(default_factory=list)
    blind: int = 0
    looks: Callable[[], Any] | None = None
    name: str = "Records"

    async def run(
        self, cmdlet: str, /, *, timeout: float, parameters: Mapping[str, Any] | None = None
    ) -> CmdletResult:
        given = parameters or {}
        if cmdlet == "Get":
            if self.looks is not None:
                await self.looks()
            if self.blind:
                self.blind -= 1
                raise trouble(Outcome.UNKNOWN, "no answer")
            return CmdletResult(objects=({"value": self.values.get(given["key"], "")},))
        if self.before:
            await self.before.pop(0)()
        self.values[given["key"]] = given["value"]
        self.changes.append((given["key"], given["value"]))
        if self.after:
            await self.after.pop(0)()
        return CmdletResult(objects=())

    def world(self, name: str = "hbna") -> World:
        return replace(world(name), cloud=cast("Any", self))


def raising(error: Exception) -> Callable[[], Any]:
    async def fail() -> None:
        raise error

    return fail


@dataclass(frozen=True, kw_only=True)
class Put(Values):
    """Give ``key`` a value in place of ``old``."""

    name: ClassVar[str] = "put"
    key: str
    value: str
    old: str = ""
    seconds: float = 0.3

    @property
    def title(self) -> Phrase:
        return say("Put {value} into {key}", value=self.value, key=self.key)

    @property
    def side(self) -> str:
        return "Records"

    @property
    def call(self) -> Call:
        return Call(doing="Put", values={"key": self.key, "value": self.value})

    @property
    def deadline(self) -> float:
        return self.seconds

    async def already(self, world: World) -> Look:
        return await self.verify(world)

    async def do(self, world: World, doing: Doing) -> None:
        await doing.tell(say("{count} of 5 servers", count=3))
        await world.cloud.run("Put", timeout=doing.seconds(), parameters=self.call.values)

    async def verify(self, world: World) -> Look:
        result = await world.cloud.run("Get", timeout=self.seconds, parameters={"key": self.key})
        value = result.objects[0]["value"]
        return Already() if value == self.value else Not(say("{key} is {v}", key=self.key, v=value))

    def opposite(self) -> Action | NoOpposite:
        return Put(key=self.key, value=self.old, old=self.value, seconds=self.seconds)


@dataclass(frozen=True, kw_only=True)
class Purge(Put):
    """A change that cannot be taken back."""

    name: ClassVar[str] = "purge"

    def opposite(self) -> Action | NoOpposite:
        return NoOpposite(because=Undoing.IMPOSSIBLE, why=say("What was purged is gone."))


@dataclass(frozen=True, kw_only=True)
class Appoint(Put):
    """A change that tells a time, ``DUE``: ``told``, or so many seconds after it was seen made."""

    name: ClassVar[str] = "appoint"
    told: str | None = None
    later: float = 0.0

    async def verify(self, world: World) -> Look:
        seen = await super().verify(world)
        due = world.clock.now() + timedelta(seconds=self.later)
        told = due.isoformat() if self.told is None else self.told
        return Already({DUE: told}) if isinstance(seen, Already) else seen


@dataclass(frozen=True, kw_only=True)
class Seal(Put):
    """A change after which nothing of its job can be undone."""

    name: ClassVar[str] = "seal"

    @property
    def seals(self) -> Phrase:
        return say("What {key} was is forgotten.", key=self.key)


@dataclass(frozen=True, kw_only=True)
class Share(Put):
    """A change that somebody else may make as well, in the job's place."""

    name: ClassVar[str] = "share"
    comes_by_itself: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class Refresh(Put):
    """What has a change take effect, and changes nothing else."""

    name: ClassVar[str] = "refresh"
    settles: ClassVar[bool] = True

    def opposite(self) -> Action | NoOpposite:
        return self


@dataclass(frozen=True, kw_only=True)
class Lend(Put):
    """A change that is taken back once ``free`` is so."""

    name: ClassVar[str] = "lend"

    def opposite(self) -> Action | NoOpposite:
        return Reclaim(key=self.key, value=self.old, old=self.value)


@dataclass(frozen=True, kw_only=True)
class Reclaim(Put):
    """The way back of ``Lend``."""

    name: ClassVar[str] = "reclaim"
    settles: ClassVar[bool] = True

    @property
    def awaits(self) -> tuple[Condition, ...]:
        return (Holds(key="lent", value="back"), Holds(key="all", value="well"))


@dataclass(frozen=True, kw_only=True)
class Holds(Values):
    """A state to wait for."""

    name: ClassVar[str] = "holds"
    key: str
    value: str
    seconds: float = 2.0

    @property
    def title(self) -> Phrase:
        return say("Wait until {key} is {value}", key=self.key, value=self.value)

    @property
    def deadline(self) -> float:
        return self.seconds

    async def look(self, world: World) -> Look:
        result = await world.cloud.run("Get", timeout=2, parameters={"key": self.key})
        value = result.objects[0]["value"]
        if value == "?":
            return Unknown(say("Nobody knows."))
        if value == "!":
            return Moved(say("Somebody put an end to {key}.", key=self.key))
        if value == self.value:
            return Already({"held": value})
        return Not(say("{key} is {v}", key=self.key, v=value))


BOOK = Book.of(
    actions=(Put, Purge, Appoint, Seal, Share, Refresh, Lend, Reclaim), conditions=(Holds,)
)


def put(key: str, value: str = "new", old: str = "", **more: Any) -> Step:
    return do(Put(key=key, value=value, old=old, **more))


def question(name: str = "go", *, needs: int = 1, seconds: float = 3600) -> Step:
    return gate(name, say("Go on?"), needs=needs, seconds=seconds)


async def decide(desk: Desk, number: int = 1, *, by: Person = LEAD, verb: str = "approve") -> Any:
    """Approve or reject what is open, as its card would show it."""
    job = await desk.job(number)
    assert job is not None
    step = job.steps[job.position]
    assert step.gate is not None
    act = desk.approve if verb == "approve" else desk.reject
    return await act(
        number, step.subject, by=by, fingerprint=job.fingerprint, nonce=step.gate.nonce
    )


def results(job: Job | None) -> list[str | None]:
    assert job is not None
    return [step.result and step.result.value for step in job.steps]
