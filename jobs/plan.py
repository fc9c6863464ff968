"""Making a plan: its steps, and the fingerprint that approvals name."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from commands.action import Action, Condition, stored
from commands.phrases import Phrase
from jobs.chain import canonical
from jobs.steps import WEEK, Gate, Step, StepKind, Wait, anew


def do(action: Action) -> Step:
    """Plan a change."""
    return Step(kind=StepKind.DO, title=action.title, subject=action.name, action=stored(action))


def gate(name: str, title: Phrase, *, needs: int = 1, seconds: float = WEEK) -> Step:
    """Plan a decision of ``needs`` people, within ``seconds``."""
    return Step(
        kind=StepKind.GATE, title=title, subject=name, gate=Gate(needs=needs, seconds=seconds)
    )


def wait_until(title: Phrase, *, seconds: float = 0.0, at: datetime | None = None) -> Step:
    """Plan a wait: for ``seconds`` from when the step begins, or until ``at``."""
    return Step(
        kind=StepKind.WAIT_UNTIL, title=title, subject="", wait=Wait(seconds=seconds, at=at)
    )


def wait_for(condition: Condition, *, every: float, seconds: float) -> Step:
    """Plan a wait for a state, looked at ``every`` so many seconds, for at most ``seconds``."""
    return Step(
        kind=StepKind.WAIT_FOR,
        title=condition.title,
        subject=condition.name,
        action=stored(condition),
        wait=Wait(seconds=seconds, every=every),
    )


def fingerprint(steps: Iterable[Step]) -> str:
    """Give the digest of a plan, over everything that is to happen and nothing that has."""
    plan = canonical({"steps": [anew(step).to_json() for step in steps]})
    return hashlib.sha256(plan.encode()).hexdigest()
