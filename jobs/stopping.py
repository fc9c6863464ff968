"""Ends a job whose record is not what its journal says: nothing of that record is gone on with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from commands.phrases import Phrase, say
from commands.request import Request
from jobs import chain
from jobs.entries import Entry, Kind
from jobs.people import Conversation, Person
from jobs.record import Job, State

UNKNOWN: Final = Request(command="?", domain="?")


def stopped(
    number: int, told: Sequence[chain.Link], problem: str, *, worker: str, now: datetime
) -> tuple[Job, Entry]:
    """Make the end of such a job out of what still holds of its journal.

    Args:
        number: The job's.
        told: The entries, from the first on, whose chain holds.
        problem: What is wrong with its record.
        worker: Who found it.
        now: When.
    """
    created: dict[str, Any] = dict(told[0].entry) if told else {}
    by, place = created.get("by"), created.get("conversation")
    job = Job(
        id=number,
        organisation=str(created.get("organisation", "")),
        request=Request.from_json(created["request"]) if "request" in created else UNKNOWN,
        requester=Person(**by) if isinstance(by, dict) else None,
        conversation=Conversation(**place) if isinstance(place, dict) else None,
        state=State.FAILED,
        steps=(),
        why=_why(number, told),
        created=datetime.fromisoformat(created["at"]) if "at" in created else now,
        updated=now,
        ended=now,
        stopped=True,
    )
    return job, Entry(kind=Kind.STOPPED, at=now, by=worker, details={"problem": problem})


def _why(number: int, told: Sequence[chain.Link]) -> Phrase:
    made = sum(link.entry.get("kind") == Kind.DONE.value for link in told)
    return say(
        "What the store holds about job {job} is not what its sealed journal says, so it was "
        "stopped: somebody wrote to the store who may not, or it lost a part. Changes made "
        "before: {made}. Run {verify} to see what is wrong; {export} lists what was done.",
        job=number,
        made=made,
        verify="python -m bot audit verify",
        export="python -m bot audit export",
    )


def holding(number: int, links: Sequence[chain.Link], key: bytes) -> Sequence[chain.Link]:
    """Give a job's entries from the first on, as far as their chain holds and is its own."""
    found = chain.verify(links, head=links[-1].digest if links else "", count=len(links), key=key)
    told = links if found is None else links[: found.place - 1]
    own = all(link.entry.get("job", number) == number for link in told)
    return told if own else ()
