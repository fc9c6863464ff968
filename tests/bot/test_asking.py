"""What becomes of a request that changes something: a job that plans, one at a time."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from adapters.clock import Clock
from bot.talk import Click, Message, Reply
from bot.turns import Talk
from commands.catalog import COMMANDS, RUNBOOKS
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.held import Busy, Holder
from jobs.plan import Planning
from jobs.record import Job, Person, StepKind
from jobs.store import Store
from tests.bot import made

VIEWER = Person(tenant="72f9", id="0a1b2c3d-0000-0000-0000-000000000002", name="정도윤")


@dataclass
class Cards:
    shown: list[Job] = field(default_factory=list)

    def show(self, job: Job) -> None:
        self.shown.append(job)

    async def reply(self, job: Job, locale: str) -> Reply:
        return Reply(summary="a card", card={"job": job.id})


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with embedded(tmp_path / "data") as url:
        redis = connect(url)
        yield Desk(Store(redis, key=b"k" * 32), Clock(), tenancy=made.TENANCY)
        await redis.aclose()


@pytest.fixture
def talk(desk: Desk) -> Talk:
    roles = made.roles(viewers=[VIEWER.id], operators=[made.MINJI.id])
    return Talk(organisations=(made.HBNA,), roles=roles, desk=desk, cards=Cards(), clock=Clock())


async def says(talk: Talk, text: str, person: Person = made.MINJI, id: str = "m1") -> str:
    message = Message(id=id, text=text, person=person, conversation=made.PLACE)
    reply = await talk.on_message(message)
    return "" if reply is None else reply.text.replace("`", "")


def test_each_runbook_that_a_command_names_is_there():
    named = {each.runbook for each in COMMANDS if each.runbook}

    assert named == set(RUNBOOKS)
    assert all(not each.suite for each in COMMANDS if each.runbook)


async def test_a_change_that_is_asked_for_is_planned_first(talk, desk):
    assert await says(talk, "configure oauth hbna.co.kr --shared-principal") == ""

    (job,) = await desk.jobs()
    (step,) = job.steps
    assert step.kind is StepKind.PLAN
    assert Planning.of(step) == Planning(
        runbook="configure oauth", options={"shared-principal": "yes"}, only=False
    )
    assert job.requester == made.MINJI
    assert job.organisation == "hbna"


async def test_a_plan_that_is_only_to_be_shown_is_a_viewers_to_ask_for(talk, desk):
    assert await says(talk, "plan oauth hbna.co.kr", person=VIEWER) == ""

    (job,) = await desk.jobs()
    assert Planning.of(job.steps[0]).only
    assert not job.changes


@pytest.mark.parametrize(
    "text", ["configure oauth hbna.co.kr", "repair oauth", "purge shared keys hbna.co.kr"]
)
async def test_a_viewer_changes_nothing(talk, desk, text):
    assert "needs the role operator; yours is viewer" in await says(talk, text, person=VIEWER)
    assert await desk.jobs() == []


async def taken(_request: object, *, organisation: str, **_: object) -> Job:
    """Hand in where job 7 is changing the organisation."""
    holder = Holder(organisation=organisation, job=7, since=made.BEGAN, person="이소라")
    raise Busy(holder)


async def test_while_one_changes_another_is_told_who_and_how_to_end_it(talk, desk, monkeypatch):
    await says(talk, "configure oauth hbna.co.kr")
    await desk.cancel(1, by=made.MINJI)
    monkeypatch.setattr(desk, "submit", taken)

    told = await says(talk, "repair oauth hbna.co.kr", id="m2")
    clicked = await clicks_again(talk, 1)

    assert "Job 7 by 이소라 is changing hbna since 2026-11-20 01:14 UTC" in told
    assert "job 7 · cancel 7" in told
    assert "Job 7 by 이소라 is changing hbna" in clicked
    assert len(await desk.jobs()) == 1


async def test_the_same_message_again_is_the_same_plan(talk, desk):
    for _ in range(2):
        assert await says(talk, "configure oauth hbna.co.kr") == ""

    assert len(await desk.jobs()) == 1


async def clicks_again(talk: Talk, number: int, person: Person = made.MINJI) -> str:
    click = Click(
        id=f"c{number}", verb="again", data={"job": number}, card="a", person=person,
        conversation=made.PLACE,
    )  # fmt: skip
    return (await talk.on_click(click)).message


async def test_a_plan_is_made_again_by_a_button(talk, desk):
    await says(talk, "configure oauth hbna.co.kr")
    await desk.cancel(1, by=made.MINJI)

    assert "needs the role" in await clicks_again(talk, 1, person=VIEWER)
    assert await clicks_again(talk, 1) == "Planning again: job 2, on a card of its own."

    job, _ = await desk.jobs()
    assert job.request.command == "configure oauth"
    assert job.steps[0].kind is StepKind.PLAN


@pytest.mark.parametrize(
    "asked", ["configure oauth hbna.co.kr", "repair oauth", "plan oauth hbna.co.kr", "approve 1"]
)
async def test_nothing_but_a_check_is_scheduled(talk, desk, asked):
    told = await says(talk, f"schedule every day at 08:00 {asked}")

    assert "can be scheduled" in told
    assert "schedule every day at 08:00 check oauth hbna.co.kr" in told
    assert await desk.jobs() == []


async def test_a_card_of_another_tenants_place_starts_nothing(talk, desk):
    await says(talk, "configure oauth hbna.co.kr")
    await desk.cancel(1, by=made.MINJI)
    click = Click(
        id="c", verb="again", data={"job": 1}, card="a", person=made.MINJI,
        conversation=replace(made.PLACE, tenant="other"),
    )  # fmt: skip

    assert "out of date" in (await talk.on_click(click)).message
    assert len(await desk.jobs()) == 1
