"""EWS in Exchange Online is opened for a list: the list first, a day, then the switch."""

from pathlib import Path

from commands.findings import Verdict
from jobs.record import State
from tests.stories.changing import approved, asked, card_of
from tests.stories.conftest import with_verdict
from tests.stories.rotating import an_organisation, ends, rests, undone, writes

TEAMS = "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"
SHUT = """base = "healthy"
clock = "real"

[tenant.organization_config]
ews_enabled = false
ews_allowed_app_ids = []
"""


async def test_a_list_is_written_waited_for_and_then_switched_on_and_all_of_it_goes_back(
    tmp_path: Path,
) -> None:
    scenario = tmp_path / "shut.toml"
    scenario.write_text(SHUT, encoding="utf-8")
    async with an_organisation(tmp_path, scenario=scenario) as story:
        tenant = story.lab.world.tenant
        unsaid = await asked(story, "repair oauth hbna.co.kr")
        assert unsaid.state is State.DONE
        assert "Microsoft Teams" in card_of(story)
        assert writes(story.lab.world) == []

        job = await asked(story, "repair oauth hbna.co.kr --ews-apps teams")
        job = await rests(story, await approved(story, job))

        assert job.state is State.DONE, job.why
        config = tenant.organization_config
        assert config.ews_enabled is True
        ours = story.lab.world.auth_servers[-1].application_identifier
        assert config.ews_allowed_app_ids == [TEAMS, ours]
        assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == set()

        undo = await ends(story, await undone(story, job))

        assert undo.state is State.DONE, undo.why
        config = tenant.organization_config
        assert (config.ews_enabled, config.ews_allowed_app_ids) == (False, [])
