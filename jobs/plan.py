"""Making a plan: its steps, and the fingerprint that approvals name."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from commands import gates
from commands.action import Action, Condition
from commands.book import referred, stored
from commands.phrases import Phrase, say
from commands.runbook import Await, Item, Pause, Plan, Proof, Question
from commands.traits import may_fail
from jobs.chain import canonical
from jobs.planned import Basis, basis_json
from jobs.steps import WEEK, Gate, Step, StepKind, Wait, anew

FOUR_HOURS: Final = 4 * 3600.0


@dataclass(frozen=True, kw_only=True)
class Approvals:
    """How an installation wants plans approved.

    Attributes:
        seconds: How long a gate stays open, where the plan does not say.
        two_leads: Names of the high-risk gates that need two.
    """

    seconds: float = FOUR_HOURS
    two_leads: frozenset[str] = frozenset(gates.TWO_LEADS)


@dataclass(frozen=True, kw_only=True)
class Planning:
    """What a step that plans is to plan; kept in the step.

    Attributes:
        runbook: Its name.
        options: Those of the request.
        only: Whether the plan is only shown.
    """

    runbook: str
    options: Mapping[str, str] = field(default_factory=dict)
    only: bool = False

    @classmethod
    def of(cls, step: Step) -> "Planning":
        """Read what ``plan_step`` or ``confirm`` wrote."""
        given = step.action or {}
        return cls(
            runbook=step.subject,
            options=dict(given.get("options", {})),
            only=bool(given.get("only")),
        )


def plan_step(runbook: str, title: Phrase, options: Mapping[str, str], *, only: bool) -> Step:
    """Plan to plan: look, and have the steps that follow put behind this one."""
    given = {"options": dict(options), "only": only}
    return Step(kind=StepKind.PLAN, title=title, subject=runbook, action=given)


def confirm(planning: Planning) -> Step:
    """Plan to see that nothing the plan rests on has moved since."""
    return Step(
        kind=StepKind.CONFIRM,
        title=say("See that nothing has changed since the plan was made"),
        subject=planning.runbook,
        action={"options": dict(planning.options), "only": False},
    )


def do(action: Action) -> Step:
    """Plan a change."""
    return Step(
        kind=StepKind.DO,
        title=action.title,
        subject=action.name,
        action=stored(action),
        may_fail=may_fail(action),
    )


def gate(name: str, title: Phrase, *, needs: int = 1, seconds: float = WEEK) -> Step:
    """Plan a decision of ``needs`` people, within ``seconds``."""
    return Step(
        kind=StepKind.GATE, title=title, subject=name, gate=Gate(needs=needs, seconds=seconds)
    )


def wait_until(
    title: Phrase,
    *,
    seconds: float = 0.0,
    at: datetime | None = None,
    named: str = "",
    remind: float = 0.0,
) -> Step:
    """Plan a wait: for ``seconds`` from when the step begins, until ``at``, or until the time that
    becomes known by a name.  ``remind`` seconds before its end people are told.
    """
    wait = Wait(seconds=seconds, at=at, named=named, remind=remind)
    return Step(kind=StepKind.WAIT_UNTIL, title=title, subject="", wait=wait)


def wait_for(condition: Condition, *, every: float, seconds: float) -> Step:
    """Plan a wait for a state, looked at ``every`` so many seconds, for at most ``seconds``."""
    return Step(
        kind=StepKind.WAIT_FOR,
        title=condition.title,
        subject=condition.name,
        action=stored(condition),
        wait=Wait(seconds=seconds, every=every),
    )


def question(asked: Question, approvals: Approvals) -> Step:
    """Plan a decision as the installation wants it taken."""
    two = asked.name in gates.HIGH_RISK and asked.name in approvals.two_leads
    seconds = approvals.seconds if asked.seconds is None else asked.seconds
    return gate(asked.name, asked.title, needs=2 if two else 1, seconds=seconds)


def steps_of(plan: Plan, planning: Planning, approvals: Approvals) -> tuple[Step, ...]:
    """Give a plan's steps; after the first decision, what it rests on is looked at again.

    Raises:
        ValueError: A change does not stand behind a decision.
    """
    steps = tuple(_steps(plan.items, planning, approvals))
    if not is_gated(steps):
        raise ValueError(f"`{planning.runbook}` would change something before anybody approved it")
    return steps


def is_gated(steps: Iterable[Step]) -> bool:
    """Tell whether no change comes before the first gate."""
    kinds = [step.kind for step in steps]
    return StepKind.DO not in kinds or StepKind.GATE in kinds[: kinds.index(StepKind.DO)]


def in_short(step: Step) -> dict[str, Any]:
    """Give a step as the journal tells it when it is planned."""
    short: dict[str, Any] = {"kind": step.kind.value, "subject": step.subject}
    if step.gate is not None:
        short["needs"] = step.gate.needs
    return short if step.action is None else short | {"action": dict(step.action)}


def changes_nothing(plan: Plan) -> bool:
    return all(isinstance(item, Question | Await | Pause | Proof) for item in plan.items)


def fingerprint(steps: Iterable[Step], basis: Basis = ()) -> str:
    """Give the digest of a plan: all that is to happen, nothing that has, what it rests on."""
    whole: dict[str, object] = {"steps": [anew(step).to_json() for step in steps]}
    if basis:
        whole["basis"] = basis_json(basis)
    return hashlib.sha256(canonical(whole).encode()).hexdigest()


def _steps(items: Iterable[Item], planning: Planning, approvals: Approvals) -> Iterator[Step]:
    asked = False
    for item in items:
        match item:
            case Question():
                yield question(item, approvals)
                if not asked:
                    yield confirm(planning)
                asked = True
            case Await():
                yield wait_for(item.condition, every=item.every, seconds=item.seconds)
            case Pause():
                yield wait_until(
                    item.title, seconds=item.seconds, named=referred(item.at), remind=item.remind
                )
            case Proof():
                yield Step(kind=StepKind.PROVE, title=item.title, subject=item.suite)
            case _:
                yield do(item)
