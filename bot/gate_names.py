"""Which gate of a job is meant: typed, or the only one; and what to type for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from commands import gates
from commands.answers import Misunderstood
from commands.command import Command
from commands.phrases import say
from commands.words import distance, fold, shown
from jobs.record import Job, StepKind

_NEAR: Final = 2
"""Edits up to which a word is taken for a misspelt gate."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One opening of one gate, by its nonce; an empty one is of a gate that is not open."""

    gate: str
    nonce: str = ""


def gates_of(job: Job) -> tuple[str, ...]:
    """Give the names of a job's gates, in the order in which they open."""
    names = (step.subject for step in job.steps if step.kind is StepKind.GATE)
    return tuple(dict.fromkeys(names))


def open_now(job: Job) -> Opening | None:
    """Give what waits for people now."""
    step = job.open_gate
    if step is None or step.gate is None:
        return None
    return Opening(gate=step.subject, nonce=step.gate.nonce)


def line(command: Command, job: Job) -> str:
    """Give what is typed to decide about what is open now: ``approve 42``, ``approve 42 plan``."""
    opening = open_now(job)
    return f"{command.name} {job.id}" if opening is None else line_for(command, job, opening.gate)


def line_for(command: Command, job: Job, gate: str) -> str:
    """Give what is typed to decide about a gate, once it is open."""
    short = f"{command.name} {job.id}"
    return short if len(gates_of(job)) < 2 else f"{short} {gate}"  # noqa: PLR2004


def read(
    command: Command, job: Job, options: Mapping[str, str]
) -> tuple[Opening, str] | Misunderstood:
    """Find the gate that was typed, and the reason; or say which there are.

    The gate's name is needed only where the plan has several.  The first word of a reason is one
    if it is called so.
    """
    names = gates_of(job)
    if not names:
        why = say("Job {job} has nothing to decide about; its card shows how it stands.",
                  job=job.id)  # fmt: skip
        return Misunderstood(why=why, next=(f"job {job.id}",))
    given, reason = options.get("gate", ""), options.get("reason", "")
    word, _, rest = reason.partition(" ")
    if not given and (len(names) > 1 or fold(reason) in gates.NAMES):
        given, reason = word, rest.strip()
    chosen = next((name for name in names if name == fold(given)), None)
    if chosen is None and (given or len(names) > 1) and not job.state.ended:
        return _which(command, job, names, given, reason)
    opening = open_now(job)
    if opening is not None and chosen in {None, opening.gate}:
        return opening, reason
    return Opening(gate=chosen or names[0]), reason


def _which(
    command: Command, job: Job, names: tuple[str, ...], given: str, reason: str
) -> Misunderstood:
    listed = ", ".join(names)
    start = f"{command.name} {job.id}"
    near = [name for name in names if given and distance(fold(given), name) <= _NEAR]
    if given and (near or not reason):
        return Misunderstood(
            why=say(
                "Job {job} has no gate {gate}; it has {gates}. Nothing was decided.",
                job=job.id,
                gate=shown(given),
                gates=listed,
            ),
            suggestion=f"{start} {near[0]} {reason}".strip() if near else "",
            next=tuple(f"{start} {name}" for name in names),
        )
    # A first word that is like no gate belongs to the reason.
    reason = f"{given} {reason}"
    return Misunderstood(
        why=say(
            "Job {job} has more than one gate: {gates}. Name the one that you mean; nothing was "
            "decided.",
            job=job.id,
            gates=listed,
        ),
        next=tuple(f"{start} {name} {reason}".strip() for name in names),
    )
