"""A job as it is stored: one run of a check or a runbook, with its steps, position and findings.

The record is frozen and carries a format number.  A change makes a new record, and
``jobs/machine.py`` is the only place that decides which change follows from which event.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self, TypeVar

from commands.findings import Finding
from commands.phrases import Phrase
from commands.request import Request
from jobs.firing import Firing
from jobs.people import Conversation, Person
from jobs.planned import Planned
from jobs.steps import Step, StepKind, StepState

__all__ = ["FORMAT", "Conversation", "Job", "Person", "State", "Step", "StepKind", "StepState"]

FORMAT: Final = 5
"""1: only proofs.  2: changes, gates and waits; what a step has not is left out of it.
3: steps that plan, with the plan and what became known on the way.
4: waits for a time that becomes known on the way, reminders before their end, phrases within
phrases.
5: sealed as a whole, beside the journal.
"""

_DAMAGE: Final = (
    ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip

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


class TooNew(ValueError):
    """A job that a newer version of the program wrote.

    ``organisation`` is what it belongs to as far as this version can read it, and empty otherwise.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(
            f"reading job {data['id']}: its record has format {data['format']}, this program "
            f"knows formats up to {FORMAT}; run the newer version that wrote it"
        )
        self.organisation = organisation_of(data)


class Damaged(ValueError):
    """A record that is no job's: something in it is missing, or is not what it should be."""

    def __init__(self, error: Exception) -> None:
        super().__init__(f"a stored job cannot be read: {type(error).__name__}: {error}")


class Forged(ValueError):
    """A record that is not what its job's sealed journal says; nothing may be done by it.

    ``organisation`` is what it claims to belong to, as far as that can be read.
    """

    def __init__(self, number: int, problem: str, organisation: str = "") -> None:
        super().__init__(
            f"reading job {number}: {problem}; somebody wrote to the store who has not the "
            "journal's key, or the store lost a part of it: run `python -m bot audit verify`"
        )
        self.number = number
        self.problem = problem
        self.organisation = organisation


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
        fingerprint: Digest of the plan; an approval names it.
        plan: What the plan says besides its steps; ``None`` when no step of the job made one.
        known: What only became known on the way, by name; later steps refer to it.
        cancelling: Who wants it to end as soon as the call under way is settled.
        retried: The key of the latest message that had it tried again.
        undoes: Number of the job that this one undoes.
        created, updated, ended: Times in UTC.
        version: Counts the record's writes.
        head: Digest of the newest journal entry; ``entries`` counts them.
        firing: The schedule that handed it in; ``None`` when a person did.
        stopped: Whether it was ended because its record was not what its journal says.  Nothing of
            it goes on, and it has no steps: none of them could be believed.
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
    fingerprint: str = ""
    plan: Planned | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    cancelling: Person | None = None
    retried: str = ""
    undoes: int | None = None
    created: datetime
    updated: datetime
    ended: datetime | None = None
    version: int = 1
    head: str = ""
    entries: int = 0
    firing: Firing | None = None
    stopped: bool = False

    @property
    def changes(self) -> bool:
        """Whether its plan has a change in it, or is made to have one."""
        return any(
            step.kind is StepKind.DO
            or (step.kind is StepKind.PLAN and not (step.action or {}).get("only"))
            for step in self.steps
        )

    @property
    def open_gate(self) -> Step | None:
        """The gate that waits for people now; ``None`` when none does."""
        if self.state is not State.WAITING or self.position >= len(self.steps):
            return None
        step = self.steps[self.position]
        return step if step.kind is StepKind.GATE and step.gate and step.gate.nonce else None

    @property
    def plain_steps(self) -> tuple[Step, ...]:
        """Its steps as people see and count them: planning is none of them once it is done."""
        return tuple(
            step
            for step in self.steps
            if step.kind is not StepKind.PLAN or step.state is not StepState.DONE
        )

    @property
    def number(self) -> int:
        """The number of the step it stands at, as people count."""
        return self.position + 1 - (len(self.steps) - len(self.plain_steps))

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
            "steps": [step.to_json() for step in self.steps],
            "position": self.position,
            "findings": [finding.to_json() for finding in self.findings],
            "judged": list(self.judged),
            "why": None if self.why is None else self.why.to_json(),
            "fingerprint": self.fingerprint,
            "plan": None if self.plan is None else self.plan.to_json(),
            "known": dict(self.known),
            "cancelling": None if self.cancelling is None else vars(self.cancelling),
            "retried": self.retried,
            "undoes": self.undoes,
            "created": self.created.isoformat(),
            "updated": self.updated.isoformat(),
            "ended": None if self.ended is None else self.ended.isoformat(),
            "version": self.version,
            "head": self.head,
            "entries": self.entries,
            "firing": None if self.firing is None else self.firing.to_json(),
        } | ({"stopped": True} if self.stopped else {})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a stored job of this format or an older one.

        Raises:
            TooNew: The record was written by a newer version of the program.
            Damaged: It is no job's record.
        """
        try:
            read = TooNew(data) if data["format"] > FORMAT else cls._read(data)
        except _DAMAGE as error:
            raise Damaged(error) from error
        if isinstance(read, TooNew):
            raise read
        return read

    @classmethod
    def _read(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            id=data["id"],
            organisation=data["organisation"],
            request=Request.from_json(data["request"]),
            requester=_some(data["requester"], lambda item: Person(**item)),
            conversation=_some(data["conversation"], lambda item: Conversation(**item)),
            state=State(data["state"]),
            steps=tuple(Step.from_json(item) for item in data["steps"]),
            position=data["position"],
            findings=tuple(Finding.from_json(item) for item in data["findings"]),
            judged=tuple(data["judged"]),
            why=_some(data["why"], Phrase.from_json),
            # Format 1 had none of these.
            fingerprint=data.get("fingerprint", ""),
            plan=_some(data.get("plan"), Planned.from_json),
            known=dict(data.get("known", {})),
            cancelling=_some(data.get("cancelling"), lambda item: Person(**item)),
            retried=data.get("retried", ""),
            undoes=data.get("undoes"),
            created=datetime.fromisoformat(data["created"]),
            updated=datetime.fromisoformat(data["updated"]),
            ended=_some(data["ended"], datetime.fromisoformat),
            version=data["version"],
            head=data["head"],
            entries=data["entries"],
            firing=_some(data.get("firing"), Firing.from_json),
            stopped=bool(data.get("stopped")),
        )


def organisation_of(data: Mapping[str, Any]) -> str:
    """Give what a stored job belongs to as far as that can be read; empty otherwise."""
    return str(data.get("organisation", ""))


def _some(value: Any, read: Callable[[Any], T]) -> T | None:
    return None if value is None else read(value)
