"""A question, or a "do not", is never a decision and never a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.catalog import COMMANDS
from commands.command import Command
from commands.grammar import Grammar, Misunderstood, Understood
from tests.commands.test_grammar import HBNA, SEVERAL

ONE = Grammar((HBNA,))
MANY = Grammar(SEVERAL)
ACTING = [each for each in COMMANDS if each.acts]


def orders(command: Command) -> list[str]:
    """Give each phrasing of a command as a whole order."""
    tail = " every day at 08:00 check oauth hbna.co.kr" if command.takes_request else ""
    tail += " 42" if command.takes_number else ""
    tail += " to EX02" if command.takes_server else ""
    tail += " hbna.co.kr" if command.takes_domain else ""
    return [f"{phrasing}{tail}" for phrasing in command.phrasings]


def acts(line: str) -> bool:
    """Tell whether a proposed line decides or changes something."""
    named = [each for each in COMMANDS if f"{line} ".startswith(f"{each.name} ")]
    return any(each.acts for each in named)


def test_what_acts_is_what_no_viewer_may():
    assert {each.name for each in ACTING} == {
        "rotate auth cert", "replace auth cert now", "import auth cert", "configure oauth",
        "repair oauth", "purge shared keys", "cancel", "retry", "resume", "undo", "approve",
        "reject", "schedule", "unschedule",
    }  # fmt: skip


@pytest.mark.parametrize("command", ACTING, ids=lambda each: each.name)
def test_every_order_of_every_language_runs_and_none_does_as_a_question(command):
    for order in orders(command):
        assert isinstance(MANY.read(order), Understood), order
        for mark in ("?", " ?", "？", "?!", " ?? ", "‽", "❓", "? please"):
            asked = MANY.read(f"{order}{mark}")
            assert isinstance(asked, Misunderstood), f"{order}{mark}"
            assert not asked.suggestion


@pytest.mark.parametrize("command", ACTING, ids=lambda each: each.name)
@pytest.mark.parametrize(
    "before",
    ["do not", "please don’t", "never", "should I", "could you", "why", "when did",
     "ne pas", "est-ce que", "dois-je", "혹시", "왜"],
)  # fmt: skip
def test_no_order_runs_behind_words_that_ask_or_forbid(command, before):
    for order in orders(command):
        asked = MANY.read(f"{before} {order}")
        assert isinstance(asked, Misunderstood), f"{before} {order}"
        assert not acts(asked.suggestion)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("1번 승인해?", "approve 1"),
        ("1번 승인해요?", "approve 1"),
        ("1번 작업 승인?", "approve 1"),
        ("1번 승인할까요", "approve 1"),
        ("1번 승인해도 되나요", "approve 1"),
        ("1번 작업 승인 됐어", "approve 1"),
        ("1번 승인 안 해", "approve 1"),
        ("1번 승인 취소", "approve 1"),
        ("1번 승인하지 마세요", "approve 1"),
        ("1번 거부하지 마", "reject 1"),
        ("1번 취소해?", "cancel 1"),
        ("1번 작업 취소요?", "cancel 1"),
        ("approuve 1 ?", "approve 1"),
        ("refuse 1 ?", "reject 1"),
        ("ne pas approuver 1", "approve 1"),
        ("can you approve 1?", "approve 1"),
        ("reject 1 ?? what is this", "reject 1"),
        ("reject 1 did anybody check the date?", "reject 1"),
        ("do not approve 1", "approve 1"),
        ("approve 42 not yet", "approve 42"),
        ("never reject 42", "reject 42"),
        ("please don't cancel 42", "cancel 42"),
        ("retry 1?", "retry 1"),
        ("undo 1?", "undo 1"),
        ("configure oauth?", "configure oauth hbna.co.kr"),
        ("purge shared keys?", "purge shared keys hbna.co.kr"),
        ("replace auth cert now?", "replace auth cert now hbna.co.kr"),
        ("인증서 교체해?", "rotate auth cert hbna.co.kr"),
        ("인증서 교체하지 마세요", "rotate auth cert hbna.co.kr"),
        ("should we repair oauth hbna.co.kr", "repair oauth hbna.co.kr"),
        ("faut-il réparer oauth", "repair oauth hbna.co.kr"),
        ("hi could you approve 42", "approve 42"),
        ("for now can you undo 42", "undo 42"),
        ("retry 42 can you", "retry 42"),
        ("bonjour vous approuvez 42", "approve 42"),
        ("annulez vous 42", "cancel 42"),
        ("refuse 42 surtout pas", "reject 42"),
        ("refuse 42 ou pas", "reject 42"),
        ("reject 42 or not", "reject 42"),
        ("reject 42 don't", "reject 42"),
        ("reject 42 is this right://?", "reject 42"),
        ("cancel 42 ://?", "cancel 42"),
        ("reject 42 🤔", "reject 42"),
        ("> approve 42", "approve 42"),
        ("> reject 42\nI disagree", "reject 42"),
        ("42번 승인해도", "approve 42"),
        ("42번 작업 취소해도", "cancel 42"),
        ("42번 거부가 아니라 승인", "reject 42"),
        ("42번 거부 안됩니다", "reject 42"),
        ("42번 거부 절대 하지 마", "reject 42"),
        ("42번 거부 말아줘", "reject 42"),
        ("42번 거부 ㄴㄴ", "reject 42"),
        ("42번 거부 가능한지 알려줘", "reject 42"),
        ("42번 거부 여부", "reject 42"),
    ],
)
def test_what_is_asked_about_is_named_with_the_line_that_orders_it(text, about):
    asked = ONE.read(text)

    assert isinstance(asked, Misunderstood)
    assert str(asked.about) == about
    assert asked.suggestion == ""
    assert f"type {about} and nothing else" in str(asked.why)
    assert isinstance(ONE.read(about), Understood)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("check oauth hbna.co.kr?", "check oauth hbna.co.kr"),
        ("can you check oauth hbna.co.kr?", "check oauth hbna.co.kr"),
        ("jobs?", "jobs"),
        ("help approve?", "help approve"),
        ("plan oauth hbna.co.kr?", "plan oauth hbna.co.kr"),
        ("reject 2 see https://wiki.example.com/page?id=3", "reject 2 see"),
        ("reject 42 not today", "reject 42 not today"),
        ("reject 42 we do not know who asked", "reject 42 we do not know who asked"),
        ("42번 거부 오늘은 안 됩니다", "reject 42 오늘은 안 됩니다"),
        ("42번 거부 불가피한 사유", "reject 42 불가피한 사유"),
        ("reject 42 no approval from the board", "reject 42 no approval"),
        ("1번 승인해 주세요", "approve 1"),
        ("s'il vous plaît approuvez 1", "approve 1"),
        ("approve 1, thank you", "approve 1"),
        ("please approve 1", "approve 1"),
        ("approve 1!", "approve 1"),
    ],
)
def test_what_only_looks_may_be_asked_and_a_reason_may_hold_any_words(text, request_):
    read = ONE.read(text)

    assert isinstance(read, Understood), str(read.why)
    assert str(read.request).startswith(request_)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("hbna.co.kr 확인해줘", ""),
        ("report hbna.co.kr", ""),
        ("hbna.co.kr 다시 확인", ""),
        ("hbna.co.kr OAuth 인증 구성 확인해줘", "check oauth hbna.co.kr"),
        ("is oauth configured", "check oauth hbna.co.kr"),
        ("rotate cert dry run", ""),
        ("check free/busy", ""),
        ("check EX01", ""),
        ("check connector", ""),
        ("check skype", ""),
        ("status", "jobs"),
        ("yes", ""),
        ("oui", ""),
        ("chek oauth", "check oauth hbna.co.kr"),
        ("aprove 42", "approve 42"),
        ("cancle 42", "cancel 42"),
        ("configuer oauth", "configure oauth hbna.co.kr"),
        ("승안 42", "approve 42"),
    ],
)
def test_no_change_is_proposed_for_words_that_look(text, suggestion):
    read = ONE.read(text)

    assert isinstance(read, Misunderstood)
    assert read.suggestion == suggestion


WORDS = st.sampled_from(
    [*dict.fromkeys(word for each in COMMANDS for text in each.phrasings for word in text.split()),
     "42", "hbna.co.kr", "not", "ne", "pas", "안", "why", "plan", "publish"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=7), st.sampled_from("?？❓"))
def test_no_words_in_any_order_act_with_a_question_mark(chosen, mark):
    read = ONE.read(" ".join(chosen) + mark)

    if isinstance(read, Understood):
        named = next(each for each in COMMANDS if each.name == read.request.command)
        assert not named.acts
    else:
        assert not acts(read.suggestion)
