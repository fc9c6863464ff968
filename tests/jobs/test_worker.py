import asyncio
import signal
from contextlib import AsyncExitStack

import pytest

from commands.phrases import say
from jobs.bell import Bell
from jobs.record import State, Step, StepKind
from jobs.schedules import Schedules
from jobs.worker import Worker
from tests.jobs.conftest import said, until
from tests.jobs.parts import (
    MINJI,
    REQUEST,
    check,
    finding,
    gated,
    order,
    prove,
    suite,
    world,
)


async def journal(store, number=1):
    return [(link.entry["kind"], link.entry.get("by")) for link in await store.journal(number)]


async def kinds(store, number=1):
    return [kind for kind, _ in await journal(store, number)]


async def looked(redis, *names):
    """Whether exactly these have begun to look, in this order."""
    return await redis.lrange("test:looks", 0, -1) == list(names)


async def open_gate(redis):
    await redis.rpush("test:gate", "open")


async def nothing() -> bool:
    return True


async def test_a_submitted_check_is_carried_out_and_every_entry_holds(desk, store, working):
    async with working(suite(check("a", nothing), check("b", nothing))):
        await desk.submit(REQUEST, **order())
        await desk.settled()

    job = await desk.job(1)
    assert (job.state, job.position) == (State.DONE, 1)
    assert job.findings == (finding("a"), finding("b"))
    assert await kinds(store) == ["created", "begun", "proven"]
    assert (await store.journal(1))[2].entry["verdicts"] == {"a": "ok", "b": "ok"}
    assert await store.verify(1) is None


async def test_findings_show_while_the_check_goes_on(desk, redis, working):
    async with working(gated(redis, "B")):
        await desk.submit(REQUEST, **order())

        async def shown():
            return (await desk.job(1)).judged == ("quick",)

        await until(shown)
        during = await desk.job(1)
        await open_gate(redis)
        await desk.settled()

    assert (during.state, during.findings) == (State.RUNNING, (finding("quick"),))
    assert (await desk.job(1)).findings == (finding("quick"), finding("gated"))


async def test_steps_are_done_one_after_the_other(desk, store, working):
    async with working(suite(check("a", nothing))):
        await desk.submit(REQUEST, **order(steps=(prove(), prove())))
        await desk.settled()

    assert await kinds(store) == ["created", "begun", "proven", "begun", "proven"]


async def test_two_workers_race_for_many_jobs_and_each_is_done_once(desk, store, working):
    looks: list[int] = []

    async def read() -> None:
        looks.append(1)
        await asyncio.sleep(0)  # noqa: TID251  (lets the other worker in)

    suites = suite(check("a", read))
    async with working(suites, name="A"), working(suites, name="B"):
        await asyncio.gather(*(desk.submit(REQUEST, **order(f"key {n}")) for n in range(40)))
        await desk.settled()

    assert len(looks) == 40
    for number in range(1, 41):
        assert await kinds(store, number) == ["created", "begun", "proven"]


async def test_a_worker_killed_in_the_middle_of_a_check_is_replaced_by_another(
    desk, store, redis, url, working, spawn
):
    await desk.submit(REQUEST, **order())
    async with spawn("tests.jobs.worker_process", url, "A", "2.0") as process:
        await until(lambda: looked(redis, "A"))
        process.kill()
        await process.wait()

        async with working(gated(redis, "B")):
            await until(lambda: looked(redis, "A", "B"))
            await open_gate(redis)
            await desk.settled()

    assert (await desk.job(1)).state is State.DONE
    assert await journal(store) == [
        ("created", vars(MINJI)),
        ("begun", "A"),
        ("begun", "B"),
        ("proven", "B"),
    ]
    assert await store.verify(1) is None


@pytest.mark.long
async def test_a_worker_frozen_past_its_lease_wakes_up_and_writes_nothing(
    desk, store, redis, url, working, spawn
):
    await desk.submit(REQUEST, **order())
    async with spawn("tests.jobs.worker_process", url, "A", "2.0") as process:
        await until(lambda: looked(redis, "A"))
        process.send_signal(signal.SIGSTOP)
        async with working(gated(redis, "B")):
            await until(lambda: looked(redis, "A", "B"))
            await open_gate(redis)
            await desk.settled()
        before = await desk.job(1)

        process.send_signal(signal.SIGCONT)
        await said(process, "job.lost")

    assert await desk.job(1) == before
    assert await journal(store) == [
        ("created", vars(MINJI)),
        ("begun", "A"),
        ("begun", "B"),
        ("proven", "B"),
    ]


async def test_a_worker_whose_lease_is_taken_stops_its_check(desk, store, redis, working):
    stopped = asyncio.Event()

    async def read() -> None:
        try:
            await redis.rpush("test:looks", "B")
            await asyncio.Event().wait()
        finally:
            stopped.set()

    async with working(suite(check("a", read))):
        await desk.submit(REQUEST, **order())
        await until(lambda: looked(redis, "B"))
        await redis.hset("{hybridge}:job:1", "lease", 1)
        thief = await store.claim(1, owner="thief", lease=30)
        async with asyncio.timeout(30):
            await stopped.wait()

    assert thief is not None
    assert await kinds(store) == ["created", "begun"]
    assert await store.renew(thief, lease=30)


async def test_a_worker_that_stops_hands_its_job_back_at_once(desk, store, redis, working):
    async with working(gated(redis, "A"), name="A", lease=3600):
        await desk.submit(REQUEST, **order())
        await until(lambda: looked(redis, "A"))

    assert await redis.hget("{hybridge}:job:1", "owner") == ""
    async with working(gated(redis, "B"), lease=3600):
        await until(lambda: looked(redis, "A", "B"))
        await open_gate(redis)
        await desk.settled()

    assert (await desk.job(1)).state is State.DONE
    assert [by for kind, by in await journal(store) if kind == "begun"] == ["A", "B"]


async def test_the_job_of_a_stopping_worker_goes_to_one_that_works(desk, redis, working):
    async with AsyncExitStack() as stack:
        stopping = await stack.enter_async_context(working(gated(redis, "A"), name="A", lease=3600))
        await desk.submit(REQUEST, **order())
        await until(lambda: looked(redis, "A"))
        await stack.enter_async_context(working(gated(redis, "B"), lease=3600))

        await stopping.stop()

        await until(lambda: looked(redis, "A", "B"))
        await open_gate(redis)
        await desk.settled()
    assert (await desk.job(1)).state is State.DONE


async def test_a_cancelled_job_stops_its_check(desk, store, redis, working):
    stopped = asyncio.Event()

    async def read() -> None:
        try:
            await redis.rpush("test:looks", "B")
            await asyncio.Event().wait()
        finally:
            stopped.set()

    async with working(suite(check("a", read))):
        await desk.submit(REQUEST, **order())
        await until(lambda: looked(redis, "B"))
        await desk.cancel(1, by=MINJI)
        async with asyncio.timeout(30):
            await stopped.wait()

    job = await desk.job(1)
    assert (job.state, str(job.why)) == (State.CANCELLED, "Cancelled by Minji.")
    assert await kinds(store) == ["created", "begun", "cancelled"]


def closed(name: str):
    raise LookupError(f"its certificate {name}.pem cannot be read")


# Two facts of one name: a mistake of ours that no reading of facts catches.
BROKEN = suite(check("a", nothing), check("a", nothing))


@pytest.mark.parametrize(
    ("arrangement", "step", "why"),
    [
        pytest.param(
            {"suites": BROKEN},
            prove(),
            "The program met an error of its own (ValueError); the log tells where.",
            id="a check that breaks",
        ),
        pytest.param(
            {"suites": suite(check("a", nothing)), "worlds": closed},
            prove(),
            "The organisation hbna could not be opened: its certificate hbna.pem cannot be read",
            id="an organisation that cannot be opened",
        ),
        pytest.param(
            {"suites": {}},
            prove("mail flow"),
            "There are no checks called mail flow.",
            id="a suite that does not exist",
        ),
        pytest.param(
            {"suites": {}},
            Step(kind=StepKind.PROVE, title=say("Go on?"), subject="publish"),
            "There are no checks called publish.",
            id="a step of a later version",
        ),
    ],
)
async def test_what_cannot_be_carried_out_fails_and_says_why(
    desk, store, working, arrangement, step, why
):
    async with working(**arrangement):
        await desk.submit(REQUEST, **order(steps=(step,)))
        await desk.settled()

    job = await desk.job(1)
    assert (job.state, str(job.why)) == (State.FAILED, why)
    assert await kinds(store) == ["created", "begun", "failed"]


async def test_a_job_whose_workers_always_die_fails_in_the_end(desk, store, redis, working):
    await desk.submit(REQUEST, **order())
    await redis.hset("{hybridge}:job:1", "tries", 10)

    async with working(suite(check("a", nothing))):
        await desk.settled()

    job = await desk.job(1)
    assert job.state is State.FAILED
    assert "its worker died each time" in str(job.why)


async def test_each_world_is_opened_by_the_jobs_organisation(desk, working):
    opened = []

    def open_world(name):
        opened.append(name)
        return world(name)

    async with working(suite(check("a", nothing)), worlds=open_world):
        await desk.submit(REQUEST, **order(organisation="contoso"))
        await desk.settled()

    assert opened == ["contoso"]


async def test_a_worker_whose_sweep_dies_ends_and_hands_back_what_it_has(
    desk, store, redis, url, clock
):
    class Broken(Schedules):
        async def fire(self):
            if await looked(redis, "B"):
                raise LookupError("nobody thought of this")
            return []

    broken = Broken(store, clock, zones={}, steps=lambda _: ())
    suites = gated(redis, "B")
    worker = Worker(store, Bell(url, clock), world, clock, suites=suites, schedules=broken)
    await desk.submit(REQUEST, **order())

    async with asyncio.timeout(30):
        with pytest.raises(ExceptionGroup) as ended:
            await worker.run()

    assert ended.group_contains(LookupError, match="nobody thought of this")
    assert await store.claim(1, owner="another", lease=5.0) is not None


async def test_a_full_store_is_one_line_in_the_log_and_the_job_goes_on_when_it_has_room(
    desk, redis, working, capsys
):
    async def fill() -> bool:
        if not (await redis.config_get("maxmemory"))["maxmemory"].strip("0"):
            await redis.config_set("maxmemory", 1)
        return True

    try:
        async with working(suite(check("a", fill)), lease=0.5):
            await desk.submit(REQUEST, **order())
            await until(lambda: said_of(capsys, "used memory > 'maxmemory'"))
            await redis.config_set("maxmemory", 0)
            await redis.config_set("maxmemory", 1 << 40)  # the check does not fill it again
            await desk.settled()
    finally:
        await redis.config_set("maxmemory", 0)

    assert (await desk.job(1)).state is State.DONE
    assert not [line for line in SAID if "Traceback" in line]


SAID: list[str] = []


async def said_of(capsys, words):
    """Tell whether the log has said these words; what it said is kept."""
    SAID.append(capsys.readouterr().out)
    return any(words in each for each in SAID)
