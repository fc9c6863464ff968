"""How decisions are written: a number, a gate where a plan has several, and why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import gates
from commands.decisions import LONGEST
from commands.grammar import Grammar, Misunderstood, Understood
from commands.request import Request
from tests.commands.test_grammar import SEVERAL

MANY = Grammar(SEVERAL)


def read(text: str) -> tuple[str, dict[str, str]]:
    answer = MANY.read(text)
    assert isinstance(answer, Understood), str(answer.why)
    assert answer.request.domain == ""
    return answer.request.command, dict(answer.request.options)


@pytest.mark.parametrize(
    "text",
    [
        "approve 42",
        "Approve #42",
        "please approve job 42",
        "approve 42, please",
        "42 approve",
        "<at>Hybridge</at> approve 42.",
        "승인 42",
        "42번 승인해줘",
        "작업 42 승인합니다",
        "42번 작업을 승인해 주세요",
        "approuve 42",
        "approuvez la tâche 42, s'il vous plaît",
        "approuver n°42",
    ],
)
def test_an_approval_names_its_job(text):
    assert read(text) == ("approve", {"number": "42"})


@pytest.mark.parametrize(
    "text",
    ["approve 42 purge", "approve purge 42", "approve the purge of job 42", "승인 42 purge",
     "42 PURGE 승인", "approuve 42 purge"],
)  # fmt: skip
def test_a_gate_is_named_before_or_after_the_number(text):
    assert read(text) == ("approve", {"number": "42", "gate": "purge"})


def test_a_gate_called_like_a_command_is_none():
    for gate in gates.NAMES:
        assert read(f"approve 42 {gate}") == ("approve", {"number": "42", "gate": gate})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("reject 42", None),
        ("reject 42 not today", "not today"),
        ("reject job 42: not today, please", "not today, please"),
        ('reject 42 "not (yet) & never; $HOME"', "not (yet) & never; $HOME"),
        ("reject 42 help me first and check oauth hbna.co.kr --always", "help me first and check "
         "oauth hbna.co.kr --always"),
        ("reject 42 undo 41 first", "undo 41 first"),
        ("reject 42\nnot\ntoday", "not today"),
        ("reject plan 42 not today", "plan not today"),
        ("reject 42 нет", "нет"),
        ("42번 거부 오늘은 안 됩니다", "오늘은 안 됩니다"),
        ("작업 42 거부해줘", None),
        ("거절 42 점검 중", "점검 중"),
        ("refuse la tâche 42 pas aujourd'hui", "pas aujourd'hui"),
        ("rejetez 42", None),
        ("reject 42 2 servers are down", "2 servers are down"),
        (f"reject 42 {'long ' * 150}", ("long " * 60)[: LONGEST - 1] + "…"),
    ],
)  # fmt: skip
def test_what_follows_a_refusal_is_its_reason_word_for_word(text, reason):
    command, options = read(text)

    assert command == "reject"
    assert options == {"number": "42"} | ({} if reason is None else {"reason": reason})


@pytest.mark.parametrize(
    ("text", "why", "suggestion"),
    [
        ("approve plan 42 purge", "but not purge", "approve 42"),
        ("approve 42 --gate plan", "I understood approve 42, but not --gate plan", "approve 42"),
        ("approve", "Which one? approve needs a number", ""),
        ("승인", "Which one? approve needs a number", ""),
        ("approve all", "all is no number", ""),
        ("reject everything today", "everything is no number", ""),
        ("reject plan", "Which one? reject needs a number", ""),
        ("approve 42 43", "you named 42, 43", ""),
        ("approve 42 and 43", "you named 42, 43", ""),
        ("reject 42, 43 and 44", "you named 42, 43, 44", ""),
        ("42 43 approve", "you named 42, 43", ""),
        ("cancel approve 42", "I understood", ""),
        ("aprove 42", "I know no command aprove 42", "approve 42"),
        ("aprove 42 plan", "I know no command aprove 42 plan", "approve 42 plan"),
        ("rejct 42 not today", "I know no command", "reject 42 not today"),
        ("аpprove 42", "another alphabet", "approve 42"),
    ],
)
def test_what_is_no_decision_decides_nothing(text, why, suggestion):
    answer = MANY.read(text)

    assert isinstance(answer, Misunderstood)
    assert why in str(answer.why)
    if suggestion:
        assert answer.suggestion == suggestion


@pytest.mark.parametrize("text", ["help approve", "approve --help", "approve 42 --help"])
def test_a_question_about_a_decision_is_no_decision(text):
    assert read(text) == ("help", {"command": "approve"})


def test_a_decision_cannot_be_scheduled():
    answer = MANY.read("schedule every day at 08:00 approve 42")

    assert isinstance(answer, Misunderstood)
    assert "scheduled" in str(answer.why)


@pytest.mark.parametrize(
    "text",
    ["whoami", "who am I?", "my role", "my permissions", "내 권한", "내 권한 보여줘", "권한",
     "나는 누구", "qui suis-je", "qui suis-je ?", "mon rôle", "mes droits"],
)  # fmt: skip
def test_people_can_ask_what_they_may_do(text):
    assert read(text) == ("whoami", {})


PIECES = st.sampled_from(
    ["approve", "reject", "승인", "거부", "refuse", "job", "작업", "42", "#7", "plan", "purge",
     "not", "today", "help", "--help", "--", "and", "please", ":", '"', "hbna.co.kr", "check",
     "schedule", "every", "day", "…", "’"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=7).map(" ".join))
def test_what_is_understood_is_written_so_that_it_is_understood_again(text):
    answer = MANY.read(text)

    if isinstance(answer, Understood):
        again = MANY.read(str(answer.request))
        assert isinstance(again, Understood)
        assert again.request == answer.request


@given(st.text(max_size=60))
def test_whatever_stands_in_a_reason_decides_nothing_else(text):
    answer = MANY.read(f"reject 42 because {text}")

    if isinstance(answer, Understood):
        assert answer.request.command == "reject"
        assert dict(answer.request.options)["number"] == "42"
        assert MANY.read(str(answer.request)) == answer


def test_a_decision_is_written_as_it_is_typed():
    options = (("number", "42"), ("reason", "not today"))

    assert str(Request(command="reject", options=options)) == "reject 42 not today"
