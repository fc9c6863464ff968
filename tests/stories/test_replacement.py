"""`replace auth cert now`: an auth certificate that has expired or is lost, for two leads."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from commands.findings import Verdict
from commands.gates import REPLACE
from jobs.record import State
from lab.world import World
from tests.stories.changing import approved, asked, card_of, now_at
from tests.stories.conftest import by_id, with_verdict
from tests.stories.rotating import comes_to, ends, keys, named, passes, signs
from tests.stories.troubled import aged, missing_on_one, ours, troubled, why

REPLACE_NOW = "replace auth cert now hbna.co.kr"
CONSEQUENCE = "nobody on premises sees calendars of people in the cloud"


def expired(world: World) -> None:
    aged(world, -timedelta(days=2))


def missing(world: World) -> None:
    for server in world.servers.values():
        del server.certificates[world.auth_config.current]


def nothing_wrong(_: World) -> None:
    """Leave it as it is."""


def one_is_down(world: World) -> None:
    world.faults.set("server-down", target="EX02")


@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(expired, id="expired"),
        pytest.param(missing, id="missing everywhere", marks=pytest.mark.long),
    ],
)
async def test_it_is_replaced_at_once_when_two_leads_have_read_the_consequences(
    tmp_path: Path, plant: Callable[[World], None]
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        plant(world)
        old = world.auth_config.current

        job = await asked(story, REPLACE_NOW)

        assert (now_at(job).subject, wire.sent) == (REPLACE, [])
        card = card_of(story)
        assert CONSEQUENCE in card
        assert card.index(CONSEQUENCE) < card.index("Make a new auth certificate")
        job = await approved(story, job, "lead")
        assert (now_at(job).subject, wire.sent) == (REPLACE, [])
        job = await ends(story, await approved(story, job, "lead2"))

        assert (job.state, job.why) == (State.DONE, None)
        assert with_verdict(job, Verdict.FAIL, Verdict.UNKNOWN) == set()
        for way in ("test.on-premises.EX01", "test.on-premises.EX02", "test.cloud.mail.hbna.co.kr"):
            assert by_id(job)[way].verdict is Verdict.OK
        new = ours(world)[-1]
        assert new != old
        assert named(world) == (new, "", "")
        assert signs(story) == {"EX01": new, "EX02": new}
        assert keys(world) == {new}
        assert world.servers["EX02"].certificates[new]
        assert wire.times("New-ExchangeCertificate") == 1


@pytest.mark.long
async def test_while_the_old_one_works_its_key_stays_for_an_hour_and_a_clock_ahead_is_no_hindrance(
    tmp_path: Path,
) -> None:
    """EX01's clock is four and a half minutes ahead: the certificate it makes begins ahead too."""
    async with troubled(tmp_path) as (story, _):
        world = story.lab.world
        aged(world, timedelta(hours=30))
        world.servers["EX01"].clock_skew = 270
        old = world.auth_config.current
        job = await asked(story, REPLACE_NOW)
        job = await approved(story, job, "lead", "lead2")
        job = await comes_to(story, job, "nobody signs with")
        new = ours(world)[-1]

        assert signs(story) == {"EX01": new, "EX02": new}
        assert keys(world) == {old, new}
        job = await passes(story, job, 1800)
        assert now_at(job).subject == "nobody signs with"
        assert "one process of its server" in str(now_at(job).told)
        job = await ends(story, job)

        assert (job.state, job.why) == (State.DONE, None)
        assert keys(world) == {new}
        assert world.vigil.broken == []


@pytest.mark.long
async def test_for_one_that_works_or_is_elsewhere_the_card_says_what_to_type_instead(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        instead = {
            "It works for 1355 days more": ("rotate auth cert hbna.co.kr", nothing_wrong),
            "it must be brought there first": (
                "import auth cert to EX02 hbna.co.kr",
                missing_on_one,
            ),
            "Server EX02: ": ("check auth cert hbna.co.kr", one_is_down),
        }
        for why_not, (command, plant) in instead.items():
            plant(world)

            job = await asked(story, REPLACE_NOW)

            assert job.state is State.FAILED
            assert "Nothing was changed, because something stands in the way" in why(job)
            card = card_of(story)
            assert why_not in card
            assert command in card
        assert wire.sent == []
