"""The way back from a rotation: open until the old certificate is retired, and closed from then."""

from datetime import timedelta
from pathlib import Path

import pytest

from jobs.record import State
from tests.stories.changing import approved, asked, card_of, now_at
from tests.stories.rotating import (
    HOUR,
    RESTARTS,
    ROTATE,
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    current,
    dedicated,
    ends,
    keys,
    named,
    passes,
    refused,
    retired,
    shown,
    signs,
    smtp,
    stage,
    staged_by,
    undone,
    writes,
)


@pytest.mark.long
async def test_a_lead_refuses_to_publish_and_the_undo_takes_the_new_one_back(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world, own = story.lab.world, smtp(story.lab.world)
        old = current(world).thumbprint
        job = await at_publication(story, await begun(story))
        new = job.known["new certificate"]

        job = await refused(story, job, "publish")
        assert (named(world), set(signs(story).values())) == ((old, "", new), {old})
        undo = await undone(story, job)

        assert undo.state is State.DONE, undo.why
        assert (named(world), keys(world)) == ((old, "", ""), {old})
        await passes(story, undo, 24 * HOUR)
        assert (named(world), set(signs(story).values())) == ((old, "", ""), {old})
        assert not [each for each in writes(world) if "Restart" in each]  # nobody had signed yet
        assert (smtp(world), world.vigil.broken) == (own, [])
        assert (await story.bot.desk.jobs())[-1].state is State.UNDONE


@pytest.mark.long
async def test_after_the_publication_the_old_one_signs_again_and_nobody_notices(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old = current(world).thumbprint
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        new = job.known["new certificate"]
        assert set(signs(story).values()) == {new}

        undo = await ends(story, await undone(story, await refused(story, job, "retire")))

        assert undo.state is State.DONE, undo.why
        assert (named(world), keys(world)) == ((old, new, ""), {old})
        assert signs(story) == {"EX01": old, "EX02": old}
        await passes(story, undo, 24 * HOUR)
        assert world.vigil.broken == []
        again = await begun(story)  # what is left of it stands in nobody's way
        assert again.state is State.WAITING, again.why
        assert world.auth_config.previous == ""


@pytest.mark.long
async def test_without_an_endpoint_the_way_back_keeps_the_key_while_anybody_signs_with_it(
    tmp_path: Path,
) -> None:
    typed = "To be typed on EX01, EX02: Restart-Service MSExchangeServiceHost; Restart-WebAppPool"
    async with an_organisation(tmp_path, endpoints=()) as story:
        world = story.lab.world
        old = current(world).thumbprint
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        new = job.known["new certificate"]

        job = await refused(story, job, "retire")
        undo = await asked(story, f"undo {job.id}", "operator2")
        assert typed in card_of(story)
        undo = await approved(story, undo, "lead", "lead2")

        assert now_at(undo).subject == "nobody signs with"
        assert typed in card_of(story)
        assert f"EX01, EX02 still signs with {new}" in card_of(story)
        undo = await passes(story, undo, HOUR / 2)
        assert (undo.state, named(world), keys(world)) == (
            State.WAITING,
            (old, new, ""),
            {old, new},
        )
        undo = await passes(story, undo, HOUR / 2)
        assert undo.state is State.DONE, undo.why
        assert (keys(world), set(signs(story).values())) == ({old}, {old})
        assert world.vigil.broken == []


@pytest.mark.long
async def test_what_exchange_has_published_by_itself_is_gone_back_from_with_all_restarts(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old = current(world).thumbprint
        job = await at_publication(story, await begun(story))
        new = job.known["new certificate"]
        job = await passes(story, await refused(story, job, "publish"), 14 * HOUR)
        assert (named(world)[0], set(signs(story).values())) == (new, {new})
        before = len(writes(world))

        undo = await asked(story, f"undo {job.id}", "operator2")
        assert f"Restart what signs on EX02, if Exchange has published {new}" in card_of(story)
        undo = await ends(story, await approved(story, undo, "lead", "lead2"))

        assert undo.state is State.DONE, undo.why
        assert writes(world)[before:] == [
            "EX01: Set-AuthConfig",
            "EX01: Set-AuthConfig",
            *(f"{server}: {each}" for server in ("EX01", "EX02") for each in RESTARTS),
            f"PATCH applications/{dedicated(world).id}",
        ]
        assert (named(world), keys(world)) == ((old, new, ""), {old})
        assert set(signs(story).values()) == {old}
        assert world.vigil.broken == []


@pytest.mark.long
async def test_a_restart_that_fails_on_the_way_back_stops_no_other_and_is_left_to_people(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old = current(world).thumbprint
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        new = job.known["new certificate"]
        world.faults.set(
            "cmdlet-error",
            target="EX01",
            cmdlet="Restart-HybridgeServiceHost",
            message="Service 'MSExchangeServiceHost' cannot be stopped.",
            terminating=True,
        )

        undo = await undone(story, await refused(story, job, "retire"))

        assert now_at(undo).subject == "nobody signs with"
        assert signs(story) == {"EX01": new, "EX02": old}
        assert f"EX01 still signs with {new}" in card_of(story)
        assert "Restart-Service MSExchangeServiceHost; Restart-WebAppPool" in card_of(story)
        undo = await ends(story, undo)  # within the hour EX01 looks for it by itself
        assert undo.state is State.DONE, undo.why
        assert (keys(world), set(signs(story).values())) == ({old}, {old})
        assert world.vigil.broken == []


@pytest.mark.long
async def test_what_somebody_has_staged_since_the_publication_is_not_thrown_away(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old, theirs = current(world).thumbprint, staged_by(world)
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        new = job.known["new certificate"]
        await stage(story, theirs, (world.clock.now() + timedelta(days=30)).isoformat())
        job = await refused(story, job, "retire")
        before = writes(world)

        undo = await undone(story, job)

        assert undo.state is State.FAILED
        assert f"Somebody has staged {theirs.thumbprint} @" in card_of(story)
        assert (named(world), writes(world)) == ((new, old, theirs.thumbprint), before)

        await story.lab.administrator.run(
            "EX01", "Set-AuthConfig", NewCertificateThumbprint="", Force=True
        )
        undo = await ends(story, await undone(story, job))
        assert undo.state is State.DONE, undo.why
        assert (named(world), keys(world)) == ((old, new, ""), {old})
        assert world.vigil.broken == []


@pytest.mark.long
async def test_after_the_retirement_there_is_no_way_back_and_the_bot_says_so(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old = current(world).thumbprint
        job = await at_publication(story, await begun(story))
        job = await retired(story, await at_retirement(story, job))
        assert job.state is State.DONE, job.why
        assert f"undo {job.id}" not in shown(story)
        after = story.lab.administrator.state()

        await story.say("operator", f"undo {job.id}")

        said = story.said_by_bot()[-1].replace("`", "")
        assert f"Job {job.id} cannot be undone" in said
        assert f"The old auth certificate {old} is retired" in said
        assert "There is no way back, only forward: rotate again." in said
        assert len(await story.bot.desk.jobs()) == 1
        assert story.lab.administrator.state() == after


@pytest.mark.long
async def test_what_was_staged_for_too_soon_is_not_staged_again_and_never_published(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old, theirs = current(world).thumbprint, staged_by(world)
        soon = world.clock.now() + timedelta(hours=20)
        await stage(story, theirs, soon.isoformat(), force=True)
        job = await at_publication(story, await begun(story))
        assert world.auth_config.next_effective not in {None, soon}

        undo = await undone(story, await refused(story, job, "publish"))

        assert undo.state is State.DONE, undo.why
        assert named(world) == (old, "", "")
        assert "is not staged again, since its time has passed" in card_of(story)
        await passes(story, undo, 24 * HOUR)
        assert (named(world), set(signs(story).values())) == ((old, "", ""), {old})
        assert world.vigil.broken == []


@pytest.mark.long
async def test_what_somebody_staged_for_later_gets_its_old_time_back(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old, theirs = current(world).thumbprint, staged_by(world)
        later = world.clock.now().replace(microsecond=0) + timedelta(days=30)
        await stage(story, theirs, later.isoformat(), force=True)
        job = await at_publication(story, await begun(story, f"{ROTATE} --effective +72h"))
        assert world.auth_config.next_effective != later

        undo = await undone(story, await refused(story, job, "publish"))

        assert undo.state is State.DONE, undo.why
        assert named(world) == (old, "", theirs.thumbprint)
        assert world.auth_config.next_effective == later
        assert theirs.thumbprint in keys(world)
