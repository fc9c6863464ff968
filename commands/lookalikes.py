"""Letters of other alphabets that look like Latin ones, so that nobody is led to a wrong name.

Only letters that pass for a Latin one in a usual font, after Unicode's list of confusables
(https://www.unicode.org/Public/security/latest/confusables.txt).  A word is never mapped
silently: the grammar says what it saw.
"""

import unicodedata
from typing import Final

from commands.words import fold

_PAIRS: Final = (
    "аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw кk мm тt вb нh гr пn ьb ӏl ѵv "  # Cyrillic
    "АA ЕE ОO РP СC УY ХX ІI ЈJ ЅS ҺH ԚQ ԜW КK МM ТT ВB НH ӀI "
    "αa οo νv ρp τt υu ιi κk ηn εe χx γy ωw βb "  # Greek
    "ΑA ΟO ΝN ΡP ΤT ΥY ΙI ΚK ΗH ΕE ΧX ΒB ΖZ ΜM "
    "օo ոn սu հh ցg զq լl ᎪA ᎬE ᎻH ᎠD ᏢP ᏚS ıi ɑa ɡg"  # Armenian, Cherokee, odd Latin ones
)
_LIKE: Final = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
_ALIKE: Final = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "MATHEMATICAL"}


def plain(word: str) -> str:
    """Give the Latin word that a reader would see, folded."""
    return fold(unicodedata.normalize("NFKC", word.translate(_LIKE)))


def strangers(word: str) -> tuple[str, ...]:
    """Name the letters that are not Latin though the word reads as if it were: ``а (Cyrillic)``.

    Empty for an honest word: of one alphabet that cannot be taken for Latin, or Latin beside
    one that resembles nothing (Hangul, Han, Kana).
    """
    letters = [each for each in dict.fromkeys(word) if each.isalpha()]
    if not any(each.isascii() for each in letters) and not plain(word).isascii():
        return ()
    return tuple(
        f"{each} ({_alphabet(each).capitalize()})"
        for each in letters
        if ord(each) in _LIKE or _alphabet(each) in _ALIKE
    )


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "unknown").split()[0]
