"""`rotate auth cert`, tried again long after a decision: what cannot be undone is asked anew."""

from datetime import timedelta
from pathlib import Path

import pytest

from commands.gates import RETIRE
from jobs.record import State
from tests.stories.changing import approved, job_of, now_at
from tests.stories.rotating import (
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    ends,
    named,
    shown,
)

pytestmark = pytest.mark.long
THREE_WEEKS = timedelta(days=21).total_seconds()


async def test_three_weeks_after_its_approval_nothing_is_retired_without_another_one(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        world.faults.set("graph-403", method="PATCH")
        job = await ends(story, await approved(story, job, "lead", "lead2"))
        assert job.state is State.FAILED, job.why
        kept = named(world)
        world.faults.clear("graph-403")
        world.clock.advance(THREE_WEEKS)
        story.clock.set(world.clock.now())

        await story.say("operator", f"retry {job.id}")

        assert any("This is asked anew: it was appr" in each for each in story.said_by_bot())
        job = await job_of(story, job.id)
        assert now_at(job).subject == RETIRE
        assert named(world) == kept, "nothing was retired"
        assert "This is asked anew: it was approved at" in shown(story)
        job = await ends(story, await approved(story, job, "lead", "lead2"))
        assert job.state is State.DONE, job.why
        assert named(world) == (kept[0], "", "")
