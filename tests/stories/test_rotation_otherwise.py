"""Rotations that begin otherwise: with what is there already, and with what was asked for."""

from datetime import timedelta
from pathlib import Path

import pytest

from jobs.record import State
from jobs.steps import Result
from lab.world_keys import AUTH_SUBJECT
from tests.stories.changing import approved, asked, now_at
from tests.stories.rotating import (
    HOUR,
    ROTATE,
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    comes_to,
    current,
    due,
    keys,
    named,
    passes,
    result_of,
    retired,
    shown,
    signs,
    smtp,
    stage,
    staged_by,
    writes,
    written,
)


@pytest.mark.long
async def test_a_certificate_that_somebody_else_has_staged_is_taken_up(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        world, own = story.lab.world, smtp(story.lab.world)
        theirs, due = staged_by(world), world.clock.now() + timedelta(days=3)
        await stage(story, theirs, due.isoformat())
        old, first = current(world).thumbprint, writes(world)

        job = await asked(story, ROTATE)
        assert f"Certificate {theirs.thumbprint}: staged already" in shown(story)
        assert "an undo leaves it staged, as it was before" in shown(story)
        job = await at_publication(story, await approved(story, job))

        assert abs(story.clock.now() - due) < timedelta(minutes=1)
        job = await retired(story, await at_retirement(story, job))
        assert (job.state, named(world)) == (State.DONE, (theirs.thumbprint, "", ""))
        bring, _, *rest = written(world)[1:]
        assert writes(world) == [*first, bring, *rest]
        assert old not in keys(world)
        assert (smtp(world), world.vigil.broken) == (own, [])


@pytest.mark.long
async def test_a_previous_one_that_nobody_cleared_has_a_step_of_its_own(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        leftover = staged_by(world, days=400).thumbprint
        world.auth_config.previous = leftover

        job = await asked(story, f"{ROTATE} --effective +49h")
        assert f"Clear the previous auth certificate {leftover}" in shown(story)
        job = await at_publication(story, await approved(story, job))

        assert world.auth_config.previous == ""
        assert writes(world)[0] == "EX01: Set-AuthConfig"
        assert writes(world)[1:] == written(world)[:3]
        job = await retired(story, await at_retirement(story, job))
        assert (job.state, world.auth_config.previous) == (State.DONE, "")
        assert world.vigil.broken == []


@pytest.mark.long
async def test_another_lifetime_is_made_by_ourselves_and_sealed_on_its_way(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        world, own = story.lab.world, smtp(story.lab.world)

        job = await at_publication(story, await begun(story, f"{ROTATE} --lifetime 730"))

        new = world.certificates[job.known["new certificate"]]
        assert (new.ends - new.starts).days == 730
        assert (new.subject, new.public_key.key_size) == (f"CN={AUTH_SUBJECT}", 2048)
        assert writes(world)[0] == "EX01: Import-ExchangeCertificate"
        job = await retired(story, await at_retirement(story, job))
        assert (job.state, named(world)) == (State.DONE, (new.thumbprint, "", ""))
        assert set(signs(story).values()) == {new.thumbprint}
        assert (smtp(world), world.vigil.broken) == (own, [])


@pytest.mark.long
async def test_another_time_is_waited_for(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        asked_at, config = story.clock.now(), story.lab.world.auth_config

        job = await comes_to(story, await begun(story, f"{ROTATE} --effective +72h"), "")

        until = due(job)
        assert timedelta(0) <= until - asked_at - timedelta(hours=72) < timedelta(minutes=10)
        assert config.next_effective is not None
        assert timedelta(0) <= config.next_effective - until < timedelta(seconds=1)
        job = await passes(story, job, 71 * HOUR)
        assert now_at(job).subject == ""
        assert now_at(await passes(story, job, HOUR)).subject == "publish"


@pytest.mark.long
async def test_a_server_that_does_not_ask_has_its_own_smtp_certificate_in_the_end(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world, own = story.lab.world, smtp(story.lab.world)
        world.faults.set("no-smtp-prompt", target="EX01")

        job = await begun(story)

        assert writes(world)[:2] == [
            "EX01: New-ExchangeCertificate",
            "EX01: Enable-ExchangeCertificate",
        ]
        assert result_of(job, "default smtp certificate kept") is Result.ALREADY
        assert smtp(world) == own
        assert world.vigil.broken == []
