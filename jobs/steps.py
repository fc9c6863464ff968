"""A step of a plan: what is to happen, and how far it has come.

What is to happen never changes once a job is created, and the plan's fingerprint covers it; an
approval is given for that fingerprint.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Self, TypeVar

from commands.phrases import Phrase
from jobs.people import Person

T = TypeVar("T")

DAY: Final = 86_400.0
WEEK: Final = 7 * DAY
LONG: Final = 2 * DAY
"""Seconds from which on an open gate is long enough for people to forget it."""


class StepKind(StrEnum):
    PLAN = "plan"
    CONFIRM = "confirm"
    PROVE = "prove"
    DO = "do"
    GATE = "gate"
    WAIT_UNTIL = "wait until"
    WAIT_FOR = "wait for"


class StepState(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Result(StrEnum):
    """How a change ended.  ``ALREADY``: it was so before, and nothing was sent."""

    DONE = "done"
    ALREADY = "already so"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Intent:
    """That a change is about to be sent, written down before it is.

    Attributes:
        at: When, by the product's clock.
        deadline: After this nothing of it is sent any more: milliseconds of the store's own clock,
            which no jump of a process's clock moves.
        worker: Whose it is.
        fence: The number of the taking it was made in.
    """

    at: datetime
    deadline: int
    worker: str
    fence: int

    def to_json(self) -> dict[str, Any]:
        return vars(self) | {"at": self.at.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**dict(data) | {"at": datetime.fromisoformat(data["at"])})


@dataclass(frozen=True, kw_only=True)
class Approval:
    """One person's yes."""

    by: Person
    at: datetime

    def to_json(self) -> dict[str, Any]:
        return {"by": vars(self.by), "at": self.at.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(by=Person(**data["by"]), at=datetime.fromisoformat(data["at"]))


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A decision of people.

    Attributes:
        needs: How many different people must approve.
        seconds: How long it stays open.
        nonce: Names this opening of it; empty before.
        expires: When it closes by itself.
        approvals: Those given so far.
        reminded: When people were told that it closes soon.
        before: When it was decided before, where that approval was too old to be acted on.
    """

    needs: int = 1
    seconds: float = WEEK
    nonce: str = ""
    expires: datetime | None = None
    approvals: tuple[Approval, ...] = ()
    reminded: datetime | None = None
    before: datetime | None = None

    @property
    def reminds(self) -> datetime | None:
        """When people are to be told; ``None`` when they have been, or are not to be."""
        if self.seconds < LONG or self.reminded is not None or self.expires is None:
            return None
        return self.expires - timedelta(seconds=DAY)

    def to_json(self) -> dict[str, Any]:
        """Give the stored shape, which older plans' fingerprints cover: nothing new in it unset."""
        shape: dict[str, Any] = {
            "needs": self.needs,
            "seconds": self.seconds,
            "nonce": self.nonce,
            "expires": _time(self.expires),
            "approvals": [each.to_json() for each in self.approvals],
        }
        rarely = {"reminded": _time(self.reminded), "before": _time(self.before)}
        return shape | {name: value for name, value in rarely.items() if value is not None}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            needs=data["needs"],
            seconds=data["seconds"],
            nonce=data["nonce"],
            expires=_some(data["expires"], datetime.fromisoformat),
            approvals=tuple(Approval.from_json(each) for each in data["approvals"]),
            reminded=_some(data.get("reminded"), datetime.fromisoformat),
            before=_some(data.get("before"), datetime.fromisoformat),
        )


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A wait for a time, or for a state.

    Attributes:
        seconds: How long from when the step begins: until the time, or at most for the state.
        at: The time itself, when it is known beforehand; ``seconds`` is not looked at then.
        every: Seconds between two looks at the state.
        until: When it is over; known once it has begun.
        named: What the time is called among what the job learns on the way, e.g. ``effective
            time``; neither ``seconds`` nor ``at`` is looked at then.
        remind: Seconds before its end at which people are told; 0: never.
        reminded: When they were told.
    """

    seconds: float = 0.0
    at: datetime | None = None
    every: float = 0.0
    until: datetime | None = None
    named: str = ""
    remind: float = 0.0
    reminded: datetime | None = None

    @property
    def reminds(self) -> datetime | None:
        """When people are to be told; ``None`` when they have been, or are not to be."""
        if not self.remind or self.reminded is not None or self.until is None:
            return None
        return self.until - timedelta(seconds=self.remind)

    def to_json(self) -> dict[str, Any]:
        """Give the stored shape, which older plans' fingerprints cover: nothing new in it unset."""
        rarely = {
            "named": self.named or None,
            "remind": self.remind or None,
            "reminded": _time(self.reminded),
        }
        return {
            "seconds": self.seconds,
            "at": _time(self.at),
            "every": self.every,
            "until": _time(self.until),
        } | {name: value for name, value in rarely.items() if value is not None}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        names = ("at", "until", "reminded")
        times = {name: _some(data.get(name), datetime.fromisoformat) for name in names}
        return cls(**dict(data) | times)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step.

    Attributes:
        kind: See ``StepKind``.
        title: What it is, for people.
        subject: What it is about: the suite a proof runs, the action's or condition's name, the
            gate's name, the runbook that plans.
        state, started, ended: How far it has come; times in UTC.
        action: The stored action or condition; of a step that plans, what it is to plan.
        gate, wait: What those kinds need to know.
        intent: Set while a change is being sent, or may have been.
        result: How a change ended.
        may_fail: Whether the job goes on when it is certain that its change could not be made.
        attempts: How often it was certain that a change was not made.
        again: When the next attempt is.
        told: How far it is, or what it is waiting for.
    """

    kind: StepKind
    title: Phrase
    subject: str
    state: StepState = StepState.PENDING
    started: datetime | None = None
    ended: datetime | None = None
    action: Mapping[str, Any] | None = None
    gate: Gate | None = None
    wait: Wait | None = None
    intent: Intent | None = None
    result: Result | None = None
    may_fail: bool = False
    attempts: int = 0
    again: datetime | None = None
    told: Phrase | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the stored shape; what most steps do not have is left out."""
        rarely = {
            "action": None if self.action is None else dict(self.action),
            "gate": _some(self.gate, Gate.to_json),
            "wait": _some(self.wait, Wait.to_json),
            "intent": _some(self.intent, Intent.to_json),
            "result": None if self.result is None else self.result.value,
            "may_fail": self.may_fail or None,
            "attempts": self.attempts or None,
            "again": _time(self.again),
            "told": _some(self.told, Phrase.to_json),
        }
        return {
            "kind": self.kind.value,
            "title": self.title.to_json(),
            "subject": self.subject,
            "state": self.state.value,
            "started": _time(self.started),
            "ended": _time(self.ended),
        } | {name: value for name, value in rarely.items() if value is not None}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            kind=StepKind(data["kind"]),
            title=Phrase.from_json(data["title"]),
            subject=data["subject"],
            state=StepState(data["state"]),
            started=_some(data["started"], datetime.fromisoformat),
            ended=_some(data["ended"], datetime.fromisoformat),
            action=data.get("action"),
            gate=_some(data.get("gate"), Gate.from_json),
            wait=_some(data.get("wait"), Wait.from_json),
            intent=_some(data.get("intent"), Intent.from_json),
            result=_some(data.get("result"), Result),
            may_fail=data.get("may_fail", False),
            attempts=data.get("attempts", 0),
            again=_some(data.get("again"), datetime.fromisoformat),
            told=_some(data.get("told"), Phrase.from_json),
        )


def anew(step: Step) -> Step:
    """Give a step as it was planned, before anything happened to it."""
    return Step(
        kind=step.kind,
        title=step.title,
        subject=step.subject,
        action=step.action,
        may_fail=step.may_fail,
        gate=_some(step.gate, lambda old: Gate(needs=old.needs, seconds=old.seconds)),
        wait=_some(step.wait, lambda old: replace(old, until=None, reminded=None)),
    )


def _some(value: Any, read: Callable[[Any], T]) -> T | None:
    return None if value is None else read(value)


def _time(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()
