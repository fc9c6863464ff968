"""`check oauth hbna.co.kr`, from a message in the channel to the verified card."""

from pathlib import Path

from commands.findings import Verdict
from jobs.record import State
from tests.stories.conftest import Story, a_story, by_id, everything, with_verdict

PLANTED = {
    "partner-application",
    "shared-principal",
    "connector.cloud",
    "hybrid-application",
    "server.EX01",
    "server.EX02",
}
"""The engineer's mistakes, and what the years did to the rest."""

CONSEQUENCES = {"test.on-premises.EX01", "test.on-premises.EX02", "test.cloud.mail.hbna.co.kr"}


async def test_the_stuck_engineer_is_told_every_mistake_and_no_other(hbna: Story) -> None:
    job = await hbna.check()

    assert job.state is State.DONE
    assert with_verdict(job, Verdict.FAIL) == PLANTED | CONSEQUENCES
    assert with_verdict(job, Verdict.WARN) == {
        "ews",  # nobody has decided on it, and Microsoft will
        "service-principal-name.autodiscover.hbna.co.kr",
    }
    assert with_verdict(job, Verdict.UNKNOWN) == set()


async def test_every_finding_that_is_not_ok_says_why_what_it_breaks_and_what_to_type(
    hbna: Story,
) -> None:
    job = await hbna.check()

    wrong = [each for each in job.findings if each.verdict in {Verdict.FAIL, Verdict.WARN}]
    assert {each.id for each in wrong} > PLANTED
    for finding in wrong:
        assert finding.evidence, finding.id
        assert finding.cause, finding.id
        assert finding.consequence, finding.id
        assert finding.remedy, finding.id
        assert finding.command, finding.id


async def test_the_connector_that_points_at_the_cloud_is_mended_by_the_right_command(
    hbna: Story,
) -> None:
    finding = by_id(await hbna.check())["connector.cloud"]

    assert "https://autodiscover.hbna.co.kr/autodiscover/autodiscover.svc" in finding.command
    assert "ExchangeHybridOnlineToOnPremises" in finding.command
    assert finding.console.value == "Exchange Online PowerShell"


async def test_a_vanity_domain_in_the_metadata_address_is_a_remark_and_no_failure(
    hbna: Story,
) -> None:
    finding = by_id(await hbna.check())["auth-server.acs"]

    assert finding.verdict is Verdict.OK
    assert "hbna.co.kr" in " ".join(map(str, finding.evidence))


async def test_the_card_in_the_thread_ends_with_the_result(hbna: Story) -> None:
    answered = await hbna.say("operator", "check oauth hbna.co.kr")

    posts = [post for post in hbna.lab.teams.chat.posts.values() if post.author == "bot"]
    assert [post.thread for post in posts] == [answered.id]
    assert posts[0].edits >= 1
    assert "✖ 6 problems · 3 more fail as a result · ⚠ 2 warnings" in posts[0].summary
    assert "autodiscover.hbna.co.kr" in everything(posts[0].card)


async def test_a_healthy_organisation_has_nothing_that_fails(healthy: Story) -> None:
    job = await healthy.check()

    assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == set()


async def test_in_2025_he_saw_one_direction_green_and_the_other_red(tmp_path: Path) -> None:
    async with a_story("hbna-2025", tmp_path) as story:
        findings = by_id(await story.check())

    assert findings["test.on-premises.EX01"].verdict is Verdict.OK
    assert findings["test.on-premises.EX02"].verdict is Verdict.OK
    assert findings["test.cloud.mail.hbna.co.kr"].verdict is Verdict.FAIL
    assert findings["partner-application"].verdict is Verdict.FAIL


async def test_a_viewer_may_look_and_sees_the_same_card(hbna: Story) -> None:
    job = await hbna.check(person="viewer")

    assert job.requester is not None
    assert job.requester.name == "Doyun Jung"
    assert with_verdict(job, Verdict.FAIL) == PLANTED | CONSEQUENCES


async def test_the_button_looks_again_on_a_card_of_its_own(hbna: Story) -> None:
    first = await hbna.check()
    hbna.lab.world.tenant.connectors[
        0
    ].discovery_endpoint = "https://autodiscover.hbna.co.kr/autodiscover/autodiscover.svc"

    answered = await hbna.click("lead", "again")

    jobs = await hbna.bot.desk.jobs()
    assert answered.status == 200
    assert len(jobs) == 2
    assert by_id(jobs[0])["connector.cloud"].verdict is Verdict.OK
    assert by_id(first)["connector.cloud"].verdict is Verdict.FAIL
    assert len(hbna.cards()) == 2


async def test_a_message_delivered_twice_is_one_job_with_one_card(hbna: Story) -> None:
    hbna.lab.world.faults.set("teams-duplicate", target="operator")

    await hbna.say("operator", "check oauth hbna.co.kr")

    assert len(await hbna.bot.desk.jobs()) == 1
    assert len(hbna.said_by_bot()) == 1


async def test_through_the_hybrid_agent_nothing_is_published_and_nothing_is_wrong(
    tmp_path: Path,
) -> None:
    async with a_story("agent", tmp_path) as story:
        job = await story.check()

    assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == set()
    tested = [each for each in by_id(job) if each.startswith("test.cloud.")]
    assert len(tested) == 1
    assert tested[0].endswith(".msappproxy.net")
    assert by_id(job)["published"].verdict is Verdict.SKIPPED


async def test_with_both_connectors_off_the_relationships_carry_free_busy(tmp_path: Path) -> None:
    async with a_story("relationship", tmp_path) as story:
        job = await story.check()

    found = by_id(job)
    assert with_verdict(job, Verdict.FAIL, Verdict.UNKNOWN) == set()
    assert with_verdict(job, Verdict.WARN) == {"connector.on-premises", "connector.cloud"}
    assert "On-premises to O365" in str(found["connector.on-premises"].consequence)
    assert "O365 to On-premises" in str(found["connector.cloud"].consequence)
