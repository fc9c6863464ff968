"""Two organisations that are one Exchange organisation are changed one after the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from commands.identity import Identity
from commands.phrases import say
from commands.ports import World
from commands.tenancy import Tenancy
from jobs.bell import Bell
from jobs.desk import Desk
from jobs.plan import plan_step
from jobs.record import Job, State
from jobs.scripts import ROOT
from jobs.worker import Worker
from tests.jobs.conftest import until
from tests.jobs.deeds import LEAD, LEAD2, Recorder, decide, put, question
from tests.jobs.parts import MINJI, REQUEST, check, order, suite
from tests.jobs.test_planning import BOOK, RUNBOOKS, submitted

PLAN = plan_step("configure oauth", say("Plan"), {}, only=False)
BOTH = Tenancy(owners={"hbna": "tenant-1", "contoso": "tenant-1"})


class Known:
    """What the systems say they are; an organisation may be renamed on the way."""

    def __init__(self) -> None:
        self.exchange = {"hbna": "1f3a", "contoso": "1f3a"}
        self.reads = 0

    async def __call__(self, world: World) -> Identity:
        self.reads += 1
        found = self.exchange[world.organisation.name]
        unread = None if found else say("no server answered")
        return Identity(exchange=found, tenant="80a4", unread=unread)


@pytest.fixture
def known() -> Known:
    return Known()


@pytest.fixture
def records() -> Recorder:
    return Recorder(values={"a": "old", "b": "older"})


@pytest.fixture
def desk(store, clock) -> Desk:
    return Desk(store, clock, BOOK, tenancy=BOTH)


@pytest.fixture
def at_work(url, store, clock, records, known):
    async def fine() -> bool:
        return True

    @asynccontextmanager
    async def working() -> AsyncIterator[None]:
        worker = Worker(
            store, Bell(url, clock), records.world, clock, suites=suite(check("a", fine)),
            book=BOOK, runbooks=RUNBOOKS, name="B", lease=5.0, identify=known,
        )  # fmt: skip
        async with worker.running():
            yield

    return working


async def asked(desk: Desk, organisation: str, key: str) -> Job:
    steps = (question(), put(key, seconds=20))
    return await desk.submit(REQUEST, **order(key, steps=steps, organisation=organisation))


async def reaches(desk: Desk, state: State, number: int) -> Job:
    async def there() -> bool:
        job = await desk.job(number)
        return job is not None and job.state is state

    await until(there)
    job = await desk.job(number)
    assert job is not None
    return job


async def test_two_names_of_one_exchange_organisation_are_one_lock(desk, store, records, at_work):
    gate = asyncio.Event()
    records.before = [gate.wait]
    async with at_work():
        await asked(desk, "hbna", "a")
        await asked(desk, "contoso", "b")
        await desk.settled()
        await decide(desk, 1)

        async def sent() -> bool:
            return set(await store.locks(1)) == {"hbna", "exchange:1f3a"}

        await until(sent)
        await decide(desk, 2)
        refused = await reaches(desk, State.REFUSED, 2)
        gate.set()
        await reaches(desk, State.DONE, 1)

    assert "Another job is changing the Exchange organisation or the tenant of contoso" in str(
        refused.why
    )
    assert "hbna" not in str(refused.why)
    assert [change for change, _ in records.changes] == ["a"]
    assert await store.redis.keys(f"{ROOT}:lock:*") == []
    assert await store.locks(1) == ()


async def test_another_exchange_organisation_is_not_held_up(desk, store, records, known, at_work):
    known.exchange["contoso"] = "2b4c"
    gate = asyncio.Event()
    records.before = [gate.wait]
    async with at_work():
        await asked(desk, "hbna", "a")
        await asked(desk, "contoso", "b")
        await desk.settled()
        await decide(desk, 1)

        async def held() -> bool:
            return bool(await store.locks(1))

        await until(held)
        await decide(desk, 2)
        await reaches(desk, State.DONE, 2)
        gate.set()
        await reaches(desk, State.DONE, 1)


async def test_what_is_held_by_another_is_said_before_people_decide(desk, store, records, at_work):
    async with at_work():
        job = await desk.submit(
            REQUEST, **order("a", steps=(question(), put("x"), question("again")))
        )
        await desk.settled()
        await decide(desk, job.id)
        await desk.settled()
        planned = await desk.submit(REQUEST, **order("p", steps=(PLAN,), organisation="contoso"))
        refused = await reaches(desk, State.REFUSED, planned.id)

    assert "Another job is changing" in str(refused.why)
    assert refused.plan is None


async def test_a_plan_is_not_carried_out_on_another_exchange_organisation(
    desk, records, known, at_work
):
    async with at_work():
        await submitted(desk)
        await desk.settled()
        known.exchange["hbna"] = "2b4c"
        await decide(desk, 1)
        failed = await reaches(desk, State.FAILED, 1)

    assert "Exchange organisation (GUID): 2b4c" in str(failed.why)
    assert records.changes == []


async def test_what_a_store_says_is_held_stands_for_no_comparison(
    desk, store, records, known, at_work
):
    async with at_work():
        await submitted(desk)
        await desk.settled()
        await decide(desk, 1)
        await reaches(desk, State.DONE, 1)
        made = len(records.changes)
        known.exchange["hbna"] = "2b4c"
        undo = await desk.undo(1, by=MINJI, key="u")
        await desk.settled()
        await store.redis.hset(f"{ROOT}:job:{undo.id}", "locks", '["hbna"]')
        await decide(desk, undo.id, by=LEAD)
        await decide(desk, undo.id, by=LEAD2)
        failed = await reaches(desk, State.FAILED, undo.id)

    assert "the plan was made for other systems than these" in str(failed.why)
    assert len(records.changes) == made


async def test_an_undo_is_not_carried_out_on_another_exchange_organisation(
    desk, records, known, at_work
):
    async with at_work():
        await submitted(desk)
        await desk.settled()
        await decide(desk, 1)
        await reaches(desk, State.DONE, 1)
        made = len(records.changes)
        known.exchange["hbna"] = "2b4c"
        undo = await desk.undo(1, by=MINJI, key="u")
        await desk.settled()
        await decide(desk, undo.id, by=LEAD)
        await decide(desk, undo.id, by=LEAD2)
        failed = await reaches(desk, State.FAILED, undo.id)

    assert "the plan was made for other systems than these" in str(failed.why)
    assert len(records.changes) == made


async def test_nothing_is_sent_where_nobody_knows_whose_servers_they_are(
    desk, records, known, at_work
):
    known.exchange["hbna"] = ""
    async with at_work():
        await asked(desk, "hbna", "a")
        await desk.settled()
        await decide(desk, 1)
        failed = await reaches(desk, State.FAILED, 1)

    assert "not known which Exchange organisation this is: no server answered" in str(failed.why)
    assert records.changes == []


async def test_what_is_held_is_read_once_and_kept_by_the_next_worker(desk, records, known, at_work):
    async with at_work():
        job = await desk.submit(
            REQUEST, **order("a", steps=(question(), put("a"), question("again"), put("b")))
        )
        await desk.settled()
        await decide(desk, job.id)
        await desk.settled()
    known.exchange["hbna"] = ""
    async with at_work():
        await decide(desk, job.id)
        done = await reaches(desk, State.DONE, job.id)

    assert known.reads == 1
    assert [change for change, _ in records.changes] == ["a", "b"]
    assert replace(done, state=State.DONE) == done
