from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.findings import Verdict
from commands.phrases import say
from jobs import machine
from jobs.entries import Kind
from jobs.events import Begun, Cancelled, PlanMade, Progress, Proven, StepFailed
from jobs.machine import Change, Refused
from jobs.plan import Planning, confirm, plan_step
from jobs.planned import Planned
from jobs.record import Job, State, StepState
from tests.jobs.deeds import put, question
from tests.jobs.parts import MINJI, REQUEST, finding, prove

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=5)


def created(*subjects):
    change = machine.create(
        REQUEST,
        organisation="hbna",
        steps=[prove(subject) for subject in subjects],
        requester=MINJI,
        conversation=None,
        now=NOW,
    )
    return replace(change.job, id=7)


def after(job, *events):
    for event in events:
        change = machine.change(job, event, LATER)
        assert isinstance(change, Change), event
        job = change.job
    return job


BEGUN = Begun(worker="A")
PROVEN = Proven(worker="A", findings=(finding("a"),))
FAILED = StepFailed(worker="A", why=say("It broke."))


def test_a_job_begins_with_all_its_steps_before_it():
    change = machine.create(
        REQUEST, organisation="hbna", steps=[prove()], requester=MINJI, conversation=None, now=NOW
    )

    assert change.job.state is State.RUNNING
    assert change.job.position == 0
    assert [entry.kind for entry in change.entries] == [Kind.CREATED]


def test_a_job_without_steps_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="none"):
        created()


def test_it_is_done_when_its_last_step_is_proven():
    job = after(created("x", "y"), BEGUN, PROVEN)
    assert (job.state, job.position) == (State.RUNNING, 1)

    job = after(job, BEGUN, PROVEN)

    assert (job.state, job.position, job.ended) == (State.DONE, 2, LATER)
    assert all(step.state is StepState.DONE for step in job.steps)


def test_findings_of_an_earlier_step_stay_and_a_newer_answer_replaces_the_older():
    first = Proven(worker="A", findings=(finding("a", Verdict.FAIL), finding("b")))
    second = Proven(worker="A", findings=(finding("a"),))

    job = after(created("x", "y"), BEGUN, first, BEGUN, second)

    assert job.findings == (finding("b"), finding("a"))


def test_planning_is_counted_only_until_it_is_done():
    first = plan_step("x", say("Plan"), {}, only=False)
    planned = (question(), confirm(Planning(runbook="x")), put("a"))
    job = replace(created("x"), steps=(first,), position=0)
    assert (job.number, job.plain_steps) == (1, (first,))

    job = after(job, BEGUN, PlanMade(worker="A", plan=Planned(title=say("All")), steps=planned))

    assert (job.position, job.number) == (1, 1)
    assert job.plain_steps == planned


def test_progress_shows_findings_without_a_journal_entry():
    job = after(created("x"), BEGUN)

    change = machine.change(job, Progress(check="a", findings=(finding("a"),)), LATER)

    assert isinstance(change, Change)
    assert change.entries == ()
    assert (change.job.judged, change.job.findings) == (("a",), (finding("a"),))


def test_a_step_taken_up_again_starts_its_findings_over_and_keeps_those_before():
    progress = Progress(check="b", findings=(finding("b"),))
    job = after(created("x", "y"), BEGUN, PROVEN, BEGUN, progress)

    job = after(job, Begun(worker="B"))

    assert job.findings == PROVEN.findings
    assert job.judged == ()


def test_the_result_replaces_the_progress_that_led_to_it():
    progress = Progress(check="a", findings=(finding("a.1"), finding("a.2")))

    job = after(created("x"), BEGUN, progress, PROVEN)

    assert job.findings == PROVEN.findings


def test_a_step_that_failed_ends_the_job_and_says_why():
    job = after(created("x", "y"), BEGUN, FAILED)

    assert (job.state, job.why, job.steps[0].state) == (
        State.FAILED,
        FAILED.why,
        StepState.FAILED,
    )


def test_a_cancel_names_who_wanted_it():
    change = machine.change(created("x"), Cancelled(by=MINJI), LATER)

    assert isinstance(change, Change)
    assert change.job.state is State.CANCELLED
    assert change.entries[0].to_json()["by"]["id"] == MINJI.id


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(PROVEN, id="proven"),
        pytest.param(FAILED, id="failed"),
        pytest.param(Progress(check="a", findings=()), id="progress"),
    ],
)
def test_nothing_follows_for_a_step_that_was_not_begun(event):
    assert isinstance(machine.change(created("x"), event, LATER), Refused)


def test_the_same_check_answers_once_in_a_step():
    progress = Progress(check="a", findings=(finding("a"),))
    job = after(created("x"), BEGUN, progress)

    assert isinstance(machine.change(job, progress, LATER), Refused)


ids = st.sampled_from(["a", "b", "a.1", "connector", "connector.cloud"])
found = st.builds(finding, ids, st.sampled_from(Verdict)).map(lambda item: (item,))
events = st.one_of(
    st.builds(Begun, worker=st.sampled_from("AB")),
    st.builds(Progress, check=ids, findings=found),
    st.builds(Proven, worker=st.just("A"), findings=found),
    st.just(FAILED),
    st.builds(Cancelled, by=st.just(MINJI)),
)


@settings(deadline=None)
@given(steps=st.integers(1, 4), script=st.lists(events, max_size=30))
def test_whatever_happens_a_job_stays_sound(steps, script):
    job = created(*(["x"] * steps))
    for event in script:
        change = machine.change(job, event, LATER)
        if isinstance(change, Refused):
            continue
        assert not job.state.ended, "an ended job never changes"
        assert bool(change.entries) != isinstance(event, Progress), "each decision is journalled"
        assert (change.job.head, change.job.entries) == (job.head, job.entries)
        job = change.job
        done = [step.state is StepState.DONE for step in job.steps]
        assert done == [index < job.position for index in range(steps)], "in order, none skipped"
        assert (job.state is State.DONE) == all(done)
        assert (job.ended is not None) == job.state.ended
        assert (job.why is not None) == (job.state in {State.FAILED, State.CANCELLED})
        assert Job.from_json(job.to_json()) == job


@settings(deadline=None)
@given(script=st.lists(events, max_size=20))
def test_every_job_can_still_end(script):
    job = created("x", "y")
    for event in script:
        change = machine.change(job, event, LATER)
        job = change.job if isinstance(change, Change) else job

    if not job.state.ended:
        job = after(job, Cancelled(by=MINJI))

    assert job.state.ended
