"""What stories about the auth certificate share: two clocks that go together, and a way through.

The bot's clock and the lab's are moved as one, so 49 hours pass in a second for the job that
waits, for Exchange's own services, and for every token.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.settings import Settings
from commands.gates import PLAN, PUBLISH, RETIRE
from commands.organisation import Proofs
from jobs.record import Job, State, StepKind
from jobs.steps import Result
from lab.vigil import watch
from lab.world import World
from lab.world_keys import AUTH_SUBJECT, Certificate, make_certificate
from lab.world_tenant import Application
from tests.bot.cards.house import problems, texts
from tests.stories.changing import approved, asked, job_of, now_at
from tests.stories.conftest import Story, a_story

ROTATE = "rotate auth cert hbna.co.kr"
HOUR = 3600.0
TIME = "the clock"
RESTARTS = ["Restart-HybridgeServiceHost", "Restart-HybridgeWebPools"]
UNTIL_THE_END = [
    "EX01: New-ExchangeCertificate",
    "PATCH applications/{app}",
    "EX01: Set-AuthConfig",
    "EX01: Set-AuthConfig",
    *(f"{server}: {each}" for server in ("EX01", "EX02") for each in RESTARTS),
    "PATCH applications/{app}",
    "EX01: Set-AuthConfig",
]
"""Everything that a rotation writes outside, in order: make, bring the key, stage, publish, restart
on each server, take the old key away, clear."""
_JUMPS = 200
"""More than any wait has looks."""


@asynccontextmanager
async def an_organisation(
    folder: Path,
    *,
    scenario: str | Path = "healthy",
    endpoints: Collection[str] | None = None,
    proofs: Proofs | None = None,
) -> AsyncIterator[Story]:
    """Start it all with the lab's vigil on; a story that ends well has left SMTP's certificates.

    ``endpoints`` are the servers that have a maintenance endpoint; without it all have.
    """

    def configured(settings: Settings) -> Settings:
        (organisation,) = settings.organisations
        servers = tuple(
            each if endpoints is None or each.name in endpoints else replace(each, maintenance="")
            for each in organisation.servers
        )
        organisation = replace(organisation, servers=servers, proofs=proofs or organisation.proofs)
        return replace(settings, organisations=(organisation,))

    async with a_story(scenario, folder, configured=configured) as story:
        world = story.lab.world
        world.vigil.on = True
        own = smtp(world)
        assert all(own.values())
        yield story
        assert smtp(world) == own


async def passes(story: Story, job: Job, seconds: float) -> Job:
    """Let time go by for everybody; gives the job once it rests again.

    Time alone may break the trust too, so everybody signs in before the job goes on.
    """
    world = story.lab.world
    world.clock.advance(seconds)
    watch(world, TIME)
    story.clock.set(world.clock.now())
    return await job_of(story, job.id)


async def comes_to(story: Story, job: Job, subject: str) -> Job:
    """Let time go by until the job stands at a gate, a wait or the like of that name."""
    for _ in range(_JUMPS):
        if job.state.ended or now_at(job).subject == subject:
            break
        job = await passes(story, job, _next(story, job))
    assert not job.state.ended, job.why
    assert now_at(job).subject == subject, (now_at(job).title, now_at(job).told, job.why)
    return job


async def ends(story: Story, job: Job) -> Job:
    """Let time go by until the job has ended; it must not need people on the way."""
    for _ in range(_JUMPS):
        if job.state.ended:
            return job
        job = await passes(story, job, _next(story, job))
    raise AssertionError(f"still at {now_at(job).title}: {now_at(job).told}")


def _next(story: Story, job: Job) -> float:
    """Give the seconds until something can happen to a job that waits."""
    step, now = now_at(job), story.clock.now()
    assert step.kind is not StepKind.GATE, f"{step.title} needs people"
    assert step.result is None, (step.title, job.why)
    if step.again is not None:
        return max((step.again - now).total_seconds(), 0.0) + 1
    wait = step.wait
    assert wait is not None, (step.title, step.state, job.state)
    if step.kind is StepKind.WAIT_FOR:
        return wait.every + 1
    assert wait.until is not None, step.title
    due = [each for each in (wait.reminds, wait.until) if each is not None]
    return max((min(due) - now).total_seconds(), 0.0) + 1


async def begun(story: Story, text: str = ROTATE) -> Job:
    """Ask for a rotation and have its plan approved; gives the job at its next rest."""
    job = await asked(story, text)
    assert job.open_gate is not None, job.why
    assert now_at(job).subject == PLAN
    return await approved(story, job)


def shown(story: Story) -> str:
    """Give all that the card of the story's first job shows."""
    card = story.cards()[0]
    assert problems(card) == []
    return texts(card)


async def at_publication(story: Story, job: Job) -> Job:
    """Let time go by until the gate before the publication is open."""
    return await comes_to(story, job, PUBLISH)


async def at_retirement(story: Story, job: Job) -> Job:
    """Let a lead publish, and time go by until the gate before the end of the old one."""
    return await comes_to(story, await approved(story, job), RETIRE)


async def retired(story: Story, job: Job) -> Job:
    """Let two leads retire the old certificate; gives the job at its end."""
    return await ends(story, await approved(story, job, "lead", "lead2"))


def writes(world: World) -> list[str]:
    """Give everything that was written outside so far, in order."""
    return [each for each in world.vigil.writes if each != TIME]


def written(world: World) -> list[str]:
    """Give everything that a whole rotation is to write outside, in order."""
    return [each.format(app=dedicated(world).id) for each in UNTIL_THE_END]


def signs(story: Story) -> dict[str, str]:
    """Give the thumbprint that each server really signs with."""
    effective = story.lab.administrator.state()["effective"]["servers"]
    return {name: each["signs_with"] for name, each in effective.items()}


def dedicated(world: World) -> Application:
    """Give the dedicated hybrid application."""
    name = f"ExchangeServerApp-{world.organisation.guid}"
    return next(each for each in world.tenant.applications if each.name == name)


def keys(world: World) -> set[str]:
    """Give the thumbprints of all keys that any identity in the cloud has, but the bot's own."""
    tenant = world.tenant
    carriers = (*tenant.applications, *tenant.principals)
    ours = ("Hybridge", "Hybridge Bot")
    return {key.thumbprint for each in carriers if each.name not in ours for key in each.keys}


def thumbprint_of(header: str) -> str:
    """Give the thumbprint of the certificate that the first part of a token names."""
    found = json.loads(urlsafe_b64decode(header + "=" * (-len(header) % 4)))["x5t"]
    return urlsafe_b64decode(found + "=" * (-len(found) % 4)).hex().upper()


def smtp(world: World) -> dict[str, str]:
    """Give each server's default SMTP certificate."""
    return {name: server.smtp_certificate for name, server in world.servers.items()}


def current(world: World) -> Certificate:
    return world.certificates[world.auth_config.current]


def named(world: World) -> tuple[str, str, str]:
    """Give what AuthConfig names as current, previous and next."""
    config = world.auth_config
    return (config.current, config.previous, config.next)


def due(job: Job) -> datetime:
    wait = now_at(job).wait
    assert wait is not None
    assert wait.until is not None
    return wait.until


def result_of(job: Job, subject: str) -> Result | None:
    return next(step.result for step in job.steps if step.subject == subject)


async def undone(story: Story, job: Job) -> Job:
    """Have an operator ask for the undo and two leads approve it; gives it at its next rest."""
    undo = await asked(story, f"undo {job.id}", "operator2")
    assert undo.undoes == job.id
    return await approved(story, undo, "lead", "lead2")


async def refused(story: Story, job: Job, gate: str) -> Job:
    """Have a lead say no at a gate."""
    await story.say("lead", f"reject {job.id} {gate} not this week")
    found = await story.bot.desk.job(job.id)
    assert found is not None
    assert found.state is State.REFUSED
    return found


def staged_by(world: World, *, days: int = 1800) -> Certificate:
    """Give a certificate that somebody else made and brought to every server."""
    now = world.clock.now().replace(microsecond=0)
    made = make_certificate(AUTH_SUBJECT, starts=now, ends=now + timedelta(days=days))
    world.add_certificate(made)
    for server in world.servers.values():
        server.certificates[made.thumbprint] = True
    return made


async def stage(story: Story, certificate: Certificate, due: str, *, force: bool = False) -> None:
    """Have the second administrator stage a certificate; ``force`` below 48 hours."""
    await story.lab.administrator.run(
        "EX01",
        "Set-AuthConfig",
        NewCertificateThumbprint=certificate.thumbprint,
        NewCertificateEffectiveDate=due,
        **({"Force": True} if force else {}),
    )


async def rests(story: Story, job: Job) -> Job:
    """Let time go by until the job has ended or needs people."""
    for _ in range(_JUMPS):
        step = now_at(job) if not job.state.ended else None
        if step is None or step.kind is StepKind.GATE or step.result is not None:
            return job
        job = await passes(story, job, _next(story, job))
    raise AssertionError(f"still at {now_at(job).title}: {now_at(job).told}")
