"""Are the schedules those that the list of who scheduled and removed what tells of?"""

import json
from collections.abc import Mapping, Sequence

from jobs.chain import Break, Link, canonical
from jobs.schedules_record import Kind


def differs(links: Sequence[Link], stored: Mapping[int, str]) -> Break | None:
    """Name the first entry whose schedule is not as it says, or is there though it says not."""
    written = _written(links)
    for number, (place, definition) in written.items():
        if number not in stored:
            return Break(place, f"schedule {number} is missing")
        if definition != _canonical(stored[number]):
            return Break(place, f"schedule {number} was changed")
    for number in stored:
        if number not in written:
            return Break(len(links) + 1, f"schedule {number} was added")
    return None


def is_told(links: Sequence[Link], number: int, document: str) -> bool:
    """Tell whether a stored schedule is one that the list tells of, exactly so.

    The chain of ``links`` is known to hold.
    """
    _, definition = _written(links).get(number, (0, None))
    return definition is not None and definition == _canonical(document)


def _written(links: Sequence[Link]) -> dict[int, tuple[int, str]]:
    """Give the schedules that are not removed: the entry's place and the definition, by number."""
    written: dict[int, tuple[int, str]] = {}
    for place, link in enumerate(links, start=1):
        told = link.entry
        if told["kind"] == Kind.SCHEDULED.value:
            written[told["schedule"]] = (place, canonical(told["definition"]))
        else:
            written.pop(told["schedule"], None)
    return written


def _canonical(document: str) -> str:
    try:
        return canonical(json.loads(document))
    except (ValueError, TypeError):
        return ""
