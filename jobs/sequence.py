"""Which journal entry may follow which, and that no change comes before its approvals.

A chain shows that nobody without the key wrote an entry.  This shows that nobody with it did what
the program never does: a record that was replaced, and acted on, leaves a journal whose chain
holds and whose order does not.  Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from jobs.chain import Break, Link
from jobs.entries import Kind

Entry = Mapping[str, Any]

_STEP: Final = frozenset(
    {Kind.BEGUN, Kind.OPENED, Kind.WAITS, Kind.FAILED, Kind.BARRED, Kind.CANCELLED}
)
"""What may come where a job stands before a step."""
_AFTER_AN_END: Final = frozenset({Kind.RETRIED, Kind.UNDONE})
_DECIDES: Final = frozenset(
    {Kind.APPROVED, Kind.REJECTED, Kind.EXPIRED, Kind.REMINDED, Kind.CANCELLED, Kind.OUTDATED}
)

FOLLOWS: Final[Mapping[Kind, frozenset[Kind]]] = {
    Kind.CREATED: _STEP,
    Kind.BEGUN: frozenset(
        {
            Kind.BEGUN,
            Kind.PLANNED,
            Kind.CONFIRMED,
            Kind.PROVEN,
            Kind.INTENDED,
            Kind.DONE,
            Kind.NOT_DONE,
            Kind.UNDETERMINED,
            Kind.FAILED,
            Kind.BARRED,
            Kind.CANCELLED,
        }
    ),
    Kind.PLANNED: _STEP | _AFTER_AN_END,
    Kind.CONFIRMED: _STEP,
    Kind.PROVEN: _STEP | _AFTER_AN_END,
    Kind.INTENDED: frozenset(
        {Kind.BEGUN, Kind.DONE, Kind.NOT_DONE, Kind.UNDETERMINED, Kind.FAILED}
    ),
    Kind.DONE: _STEP | _AFTER_AN_END,
    Kind.NOT_DONE: _STEP | _AFTER_AN_END | {Kind.INTENDED, Kind.DONE, Kind.NOT_DONE},
    Kind.UNDETERMINED: _STEP | _AFTER_AN_END | {Kind.RESUMED},
    Kind.RESUMED: frozenset(
        {Kind.BEGUN, Kind.DONE, Kind.NOT_DONE, Kind.UNDETERMINED, Kind.CANCELLED, Kind.FAILED}
    ),
    Kind.OPENED: _DECIDES,
    Kind.APPROVED: _DECIDES | _STEP | _AFTER_AN_END,
    Kind.REJECTED: frozenset({Kind.UNDONE}),
    Kind.EXPIRED: _AFTER_AN_END,
    Kind.WAITS: frozenset({Kind.CAME, Kind.REMINDED, Kind.FAILED, Kind.CANCELLED}),
    Kind.REMINDED: _DECIDES | {Kind.CAME, Kind.FAILED},
    Kind.CAME: _STEP | _AFTER_AN_END,
    Kind.BARRED: frozenset({Kind.UNDONE}),
    Kind.FAILED: _STEP | _AFTER_AN_END,
    Kind.CANCELLED: frozenset({Kind.UNDONE}),
    Kind.RETRIED: _STEP,
    Kind.UNDONE: frozenset(),
    Kind.OUTDATED: frozenset({Kind.UNDONE}),
    Kind.STOPPED: frozenset(),
}
_ANYWHERE: Final = frozenset({Kind.DENIED.value, Kind.CANCELLING.value})
"""What changes nothing of where a job stands."""


def wrong(links: Sequence[Link]) -> Break | None:
    """Name the first entry that cannot be where it is; ``None`` when all can.

    The chain of ``links`` is known to hold.
    """
    entries = [link.entry for link in links]
    return next(_stopped(entries), None) or next(_order(entries), None) or _unapproved(entries)


def _stopped(entries: Iterable[Entry]) -> Iterator[Break]:
    for place, entry in enumerate(entries, start=1):
        if entry["kind"] == Kind.STOPPED.value:
            yield Break(place, f"the job was stopped: {entry.get('problem', '')}")


def _order(entries: Iterable[Entry]) -> Iterator[Break]:
    before: Kind | None = None
    for place, entry in enumerate(entries, start=1):
        if entry["kind"] in _ANYWHERE:
            continue
        try:
            kind = Kind(entry["kind"])
        except ValueError:
            yield Break(place, f"this program writes no entry {entry['kind']!r}")
            return
        fits = kind is Kind.CREATED if before is None else kind in FOLLOWS[before]
        if not fits:
            after = "at the beginning" if before is None else f"after {before.value!r}"
            yield Break(place, f"{kind.value!r} cannot stand {after}")
            return
        before = kind


def _unapproved(entries: Iterable[Entry]) -> Break | None:
    """Name the first change that was sent before its gate had its approvals."""
    plan: list[Entry] = []
    asked: Any = None
    opening: dict[int, str] = {}
    given: dict[int, set[tuple[str, str]]] = {}
    for place, entry in enumerate(entries, start=1):
        kind, step = entry["kind"], int(entry.get("step", -1))
        if kind == Kind.CREATED.value:
            plan, asked = list(entry.get("steps", ())), entry.get("by")
        elif kind == Kind.PLANNED.value and not entry.get("only"):
            plan += entry["steps"]
        elif kind == Kind.OPENED.value:
            opening[step], given[step] = entry["nonce"], set()
        elif kind == Kind.APPROVED.value and opening.get(step) == entry["nonce"]:
            given[step].add(_who(entry["by"]))
        elif kind == Kind.INTENDED.value:
            gate = _gate_before(plan, step)
            people = given.get(gate, set()) - ({_who(asked)} if asked else set())
            needs = plan[gate].get("needs", 1) if gate >= 0 else 1
            if len(people) < needs:
                return Break(
                    place, f"a change with {len(people)} of {needs} approvals of its gate before it"
                )
    return None


def _gate_before(plan: Sequence[Entry], step: int) -> int:
    """Give the place of the gate that a step stands behind; -1 for none."""
    places = [place for place in range(min(step, len(plan))) if plan[place]["kind"] == "gate"]
    return places[-1] if places else -1


def _who(by: Mapping[str, Any]) -> tuple[str, str]:
    return str(by["tenant"]), str(by["id"]).lower()
