"""Waits for a time that a job learns on its way, and the reminder before they end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commands.book import reference
from commands.phrases import say
from commands.runbook import Pause, Plan, Question
from jobs import machine
from jobs.entries import Kind
from jobs.events import Approved, Came, Expired, Opened, Reminded, Retried, Waits
from jobs.machine import Change, Refused
from jobs.plan import Approvals, Planning, do, fingerprint, steps_of, wait_until
from jobs.record import Job, State, Step, StepState
from jobs.steps import Wait
from tests.jobs.conftest import until
from tests.jobs.deeds import DUE, LEAD, Appoint, Moving, Recorder, decide, question
from tests.jobs.parts import MINJI, REQUEST, order

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
END = NOW + timedelta(hours=49)
REMIND = timedelta(hours=4)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WAIT = wait_until(say("Until it is due"), named=DUE, remind=REMIND.total_seconds())


def before_it(told: str | None = None, *, step=WAIT) -> Job:
    change = machine.create(
        REQUEST,
        organisation="hbna",
        steps=(step,),
        requester=MINJI,
        conversation=None,
        now=NOW,
    )
    known = {} if told is None else {DUE: told}
    return replace(change.job, id=7, known=known)


def waiting() -> Job:
    return then(before_it(END.isoformat()), Waits(worker="A"), NOW).job


def then(job, event, now) -> Change:
    change = machine.change(job, event, now)
    assert isinstance(change, Change), change
    return change


def test_a_wait_for_a_time_that_a_step_told_is_over_then():
    job = waiting()

    assert job.steps[0].wait.until == END
    assert isinstance(machine.change(job, Came(worker="A"), END - HOUR), Refused)
    assert then(job, Came(worker="A"), END).job.state is State.DONE


def test_the_time_is_fixed_when_the_wait_begins():
    job = replace(waiting(), known={DUE: NOW.isoformat()})

    assert isinstance(machine.change(job, Came(worker="A"), NOW), Refused)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        pytest.param(
            None,
            "the due time is not known as a time: no step before this one has told it.",
            id="nothing",
        ),
        pytest.param("soon", "the due time cannot be read as a time: soon", id="words"),
        pytest.param(
            "2026-11-23T03:00:00",
            "the due time cannot be read as a time: 2026-11-23T03:00:00",
            id="without a zone",
        ),
        pytest.param(
            "0001-01-01T00:00:00+00:00",
            "the due time cannot be read as a time: 0001-01-01T00:00:00+00:00",
            id="a date of .NET that nobody set",
        ),
        pytest.param(
            "9999-12-31T23:59:59+00:00",
            "the due time cannot be read as a time: 9999-12-31T23:59:59+00:00",
            id="the last date of .NET",
        ),
    ],
)
def test_without_a_time_to_wait_for_the_job_fails_and_says_so(told, why):
    change = then(before_it(told), Waits(worker="A"), NOW)

    assert (change.job.state, str(change.job.why)) == (State.FAILED, why)
    assert change.job.steps[0].state is StepState.FAILED
    assert [entry.kind for entry in change.entries] == [Kind.FAILED]
    again = then(change.job, Retried(by=MINJI, key="k"), NOW).job
    assert again.steps[0] == WAIT


@pytest.mark.parametrize(
    ("now", "follows"),
    [
        pytest.param(NOW, False, id="long before"),
        pytest.param(END - REMIND - timedelta(seconds=1), False, id="a second too early"),
        pytest.param(END - REMIND, True, id="in time"),
        pytest.param(END - timedelta(seconds=1), True, id="late, but not too late"),
        pytest.param(END, False, id="when the time has come"),
        pytest.param(END + HOUR, False, id="long after"),
        pytest.param(NOW - HOUR, False, id="by a clock that was put back"),
    ],
)
def test_a_reminder_is_given_in_time_or_late_but_never_after_the_end(now, follows):
    change = machine.change(waiting(), Reminded(worker="A"), now)

    assert isinstance(change, Change) is follows
    if isinstance(change, Change):
        assert change.job.steps[0].wait.reminded == now
        assert [entry.kind for entry in change.entries] == [Kind.REMINDED]
        assert change.wake == END


def test_a_reminder_is_given_once_whatever_the_clock_does():
    job = then(waiting(), Reminded(worker="A"), END - REMIND).job

    for now in (END - REMIND, NOW, END - HOUR):
        assert isinstance(machine.change(job, Reminded(worker="B"), now), Refused)


def test_the_job_is_looked_at_for_its_reminder_and_then_for_its_end():
    job = waiting()
    assert machine.wake(job, NOW) == END - REMIND

    job = then(job, Reminded(worker="A"), END - HOUR).job
    assert machine.wake(job, END - HOUR) == END


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(wait_until(say("A while"), seconds=60), id="a wait without one"),
        pytest.param(question(), id="a gate"),
    ],
)
def test_nobody_is_reminded_of_anything_else(step):
    event = Waits(worker="A") if step.gate is None else Opened(worker="A", nonce="n")
    job = then(before_it(step=step), event, NOW).job

    assert isinstance(machine.change(job, Reminded(worker="A"), NOW), Refused)


OPEN = question(seconds=7 * 86_400.0)


def at_gate(*, step=OPEN) -> Job:
    return then(before_it(step=step), Opened(worker="A", nonce="n"), NOW).job


@pytest.mark.parametrize(
    ("now", "follows"),
    [
        pytest.param(NOW, False, id="when it opens"),
        pytest.param(NOW + 6 * DAY - timedelta(seconds=1), False, id="a second too early"),
        pytest.param(NOW + 6 * DAY, True, id="a day before it closes"),
        pytest.param(NOW + 7 * DAY - timedelta(seconds=1), True, id="late, but not too late"),
        pytest.param(NOW + 7 * DAY, False, id="when it closes"),
    ],
)
def test_a_gate_that_is_open_for_long_reminds_a_day_before_it_closes(now, follows):
    change = machine.change(at_gate(), Reminded(worker="A"), now)

    assert isinstance(change, Change) is follows
    if isinstance(change, Change):
        assert change.job.steps[0].gate.reminded == now
        assert [entry.kind for entry in change.entries] == [Kind.REMINDED]
        assert change.wake == NOW + 7 * DAY
        assert isinstance(machine.change(change.job, Reminded(worker="B"), now), Refused)


def test_a_gate_that_is_open_for_hours_reminds_nobody():
    job = at_gate(step=question(seconds=4 * 3600.0))

    assert machine.wake(job, NOW) == NOW + 4 * HOUR
    assert isinstance(machine.change(job, Reminded(worker="A"), NOW + 3 * HOUR), Refused)


def test_a_reminder_changes_neither_the_plan_nor_the_opening_and_is_over_with_it():
    job = at_gate()
    told = then(job, Reminded(worker="A"), NOW + 6 * DAY).job

    assert Step.from_json(told.steps[0].to_json()) == told.steps[0]
    assert fingerprint(told.steps) == fingerprint(job.steps) == job.fingerprint
    yes = Approved(by=LEAD, gate="go", fingerprint=job.fingerprint, nonce="n")
    assert then(told, yes, NOW + 6 * DAY).job.state is State.DONE
    lapsed = then(told, Expired(worker="A"), NOW + 7 * DAY).job
    assert then(lapsed, Retried(by=MINJI, key="k"), NOW + 8 * DAY).job.steps[0] == OPEN


def test_a_gate_that_an_older_program_stored_reminds_too():
    stored = at_gate().to_json()
    assert "reminded" not in stored["steps"][0]["gate"]

    job = Job.from_json(stored)

    assert machine.wake(job, NOW) == NOW + 6 * DAY


def test_a_plan_names_the_time_it_waits_for_and_how_long_its_gates_stay_open():
    asks = Question(name="go", title=say("Go on?"))
    plan = Plan(
        title=say("All of it"),
        items=(
            asks,
            Pause(title=say("Until it is due"), at=reference(DUE), remind=60.0),
            replace(asks, name="publish", seconds=7 * 86_400.0),
        ),
    )

    steps = steps_of(plan, Planning(runbook="x"), Approvals(seconds=900.0))

    assert [step.gate.seconds for step in steps if step.gate] == [900.0, 7 * 86_400.0]
    assert [step.wait for step in steps if step.wait] == [Wait(named=DUE, remind=60.0)]


@pytest.fixture
def clock() -> Moving:
    return Moving()


@pytest.fixture
def at_work(working):
    records = Recorder(values={"a": "old"})
    return lambda: working({}, worlds=records.world, lease=3600)


async def hand_in(desk, told, *, remind=REMIND):
    appoint = do(Appoint(key="a", value="new", old="old", told=told))
    wait = wait_until(say("Until it is due"), named=DUE, remind=remind.total_seconds())
    await desk.submit(REQUEST, **order(steps=(question(), appoint, wait)))
    await desk.settled()
    await decide(desk)
    await desk.settled()


async def kinds(store, step=2):
    """What the journal says of a step; of the wait, unless another is named."""
    links = await store.journal(1)
    return [link.entry["kind"] for link in links if link.entry.get("step") == step]


async def written(store, kind, step=2):
    async def there():
        return kind in await kinds(store, step)

    await until(there)


async def test_a_wait_of_49_hours_reminds_once_whoever_is_at_work(desk, store, clock, at_work):
    async with at_work():
        await hand_in(desk, (clock.now() + timedelta(hours=49)).isoformat())
    clock.offset += timedelta(hours=45)
    async with at_work():
        await written(store, "reminded")
    clock.offset -= HOUR
    async with at_work():
        await desk.settled()
        clock.offset += timedelta(hours=5)
        await written(store, "came")

    assert await kinds(store) == ["waits", "reminded", "came"]
    assert await store.verify(1) is None


async def test_a_wait_shorter_than_its_reminder_reminds_at_once(desk, store, clock, at_work):
    async with at_work():
        await hand_in(desk, (clock.now() + HOUR).isoformat())

    assert await kinds(store) == ["waits", "reminded"]
    assert (await desk.job(1)).state is State.WAITING


async def test_a_reminder_that_nobody_was_there_to_give_is_left_out(desk, store, clock, at_work):
    async with at_work():
        await hand_in(desk, (clock.now() + timedelta(hours=49)).isoformat())
    clock.offset += timedelta(hours=50)
    async with at_work():
        await written(store, "came")

    assert await kinds(store) == ["waits", "came"]


async def test_a_gate_reminds_once_and_lapses_whoever_is_at_work(desk, store, clock, at_work):
    async with at_work():
        await desk.submit(REQUEST, **order(steps=(OPEN, do(Appoint(key="a", value="n", told="")))))
        await desk.settled()
    clock.offset += 6 * DAY + HOUR
    async with at_work():
        await written(store, "reminded", 0)
    clock.offset += 22 * HOUR
    async with at_work():
        await desk.settled()
        clock.offset += HOUR
        await written(store, "expired", 0)

    assert await kinds(store, 0) == ["opened", "reminded", "expired"]
    assert (await desk.job(1)).state is State.FAILED


async def test_a_time_that_has_passed_already_is_not_waited_for(desk, store, clock, at_work):
    async with at_work():
        await hand_in(desk, (clock.now() - HOUR).isoformat())

    assert await kinds(store) == ["waits", "came"]
    assert (await desk.job(1)).state is State.DONE


async def test_a_job_that_was_told_no_time_fails_and_does_not_go_on(desk, at_work):
    async with at_work():
        await hand_in(desk, "soon")

    job = await desk.job(1)
    assert (job.state, str(job.why)) == (
        State.FAILED,
        "the due time cannot be read as a time: soon",
    )
