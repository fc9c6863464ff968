"""Are the schedules those that the list of who scheduled and removed what tells of?"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jobs.chain import Break, Link, canonical
from jobs.schedules_record import Kind


def differs(links: Sequence[Link], stored: Mapping[int, str]) -> Break | None:
    """Name the first entry whose schedule is not as it says, or is there though it says not."""
    written: dict[int, tuple[int, Any]] = {}
    for place, link in enumerate(links, start=1):
        told = link.entry
        if told["kind"] == Kind.SCHEDULED.value:
            written[told["schedule"]] = (place, told["definition"])
        else:
            written.pop(told["schedule"], None)
    for number, (place, definition) in written.items():
        if number not in stored:
            return Break(place, f"schedule {number} is missing")
        if canonical(definition) != _canonical(stored[number]):
            return Break(place, f"schedule {number} was changed")
    for number in stored:
        if number not in written:
            return Break(len(links) + 1, f"schedule {number} was added")
    return None


def _canonical(document: str) -> str:
    try:
        return canonical(json.loads(document))
    except (ValueError, TypeError):
        return ""
