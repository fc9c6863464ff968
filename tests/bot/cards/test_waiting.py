"""What a card says while its job waits, and what the thread is told before the wait ends."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cards import job as job_card
from bot.cards import waiting
from commands.catalog import BOOK
from commands.gates import PUBLISH
from commands.phrases import say
from jobs.record import Job, State, StepState
from jobs.steps import Result
from tests.bot.cards.house import problems, texts
from tests.bot.cards.rotating import DUE, NEW, NOW, rotating

SEOUL = ZoneInfo("Asia/Seoul")
HOUR = timedelta(hours=1)
UNTIL, STATE = "wait until", "wait for"


def drawn(job: Job, locale: str = "en") -> list[str]:
    card = job_card.render(job, None, locale, NOW, SEOUL)
    assert problems(card) == []
    return texts(card).splitlines()


def reminded(job: Job, at: timedelta = 4 * HOUR) -> Job:
    step = job.steps[job.position]
    assert step.wait is not None
    step = replace(step, wait=replace(step.wait, reminded=DUE - at))
    return replace(job, steps=(*job.steps[: job.position], step, *job.steps[job.position + 1 :]))


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        pytest.param(
            "en",
            [
                "Wait until the new certificate may take over",
                "Waits until 2026-11-23 19:00 KST.",
                "Then: Check OAuth both ways, with all it rests on.",
                "After that publish is to be decided: approve 42 publish",
            ],
            id="English",
        ),
        pytest.param(
            "ko-KR",
            [
                "새 인증서로 바꿀 수 있을 때까지 대기",
                "2026-11-23 19:00 KST까지 기다립니다.",
                "그다음: OAuth를 양방향과 관련 설정까지 모두 점검.",
                "그 뒤 publish 관문을 결정해야 합니다: approve 42 publish",
            ],
            id="Korean",
        ),
        pytest.param(
            "fr-FR",
            [
                "Attendre que le nouveau certificat puisse prendre le relais",
                "Attend jusqu'au 2026-11-23 19:00 KST.",
                "Ensuite : Vérifier OAuth dans les deux sens, avec tout ce dont il dépend.",
                "Après cela, publish est à décider : approve 42 publish",
            ],
            id="French",
        ),
    ],
)
def test_the_card_says_for_what_and_until_when_it_waits_and_what_comes_after(
    locale: str, lines: list[str]
) -> None:
    shown = drawn(rotating(UNTIL), locale)

    at = shown.index(lines[1])
    assert shown[at - 1 : at + 3] == lines


def test_a_wait_for_a_state_says_how_often_it_is_looked_for_and_until_when() -> None:
    shown = drawn(rotating(STATE))

    at = shown.index("Looks every 5 min, until 2026-11-23 19:00 KST at most.")
    assert shown[at - 1] == f"Wait until Exchange has brought {NEW} to every server"
    assert shown[at + 1] == (f"Then: Bring the certificate {NEW} to EX02, unless it is there.")


def test_nothing_is_said_of_a_wait_that_is_over_or_cancelled() -> None:
    assert waiting.wait(rotating(PUBLISH), "en", NOW, BOOK) == []
    assert waiting.wait(rotating(UNTIL, state=State.CANCELLED), "en", NOW, BOOK) == []


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        pytest.param(
            "en",
            "Job 42: rotate auth cert hbna.co.kr. “Wait until the new certificate may take over” "
            "ends in 4 h (2026-11-23 19:00 KST). Then: Check OAuth both ways, with all it rests "
            "on. After that publish is to be decided: approve 42 publish",
            id="English",
        ),
        pytest.param(
            "ko-KR",
            "작업 42: rotate auth cert hbna.co.kr. “새 인증서로 바꿀 수 있을 때까지 대기” 단계가 "
            "4시간 뒤에 끝납니다(2026-11-23 19:00 KST). 그다음: OAuth를 양방향과 관련 "
            "설정까지 모두 점검. 그 뒤 publish 관문을 결정해야 합니다: approve 42 publish",
            id="Korean",
        ),
        pytest.param(
            "fr-FR",
            "Tâche 42 : rotate auth cert hbna.co.kr. « Attendre que le nouveau certificat puisse "
            "prendre le relais » se termine dans 4 h (2026-11-23 19:00 KST). Ensuite : "
            "Vérifier OAuth dans les deux sens, avec tout ce dont il dépend. Après cela, "
            "publish est à décider : approve 42 publish",
            id="French",
        ),
    ],
)
def test_the_thread_is_told_what_ends_when_and_what_is_to_be_decided(
    locale: str, said: str
) -> None:
    found = waiting.reminder(reminded(rotating(UNTIL)), locale, DUE - 4 * HOUR, SEOUL)

    assert found is not None
    _, reply = found
    assert reply.summary == said
    assert reply.card is None
    assert "`approve 42 publish`" in reply.text
    assert reply.text.replace("`", "") == said


def test_a_name_that_could_be_read_as_markdown_is_told_as_it_is() -> None:
    job = reminded(rotating(UNTIL))
    step = replace(job.steps[job.position], title=say("Wait for {name}", name="*_x_* <at>y</at>"))
    steps = (*job.steps[: job.position], step, *job.steps[job.position + 1 :])

    found = waiting.reminder(replace(job, steps=steps), "en", DUE - HOUR, SEOUL)

    assert found is not None
    assert "“`Wait for *_x_* ‹at›y‹/at›`” ends in 60 min" in found[1].text


@pytest.mark.parametrize(
    ("left", "told"),
    [
        pytest.param(timedelta(hours=3, minutes=59, seconds=58), "4 h", id="a look too late"),
        pytest.param(timedelta(minutes=119, seconds=59), "2 h", id="a second below two hours"),
        pytest.param(timedelta(minutes=90), "90 min", id="an hour and a half"),
        pytest.param(timedelta(seconds=5), "1 min", id="a moment"),
    ],
)
def test_the_time_that_is_left_is_rounded_as_people_say_it(left: timedelta, told: str) -> None:
    found = waiting.reminder(reminded(rotating(UNTIL)), "en", DUE - left, SEOUL)

    assert found is not None
    assert f"ends in {told} (" in found[1].summary


@pytest.mark.parametrize(
    ("job", "now"),
    [
        pytest.param(rotating(UNTIL), DUE - HOUR, id="nobody is to be reminded yet"),
        pytest.param(reminded(rotating(UNTIL)), DUE, id="its time has come"),
        pytest.param(
            reminded(rotating(UNTIL, state=State.CANCELLED)), DUE - HOUR, id="it is cancelled"
        ),
        pytest.param(rotating(PUBLISH), DUE, id="the gate is open"),
    ],
)
def test_nobody_is_reminded_too_early_or_too_late(job: Job, now: object) -> None:
    assert waiting.reminder(job, "en", now, SEOUL) is None  # type: ignore[arg-type]


def test_each_reminder_has_a_name_of_its_own() -> None:
    first, again = (
        waiting.reminder(reminded(rotating(UNTIL), at), "en", DUE - HOUR, SEOUL)
        for at in (4 * HOUR, 2 * HOUR)
    )

    assert first is not None
    assert again is not None
    assert first[0] != again[0]


def test_what_was_changed_before_a_decision_was_asked_anew_is_not_told_to_come() -> None:
    """A job that is tried again waits once more before changes that it made already."""
    job = rotating(STATE)
    at = job.position + 1
    made = replace(job.steps[at], state=StepState.DONE, result=Result.DONE)

    told = drawn(replace(job, steps=(*job.steps[:at], made, *job.steps[at + 1 :])))

    assert drawn(job) != told
    assert not any("EX02" in line and line.startswith("Then:") for line in told)
