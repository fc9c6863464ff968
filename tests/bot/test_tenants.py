"""Tenants are walls: whatever people of one write, nothing of another's shows, and nothing runs."""

import json
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest

from adapters.clock import Clock
from bot.on_schedules import steps_of
from bot.people_settings import Grants
from bot.roles import Roles
from bot.talk import Click, Message, Reply
from bot.turns import Talk
from commands.catalog import COMMANDS
from commands.tenancy import Tenancy
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.record import Conversation, Person, State
from jobs.schedules import Schedules
from jobs.scripts import ROOT
from jobs.store import Store
from tests.bot import made
from tests.jobs.deeds import put, question

OURS, THEIRS, PROVIDERS = (f"{each * 8}-0000-0000-0000-000000000000" for each in "abc")
ALPHA = replace(
    made.HBNA, name="alpha", domains=("alpha.example", "quince.example"), served_to=(PROVIDERS,)
)
BETA = replace(made.HBNA, name="beta", domains=("beta.example",), time_zone="UTC")
TENANCY = Tenancy(owners={"alpha": OURS, "beta": THEIRS}, served={"alpha": frozenset({PROVIDERS})})
_ID = "0a1b2c3d-0000-0000-0000-00000000000{}".format


def person(tenant: str, number: int, name: str) -> Person:
    return Person(tenant=tenant, id=_ID(number), name=name)


OUR_OPERATOR, OUR_LEAD = person(OURS, 1, "Quentin Ours"), person(OURS, 2, "Quilla Ours")
OPERATOR, LEAD = person(THEIRS, 3, "Their operator"), person(THEIRS, 4, "Their lead")
VIEWER, NOBODY = person(THEIRS, 5, "Their viewer"), person(THEIRS, 9, "Nobody")
HIRED, IDLE = person(PROVIDERS, 6, "Provider's own"), person(PROVIDERS, 8, "Provider's other")
EVERYWHERE = Grants(
    viewers=(VIEWER.id,), operators=(OUR_OPERATOR.id, OPERATOR.id), leads=(LEAD.id, OUR_LEAD.id)
)
APART = {"alpha": Grants(operators=(OUR_OPERATOR.id, HIRED.id), leads=(OUR_LEAD.id,))}
STRANGERS = (OPERATOR, LEAD, VIEWER, NOBODY, IDLE)
SECRETS = ("quince", "Quentin", "Quilla")
"""What stands in every name of ours that nobody types here."""


def place(tenant: str) -> Conversation:
    return replace(made.PLACE, tenant=tenant, id=f"19:{tenant}@thread.tacv2", locale="en")


class Cards:
    """Draws what a card would show: all of the job."""

    def show(self, job: object) -> None: ...

    async def reply(self, job: object, locale: str) -> Reply:
        return Reply(summary="a card", card={"all": str(job)})

    def page(self, job: object, number: int, locale: str) -> Reply:
        return Reply(summary="a page", card={"all": str(job)})


@dataclass
class House:
    """Two organisations, with a job that waits, one that ended, and a schedule of ours."""

    desk: Desk
    talk: Talk
    count: int = 0

    async def says(self, text: str, by: Person) -> str:
        """Give all that a person reads for a message; nothing where a card is the answer."""
        self.count += 1
        message = Message(id=f"m{self.count}", text=text, person=by, conversation=place(by.tenant))
        reply = await self.talk.on_message(message)
        if reply is None:
            return ""
        return f"{reply.summary}\n{reply.text}\n{json.dumps(reply.card, ensure_ascii=False)}"

    async def clicks(self, by: Person, verb: str, data: dict[str, object], **more: object) -> str:
        self.count += 1
        given = {"conversation": place(by.tenant), "card": "activity-1"} | more
        click = Click(id=f"c{self.count}", verb=verb, data=data, person=by, **given)
        answer = await self.talk.on_click(click)
        return f"{answer.message}\n{json.dumps(answer.card, ensure_ascii=False)}"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with embedded(tmp_path / "data") as url:
        redis = connect(url)
        store = Store(redis, key=b"k" * 32)
        desk = Desk(store, Clock(), tenancy=TENANCY)
        schedules = Schedules(store, Clock(), zones={}, steps=steps_of, tenancy=TENANCY)
        roles = Roles.of(EVERYWHERE, TENANCY, Clock(), apart=APART)
        talk = Talk(
            organisations=(ALPHA, BETA), roles=roles, desk=desk, cards=Cards(), clock=Clock(),
            schedules=schedules,
        )  # fmt: skip
        house = House(desk, talk)
        await house.says("check oauth quince.example", OUR_OPERATOR)
        await desk.cancel(1, by=OUR_LEAD)
        await house.says("configure oauth quince.example", OUR_OPERATOR)
        await house.says("schedule every day at 08:00 check oauth quince.example", OUR_OPERATOR)
        await house.says("check oauth beta.example", OPERATOR)
        yield house
        await redis.aclose()


async def ours(house: House) -> list[object]:
    """Give what is ours as it stands: the jobs, and the list of who scheduled what."""
    journal = await house.desk._store.redis.lrange(f"{ROOT}:schedules:journal", 0, -1)
    jobs = [job for job in await house.desk.jobs(limit=1000) if job.organisation == "alpha"]
    return [journal, [(job.id, job.state, job.steps, job.requester) for job in jobs]]


def typed() -> list[str]:
    """Every command with every kind of argument, and words at random."""
    arguments = ("", "1", "2", "3", "4", "beta.example", "2 plan", "2 no", "since 30d")
    lines = [f"{command.name} {each}".strip() for command in COMMANDS for each in arguments]
    words = [word for command in COMMANDS for word in command.name.split()]
    words += ["quimce.example", "every", "day", "at", "08:00", "1", "2", "help", "quinxe.example"]
    dice = random.Random(7)  # noqa: S311  (nothing secret)
    lines += [" ".join(dice.choices(words, k=dice.randint(1, 5))) for _ in range(120)]
    return [*lines, *(f"help {command.name}" for command in COMMANDS), "who am i", "?"]


@pytest.mark.parametrize("by", STRANGERS, ids=lambda each: each.name)
async def test_no_answer_to_people_of_another_tenant_tells_or_touches_anything(house, by):
    before = await ours(house)

    for text in typed():
        answer = await house.says(text, by)
        assert not any(secret in answer for secret in SECRETS), (text, answer)

    journal, jobs = await ours(house)
    assert jobs == before[1]
    assert [line for line in journal if "quince" in line] == before[0]
    for each in await house.desk.jobs(limit=1000):
        if each.organisation != "alpha":
            assert each.requester.tenant == THEIRS


@pytest.mark.parametrize("by", STRANGERS, ids=lambda each: each.name)
async def test_no_button_of_ours_works_for_people_of_another_tenant(house, by):
    before = await ours(house)
    verbs = ("approve", "reject", "again", "pages", "nothing")

    for verb, where, automatic, number in product(
        verbs, (place(by.tenant), place(OURS)), (False, True), (1, 2)
    ):
        data = {"job": number, "gate": "plan", "nonce": "n", "page": 1}
        told = await house.clicks(by, verb, data, conversation=where, automatic=automatic)
        assert not any(secret in told for secret in (*SECRETS, "alpha")), (verb, told)

    assert await ours(house) == before
    assert len(await house.desk.jobs()) == 3


LINES = (
    "check oauth {}", "configure oauth {}", "history {}", "jobs {}", "{}", "help {}",
    "schedule every day at 08:00 check oauth {}", "chekc oauth {}", "rotate auth cert {}",
)  # fmt: skip


@pytest.mark.parametrize("by", STRANGERS, ids=lambda each: each.name)
async def test_a_domain_of_another_tenant_reads_like_one_that_nobody_has(house, by):
    for line in LINES:
        foreign = await house.says(line.format("quince.example"), by)
        unknown = await house.says(line.format("walnut.example"), by)
        assert foreign.replace("quince", "walnut") == unknown


async def test_our_own_people_always_see_and_stop_what_a_provider_asked_for(house):
    assert await house.says("configure oauth quince.example", HIRED) == ""
    job = (await house.desk.jobs())[0]

    assert job.requester == HIRED
    assert f"job {job.id}" in await house.says("jobs", OUR_LEAD)
    assert f"job {job.id}" in await house.says("jobs", HIRED)
    assert "no role" in await house.says(f"cancel {job.id}", IDLE)
    assert "is cancelled" in await house.says(f"cancel {job.id}", OUR_LEAD)


async def test_our_lead_decides_about_what_a_provider_asked_for_and_no_lead_of_theirs(house):
    steps = (question("plan"), put("x"))
    job = await house.desk.submit(
        (await house.desk.job(1)).request, organisation="alpha", steps=steps, requester=HIRED,
        conversation=place(PROVIDERS), key="hired",
    )  # fmt: skip
    number = job.id

    assert f"There is no job {number}" in await house.says(f"reject {number}", LEAD)
    assert "needs the role" in await house.says(f"approve {number}", HIRED)
    assert "not open" in await house.says(f"approve {number}", OUR_LEAD)  # it is theirs to decide
    denied = [
        link.entry["by"]["tenant"]
        for link in await house.desk._store.journal(number)
        if link.entry["kind"] == "denied"
    ]
    assert denied == [THEIRS, PROVIDERS, OURS]


async def test_what_is_no_longer_served_is_gone_for_the_provider(house):
    await house.says("check oauth quince.example", HIRED)
    number = (await house.desk.jobs())[0].id
    object.__setattr__(house.talk._roles, "tenancy", replace(TENANCY, served={}))

    assert "no role" in await house.says(f"job {number}", HIRED)
    assert f"There is no job {number}" in await house.says(f"reject {number}", HIRED)
    assert "no role" in await house.says("check oauth quince.example", HIRED)
    assert (await house.desk.job(number)).state is State.RUNNING


async def test_the_introduction_names_a_domain_of_the_tenants_own(house):
    for tenant, domain in ((OURS, "alpha.example"), (THEIRS, "beta.example")):
        said = await house.talk.on_installed(place(tenant))
        assert said is not None
        assert f"check oauth {domain}" in said.text
    said = await house.talk.on_installed(place(PROVIDERS))
    assert said is not None
    assert "example" not in said.text
