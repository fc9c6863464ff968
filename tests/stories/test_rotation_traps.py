"""Rotations and emergencies where a step taken in good faith would break the trust."""

from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from jobs.record import Job, State
from jobs.steps import Result
from tests.jobs.conftest import until
from tests.stories.changing import approved, asked, now_at
from tests.stories.conftest import Story
from tests.stories.rotating import (
    HOUR,
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    comes_to,
    current,
    dedicated,
    keys,
    named,
    passes,
    refused,
    rests,
    retired,
    signs,
    smtp,
    stage,
    staged_by,
    undone,
)
from tests.stories.troubled import aged, ours, troubled, why

DAY = 24 * HOUR


async def replaced(story: Story) -> Job:
    """Have the replacement asked for and approved; gives the job once it rests or has ended."""
    job = await asked(story, "replace auth cert now hbna.co.kr")
    return await rests(story, await approved(story, job, "lead", "lead2"))


@pytest.mark.long
async def test_an_undo_that_a_later_rotation_has_overtaken_changes_nothing(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        first = await refused(story, await at_publication(story, await begun(story)), "publish")
        new = first.known["new certificate"]
        second = await retired(
            story, await at_retirement(story, await at_publication(story, await begun(story)))
        )
        assert (second.state, named(world)) == (State.DONE, (new, "", ""))

        undo = await rests(story, await undone(story, first))

        assert undo.state is State.FAILED
        assert "does not know the key" in why(undo)
        assert (named(world), keys(world)) == ((new, "", ""), {new})
        assert (set(signs(story).values()), world.vigil.broken) == ({new}, [])


@pytest.mark.long
async def test_what_exchange_published_by_itself_is_undone_all_the_same(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        theirs, old = staged_by(world), current(world).thumbprint
        await stage(story, theirs, (world.clock.now() + timedelta(days=3)).isoformat())
        job = await at_publication(story, await begun(story))
        job = await passes(story, job, 13 * HOUR)
        assert named(world)[0] == theirs.thumbprint
        job = await refused(
            story, await comes_to(story, await approved(story, job), "retire"), "retire"
        )

        undo = await rests(story, await undone(story, job))

        assert (undo.state, undo.why) == (State.DONE, None)
        assert named(world)[0] == old
        assert (set(signs(story).values()), world.vigil.broken) == ({old}, [])


@pytest.mark.long
async def test_a_cancel_while_the_certificate_is_made_leaves_smtp_as_it_was(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world, own = story.lab.world, smtp(story.lab.world)
        world.faults.set("no-smtp-prompt", target="EX01")

        async def is_asked_for() -> bool:
            found = await story.bot.desk.job(1)
            return found is not None and found.cancelling is not None

        async def cancel() -> None:
            await story.lab.teams.delivery.say("operator", "cancel 1")
            await until(is_asked_for)

        wire.then["EX01: New-ExchangeCertificate"] = cancel
        job = await begun(story)

        assert job.state is State.CANCELLED
        assert smtp(world) == own
        assert wire.sent == ["EX01: New-ExchangeCertificate", "EX01: Enable-ExchangeCertificate"]


@pytest.mark.long
async def test_a_retry_days_later_does_not_stage_past_the_end_of_the_current_one(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, _):
        world = story.lab.world
        aged(world, timedelta(days=4))
        world.faults.set("graph-403", method="PATCH")
        job = await rests(story, await begun(story))
        assert (job.state, now_at(job).subject) == (State.FAILED, "auth key added")
        world.faults.clear("graph-403")
        world.clock.advance(3 * DAY)
        story.clock.set(world.clock.now())

        await story.say("operator", f"retry {job.id}")
        found = await story.bot.desk.job(job.id)
        assert found is not None
        job = await rests(story, found)
        # An approval of three days ago is asked for again; it does not outweigh the calendar.
        assert (job.state, now_at(job).subject) == (State.WAITING, "plan")
        job = await rests(story, await approved(story, job))

        assert job.state is State.FAILED
        assert "there would be a gap" in why(job)
        assert named(world)[2] == ""


@pytest.mark.long
async def test_in_an_emergency_a_server_that_refuses_the_copy_stops_no_other(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path, "three") as (story, _):
        world = story.lab.world
        aged(world, timedelta(days=-1))
        for name in world.servers:
            world.faults.set("replication-held", target=name)
        world.faults.set(
            "cmdlet-error",
            target="EX02",
            cmdlet="Import-ExchangeCertificate",
            message="The system cannot find the file specified.",
            terminating=True,
        )
        job = await replaced(story)
        new = named(world)[0]

        assert {name for name in world.servers if new in ours(world, name)} == {"EX01", "EX03"}
        assert {name for name, each in signs(story).items() if each == new} >= {"EX01", "EX03"}
        assert (job.state, now_at(job).subject) == (State.FAILED, "signs with")
        assert "EX02" in why(job)

        world.faults.clear("cmdlet-error")
        copied = await asked(story, "import auth cert to EX02 hbna.co.kr")
        copied = await rests(story, await approved(story, copied))
        assert (copied.state, copied.why) == (State.DONE, None)
        await story.say("operator", f"retry {job.id}")
        found = await story.bot.desk.job(job.id)
        assert found is not None
        job = await rests(story, found)
        assert (job.state, job.why) == (State.DONE, None)
        assert (set(signs(story).values()), keys(world)) == ({new}, {new})


@pytest.mark.long
async def test_without_an_application_sign_in_on_premises_is_mended_and_that_is_all(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, _):
        world = story.lab.world
        aged(world, timedelta(days=-1))
        world.tenant.applications.remove(dedicated(world))
        for each in world.auth_servers:
            each.application_identifier = ""

        job = await replaced(story)

        assert (job.state, job.why) == (State.DONE, None)
        assert set(signs(story).values()) == {named(world)[0]}


@pytest.mark.long
async def test_of_two_applications_an_emergency_takes_the_one_that_signs_in(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, _):
        world = story.lab.world
        aged(world, timedelta(days=2))
        twin = deepcopy(dedicated(world))
        twin.id, twin.app_id, twin.keys = str(uuid4()), str(uuid4()), []
        world.tenant.applications.append(twin)

        job = await replaced(story)
        assert job.plan is not None
        assert "still works" in str(job.plan.warnings[0])

        assert (job.state, job.why) == (State.DONE, None)
        assert (world.vigil.broken, twin.keys) == ([], [])
        assert {each.result for each in job.steps if each.result} <= {Result.DONE, Result.ALREADY}
