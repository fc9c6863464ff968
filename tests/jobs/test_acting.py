import asyncio
from dataclasses import replace

import pytest

from commands.findings import Verdict
from commands.ports import Outcome
from jobs import machine
from jobs.events import Begun, Intended
from jobs.machine import Refused
from jobs.plan import do
from jobs.record import State, Step, StepKind
from jobs.steps import StepState
from jobs.store import Busy, Store
from tests.jobs.conftest import until
from tests.jobs.deeds import (
    LEAD,
    LEAD2,
    STRANGER,
    Moving,
    Purge,
    Recorder,
    Seal,
    decide,
    put,
    question,
    raising,
    results,
    trouble,
)
from tests.jobs.parts import MINJI, REQUEST, check, finding, order, prove, suite


@pytest.fixture
def clock() -> Moving:
    return Moving()


@pytest.fixture
def records() -> Recorder:
    return Recorder()


@pytest.fixture
def pasts(desk, records, clock):
    """What a story of several attempts looks at, and whose time it moves."""
    return desk, records, clock


@pytest.fixture
def at_work(working, records):
    """Start a worker whose outside is the recorder."""

    async def fine() -> bool:
        return True

    return lambda **more: working(suite(check("a", fine)), worlds=records.world, **more)


@pytest.fixture
def submit(desk):
    """Hand in a job of these steps behind a gate, and approve it when it is open."""

    async def hand_in(*steps: Step, key: str = "activity-1", approved: bool = True):
        job = await desk.submit(REQUEST, **order(key, steps=(question(), *steps)))
        if approved:
            await desk.settled()
            await decide(desk, job.id)
        return job

    return hand_in


async def kinds(store, number=1):
    return [link.entry["kind"] for link in await store.journal(number)]


async def reaches(desk, state, number=1):
    async def there():
        return (await desk.job(number)).state is state

    await until(there)
    return await desk.job(number)


async def test_a_change_is_intended_made_and_read_back(desk, store, records, at_work, submit):
    async with at_work():
        await submit(put("a"), prove(), put("b"))
        await desk.settled()

    job = await desk.job(1)
    assert (job.state, job.why) == (State.DONE, None)
    assert records.changes == [("a", "new"), ("b", "new")]
    assert results(job) == [None, "done", None, "done"]
    assert await kinds(store) == [
        *("created", "opened", "approved"),
        *("begun", "intended", "done"),
        *("begun", "proven"),
        *("begun", "intended", "done"),
    ]
    intended = (await store.journal(1))[4].entry
    assert intended["action"]["values"]["key"] == "a"
    assert await store.verify(1) is None


async def test_what_is_so_already_is_not_changed(desk, store, records, at_work, submit):
    records.values["a"] = "new"
    async with at_work():
        await submit(put("a"))
        await desk.settled()

    assert records.changes == []
    assert results(await desk.job(1)) == [None, "already so"]
    assert (await kinds(store))[3:] == ["begun", "done"]


async def test_what_was_certainly_not_sent_is_tried_again_after_a_pause(
    desk, store, records, at_work, submit
):
    records.before = [raising(trouble(Outcome.NOT_SENT))]
    async with at_work():
        await submit(put("a"))
        waiting = await reaches(desk, State.WAITING)
        assert "could not be reached" in str(waiting.steps[1].told)
        await reaches(desk, State.DONE)

    assert records.changes == [("a", "new")]
    assert (await kinds(store))[3:] == [
        "begun",
        "intended",
        "not done",
        "begun",
        "intended",
        "done",
    ]


@pytest.mark.long
async def test_what_can_never_be_sent_fails_in_the_end(desk, records, at_work, submit, clock):
    records.before = [raising(trouble(Outcome.NOT_SENT))] * 6
    async with at_work():
        await submit(put("a"))
        for _ in range(5):
            await reaches(desk, State.WAITING)
            clock.offset += (await desk.job(1)).steps[1].again - clock.now()
            await desk.settled()
        job = await reaches(desk, State.FAILED)

    assert records.changes == []
    assert job.steps[1].state is StepState.FAILED


async def test_a_refusal_fails_the_job_and_a_retry_goes_on_from_there(
    desk, records, at_work, submit
):
    records.before = [raising(trouble(Outcome.REFUSED, "no such user"))]
    async with at_work():
        await submit(put("a"), put("b"))
        failed = await reaches(desk, State.FAILED)
        assert "no such user" in str(failed.why)
        assert results(failed) == [None, "refused", None]

        first = await desk.retry(1, by=MINJI, key="activity-2")
        await reaches(desk, State.DONE)
        again = await desk.retry(1, by=MINJI, key="activity-2")

    assert first.id == again.id == 1
    assert records.changes == [("a", "new"), ("b", "new")]


async def test_a_call_whose_answer_was_lost_is_settled_by_reading(desk, records, at_work, submit):
    records.after = [raising(trouble(Outcome.UNKNOWN))]
    async with at_work():
        await submit(put("a"))
        await desk.settled()

    assert records.changes == [("a", "new")]
    assert results(await desk.job(1)) == [None, "done"]


async def test_a_call_that_was_lost_is_made_again_once_that_is_certain(
    desk, store, records, at_work, submit
):
    records.before = [raising(trouble(Outcome.UNKNOWN))]
    async with at_work():
        await submit(put("a"))
        await desk.settled()

    assert records.changes == [("a", "new")]
    assert (await kinds(store))[3:] == ["begun", "intended", "not done", "intended", "done"]


async def test_a_call_that_takes_too_long_is_settled_by_reading(desk, records, at_work, submit):
    records.after = [asyncio.Event().wait]
    async with at_work():
        await submit(put("a"))
        await desk.settled()

    assert records.changes == [("a", "new")]
    assert results(await desk.job(1)) == [None, "done"]


@pytest.mark.parametrize(
    ("outcome", "times"),
    [
        (Outcome.REFUSED, 1),
        pytest.param(Outcome.NOT_SENT, 6, marks=pytest.mark.long),
        pytest.param(Outcome.UNKNOWN, 1, marks=pytest.mark.long),
    ],
)
async def test_a_job_goes_past_what_may_fail_and_shows_why(at_work, submit, pasts, outcome, times):
    desk, records, clock = pasts

    async def fail():
        records.blind = 3 if outcome is Outcome.UNKNOWN else 0
        raise trouble(outcome, "no such user")

    records.before = [fail] * times
    async with at_work():
        await submit(replace(put("a"), may_fail=True), put("b"))
        for _ in range(1, times):
            await reaches(desk, State.WAITING)
            clock.offset += (await desk.job(1)).steps[1].again - clock.now()
            await desk.settled()
        job = await reaches(desk, State.DONE)

    unknown = outcome is Outcome.UNKNOWN
    assert results(job) == [None, "unknown" if unknown else "refused", "done"]
    assert job.steps[1].state is StepState.FAILED
    assert job.steps[1].told is not None
    assert ("b", "new") in records.changes


async def test_what_nobody_can_tell_waits_for_a_person_who_has_it_looked_at_again(
    desk, store, records, at_work, submit
):
    async def go_blind():
        records.blind = 3
        raise trouble(Outcome.UNKNOWN)

    records.after = [go_blind]
    async with at_work():
        await submit(put("a"))
        job = await reaches(desk, State.WAITING)
        assert "no answer" in str(job.why)
        assert results(job) == [None, "unknown"]
        assert records.changes == [("a", "new")]

        await desk.resume(1, by=LEAD)
        await reaches(desk, State.DONE)

    assert records.changes == [("a", "new")]
    assert "resumed" in await kinds(store)


async def test_what_was_accepted_but_never_shows_is_not_repeated(desk, records, at_work, submit):
    async def lose():
        records.values.clear()

    records.after = [lose]
    async with at_work():
        await submit(put("a"))
        job = await reaches(desk, State.WAITING)

    assert "reading it back" in str(job.why)
    assert records.changes == [("a", "new")]


async def test_nothing_is_sent_when_the_worker_stood_still_after_its_intent(
    desk, store, records, at_work, submit, monkeypatch
):
    witness, stalls = Store.witness, [1.1]

    async def slow(self, held):
        if stalls:
            await asyncio.sleep(stalls.pop())  # noqa: TID251  (the stall)
        return await witness(self, held)

    monkeypatch.setattr(Store, "witness", slow)
    async with at_work():
        await submit(put("a"))
        await desk.settled()

    assert records.changes == [("a", "new")]
    assert (await kinds(store))[3:] == ["begun", "intended", "not done", "intended", "done"]


async def test_what_a_dead_worker_intended_is_not_looked_for_before_it_can_no_longer_land(
    desk, store, records, at_work, submit, clock
):
    async with at_work():
        await submit(put("a"), approved=False)
        await desk.settled()
    await decide(desk)
    held = await store.claim(1, owner="A/1", lease=30)
    deadline = await store.time() + 600
    for event in (Begun(worker="A"), Intended(worker="A", deadline=deadline, fence=held.fence)):
        held = await store.commit(held, machine.change(held.job, event, clock.now()))
    looks = []

    async def look():
        looks.append(await store.time() - deadline)

    records.looks = look
    await store.release(held)  # A is gone; its call is still on its way
    async with at_work():
        await reaches(desk, State.DONE)

    assert looks[0] >= 0, "it was looked for while it could still land"
    assert records.changes == [("a", "new")]


async def test_a_change_of_an_unknown_name_fails_before_anything_is_sent(
    desk, records, at_work, submit
):
    step = put("a")
    async with at_work():
        await submit(replace(step, action={"name": "tomorrow", "values": {}}))
        job = await reaches(desk, State.FAILED)

    assert str(job.why) == "This version does not know the action `tomorrow`."
    assert records.changes == []


async def test_how_far_a_long_change_is_shows_while_it_goes_on(desk, records, at_work, submit):
    gate = asyncio.Event()
    records.before = [gate.wait]
    async with at_work():
        await submit(put("a", seconds=20))

        async def shown():
            told = (await desk.job(1)).steps[1].told
            return told is not None and str(told) == "3 of 5 servers"

        await until(shown)
        gate.set()
        await reaches(desk, State.DONE)

    assert (await desk.job(1)).steps[1].told is None


async def test_a_worker_that_stops_finishes_the_call_under_way(
    desk, store, records, at_work, submit
):
    sent, gate = asyncio.Event(), asyncio.Event()

    async def wait():
        sent.set()
        await gate.wait()

    records.before = [wait]
    async with at_work(lease=3600) as worker:
        await submit(put("a", seconds=20), put("b"))
        await sent.wait()
        stopping = asyncio.create_task(worker.stop())
        await asyncio.sleep(0.1)  # noqa: TID251  (lets it stop too early if it would)
        gate.set()
        await stopping

    job = await desk.job(1)
    assert (job.position, results(job)) == (2, [None, "done", None])
    async with at_work(lease=3600):
        await reaches(desk, State.DONE)
    assert records.changes == [("a", "new"), ("b", "new")]
    assert "not done" not in await kinds(store)


async def test_a_cancel_while_a_change_is_sent_takes_effect_once_it_is_settled(
    desk, store, records, at_work, submit
):
    sent, gate = asyncio.Event(), asyncio.Event()

    async def wait():
        sent.set()
        await gate.wait()

    records.before = [wait]
    async with at_work():
        await submit(put("a", seconds=20), put("b"))
        await sent.wait()
        job = await desk.cancel(1, by=MINJI)
        assert (job.state, job.cancelling) == (State.RUNNING, MINJI)
        assert isinstance(await desk.cancel(1, by=MINJI), Refused)
        gate.set()
        job = await reaches(desk, State.CANCELLED)

    assert results(job) == [None, "done", None]
    assert records.changes == [("a", "new")]
    assert (await kinds(store))[-2:] == ["cancelling", "done"]


async def test_a_proof_that_fails_before_a_change_stops_the_job(desk, records, working, submit):
    async def fine() -> bool:
        return True

    bad = replace(check("a", fine), judge=lambda *_: (finding("a", Verdict.FAIL),))
    async with working(suite(bad), worlds=records.world):
        await submit(prove(), put("a"))
        job = await reaches(desk, State.FAILED)

    assert job.position == 1
    assert "nothing further is changed" in str(job.why)
    assert records.changes == []


async def test_one_job_at_a_time_changes_an_organisation_and_checks_never_wait(
    desk, store, records, at_work, submit
):
    gate = asyncio.Event()
    records.before = [gate.wait]
    async with at_work():
        await submit(put("b"), key="other", approved=False)
        await submit(put("a", seconds=20), key="first", approved=False)
        await desk.settled()
        await decide(desk, 2)

        async def held():
            return await store.holder("hbna") is not None

        await until(held)
        assert (await store.holder("hbna")).job == 2
        with pytest.raises(Busy, match=r"Job 2 by Minji is changing hbna since .*job 2"):
            await submit(put("c"), key="third")
        await decide(desk, 1)
        refused = await reaches(desk, State.REFUSED, 1)
        assert "cancel 2" in str(refused.why)
        await desk.submit(REQUEST, **order("check"))
        await reaches(desk, State.DONE, 3)

        gate.set()
        await reaches(desk, State.DONE, 2)
        assert await store.holder("hbna") is None
        await submit(put("c"), key="third")
        await reaches(desk, State.DONE, 4)

    assert records.changes == [("a", "new"), ("c", "new")]


async def test_a_holder_keeps_the_organisation_while_it_waits_and_until_it_is_cancelled(
    desk, store, records, at_work, submit
):
    async with at_work():
        await submit(put("a"), question("again"))
        await desk.settled()
        assert (await store.holder("hbna")).job == 1

        await desk.cancel(1, by=MINJI)

    assert await store.holder("hbna") is None


async def test_undo_puts_back_what_was_changed_last_first_behind_a_gate(
    desk, records, at_work, submit
):
    records.values = {"a": "old", "b": "old", "so": "new"}
    async with at_work():
        await submit(put("a", old="old"), put("so", old="x"), put("b", old="old"))
        await reaches(desk, State.DONE)
        undo = await desk.undo(1, by=MINJI, key="u1")
        assert [step.kind for step in undo.steps] == [StepKind.GATE, StepKind.DO, StepKind.DO]
        assert (await desk.undo(1, by=MINJI, key="u1")).id == undo.id
        refused = await desk.undo(1, by=LEAD, key="u2")
        assert "Job 2 is undoing job 1 already" in str(refused.why)
        await desk.settled()
        assert isinstance(await decide(desk, 2, by=MINJI), Refused)
        await decide(desk, 2)
        assert (await desk.job(2)).state is State.WAITING  # an undo wants two leads
        await decide(desk, 2, by=LEAD2)
        await reaches(desk, State.DONE, 2)

    first = await desk.job(1)
    assert (first.state, str(first.why)) == (State.UNDONE, "Undone by job 2.")
    assert records.changes[2:] == [("b", "old"), ("a", "old")]
    again = await desk.undo(1, by=MINJI, key="u3")
    assert str(again.why) == "Job 1 was undone already."


async def test_an_undo_says_what_it_leaves(desk, records, at_work, submit):
    purge = Purge(key="p", value="gone")
    async with at_work():
        await submit(put("a"), do(purge))
        await reaches(desk, State.DONE)
        undo = await desk.undo(1, by=MINJI, key="u1")
        assert "1 of 2 changes" in str(undo.steps[0].title)
        await desk.settled()
        await decide(desk, 2)
        await decide(desk, 2, by=LEAD2)
        await reaches(desk, State.DONE, 2)

    assert "as far as it can be" in str((await desk.job(1)).why)


@pytest.mark.parametrize(
    ("number", "by", "why"),
    [
        pytest.param(1, MINJI, "Job 1 only looked; there is nothing to undo.", id="a check"),
        pytest.param(2, MINJI, "Job 2 is still open; type cancel 2 to end it first.", id="open"),
        pytest.param(3, MINJI, "Job 3 changed nothing; there is nothing to undo.", id="nothing"),
        pytest.param(9, MINJI, "There is no job 9.", id="none"),
        pytest.param(1, STRANGER, "There is no job 1.", id="of another tenant"),
        pytest.param(4, MINJI, "Job 4 cannot be undone: What was purged is gone.", id="gone"),
        pytest.param(5, MINJI, "Job 5 cannot be undone. What s was is forgotten.", id="sealed"),
        pytest.param(
            6, MINJI, "Job 6 cannot be undone. What s was is forgotten.", id="sealed by another"
        ),
    ],
)
async def test_what_cannot_be_undone_is_refused_with_the_reason(
    desk, at_work, submit, number, by, why
):
    async with at_work():
        await desk.submit(REQUEST, **order("1"))
        await submit(put("a"), key="2", approved=False)
        await submit(put("a"), key="3", approved=False)
        await submit(do(Purge(key="p", value="gone")), key="4")
        await submit(put("c"), do(Seal(key="s", value="shut")), key="5")
        await submit(put("d"), do(Seal(key="s", value="shut")), key="6")
        await desk.settled()
        await desk.cancel(3, by=MINJI)

    refused = await desk.undo(number, by=by, key="u")

    assert str(refused.why) == why


@pytest.mark.parametrize("verb", ["cancel", "resume", "retry"])
async def test_a_job_of_another_tenant_does_not_exist(desk, verb):
    await desk.submit(REQUEST, **order("1"))
    more = {"key": "k"} if verb == "retry" else {}

    refused = await getattr(desk, verb)(1, by=STRANGER, **more)

    assert str(refused.why) == "There is no job 1."


@pytest.mark.parametrize(
    ("verb", "why"),
    [
        pytest.param("resume", "Job 1 has ended already: it is done.", id="resume"),
        pytest.param("retry", "Job 1 is done, so there is nothing to try again.", id="retry"),
        pytest.param("cancel", "Job 1 has ended already: it is done.", id="cancel"),
    ],
)
async def test_a_finished_job_stays_finished(desk, at_work, verb, why):
    async with at_work():
        await desk.submit(REQUEST, **order("1"))
        await desk.settled()
    more = {"key": "k"} if verb == "retry" else {}

    refused = await getattr(desk, verb)(1, by=MINJI, **more)

    assert str(refused.why) == why


async def test_two_leads_must_approve_and_each_counts_once(desk, store, at_work):
    steps = (question(needs=2), put("a"))
    async with at_work():
        await desk.submit(REQUEST, **order(steps=steps))
        await desk.settled()
        answers = await asyncio.gather(*(decide(desk, by=LEAD) for _ in range(5)))
        assert sum(not isinstance(each, Refused) for each in answers) == 1
        assert (await desk.job(1)).state is State.WAITING
        await decide(desk, by=LEAD2)
        await reaches(desk, State.DONE)

    assert (await kinds(store)).count("approved") == 2


async def test_a_lead_can_refuse(desk, records, at_work, submit):
    async with at_work():
        await submit(put("a"), approved=False)
        await desk.settled()
        job = await decide(desk, verb="reject")

    assert (job.state, str(job.why)) == (State.REFUSED, "Refused by Sora.")
    assert records.changes == []


async def test_a_gate_expires_by_the_products_clock_and_a_retry_opens_it_anew(
    desk, at_work, submit, clock, records
):
    async with at_work():
        await submit(put("a"), approved=False)
        await desk.settled()
        old = (await desk.job(1)).steps[0].gate
        clock.offset += old.expires - clock.now()
        refused = await decide(desk)
        assert "time to decide" in str(refused.why) or "has ended" in str(refused.why)
        job = await reaches(desk, State.FAILED)
        assert str(job.why) == "Nobody decided in time: 0 of 1 approvals were given."

        await desk.retry(1, by=MINJI, key="k")
        await desk.settled()
        assert (await desk.job(1)).steps[0].gate.nonce not in {"", old.nonce}
        await decide(desk)
        await reaches(desk, State.DONE)

    assert records.changes == [("a", "new")]
