"""What the demo's terminal shows of messages and cards."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from bot.cards.job import render
from bot.terminal import print_card, print_message
from tests.bot import made


def shown(draw, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, no_color=True)
    draw(console)
    return console.file.getvalue()


def card_shown(card, width: int = 100) -> str:
    return shown(lambda console: print_card(console, card), width)


@pytest.mark.parametrize("width", [40, 100, 200])
def test_a_card_says_in_the_terminal_what_it_says_in_the_chat(width):
    text = card_shown(render(made.done(), made.SUITE, "en", made.BEGAN), width)
    words = " ".join(text.replace("│", " ").split())

    assert "✖ 1 problem · hbna.co.kr" in words
    assert "✖ Partner application" in words
    assert 'Set-PartnerApplication "Exchange Online" -Enabled $true' in words
    assert "[ Check again ]" in words
    assert max(len(line) for line in text.splitlines()) <= min(width, 100)


def test_what_is_folded_stays_folded_behind_its_button():
    text = card_shown(render(made.done(), made.SUITE, "en", made.BEGAN))

    assert "[ In order: 1 ]" in text
    assert "Auth server ACS" not in text


def test_what_fails_is_unfolded_and_what_only_warns_is_not():
    other = replace(made.PARTNER, id="connector.cloud", command="Set-Other")
    text = card_shown(
        render(made.done([made.PARTNER, made.KEYS, other]), made.SUITE, "en", made.BEGAN)
    )

    assert "Set-PartnerApplication" in text
    assert "Set-Other" in text
    assert "Keys on the shared principal" in text
    assert "Whoever holds it" not in text
    assert "Partner application ▸" not in text


def test_an_element_it_does_not_know_is_drawn_by_its_fallback():
    chart = {"type": "Chart.Donut", "fallback": {"type": "TextBlock", "text": "3 of 4"}}
    badge = {"type": "Badge", "text": "new", "fallback": "drop"}

    text = card_shown({"type": "AdaptiveCard", "body": [chart, badge]})

    assert "3 of 4" in text
    assert "new" not in text


def test_columns_and_facts_are_drawn_side_by_side():
    columns = [{"items": [{"type": "TextBlock", "text": each}]} for each in ("left", "right")]
    facts = [{"title": "Server", "value": "EX01"}]

    body = [{"type": "ColumnSet", "columns": columns}, {"type": "FactSet", "facts": facts}]
    lines = card_shown({"type": "AdaptiveCard", "body": body}).splitlines()

    assert "left" in lines[1]
    assert "right" in lines[1]
    assert "Server" in lines[2]
    assert "EX01" in lines[2]


def test_a_message_loses_its_marks_and_keeps_its_words():
    text = shown(lambda console: print_message(console, "Minji", "type `help`, not \\*this\\*"))

    assert text == "Minji: type help, not *this*\n"


def test_what_others_wrote_cannot_steer_the_terminal():
    nasty = "[bold red]x[/] \x1b[2J\x07\ud800"
    run = {"type": "TextRun", "text": nasty}
    block = {"type": "RichTextBlock", "inlines": [run]}

    drawn = shown(lambda console: print_message(console, nasty, nasty)) + card_shown(
        {"type": "AdaptiveCard", "body": [block]}
    )

    assert "\x1b" not in drawn
    assert "\x07" not in drawn
    assert drawn.count("[bold red]x[/]") == 3
    drawn.encode()
