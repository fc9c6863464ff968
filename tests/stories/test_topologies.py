"""What troubles programs, on the wire: an Edge server, letters in names, no server at all."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, load
from commands.findings import Verdict
from lab.process import running
from tests.stories.conftest import a_story, by_id, with_verdict

NOT_WELL = (Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN)


async def test_an_edge_server_is_asked_nothing_and_missed_by_nothing(tmp_path: Path) -> None:
    async with a_story("edge", tmp_path) as story:
        job = await story.check()

    assert with_verdict(job, *NOT_WELL) == set()
    assert not [id for id in by_id(job) if "EDGE01" in id]


async def test_names_with_underscores_and_other_letters_are_names(tmp_path: Path) -> None:
    async with a_story("names", tmp_path) as story:
        job = await story.check()

    assert with_verdict(job, *NOT_WELL) == set()
    assert {"test.on-premises.EX_01", "test.on-premises.메일02"} <= with_verdict(job, Verdict.OK)


async def test_of_several_domains_only_the_one_that_the_cloud_asks_under_is_published(
    tmp_path: Path,
) -> None:
    async with a_story("domains", tmp_path) as story:
        job = await story.check()

    assert with_verdict(job, *NOT_WELL) == set()
    assert not [id for id in by_id(job) if id.endswith(("hbna.com", "hbna.kr"))]


@pytest.mark.parametrize("status", [200, 407])
async def test_a_proxys_page_in_place_of_documents_is_unknown(tmp_path: Path, status: int) -> None:
    async with a_story("healthy", tmp_path) as story:
        story.lab.world.faults.set("proxy-page", status=status)
        job = await story.check()

    assert with_verdict(job, Verdict.FAIL, Verdict.WARN) == set()
    unknown = with_verdict(job, Verdict.UNKNOWN)
    assert {"tenant", "auth-server.metadata.acs", "auth-server.metadata.evosts"} <= unknown


NOBODY = """
base = "healthy"
[servers.EX01]
absent = true
[servers.EX02]
absent = true
[published."mail.hbna.co.kr"]
absent = true
[published."autodiscover.hbna.co.kr"]
absent = true
"""


async def test_an_organisation_without_a_server_is_no_configuration(tmp_path: Path) -> None:
    scenario = tmp_path / "nobody.toml"
    scenario.write_text(NOBODY)

    async with running(scenario, tmp_path / "lab") as lab:
        with pytest.raises(SettingsError, match="there is none; write at least one"):
            load(lab.settings)
