"""What a job knows of the schedule that handed it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Firing:
    """One time that a schedule came due.

    Attributes:
        schedule: Its number.
        when: How it recurs, in words: ``every day at 08:00``.
        due: The time that had come, UTC; a missed one is fired late.
        previous: Number of the job of the run before; ``None`` for the first.
        always: Whether its card is posted whatever it found.
    """

    schedule: int
    when: str
    due: datetime
    previous: int | None
    always: bool

    def to_json(self) -> dict[str, Any]:
        """Give the stored shape; ``from_json`` is its inverse."""
        return {**vars(self), "due": self.due.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "due": datetime.fromisoformat(data["due"])})
