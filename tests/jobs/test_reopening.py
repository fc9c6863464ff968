"""A retry behind a decision of high risk: a young approval holds, an old one is asked anew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commands.gates import PLAN, RETIRE
from commands.phrases import say
from jobs import machine
from jobs.entries import Kind
from jobs.events import (
    Approved,
    Begun,
    Came,
    Confirmed,
    Done,
    Expired,
    Opened,
    Proven,
    Retried,
    StepFailed,
    Waits,
)
from jobs.machine import Change
from jobs.plan import Planning, confirm, fingerprint, wait_for
from jobs.record import Job, State, StepKind, StepState
from jobs.steps import Result
from tests.jobs.deeds import LEAD, LEAD2, Holds, put, question
from tests.jobs.parts import MINJI, REQUEST, finding, prove

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
AGAIN = Retried(by=MINJI, key="k")
BROKEN = StepFailed(worker="A", why=say("It broke."), result=Result.REFUSED)
HELD = wait_for(Holds(key="a", value="b"), every=60, seconds=600)
FOUND = Done(worker="A", result=Result.ALREADY)
PROVEN = Proven(worker="A", findings=(finding("a"),))
BEGUN, WAITS, CAME = Begun(worker="A"), Waits(worker="A"), Came(worker="A")


def after(job: Job, *events, now: datetime = NOW) -> Job:
    for event in events:
        change = machine.change(job, event, now)
        assert isinstance(change, Change), (event, change)
        job = change.job
    return job


def created(*steps) -> Job:
    change = machine.create(
        REQUEST,
        organisation="hbna",
        steps=steps,
        requester=MINJI,
        conversation=None,
        now=NOW,
    )
    return replace(change.job, id=7)


def decided(job: Job, *leads, nonce: str = "n1", now: datetime = NOW) -> Job:
    gate = job.steps[job.position].subject
    yes = (Approved(by=each, gate=gate, fingerprint=job.fingerprint, nonce=nonce) for each in leads)
    return after(job, Opened(worker="A", nonce=nonce), *yes, now=now)


def failed(gate: str = RETIRE, *, needs: int = 2, now: datetime = NOW) -> Job:
    """A job that waited, changed one thing and proved it, and could not change the next."""
    asked = question(gate, needs=needs, seconds=WEEK.total_seconds())
    job = created(asked, HELD, put("a"), prove(), put("b"), prove())
    job = decided(job, LEAD, LEAD2) if needs == 2 else decided(job, LEAD)
    job = after(job, WAITS, CAME, BEGUN, FOUND, BEGUN, PROVEN, BEGUN, BROKEN, now=now)
    assert (job.state, job.position) == (State.FAILED, 4)
    return job


def test_an_approval_that_is_too_old_is_asked_for_anew_and_what_followed_it_is_seen_again():
    job = failed()

    change = machine.change(job, AGAIN, NOW + WEEK + timedelta(seconds=1))

    assert isinstance(change, Change)
    again = change.job
    assert (again.state, again.position) == (State.RUNNING, 0)
    gate = again.steps[0].gate
    assert (gate.nonce, gate.approvals, gate.before) == ("", (), NOW)
    states = [step.state is StepState.DONE for step in again.steps]
    assert states == [False, False, True, False, False, False], "the change stays as it was made"
    assert again.fingerprint == fingerprint(again.steps) == job.fingerprint
    assert Job.from_json(again.to_json()) == again
    (entry,) = change.entries
    assert entry.to_json() == {
        "format": 2,
        "kind": "retried",
        "at": (NOW + WEEK + timedelta(seconds=1)).isoformat(),
        "by": vars(MINJI),
        "step": 4,
        "reopens": RETIRE,
        "nonce": "n1",
        "approved": NOW.isoformat(),
    }


def test_then_it_goes_on_past_what_was_changed_before():
    job = after(failed(), AGAIN, now=NOW + 3 * WEEK)

    job = decided(job, LEAD, LEAD2, nonce="n2", now=NOW + 3 * WEEK)
    job = after(job, WAITS, CAME, now=NOW + 3 * WEEK)
    assert job.position == 3, "the first change is not made twice"
    job = after(job, BEGUN, PROVEN, BEGUN, now=NOW + 3 * WEEK)

    assert (job.position, job.steps[4].state) == (4, StepState.RUNNING)


def test_the_approval_of_before_decides_nothing_any_more():
    job = after(failed(), AGAIN, Opened(worker="A", nonce="n2"), now=NOW + 2 * WEEK)

    old = Approved(by=LEAD, gate=RETIRE, fingerprint=job.fingerprint, nonce="n1")

    assert not isinstance(machine.change(job, old, NOW + 2 * WEEK), Change)


def test_where_nobody_decides_again_in_time_it_stays_a_decision_that_is_asked_anew():
    job = after(failed(), AGAIN, Opened(worker="A", nonce="n2"), now=NOW + 2 * WEEK)

    job = after(job, Expired(worker="A"), AGAIN, now=NOW + 3 * WEEK)

    assert (job.position, job.steps[0].gate.before) == (0, NOW)


def test_what_was_gone_past_is_not_tried_again_with_the_decision():
    steps = (question(RETIRE), replace(put("a"), may_fail=True), HELD, put("b"))
    job = after(decided(created(*steps), LEAD), BEGUN, BROKEN, WAITS, CAME, BEGUN, BROKEN)

    job = decided(after(job, AGAIN, now=NOW + WEEK), LEAD, nonce="n2", now=NOW + WEEK)

    assert (job.position, job.steps[1].result) == (2, Result.REFUSED)


@pytest.mark.parametrize(
    ("job", "later"),
    [
        pytest.param(failed(), WEEK, id="a young approval"),
        pytest.param(failed(), -WEEK, id="a clock that was put back"),
        pytest.param(failed(PLAN, needs=1), WEEK, id="a decision of no high risk"),
        pytest.param(
            after(
                decided(created(question(RETIRE), put("a"), HELD, question(PLAN), put("b")), LEAD),
                BEGUN, FOUND, WAITS, StepFailed(worker="A", why=say("It broke.")),
            ),
            9 * WEEK,
            id="a decision of which every change is made",
        ),
    ],
)  # fmt: skip
def test_otherwise_it_goes_on_from_the_step_that_failed(job, later):
    again = after(job, AGAIN, now=NOW + later)

    assert again.position == job.position
    assert again.steps[: job.position] == job.steps[: job.position]
    assert again.steps[job.position].state is StepState.PENDING


@pytest.mark.parametrize(
    ("made", "state"),
    [
        pytest.param((), StepState.PENDING, id="nothing was changed"),
        pytest.param((BEGUN, FOUND), StepState.DONE, id="the job itself has moved it"),
    ],
)
def test_what_the_plan_rests_on_is_compared_again_while_it_can_be(made, state):
    steps = (question(RETIRE), confirm(Planning(runbook="x")), put("a"), put("b"))
    job = decided(created(*steps), LEAD)
    job = after(job, BEGUN, Confirmed(worker="A"), *made, BEGUN, BROKEN)

    again = after(job, AGAIN, now=NOW + WEEK)

    assert again.position == 0
    assert again.steps[1].kind is StepKind.CONFIRM
    assert again.steps[1].state is state


def test_the_journal_says_of_another_retry_no_more_than_before():
    change = machine.change(failed(), AGAIN, NOW)

    assert isinstance(change, Change)
    assert [each.kind for each in change.entries] == [Kind.RETRIED]
    assert change.entries[0].details == {}


def test_the_approval_of_a_plan_has_an_age_too_of_a_day_at_least():
    short = decided(created(question(PLAN, seconds=3600), put("a"), put("b")), LEAD)
    job = after(short, BEGUN, BROKEN)

    young = after(job, AGAIN, now=NOW + timedelta(days=1))
    old = after(job, AGAIN, now=NOW + timedelta(days=1, seconds=1))

    assert (young.position, old.position) == (1, 0)
    assert (old.steps[0].gate.approvals, old.steps[0].gate.before) == ((), NOW)
