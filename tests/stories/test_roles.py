"""Leads by an Entra group: asked of the directory at each click, and nobody let in without it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.demo.clock import MovableClock
from bot.people_settings import Grants
from bot.settings import load
from bot.wiring import serving
from jobs.record import State
from lab.process import running as running_lab
from lab.teams.delivery import Answered
from lab.world_tenant import Group
from tests.stories.conftest import Story

LEADS = "aaaaaaaa-0000-0000-0000-000000000003"
TEAM = "aaaaaaaa-0000-0000-0000-000000000004"


def told(answered: Answered) -> str:
    """Give the sentence that only whoever clicked sees."""
    body: Any = answered.body
    assert body["type"] == "application/vnd.microsoft.activity.message"
    return str(body["value"])


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    async with running_lab("hbna", tmp_path) as lab:
        people = lab.teams.people
        team = Group(id=TEAM, name="Exchange team", members=[people["lead"].object_id])
        lab.world.tenant.groups += [Group(id=LEADS, name="Leads", members=[TEAM]), team]
        clock = MovableClock()
        clock.set(lab.world.clock.now())
        settings = load(lab.settings)
        assert settings.teams is not None
        settings = replace(
            settings,
            teams=replace(settings.teams, port=0, edit_interval=0.05),
            grants=Grants(operators=settings.grants.operators, lead_groups=(LEADS,)),
        )
        async with serving(settings, clock) as bot:
            lab.teams.delivery.endpoint = bot.endpoint
            yield Story(lab=lab, settings=settings, bot=bot, clock=clock)


async def test_a_lead_is_whoever_the_directory_says_at_that_moment(story: Story) -> None:
    await story.say("operator", "configure oauth hbna.co.kr")
    (job,) = await story.bot.desk.jobs()
    assert job.open_gate is not None

    stranger = await story.click("lead2", "approve")
    story.lab.world.faults.set("graph-403")
    unread = await story.click("lead", "approve")
    story.lab.world.faults.clear()
    who = await story.click("operator", "approve")
    team = next(each for each in story.lab.world.tenant.groups if each.id == TEAM)
    members, team.members = team.members, []
    removed = await story.click("lead", "reject")
    team.members = members

    assert "needs the role lead; yours is none" in told(stranger)
    assert "could not be asked which groups you are in, so nothing was decided" in told(unread)
    assert "needs the role lead; yours is operator" in told(who)
    assert "needs the role lead; yours is none" in told(removed)
    still = await story.bot.desk.job(job.id)
    assert still is not None
    assert still.open_gate == job.open_gate
    assert not any("role" in said or "could not be asked" in said for said in story.said_by_bot())

    approved = await story.click("lead", "approve")

    assert "You approved job 1" in told(approved)
    after = await story.bot.desk.job(job.id)
    assert after is not None
    assert after.state is not State.FAILED
    assert after.position > still.position


async def test_people_are_told_which_group_gives_them_their_role(story: Story) -> None:
    await story.say("lead", "whoami")

    (reply,) = await story.hears_from_bot(1)
    assert f"Entra group `{LEADS}`" in reply
    assert "`[roles] lead_groups`" in reply
