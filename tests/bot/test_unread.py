"""A job of a newer version, or whose record does not hold: people are told so, whatever they do."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.talk import Click, Message
from bot.turns import Talk
from commands.request import Request
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.people import Person
from jobs.record import FORMAT
from jobs.scripts import ROOT
from jobs.store import Store
from tests.bot import made
from tests.bot.cards.house import problems, texts
from tests.jobs.parts import RealClock

LEAD = Person(tenant=made.MINJI.tenant, id="0a1b2c3d-0000-0000-0000-000000000009", name="이소라")


class Cards:
    def show(self, job: object) -> None:
        raise AssertionError("nothing is decided, and no card drawn")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with embedded(tmp_path / "data") as url:
        redis = connect(url)
        yield Store(redis, key=b"k" * 32)
        await redis.aclose()


async def edited(store: Store, **changes: object) -> dict[str, object]:
    """Hand in a job, and write these into its record."""
    await Desk(store, RealClock()).submit(
        Request(command="check oauth", domain="hbna.co.kr"),
        organisation="hbna", steps=made.STEPS, requester=made.MINJI, conversation=made.PLACE,
        key="k1",
    )  # fmt: skip
    record = json.loads(await store.redis.hget(f"{ROOT}:job:1", "doc")) | changes
    await store.redis.hset(f"{ROOT}:job:1", "doc", json.dumps(record))
    return record


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"format": FORMAT + 1}, "was written by a newer version of this program"),
        ({"fingerprint": "another"}, "is not what its sealed journal says"),
    ],
)
async def test_every_command_and_button_says_why_a_job_cannot_be_read(store, changes, says):
    record = await edited(store, **changes)
    talk = Talk(
        organisations=[made.HBNA], roles=made.roles(leads=[LEAD.id]),
        desk=Desk(store, RealClock(), tenancy=made.TENANCY),
        cards=Cards(), clock=RealClock(),  # type: ignore[arg-type]
    )  # fmt: skip
    told = {}
    typed = ("approve 1", "approve 1?", "reject 1", "job 1", "cancel 1", "retry 1", "undo 1")
    for number, text in enumerate(typed):
        message = Message(id=f"m{number}", text=text, person=LEAD, conversation=made.PLACE)
        reply = await talk.on_message(message)
        told[text] = "" if reply is None else reply.text
    for verb in ("approve", "reject", "again", "page"):
        data = {"job": 1, "gate": "plan", "nonce": "n1"}
        click = Click(id=verb, verb=verb, data=data, person=LEAD, conversation=made.PLACE, card="a")
        told[verb] = (await talk.on_click(click)).message

    assert {what: says in text for what, text in told.items()} == dict.fromkeys(told, True)
    assert json.loads(await store.redis.hget(f"{ROOT}:job:1", "doc")) == record
    for text in ("jobs", "history"):
        message = Message(id=text, text=text, person=LEAD, conversation=made.PLACE)
        reply = await talk.on_message(message)
        assert problems(reply.card) == []
        assert "These jobs cannot be shown: 1. Type job 1 to see why." in texts(reply.card)


async def test_people_for_whom_the_organisation_does_not_exist_hear_of_no_such_job(store):
    await edited(store, format=FORMAT + 1)
    desk = Desk(store, RealClock(), tenancy=made.TENANCY)

    assert await desk.unread(among={"hbna"}) == [1]
    assert await desk.unread(among={"contoso"}) == []
