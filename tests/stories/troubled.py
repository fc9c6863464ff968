"""What stories about trouble with the auth certificate share: a third server, and what was sent."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.stores import read_store
from commands.phrases import render
from jobs.journals import Journals
from jobs.record import Job, Step, StepKind
from lab.exchange.service import ExchangeLab
from lab.records import Call, Output
from lab.scenario_tenant import new_key
from lab.world import World
from lab.world_keys import AUTH_SUBJECT, make_certificate, thumbprint
from tests.stories.changing import now_at
from tests.stories.conftest import Story
from tests.stories.rotating import an_organisation, begun, comes_to

READS = ("Get-", "Test-", "Export-")

Then = Callable[[], Awaitable[None]]


@dataclass(kw_only=True)
class Wire:
    """What has reached the lab's Exchange over the wire and changes something, in its order.

    Attributes:
        sent: ``EX01: Set-AuthConfig`` each; what the second administrator does is not among them.
        came: What is to happen once, by its name, when a cmdlet has come and is not carried out.
        then: What is to happen once, right after a cmdlet was carried out.
    """

    sent: list[str] = field(default_factory=list)
    came: dict[str, Then] = field(default_factory=dict)
    then: dict[str, Then] = field(default_factory=dict)

    def times(self, cmdlet: str) -> int:
        return sum(each.endswith(f": {cmdlet}") for each in self.sent)


@contextmanager
def _listening() -> Iterator[Wire]:
    """Listen on every wire of the lab's Exchange."""
    wire = Wire()
    arrived: list[Call] = []
    invoke, carry_out = ExchangeLab.invoke, ExchangeLab.carry_out

    async def arriving(self: ExchangeLab, call: Call) -> Output:
        arrived.append(call)
        if (came := wire.came.pop(f"{call.side}: {call.cmdlet}", None)) is not None:
            await came()
        return await invoke(self, call)

    async def carried_out(self: ExchangeLab, call: Call) -> Output:
        output = await carry_out(self, call)
        if not any(call is each for each in arrived):
            return output
        name = f"{call.side}: {call.cmdlet}"
        if not call.cmdlet.startswith(READS):
            wire.sent.append(name)
        if (then := wire.then.pop(name, None)) is not None:
            await then()
        return output

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ExchangeLab, "invoke", arriving)
        patch.setattr(ExchangeLab, "carry_out", carried_out)
        yield wire


@asynccontextmanager
async def troubled(folder: Path, scenario: str = "healthy") -> AsyncIterator[tuple[Story, Wire]]:
    """Start the organisation, and listen to what reaches its Exchange."""
    with _listening() as wire:
        async with an_organisation(folder, scenario=scenario) as story:
            yield story, wire


async def another(story: Story, server: str = "EX01") -> str:
    """Have the second administrator make an auth certificate; gives its thumbprint."""
    store = story.lab.world.servers[server].certificates
    before = set(store)
    await story.lab.administrator.run(
        server,
        "New-ExchangeCertificate",
        SubjectName=f"CN={AUTH_SUBJECT}",
        FriendlyName=AUTH_SUBJECT,
        DomainName=[],
        KeySize=2048,
        PrivateKeyExportable=True,
    )
    (made,) = set(store) - before
    return made


async def sets(story: Story, **parameters: Any) -> None:
    """Have the second administrator change AuthConfig."""
    await story.lab.administrator.run("EX01", "Set-AuthConfig", **parameters)


async def waiting(story: Story) -> tuple[Job, str]:
    """Bring a rotation to its wait for the effective time; gives it with the new thumbprint."""
    job = await comes_to(story, await begun(story), "")
    assert now_at(job).kind is StepKind.WAIT_UNTIL, now_at(job).title
    return job, ours(story.lab.world)[-1]


def aged(world: World, left: timedelta) -> None:
    """Have the auth certificate be an old one, with so much left; the cloud knows it, too.

    The clock stays: with it, much else than the certificate would come to its end.
    """
    now, old = world.clock.now(), world.auth_config.current
    made = make_certificate(AUTH_SUBJECT, starts=now + left - timedelta(days=1826), ends=now + left)
    new = world.auth_config.current = world.add_certificate(made)
    for server in world.servers.values():
        server.certificates = {
            new if each == old else each: key for each, key in server.certificates.items()
        }
    for application in world.tenant.applications:
        application.keys = [
            new_key(each.key_id, made) if thumbprint(each.der) == old else each
            for each in application.keys
        ]


def missing_on_one(world: World) -> None:
    """Have EX02 lack the auth certificate."""
    del world.servers["EX02"].certificates[world.auth_config.current]


def ours(world: World, server: str = "EX01") -> list[str]:
    """Give the auth certificates on a server, in the order in which they came."""
    found = (world.certificates[each] for each in world.servers[server].certificates)
    return [each.thumbprint for each in found if each.subject == f"CN={AUTH_SUBJECT}"]


async def journal(story: Story, job: Job) -> list[str]:
    """Give what happened to a job, one word each, oldest first."""
    async with read_store(story.settings.store) as redis:
        kept = [each async for each in Journals(redis).jobs([job.id])]
    return [link.entry["kind"] for each in kept for link in each.links]


def step(job: Job, start: str, *, of: int = 0) -> Step:
    """Give the step whose title begins so."""
    return [each for each in job.steps if str(each.title).startswith(start)][of]


def why(job: Job) -> str:
    assert job.why is not None
    return render(job.why, "en")
