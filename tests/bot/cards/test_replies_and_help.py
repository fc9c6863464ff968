"""Texts and the help card: what a person wrote is shown back as code, and nothing is hidden."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from bot.cards import help as help_card
from bot.cards import replies
from commands.catalog import COMMANDS, command_named
from commands.command import Command, Role
from commands.grammar import Grammar, Misunderstood
from commands.phrases import say
from tests.bot import made
from tests.bot.cards.house import problems, texts


def answer(text: str) -> Misunderstood:
    read = Grammar((made.HBNA,)).read(text)
    assert isinstance(read, Misunderstood)
    return read


def test_a_misunderstanding_ends_with_what_to_type():
    reply = replies.misunderstanding(answer("chek oauth hbna.co.kr"), "en")

    assert reply.text == (
        "I know no command `chek oauth`.\n\n"
        "Did you mean `check oauth hbna.co.kr`?\n\n"
        "You can type: `check auth cert hbna.co.kr` · `check certificates hbna.co.kr` · `help`"
    )
    assert reply.summary == "I know no command chek oauth. Did you mean check oauth hbna.co.kr?"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("**bold**", "`**bold**`", id="bold"),
        pytest.param("a[x](http://evil.example)b", "`a x http://evil.example b`", id="a link"),
        pytest.param("x`y`z", "`x'y'z`", id="back-ticks"),
        pytest.param("<at>all</at>x", "`at all /at x`", id="a mention"),
    ],
)
def test_what_was_typed_does_not_come_back_and_what_does_is_code(typed, shown):
    reply = replies.misunderstanding(answer(f"chek oath {typed}"), "en")

    first = reply.text.splitlines()[0]
    assert first in {"I know no command `chek oath …`.", "I know no command `chek oath all …`."}
    assert "<" not in reply.text
    assert replies.marked(typed).count("`") == 2


def test_numbers_are_not_typed_and_stay_plain():
    assert replies.told(say("{count} of {name}", count=3, name="x"), "en") == "3 of `x`"


def test_a_text_of_any_length_stays_short():
    reply = replies.reply([say("{text}", text="y" * 100_000)], "en")

    assert len(reply.text) <= replies.LONGEST
    assert len(reply.summary) <= 300


@pytest.mark.parametrize("locale", ["en", "ko", "fr"])
def test_help_lists_what_can_be_asked(locale, snapshot: SnapshotAssertion):
    commands = (command_named("check oauth"), command_named("help"))
    reply = help_card.everything(commands, ("hbna.co.kr",), Role.VIEWER, locale)

    assert reply.card is not None
    assert problems(reply.card) == []
    assert all(command.usage in texts(reply.card) for command in commands)
    assert reply.card == snapshot.use_extension(JSONSnapshotExtension)


def test_help_leaves_out_what_this_person_may_not_do():
    secret = Command(name="open doors", summary=say("Rotate."), role=Role.LEAD)

    for role, listed in ((Role.OPERATOR, False), (Role.LEAD, True)):
        reply = help_card.everything((*COMMANDS, secret), ("hbna.co.kr",), role, "en")
        assert reply.card is not None
        assert ("open doors" in texts(reply.card)) is listed


@pytest.mark.parametrize("locale", ["en", "ko", "fr"])
def test_help_for_one_command_says_how_it_is_written_and_what_it_looks_at(locale):
    reply = help_card.one(command_named("check oauth"), made.SUITES, ("hbna.co.kr",), locale)

    assert reply.card is not None
    assert problems(reply.card) == []
    shown = texts(reply.card)
    assert "check oauth <domain>" in shown
    assert "check oauth hbna.co.kr" in shown
    assert all(str(check.title) in shown for check in made.SUITE.checks)


def test_help_speaks_the_readers_phrasings():
    reply = help_card.one(command_named("check oauth"), made.SUITES, ("hbna.co.kr",), "ko-KR")

    assert reply.card is not None
    assert "oauth 점검" in texts(reply.card)
    assert "vérifie" not in texts(reply.card)


def test_help_tells_nobody_the_role_of_who_asked():
    reply = help_card.everything(COMMANDS, ("hbna.co.kr",), Role.LEAD, "en")

    assert reply.card is not None
    assert "role" not in texts(reply.card)


def test_help_with_a_thousand_domains_still_fits():
    domains = tuple(f"d{number}.{'x' * 200}.example" for number in range(1000))

    reply = help_card.everything(COMMANDS, domains, Role.LEAD, "en")

    assert reply.card is not None
    assert problems(reply.card) == []
