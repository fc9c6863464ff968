"""What people get who ask about jobs, over a real store."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.clock import Clock
from bot.cards import words
from bot.on_jobs import NAMES, OnJobs
from bot.on_one_job import NAMES as ON_ONE
from bot.talk import Message, Reply
from commands.catalog import COMMANDS
from commands.grammar import Grammar, Understood
from commands.request import Request
from jobs import machine
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.record import FORMAT, Conversation, Job, Person, State
from jobs.scripts import ROOT
from jobs.store import Store
from tests.bot import made
from tests.bot.cards.house import problems, texts

BY_NAME = {each.name: each for each in COMMANDS}
CONTOSO = replace(made.HBNA, name="contoso", domains=("contoso.com",), time_zone="Europe/Paris")
GRAMMAR = Grammar((made.HBNA, CONTOSO))
DOYUN = Person(tenant="72f9", id="0a1b2c3d-0000-0000-0000-000000000002", name="정도윤")
STRANGER = Person(tenant="0000", id=DOYUN.id, name="Somebody of another tenant")
ROLES = made.roles(operators=[made.MINJI.id], viewers=[DOYUN.id])
ELSEWHERE = replace(made.PLACE, id="19:other@thread.tacv2", root="1800000000000")
CLOCK = Clock()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with embedded(tmp_path / "data") as url:
        redis = connect(url)
        yield Store(redis, key=b"k" * 32)
        await redis.aclose()


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, CLOCK, tenancy=made.TENANCY)


@pytest.fixture
def on(desk: Desk) -> OnJobs:
    owners = {"hbna.co.kr": made.HBNA, "contoso.com": CONTOSO}
    return OnJobs(desk=desk, roles=ROLES, owners=owners, clock=CLOCK)


async def says(
    on: OnJobs,
    text: str,
    *,
    id: str = "m1",
    person: Person = made.MINJI,
    place: Conversation = made.PLACE,
) -> Reply | None:
    read = GRAMMAR.read(text)
    assert isinstance(read, Understood)
    message = Message(id=id, text=text, person=person, conversation=place)
    return await on.answer(BY_NAME[read.request.command], read.request, message)


async def answered(on: OnJobs, text: str, **more: object) -> str:
    """Give all that the answer shows."""
    reply = await says(on, text, **more)  # type: ignore[arg-type]
    assert reply is not None
    if reply.card is None:
        return reply.text
    assert problems(reply.card) == []
    assert reply.summary == reply.card["fallbackText"]
    return texts(reply.card)


async def handed_in(desk: Desk, key: str = "k1", **changes: object) -> Job:
    given: dict[str, object] = {
        "organisation": "hbna",
        "steps": made.STEPS,
        "requester": made.MINJI,
        "conversation": made.PLACE,
    }
    request = Request(command="check oauth", domain="hbna.co.kr")
    return await desk.submit(request, key=key, **(given | changes))  # type: ignore[arg-type]


async def finished(store: Store, job: Job) -> Job:
    held = await store.claim(job.id, owner="worker", lease=30)
    assert held is not None
    for event in (
        machine.Begun(worker="worker"),
        machine.Proven(worker="worker", findings=made.FINDINGS),
    ):
        change = machine.change(held.job, event, CLOCK.now())
        assert isinstance(change, machine.Change)
        held = await store.commit(held, change)
    return held.job


async def test_jobs_lists_what_is_under_way_and_what_ended_last(on, desk, store):
    await finished(store, await handed_in(desk, "k1"))
    await handed_in(desk, "k2", requester=DOYUN)

    shown = await answered(on, "jobs")

    first, second = shown.index("job 2  ▶ Running"), shown.index("job 1  ■ Done")
    assert first < shown.index("asked by 정도윤") < second < shown.index("asked by 김민지")
    assert "1 under way or waiting" in shown
    assert "check oauth hbna.co.kr" in shown
    assert " KST, asked by" in shown
    assert "job 2 shows one here again, cancel 2 ends it; history lists" in shown


async def test_jobs_of_a_domain_are_its_organisations_only(on, desk):
    await handed_in(desk, "k1")
    await handed_in(desk, "k2", organisation="contoso")

    shown = await answered(on, "jobs contoso.com")

    assert "Jobs of contoso.com" in shown
    assert "job 2" in shown
    assert "job 1" not in shown


async def test_before_the_first_job_the_lists_say_what_can_be_typed(on):
    assert "Nothing has been asked for yet; help lists" in await answered(on, "jobs")
    assert "Jobs that have ended: 0." in await answered(on, "history")


async def test_a_jobs_card_is_posted_again_where_it_is_asked_for(on, desk):
    job = await handed_in(desk)

    for _ in range(2):  # the same message, delivered twice
        assert await says(on, "job 1", place=ELSEWHERE, person=DOYUN) is None

    card = await desk.card(job.id)
    assert card is not None
    assert (card.place, card.moves, card.activity) == (ELSEWHERE, 1, "")


@pytest.mark.parametrize("text", [f"{verb} 99999" for verb in sorted(ON_ONE)])
async def test_a_job_that_does_not_exist_is_said_not_to(on, text):
    shown = await answered(on, text)

    assert "There is no job 99999." in shown
    assert "`jobs`" in shown


@pytest.mark.parametrize("text", [f"{verb} 1" for verb in sorted(ON_ONE)])
async def test_a_job_of_another_tenant_is_answered_as_one_that_does_not_exist(on, desk, text):
    theirs = replace(made.PLACE, tenant="0000")
    await handed_in(desk, organisation="fabrikam", requester=STRANGER, conversation=theirs)

    shown = await answered(on, text)
    assert shown == (await answered(on, text.replace("1", "2"))).replace("2", "1")

    job = await desk.job(1)
    assert job is not None
    assert job.state is State.RUNNING
    assert await desk.card(1) is None
    for lists in ("jobs", "history"):
        assert "job 1" not in await answered(on, lists)


@pytest.mark.parametrize("text", [f"{verb} 1" for verb in sorted(ON_ONE)])
async def test_a_job_that_a_newer_version_wrote_is_said_to_be_and_stays_as_it_is(
    on, desk, store, text
):
    await handed_in(desk)
    record = json.loads(await store.redis.hget(f"{ROOT}:job:1", "doc")) | {"format": FORMAT + 1}
    await store.redis.hset(f"{ROOT}:job:1", "doc", json.dumps(record))

    assert "was written by a newer version of this program" in await answered(on, text)
    assert "newer version" not in await answered(on, text, person=STRANGER)
    assert json.loads(await store.redis.hget(f"{ROOT}:job:1", "doc")) == record


async def test_a_job_belongs_to_its_organisation_whoever_asked_for_it(on, desk):
    theirs = replace(made.PLACE, tenant="0000")
    await handed_in(desk, requester=STRANGER, conversation=theirs)

    assert "job 1" in await answered(on, "jobs")
    refused = await answered(on, "cancel 1", person=STRANGER)
    assert refused == await answered(on, "cancel 7", person=STRANGER)
    assert "is cancelled" in await answered(on, "cancel 1")
    assert "job 1" in await answered(on, "history")


async def test_an_operator_ends_a_job(on, desk):
    await handed_in(desk, requester=DOYUN)

    shown = await answered(on, "cancel 1")

    job = await desk.job(1)
    assert job is not None
    assert job.state is State.CANCELLED
    assert "is cancelled" in shown
    assert "`job 1`" in shown


async def test_who_asked_for_a_job_may_end_it_whatever_their_role(on, desk):
    await handed_in(desk, requester=DOYUN)

    assert "is cancelled" in await answered(on, "cancel 1", person=DOYUN)


async def test_a_viewer_may_not_end_another_persons_job(on, desk):
    await handed_in(desk)

    shown = await answered(on, "cancel 1", person=DOYUN)

    job = await desk.job(1)
    assert job is not None
    assert job.state is State.RUNNING
    assert "`cancel` needs the role `operator`; yours is `viewer`" in shown


async def test_a_job_that_has_ended_is_not_cancelled(on, desk, store):
    before = await finished(store, await handed_in(desk))

    shown = await answered(on, "cancel 1")

    assert "Job 1 has ended already" in shown
    assert await desk.job(1) == before


async def test_history_lists_what_ended_with_what_it_found(on, desk, store):
    await finished(store, await handed_in(desk, "k1"))
    await handed_in(desk, "k2")

    shown = await answered(on, "history")

    assert "job 1  ■ Done" in shown
    assert "job 2" not in shown
    assert "Jobs that have ended: 1." in shown
    for _, text in words.counts(made.FINDINGS, "en"):
        assert text in shown


async def test_what_ended_is_listed_behind_any_number_of_open_jobs(on, desk, store):
    await finished(store, await handed_in(desk))
    for number in range(110):
        await handed_in(desk, f"open {number}")

    for lists in ("jobs", "history", "history hbna.co.kr since 24h"):
        assert "job 1  ■ Done" in await answered(on, lists), lists


async def test_history_looks_back_to_a_day(on, desk, store):
    await finished(store, await handed_in(desk))

    assert "job 1" in await answered(on, "history hbna.co.kr since 24h")
    assert "job 1" in await answered(on, "history since 2026-01-01")
    assert "job 1" not in await answered(on, "history since 0h")
    assert "job 1" not in await answered(on, "history contoso.com since 24h")


async def test_a_day_to_come_is_nothing_to_look_back_on(on):
    tomorrow = (CLOCK.now() + timedelta(days=2)).date().isoformat()

    shown = await answered(on, f"history since {tomorrow}")

    assert "is still to come" in shown
    assert "`jobs`" in shown


def test_every_command_on_jobs_is_in_the_catalogue():
    assert set(BY_NAME) >= NAMES
    numbered = {each.name for each in COMMANDS if each.takes_number and not each.takes_gate}
    assert numbered - NAMES == {"unschedule"}
