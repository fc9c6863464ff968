import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.findings import Console, Finding, Verdict
from commands.phrases import Phrase
from commands.request import Request
from jobs import machine
from jobs.events import Approved
from jobs.plan import fingerprint
from jobs.record import (
    FORMAT,
    Conversation,
    Damaged,
    Job,
    Person,
    State,
    Step,
    StepKind,
    StepState,
    TooNew,
)
from jobs.steps import Approval, Gate, Intent, Result, Wait
from tests.jobs.deeds import LEAD

text = st.text(max_size=12)
words = st.dictionaries(text, text, max_size=2).map(lambda items: tuple(items.items()))
values = st.dictionaries(text, text | st.integers(), max_size=2).map(lambda x: tuple(x.items()))
phrases = st.builds(Phrase, text, values)
times = st.datetimes(
    # Hypothesis wants the bounds without a zone.
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
findings = st.builds(
    Finding,
    id=text,
    title=phrases,
    verdict=st.sampled_from(Verdict),
    evidence=st.lists(phrases, max_size=2).map(tuple),
    cause=st.none() | phrases,
    consequence=st.none() | phrases,
    remedy=st.none() | phrases,
    command=text,
    console=st.sampled_from(Console),
    where=st.none() | phrases,
    follows=st.lists(text, max_size=2).map(tuple),
)
people = st.builds(Person, tenant=text, id=text, name=text)
steps = st.builds(
    Step,
    kind=st.sampled_from(StepKind),
    title=phrases,
    subject=text,
    state=st.sampled_from(StepState),
    started=st.none() | times,
    ended=st.none() | times,
    action=st.none() | st.fixed_dictionaries({"name": text, "values": st.just({"key": "a"})}),
    gate=st.none()
    | st.builds(
        Gate,
        needs=st.integers(1, 3),
        seconds=st.floats(0, 1e6),
        nonce=text,
        expires=st.none() | times,
        approvals=st.lists(st.builds(Approval, by=people, at=times), max_size=2).map(tuple),
    ),
    wait=st.none()
    | st.builds(
        Wait,
        seconds=st.floats(0, 1e6),
        at=st.none() | times,
        until=st.none() | times,
        named=text,
        remind=st.floats(0, 1e6),
        reminded=st.none() | times,
    ),
    intent=st.none()
    | st.builds(Intent, at=times, deadline=st.integers(), worker=text, fence=st.integers()),
    result=st.none() | st.sampled_from(Result),
    attempts=st.integers(0, 9),
    again=st.none() | times,
    told=st.none() | phrases,
)
jobs = st.builds(
    Job,
    id=st.integers(1),
    organisation=text,
    request=st.builds(Request, command=text, domain=text, options=words),
    requester=st.none() | people,
    conversation=st.none()
    | st.builds(Conversation, service_url=text, tenant=text, id=text, root=text, bot=text),
    state=st.sampled_from(State),
    steps=st.lists(steps, max_size=3).map(tuple),
    position=st.integers(0, 3),
    findings=st.lists(findings, max_size=2).map(tuple),
    judged=st.lists(text, max_size=3).map(tuple),
    why=st.none() | phrases,
    fingerprint=text,
    cancelling=st.none() | people,
    retried=text,
    undoes=st.none() | st.integers(),
    created=times,
    updated=times,
    ended=st.none() | times,
    version=st.integers(0),
    head=text,
    entries=st.integers(0),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(jobs)
def test_a_record_comes_back_from_json_as_it_was(job):
    assert Job.from_json(json.loads(json.dumps(job.to_json()))) == job


FORMAT_1 = """
{"format":1,"id":12,"organisation":"hbna","request":{"command":"check oauth","domain":"hbna.co.kr",
"options":{}},"requester":{"tenant":"t","id":"p","name":"Minji"},"conversation":{"service_url":
"https://smba.example/kr","tenant":"t","id":"19:ops","root":"1","bot":"28:b","locale":"ko"},
"state":"running","steps":[{"kind":"prove","title":{"say":"OAuth works","with":{}},"subject":
"oauth","state":"running","started":"2026-11-20T09:00:00+00:00","ended":null}],"position":0,
"findings":[],"judged":[],"why":null,"created":"2026-11-20T09:00:00+00:00","updated":
"2026-11-20T09:00:00+00:00","ended":null,"version":3,"head":"abc","entries":2}
"""


def test_a_record_of_the_first_format_is_read_for_ever():
    job = Job.from_json(json.loads(FORMAT_1))

    assert (job.id, job.state, job.steps[0].subject) == (12, State.RUNNING, "oauth")


def test_a_plan_of_the_third_format_is_still_the_one_that_people_were_shown():
    """Its record was written by the last program of that format, open at its first gate."""
    stored = (Path(__file__).parent / "record_format_3.json").read_text(encoding="utf-8")

    job = Job.from_json(json.loads(stored))

    assert job.plan is not None
    assert fingerprint(job.steps[1:], job.plan.basis) == job.fingerprint
    yes = Approved(by=LEAD, gate="plan", fingerprint=job.fingerprint, nonce="n1")
    assert isinstance(machine.change(job, yes, job.updated), machine.Change)
    again = json.loads(json.dumps(job.to_json()))
    assert again == json.loads(stored) | {"format": FORMAT}


def test_a_finding_of_the_first_format_follows_from_nothing():
    stored = Finding(id="x", title=Phrase("X"), verdict=Verdict.FAIL).to_json()
    del stored["where"], stored["follows"]

    finding = Finding.from_json(stored)

    assert (finding.where, finding.follows) == (None, ())


def test_a_record_of_a_later_format_is_not_guessed_at():
    later = json.loads(FORMAT_1) | {"format": FORMAT + 1}

    with pytest.raises(ValueError, match="newer version"):
        Job.from_json(later)


@pytest.mark.parametrize(
    ("name", "value"),
    [("steps", 1), ("state", "gone"), ("request", []), ("created", "today"), ("requester", {}),
     ("findings", [None]), ("format", "5"), ("conversation", "Teams"), ("known", 7), ("ended", 3)],
)  # fmt: skip
def test_a_record_that_is_no_jobs_is_damaged(name, value):
    with pytest.raises(Damaged, match="a stored job cannot be read"):
        Job.from_json(json.loads(FORMAT_1) | {name: value})


@settings(deadline=None)
@given(st.data())
def test_no_record_raises_anything_else(data):
    """Each part of a record in turn is something else, or is not there."""
    stored = json.loads(FORMAT_1)
    place = stored
    while True:
        key = data.draw(
            st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
        )
        deeper = place[key]
        if not (isinstance(deeper, dict | list) and deeper and data.draw(st.booleans())):
            break
        place = deeper
    odd = (
        st.none() | st.integers() | st.text(max_size=3) | st.just([]) | st.just({}) | st.just([[]])
    )
    place[key] = data.draw(odd)

    try:
        job = Job.from_json(stored)
    except (Damaged, TooNew):
        return
    assert isinstance(job, Job)
