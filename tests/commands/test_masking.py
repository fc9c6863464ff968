"""Nothing that could be a password or a token is said back; words, names and numbers are."""

import pytest

from commands import vocabulary, words
from commands.answers import Misunderstood
from commands.catalog import COMMANDS
from commands.grammar import Grammar
from commands.masking import masked
from tests.commands.test_grammar import SEVERAL

GRAMMAR = Grammar(SEVERAL, COMMANDS)
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2V4In0.c2lnbmF0dXJlLW9mLWl0"
SECRETS = ("Canary-Zx81-Secret!", "hunter2", JWT, "Tr0ub4dor&3", "correcthorse", "aGVsbG8gd29ybGQK")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "message",
    [
        "password is {secret}",
        "{secret}",
        "check oauth hbna.co.kr password={secret}",
        "check oauth hbna.co.kr password: {secret}",
        "비밀번호는 {secret}",
        "mot de passe : {secret}",
        "job password:{secret}",
        "approve the token {secret}",
        "schedule every day at 08:00 token={secret}",
        "history --since=token:{secret}",
        "Set-AuthConfig -Password {secret}",
    ],
)
def test_nothing_pasted_is_said_back(secret, message):
    answer = GRAMMAR.read(message.format(secret=secret))

    assert isinstance(answer, Misunderstood)
    said = " ".join([str(answer.why), answer.suggestion, *answer.next])
    assert secret.rstrip("!") not in said


@pytest.mark.parametrize("secret", [each for each in SECRETS if not each.isalpha()])
def test_what_is_proposed_has_nothing_of_it_either(secret):
    answer = GRAMMAR.read(f"aprove 42 {secret}")

    assert isinstance(answer, Misunderstood)
    assert answer.suggestion in {"approve 42", ""}  # of a secret in pieces too little is left
    assert secret not in str(answer.why)


@pytest.mark.parametrize(
    "text",
    [
        "hbna.co.kr", "https://mail.hbna.co.kr/owa", "kim@hbna.co.kr", "EX01", "EX01에", "FreeBusy",
        "0367746A40E211C155AFE85BC10EE5333A1AA3A9", "2026-11-01", "08:00", "42", "-1", "4.2",
        "fe80::1", "l'état", "<number>", "free/busy",
        "00000002-0000-0ff1-ce00-000000000000", "--validity=5y", "it stopped working",
        "인증서 교체",
    ],
)  # fmt: skip
def test_words_names_and_numbers_are(text):
    assert masked(text) == text


def test_a_message_that_is_no_command_costs_no_more_than_its_first_words(monkeypatch):
    """Each of them is held against each word of the commands once, and long ones by length only."""
    counted = []
    real = words.distance

    def distance(*given, **more):
        counted.append(given)
        return real(*given, **more)

    monkeypatch.setattr(vocabulary, "distance", distance)
    GRAMMAR.read("frob nicate xyzzy plugh foo bar baz qux")
    few = len(counted)
    counted.clear()
    GRAMMAR.read(" ".join(f"word{each}" for each in range(1000)))

    assert len(counted) <= 4 * few
    for one, other in counted:
        assert abs(len(one) - len(other)) <= 2 or not (one + other).isascii()


@pytest.mark.parametrize(
    ("one", "other", "most", "edits"),
    [("approve", "aprove", 2, 1), ("abcdef", "ghijkl", 2, 3), ("a", "abcdef", 2, 3),
     ("ab", "ba", 1, 1)],
)  # fmt: skip
def test_no_more_edits_are_counted_than_are_asked_about(one, other, most, edits):
    assert words.distance(one, other, most=most) == edits
