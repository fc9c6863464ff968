import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from jobs import machine, record
from jobs.events import Begun, Cancelled, Progress, Proven
from jobs.record import State
from jobs.shape import Batch
from jobs.store import Fenced, Stale
from tests.jobs.parts import MINJI, REQUEST, check, finding, order, suite

LEASE = 30.0


def following(job, event, clock):
    change = machine.change(job, event, clock.now())
    assert isinstance(change, machine.Change)
    return change


async def kinds(store, number=1):
    return [link.entry["kind"] for link in await store.journal(number)]


async def expire(redis, number=1):
    """End a lease as if its time had passed."""
    await redis.hset(f"{{hybridge}}:job:{number}", "lease", 1)


async def test_the_same_key_gives_the_same_job_however_often_and_at_once(desk, store):
    jobs = await asyncio.gather(*(desk.submit(REQUEST, **order("same")) for _ in range(20)))

    assert {job.id for job in jobs} == {1}
    assert jobs[0] == await desk.job(1)
    assert await kinds(store) == ["created"]


async def test_jobs_count_up_from_one(desk):
    jobs = [await desk.submit(REQUEST, **order(f"key {n}")) for n in range(3)]

    assert [job.id for job in jobs] == [1, 2, 3]


async def test_a_job_is_listed_by_organisation_time_and_whether_it_is_open(desk, clock):
    await desk.submit(REQUEST, **order("1", organisation="hbna"))
    await desk.submit(REQUEST, **order("2", organisation="contoso"))
    await desk.submit(REQUEST, **order("3", organisation="hbna"))
    await desk.cancel(1, by=MINJI)

    async def listed(**filters):
        return [job.id for job in await desk.jobs(**filters)]

    assert await listed() == [3, 2, 1]
    assert await listed(limit=2) == [3, 2]
    assert await listed(organisation="hbna") == [3, 1]
    assert await listed(only_open=True) == [3, 2]
    assert await listed(only_open=True, organisation="hbna") == [3]
    assert await listed(since=clock.now() - timedelta(hours=1)) == [3, 2, 1]
    assert await listed(since=clock.now() + timedelta(hours=1)) == []


async def test_the_jobs_of_some_organisations_are_found_behind_many_of_others(desk):
    await desk.submit(REQUEST, **order("ours"))
    for number in range(120):
        await desk.submit(REQUEST, **order(f"{number}", organisation="contoso"))

    assert [job.id for job in await desk.jobs(among={"hbna"}, limit=5)] == [1]
    assert len(await desk.jobs(among={"contoso"}, limit=110)) == 110
    assert await desk.jobs(among=()) == []


async def test_ended_jobs_are_found_behind_many_open_ones(desk):
    await desk.submit(REQUEST, **order("ended"))
    await desk.cancel(1, by=MINJI)
    for number in range(120):
        await desk.submit(REQUEST, **order(f"{number}"))

    assert [job.id for job in await desk.jobs(only_ended=True, limit=5)] == [1]
    assert [job.id for job in await desk.jobs(only_ended=True, organisation="hbna")] == [1]
    assert await desk.jobs(only_ended=True, organisation="contoso") == []


async def test_a_job_that_is_not_there_is_none(desk, store):
    assert await desk.job(99) is None
    assert await store.claim(99, owner="A", lease=LEASE) is None
    assert not await store.ring(99)


async def test_one_worker_gets_a_job_the_others_do_not(desk, store):
    await desk.submit(REQUEST, **order())

    claims = await asyncio.gather(
        *(store.claim(1, owner=f"worker {n}", lease=LEASE) for n in range(10))
    )

    assert sum(held is not None for held in claims) == 1


async def test_a_lease_that_ran_out_goes_to_another_and_the_first_writes_nothing(
    desk, store, redis, clock
):
    await desk.submit(REQUEST, **order())
    frozen = await store.claim(1, owner="A", lease=LEASE)
    await expire(redis)
    held = await store.claim(1, owner="B", lease=LEASE)
    before = await desk.job(1)

    assert held.fence > frozen.fence
    assert not await store.renew(frozen, lease=LEASE)
    assert not await store.release(frozen)
    with pytest.raises(Fenced):
        await store.commit(frozen, following(frozen.job, Begun(worker="A"), clock))
    batch = Batch(check="a", at=clock.now(), findings=(finding("a"),))
    with pytest.raises(Fenced):
        await store.progress(frozen, [batch], after=0)
    assert await desk.job(1) == before
    assert await store.renew(held, lease=LEASE)


async def test_a_decision_on_an_older_state_is_refused_as_stale(desk, store, clock):
    job = await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    cancel = following(job, Cancelled(by=MINJI), clock)
    await store.commit(held, following(held.job, Begun(worker="A"), clock))

    with pytest.raises(Stale):
        await store.event(cancel)
    assert await kinds(store) == ["created", "begun"]


async def test_the_holders_commit_on_an_older_state_is_refused_as_stale(desk, store, clock):
    await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    await store.commit(held, following(held.job, Begun(worker="A"), clock))

    with pytest.raises(Stale):
        await store.commit(held, following(held.job, Begun(worker="again"), clock))


async def test_a_commit_whose_answer_was_lost_is_known_and_not_written_twice(desk, store, clock):
    await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    change = following(held.job, Begun(worker="A"), clock)

    first = await store.commit(held, change)
    again = await store.commit(held, change)

    assert first == again
    assert await kinds(store) == ["created", "begun"]
    assert await store.verify(1) is None


async def test_a_claim_whose_answer_was_lost_is_the_same_claim(desk, store):
    await desk.submit(REQUEST, **order())

    first = await store.claim(1, owner="A/1", lease=LEASE)
    again = await store.claim(1, owner="A/1", lease=LEASE)

    assert first == again


async def test_an_event_whose_answer_was_lost_is_known(desk, store, clock):
    job = await desk.submit(REQUEST, **order())
    cancel = following(job, Cancelled(by=MINJI), clock)

    assert await store.event(cancel) == await store.event(cancel)
    assert await kinds(store) == ["created", "cancelled"]


async def test_findings_show_before_the_step_is_done_and_only_once(desk, store, clock):
    await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    held = await store.commit(held, following(held.job, Begun(worker="A"), clock))
    first, second = (
        Batch(check=name, at=clock.now(), findings=(finding(name),)) for name in ("a", "b")
    )

    await store.progress(held, [first], after=0)
    await store.progress(held, [first, second], after=0)  # the answer was lost; sent with the next

    job = await desk.job(1)
    assert job.judged == ("a", "b")
    assert job.findings == (finding("a"), finding("b"))
    assert await kinds(store) == ["created", "begun"]
    by_machine = held.job
    for batch in (first, second):
        event = Progress(check=batch.check, findings=batch.findings)
        by_machine = following(by_machine, event, clock).job
    assert (job.judged, job.findings) == (by_machine.judged, by_machine.findings)


async def test_the_result_takes_the_place_of_the_findings_so_far(desk, store, clock):
    await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    held = await store.commit(held, following(held.job, Begun(worker="A"), clock))
    batch = Batch(check="a", at=clock.now(), findings=(finding("a"),))
    await store.progress(held, [batch], after=0)

    proven = Proven(worker="A", findings=(finding("a"), finding("b")))
    held = await store.commit(held, following(held.job, proven, clock))

    job = await desk.job(1)
    assert job == held.job
    assert (job.state, job.findings) == (State.DONE, proven.findings)
    with pytest.raises(Fenced):
        await store.progress(held, [batch], after=1)


async def test_each_write_raises_the_version(desk, store, clock):
    versions = [(await desk.submit(REQUEST, **order())).version]
    held = await store.claim(1, owner="A", lease=LEASE)
    held = await store.commit(held, following(held.job, Begun(worker="A"), clock))
    versions.append(held.job.version)
    batch = Batch(check="a", at=clock.now(), findings=())
    await store.progress(held, [batch], after=0)
    versions.append((await desk.job(1)).version)

    assert versions == [1, 2, 3]


async def test_a_cancel_takes_the_job_from_its_holder(desk, store, clock):
    await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)

    job = await desk.cancel(1, by=MINJI)

    assert job == await desk.job(1)
    assert job.state is State.CANCELLED
    assert not await store.renew(held, lease=LEASE)
    with pytest.raises(Fenced):
        await store.commit(held, following(held.job, Begun(worker="A"), clock))
    assert await store.claim(1, owner="B", lease=LEASE) is None


@pytest.mark.parametrize("number", [pytest.param(1, id="ended"), pytest.param(99, id="unknown")])
async def test_a_cancel_of_what_cannot_be_cancelled_is_answered(desk, number):
    await desk.submit(REQUEST, **order())
    await desk.cancel(1, by=MINJI)

    assert isinstance(await desk.cancel(number, by=MINJI), machine.Refused)


async def test_a_cancel_wins_through_while_the_job_moves(desk, store, clock):
    await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    reads, read = [], store.job

    async def move_after_reading(number):
        job = await read(number)
        if not reads:
            await store.commit(held, following(held.job, Begun(worker="A"), clock))
        reads.append(number)
        return job

    store.job = move_after_reading

    job = await desk.cancel(1, by=MINJI)

    assert (job.state, len(reads)) == (State.CANCELLED, 2)
    assert await kinds(store) == ["created", "begun", "cancelled"]


@pytest.mark.parametrize("damage", ["edit", "cut", "swap", "forge"])
async def test_a_journal_changed_in_redis_is_found_out(desk, store, redis, clock, damage):
    await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    held = await store.commit(held, following(held.job, Begun(worker="A"), clock))
    await store.commit(held, following(held.job, Proven(worker="A", findings=()), clock))
    assert await store.verify(1) is None

    key = "{hybridge}:journal:1"
    lines = await redis.lrange(key, 0, -1)
    match damage:
        case "edit":
            await redis.lset(key, 1, lines[1].replace('"by":"A"', '"by":"B"'))
        case "cut":
            await redis.ltrim(key, 0, 1)
        case "swap":
            await redis.lset(key, 1, lines[2])
            await redis.lset(key, 2, lines[1])
        case _:
            await redis.rpush(key, lines[2])

    found = await store.verify(1)

    assert found is not None
    assert found.place == {"edit": 2, "cut": 3, "swap": 2, "forge": 4}[damage]


async def test_the_key_of_the_journal_never_goes_to_redis(desk, store, redis):
    await desk.submit(REQUEST, **order())

    for name in await redis.keys("*"):
        assert b"only the tests know" not in (await redis.dump(name) or b"")


async def test_a_job_that_a_newer_program_wrote_is_left_to_it(desk, store, redis):
    await desk.submit(REQUEST, **order("1"))
    await desk.submit(REQUEST, **order("2"))
    document = json.loads(await redis.hget("{hybridge}:job:1", "doc"))
    document["format"] = 99
    await redis.hset("{hybridge}:job:1", mapping={"doc": json.dumps(document), "format": 99})
    before = await redis.hgetall("{hybridge}:job:1")

    assert await store.claim(1, owner="A", lease=LEASE) is None
    assert [job.id for job in await desk.jobs()] == [2]
    with pytest.raises(ValueError, match="newer version"):
        await desk.job(1)
    assert await redis.hgetall("{hybridge}:job:1") == before


@pytest.mark.parametrize("lost", ["state", "steps", "requester"])
async def test_a_job_whose_record_is_damaged_is_left_out_of_lists(desk, redis, lost):
    await desk.submit(REQUEST, **order("1"))
    await desk.submit(REQUEST, **order("2"))
    document = json.loads(await redis.hget("{hybridge}:job:1", "doc"))
    document[lost] = [{}]
    await redis.hset("{hybridge}:job:1", "doc", json.dumps(document))

    assert [job.id for job in await desk.jobs()] == [2]


async def test_a_waiting_job_is_looked_at_when_its_time_has_come_by_our_clock(desk, store, clock):
    job = await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    begun = following(job, Begun(worker="A"), clock)
    tomorrow = clock.now() + timedelta(hours=49)
    waiting = replace(begun, job=replace(begun.job, state=State.WAITING), wake=tomorrow)

    await store.commit(held, waiting, release=True)

    assert await store.busy(clock.now()) == (0, 1)
    assert await store.sweep(clock.now()) == []
    assert await store.busy(tomorrow) == (1, 1)
    assert await store.sweep(tomorrow) == [1]
    assert await store.sweep(tomorrow) == []


async def test_a_waiting_job_that_is_put_down_again_rings_nobody(desk, store, clock, redis):
    job = await desk.submit(REQUEST, **order())
    held = await store.claim(1, owner="A", lease=LEASE)
    begun = following(job, Begun(worker="A"), clock)
    waiting = replace(begun, job=replace(begun.job, state=State.WAITING))
    await store.commit(held, waiting, release=True)
    await redis.delete("saq:{hybridge}:queued", "saq:{hybridge}:incomplete")

    held = await store.claim(1, owner="B", lease=LEASE)
    await store.release(held)

    assert await redis.llen("saq:{hybridge}:queued") == 0
    assert await store.busy(clock.now()) == (0, 1)


async def test_only_the_first_to_see_a_key_is_told_so(desk, redis):
    answers = await asyncio.gather(*(desk.first_seen("activity-1", 60) for _ in range(10)))

    assert sorted(answers) == [False] * 9 + [True]
    assert await desk.first_seen("activity-2", 60)
    assert 0 < await redis.ttl("{hybridge}:seen:activity-1") <= 60


FORMAT_1 = {
    "format": 1,
    "id": 0,
    "organisation": "hbna",
    "request": {"command": "check oauth", "domain": "hbna.co.kr", "options": {}},
    "requester": vars(MINJI),
    "conversation": None,
    "state": "running",
    "steps": [
        {
            "kind": "prove",
            "title": {"say": "OAuth works", "with": {}},
            "subject": "oauth",
            "state": "running",
            "started": "2026-11-20T09:00:00+00:00",
            "ended": None,
        }
    ],
    "position": 0,
    "findings": [],
    "judged": [],
    "why": None,
    "created": "2026-11-20T09:00:00+00:00",
    "updated": "2026-11-20T09:00:00+00:00",
    "ended": None,
    "version": 1,
}


async def test_a_job_that_the_first_format_wrote_is_taken_up_where_it_stood(
    desk, store, redis, working
):
    """Its record and its keys are those that the program of the first format wrote."""
    await desk.submit(REQUEST, **order(conversation=None))
    (created,) = await store.journal(1)
    told = {name: created.entry[name] for name in ("kind", "at", "by", "organisation", "request")}
    link = store.seal("", told | {"format": 1, "n": 1})
    await redis.lset("{hybridge}:journal:1", 0, str(link))
    old = json.dumps(FORMAT_1 | {"head": link.digest, "entries": 1})
    fields = {"doc": old, "format": 1, "head": link.digest}
    await redis.hset("{hybridge}:job:1", mapping=fields)
    await redis.hdel("{hybridge}:job:1", "organisation", "mac")

    async def fine() -> bool:
        return True

    async with working(suite(check("a", fine))):
        await desk.settled()

    job = await desk.job(1)
    assert (job.state, job.findings) == (State.DONE, (finding("a"),))
    assert await redis.hget("{hybridge}:job:1", "format") == str(record.FORMAT)
    assert await store.verify(1) is None


async def test_the_newest_entry_of_a_change_says_in_which_state_it_leaves_the_job(desk, store):
    await desk.submit(REQUEST, **order())
    await desk.cancel(1, by=MINJI)

    entries = [link.entry for link in await store.journal(1)]
    assert [entry["state"] for entry in entries] == ["running", "cancelled"]
