"""A long job for the tests of cards: a rotation with four gates, at any of its steps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from commands.actions.auth_certificates import CERTIFICATE, DER
from commands.actions.auth_config import EFFECTIVE, PUBLISHED
from commands.actions.keys import SetPrincipalKeys
from commands.gates import PURGE
from commands.phrases import say
from commands.request import Request
from commands.runbook import Plan, Question
from jobs.plan import Approvals, Planning, fingerprint, plan_step, steps_of
from jobs.planned import Planned
from jobs.record import Job, State, StepKind, StepState
from jobs.steps import Result, Step
from tests.bot import made
from tests.commands.runbooks.made import planned as as_planned

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 10, tzinfo=UTC)
NEW = "5D" * 20
KNOWN = {
    CERTIFICATE: NEW,
    DER: "MIIC",
    EFFECTIVE: DUE.isoformat(),
    PUBLISHED: (DUE + timedelta(minutes=3)).isoformat(),
}


def plan() -> Plan:
    """The rotation's own plan, and a purge at its end."""
    rotation = as_planned("rotate auth cert")
    purge = Question(name=PURGE, title=say("Remove all {count} keys?", count=1), high_risk=True)
    keys = SetPrincipalKeys(object_id="o", app_id="a", lost=("AB",))
    return replace(rotation, items=(*rotation.items, purge, keys))


def rotating(at: str, **more: object) -> Job:
    """Give the job at the gate called ``at``, or at the step whose kind is.

    What is before is done, and what it tells is known.
    """
    whole = plan()
    steps = steps_of(whole, Planning(runbook="rotate auth cert"), Approvals())
    position = next(n for n, step in enumerate(steps) if at in {step.subject, step.kind.value})
    first = plan_step("rotate auth cert", say("Plan"), {}, only=False)
    job = Job(
        id=42,
        organisation="hbna",
        request=Request(command="rotate auth cert", domain="hbna.co.kr"),
        requester=made.MINJI,
        conversation=made.PLACE,
        state=State.WAITING,
        steps=(
            replace(first, state=StepState.DONE),
            *(_done(step) for step in steps[:position]),
            _begun(steps[position]),
            *steps[position + 1 :],
        ),
        position=position + 1,
        fingerprint=fingerprint(steps, whole.basis),
        plan=Planned(
            title=whole.title,
            in_place=whole.in_place,
            left=whole.left,
            warnings=whole.warnings,
            basis=whole.basis,
        ),
        known=KNOWN if position > 1 else {},
        created=NOW,
        updated=NOW,
    )
    return replace(job, **more)  # type: ignore[arg-type]


def ended() -> Job:
    """Give the job when all of it is done."""
    job = rotating(PURGE)
    steps = tuple(_done(step) for step in job.steps)
    return replace(job, state=State.DONE, steps=steps, position=len(steps), ended=NOW)


def _done(step: Step) -> Step:
    result = Result.DONE if step.kind is StepKind.DO else None
    return replace(step, state=StepState.DONE, result=result)


def _begun(step: Step) -> Step:
    begun = replace(step, state=StepState.RUNNING, started=NOW)
    if step.gate is not None:
        return replace(begun, gate=replace(step.gate, nonce="n1", expires=NOW + timedelta(days=7)))
    if step.wait is not None:
        return replace(begun, wait=replace(step.wait, until=DUE))
    return begun
