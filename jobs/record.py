"""A job as it is stored: one run of a check or a runbook, with its steps, position and findings.

The record is frozen and carries a format number.  A change makes a new record, and
``jobs/machine.py`` is the only place that decides which change follows from which event.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self, TypeVar

from commands.findings import Finding
from commands.phrases import Phrase
from commands.request import Request
from jobs.firing import Firing

FORMAT: Final = 1

T = TypeVar("T")


class State(StrEnum):
    """Where a job stands.  ``RUNNING`` and ``WAITING`` are open, the others are ends."""

    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    UNDONE = "undone"

    @property
    def ended(self) -> bool:
        return self not in {State.RUNNING, State.WAITING}


class StepKind(StrEnum):
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


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a plan.  ``subject`` is what it is about, e.g. the suite a proof runs."""

    kind: StepKind
    title: Phrase
    subject: str
    state: StepState = StepState.PENDING
    started: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who asked, decided only by tenant and Entra object id; the name is for display."""

    tenant: str
    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Where a job's card lives: enough to post there later without an inbound message.

    ``id`` has no ``;messageid=``; ``root`` is the thread's root message id, empty in a chat.
    ``locale`` is the language the card is drawn in.
    """

    service_url: str
    tenant: str
    id: str
    root: str
    bot: str
    locale: str = "en"


@dataclass(frozen=True, kw_only=True)
class Job:
    """One run.

    Attributes:
        id: Counts up from 1 in one store.
        organisation: Name of the organisation in the configuration.
        request: What was asked.
        requester: Who asked; ``None`` for a job that no person asked for.
        conversation: Where its card is; ``None`` when nobody watches (``ask``).
        state: See ``State``.
        steps: The plan's steps with their states.
        position: Index of the step under way, or the number of steps when all are done.
        findings: Findings so far, in the order they were found.
        judged: Ids of the checks that have answered in the step under way.
        why: Why the job failed, was refused or cancelled.
        created, updated, ended: Times in UTC.
        version: Counts the record's writes.
        head: Digest of the newest journal entry; ``entries`` counts them.
        firing: The schedule that handed it in; ``None`` when a person did.
    """

    id: int
    organisation: str
    request: Request
    requester: Person | None
    conversation: Conversation | None
    state: State
    steps: tuple[Step, ...]
    position: int = 0
    findings: tuple[Finding, ...] = ()
    judged: tuple[str, ...] = ()
    why: Phrase | None = None
    created: datetime
    updated: datetime
    ended: datetime | None = None
    version: int = 1
    head: str = ""
    entries: int = 0
    firing: Firing | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the stored shape; ``from_json`` is its inverse."""
        return {
            "format": FORMAT,
            "id": self.id,
            "organisation": self.organisation,
            "request": self.request.to_json(),
            "requester": None if self.requester is None else vars(self.requester),
            "conversation": None if self.conversation is None else vars(self.conversation),
            "state": self.state.value,
            "steps": [_step_to_json(step) for step in self.steps],
            "position": self.position,
            "findings": [finding.to_json() for finding in self.findings],
            "judged": list(self.judged),
            "why": None if self.why is None else self.why.to_json(),
            "created": self.created.isoformat(),
            "updated": self.updated.isoformat(),
            "ended": None if self.ended is None else self.ended.isoformat(),
            "version": self.version,
            "head": self.head,
            "entries": self.entries,
            "firing": None if self.firing is None else self.firing.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a stored job of this format or an older one.

        Raises:
            ValueError: The record was written by a newer version of the program.
        """
        if data["format"] > FORMAT:
            raise ValueError(
                f"reading job {data['id']}: its record has format {data['format']}, this program "
                f"knows formats up to {FORMAT}; run the newer version that wrote it"
            )
        return cls(
            id=data["id"],
            organisation=data["organisation"],
            request=Request.from_json(data["request"]),
            requester=_some(data["requester"], lambda item: Person(**item)),
            conversation=_some(data["conversation"], lambda item: Conversation(**item)),
            state=State(data["state"]),
            steps=tuple(_step_from_json(item) for item in data["steps"]),
            position=data["position"],
            findings=tuple(Finding.from_json(item) for item in data["findings"]),
            judged=tuple(data["judged"]),
            why=_some(data["why"], Phrase.from_json),
            created=datetime.fromisoformat(data["created"]),
            updated=datetime.fromisoformat(data["updated"]),
            ended=_some(data["ended"], datetime.fromisoformat),
            version=data["version"],
            head=data["head"],
            entries=data["entries"],
            firing=_some(data.get("firing"), Firing.from_json),
        )


def _some(value: Any, read: Callable[[Any], T]) -> T | None:
    return None if value is None else read(value)


def _step_to_json(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind.value,
        "title": step.title.to_json(),
        "subject": step.subject,
        "state": step.state.value,
        "started": None if step.started is None else step.started.isoformat(),
        "ended": None if step.ended is None else step.ended.isoformat(),
    }


def _step_from_json(data: Mapping[str, Any]) -> Step:
    return Step(
        kind=StepKind(data["kind"]),
        title=Phrase.from_json(data["title"]),
        subject=data["subject"],
        state=StepState(data["state"]),
        started=_some(data["started"], datetime.fromisoformat),
        ended=_some(data["ended"], datetime.fromisoformat),
    )
