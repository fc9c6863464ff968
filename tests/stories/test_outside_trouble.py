"""Changes while the far side fails: what landed is recognised by reading, what did not is repeated.

A write whose end is unknown is looked up only after its time, so these stories take a while.
"""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from commands.findings import Verdict
from jobs.record import Job, State
from jobs.steps import Result
from tests.stories.changing import asked, changes, now_at, told
from tests.stories.conftest import Story, a_story, with_verdict
from tests.stories.expected import everything_new

pytestmark = pytest.mark.long

GRAPH: dict[str, Any] = {"method": "POST", "path": "/applications"}
CONNECTOR: dict[str, Any] = {"cmdlet": "New-IntraOrganizationConnector"}
TROUBLES = {
    "Graph is away, and it landed": ("graph-503", 1, {**GRAPH, "when": "after"}),
    "Graph is away, and it did not": ("graph-503", 3, GRAPH),
    "Graph throttles": ("graph-429", 3, {**GRAPH, "retry_after": 1}),
    "Graph breaks off, and it landed": ("graph-dropped", 1, {**GRAPH, "when": "after"}),
    "Exchange Online is silent, and it landed": ("exo-silent", 1, {**CONNECTOR, "when": "after"}),
    "Exchange Online is silent, and it did not": ("exo-silent", 1, CONNECTOR),
}


async def rested(story: Story, number: int) -> Job:
    async with asyncio.timeout(200):
        await story.bot.quiet()
    job = await story.bot.desk.job(number)
    assert job is not None
    return job


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_each_change_is_made_once_whatever_becomes_of_its_answer(
    tmp_path: Path, trouble: str
) -> None:
    name, count, options = TROUBLES[trouble]
    async with a_story("nothing", tmp_path) as story:
        administrator, hands = story.lab.administrator, story.lab.teams.delivery
        before = administrator.state()
        job = await asked(story, "configure oauth hbna.co.kr")
        story.lab.world.faults.set(name, count=count, **options)

        assert "You approved" in told(await hands.click("lead", "approve"))
        job = await rested(story, job.id)
        while not job.state.ended:
            if (
                now_at(job).subject == "consented"
                and story.lab.administrator.state()["tenant"]["applications"]
            ):
                name = f"ExchangeServerApp-{story.lab.world.organisation.guid}"
                apps = story.lab.world.tenant.applications
                administrator.consent(next(x.app_id for x in apps if x.name == name))
            assert job.state is State.WAITING, (job.why, now_at(job).told)
            story.clock.set(story.clock.now() + timedelta(seconds=61))
            job = await rested(story, job.id)

        assert job.state is State.DONE, job.why
        # a null is left as it is: EWS works until Microsoft turns the tenant off
        assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == {"ews"}
        assert story.lab.world.faults.switched == []
        made = {step.subject: step for step in job.steps if step.kind == "do"}
        assert {step.result for step in made.values()} == {Result.DONE}
        app = job.known["application id"]
        assert changes(before, administrator.state()) == everything_new(story, before, app)
