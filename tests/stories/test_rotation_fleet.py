"""A rotation is about the servers that sign: the too old and the gone hold up nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import Settings
from jobs.record import State
from jobs.steps import Result
from tests.stories.changing import approved, asked, card_of
from tests.stories.conftest import a_story
from tests.stories.rotating import (
    ROTATE,
    at_publication,
    at_retirement,
    begun,
    ends,
    keys,
    named,
    result_of,
)
from tests.stories.troubled import troubled

pytestmark = pytest.mark.long


def without_the_third(settings: Settings) -> Settings:
    (organisation,) = settings.organisations
    servers = tuple(each for each in organisation.servers if each.name != "EX03")
    return replace(settings, organisations=(replace(organisation, servers=servers),))


async def test_an_exchange_2010_beside_the_others_does_not_hold_up_a_rotation(
    tmp_path: Path,
) -> None:
    async with a_story("three", tmp_path, configured=without_the_third) as story:
        old = story.lab.world.servers["EX03"]
        old.base = old.build = "14.3.123.4"

        job = await asked(story, ROTATE)

        assert job.open_gate is not None, job.why
        assert job.plan is not None
        assert [each for each in job.plan.left if each.blocks] == []


async def test_a_server_that_is_taken_down_before_the_retirement_is_not_waited_for(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path, "three") as (story, _):
        world = story.lab.world
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        new, old, _ = named(world)
        world.faults.set("server-down", target="EX03")
        gone = world.servers.pop("EX03")
        try:
            job = await ends(story, await approved(story, job, "lead", "lead2"))

            assert job.state is State.DONE, job.why
            assert result_of(job, "auth key dropped") is Result.DONE
            assert named(world) == (new, "", "")
            assert old not in keys(world)
            assert "Active Directory does not list EX03 any more" in card_of(story)
        finally:
            world.servers["EX03"] = gone
