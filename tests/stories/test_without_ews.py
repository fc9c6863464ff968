"""After 1 April 2027: free/busy goes over Microsoft Graph, and everything works without EWS."""

from pathlib import Path
from uuid import UUID

import pytest

from commands.findings import Verdict
from commands.organisation import Proofs
from jobs.record import State
from tests.stories.changing import approved, asked, now_at
from tests.stories.conftest import by_id, with_verdict
from tests.stories.rotating import (
    ROTATE,
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    comes_to,
    current,
    keys,
    named,
    passes,
    retired,
)

LATER = 'base = "graph-route"\nclock = 2027-04-10T09:00:00Z\n'
"""The lab's day: EWS in Exchange Online has been gone for nine days, and answers 404."""


def later(folder: Path) -> Path:
    scenario = folder / "later.toml"
    scenario.write_text(LATER, encoding="utf-8")
    return scenario


async def test_check_configure_and_rotate_reach_their_end(tmp_path: Path) -> None:
    proofs = Proofs(sign_in_log=True)
    async with an_organisation(tmp_path, scenario=later(tmp_path), proofs=proofs) as story:
        world, old = story.lab.world, current(story.lab.world).thumbprint
        first = await story.check()
        await passes(story, first, 1200)  # the first look-up shows in the log by now
        checked = await story.check()
        configured = await asked(story, "configure oauth hbna.co.kr")

        assert with_verdict(checked, Verdict.FAIL, Verdict.UNKNOWN) == set()
        found = by_id(checked)
        assert found["test.on-premises.EX01"].verdict is Verdict.SKIPPED
        assert found["graph-proof"].verdict is Verdict.OK
        assert found["graph-route"].verdict is Verdict.OK
        assert configured.state is State.DONE
        assert str(configured.why) == "Everything is in place; nothing was changed."

        job = await at_publication(story, await begun(story))
        new = job.known["new certificate"]
        job = await at_retirement(story, job)
        seen = next(step for step in job.steps if step.subject == "sign-ins seen")
        assert f"signed with {new}" in str(seen.told)
        job = await retired(story, job)

        assert job.state is State.DONE, job.why
        assert named(world) == (new, "", "")
        assert old not in keys(world)
        good = [each for each in world.tenant.sign_ins if each.thumbprint == new]
        assert good
        assert all(each.error == 0 for each in good)


@pytest.mark.long
async def test_with_graphs_activity_log_alone_a_rotation_reaches_its_end(tmp_path: Path) -> None:
    scenario = later(tmp_path)
    proofs = Proofs(graph_activity=UUID("7a1c3f0e-52d4-4b0a-9d1e-2f8b6c405e11"))
    async with an_organisation(tmp_path, scenario=scenario, proofs=proofs) as story:
        world, old = story.lab.world, current(story.lab.world).thumbprint
        await passes(story, await story.check(), 3000)
        found = by_id(await story.check())

        assert found["graph-proof.requests"].verdict is Verdict.OK
        assert "graph-proof" not in found

        job = await at_publication(story, await begun(story))
        new = job.known["new certificate"]
        job = await at_retirement(story, job)
        seen = next(step for step in job.steps if step.subject == "requests seen")
        assert f"HTTP 200, signed with {new}" in str(seen.told)
        job = await retired(story, job)

        assert job.state is State.DONE, job.why
        assert named(world) == (new, "", "")
        assert old not in keys(world)
        assert {each.status for each in world.tenant.graph_calls} == {200}


@pytest.mark.long
async def test_where_no_proof_is_configured_people_look_and_a_lead_says_so(tmp_path: Path) -> None:
    async with an_organisation(tmp_path, scenario=later(tmp_path)) as story:
        world = story.lab.world
        job = await at_publication(story, await begun(story))
        job = await comes_to(story, await approved(story, job), "proof")

        assert "Check by hand" in str(now_at(job).title)
        job = await comes_to(story, await approved(story, job), "retire")
        job = await retired(story, job)

        assert job.state is State.DONE, job.why
        assert named(world)[0] == job.known["new certificate"]


async def test_today_the_graph_route_needs_no_ews_either(tmp_path: Path) -> None:
    async with an_organisation(tmp_path, scenario="graph-route") as story:
        checked = await story.check()
        shown = await asked(story, ROTATE)

        assert with_verdict(checked, Verdict.FAIL, Verdict.UNKNOWN) == set()
        assert by_id(checked)["test.on-premises.EX02"].verdict is Verdict.OK
        assert by_id(checked)["ews"].verdict is Verdict.WARN  # archives would need it
        assert shown.open_gate is not None, shown.why
