"""Schedules come due once, whatever happens, over a real store and real workers."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from commands.findings import Verdict
from commands.lifetimes import Lifetime, Place, Turn
from commands.recurrence import Days, Hours
from jobs import machine
from jobs.connection import connect
from jobs.firing import Firing
from jobs.record import Job, Person, State
from jobs.schedules import Schedules
from jobs.schedules_news import Move, news
from jobs.schedules_record import Schedule
from jobs.scripts import ROOT
from jobs.store import Store
from tests.jobs.parts import KEY, MINJI, REQUEST, TENANCY, THREAD, finding, prove

SEOUL = ZoneInfo("Asia/Seoul")
DAILY = Days(days=(0, 1, 2, 3, 4, 5, 6), at=time(8))
EVENING = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EIGHT = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
DAY = timedelta(days=1)
STRANGER = Person(tenant="tenant-2", id="person-9", name="Somebody")


class Standing:
    """A clock that stands until it is put forward."""

    def __init__(self) -> None:
        self.time = EVENING

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing here waits")


@pytest.fixture
def clock() -> Standing:
    return Standing()


def over(redis: Any, clock: Standing) -> Schedules:
    return Schedules(
        Store(redis, key=KEY),
        clock,
        zones={"hbna": SEOUL},
        steps=lambda _: (prove(),),
        tenancy=TENANCY,
    )


@pytest.fixture
def schedules(redis, clock) -> Schedules:
    return over(redis, clock)


async def scheduled(schedules: Schedules, key: str = "m1", **more: Any) -> Schedule:
    given = {
        "when": DAILY,
        "request": REQUEST,
        "organisation": "hbna",
        "requester": MINJI,
        "conversation": THREAD,
        "always": False,
        "key": key,
    } | more
    return await schedules.add(**given)


async def ended(store: Store, number: int, clock: Standing, event: Any = None, **verdicts) -> Job:
    """Let a run end with these findings."""
    held = await store.claim(number, owner="w", lease=30)
    assert held is not None
    findings = tuple(finding(id, verdict) for id, verdict in verdicts.items())
    end = event or machine.Proven(worker="w", findings=findings)
    for each in (machine.Begun(worker="w"), end):
        change = machine.change(held.job, each, clock.now())
        assert isinstance(change, machine.Change)
        held = await store.commit(held, change)
    return held.job


async def test_the_latest_run_of_each_schedule_is_found(schedules, redis, clock):
    store = Store(redis, key=KEY)
    monday = Days(days=(0,), at=time(8))
    for key, when in (("1", DAILY), ("2", DAILY), ("not yet", monday)):
        await scheduled(schedules, key, when=when)
    clock.time = EIGHT
    first, second = await schedules.fire()
    await ended(store, first, clock, oauth=Verdict.FAIL)
    listed = await schedules.list(among={"hbna"})
    known = await schedules.runs(listed)

    assert {number: run.id for number, run in known.items()} == {1: first, 2: second}
    assert [each.verdict for each in known[1].findings] == [Verdict.FAIL]
    assert await schedules.runs([]) == {}


async def test_a_schedule_is_due_by_the_organisations_clocks(schedules):
    schedule = await scheduled(schedules)

    assert schedule.next == EIGHT
    assert await schedules.get(schedule.id) == schedule
    assert await schedules.list(among={"hbna"}) == [schedule]


async def test_the_same_message_delivered_again_schedules_once(schedules, clock):
    first = await scheduled(schedules)
    clock.time += DAY

    assert await scheduled(schedules) == first
    assert len(await schedules.list(among={"hbna"})) == 1


async def test_schedules_made_side_by_side_all_get_numbers_of_their_own(schedules):
    made = await asyncio.gather(*(scheduled(schedules, f"m{each}") for each in range(8)))

    assert sorted(each.id for each in made) == list(range(1, 9))
    assert await schedules.verify() is None


async def test_nothing_is_handed_in_before_its_time(schedules, store, clock):
    await scheduled(schedules)
    clock.time = EIGHT - timedelta(milliseconds=1)

    assert await schedules.fire() == []
    assert await store.jobs() == []


async def test_a_schedule_that_is_due_hands_in_one_job(schedules, store, clock):
    schedule = await scheduled(schedules)
    clock.time = EIGHT

    (number,) = await schedules.fire()
    assert await schedules.fire() == []

    job = await store.job(number)
    assert job is not None
    assert job.request == REQUEST
    assert job.requester == MINJI
    assert job.conversation == THREAD
    assert job.firing == Firing(
        schedule=1, when="every day at 08:00", due=EIGHT, previous=None, always=False
    )
    assert (await store.journal(number))[0].entry["schedule"] == schedule.id
    assert await store.verify(number) is None
    assert await schedules.get(1) == replace(schedule, next=EIGHT + DAY, last=number)


async def test_however_many_processes_look_one_hands_it_in(url, redis, store, clock):
    await scheduled(over(redis, clock))
    clients = [connect(url) for _ in range(6)]
    clock.time = EIGHT

    fired = await asyncio.gather(*(over(each, clock).fire() for each in clients for _ in range(3)))

    assert [number for some in fired for number in some] == [1]
    assert len(await store.jobs()) == 1
    for client in clients:
        await client.aclose()


async def test_what_was_missed_is_made_up_for_once(schedules, store, clock):
    await scheduled(schedules, when=Hours(count=1))
    clock.time = EIGHT + 3 * DAY

    assert len(await schedules.fire()) == 1
    assert await schedules.fire() == []

    clock.time += timedelta(hours=1)
    assert len(await schedules.fire()) == 1
    assert len(await store.jobs()) == 2


async def test_a_job_that_a_power_cut_made_forget_its_schedules_step_is_not_made_twice(
    schedules, redis, store, clock
):
    await scheduled(schedules)
    before = await redis.hgetall(f"{ROOT}:schedule:1")
    clock.time = EIGHT
    await schedules.fire()
    await redis.hset(f"{ROOT}:schedule:1", mapping=before)
    await redis.zadd(f"{ROOT}:schedules:due", {"1": before["next"]})

    assert await schedules.fire() == [1]
    assert len(await store.jobs()) == 1


async def test_a_clock_that_jumped_ahead_and_back_leaves_no_gap(schedules, store, clock):
    await scheduled(schedules)
    clock.time = EIGHT + 300 * DAY
    assert await schedules.fire() == [1]
    clock.time = EVENING
    assert await schedules.fire() == []
    assert (await schedules.get(1)).next == EIGHT

    clock.time = EIGHT
    await schedules.fire()
    assert len(await store.jobs()) == 1  # that time was made up for already
    clock.time = EIGHT + DAY
    assert await schedules.fire() == [2]


async def test_a_clock_that_goes_back_over_a_time_does_not_fire_it_again(schedules, store, clock):
    await scheduled(schedules)
    clock.time = EIGHT
    await schedules.fire()
    clock.time = EIGHT - timedelta(seconds=1)
    await schedules.fire()
    clock.time = EIGHT
    await schedules.fire()

    assert len(await store.jobs()) == 1
    assert (await schedules.get(1)).next == EIGHT + DAY


async def test_another_time_zone_counts_from_the_next_start(schedules, redis, store, clock):
    await scheduled(schedules)
    paris = Schedules(
        store,
        clock,
        zones={"hbna": ZoneInfo("Europe/Paris")},
        steps=lambda _: (prove(),),
        tenancy=TENANCY,
    )

    assert await paris.fire() == []
    assert (await paris.get(1)).next == datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


async def test_a_removed_schedule_is_due_no_more(schedules, store, clock):
    schedule = await scheduled(schedules)

    assert await schedules.remove(1, by=MINJI) == replace(schedule, next=None)

    clock.time = EIGHT + DAY
    assert await schedules.fire() == []
    assert await schedules.list(among={"hbna"}) == []
    assert await schedules.get(1) == replace(schedule, next=None)
    assert (await scheduled(schedules, "m2")).id == 2


@pytest.mark.parametrize(
    ("number", "by"),
    [
        pytest.param(99999, MINJI, id="one that is not there"),
        pytest.param(1, STRANGER, id="one of another tenant"),
        pytest.param(2, MINJI, id="one that was removed"),
    ],
)
async def test_what_cannot_be_removed_is_refused_and_nothing_changes(schedules, number, by):
    schedule = await scheduled(schedules)
    await scheduled(schedules, "m2")
    await schedules.remove(2, by=MINJI)

    refused = await schedules.remove(number, by=by)

    assert isinstance(refused, machine.Refused)
    assert str(refused.why) == f"There is no schedule {number}."
    assert await schedules.list(among={"hbna"}) == [schedule]
    assert len(await schedules.journal()) == 3


async def test_a_list_holds_what_is_scheduled_for_some_organisations(schedules):
    ours = await scheduled(schedules)
    theirs = await scheduled(schedules, "m2", organisation="contoso")

    assert await schedules.list(among={"hbna"}) == [ours]
    assert await schedules.list(among={"contoso"}) == [theirs]
    assert await schedules.list(among=()) == []


async def test_what_an_organisation_is_not_served_to_any_more_is_not_fired(schedules, store, clock):
    """The schedule was made while the maker's tenant was named; it looks ahead all the same."""
    theirs = await scheduled(
        schedules, requester=STRANGER, conversation=replace(THREAD, tenant="tenant-2")
    )
    clock.time = theirs.next

    assert await schedules.fire() == []

    (still,) = await schedules.list(among={"hbna"})
    assert still.next == theirs.next + DAY
    assert await store.jobs() == []


async def test_the_list_of_who_did_what_holds_and_says_it(schedules, clock):
    await scheduled(schedules)
    clock.time += DAY
    await schedules.remove(1, by=MINJI)

    first, second = [link.entry for link in await schedules.journal()]

    assert (first["kind"], first["by"]["name"], first["schedule"]) == ("scheduled", "Minji", 1)
    assert first["definition"]["when"] == {"days": [0, 1, 2, 3, 4, 5, 6], "at": "08:00"}
    assert (second["kind"], second["at"]) == ("removed", (EVENING + DAY).isoformat())
    assert await schedules.verify() is None


async def _changed_entry(redis):
    line = await redis.lindex(f"{ROOT}:schedules:journal", 0)
    await redis.lset(f"{ROOT}:schedules:journal", 0, line.replace("Minji", "Nobody"))


async def _lost_entry(redis):
    await redis.rpop(f"{ROOT}:schedules:journal")


async def _changed_schedule(redis):
    document = await redis.hget(f"{ROOT}:schedule:1", "doc")
    await redis.hset(f"{ROOT}:schedule:1", "doc", document.replace("08:00", "09:00"))


async def _lost_schedule(redis):
    await redis.zrem(f"{ROOT}:schedules", "2")


async def _added_schedule(redis):
    await redis.zadd(f"{ROOT}:schedules", {"7": 7})


@pytest.mark.parametrize(
    ("tamper", "place", "problem"),
    [
        pytest.param(_changed_entry, 1, "the entry was changed", id="an entry was changed"),
        pytest.param(_lost_entry, 2, "the entry is missing", id="the last entry was cut off"),
        pytest.param(_changed_schedule, 1, "schedule 1 was changed", id="a schedule was changed"),
        pytest.param(_lost_schedule, 2, "schedule 2 is missing", id="a schedule was taken out"),
        pytest.param(_added_schedule, 3, "schedule 7 was added", id="a schedule was put in"),
    ],
)
async def test_tampering_is_found(schedules, redis, tamper, place, problem):
    await scheduled(schedules)
    await scheduled(schedules, "m2")
    await tamper(redis)

    found = await schedules.verify()

    assert found is not None
    assert found.place == place
    assert problem in found.problem


async def test_a_schedule_of_a_newer_program_is_left_to_it(schedules, redis, store, clock):
    await scheduled(schedules)
    mine = await scheduled(schedules, "m2")
    document = await redis.hget(f"{ROOT}:schedule:1", "doc")
    await redis.hset(f"{ROOT}:schedule:1", "doc", document.replace('"format":1', '"format":99'))
    clock.time = EIGHT

    assert await schedules.fire() == [1]
    assert [job.firing.schedule for job in await store.jobs()] == [2]
    assert [each.id for each in await schedules.list(among={"hbna"})] == [mine.id]


UNUSABLE = {
    "no person": ("doc", {"requester": None}),
    "a person with a field of another time": ("doc", {"requester": vars(MINJI) | {"age": 3}}),
    "half a recurrence": ("doc", {"when": {"days": [0]}}),
    "a time without a day": ("doc", {"when": {"days": [], "at": "08:00"}}),
    "no document": ("doc", "null"),
    "a list": ("doc", "[]"),
    "no time": ("next", ""),
    "a time beyond all years": ("next", "9" * 20),
}


@pytest.mark.parametrize(("field", "value"), UNUSABLE.values(), ids=UNUSABLE)
async def test_a_schedule_that_cannot_be_used_does_not_hold_up_the_others(
    redis, store, clock, capsys, field, value
):
    schedules = over(redis, clock)
    await scheduled(schedules)
    mine = await scheduled(schedules, "m2")
    bad = f"{ROOT}:schedule:1"
    if isinstance(value, dict):
        value = json.dumps(json.loads(await redis.hget(bad, "doc")) | value)
    await redis.hset(bad, field, value)
    clock.time = EIGHT

    assert await schedules.fire() == [1]
    assert await schedules.fire() == []
    assert [job.firing.schedule for job in await store.jobs()] == [2]
    assert mine.id in [each.id for each in await schedules.list(among={"hbna"})]
    logged = capsys.readouterr().out
    assert "schedule='1'" in logged
    assert "schedule='2'" not in logged


async def test_a_schedule_whose_steps_cannot_be_made_does_not_hold_up_the_others(
    redis, store, clock, capsys
):
    known = replace(REQUEST, command="check mailflow")

    def steps(request):
        return {known.command: (prove(),)}[request.command]

    schedules = Schedules(store, clock, zones={}, steps=steps, tenancy=TENANCY)
    await scheduled(schedules)
    await scheduled(schedules, "m2", request=known)
    clock.time = EIGHT + DAY

    assert await schedules.fire() == [1]
    assert await schedules.fire() == []
    assert [job.firing.schedule for job in await store.jobs()] == [2]
    assert capsys.readouterr().out.count("schedule.broke") == 1


async def test_a_run_tells_what_changed_since_the_one_before(schedules, store, clock):
    await scheduled(schedules)
    told = []
    for verdicts in (
        {"a": Verdict.OK, "b": Verdict.FAIL, "c": Verdict.OK},
        {"a": Verdict.OK, "b": Verdict.FAIL, "c": Verdict.OK},
        {"a": Verdict.FAIL, "b": Verdict.OK, "c": Verdict.SKIPPED},
    ):
        clock.time += DAY
        (number,) = await schedules.fire()
        job = await ended(store, number, clock, **verdicts)
        told.append(await schedules.news(job))

    first, second, third = told
    assert first is not None
    assert first.before is None
    assert second is None
    assert third is not None
    assert third.before == 2
    assert [str(move.title) for move in third.towards(1)] == ["The a"]
    assert [str(move.title) for move in third.towards(-1)] == ["The b"]
    assert third.towards(0) == (
        Move(title=finding("c").title, before=Verdict.OK, now=Verdict.SKIPPED),
    )


async def test_a_cancelled_run_tells_nothing_and_is_compared_with_by_none(schedules, store, clock):
    await scheduled(schedules)
    runs = []
    for event in (None, machine.Cancelled(by=MINJI), None):
        clock.time += DAY
        (number,) = await schedules.fire()
        runs.append(await ended(store, number, clock, event, a=Verdict.OK))

    told = [await schedules.news(job) for job in runs]

    assert runs[1].state is State.CANCELLED
    assert [each is None for each in told] == [False, True, True]


def run(
    number: int, *, state: State = State.DONE, always: bool = False, **verdicts: Verdict
) -> Job:
    firing = Firing(schedule=1, when="every hour", due=EIGHT, previous=1, always=always)
    return Job(
        id=number,
        organisation="hbna",
        request=REQUEST,
        requester=MINJI,
        conversation=THREAD,
        state=state,
        steps=(prove(),),
        findings=tuple(finding(id, verdict) for id, verdict in verdicts.items()),
        created=EIGHT,
        updated=EIGHT,
        firing=firing,
    )


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        pytest.param(run(1, a=Verdict.OK), run(2, a=Verdict.OK), None, id="as before"),
        pytest.param(
            run(1, a=Verdict.OK), run(2, a=Verdict.OK, always=True), (False, False, []), id="always"
        ),
        pytest.param(
            run(1, a=Verdict.WARN), run(2, a=Verdict.UNKNOWN), (False, False, [1]), id="worse"
        ),
        pytest.param(
            run(1, a=Verdict.FAIL), run(2, a=Verdict.WARN), (False, False, [-1]), id="better"
        ),
        pytest.param(run(1), run(2, a=Verdict.FAIL), (False, False, [1]), id="a new finding"),
        pytest.param(run(1, a=Verdict.FAIL), run(2), (False, False, [-1]), id="one that is gone"),
        pytest.param(
            run(1, a=Verdict.OK), run(2, state=State.FAILED), (True, False, []), id="it broke"
        ),
        pytest.param(
            run(1, state=State.FAILED), run(2, state=State.FAILED), None, id="still broken"
        ),
        pytest.param(
            run(1, state=State.FAILED), run(2, a=Verdict.OK), (False, True, []), id="works again"
        ),
    ],
)
def test_what_counts_as_news(before, now, told):
    found = news(now, now.firing, before)

    assert told == (
        found and (found.broke, found.works_again, [move.direction for move in found.moves])
    )


WATCHED = Lifetime(
    name="Auth current",
    where=Place.EXCHANGE,
    starts=None,
    ends=EIGHT + 89 * DAY,
    seen=EIGHT,
    thumbprint="A" * 40,
    reached=90,
)


def watching(number: int, *shown: Lifetime, verdict: Verdict = Verdict.WARN) -> Job:
    """Give a run that found these lifetimes, each under the same verdict."""
    found = [replace(finding(f"c{at}", verdict), lifetime=each) for at, each in enumerate(shown)]
    return replace(run(number), findings=tuple(found))


def test_a_notice_that_is_reached_is_news_though_the_verdict_stays():
    nearer = replace(WATCHED, seen=EIGHT + 30 * DAY, reached=60)
    before, now = watching(1, WATCHED), watching(2, nearer)
    told = news(now, now.firing, before)

    assert told is not None
    (move,) = told.turned(Turn.NEARER)
    assert (move.before, move.now, move.lifetime) == (Verdict.WARN, Verdict.WARN, nearer)
    assert told.towards(1) == told.towards(0) == ()
    assert news(now, now.firing, watching(1, replace(nearer, seen=EIGHT))) is None


def test_another_certificate_in_its_place_is_news():
    renewed = replace(WATCHED, thumbprint="B" * 40, ends=EIGHT + 800 * DAY, reached=None)
    now = watching(2, renewed, verdict=Verdict.OK)
    told = news(now, now.firing, watching(1, WATCHED))

    assert told is not None
    assert [move.lifetime for move in told.turned(Turn.RENEWED)] == [renewed]
    assert told.turned(Turn.NEARER) == told.towards(-1) == ()


def test_what_ends_first_is_told_first():
    ends = [60, 10, 30]
    shown = [replace(WATCHED, ends=EIGHT + days * DAY, reached=None) for days in ends]
    now = watching(2, *(replace(each, reached=90) for each in shown))
    told = news(now, now.firing, watching(1, *shown))

    assert told is not None
    found = [move.lifetime.days for move in told.turned(Turn.NEARER) if move.lifetime]
    assert found == [10, 30, 60]


async def test_a_schedule_that_was_changed_does_not_fire_and_says_so_once(
    schedules, redis, clock, capsys
):
    await scheduled(schedules)
    await scheduled(schedules, key="another")
    await _changed_schedule(redis)
    clock.time = EIGHT

    fired = [await schedules.fire() for _ in range(3)]

    assert [len(each) for each in fired] == [1, 0, 0], "only the one that was not changed"
    assert capsys.readouterr().out.count("schedule.not_fired") == 1
    assert "schedule 1 was changed" in (await schedules.verify()).problem


async def test_nothing_fires_while_the_list_does_not_hold(schedules, redis, clock):
    await scheduled(schedules)
    await _changed_entry(redis)
    clock.time = EIGHT

    assert await schedules.fire() == []


async def test_schedules_that_cannot_be_read_do_not_hide_the_others(schedules, redis, clock):
    for number in range(1, 61):
        await scheduled(schedules, key=f"activity {number}")
        if number < 60:
            await redis.hset(f"{ROOT}:schedule:{number}", "doc", '{"format": 99}')
    clock.time = EIGHT

    assert len(await schedules.fire()) == 1
    assert await schedules.fire() == []
