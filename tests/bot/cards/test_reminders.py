"""What a thread is told after a wait: that a decision is due, that it closes, that it is over."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cards import reminders
from bot.talk import Reply
from commands.gates import PLAN, PUBLISH, PURGE
from commands.phrases import say
from jobs.record import Job, State, StepState
from jobs.steps import Result
from tests.bot.cards.rotating import DUE, NOW, rotating

SEOUL = ZoneInfo("Asia/Seoul")
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)
SPREAD, SIGNS = "certificate on servers", "auth certificate published"


def told(job: Job, locale: str = "en", now: datetime = NOW) -> Reply | None:
    found = reminders.reminder(job, locale, now, SEOUL)
    return None if found is None else found[1]


def at(job: Job, **changes: object) -> Job:
    step = replace(job.steps[job.position], **changes)  # type: ignore[arg-type]
    return replace(job, steps=(*job.steps[: job.position], step, *job.steps[job.position + 1 :]))


def closing(job: Job) -> Job:
    gate = job.steps[job.position].gate
    assert gate is not None
    return at(job, gate=replace(gate, reminded=NOW + WEEK - timedelta(days=1)))


def failed(job: Job, why: str = "Nobody decided in time.") -> Job:
    ended = at(job, state=StepState.FAILED)
    return replace(ended, state=State.FAILED, why=say("{why}", why=why), ended=NOW)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        pytest.param(
            "en",
            "Job 42 needs a decision: `publish`. Type `approve 42 publish` or `reject 42 publish`, "
            "until 2026-11-28 18:00 KST.",
            id="English",
        ),
        pytest.param(
            "ko-KR",
            "작업 42에 결정이 필요합니다(`publish`). 2026-11-28 18:00 KST까지 `approve 42 "
            "publish` 또는 `reject 42 publish`를 입력하십시오.",
            id="Korean",
        ),
        pytest.param(
            "fr-FR",
            "La tâche 42 attend une décision (`publish`) : `approve 42 publish` ou `reject 42 "
            "publish`, jusqu'au 2026-11-28 18:00 KST.",
            id="French",
        ),
    ],
)
def test_a_gate_that_opens_after_a_wait_is_told_with_what_to_type_and_until_when(
    locale: str, said: str
) -> None:
    reply = told(rotating(PUBLISH), locale)

    assert reply is not None
    assert (reply.text, reply.card) == (said, None)
    assert reply.summary == said.replace("`", "")


def test_a_decision_that_is_asked_anew_is_told_with_the_reason_also_where_nobody_waited() -> None:
    job = rotating(PLAN)
    gate = job.steps[job.position].gate
    assert gate is not None
    assert told(job) is None

    reply = told(at(job, gate=replace(gate, before=NOW - WEEK)))

    assert reply is not None
    assert "Job 42 needs a decision: `plan`." in reply.text
    assert (
        "This is asked anew: it was approved at 2026-11-14 18:00 KST, and an approval holds for 4 h"
        in reply.text
    )


def test_before_it_closes_the_thread_is_told_how_long_is_left() -> None:
    reply = told(closing(rotating(PUBLISH)), now=NOW + WEEK - 23 * HOUR)

    assert reply is not None
    assert reply.summary.startswith(
        "Job 42 still needs a decision, and its time ends in 23 h: publish. Type approve 42 "
    )


def test_what_has_happened_by_itself_meanwhile_is_told_with_the_decision() -> None:
    reply = told(closing(rotating(PUBLISH)), now=NOW + WEEK - 23 * HOUR)

    assert reply is not None
    assert reply.text.endswith(
        "KST. By now Exchange has published it by itself. Approve to restart what signs and to "
        "test; to go back: `cancel 42`, then `undo 42`."
    )


def test_a_gate_that_nobody_decided_about_says_how_it_is_opened_anew_and_what_goes_on() -> None:
    reply = told(failed(rotating(PUBLISH)))

    assert reply is not None
    assert reply.text == (
        "Job 42: `rotate auth cert hbna.co.kr`. Nobody decided about `publish` in time, so the "
        "job has ended. Type `retry 42` to open the decision anew. The certificate stays staged: "
        "Exchange publishes it by 2026-11-24 07:00 KST at the latest. Only `undo 42` stops that, "
        "and leads must approve it."
    )


@pytest.mark.parametrize(
    "where", [pytest.param("wait for", id="while it waits"), pytest.param("rotation", id="after")]
)
def test_a_failure_that_nobody_saw_says_where_and_why(where: str) -> None:
    reply = told(failed(rotating(where), "EX02 has it not."))

    assert reply is not None
    assert "It failed while nobody was there, at “" in reply.summary
    assert "”: EX02 has it not. Type retry 42 to go on from there." in reply.summary


@pytest.mark.parametrize(
    ("job", "is_told"),
    [
        pytest.param(rotating("auth certificate copied"), True, id="hours after anybody looked"),
        pytest.param(rotating("auth key added"), False, id="right after the approval"),
    ],
)
def test_a_change_that_a_person_must_look_at_is_told_where_nobody_watches(
    job: Job, is_told: bool
) -> None:
    doubtful = at(job, result=Result.UNKNOWN)
    reply = told(replace(doubtful, state=State.WAITING, why=say("EX01 is silent.")))

    assert (reply is not None) is is_told
    if reply is not None:
        assert reply.text.startswith("Job 42 needs somebody: whether “Bring the certificate")
        assert reply.text.endswith(
            "cannot be told. EX01 is silent. When you have looked, type `resume 42`."
        )


@pytest.mark.parametrize(
    ("job", "now"),
    [
        pytest.param(rotating(PLAN), NOW, id="the first gate stands right after the request"),
        pytest.param(rotating(PURGE), NOW, id="a gate right after another"),
        pytest.param(failed(rotating(PLAN)), NOW, id="nobody approved the plan"),
        pytest.param(failed(rotating(SIGNS)), NOW, id="a change right after its approval"),
        pytest.param(rotating(PUBLISH), NOW + WEEK, id="its time is over"),
        pytest.param(closing(rotating(PUBLISH)), NOW + WEEK, id="it has closed"),
        pytest.param(failed(rotating(PUBLISH)), NOW + WEEK, id="a week ago"),
        pytest.param(
            replace(failed(rotating(PUBLISH)), state=State.REFUSED), NOW, id="somebody refused it"
        ),
        pytest.param(
            replace(failed(rotating("wait for")), state=State.CANCELLED), NOW, id="cancelled"
        ),
        pytest.param(rotating("wait until"), DUE - 9 * HOUR, id="a wait that is not nearly over"),
    ],
)
def test_nobody_is_told_what_they_have_just_seen_or_what_is_long_over(
    job: Job, now: datetime
) -> None:
    assert told(job, now=now) is None


def test_each_opening_of_a_gate_and_each_failure_has_a_name_of_its_own() -> None:
    job = rotating(PUBLISH)
    gate = job.steps[job.position].gate
    assert gate is not None
    ended = failed(job)
    every = [
        job,
        at(job, gate=replace(gate, nonce="n2")),
        closing(job),
        ended,
        replace(ended, ended=NOW + HOUR),
    ]

    keys = {found[0] for each in every if (found := reminders.reminder(each, "en", NOW, SEOUL))}

    assert len(keys) == len(every)
