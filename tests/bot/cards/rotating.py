"""A long job for the tests of cards: a rotation with four gates, at any of its steps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from commands.actions.auth_certificates import (
    CERTIFICATE,
    DER,
    KeepSmtpCertificate,
    NewAuthCertificate,
)
from commands.actions.auth_config import EFFECTIVE, PUBLISHED
from commands.actions.auth_keys import AddAuthKey, DropAuthKey
from commands.actions.awaited import BothWays
from commands.actions.certificate_copies import CopyCertificate
from commands.actions.clearing import ClearPrevious
from commands.actions.keys import SetPrincipalKeys
from commands.actions.publishing import PublishCertificate
from commands.actions.signing import SignsWith
from commands.actions.spreading import Spread
from commands.actions.staging import StageCertificate
from commands.book import reference
from commands.gates import PLAN, PUBLISH, PURGE, RETIRE
from commands.phrases import say
from commands.request import Request
from commands.runbook import Await, Pause, Plan, Proof, Question
from jobs.plan import Approvals, Planning, fingerprint, plan_step, steps_of
from jobs.planned import Planned
from jobs.record import Job, State, StepKind, StepState
from jobs.steps import Result, Step
from tests.bot import made

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 10, tzinfo=UTC)
NEW, OLD = "5D" * 20, "01" * 20
SERVERS = ("EX01", "EX02", "EX03")
KNOWN = {
    CERTIFICATE: NEW,
    DER: "MIIC",
    EFFECTIVE: DUE.isoformat(),
    PUBLISHED: (DUE + timedelta(minutes=3)).isoformat(),
}


def plan() -> Plan:
    """A rotation, and a purge at its end: twenty-five steps with the one that looks again."""
    new, der = reference(CERTIFICATE), reference(DER)
    app = {"object_id": "app", "app_id": "app-id", "called": "ExchangeServerApp-1"}
    proof = Proof(suite="rotation", title=say("Check OAuth both ways, with all it rests on"))
    return Plan(
        title=say("The auth certificate of {domain} is replaced without a gap", domain="hbna"),
        items=(
            Question(name=PLAN, title=say("Rotate the auth certificate of {domain}?", domain="x")),
            NewAuthCertificate(server="EX01"),
            KeepSmtpCertificate(server="EX01", thumbprint="BB" * 20, new=new),
            AddAuthKey(**app, kept=(OLD,), thumbprint=new, der=der),
            StageCertificate(server="EX01", thumbprint=new, hours=49, current=OLD),
            Await(condition=Spread(thumbprint=new, servers=SERVERS), every=300, seconds=144_000),
            *(CopyCertificate(thumbprint=new, source="EX01", server=name) for name in SERVERS[1:]),
            proof,
            Pause(
                title=say("Wait until the new certificate may take over"),
                at=reference(EFFECTIVE),
                remind=4 * 3600.0,
            ),
            proof,
            Question(name=PUBLISH, title=say("Publish it?"), seconds=7 * 86_400.0),
            PublishCertificate(server="EX01", thumbprint=new, old=OLD),
            *(
                Await(
                    condition=SignsWith(server=name, thumbprint=new, since=reference(PUBLISHED)),
                    every=60.0,
                    seconds=10_800.0,
                )
                for name in SERVERS[1:]
            ),
            Await(condition=BothWays(), every=60.0, seconds=7200.0),
            proof,
            Pause(title=say("Wait {hours} hours", hours=24), seconds=86_400.0),
            Question(name=RETIRE, title=say("Retire the old one?")),
            DropAuthKey(**app, kept=(new,), thumbprint=OLD),
            ClearPrevious(server="EX01", thumbprint=OLD),
            proof,
            Question(name=PURGE, title=say("Remove all keys?")),
            SetPrincipalKeys(object_id="o", app_id="a", lost=("AB",)),
        ),
        basis=((say("Current auth certificate"), OLD),),
    )


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
