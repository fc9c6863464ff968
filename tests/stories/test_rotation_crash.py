"""A rotation whose workers die at each step, whose store restarts, whose program is replaced."""

import os
import signal
from pathlib import Path

import pytest

from bot.stores import read_store
from jobs.record import Job, State, StepKind
from jobs.steps import Result, StepState
from tests.jobs.conftest import until
from tests.stories.changing import approved, now_at
from tests.stories.conftest import Story
from tests.stories.forked import Crew, a_crew
from tests.stories.rotating import (
    at_publication,
    keys,
    named,
    smtp,
    writes,
)
from tests.stories.troubled import ours, step, troubled, waiting

SEEN_OTHERWISE = (
    "New-ExchangeCertificate",  # is not over while nobody answers its question; what it made counts
    "Restart-HybridgeServiceHost",  # may be repeated, or left to the hour in which all look anew
    "Restart-HybridgeWebPools",
)


def waits(job: Job) -> bool:
    """Tell whether it waits for the effective time."""
    return job.state is State.WAITING and now_at(job).kind is StepKind.WAIT_UNTIL


async def whole(crew: Crew, job: Job, before: dict[str, str], old: str, *, copies: int = 0) -> None:
    """See that a rotation has ended as if nobody had died."""
    world = crew.story.lab.world
    assert (job.state, job.why) == (State.DONE, None)
    assert {each.state for each in job.steps} == {StepState.DONE}
    results = {each.result for each in job.steps if each.kind is StepKind.DO}
    assert results == {Result.DONE, Result.ALREADY}
    new = ours(world)[-1]
    assert ours(world) == ours(world, "EX02") == [old, new]
    assert (named(world), keys(world)) == ((new, "", ""), {new})
    assert (smtp(world), world.vigil.broken) == (before, [])
    made = [each.partition(": ")[2] or each.partition("/")[0] for each in writes(world)]
    assert [each for each in made if each not in SEEN_OTHERWISE] == [
        "PATCH applications",
        "Set-AuthConfig",
        *["Import-ExchangeCertificate"] * copies,
        "Set-AuthConfig",
        "PATCH applications",
        "Set-AuthConfig",
    ]
    assert await crew.store.verify(job.id) is None
    await crew.story.quiet()
    posts = [post for post in crew.story.lab.teams.chat.posts.values() if post.author == "bot"]
    assert sum(post.card is not None for post in posts) == 1


@pytest.mark.long
@pytest.mark.parametrize("how", ["before", "after", "amid"])
async def test_workers_killed_at_every_step_leave_it_as_if_nobody_had_died(
    tmp_path: Path, how: str
) -> None:
    async with a_crew(tmp_path) as crew:
        world = crew.story.lab.world
        before, old = smtp(world), world.auth_config.current
        world.faults.set("replication-held", target="EX02")  # so that it has to be copied there
        if how == "amid":
            for kind in ("on-premises", "graph"):
                world.faults.slow(kind, 0.3)
        number = await crew.asked()
        await crew.man(how=how)

        job = await crew.drive(number)

        changes = [n for n, each in enumerate(job.steps) if each.result is Result.DONE]
        last = "intended" if how == "amid" else "done"
        assert {f"{each} {last}" for each in changes} <= set(crew.died)
        died_at = {int(each.split()[0]) for each in crew.died}
        assert died_at == set(changes if how == "amid" else range(len(job.steps)))
        await whole(crew, job, before, old, copies=1)


@pytest.mark.long
async def test_a_worker_killed_before_it_notes_a_change_leaves_it_made_once(
    tmp_path: Path,
) -> None:
    async with a_crew(tmp_path) as crew:
        number = await crew.asked()
        await crew.man(how="before", at=("6 done",))

        job = await crew.drive(number, until=waits)

        assert crew.died == ["6 done"]
        assert step(job, "Stage").result is Result.DONE
        made = [each for each in writes(crew.story.lab.world) if "Set-AuthConfig" in each]
        assert made == ["EX01: Set-AuthConfig"]


@pytest.mark.long
async def test_a_job_goes_on_with_its_own_steps_under_a_program_that_plans_others(
    tmp_path: Path,
) -> None:
    async with a_crew(tmp_path) as crew:
        world = crew.story.lab.world
        before, old = smtp(world), world.auth_config.current
        number = await crew.asked()
        await crew.man()
        planned = await crew.drive(number, until=waits)

        await crew.man(upgraded=True)
        job = await crew.drive(number)

        assert [each.title for each in job.steps] == [each.title for each in planned.steps]
        assert job.fingerprint == planned.fingerprint
        await whole(crew, job, before, old)
        other = await crew.drive(await crew.asked(), until=lambda job: job.open_gate is not None)
        proofs = [each.kind for each in other.steps].count(StepKind.PROVE)
        assert proofs == [each.kind for each in job.steps].count(StepKind.PROVE) + 1


async def server(story: Story) -> int:
    """Give the process of the embedded store."""
    async with read_store(story.settings.store) as redis:
        return int((await redis.info("server"))["process_id"])


@pytest.mark.long
async def test_a_store_that_is_restarted_while_a_job_waits_loses_nothing_of_it(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        job, new = await waiting(story)
        first, sent = await server(story), list(wire.sent)

        os.kill(first, signal.SIGKILL)

        async def restarted() -> bool:
            try:
                return await server(story) != first
            except OSError:
                return False

        await until(restarted)
        job = await at_publication(story, job)
        assert wire.sent == sent
        assert job.known["new certificate"] == new
        job = await approved(story, job)
        assert step(job, "Publish the auth certificate").result is Result.DONE
        assert named(story.lab.world)[0] == new
