"""`rotate auth cert` while a second administrator changes the same things."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commands.actions.spreading import PATIENCE
from commands.certificates import SERVICELET
from commands.findings import Verdict
from commands.gates import PUBLISH, RETIRE
from jobs.record import State
from jobs.steps import Result
from lab.world import World
from lab.world_keys import thumbprint
from lab.world_tenant import Key
from tests.bot.cards.house import texts
from tests.stories.changing import approved, card_of, now_at
from tests.stories.conftest import Story, by_id, everything
from tests.stories.rotating import (
    HOUR,
    at_publication,
    at_retirement,
    begun,
    comes_to,
    dedicated,
    keys,
    named,
    passes,
    retired,
    shown,
)
from tests.stories.troubled import another, ours, sets, step, troubled, waiting, why

MINUTE = 60.0


async def stages_another(story: Story) -> str:
    other, due = await another(story), story.lab.world.clock.now() + timedelta(days=3)
    await sets(story, NewCertificateThumbprint=other, NewCertificateEffectiveDate=due.isoformat())
    return f"NextCertificateThumbprint is {other}"


async def takes_it_back(story: Story) -> str:
    await sets(story, NewCertificateThumbprint="")
    return "NextCertificateThumbprint is –"


@pytest.mark.long
@pytest.mark.parametrize(
    ("at_the_gate", "stops_at"),
    [
        pytest.param(False, "certificate still staged", id="before anybody was asked"),
        pytest.param(True, "auth certificate published", id="while people decide"),
    ],
)
@pytest.mark.parametrize("meddle", [stages_another, takes_it_back])
async def test_what_a_second_administrator_does_meanwhile_stops_the_publication(
    tmp_path: Path,
    meddle: Callable[[Story], Awaitable[str]],
    at_the_gate: bool,
    stops_at: str,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        job, _ = await waiting(story)
        if at_the_gate:
            job = await at_publication(story, job)
        sent = list(wire.sent)

        found = await meddle(story)
        moved = named(world)
        if at_the_gate:
            job = await approved(story, job)
        else:
            job = await passes(story, job, 50 * HOUR)

        assert (job.state, now_at(job).subject) == (State.FAILED, stops_at)
        assert "Nothing was sent." in why(job)
        assert f"{found}, and " in why(job)
        assert "Ask for a new plan." in why(job)
        assert (named(world), wire.sent) == (moved, sent)


@pytest.mark.long
async def test_a_time_that_was_put_off_is_waited_for_and_told_before_anybody_is_asked(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        job, new = await waiting(story)
        sent, later = list(wire.sent), world.clock.now() + timedelta(days=5)
        await sets(
            story, NewCertificateThumbprint=new, NewCertificateEffectiveDate=later.isoformat()
        )

        job = await passes(story, job, 50 * HOUR)
        job = await passes(story, job, HOUR)

        assert (job.state, now_at(job).subject) == (State.WAITING, "certificate still staged")
        assert f"It is staged for {later:%Y-%m-%d %H:%M}" in str(now_at(job).told)
        job = await comes_to(story, await passes(story, job, 3 * 24 * HOUR), PUBLISH)
        assert world.clock.now() >= later
        latest = (later + SERVICELET).astimezone(ZoneInfo("Asia/Seoul"))
        assert f"{latest:%Y-%m-%d %H:%M}" in shown(story)
        assert wire.sent == sent
        job = await approved(story, job)
        assert step(job, "Publish the auth certificate").result is Result.DONE


@pytest.mark.long
async def test_a_time_that_is_put_off_while_people_decide_stops_the_publication(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        job, new = await waiting(story)
        job, later = await at_publication(story, job), world.clock.now() + timedelta(days=30)
        sent = list(wire.sent)
        await sets(
            story, NewCertificateThumbprint=new, NewCertificateEffectiveDate=later.isoformat()
        )

        job = await approved(story, job)

        assert (job.state, now_at(job).subject) == (State.FAILED, "auth certificate published")
        assert "until then Exchange does not publish it" in why(job)
        assert wire.sent == sent


@pytest.mark.long
async def test_another_certificate_staged_between_two_steps_is_left_staged(tmp_path: Path) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world

        async def meddle() -> None:
            await stages_another(story)

        async def kept() -> None:
            wire.then["EX01: Get-TransportService"] = meddle

        async def made() -> None:
            wire.then["EX01: Get-TransportService"] = kept

        wire.then["EX01: New-ExchangeCertificate"] = made

        job = await begun(story)

        assert (job.state, now_at(job).subject) == (State.FAILED, "auth certificate staged")
        assert "Nothing was sent." in why(job)
        assert f"NextCertificateThumbprint is {world.auth_config.next}" in why(job)
        assert wire.times("Set-AuthConfig") == 0


@pytest.mark.long
async def test_published_early_by_a_second_administrator_it_is_taken_for_done(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        old = world.auth_config.current
        job, new = await waiting(story)
        await sets(story, PublishCertificate=True)

        job = await at_retirement(story, await at_publication(story, job))

        assert step(job, "Publish the auth certificate").result is Result.ALREADY
        assert wire.times("Set-AuthConfig") == 1
        await sets(story, ClearPreviousCertificate=True)
        job = await retired(story, job)

        assert (job.state, named(world)) == (State.DONE, (new, "", ""))
        assert step(job, "Clear the previous").result is Result.ALREADY
        assert wire.times("Set-AuthConfig") == 1
        assert story.lab.world.vigil.broken == []
        assert old in world.servers["EX01"].certificates


def takes_the_key(world: World) -> Key:
    """Have somebody take the new key from the dedicated application; gives it."""
    application, staged = dedicated(world), world.auth_config.next
    (key,) = [each for each in application.keys if thumbprint(each.der) == staged]
    application.keys.remove(key)
    return key


@pytest.mark.long
async def test_another_published_before_the_cloud_knows_its_key_is_named_by_the_job(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        job, new = await waiting(story)
        sent = list(wire.sent)

        await stages_another(story)
        await sets(story, PublishCertificate=True)
        other, moved = world.auth_config.current, named(world)
        job = await passes(story, job, 50 * HOUR)

        assert (job.state, wire.sent, named(world)) == (State.FAILED, sent, moved)
        assert "The proof failed" in why(job)
        for server in world.servers:
            red = by_id(job)[f"test.on-premises.{server}"]
            assert red.verdict is Verdict.FAIL
            assert "AADSTS700027" in everything([str(each) for each in red.evidence])
            assert other in everything([str(each) for each in red.evidence])
        card = card_of(story)
        assert "Entra ID does not have that key there." in card
        assert "Test from EX01, EX02 to the cloud" in card
        assert "AADSTS700027" in card
        assert "check rotation" not in card  # nobody can type that
        assert {new, other} <= set(ours(world))


@pytest.mark.long
async def test_published_before_every_server_has_it_the_job_makes_haste(tmp_path: Path) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        world.faults.set("replication-held", target="EX02")
        job = await begun(story)
        new = ours(world)[-1]

        await sets(story, PublishCertificate=True)
        world.clock.advance(1.1 * HOUR)
        found = by_id(await story.check())

        assert found["test.on-premises.EX01"].verdict is Verdict.OK
        assert found["test.on-premises.EX02"].verdict is Verdict.FAIL
        began = story.clock.now()
        job = await passes(story, job, 5 * MINUTE)
        assert now_at(job).subject != "certificate spread"  # though its patience lasts two hours
        assert wire.sent[-1] == "EX02: Import-ExchangeCertificate"
        job = await comes_to(story, job, "")
        assert story.clock.now() - began < PATIENCE
        assert by_id(job)["test.on-premises.EX02"].verdict is Verdict.OK
        job = await at_publication(story, job)
        job = await retired(story, await at_retirement(story, job))
        assert (job.state, named(world)) == (State.DONE, (new, "", ""))
        assert step(job, "Publish the auth certificate").result is Result.ALREADY


@pytest.mark.long
async def test_published_while_it_is_being_made_the_cloud_is_told_and_the_job_goes_on(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world

        async def meddle() -> None:
            due = world.clock.now()
            made = ours(world)[-1]
            await sets(
                story, NewCertificateThumbprint=made, NewCertificateEffectiveDate=due.isoformat()
            )
            await sets(story, PublishCertificate=True)

        wire.then["EX01: New-ExchangeCertificate"] = meddle

        job = await begun(story)

        new = ours(world)[-1]
        assert new in keys(world)
        assert step(job, "Stage").result is Result.ALREADY
        job = await at_retirement(story, await at_publication(story, job))
        assert step(job, "Publish the auth certificate").result is Result.ALREADY
        assert wire.times("Set-AuthConfig") == 0
        for server in world.servers:
            assert by_id(job)[f"test.on-premises.{server}"].verdict is Verdict.OK


@pytest.mark.long
async def test_a_key_that_the_cloud_lost_meanwhile_stops_the_publication(tmp_path: Path) -> None:
    async with troubled(tmp_path) as (story, wire):
        world = story.lab.world
        job, new = await waiting(story)
        job, sent = await at_publication(story, job), list(wire.sent)
        takes_the_key(world)

        job = await approved(story, job)

        assert (job.state, now_at(job).subject) == (State.FAILED, "auth certificate published")
        assert f"does not know the key of {new}" in why(job)
        assert (wire.sent, world.vigil.broken) == (sent, [])


@pytest.mark.long
async def test_published_without_its_key_in_the_cloud_the_test_turns_red_and_the_job_names_it(
    tmp_path: Path,
) -> None:
    async with troubled(tmp_path) as (story, _):
        world = story.lab.world
        job, new = await waiting(story)
        job = await at_publication(story, job)
        key = takes_the_key(world)
        await sets(story, PublishCertificate=True)

        job = await comes_to(story, await approved(story, job), "both ways")

        seen = str(now_at(job).told)
        assert "Test from EX01 to the cloud: fail" in seen
        assert f"(AADSTS700027, {new})" in seen
        assert any(seen in texts(card) for card in story.cards())
        dedicated(world).keys.append(key)
        job = await comes_to(story, job, RETIRE)
        assert by_id(job)["test.on-premises.EX02"].verdict is Verdict.OK
