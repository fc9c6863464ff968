"""Is a job's record what its sealed journal says?  Asked whenever a job is taken, and before each
change.

The record is sealed as a whole too.  What is compared here is what a change outside rests on: who
asked, which plan, whose approvals at which opening of which gate, what became known on the way,
and how far it is.  Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from commands.request import Request
from jobs.chain import Link
from jobs.entries import SEALS, Kind
from jobs.people import Person
from jobs.plan import fingerprint
from jobs.record import Job
from jobs.steps import Gate, Step, StepKind, StepState

Entry = Mapping[str, Any]

_OVER: Final = frozenset({StepState.DONE, StepState.FAILED})
_CLOSING: Final = frozenset(
    {
        Kind.PLANNED,
        Kind.CONFIRMED,
        Kind.PROVEN,
        Kind.DONE,
        Kind.NOT_DONE,
        Kind.UNDETERMINED,
        Kind.APPROVED,
        Kind.CAME,
        Kind.FAILED,
    }
)
"""What an entry that takes a job past a step says."""


def differs(job: Job, links: Sequence[Link]) -> str | None:
    """Say what of a record is not as its journal tells it; ``None`` when all is.

    The chain of ``links`` is known to hold.
    """
    entries: list[Entry] = [link.entry for link in links]
    if not entries or entries[0].get("kind") != Kind.CREATED.value:
        return "its journal does not say who asked for it"
    return next(_differences(job, entries), None)


def has_no_seals(links: Sequence[Link]) -> bool:
    """Tell whether a job was last written when records had no seal yet."""
    return all(link.entry.get("format", 1) < SEALS for link in links)


def _differences(job: Job, entries: Sequence[Entry]) -> Iterator[str]:
    created, newest = entries[0], entries[-1]
    if any(each.get("job", job.id) != job.id for each in entries):
        yield "its journal is another job's"
    if created.get("by") != (None if job.requester is None else vars(job.requester)):
        yield "who asked for it was changed"
    if created.get("organisation") != job.organisation or not _asks_for(created, job.request):
        yield "what was asked for was changed"
    if newest.get("state", job.state.value) != job.state.value:
        yield "its state was changed"
    if _planned(entries) != (job.fingerprint, _print_of(job, entries)):
        yield "its plan was changed"
    if dict(job.known) != _learned(entries):
        yield "what became known on the way was changed"
    if not _is_so_far(job, entries):
        yield "how far it is was changed"
    for place, step in enumerate(job.steps):
        if step.gate is not None and (why := _decided(job, place, step.gate, entries)):
            yield why
    if not _waits_as_long(job, entries):
        yield "the end of its wait was changed"


def _asks_for(created: Entry, request: Request) -> bool:
    try:
        return Request.from_json(created["request"]) == request
    except (LookupError, TypeError, ValueError, AttributeError):
        return False


def _planned(entries: Sequence[Entry]) -> tuple[str, str]:
    """Give the fingerprint of the plan that the journal tells of, twice."""
    told = [str(each["fingerprint"]) for each in entries if _plans(each)]
    return (told[-1], told[-1]) if told else ("", "")


def _plans(entry: Entry) -> bool:
    return entry["kind"] in {Kind.CREATED.value, Kind.PLANNED.value} and "fingerprint" in entry


def _print_of(job: Job, entries: Sequence[Entry]) -> str:
    """Reckon the fingerprint of the steps that the record has."""
    made = [each for each in entries if _plans(each)][-1:]
    if not made:  # format 1 told of no plan, and its jobs only looked
        return "?" if job.changes else ""
    # A step that plans may find that nothing follows: the plan is what it was then.
    if made[0]["fingerprint"] != entries[0].get("fingerprint"):
        behind = int(made[0]["step"]) + 1
        return fingerprint(job.steps[behind:], () if job.plan is None else job.plan.basis)
    return fingerprint(job.steps)


def _learned(entries: Sequence[Entry]) -> dict[str, str]:
    known: dict[str, str] = {}
    for each in entries:
        known |= each.get("learned", {})
    return known


def _is_so_far(job: Job, entries: Sequence[Entry]) -> bool:
    """Tell whether every step before the position was passed, and none behind it was begun."""
    passed = {each.get("step") for each in entries if each["kind"] in _CLOSING}
    before, behind = job.steps[: job.position], job.steps[job.position + 1 :]
    if not all(place in passed and _is_over(step) for place, step in enumerate(before)):
        return False
    # Behind a gate that is asked anew, changes that were made stay as they are.
    reopened = any("reopens" in each for each in entries)
    return reopened or all(step.state is StepState.PENDING for step in behind)


def _is_over(step: Step) -> bool:
    return step.state is StepState.DONE if step.kind is StepKind.GATE else step.state in _OVER


def _decided(job: Job, place: int, gate: Gate, entries: Sequence[Entry]) -> str | None:
    """Hold the approvals of a gate against those that the journal tells of this opening."""
    told = [
        _who(each["by"])
        for each in entries
        if each["kind"] == Kind.APPROVED.value
        and (each.get("step"), each["nonce"]) == (place, gate.nonce)
        and each["fingerprint"] == job.fingerprint
    ]
    people = [_who(vars(each.by)) for each in gate.approvals]
    if told != people or (people and not gate.nonce):
        return "an approval was changed"
    asked = None if job.requester is None else _who(vars(job.requester))
    if len(set(people)) != len(people) or asked in people:
        return "one of its approvals does not count"
    if place < job.position and len(people) < gate.needs:
        return "an approval is missing"
    return None


def _waits_as_long(job: Job, entries: Sequence[Entry]) -> bool:
    """Tell whether the wait, or the gate, under way ends when the journal says that it does."""
    if job.position >= len(job.steps):
        return True
    wait = job.steps[job.position].wait
    if wait is None or wait.until is None:
        return True
    told = [
        each["until"]
        for each in entries
        if each["kind"] == Kind.WAITS.value and each.get("step") == job.position
    ]
    return bool(told) and told[-1] == wait.until.isoformat()


def _who(by: Mapping[str, Any] | Person) -> tuple[str, str]:
    person = vars(by) if isinstance(by, Person) else by
    return str(person["tenant"]), str(person["id"]).lower()
