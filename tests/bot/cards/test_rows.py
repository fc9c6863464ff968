"""The lines of a plan's steps: what was decided and by whom, each thing said once, sums right."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cards import job as job_card
from bot.cards import pages
from commands.gates import PLAN, PUBLISH, RETIRE
from commands.phrases import say
from commands.runbook import Question
from jobs.change import Change
from jobs.events import Event, Expired, Rejected
from jobs.machine import change
from jobs.record import Job, Person, State, StepKind, StepState
from jobs.steps import Approval, Gate, Result, Step
from tests.bot import made
from tests.bot.cards.house import problems, texts
from tests.bot.cards.rotating import NOW, rotating
from tests.bot.cards.test_plan import CHANGE, planned

SEOUL = ZoneInfo("Asia/Seoul")
SEOJUN = Person(tenant=made.MINJI.tenant, id="lead", name="Seojun Lee")
SORA = Person(tenant=made.MINJI.tenant, id="lead2", name="Sora Park")
AT = datetime(2026, 11, 24, 10, 12, tzinfo=UTC)


def drawn(job: Job, locale: str = "en") -> list[str]:
    card = job_card.render(job, None, locale, NOW, SEOUL)
    assert problems(card) == []
    return texts(card).splitlines()


def with_gate(job: Job, gate: Gate) -> Job:
    """Give the job with its first decision made."""
    step = replace(job.steps[1], state=StepState.DONE, gate=gate)
    return replace(job, state=State.RUNNING, steps=(job.steps[0], step, *job.steps[2:]), position=2)


def approved(*people: Person) -> Gate:
    given = tuple(Approval(by=by, at=AT + timedelta(minutes=n)) for n, by in enumerate(people))
    return Gate(needs=len(people), nonce="n1", approvals=given)


@pytest.mark.parametrize(
    ("locale", "by"),
    [
        pytest.param("en", " · approved by Seojun Lee, 2026-11-24 19:12 KST", id="English"),
        pytest.param("ko-KR", " · 승인: Seojun Lee, 2026-11-24 19:12 KST", id="Korean"),
        pytest.param("fr-FR", " · approuvé par Seojun Lee, le 2026-11-24 19:12 KST", id="French"),
    ],
)
def test_a_decision_that_was_made_names_who_made_it_and_when(locale: str, by: str) -> None:
    job = with_gate(planned(CHANGE), approved(SEOJUN))

    (line,) = (each for each in drawn(job, locale) if each.startswith("✔ 1 "))

    assert line.endswith(by)


def test_two_leads_are_both_named() -> None:
    shown = drawn(with_gate(planned(CHANGE), approved(SEOJUN, SORA)))

    assert any(
        line.endswith(
            "approved by Seojun Lee, 2026-11-24 19:12 KST; Sora Park, 2026-11-24 19:13 KST"
        )
        for line in shown
    )


REFUSED = Rejected(by=SEOJUN, gate=PLAN, nonce="n1", fingerprint="?", reason="not today")
LATE = NOW + timedelta(hours=5)


def after(job: Job, event: Event, now: datetime) -> Job:
    found = change(job, event, now)
    assert isinstance(found, Change)
    return found.job


@pytest.mark.parametrize(
    ("event", "now", "words"),
    [
        pytest.param(REFUSED, NOW, {"en": "refused", "ko": "거부됨", "fr": "refusé"}, id="refused"),
        pytest.param(Expired(worker="B"), LATE,
                     {"en": "nobody decided", "ko": "결정 없음", "fr": "sans décision"},
                     id="lapsed"),
    ],
)  # fmt: skip
def test_a_decision_against_it_or_none_at_all_is_no_failure(
    event: Event, now: datetime, words: Mapping[str, str]
) -> None:
    job = planned(CHANGE)
    if isinstance(event, Rejected):
        event = replace(event, fingerprint=job.fingerprint)
    job = after(job, event, now)

    for locale, word in words.items():
        (line,) = (each for each in drawn(job, locale) if each.startswith("✖ 1 "))
        assert line.endswith(f" · {word}")


@pytest.mark.parametrize("locale", ["en", "ko-KR", "fr-FR"])
def test_an_open_question_is_asked_once_on_the_card_and_stands_whole_on_the_pages(
    locale: str,
) -> None:
    asked = say("Remove all {count} keys?", count=12)
    job = planned(CHANGE)
    gate = replace(job.steps[1], title=asked)
    job = replace(job, steps=(job.steps[0], gate, *job.steps[2:]))
    question = next(line for line in drawn(job, locale) if "12" in line)

    assert sum(question in line for line in drawn(job, locale)) == 1
    assert any(line.startswith("‖ 1 ") and PLAN in line for line in drawn(job, locale))
    page = pages.page(job, 1, locale).card
    assert page is not None
    assert question in texts(page)


def test_the_end_of_the_way_back_is_told_once_wherever_the_job_stands() -> None:
    for gate in (PLAN, PUBLISH, RETIRE):
        assert sum("↶" in line for line in drawn(rotating(gate))) == 1


def results(*each: Result) -> tuple[Step, ...]:
    steps = planned(*[CHANGE] * len(each)).steps
    given = iter(each)
    return tuple(
        replace(step, state=StepState.DONE, result=next(given))
        if step.kind is StepKind.DO
        else replace(step, state=StepState.DONE)
        for step in steps
    )


DONE, ALREADY, NOT = Result.DONE, Result.ALREADY, Result.REFUSED


@pytest.mark.parametrize(
    ("made", "english", "korean", "french"),
    [
        pytest.param([DONE] * 8 + [ALREADY] * 2, "8 changes made, 2 were already so",
                     "변경 8개 적용, 2개는 이미 적용됨", "8 modifications faites, 2 déjà en place",
                     id="several"),
        pytest.param([DONE, ALREADY], "1 change made, 1 was already so",
                     "변경 1개 적용, 1개는 이미 적용됨", "1 modification faite, 1 déjà en place",
                     id="one of each"),
        pytest.param([DONE] * 3, "3 changes made", "변경 3개 적용", "3 modifications faites",
                     id="all made"),
        pytest.param([DONE, NOT, ALREADY], "1 change made, 1 was already so, 1 could not be made",
                     "변경 1개 적용, 1개는 이미 적용됨, 1개는 적용하지 못함",
                     "1 modification faite, 1 déjà en place, 1 n'a pas pu être faite",
                     id="one could not be made"),
    ],
)  # fmt: skip
def test_a_job_that_is_done_says_what_became_of_all_its_changes(
    made: list[Result], english: str, korean: str, french: str
) -> None:
    job = planned(CHANGE, state=State.DONE, ended=NOW, steps=results(*made))
    job = replace(job, position=len(job.steps))

    for locale, told in {"en": english, "ko": korean, "fr": french}.items():
        assert drawn(job, locale)[-1].endswith(f" · {told}")


def test_a_job_under_way_says_how_many_of_its_changes_are_made() -> None:
    assert any(line.endswith("0 of 2 changes made") for line in drawn(planned(CHANGE, CHANGE)))


@pytest.mark.parametrize(
    ("state", "changes", "warns"),
    [
        pytest.param(State.WAITING, [], True, id="open"),
        pytest.param(State.DONE, [DONE], False, id="done"),
        pytest.param(State.UNDONE, [DONE], False, id="undone"),
        pytest.param(State.REFUSED, [], False, id="refused before any change"),
        pytest.param(State.REFUSED, [DONE], True, id="refused half way"),
        pytest.param(State.FAILED, [DONE], True, id="failed half way"),
    ],
)
def test_what_is_over_is_warned_of_no_more(
    state: State, changes: list[Result], warns: bool
) -> None:
    job = planned(CHANGE, state=state, ended=NOW if state.ended else None)
    if changes:
        job = replace(job, steps=results(*changes))

    assert any(line.startswith("⚠ EWS in") for line in drawn(job)) is warns


def test_a_notification_names_the_domain_once() -> None:
    question = Question(
        name=PLAN, title=say("Carry out this plan for {domain}?", domain="hbna.co.kr")
    )
    job = planned(CHANGE)
    asked = replace(job.steps[1], title=question.title)
    job = replace(job, steps=(job.steps[0], asked, *job.steps[2:]))

    assert job_card.summary(job, None, "en").count("hbna.co.kr") == 1
    done = replace(job, state=State.DONE, ended=NOW)
    assert job_card.summary(done, None, "en").count("hbna.co.kr") == 1
