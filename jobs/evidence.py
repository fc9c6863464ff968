"""Is a job's record what its sealed journal says?  Asked whenever a job is taken, and before each
change.

The record is sealed as a whole too.  What is compared here is what a change outside rests on: who
asked, which plan, whose approvals at which opening of which gate, what became known on the way,
and how far it is.  Pure.
"""

from collections.abc import Callable, Mapping, Sequence
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
    for problem, is_so in _RULES:
        if not is_so(job, entries):
            return problem
    decided = (
        _decided(job, place, step.gate, entries)
        for place, step in enumerate(job.steps)
        if step.gate is not None
    )
    return next(filter(None, decided), None)


def has_no_seals(links: Sequence[Link]) -> bool:
    """Tell whether a job was last written when records had no seal yet."""
    return all(link.entry.get("format", 1) < SEALS for link in links)


def _is_of_this_job(job: Job, entries: Sequence[Entry]) -> bool:
    return all(each.get("job", job.id) == job.id for each in entries)


def _is_asked_by(job: Job, entries: Sequence[Entry]) -> bool:
    return entries[0].get("by") == (None if job.requester is None else vars(job.requester))


def _asks_for(job: Job, entries: Sequence[Entry]) -> bool:
    try:
        request = Request.from_json(entries[0]["request"])
    except (LookupError, TypeError, ValueError, AttributeError):
        return False
    return (entries[0].get("organisation"), request) == (job.organisation, job.request)


def _stands_there(job: Job, entries: Sequence[Entry]) -> bool:
    return bool(entries[-1].get("state", job.state.value) == job.state.value)


def _is_as_planned(job: Job, entries: Sequence[Entry]) -> bool:
    return _planned(entries) == job.fingerprint == _print_of(job, entries)


def _planned(entries: Sequence[Entry]) -> str:
    """Give the fingerprint of the plan that the journal tells of."""
    told = [str(each["fingerprint"]) for each in entries if _plans(each)]
    return told[-1] if told else ""


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


def _has_learned(job: Job, entries: Sequence[Entry]) -> bool:
    known: dict[str, str] = {}
    for each in entries:
        known |= each.get("learned", {})
    return dict(job.known) == known


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


_RULES: Final[tuple[tuple[str, Callable[[Job, Sequence[Entry]], bool]], ...]] = (
    ("its journal is another job's", _is_of_this_job),
    ("who asked for it was changed", _is_asked_by),
    ("what was asked for was changed", _asks_for),
    ("its state was changed", _stands_there),
    ("its plan was changed", _is_as_planned),
    ("what became known on the way was changed", _has_learned),
    ("how far it is was changed", _is_so_far),
    ("the end of its wait was changed", _waits_as_long),
)
"""What must be so, and what is wrong where it is not; the approvals are held one by one."""
