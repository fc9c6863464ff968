"""A name from outside is seen as what it is: on a card, in a terminal, in a spreadsheet."""

import io
import json

import pytest
from rich.console import Console

from bot.cards.elements import card, code, heading, line, run
from bot.terminal import print_card, print_message
from commands import quoting
from commands.phrases import render, say
from jobs.export import COLUMNS, write_cells

HIDES = "\u202e\u2066\u2069\u200b\u200d\u00ad\u2028\u2029\ufeff\x00\x1b\x07\ue000\ud800"


@pytest.mark.parametrize("locale", ["en", "ko", "fr"])
def test_a_value_in_a_sentence_hides_nothing_and_ends_no_line(locale: str) -> None:
    value = f"Kim{HIDES}\r\nApproved by Sora (lead)"
    drawn = render(say("{name} decided.", name=value), locale)

    assert not set(HIDES) & set(drawn)
    assert "\\u202e" in drawn
    assert " ⏎ Approved by Sora (lead)" in drawn
    assert "\n" not in drawn


def test_a_card_and_a_terminal_show_what_would_hide() -> None:
    name = f"Kim{HIDES}\nApproved by Sora (lead)"
    made = card([heading(name), line(run(name), code(name))], summary=name)
    console = Console(file=io.StringIO(), width=200, color_system=None)
    print_card(console, made)
    print_message(console, name, name)

    written = json.dumps(made, ensure_ascii=False)
    assert not set(HIDES) & set(written)
    told = console.file.getvalue()  # type: ignore[attr-defined]
    assert not set(HIDES) & set(told)
    assert "Kim\\u202e" in told
    assert made["body"][1]["inlines"][0]["text"].endswith(" ⏎ Approved by Sora (lead)")


@pytest.mark.parametrize("text", ["Kim Minji", "김민지", "Hélène", "a\u00a0b", "한글 ✓ ▸ 😀", "\t"])
def test_what_is_seen_stays(text: str) -> None:
    assert quoting.visible(text, keep="\t") == text


@pytest.mark.parametrize(
    "name",
    [
        "=1+1", " =1+1", "\u00a0=1+1", "\u3000+1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201",
        "\t=1", "\n=1", "\u200b=1", "\x00=1", "\r=1", "-1", "@x",
    ],
)  # fmt: skip
def test_a_cell_is_no_formula_and_steers_no_terminal(name: str) -> None:
    out = io.StringIO()
    write_cells(dict.fromkeys(COLUMNS, "") | {"by": name}, out)

    cell = next(each for each in out.getvalue().strip("\r\n").split(",") if each)
    assert cell.strip('" \u00a0\u3000')[0] not in "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n"
    assert not {"\x00", "\u200b", "\x1b"} & set(cell)
