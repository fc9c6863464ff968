"""`purge shared keys` where a test is green through those very keys."""

from pathlib import Path

from commands.findings import Verdict
from jobs.record import State
from tests.stories.changing import asked, card_of, now_at
from tests.stories.conftest import a_story, by_id
from tests.stories.rotating import keys

PURGE = "purge shared keys hbna.co.kr"


async def test_keys_that_a_green_test_signs_with_are_not_purged_without_a_word(
    tmp_path: Path,
) -> None:
    async with a_story("hbna-2025", tmp_path) as story:
        before = keys(story.lab.world)
        assert by_id(await story.check())["test.on-premises.EX01"].verdict is Verdict.OK

        job = await asked(story, PURGE)

        assert job.state is State.FAILED
        assert "EX01, EX02 signs in to the cloud through these keys" in card_of(story)
        assert "configure oauth hbna.co.kr" in card_of(story)

        job = await asked(story, f"{PURGE} --stop-sign-in")

        assert now_at(job).subject == "purge"
        assert "From their removal on nobody there sees calendars" in card_of(story)
        assert keys(story.lab.world) == before
