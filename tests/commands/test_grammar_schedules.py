"""How schedules are written: when, what, and whether to post always."""

import re
from pathlib import Path

import pytest

from commands import recurrence_words
from commands.catalog import COMMANDS
from commands.grammar import Grammar, Misunderstood, Understood
from commands.on_jobs import CANCEL, HISTORY, JOB, JOBS
from commands.on_schedules import SCHEDULE, SCHEDULES, UNSCHEDULE
from commands.phrases import Phrase
from commands.request import Request
from tests.commands.test_grammar import HBNA, SEVERAL

OWN = (JOBS, JOB, CANCEL, HISTORY, SCHEDULE, SCHEDULES, UNSCHEDULE)
BY_NAME = {each.name: each for each in (*COMMANDS, *OWN)}
ONE = Grammar((HBNA,), tuple(BY_NAME.values()))
MANY = Grammar(SEVERAL, tuple(BY_NAME.values()))


def scheduled(when: str, *more: tuple[str, str]) -> Request:
    options = (("when", when), ("request", "check oauth hbna.co.kr"), *more)
    return Request(command="schedule", options=options)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("schedule every day at 08:00 check oauth hbna.co.kr", "every day at 08:00"),
        ("Schedule check oauth hbna.co.kr every weekday at 8am", "every weekday at 08:00"),
        ("please schedule verify oauth for hbna.co.kr on every monday at 7:30",
         "every monday at 07:30"),
        ("schedule every 6 hours check oauth hbna.co.kr.", "every 6 hours"),
        ("매일 08:00 hbna.co.kr oauth 확인 예약", "every day at 08:00"),
        ("예약 매주 월요일 오전 7시 30분에 oauth 점검 hbna.co.kr", "every monday at 07:30"),
        ("hbna.co.kr oauth 점검을 6시간마다 예약해줘", "every 6 hours"),
        ("planifie chaque jour à 08:00 vérifie oauth hbna.co.kr", "every day at 08:00"),
        ("planifier tous les lundis à 7h30 contrôle oauth de hbna.co.kr", "every monday at 07:30"),
        ("programmez toutes les 6 heures check oauth hbna.co.kr", "every 6 hours"),
    ],
)  # fmt: skip
def test_when_and_what_are_read_in_any_order(text, when):
    assert MANY.read(text) == Understood(request=scheduled(when))


@pytest.mark.parametrize(
    "text",
    [
        "schedule every day at 08:00 check oauth hbna.co.kr --always",
        "schedule --always every day at 08:00 check oauth hbna.co.kr",
        "schedule every day at 08:00 --always check oauth hbna.co.kr",
    ],
)
def test_always_stands_anywhere(text):
    assert MANY.read(text) == Understood(request=scheduled("every day at 08:00", ("always", "yes")))


def test_a_request_written_out_is_read_back():
    for request in (
        scheduled("every day at 08:00", ("always", "yes")),
        Request(command="unschedule", options=(("number", "3"),)),
        Request(command="schedules"),
    ):
        assert MANY.read(str(request)) == Understood(request=request)


def test_a_domain_that_is_the_only_one_is_filled_in_and_named():
    read = ONE.read("schedule every day at 08:00 check oauth")

    assert isinstance(read, Understood)
    assert read.request == scheduled("every day at 08:00")
    assert read.remark is not None


@pytest.mark.parametrize(
    "text",
    ["unschedule 3", "Unschedule #3", "remove schedule 3", "cancel schedule no.3", "예약 취소 3",
     "3번 예약을 삭제해 주세요", "annule la planification 3", "déplanifie 3"],
)  # fmt: skip
def test_a_schedules_number_is_read(text):
    assert MANY.read(text) == Understood(
        request=Request(command="unschedule", options=(("number", "3"),))
    )


@pytest.mark.parametrize(
    "text", ["schedules", "list schedules", "show me the schedules", "예약 목록", "planifications"]
)
def test_the_list_is_asked_for(text):
    assert MANY.read(text) == Understood(request=Request(command="schedules"))


@pytest.mark.parametrize(
    ("text", "why", "suggestion"),
    [
        pytest.param("schedule every day at 25:00 check oauth hbna.co.kr",
                     "25:00 is no time of day: the hours go from 00 to 23.", "", id="at 25:00"),
        pytest.param("schedule check oauth hbna.co.kr", "When?", "", id="no time"),
        pytest.param("schedule every 7 hours check oauth hbna.co.kr", "Every 7 hours", "",
                     id="every 7 hours"),
        pytest.param("schedule every day at 08:00", "Only a check can be scheduled", "",
                     id="nothing to do"),
        pytest.param("schedule every day at 08:00 jobs", "Only a check can be scheduled", "",
                     id="what is no check"),
        pytest.param("schedule every day at 08:00 history", "Only a check can be scheduled", "",
                     id="what looks back"),
        pytest.param("schedule every day at 08:00 check oath hbna.co.kr", "I know no command",
                     "schedule every day at 08:00 check oauth hbna.co.kr", id="a misspelt check"),
        pytest.param("schedule every day at 08:00 check oauth hbna.co.rk", "is not configured here",
                     "schedule every day at 08:00 check oauth hbna.co.kr", id="a misspelt domain"),
        pytest.param("schedule every day at 08:00 check oauth hbna.co.kr; rm x", "but not rm x",
                     "schedule every day at 08:00 check oauth hbna.co.kr", id="a word more"),
        pytest.param("schedule every day at 08:00 check oauth hbna.co.kr --often",
                     "schedule has no option --often", "", id="an option it has not"),
        pytest.param("schedule every day at 08:00 check oauth hbna.co.kr --always=no",
                     "takes no value", "", id="a flag with a value"),
        pytest.param("unschedule", "unschedule needs a number; schedules lists them", "",
                     id="no number"),
        pytest.param("unschedule every day", "every is no number", "", id="words for a number"),
    ],
)  # fmt: skip
def test_what_is_no_schedule_is_refused_with_the_reason(text, why, suggestion):
    answer = MANY.read(text)

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)
    assert answer.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("schedule check certificates hbna.co.kr",
                     "schedule every day at 08:00 check certificates hbna.co.kr", id="no time"),
        pytest.param("schedule check certificates",
                     "schedule every day at 08:00 check certificates hbna.co.kr", id="no domain"),
        pytest.param("schedule at 09:30 check auth cert contoso.com",
                     "schedule every day at 09:30 check auth cert contoso.com", id="no day"),
        pytest.param("예약 매주 월요일 인증서 점검 contoso.com",
                     "schedule every monday at 08:00 check auth cert contoso.com",
                     id="no time of day, in Korean"),
        pytest.param("schedule every monday at 25:00 check auth cert contoso.com",
                     "schedule every monday at 08:00 check auth cert contoso.com", id="at 25:00"),
        pytest.param("schedule every 7 hours check certificates contoso.com",
                     "schedule every day at 08:00 check certificates contoso.com", id="every 7 h"),
        pytest.param("schedule chek certificates hbna.co.kr",
                     "schedule every day at 08:00 check certificates hbna.co.kr",
                     id="misspelt too"),
        pytest.param("schedule jobs", "schedule every day at 08:00 check oauth hbna.co.kr",
                     id="what is no check"),
        pytest.param("schedule", "schedule every day at 08:00 check oauth hbna.co.kr",
                     id="nothing at all"),
    ],
)  # fmt: skip
def test_what_was_typed_of_a_schedule_stays_in_the_line_to_type_instead(text, line):
    answer = MANY.read(text)

    assert isinstance(answer, Misunderstood)
    assert answer.next[0] == line
    assert isinstance(MANY.read(line), Understood)


@pytest.mark.parametrize("text", ["help schedule", "schedule --help", "aide planifie"])
def test_help_on_schedules_is_help(text):
    assert MANY.read(text) == Understood(
        request=Request(command="help", options=(("command", "schedule"),))
    )


PAGE = Path(__file__).resolve().parents[2] / "docs" / "operate" / "schedules.md"
CHECKS = {"en": "check oauth", "ko": "oauth 점검", "fr": "vérifie oauth"}
LATER = {"en": "schedule", "ko": "예약", "fr": "planifie"}


def documented() -> list[tuple[str, str]]:
    """Give each time of the page's table with its language."""
    rows = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| `")]
    cells = [dict(zip(CHECKS, row.strip("| ").split("|"), strict=True)) for row in rows]
    return [
        (language, when)
        for row in cells
        for language, cell in row.items()
        for when in re.findall(r"`([^`]+)`", cell)
    ]


@pytest.mark.parametrize(("language", "when"), [
    *documented(), ("ko", "평일 08시"), ("ko", "매일 8시 반"), ("ko", "매일 오후 3시 30분"),
    ("fr", "tous les jours à 9 heures"), ("fr", "tous les jours à 9 h 30"),
])  # fmt: skip
def test_a_documented_time_is_read_before_and_after_the_check(language, when):
    check, later = CHECKS[language], LATER[language]
    alone = recurrence_words.parse(when)
    assert not isinstance(alone, Phrase)

    for text in (
        f"{later} {when} {check} hbna.co.kr",
        f"{later} {check} hbna.co.kr {when}",
        f"schedule {when} check oauth hbna.co.kr",
        f"{when} {check} hbna.co.kr {later}",
    ):
        read = Grammar((HBNA,)).read(text)
        assert isinstance(read, Understood), f"{text}: {read.why}"
        assert dict(read.request.options) == {
            "when": str(alone), "request": "check oauth hbna.co.kr"
        }, text  # fmt: skip
