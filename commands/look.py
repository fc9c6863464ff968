"""Read facts: all of them at once, each under its own deadline, none hiding another.

A fact names what it needs; what does not depend on each other is read side by side.  A source
that cannot be read gives a reason in its place and never an exception.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Generic, TypeVar, cast

from commands.outside import failures, sign_in
from commands.phrases import Phrase, joined, say
from commands.ports import Kind, OutsideError, World

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Known(Generic[T]):
    """A value that was read."""

    value: T
    source: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Unread:
    """Why a value could not be read."""

    reason: Phrase
    source: str
    at: datetime
    kind: Kind | None = None
    """As the source's error said; ``None`` where no source was asked."""
    remedy: Phrase | None = None
    """What to do, where the reason tells it better than its kind does."""


Reading = Known[T] | Unread


@dataclass(frozen=True, eq=False)
class Fact(Generic[T]):
    """One thing to read: its name, what it needs first, and how it is read.

    ``read`` raises ``OutsideError`` when the source fails; ``source`` is how people call it.
    """

    name: str
    source: str
    read: Callable[[World, "Facts"], Awaitable[T]]
    needs: tuple["Fact[Any]", ...] = ()


@dataclass(frozen=True)
class Facts:
    """The readings so far."""

    readings: dict[str, Reading[Any]] = field(default_factory=dict)

    def of(self, fact: Fact[T]) -> Reading[T]:
        """Give the reading; raises ``KeyError`` when it has not been asked for."""
        return cast("Reading[T]", self.readings[fact.name])

    def value(self, fact: Fact[T]) -> T:
        """Give the value of a fact that must be there; raises ``NotRead`` with its reason."""
        reading = self.of(fact)
        if isinstance(reading, Unread):
            raise NotRead(reading)
        return reading.value


class NotRead(Exception):
    """A fact that was needed could not be read."""

    def __init__(self, reading: Unread) -> None:
        super().__init__(str(reading.reason))
        self.reading = reading


async def look(
    world: World, wanted: Iterable[Fact[Any]], seen: Callable[[Fact[Any], Facts], Awaitable[None]]
) -> Facts:
    """Read the wanted facts and what they need; ``seen`` is told of each as it arrives."""
    facts = Facts()
    tasks: dict[str, asyncio.Task[None]] = {}

    async def one(fact: Fact[Any]) -> None:
        for need in fact.needs:
            await tasks[need.name]
        facts.readings[fact.name] = await _read(world, fact, facts)
        await seen(fact, facts)

    async with asyncio.TaskGroup() as group:
        for fact in _ordered(wanted):
            tasks[fact.name] = group.create_task(one(fact))
    return facts


async def attempt(world: World, source: str, reading: Awaitable[T]) -> Reading[T]:
    """Turn one read into a reading; for facts that hold one reading per server.

    A mistake of our own in one read is an unknown there, with its name, and hides no other.
    """
    try:
        value = await reading
    except OutsideError as error:
        return Unread(
            reason=reason(error),
            source=error.source,
            at=world.clock.now(),
            kind=error.kind,
            remedy=sign_in.cure(error.code),
        )
    except NotRead as error:
        return error.reading
    except Exception as error:  # noqa: BLE001  (see above)
        broke = say(
            "Reading {source} broke off in this program ({error}). Please report it.",
            source=source,
            error=type(error).__name__,
        )
        return Unread(reason=broke, source=source, at=world.clock.now())
    return Known(value=value, source=source, at=world.clock.now())


def reason(error: OutsideError) -> Phrase:
    """Say why a source could not be read, in words a person can act on."""
    told = replace(
        _REASONS.get(error.kind, _ANSWERED_WITH_ERROR),
        values=(
            ("source", error.source),
            ("doing", error.doing),
            ("detail", failures.told(error.detail or error.code or str(error.kind))),
        ),
    )
    cure = _CURES.get(error.code)
    return told if cure is None else joined((told, cure))


OLD_ENDPOINT: Final = "old maintenance endpoint"
"""The code of an answer of a maintenance endpoint that has not got a function yet."""

_CURES: Final = {
    OLD_ENDPOINT: say(
        "The maintenance endpoint there is of an earlier version. Run {script} of this version on "
        "the server again, then retry.",
        script="deploy/jea/Install.ps1",
    ),
    "CredentialInvalidLifetimeAsPerAppPolicy": say(
        "An app management policy of the tenant allows no key that lasts so long. A rotation with "
        "{option} makes a certificate that fits; or an administrator of the tenant exempts this "
        "application from the policy.",
        option="--lifetime 365",
    ),
}
"""What to do about an answer that names its reason by a code.
https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy
"""


_ANSWERED_WITH_ERROR: Final = say("{source} answered with an error ({doing}): {detail}")
_REASONS: Final = {
    Kind.UNREACHABLE: say("{source} could not be reached ({doing}): {detail}"),
    Kind.TIMEOUT: say("{source} did not answer in time ({doing}): {detail}"),
    Kind.UNAUTHORISED: say("We could not sign in to {source} ({doing}): {detail}"),
    Kind.LOCAL: say("{source} cannot be asked from this machine ({doing}): {detail}"),
    Kind.FORBIDDEN: say("{source} does not allow our account to do this ({doing}): {detail}"),
    Kind.THROTTLED: say("{source} is throttling us ({doing}): {detail}"),
    Kind.BUSY: say("{source} is busy ({doing}): {detail}"),
    Kind.BLOCKED: say("Our own safety rules forbid asking {source} ({doing}): {detail}"),
}


async def _read(world: World, fact: Fact[T], facts: Facts) -> Reading[T]:
    return await attempt(world, fact.source, fact.read(world, facts))


def _ordered(wanted: Iterable[Fact[Any]]) -> list[Fact[Any]]:
    """Give the facts and all they need, each after what it needs."""
    ordered: dict[str, Fact[Any]] = {}

    def add(fact: Fact[Any]) -> None:
        for need in fact.needs:
            add(need)
        known = ordered.setdefault(fact.name, fact)
        if known is not fact:
            raise ValueError(f"two facts are called {fact.name}")

    for fact in wanted:
        add(fact)
    return _waited_for_first(list(ordered.values()))


def _waited_for_first(ordered: list[Fact[Any]]) -> list[Fact[Any]]:
    """Put facts that others wait for, and theirs wait for, before those nobody waits for.

    Sources answer a few calls at a time and in the order asked, so the order is the speed.
    """
    waiting = {fact.name: 0 for fact in ordered}
    for fact in reversed(ordered):
        for need in fact.needs:
            waiting[need.name] = max(waiting[need.name], waiting[fact.name] + 1)
    return sorted(ordered, key=lambda fact: -waiting[fact.name])
