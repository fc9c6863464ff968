"""Two tenants in one installation: a wall between them, and a door only where one is configured."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.people_settings import Grants
from bot.settings import Settings
from jobs.record import State
from lab.world_premises import AcceptedDomain
from tests.stories.changing import approved, asked, job_of
from tests.stories.conftest import Story, a_story

ELSEWHERE = "cccccccc-0000-0000-0000-000000000001"
"""A tenant that the bot serves, whose organisation the lab's is not."""


def served(settings: Settings) -> Settings:
    """Serve the organisation to the other tenant; one of its people is an operator there."""
    (ours,) = settings.organisations
    operator = settings.grants.operators[:1]
    leads = settings.grants.leads
    return replace(
        settings,
        organisations=(replace(ours, served_to=(ELSEWHERE,)),),
        apart={ours.name: Grants(operators=operator, leads=leads)},
    )


@pytest.fixture
async def apart(tmp_path: Path) -> AsyncIterator[Story]:
    async with a_story("nothing", tmp_path, tenant=ELSEWHERE) as story:
        yield story


@pytest.fixture
async def provided(tmp_path: Path) -> AsyncIterator[Story]:
    async with a_story("nothing", tmp_path, tenant=ELSEWHERE, configured=served) as story:
        yield story


def at_home(story: Story, *, elsewhere: bool = False) -> None:
    """Have the team, its people and what they write be of our tenant, or of the other."""
    place = story.lab.teams.place
    place.tenant = ELSEWHERE if elsewhere else str(story.lab.world.tenant.id)


async def answered(story: Story, person: str, text: str) -> str:
    said = len(story.said_by_bot())
    await story.say(person, text)
    return (await story.hears_from_bot(said + 1))[said]


async def test_people_of_another_tenant_neither_look_nor_change_nor_decide(apart: Story) -> None:
    await apart.say("operator", "configure oauth hbna.co.kr")
    (job,) = await apart.bot.desk.jobs()
    assert job.open_gate is not None
    before = apart.lab.administrator.state()

    at_home(apart, elsewhere=True)
    for text in ("check oauth hbna.co.kr", "rotate auth cert hbna.co.kr", "jobs", "help",
                 "schedule every day at 08:00 check oauth hbna.co.kr", "undo 1"):  # fmt: skip
        assert "You have no role here" in await answered(apart, "operator", text)
    for text in ("approve 1", "reject 1"):
        assert "There is no job" in await answered(apart, "lead", text)

    assert (await job_of(apart, job.id)).open_gate == job.open_gate
    assert len(await apart.bot.desk.jobs()) == 1
    assert apart.lab.administrator.state() == before


async def test_a_providers_change_is_seen_decided_and_stopped_by_those_whose_it_is(
    provided: Story,
) -> None:
    at_home(provided, elsewhere=True)
    await provided.say("operator", "configure oauth hbna.co.kr")
    (job,) = await provided.bot.desk.jobs()
    assert job.requester is not None
    assert (job.requester.tenant, job.open_gate is not None) == (ELSEWHERE, True)
    assert "You have no role here" in await answered(provided, "viewer", "jobs")

    at_home(provided)
    assert "1 under way or waiting" in await answered(provided, "lead", "jobs")
    assert f"You approved job {job.id}" in (
        await answered(provided, "lead", f"approve {job.id}")
    ).replace("`", "")
    at_work = await job_of(provided, job.id)
    assert at_work.position > job.position
    await answered(provided, "lead", f"cancel {job.id}")

    assert (await job_of(provided, job.id)).state is State.CANCELLED


TWIN = "dddddddd-0000-0000-0000-000000000002"


def twins(settings: Settings) -> Settings:
    """Name the same Exchange organisation a second time, under another name and domain."""
    (ours,) = settings.organisations
    twin = replace(ours, name="twin", domains=("twin.example",))
    access = {**settings.access, "twin": settings.access[ours.name]}
    return replace(settings, organisations=(ours, twin), access=access)


async def test_one_exchange_organisation_under_two_names_is_changed_by_one_job_at_a_time(
    tmp_path: Path,
) -> None:
    async with a_story("nothing", tmp_path, configured=twins) as story:
        world = story.lab.world
        for side in (world, world.tenant):
            side.accepted_domains.append(AcceptedDomain(name="twin.example", guid=TWIN))
        world.tenant.domains.append("twin.example")
        first = await asked(story, "configure oauth hbna.co.kr")
        waits = await approved(story, first)
        assert not waits.state.ended
        before = story.lab.administrator.state()

        second = await asked(story, "configure oauth twin.example")

        assert second.state is State.REFUSED
        assert "Another job is changing the Exchange organisation" in str(second.why)
        assert story.lab.administrator.state() == before
