"""`undo 42`: planned and approved by two leads, and the organisation is as it was before."""

from pathlib import Path

import pytest

from jobs.record import State
from tests.stories.changing import approved, asked, card_of, changes, consented, now_at, told
from tests.stories.conftest import a_story


@pytest.mark.long
async def test_an_undo_by_two_leads_brings_back_exactly_what_was(tmp_path: Path) -> None:
    async with a_story("nothing", tmp_path) as story:
        administrator = story.lab.administrator
        before = administrator.state()
        job = await asked(story, "configure oauth hbna.co.kr")
        job = await consented(story, await approved(story, job))
        assert job.state is State.DONE, job.why
        assert administrator.state() != before

        undo = await asked(story, f"undo {job.id}", "operator2")

        assert "needs the role lead" in told(await story.click("operator", "approve"))
        assert "2 leads decide" in card_of(story)
        for call in ("Remove-SettingOverride", "DELETE /applications/", "Remove-AuthServer"):
            assert call in card_of(story)
        undo = await approved(story, undo, "lead2")
        assert undo.state is State.WAITING
        assert "approved this already" in told(await story.click("lead2", "approve"))
        assert administrator.state() != before
        undo = await approved(story, undo, "lead")

        assert undo.state is State.DONE, undo.why
        assert administrator.state() == before
        again = f"undo {job.id}"
        await story.say("operator", again)
        assert f"Job {job.id} was undone already" in story.said_by_bot()[-1]
        assert len(await story.bot.desk.jobs()) == 2


@pytest.mark.long
async def test_a_job_that_stopped_on_its_way_is_put_back_as_far_as_it_came(
    tmp_path: Path,
) -> None:
    async with a_story("half", tmp_path) as story:
        administrator, tenant = story.lab.administrator, story.lab.world.tenant
        at_first = next(list(each.names) for each in tenant.principals if each.first_party)
        job = await approved(story, await asked(story, "configure oauth hbna.co.kr"))
        assert now_at(job).subject == "consented"
        await story.say("operator", f"cancel {job.id}")
        before = administrator.state()

        undo = await approved(story, await asked(story, f"undo {job.id}"), "lead", "lead2")

        assert undo.state is State.DONE, undo.why
        sts = f"auth_servers/EvoSts - {story.lab.world.organisation.guid}"
        put_back = changes(before, administrator.state())
        assert put_back.pop("partner_applications/Exchange Online/enabled") is False
        names = put_back.pop("tenant/principals/Office 365 Exchange Online/names")
        assert names == at_first
        assert set(put_back.values()) == {None}
        places = {path.rpartition("/")[0] for path in put_back}
        connector = "tenant/connectors/ExchangeHybridOnlineToOnPremises"
        assert places >= {sts, connector}
        assert all(each.startswith(("tenant/applications/", sts, connector)) for each in places)
