"""`rotate auth cert hbna.co.kr`: the next certificate takes over, and nobody notices."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.stores import journal_key, read_store
from commands.actions.restarts import BY_HAND
from commands.findings import Verdict
from jobs.audit import Auditor
from jobs.record import State
from jobs.roll import Witness
from jobs.steps import Result
from tests.stories.changing import approved, asked, now_at
from tests.stories.conftest import Story, with_verdict
from tests.stories.rotating import (
    HOUR,
    RESTARTS,
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
    thumbprint_of,
    writes,
    written,
)

KOREAN = (
    "인증 인증서 순환 교체",
    "hbna.co.kr의 새 인증 인증서를 게시할까요? 그대로 두어도 늦어도 20",
    "에는 Exchange가 스스로 게시합니다. 막으려면 거부한 뒤 “undo”를 입력하십시오.",
    "요청한 Minji Kim이(가) 아닌 책임자가 결정합니다.",
    "적용 시각: 20",
    "되돌릴 것 없음. 이전과 같은 상태입니다.",
    "승인",
    "거부",
)
ENGLISH = re.compile(r"(?:[A-Z][a-z]+ )(?:[a-z]{2,} ){2,}")
"""Three words and more of a sentence: names of commands, products and people have none."""


async def seen_signing(story: Story, server: str) -> str:
    """Have an administrator run the test there; gives the thumbprint in its assertion's header."""
    organisation = story.lab.world.organisation
    (found,) = await story.lab.administrator.run(
        server,
        "Test-OAuthConnectivity",
        Service="EWS",
        TargetUri="https://outlook.office365.com/ews/exchange.asmx",
        Mailbox=organisation.test_mailbox,
    )
    (assertion,) = re.findall(r"&assertion=([\w-]+)\.", str(found["Detail"]))
    return thumbprint_of(assertion)


async def broken_chains(story: Story) -> tuple[object, ...]:
    store = story.settings.store
    async with read_store(store) as redis:
        auditor = Auditor(redis, key=journal_key(store), witness=Witness(store.folder).read())
        verified = await auditor.verify()
    assert verified.entries > 40
    return verified.broken


async def test_from_the_request_to_the_last_proof_nobody_notices(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        world, before = story.lab.world, story.lab.administrator.state()
        old, own = current(world).thumbprint, smtp(world)

        job = await asked(story, ROTATE)
        for call in ("New-ExchangeCertificate", "-PublishCertificate -Force", "Restart-Hybridge"):
            assert call in shown(story)
        assert writes(world) == []
        assert story.lab.administrator.state() == before
        job = await at_publication(story, await approved(story, job))

        new = job.known["new certificate"]
        assert named(world) == (old, "", new)
        assert set(signs(story).values()) == {old}
        assert (keys(world), smtp(world)) == ({old, new}, own)
        job = await at_retirement(story, job)
        assert named(world) == (new, old, "")
        assert signs(story) == {"EX01": new, "EX02": new}
        assert [await seen_signing(story, each) for each in world.servers] == [new, new]
        assert (keys(world), smtp(world)) == ({old, new}, own)
        job = await approved(story, job, "lead")
        assert now_at(job).subject == "retire"  # one lead alone lets nothing go
        assert keys(world) == {old, new}
        job = await approved(story, job, "lead2")

        assert job.state is State.DONE, job.why
        assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == set()
        assert named(world) == (new, "", "")
        assert (keys(world), smtp(world)) == ({new}, own)
        assert writes(world) == written(world)
        assert world.vigil.broken == []
        assert await broken_chains(story) == ()


@pytest.mark.long
@pytest.mark.parametrize("somebody", [True, False], ids=["restarted by hand", "left for an hour"])
async def test_without_an_endpoint_people_are_told_what_to_type_and_the_effect_decides(
    tmp_path: Path, somebody: bool
) -> None:
    async with an_organisation(tmp_path, endpoints=()) as story:
        world, administrator = story.lab.world, story.lab.administrator
        old = current(world).thumbprint
        job = await asked(story, ROTATE)
        assert shown(story).splitlines().count(f"To be typed on EX01, EX02: {BY_HAND}") == 1
        job = await at_publication(story, await approved(story, job))
        new = job.known["new certificate"]

        job = await approved(story, job)
        published = story.clock.now()

        assert now_at(job).subject == "signs with"
        assert shown(story).splitlines().count(f"To be typed on EX01, EX02: {BY_HAND}") == 1
        assert f"EX01 still signs with {old}" in shown(story)
        job = await passes(story, job, 10 * 60)
        assert signs(story) == {"EX01": old, "EX02": old}
        if somebody:
            for server in world.servers:
                for each in RESTARTS:
                    await administrator.run(server, each)
        job = await comes_to(story, job, "")
        assert signs(story) == {"EX01": new, "EX02": new}
        took = story.clock.now() - published
        assert (took < timedelta(minutes=15)) is somebody
        assert took < timedelta(hours=1, minutes=5)
        job = await retired(story, await comes_to(story, job, "retire"))
        assert (job.state, named(world)) == (State.DONE, (new, "", ""))
        assert keys(world) == {new}
        assert world.vigil.broken == []
        assert not any("Hybridge" in each for each in writes(world) if not somebody)


@pytest.mark.long
async def test_people_are_told_once_of_each_thing_that_comes_while_nobody_looks(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        job = await comes_to(story, await begun(story), "")
        said = len(story.said_by_bot())

        job = await passes(story, job, (due(job) - story.clock.now()).total_seconds() - 5 * HOUR)
        assert len(story.said_by_bot()) == said
        job = await passes(story, job, HOUR + 60)
        (told,) = (each.replace("`", "") for each in (await story.hears_from_bot(said + 1))[said:])
        assert told.startswith(f"Job {job.id}: {ROTATE}.")
        assert "ends in 4 h" in told
        assert f"publish is to be decided: approve {job.id} publish" in told
        for _ in range(2):
            job = await passes(story, job, HOUR)
        assert now_at(job).subject == ""
        job = await passes(story, job, 2 * HOUR)
        assert now_at(job).subject == "publish"
        told = (await story.hears_from_bot(said + 2))[-1].replace("`", "")
        assert told.startswith(f"Job {job.id} needs a decision: publish. Type approve {job.id} ")
        job = await passes(story, job, 6 * 24 * HOUR + 60)
        told = (await story.hears_from_bot(said + 3))[-1].replace("`", "")
        assert "its time ends in 24 h: publish." in told
        assert "By now Exchange has published it by itself. Approve to restart" in told
        job = await passes(story, job, 24 * HOUR)
        assert job.state is State.FAILED
        told = (await story.hears_from_bot(said + 4))[-1].replace("`", "")
        assert "Nobody decided about publish in time" in told
        assert f"retry {job.id}" in told
        assert f"Only undo {job.id} takes it back, and leads must approve it." in told
        assert "unless somebody has stopped it, Exchange published it by 20" in shown(story)
        assert len(story.said_by_bot()) == said + 4


@pytest.mark.long
async def test_what_exchange_publishes_itself_while_people_think_is_taken_as_done(
    tmp_path: Path,
) -> None:
    async with an_organisation(tmp_path) as story:
        world = story.lab.world
        job = await at_publication(story, await begun(story))
        new, so_far = job.known["new certificate"], writes(world)
        gate = now_at(job).gate
        assert gate is not None
        assert gate.expires is not None
        assert gate.expires - story.clock.now() > timedelta(days=6, hours=23)

        job = await passes(story, job, 12 * HOUR)
        assert (now_at(job).subject, world.auth_config.current) == ("publish", new)
        assert set(signs(story).values()) == {new}
        job = await at_retirement(story, job)

        assert result_of(job, "auth certificate published") is Result.ALREADY
        assert writes(world)[len(so_far) :] == [
            f"{server}: {each}" for server in ("EX01", "EX02") for each in RESTARTS
        ]  # one process's test shows the new key; whether all have it only a restart makes sure
        assert "publication seen at: 20" in shown(story)
        job = await retired(story, job)
        assert (job.state, named(world)) == (State.DONE, (new, "", ""))
        assert world.vigil.broken == []


@pytest.mark.long
async def test_the_card_before_the_publication_reads_well_in_korean(tmp_path: Path) -> None:
    async with an_organisation(tmp_path) as story:
        story.lab.teams.place.locale = "ko-KR"
        job = await asked(story, ROTATE)
        story.lab.teams.place.locale = "en-US"
        await at_publication(story, await approved(story, job))
        card = shown(story)
        for line in KOREAN:
            assert line in card, line
        assert ENGLISH.findall(card) == []
