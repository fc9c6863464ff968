"""What can happen to a job, and what the journal says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from commands.findings import Finding
from commands.phrases import Phrase
from jobs.record import Person

ENTRY_FORMAT: Final = 1


class Kind(StrEnum):
    """What a journal entry says happened."""

    CREATED = "created"
    BEGUN = "begun"
    PROVEN = "proven"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One journal entry before it is sealed.

    Attributes:
        kind: See ``Kind``.
        at: When, UTC.
        by: The person, or the worker's name.
        step: Index of the step it is about; ``None`` when it is about the job.
        details: More, as JSON.
    """

    kind: Kind
    at: datetime
    by: Person | str | None = None
    step: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Give the sealed shape; names without a value are left out."""
        by = vars(self.by) if isinstance(self.by, Person) else self.by
        entry: dict[str, Any] = {
            "format": ENTRY_FORMAT,
            "kind": self.kind.value,
            "at": self.at.isoformat(),
        }
        if by is not None:
            entry["by"] = by
        if self.step is not None:
            entry["step"] = self.step
        return entry | dict(self.details)


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A worker took up the step at the job's position, for the first time or again."""

    worker: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One check of the step under way has answered."""

    check: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Proven:
    """The step under way proved what it was to prove; the findings say what is true."""

    worker: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class StepFailed:
    """The step under way could not be carried out."""

    worker: str
    why: Phrase


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """A person wants the job to end."""

    by: Person


Event = Begun | Progress | Proven | StepFailed | Cancelled
