"""Who may write to the store but has not the key: stops work, and never causes a change."""

import json

import pytest

from jobs import machine
from jobs.audit import Auditor
from jobs.connection import connect
from jobs.events import Retried
from jobs.record import Forged, State
from jobs.scripts import ROOT
from tests.jobs.deeds import LEAD, Recorder, decide, put, question
from tests.jobs.parts import KEY, MINJI, REQUEST, THREAD, check, order, suite


@pytest.fixture
def records() -> Recorder:
    return Recorder()


@pytest.fixture
def at_work(working, records):
    async def fine() -> bool:
        return True

    return lambda **more: working(suite(check("a", fine)), worlds=records.world, **more)


@pytest.fixture
async def verify(url):
    reader = connect(url, text=False)

    async def verified() -> list[str]:
        found = await Auditor(reader, key=KEY, witness=None).verify()
        return [str(each) for each in found.broken]

    yield verified
    await reader.aclose()


@pytest.fixture
def outcome(desk, verify, records):
    """What a job came to: the job, the changes made, what an audit says."""

    async def come_to(number: int = 1):
        return await desk.job(number), records.changes, await verify()

    return come_to


@pytest.fixture
def waiting(desk, at_work):
    """Hand in a change behind a gate, and let it come there."""

    async def waits(key: str = "activity-1", number: int = 1):
        async with at_work():
            steps = (question(), put("x"), put("y"))
            await desk.submit(REQUEST, **order(key, steps=steps))
            await desk.settled()
        return await desk.job(number)

    return waits


async def edit(redis, change, number=1, **fields):
    """Change a record as who may write to the store, and have it looked at."""
    name = f"{ROOT}:job:{number}"
    document = json.loads(await redis.hget(name, "doc"))
    change(document)
    await redis.hset(name, mapping={"doc": json.dumps(document), **fields})
    await redis.zadd(f"{ROOT}:due", {str(number): 0})


def passes_the_gate(document):
    document["steps"][0] |= {"state": "done", "ended": document["steps"][0]["started"]}
    document["position"], document["state"] = 1, "running"


def approves(document):
    passes_the_gate(document)
    given = {"by": vars(LEAD), "at": document["updated"]}
    document["steps"][0]["gate"]["approvals"] = [given]


def plans_otherwise(document):
    document["steps"][1]["action"]["values"]["value"] = "ATTACKER"


def asks_in_anothers_name(document):
    document["requester"] = vars(LEAD) | {"id": "somebody"}


async def unseal(redis):
    """Pose as an older version's record, which had no seal."""
    await redis.hset(f"{ROOT}:job:1", mapping={"mac": "", "format": "4"})


@pytest.mark.parametrize("without_seal", [False, True])
@pytest.mark.parametrize("forge", [passes_the_gate, approves, plans_otherwise])
async def test_a_record_that_was_changed_stops_its_job_and_changes_nothing(
    waiting, redis, at_work, outcome, forge, without_seal
):
    await waiting()

    def change(document):
        forge(document)
        if without_seal:
            document["format"] = 4

    await edit(redis, change, state="running")
    if without_seal:
        await unseal(redis)
    async with at_work() as worker:
        await worker.look(1)

    job, changes, (said,) = await outcome()
    assert changes == []
    assert (job.state, job.stopped, job.steps) == (State.FAILED, True, ())
    assert (job.requester, job.conversation) == (MINJI, THREAD)
    assert "is not what its sealed journal says" in str(job.why)
    retried = machine.change(job, Retried(by=MINJI, key="again"), job.updated)
    assert isinstance(retried, machine.Refused)
    assert said.startswith("job 1, entry 3: the job was stopped: reading job 1: its")


async def test_nobody_approves_what_they_asked_for_by_another_name(waiting, redis, desk, at_work):
    gate = (await waiting()).open_gate.gate
    await edit(redis, asks_in_anothers_name)

    with pytest.raises(Forged):
        await decide(desk, by=MINJI)
    async with at_work():  # the look itself has called for a worker
        await desk.settled()

    assert gate.nonce
    assert (await desk.job(1)).stopped


async def test_a_record_of_another_job_is_none_of_this_one(waiting, redis, desk, at_work, records):
    await waiting()
    await waiting("activity-2", 2)
    await decide(desk, 2)
    for name in ("doc", "mac", "head", "state"):
        await redis.hset(f"{ROOT}:job:1", name, await redis.hget(f"{ROOT}:job:2", name))
    await redis.delete(f"{ROOT}:journal:1")
    await redis.copy(f"{ROOT}:journal:2", f"{ROOT}:journal:1")
    await redis.zadd(f"{ROOT}:due", {"1": 0})

    async with at_work():
        await desk.settled()

    assert (await desk.job(1)).stopped
    assert records.changes == [("x", "new"), ("y", "new")], "those of job 2, once"


async def test_a_journal_that_was_cut_stops_the_job(waiting, redis, desk, at_work, records, verify):
    await waiting()
    await decide(desk)
    await redis.ltrim(f"{ROOT}:journal:1", 0, 1)

    async with at_work():
        await desk.settled()

    assert records.changes == []
    assert (await desk.job(1)).stopped
    assert (await verify()) != []


async def test_what_is_changed_between_taking_and_sending_is_not_acted_on(
    waiting, redis, desk, at_work, records
):
    await waiting()
    await decide(desk)

    async def meanwhile():
        if not records.changes:
            await edit(redis, plans_otherwise)

    records.looks = meanwhile
    async with at_work():
        await desk.settled()

    assert records.changes == []
    assert (await desk.job(1)).stopped


async def test_what_is_found_on_the_way_is_shown_only_as_a_worker_found_it(waiting, redis, desk):
    await waiting()
    told = json.dumps(
        {"at": "2026-11-20T09:00:00+00:00", "told": {"say": "All is well", "with": {}}}
    )
    await redis.rpush(f"{ROOT}:found:1", f"{'0' * 64} {told}", told)

    assert (await desk.job(1)).steps[0].told is None


async def test_an_entry_that_takes_the_place_of_an_approval_is_named(waiting, redis, store, verify):
    """Whoever has the key can seal anything; what the program never does still shows."""
    await waiting()
    (*_, head), at = [link.digest for link in await store.journal(1)], "2026-11-20T09:00:00+00:00"
    entries = [("begun", {}), ("intended", {}), ("done", {"result": "done"})]
    for count, (kind, more) in enumerate(entries, start=3):
        entry = {"format": 2, "kind": kind, "at": at, "step": 1, "job": 1, "n": count, **more}
        link = store.seal(head, entry)
        head = link.digest
        await redis.rpush(f"{ROOT}:journal:1", str(link))
        await redis.rpush(f"{ROOT}:roll", f"1 {head}")
    document = json.loads(await redis.hget(f"{ROOT}:job:1", "doc")) | {"head": head, "entries": 5}
    await redis.hset(f"{ROOT}:job:1", mapping={"doc": json.dumps(document), "head": head})

    (said,) = await verify()

    assert said == "job 1, entry 3: 'begun' cannot stand after 'opened'"
