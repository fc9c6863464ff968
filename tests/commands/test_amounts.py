"""Counted things are said right for every number, in every language."""

import pytest

from commands import amounts
from commands.phrases import render, say


@pytest.mark.parametrize(
    ("locale", "none", "one", "several"),
    [
        ("en", "less than a day", "1 day", "3 days"),
        ("ko-KR", "하루 미만", "1일", "3일"),
        ("fr-FR", "moins d'un jour", "1 jour", "3 jours"),
    ],
)
def test_days_are_counted_in_the_readers_language(locale, none, one, several):
    assert [render(amounts.days(each), locale) for each in (0, 1, 3)] == [none, one, several]


@pytest.mark.parametrize("counted", [amounts.changes, amounts.findings, amounts.keys])
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_one_thing_is_not_several(counted, locale):
    assert render(counted(2), locale) == f"{render(counted(1), locale)}s".replace("1", "2")


def test_an_amount_stands_within_a_sentence():
    sentence = say("{days} left", days=amounts.days(1))

    assert (str(sentence), render(sentence, "fr")) == ("1 day left", "il reste 1 jour")
