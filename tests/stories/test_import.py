"""`import auth cert to EX02`: one server gets the certificate that the others have, no new one."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from commands.findings import Verdict
from commands.gates import PLAN
from jobs.record import State
from jobs.steps import Result
from lab.world import World
from tests.stories.changing import approved, asked, card_of, changes, now_at
from tests.stories.conftest import by_id, with_verdict
from tests.stories.rotating import ends, named
from tests.stories.troubled import another, missing_on_one, ours, sets, step, troubled, why

TO_EX02 = "import auth cert to EX02 hbna.co.kr"


def without_its_key(world: World) -> None:
    world.servers["EX02"].certificates[world.auth_config.current] = False


@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(missing_on_one, id="missing"),
        pytest.param(without_its_key, id="without its key", marks=pytest.mark.long),
    ],
)
async def test_a_server_that_lacks_it_gets_it_with_its_key_and_nothing_else_changes(
    tmp_path: Path, plant: Callable[[World], None]
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world, administrator = story.lab.world, story.lab.administrator
        whole = administrator.state()
        plant(world)
        was = named(world)

        job = await asked(story, TO_EX02)

        assert (now_at(job).subject, wire.sent) == (PLAN, [])
        job = await ends(story, await approved(story, job))

        assert (job.state, job.why) == (State.DONE, None)
        assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == set()
        assert by_id(job)["certificate.server.EX02"].verdict is Verdict.OK
        assert wire.sent == ["EX02: Import-ExchangeCertificate"]
        assert changes(whole, administrator.state()) == {}
        assert (named(world), ours(world, "EX02")) == (was, [was[0]])


@pytest.mark.long
async def test_the_staged_one_comes_along_where_exchange_does_not_bring_it(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        world.faults.set("replication-held", target="EX02")
        due = world.clock.now() + timedelta(days=3)
        made = await another(story)
        await sets(
            story, NewCertificateThumbprint=made, NewCertificateEffectiveDate=due.isoformat()
        )
        old = world.auth_config.current
        del world.servers["EX02"].certificates[old]

        job = await asked(story, TO_EX02)
        job = await ends(story, await approved(story, job))

        assert (job.state, job.why) == (State.DONE, None)
        assert wire.sent == ["EX02: Import-ExchangeCertificate"] * 2
        assert sorted(ours(world, "EX02")) == sorted([old, made])
        assert named(world) == (old, "", made)


@pytest.mark.long
async def test_where_nothing_can_be_copied_the_card_says_why_and_nothing_is_sent(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world

        job = await asked(story, TO_EX02)
        assert (job.state, why(job)) == (
            State.DONE,
            "Everything is in place; nothing was changed.",
        )
        await story.say("operator", "import auth cert to EX09 hbna.co.kr")
        assert "`EX09` is no configured server" in story.said_by_bot()[-1]
        assert TO_EX02 in story.said_by_bot()[-1]
        for server in world.servers.values():
            del server.certificates[world.auth_config.current]
        job = await asked(story, TO_EX02)
        assert job.state is State.FAILED
        assert "it cannot be copied from anywhere" in card_of(story)
        assert "replace auth cert now hbna.co.kr" in card_of(story)
        assert wire.sent == []


@pytest.mark.long
async def test_a_key_that_may_not_leave_its_server_is_refused_and_the_job_says_so(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        missing_on_one(world)
        world.servers["EX01"].not_exportable.append(world.auth_config.current)

        job = await approved(story, await asked(story, TO_EX02))

        assert job.state is State.FAILED
        assert step(job, "Bring the certificate").result is Result.REFUSED
        assert "could not be exported: it is not exportable" in why(job)
        assert wire.sent == []
        assert ours(world, "EX02") == []
