"""What the journal says of what happened to a job."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from jobs.people import Person

ENTRY_FORMAT: Final = 2
"""1: the record beside the journal had no seal.  2: it has one, and is nothing without it."""


SEALS: Final = 2
"""The format from which on the record beside the entry has a seal."""


class Kind(StrEnum):
    """What a journal entry says happened."""

    CREATED = "created"
    BEGUN = "begun"
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    PROVEN = "proven"
    INTENDED = "intended"
    NOT_DONE = "not done"
    DONE = "done"
    UNDETERMINED = "undetermined"
    RESUMED = "resumed"
    OPENED = "opened"
    APPROVED = "approved"
    REJECTED = "rejected"
    DENIED = "denied"
    EXPIRED = "expired"
    WAITS = "waits"
    REMINDED = "reminded"
    CAME = "came"
    BARRED = "barred"
    FAILED = "failed"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    RETRIED = "retried"
    UNDONE = "undone"
    STOPPED = "stopped"
    OUTDATED = "outdated"


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
