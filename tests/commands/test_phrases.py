"""Every sentence for people exists in every language, with the same values in it."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from commands.locales import TRANSLATIONS
from commands.locales.pairs import pairs
from commands.phrases import LANGUAGES, Phrase, joined, language, listed, parts, render, say

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("commands", "jobs", "bot")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Give each call of ``say`` in the product, with its place."""
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def literals() -> dict[str, str]:
    """Give each template in the source with a place where it stands."""
    return {
        node.args[0].value: place
        for place, node in calls()
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


LITERALS = literals()


def test_templates_are_literals_so_that_they_can_be_collected():
    others = [
        place
        for place, node in calls()
        if not (len(node.args) == 1 and isinstance(node.args[0], ast.Constant))
    ]

    assert others == []
    assert len(LITERALS) > 100


def test_a_template_is_given_the_values_it_names():
    wrong = [
        f"{place}: {node.args[0].value!r}"
        for place, node in calls()
        if node.keywords  # without any, they are filled in later
        and all(keyword.arg for keyword in node.keywords)
        and {keyword.arg for keyword in node.keywords} != names(node.args[0].value)
    ]

    assert wrong == []


@pytest.mark.parametrize("tongue", sorted(TRANSLATIONS))
def test_every_sentence_is_translated(tongue):
    missing = [
        f"{place}: {template}"
        for template, place in LITERALS.items()
        if template not in TRANSLATIONS[tongue]
    ]

    assert missing == []


@pytest.mark.parametrize("tongue", sorted(TRANSLATIONS))
def test_no_translation_outlives_its_sentence(tongue):
    assert sorted(set(TRANSLATIONS[tongue]) - set(LITERALS)) == []


@pytest.mark.parametrize("tongue", sorted(TRANSLATIONS))
def test_translations_name_the_same_values(tongue):
    differing = {
        template: sentence
        for template, sentence in TRANSLATIONS[tongue].items()
        if names(template) != names(sentence) or not sentence.strip()
    }

    assert differing == {}


def test_there_is_a_catalogue_for_every_language_but_english():
    assert set(TRANSLATIONS) == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize(
    ("locale", "tongue"),
    [("ko-KR", "ko"), ("ko", "ko"), ("FR_fr", "fr"), ("en-GB", "en"), ("de-DE", "en"), ("", "en")],
)
def test_a_locale_has_a_language(locale, tongue):
    assert language(locale) == tongue


def test_a_sentence_is_said_in_the_readers_language_with_the_same_values():
    phrase = say("{count} problems", count=3)

    assert render(phrase, "en-US") == "3 problems"
    assert render(phrase, "ko-KR") != "3 problems"
    assert "3" in render(phrase, "ko-KR")


def test_a_sentence_nobody_translated_is_said_in_english():
    assert render(Phrase("A sentence of {version}.", (("version", "tomorrow"),)), "fr") == (
        "A sentence of tomorrow."
    )


def test_a_value_is_never_read_as_a_template():
    phrase = Phrase("Read {value}.", (("value", "{0} {x!r} }{ {{"),))

    assert render(phrase) == "Read {0} {x!r} }{ {{."
    assert list(parts(phrase)) == [("Read ", False), ("{0} {x!r} }{ {{", True), (".", False)]


def test_a_phrase_survives_being_stored():
    phrase = say("{count} of {name}", count=3, name="x")

    assert Phrase.from_json(phrase.to_json()) == phrase


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("One\nTwo\n    Zwei", "'Two' has no partner", id="two templates in a row"),
        pytest.param("    Eins", "'Eins' has no partner", id="a translation alone"),
        pytest.param("One", "'One' has no partner", id="a template at the end"),
        pytest.param("One\n    Un\n    Deux", "'Deux' has no partner", id="two translations"),
        pytest.param("One\n    Un\nOne\n    Un", "translated twice", id="the same template twice"),
    ],
)
def test_a_catalogue_with_a_slip_is_refused(text, part):
    with pytest.raises(ValueError, match=part):
        pairs(text)


def test_a_catalogue_is_read_in_pairs():
    assert pairs("\nOne {x}\n    Un {x}\n\nTwo\n    Deux\n") == {"One {x}": "Un {x}", "Two": "Deux"}


def test_joined_sentences_are_each_translated_and_said_once():
    one, other = say("{count} problems", count=3), say("{count} warnings", count=3)
    both = joined([one, other, one])

    assert str(both) == "3 problems 3 warnings"
    assert render(both, "ko-KR") == f"{render(one, 'ko-KR')} {render(other, 'ko-KR')}"
    assert Phrase.from_json(both.to_json()) == both


def test_a_sentence_whose_values_would_be_mistaken_for_anothers_is_not_joined():
    assert str(joined([say("{count} problems", count=3), say("{count} warnings", count=4)])) == (
        "3 problems"
    )


def test_a_phrase_within_a_phrase_is_said_in_the_readers_language_too():
    inner = say("Server {server}", server="EX02")
    whole = say("Nothing was changed, because something stands in the way: {what}",
                what=listed([inner, say("not there")]))  # fmt: skip

    assert str(whole).endswith("in the way: Server EX02; not there")
    assert render(whole, "fr").endswith("Serveur EX02; absent")
    assert Phrase.from_json(json.loads(json.dumps(whole.to_json()))) == whole
    assert [text for text, is_value in parts(whole) if is_value] == ["EX02"]
