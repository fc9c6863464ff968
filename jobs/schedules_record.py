"""A schedule as it is stored, and what the list of who scheduled what says of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from commands.recurrence import Recurrence, from_json
from commands.request import Request
from jobs import machine
from jobs.firing import Firing
from jobs.machine import Change
from jobs.record import Conversation, Person, Step

FORMAT: Final = 1
_EPOCH: Final = datetime.fromtimestamp(0, UTC)


class Kind(StrEnum):
    """What an entry says happened."""

    SCHEDULED = "scheduled"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """What is asked for again and again.

    Attributes:
        id: Counts up from 1 in one store; never used again.
        organisation: Name of the organisation in the configuration; its clocks count.
        request: What is asked for; it changes nothing.
        when: See ``commands/recurrence.py``.
        requester: Who scheduled it.
        conversation: Where it posts.
        always: Whether every run is posted, or only one that differs from the run before.
        created: When, UTC.
        next: When it is due, UTC; ``None`` when it was removed.
        last: Number of the job of its latest run.
    """

    id: int
    organisation: str
    request: Request
    when: Recurrence
    requester: Person
    conversation: Conversation
    always: bool
    created: datetime
    next: datetime | None
    last: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Give what never changes of it; ``next`` and ``last`` are kept beside it."""
        return {
            "format": FORMAT,
            "id": self.id,
            "organisation": self.organisation,
            "request": self.request.to_json(),
            "when": self.when.to_json(),
            "requester": vars(self.requester),
            "conversation": vars(self.conversation),
            "always": self.always,
            "created": self.created.isoformat(),
        }


def read(record: Sequence[Any]) -> Schedule:
    """Read what the store's scripts give: number, document, when it is due (ms), latest job.

    Raises:
        ValueError: It was written by a newer version of the program, or holds what is no value.
        LookupError, TypeError, AttributeError, OverflowError: It was not written by this program.
    """
    number, document, due, last = record
    data: Mapping[str, Any] = json.loads(document)
    if data["format"] > FORMAT:
        raise ValueError(
            f"reading schedule {number}: its record has format {data['format']}, this program "
            f"knows formats up to {FORMAT}; run the newer version that wrote it"
        )
    return Schedule(
        id=int(number),
        organisation=data["organisation"],
        request=Request.from_json(data["request"]),
        when=from_json(data["when"]),
        requester=Person(**data["requester"]),
        conversation=Conversation(**data["conversation"]),
        always=data["always"],
        created=datetime.fromisoformat(data["created"]),
        next=_EPOCH + timedelta(milliseconds=int(due)) if due else None,
        last=int(last) if last else None,
    )


def entry(kind: Kind, schedule: Schedule, *, by: Person, at: datetime) -> dict[str, Any]:
    """Say what happened, for the chained list."""
    about: dict[str, Any] = {
        "format": FORMAT,
        "kind": kind.value,
        "at": at.isoformat(),
        "by": vars(by),
        "schedule": schedule.id,
    }
    return about | ({"definition": schedule.to_json()} if kind is Kind.SCHEDULED else {})


def run(schedule: Schedule, due: datetime, *, steps: Iterable[Step], now: datetime) -> Change:
    """Make the job of one time that a schedule came due; its journal names the schedule."""
    firing = Firing(
        schedule=schedule.id,
        when=str(schedule.when),
        due=due,
        previous=schedule.last,
        always=schedule.always,
    )
    change = machine.create(
        schedule.request,
        organisation=schedule.organisation,
        steps=steps,
        requester=schedule.requester,
        conversation=schedule.conversation,
        now=now,
    )
    (created,) = change.entries
    details = {**created.details, "schedule": schedule.id, "due": due.isoformat()}
    return replace(
        change,
        job=replace(change.job, firing=firing),
        entries=(replace(created, details=details),),
    )
