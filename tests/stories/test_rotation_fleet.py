"""A rotation is about the servers that sign: the too old and the gone hold up nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.stories.changing import asked
from tests.stories.conftest import a_story
from tests.stories.rotating import ROTATE

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
