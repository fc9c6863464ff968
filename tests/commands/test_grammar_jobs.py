"""How the commands on jobs are written: with a number, a domain or none, and since when."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.arguments import start
from commands.catalog import COMMANDS
from commands.command import Command, Option
from commands.grammar import Grammar, Misunderstood, Understood
from commands.on_jobs import HISTORY, JOB
from commands.phrases import say
from commands.request import Request
from tests.commands.test_grammar import SEVERAL

MANY = Grammar(SEVERAL)


def request(command: str, domain: str = "", **options: str) -> Request:
    return Request(command=command, domain=domain, options=tuple(options.items()))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("job 42", "job"), ("Job #42", "job"), ("#42", "job"), ("42", "job"), ("job 42!", "job"),
        ("show job 42", "job"), ("job ４２", "job"), ("job 0042", "job"), ("job no.42", "job"),
        ("작업 42", "job"), ("42번 작업", "job"), ("42번 작업을 보여줘", "job"), ("42번", "job"),
        ("작업 42번을 보여줘", "job"), ("tâche 42", "job"), ("montre la tâche n°42", "job"),
        ("cancel 42", "cancel"), ("CANCEL #42", "cancel"), ("42 cancel", "cancel"),
        ("cancel job 42", "cancel"), ("please stop job #42", "cancel"), ("작업 42 취소", "cancel"),
        ("42번 작업 취소해줘", "cancel"), ("42번을 취소해 주세요", "cancel"), ("취소 42", "cancel"),
        ("retry 42", "retry"), ("42번 작업 재시도", "retry"), ("réessaie 42", "retry"),
        ("resume job 42", "resume"), ("작업 42 재개", "resume"), ("reprends la tâche 42", "resume"),
        ("undo #42", "undo"), ("42번 작업 되돌려줘", "undo"), ("défais la tâche 42", "undo"),
        ("annule 42", "cancel"), ("annulez la tâche 42 svp", "cancel"),
    ],
)  # fmt: skip
def test_a_jobs_number_is_read_however_it_is_written(text, command):
    assert MANY.read(text) == Understood(request=request(command, number="42"))


@pytest.mark.parametrize(
    ("text", "why", "typed"),
    [
        pytest.param("job", "job needs a number; jobs lists them", "jobs", id="no number"),
        pytest.param("cancel", "cancel needs a number", "jobs", id="cancel what"),
        pytest.param("job abc", "abc is no number", "jobs", id="letters"),
        pytest.param("cancel -1", "-1 is no number", "jobs", id="less than nothing"),
        pytest.param("cancel 4.2", "4.2 is no number", "jobs", id="a fraction"),
        pytest.param("cancel " + "9" * 40, "is no number", "jobs", id="forty digits"),
        pytest.param("job ٤٢", "is no number", "jobs", id="digits of another script"),
        pytest.param("cancel 42 43", "One number at a time, please: you named 42, 43", "jobs",
                     id="two at once"),
        pytest.param("cancel 42 now!!1", "but not …", "cancel 42", id="a word more"),
        pytest.param("cancel 42; Remove-Mailbox x", "but not Remove-Mailbox x", "cancel 42",
                     id="a command after a semicolon"),
        pytest.param("cancel 42 hbna.co.kr", "but not hbna.co.kr", "cancel 42", id="a domain"),
        pytest.param("cancel 42 --force", "cancel takes no options", "cancel <number>",
                     id="an option"),
        pytest.param("cancle 42", "no command cancle 42", "cancel 42", id="misspelt"),
        pytest.param("jobs 42", "I understood jobs, but not 42", "jobs",
                     id="a number for the list"),
        pytest.param("check oauth 42", "42 is not configured", "check oauth hbna.co.kr",
                     id="a number for a check"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_refused_with_what_can_be_typed(text, why, typed):
    answer = MANY.read(text)

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)
    assert typed in (answer.suggestion, *answer.next)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("jobs", request("jobs")),
        ("jobs hbna.co.kr", request("jobs", "hbna.co.kr")),
        ("hbna.co.kr 작업 목록 보여줘", request("jobs", "hbna.co.kr")),
        ("liste des tâches", request("jobs")),
        ("history", request("history")),
        ("history hbna.co.kr", request("history", "hbna.co.kr")),
        ("history hbna.co.kr since 2026-11-01",
         request("history", "hbna.co.kr", since="2026-11-01")),
        ("history since 2026/11/1", request("history", since="2026-11-01")),
        ("history since yesterday", request("history", since="yesterday")),
        ("history today", request("history", since="today")),
        ("history since 7d", request("history", since="7d")),
        ("history of the last 7 days", request("history", since="7d")),
        ("history since 2 weeks ago", request("history", since="14d")),
        ("history last 24 hours", request("history", since="24h")),
        ("hbna.co.kr 2026-11-01부터 이력", request("history", "hbna.co.kr", since="2026-11-01")),
        ("어제부터 작업 이력 보여줘", request("history", since="yesterday")),
        ("최근 7일 이력", request("history", since="7d")),
        ("7일 전부터의 기록", request("history", since="7d")),
        ("historique depuis hier", request("history", since="yesterday")),
        ("historique hbna.co.kr depuis le 2026-11-01",
         request("history", "hbna.co.kr", since="2026-11-01")),
        ("historique des 7 derniers jours", request("history", since="7d")),
    ],
)  # fmt: skip
def test_lists_are_asked_for_with_or_without_a_domain_and_since(text, wanted):
    assert MANY.read(text) == Understood(request=wanted)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("history since", "Since when?", id="no time"),
        pytest.param("history since soon", "cannot read soon as a time", id="no time we know"),
        pytest.param("history since 2026-02-30", "2026-02-30 as a time", id="no day of a calendar"),
        pytest.param("history since 0000-01-01", "0000-01-01 as a time", id="the year nought"),
        pytest.param("history since 7 moons", "cannot read 7 as a time", id="another unit"),
        pytest.param("history since 7d 8d", "7d 8d as a time", id="two times"),
        pytest.param("history hbna.co.kr contoso.com", "One domain at a time", id="two domains"),
        pytest.param("history contoso.co", "contoso.co is not configured", id="another domain"),
        pytest.param("history since 7d frobnicate wildly", "but not frobnicate wildly", id="more"),
    ],
)  # fmt: skip
def test_a_look_back_that_cannot_be_read_is_refused_with_what_can_be_typed(text, why):
    answer = MANY.read(text)

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)
    assert answer.next or answer.suggestion


SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("value", "begins"),
    [
        ("today", datetime(2026, 11, 20, tzinfo=SEOUL)),
        ("yesterday", datetime(2026, 11, 19, tzinfo=SEOUL)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=SEOUL)),
        ("7d", datetime(2026, 11, 13, 0, 30, tzinfo=SEOUL)),
        ("24h", datetime(2026, 11, 19, 0, 30, tzinfo=SEOUL)),
    ],
)
def test_a_day_begins_at_the_readers_midnight(value, begins):
    now = datetime(2026, 11, 19, 15, 30, tzinfo=UTC).astimezone(SEOUL)

    assert start(value, now) == begins


def test_what_is_no_canonical_time_is_not_guessed():
    with pytest.raises(ValueError, match="soon"):
        start("soon", datetime(2026, 11, 20, tzinfo=UTC))


@pytest.mark.parametrize("offset", [-12, 0, 14])
def test_the_longest_look_back_is_still_a_time(offset):
    now = datetime(2026, 11, 20, tzinfo=timezone(timedelta(hours=offset)))

    for text in ("history since 9999 weeks", "history since 0001-01-01"):
        answer = MANY.read(text)
        assert isinstance(answer, Understood)
        assert start(dict(answer.request.options)["since"], now).timestamp() < now.timestamp()


FLAG = Option(name="always", summary=say("Each time."), flag=True)
EVERY = Option(name="every", summary=say("How often."))
FLAGGED = Grammar(
    SEVERAL,
    (
        *COMMANDS,
        Command(name="watch oauth", summary=say("Look."), takes_domain=True, options=(FLAG, EVERY)),
    ),
)


@pytest.mark.parametrize(
    "text",
    ["watch oauth hbna.co.kr --always --every 8h", "watch oauth --every 8h --always hbna.co.kr"],
)
def test_a_flag_takes_no_word_after_it(text):
    answer = FLAGGED.read(text)

    assert isinstance(answer, Understood)
    assert dict(answer.request.options) == {"always": "yes", "every": "8h"}
    assert answer.request.domain == "hbna.co.kr"


def test_a_flag_with_a_value_is_refused():
    answer = FLAGGED.read("watch oauth hbna.co.kr --always=never")

    assert isinstance(answer, Misunderstood)
    assert "--always takes no value, and you gave it never" in str(answer.why)


def test_a_command_says_how_it_is_written():
    assert JOB.usage == "job <number>"
    assert HISTORY.usage == "history [domain] [since <day>]"
    assert FLAGGED.commands[-1].usage == "watch oauth <domain> [--always] [--every <value>]"


PIECES = st.sampled_from(
    ["job", "jobs", "cancel", "undo", "history", "작업", "취소", "이력", "#", "42", "#42", "42번",
     "since", "7d", "2026-11-01", "어제부터", "--always", "hbna.co.kr", "help", "check", "oauth",
     "-1", ";"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=7).map(" ".join))
def test_what_is_understood_is_written_so_that_it_is_understood_again(text):
    answer = MANY.read(text)

    if isinstance(answer, Understood):
        again = MANY.read(str(answer.request))
        assert isinstance(again, Understood)
        assert again.request == answer.request
        number = dict(answer.request.options).get("number", "0")
        assert number.isascii()
        assert number.isdecimal()
