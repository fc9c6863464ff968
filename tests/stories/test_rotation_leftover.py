"""A rotation that was refused at its end is finished later, without a new certificate."""

from pathlib import Path

import pytest

from commands.gates import RETIRE
from jobs.record import State
from tests.stories.changing import approved, asked, card_of, now_at
from tests.stories.rotating import (
    ROTATE,
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    dedicated,
    ends,
    keys,
    named,
    refused,
    writes,
)

pytestmark = pytest.mark.long


async def test_what_was_refused_at_the_retirement_is_retired_by_the_next_request(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        await refused(story, job, "retire")
        new, old, _ = named(world)
        await story.say("operator", "check auth cert hbna.co.kr")
        assert "“rotate auth cert hbna.co.kr” puts it away" in card_of(story)
        before = len(writes(world))

        job = await asked(story, ROTATE)
        assert now_at(job).subject == RETIRE
        job = await approved(story, job)
        assert (now_at(job).subject, len(writes(world))) == (RETIRE, before)  # it needs two
        job = await ends(story, await approved(story, job, "lead2"))

        assert job.state is State.DONE, job.why
        assert named(world) == (new, "", "")
        assert old not in keys(world)
        assert writes(world)[before:] == [
            f"PATCH applications/{dedicated(world).id}",
            "EX01: Set-AuthConfig",
        ]
        assert world.vigil.broken == []
