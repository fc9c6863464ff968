"""The text of a message, cut into words that can be compared: spaces, quotes, case, endings.

Chat clients, keyboards and copied pages bring in non-breaking and zero-width spaces, curly
quotes, full-width letters, decomposed Hangul and the remains of a mention.  What changes only
the look is undone here; what could hide something (a control character) is left for the
grammar to refuse.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from commands.masking import masked, without_tokens

LOOKED_AT: Final = 2000
"""Characters of a message that are looked at for showing any of it."""
SHOWN: Final = 40
"""Characters of a person's own words that are ever shown back."""

_MENTION: Final = re.compile(
    r"^\s*(?:<at\b[^>]{0,200}>[^<]{0,200}</at>|@[^\s@]{1,80})[\s:,]*", re.IGNORECASE
)
_PIECES: Final = re.compile(r"[^\s;|&<>(){}\[\]$]+")
_EDGES: Final = "\"'`´“”„‟‘’‚‛«»‹›「」『』《》〈〉＂＇.,!?:…。、·*_/\\"
_EDGES_LEFT: Final = _EDGES.replace(":", "")  # an IPv6 address may begin with it
_DASHES: Final = re.compile(r"^(?:--|[–—―−])(?=\w)")
_HARMLESS: Final = ("<wide>", "<narrow>", "<noBreak>")
_HYPHENS: Final = "\u2010\u2011"
_BLANK: Final = frozenset(
    "\u034f\u115f\u1160\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
"""Shown as nothing, though Unicode does not call them format characters."""
_ELISIONS: Final = re.compile(r"^(?:l|d|n|qu)['’](?=\w)", re.IGNORECASE)

# Korean case particles and verb endings that may cling to a word.  They are tried only after
# the whole word was not known, so a name that really ends so keeps its ending.
_ENDINGS: Final = tuple(
    """
    에서의 에서는 에서 으로 로 까지 부터 에게 에는 에 을 를 이 가 은 는 의 도 만 과 와 이랑 랑
    해주시겠어요 해주실래요 해주십시오 해주세요 해줄래요 해줄래 해줘요 해줘 하십시오 하세요
    해봐요 해봐 해라 하기 하자 해요 해 합니다 바랍니다 부탁드립니다 부탁드려요 부탁해요 부탁해 부탁
    좀 요
    """.split()  # noqa: SIM905  (it is a list of words)
)


@dataclass(frozen=True)
class Word:
    """One word: as typed (edges trimmed), and folded for comparing."""

    typed: str

    @property
    def folded(self) -> str:
        return fold(self.typed)

    @property
    def is_option(self) -> bool:
        return _DASHES.match(self.typed) is not None

    @property
    def option(self) -> str:
        """The option's text without its dashes: ``name`` or ``name=value``."""
        return _DASHES.sub("", self.typed)

    def stems(self) -> Iterator[str]:
        """Give the word, and what remains when endings are taken off, one by one."""
        seen = [_ELISIONS.sub("", self.typed)] if _ELISIONS.match(self.typed) else []
        seen.append(self.typed)
        for text in seen:
            yield text
            if len(seen) < 12:  # noqa: PLR2004  (a bound on work: three endings at most cling to a word)
                seen.extend(
                    text.removesuffix(ending)
                    for ending in _ENDINGS
                    if len(ending) < len(text) and text.endswith(ending)
                )


def tidy(text: str) -> str:
    """Undo what changes only the look: widths, kinds of spaces, invisible joiners, a mention."""
    text = "".join(_plain(character) for character in text)
    text = unicodedata.normalize("NFC", text)
    while (shorter := _MENTION.sub("", text)) != text:
        text = shorter
    return text.strip().lstrip("/!").strip()


def words(text: str) -> tuple[Word, ...]:
    """Cut tidied text into words; what shells would read as an operator only ends a word."""
    return tuple(word for word, _ in placed(text))


def placed(text: str) -> Iterator[tuple[Word, int]]:
    """Give the words with where each ends in the text, its edges included."""
    for piece in _PIECES.finditer(text):
        if trimmed := bare(piece[0]):
            yield Word(trimmed), piece.end()


def bare(text: str) -> str:
    """Take quotes and punctuation off both ends."""
    return text.rstrip(_EDGES).lstrip(_EDGES_LEFT)


def fold(text: str) -> str:
    """Make two spellings equal that differ in case or accents only."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    kept = (each for each in decomposed if unicodedata.category(each) != "Mn")
    return unicodedata.normalize("NFC", "".join(kept))


def hidden(text: str) -> bool:
    """Tell whether characters are in it that no keyboard types and no screen shows."""
    return any(unicodedata.category(each) in {"Cc", "Cs"} and each not in "\t\n\r\v\f\x85"
               for each in text)  # fmt: skip


def shown(text: str, most: int = SHOWN) -> str:
    """Give a person's own words for showing back: one line, short, nothing invisible or secret."""
    return _short(masked(text[:LOOKED_AT]), most)


def kept(text: str, most: int) -> str:
    """Give what a person wrote to be kept, such as a reason: the same, with its numbers."""
    return _short(without_tokens(text[:LOOKED_AT]), most)


def _short(flat: str, most: int) -> str:
    seen = "".join(
        "�" if unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co", "Cn"} else each
        for each in flat[: most + 1]
    )
    return seen if len(seen) <= most else seen[: most - 1] + "…"


def distance(one: str, other: str, limit: int = 64, most: int = 64) -> int:
    """Count the edits between two words: insert, delete, replace, swap neighbours.

    Words are cut at ``limit`` characters, and nothing is counted beyond ``most`` edits, which words
    of so different lengths have from the first: so the work is bounded.
    """
    one, other = one[:limit], other[:limit]
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            swapped = i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right
            row.append(min(cost, above[j - 2] + 1) if swapped else cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.category(character) == "Cf" or character in _BLANK:
        return ""
    if character in _HYPHENS:
        return "-"
    if unicodedata.decomposition(character).startswith(_HARMLESS):
        return unicodedata.normalize("NFKC", character)
    return character
