"""The key in the cloud has an end of its own, which somebody may have set before the certificate's.

Entra ID refuses what is signed after it, whatever the thumbprints say.
"""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from commands.findings import Verdict
from jobs.record import State
from jobs.steps import Result
from lab.scenario_tenant import new_key
from tests.stories.changing import approved, asked, card_of
from tests.stories.conftest import by_id, with_verdict
from tests.stories.rotating import (
    HOUR,
    ROTATE,
    an_organisation,
    at_publication,
    at_retirement,
    begun,
    current,
    dedicated,
    named,
    passes,
    refused,
    rests,
    result_of,
    signs,
    stage,
    staged_by,
    undone,
)
from tests.stories.troubled import why


@pytest.mark.long
async def test_a_staged_certificate_whose_key_ends_before_it_takes_over_gets_a_fresh_one(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        theirs, now = staged_by(world), world.clock.now()
        await stage(story, theirs, (now + timedelta(days=3)).isoformat())
        early = new_key(str(uuid4()), theirs)
        early.ends = now + timedelta(days=1)
        dedicated(world).keys.append(early)

        job = await asked(story, ROTATE)
        assert f"Replace the key of {theirs.thumbprint}" in card_of(story)
        job = await at_publication(story, await approved(story, job))

        assert result_of(job, "auth key added") is Result.DONE
        (fresh,) = [key for key in dedicated(world).keys if key.certificate.x5t == theirs.x5t]
        assert (fresh.key_id, fresh.ends) != (early.key_id, early.ends)
        assert fresh.ends == theirs.ends
        job = await at_retirement(story, job)
        assert named(world)[0] == theirs.thumbprint
        assert world.vigil.broken == []
        undo = await rests(story, await undone(story, await refused(story, job, "retire")))
        assert (undo.state, world.vigil.broken) == (State.DONE, [])
        assert fresh in dedicated(world).keys  # somebody else staged it


@pytest.mark.long
async def test_an_undo_does_not_go_back_to_a_certificate_whose_key_has_ended(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        old = current(world)
        (key,) = dedicated(world).keys
        key.ends = world.clock.now() + timedelta(days=5)
        job = await at_retirement(story, await at_publication(story, await begun(story)))
        new = current(world).thumbprint
        job = await refused(story, await passes(story, job, 4 * 24 * HOUR), "retire")

        undo = await rests(story, await undone(story, job))

        assert undo.state is State.FAILED
        assert f"The key of {old.thumbprint} on {dedicated(world).app_id} has ended" in why(undo)
        assert (named(world)[0], set(signs(story).values())) == (new, {new})
        assert world.vigil.broken == []
        dedicated(world).keys.append(new_key(str(uuid4()), old))
        await story.say("operator", f"retry {undo.id}")
        undo = await rests(story, await passes(story, undo, 1))
        assert (undo.state, named(world)[0]) == (State.DONE, old.thumbprint), undo.why
        assert (set(signs(story).values()), world.vigil.broken) == ({old.thumbprint}, [])


@pytest.mark.long
async def test_where_the_current_ones_key_has_ended_the_request_that_is_named_mends_it(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        (key,) = dedicated(world).keys
        key.ends = world.clock.now() - timedelta(hours=1)
        job = await asked(story, "check auth cert hbna.co.kr")
        found = by_id(job)["certificate.entra"]
        assert (found.verdict, found.command) == (Verdict.FAIL, "configure oauth hbna.co.kr")
        assert "stands in the way" in why(await asked(story, ROTATE))

        job = await asked(story, found.command)
        job = await rests(story, await approved(story, job))

        assert job.state is State.DONE, job.why
        (fresh,) = dedicated(world).keys
        assert (fresh.thumbprint, fresh.ends) == (key.thumbprint, key.certificate.ends)
        assert fresh.key_id != key.key_id
        job = await asked(story, "check auth cert hbna.co.kr")
        assert with_verdict(job, Verdict.FAIL, Verdict.WARN) == set()
        job = await asked(story, found.command)
        assert why(job) == "Everything is in place; nothing was changed."
