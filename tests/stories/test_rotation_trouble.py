"""`rotate auth cert` while servers fail, Exchange is slow, and somebody else changes things too."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from commands.gates import RETIRE
from jobs.record import State, StepKind
from jobs.steps import Result
from jobs.store import Store
from lab.world import World
from tests.stories.changing import approved, asked, card_of, now_at
from tests.stories.rotating import (
    HOUR,
    ROTATE,
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    comes_to,
    named,
    passes,
    retired,
    shown,
    signs,
)
from tests.stories.troubled import aged, journal, missing_on_one, ours, step, troubled, why

SPREAD = "certificate spread"


@pytest.mark.parametrize(
    ("plant", "command"),
    [
        pytest.param(
            lambda world: aged(world, timedelta(days=1)),
            "replace auth cert now hbna.co.kr",
            id="it expires tomorrow",
        ),
        pytest.param(
            lambda world: aged(world, timedelta(days=-1)),
            "replace auth cert now hbna.co.kr",
            id="it has expired",
            marks=pytest.mark.long,
        ),
        pytest.param(
            missing_on_one,
            "import auth cert to EX02 hbna.co.kr",
            id="one server lacks it",
            marks=pytest.mark.long,
        ),
    ],
)
async def test_where_it_is_not_the_time_for_it_the_card_says_what_to_type_instead(
    tmp_path: Path, plant: Callable[[World], None], command: str
) -> None:
    async with troubled(tmp_path) as (story, wire):
        plant(story.lab.world)

        job = await asked(story, ROTATE)

        assert job.state is State.FAILED
        assert "Nothing was changed, because something stands in the way" in why(job)
        assert command in card_of(story)
        assert wire.sent == []


@pytest.mark.long
async def test_with_one_of_three_servers_away_nothing_begins_and_when_it_is_back_it_goes(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path, "three") as (story, wire):
        world = story.lab.world
        old = world.auth_config.current
        world.faults.set("server-down", target="EX03")

        job = await asked(story, ROTATE)

        assert job.state is State.FAILED
        assert "Server EX03" in why(job)
        assert "check auth cert hbna.co.kr" in card_of(story)
        assert wire.sent == []

        world.faults.clear("server-down")
        job = await comes_to(story, await begun(story), "")

        assert (now_at(job).kind, wire.times("Set-AuthConfig")) == (StepKind.WAIT_UNTIL, 1)
        new = ours(world)[-1]
        assert named(world) == (old, "", new)
        assert all(server.certificates[new] for server in world.servers.values())


@pytest.mark.long
async def test_a_server_that_goes_away_while_it_spreads_is_waited_for(tmp_path: Path) -> None:
    async with troubled(tmp_path, "three") as (story, wire):
        world = story.lab.world
        job = await begun(story)
        assert now_at(job).subject == SPREAD
        world.faults.set("server-down", target="EX03")

        for _ in range(3):
            job = await passes(story, job, HOUR)
            assert now_at(job).subject == SPREAD
            assert "EX03 did not answer" in str(now_at(job).told)
        world.faults.clear("server-down")
        job = await comes_to(story, job, "")

        new = ours(world)[-1]
        assert all(server.certificates[new] for server in world.servers.values())
        # It stands in another site, so it was brought there before the staging.
        assert [each for each in wire.sent if "Import" in each or "AuthConfig" in each] == [
            "EX03: Import-ExchangeCertificate",
            "EX01: Set-AuthConfig",
        ]
        found = [step(job, "Bring the", of=n).result for n in (0, 1)]
        assert found == [Result.DONE, Result.ALREADY]


@pytest.mark.long
async def test_what_exchange_does_not_bring_to_a_server_the_job_copies_there(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path, "three") as (story, wire):
        world = story.lab.world
        world.servers["EX03"].site = world.servers["EX01"].site
        world.faults.set("replication-held", target="EX03")
        job = await begun(story)

        job = await passes(story, job, HOUR)
        assert now_at(job).subject == SPREAD
        assert "It is on 2 of 3 servers; EX03 not yet. After two hours it is copied" in str(
            now_at(job).told
        )
        job = await comes_to(story, await passes(story, job, 1.1 * HOUR), "")

        new = ours(world)[-1]
        assert world.servers["EX03"].certificates[new]
        assert new not in world.servers["EX03"].not_exportable
        assert [each for each in wire.sent if "Import" in each] == [
            "EX03: Import-ExchangeCertificate"
        ]
        found = [step(job, "Bring the", of=n).result for n in (0, 1)]
        assert found == [Result.ALREADY, Result.DONE]


async def test_without_an_endpoint_another_site_gets_it_by_hand_before_anything_is_staged(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path, scenario="three", endpoints=()) as story:
        world = story.lab.world
        old = world.auth_config.current
        asked_for = await asked(story, ROTATE)
        assert "-FilePath $file" in card_of(story)
        assert "foreach ($server in 'EX03')" in card_of(story)
        job = await approved(story, asked_for)

        assert now_at(job).subject == "certificate brought by hand"
        new = job.known["new certificate"]
        assert f"Export-PfxCertificate -Cert 'Cert:\\LocalMachine\\My\\{new}'" in shown(story)
        job = await passes(story, job, 24 * HOUR)
        assert now_at(job).subject == "certificate brought by hand"
        assert named(world) == (old, "", "")

        world.servers["EX03"].certificates[new] = True
        job = await comes_to(story, job, "")

        assert named(world) == (old, "", new)
        assert all(server.certificates[new] for server in world.servers.values())
        assert world.vigil.broken == []


LOST = (
    ("New-ExchangeCertificate", "EX01"),
    ("Set-AuthConfig", "EX01"),
    ("Import-ExchangeCertificate", "EX02"),
    ("Restart-HybridgeServiceHost", "EX02"),
)


@pytest.mark.long
@pytest.mark.parametrize("when", ["before", "after"])
async def test_each_change_is_made_once_though_its_answer_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    skipped, time = timedelta(), Store.time

    async def skipping(self: Store) -> int:
        return await time(self) + round(skipped / timedelta(milliseconds=1))

    monkeypatch.setattr(Store, "time", skipping)
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        world.faults.set("replication-held", target="EX02")

        def lose(cmdlet: str, server: str) -> None:
            """Lose its answer, and let the time in which it could still be sent go by."""
            world.faults.set("cmdlet-lost", target=server, count=1, cmdlet=cmdlet, when=when)

            async def over() -> None:
                nonlocal skipped
                skipped += timedelta(minutes=5)

            wire.came[f"{server}: {cmdlet}"] = over

        for cmdlet, server in LOST:
            lose(cmdlet, server)
        job = await at_publication(story, await begun(story))
        lose("Set-AuthConfig", "EX01")
        job = await at_retirement(story, job)
        lose("Set-AuthConfig", "EX01")
        job = await retired(story, job)

        assert (job.state, job.why) == (State.DONE, None)
        assert (wire.came, world.faults.peek("cmdlet-lost", "EX01")) == ({}, None)
        new = ours(world)[-1]
        assert (named(world), ours(world), ours(world, "EX02")) == (
            (new, "", ""),
            [ours(world)[0], new],
            [ours(world)[0], new],
        )
        assert wire.sent == [
            "EX01: New-ExchangeCertificate",
            "EX01: Set-AuthConfig",
            "EX02: Import-ExchangeCertificate",
            "EX01: Set-AuthConfig",
            "EX01: Restart-HybridgeServiceHost",
            "EX01: Restart-HybridgeWebPools",
            # A restart is not sent again: within the hour the server takes the new one by itself.
            *(["EX02: Restart-HybridgeServiceHost"] if when == "after" else []),
            "EX01: Set-AuthConfig",
        ]
        again = (await journal(story, job)).count("not done")
        assert again == (0 if when == "after" else 5)
        assert signs(story) == {"EX01": new, "EX02": new}


@pytest.mark.long
async def test_a_restart_that_fails_on_one_server_stops_no_other_and_what_to_type_is_said(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, _):
        world = story.lab.world
        job = await at_publication(story, await begun(story))
        old, new = world.auth_config.current, ours(world)[-1]
        world.faults.set(
            "cmdlet-error", target="EX01", cmdlet="Restart-HybridgeServiceHost",
            message="The service MSExchangeServiceHost does not stop.", terminating=True,
        )  # fmt: skip

        job = await comes_to(story, await approved(story, job), "signs with")

        assert step(job, "Restart what signs on EX01").result is Result.REFUSED
        assert step(job, "Restart what signs on EX02").result is Result.DONE
        assert signs(story) == {"EX01": old, "EX02": new}
        job = await passes(story, job, 61)
        assert "EX01 still signs with" in str(now_at(job).told)
        assert "Restart-Service MSExchangeServiceHost" in str(now_at(job).told)
        job = await comes_to(story, job, RETIRE)
        assert set(signs(story).values()) == {new}, "within the hour by itself"
