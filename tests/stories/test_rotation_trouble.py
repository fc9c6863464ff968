"""`rotate auth cert` while servers fail, Exchange is slow, and somebody else changes things too."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from jobs.record import Job, State, StepKind
from jobs.steps import Result
from lab.world import World
from tests.stories.changing import approved, asked, card_of, now_at
from tests.stories.conftest import Story
from tests.stories.rotating import (
    HOUR,
    ROTATE,
    at_publication,
    at_retirement,
    begun,
    comes_to,
    named,
    passes,
    retired,
)
from tests.stories.troubled import aged, another, ours, sets, step, troubled, why

SPREAD = "certificate spread"
MINUTES = 60.0


def one_is_down(world: World) -> None:
    world.faults.set("server-down", target="EX02")


def one_lacks_it(world: World) -> None:
    del world.servers["EX02"].certificates[world.auth_config.current]


@pytest.mark.parametrize(
    ("plant", "command"),
    [
        pytest.param(
            lambda world: aged(world, timedelta(days=1)),
            "replace auth cert now hbna.co.kr",
            id="it expires tomorrow",
        ),
        pytest.param(
            lambda world: aged(world, timedelta(days=-1)),
            "replace auth cert now hbna.co.kr",
            id="it has expired",
            marks=pytest.mark.long,
        ),
        pytest.param(
            one_lacks_it,
            "import auth cert to EX02 hbna.co.kr",
            id="one server lacks it",
            marks=pytest.mark.long,
        ),
    ],
)
async def test_where_it_is_not_the_time_for_it_the_card_says_what_to_type_instead(
    tmp_path: Path, plant: Callable[[World], None], command: str
) -> None:
    async with troubled(tmp_path) as (story, wire):
        plant(story.lab.world)

        job = await asked(story, ROTATE)

        assert job.state is State.FAILED
        assert "Nothing was changed, because something stands in the way" in why(job)
        assert command in card_of(story)
        assert wire.sent == []


async def test_with_one_of_three_servers_away_nothing_begins_and_when_it_is_back_it_goes(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path, "three") as (story, wire):
        world = story.lab.world
        old = world.auth_config.current
        world.faults.set("server-down", target="EX03")

        job = await asked(story, ROTATE)

        assert job.state is State.FAILED
        assert "Server EX03" in why(job)
        assert "check auth cert hbna.co.kr" in card_of(story)
        assert wire.sent == []

        world.faults.clear("server-down")
        job = await comes_to(story, await begun(story), "")

        assert (now_at(job).kind, wire.times("Set-AuthConfig")) == (StepKind.WAIT_UNTIL, 1)
        new = ours(world)[-1]
        assert named(world) == (old, "", new)
        assert all(server.certificates[new] for server in world.servers.values())


@pytest.mark.long
async def test_a_server_that_goes_away_while_it_spreads_is_waited_for(tmp_path: Path) -> None:
    async with troubled(tmp_path, "three") as (story, wire):
        world = story.lab.world
        job = await begun(story)
        assert now_at(job).subject == SPREAD
        world.faults.set("server-down", target="EX03")

        for _ in range(3):
            job = await passes(story, job, HOUR)
            assert now_at(job).subject == SPREAD
            assert "EX03 did not answer" in str(now_at(job).told)
        world.faults.clear("server-down")
        job = await comes_to(story, job, "")

        new = ours(world)[-1]
        assert all(server.certificates[new] for server in world.servers.values())
        assert wire.times("Import-ExchangeCertificate") == 0
        assert {step(job, "Bring the", of=n).result for n in (0, 1)} == {Result.ALREADY}


@pytest.mark.long
async def test_what_exchange_does_not_bring_to_a_server_the_job_copies_there(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path, "three") as (story, wire):
        world = story.lab.world
        world.faults.set("replication-held", target="EX03")
        job = await begun(story)

        job = await passes(story, job, HOUR)
        assert now_at(job).subject == SPREAD
        assert "2 of 3 servers have it; EX03 not yet" in str(now_at(job).told)
        job = await comes_to(story, await passes(story, job, 1.1 * HOUR), "")

        new = ours(world)[-1]
        assert world.servers["EX03"].certificates[new]
        assert new not in world.servers["EX03"].not_exportable
        assert [each for each in wire.sent if "Import" in each] == [
            "EX03: Import-ExchangeCertificate"
        ]
        found = [step(job, "Bring the", of=n).result for n in (0, 1)]
        assert found == [Result.ALREADY, Result.DONE]


async def waiting(story: Story) -> tuple[Job, str]:
    """Bring a rotation to its wait for the effective time; gives it with the new thumbprint."""
    job = await comes_to(story, await begun(story), "")
    assert now_at(job).kind is StepKind.WAIT_UNTIL, now_at(job).title
    return job, ours(story.lab.world)[-1]


async def stages_another(story: Story) -> str:
    other, due = await another(story), story.lab.world.clock.now() + timedelta(days=3)
    await sets(story, NewCertificateThumbprint=other, NewCertificateEffectiveDate=due.isoformat())
    return f"NextCertificateThumbprint is {other}"


async def takes_it_back(story: Story) -> str:
    await sets(story, NewCertificateThumbprint="")
    return "NextCertificateThumbprint is –"


async def publishes_another(story: Story) -> str:
    await stages_another(story)
    await sets(story, PublishCertificate=True)
    return f"CurrentCertificateThumbprint is {story.lab.world.auth_config.current}"


@pytest.mark.parametrize(
    "meddle",
    [
        pytest.param(stages_another, id="stages another", marks=pytest.mark.long),
        pytest.param(takes_it_back, id="takes it back", marks=pytest.mark.long),
        pytest.param(publishes_another, id="publishes another", marks=pytest.mark.long),
    ],
)
async def test_what_a_second_administrator_does_meanwhile_stops_the_publication(
    tmp_path: Path, meddle: Callable[[Story], Awaitable[str]]
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        job, _ = await waiting(story)
        sent = list(wire.sent)

        found = await meddle(story)
        moved = named(world)
        job = await approved(story, await at_publication(story, job))

        assert (job.state, now_at(job).subject) == (State.FAILED, "auth certificate published")
        assert "Nothing was sent." in why(job)
        assert f"{found}, and " in why(job)
        assert "Ask for a new plan." in why(job)
        assert (named(world), wire.sent) == (moved, sent)


@pytest.mark.long
async def test_another_certificate_staged_between_two_steps_is_left_staged(tmp_path: Path) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world

        async def meddle() -> None:
            await stages_another(story)

        async def made() -> None:
            wire.then["Get-TransportService"] = meddle

        wire.then["New-ExchangeCertificate"] = made

        job = await begun(story)

        assert (job.state, now_at(job).subject) == (State.FAILED, "auth certificate staged")
        assert "Nothing was sent." in why(job)
        assert f"NextCertificateThumbprint is {world.auth_config.next}" in why(job)
        assert wire.times("Set-AuthConfig") == 0


@pytest.mark.long
async def test_published_early_by_a_second_administrator_it_is_taken_for_done(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        old = world.auth_config.current
        job, new = await waiting(story)
        await sets(story, PublishCertificate=True)

        job = await at_retirement(story, await at_publication(story, job))

        assert step(job, "Publish the auth certificate").result is Result.ALREADY
        assert wire.times("Set-AuthConfig") == 1
        await sets(story, ClearPreviousCertificate=True)
        job = await retired(story, job)

        assert (job.state, named(world)) == (State.DONE, (new, "", ""))
        assert step(job, "Clear the previous").result is Result.ALREADY
        assert wire.times("Set-AuthConfig") == 1
        assert story.lab.world.vigil.broken == []
        assert old in world.servers["EX01"].certificates
