"""The words that commands are made of, in all languages, and the command that a set of them is."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from commands.command import Command, Option
from commands.masking import HIDDEN
from commands.words import Word, bare, distance, fold

_FILLERS: Final = frozenset(
    """
    please pls the of for on at to in can could you me us our my now just hi hello hey domain
    안녕 안녕하세요 해줘 해주세요 해주십시오 해 줘 주세요 주십시오 좀 지금 도메인 대해 대한
    부탁 부탁해 부탁해요 부탁드립니다
    bonjour salut svp stp s'il te vous plait le la les de du des l d pour sur domaine maintenant
    """.split()  # noqa: SIM905  (it is a list of words)
)
_THANKS: Final = frozenset(
    """
    thanks thank thx 감사 감사합니다 고마워 고마워요 고맙습니다 merci
    """.split()  # noqa: SIM905  (it is a list of words)
)
Rate = Callable[[str, str, int], float]
"""Rates how near two words are, see ``_closeness``."""
_LOOKED_AT: Final = 12
"""Words of a message that a command is looked for in."""
_LONGEST: Final = 24
"""Characters of a word or a number that is said back."""
_LEAST: Final = 0.4
"""Closeness from which a command is suggested: one of two words right, or both nearly."""


@dataclass(frozen=True)
class Vocabulary:
    """The phrasings of some commands, as sets of folded words."""

    commands: Sequence[Command]

    @cached_property
    def _phrasings(self) -> dict[tuple[str, ...], Command]:
        """Longest first, so that the most specific command wins."""
        phrasings = {
            tuple(fold(text).split()): command
            for command in reversed(self.commands)
            for text in command.phrasings
        }
        return dict(sorted(phrasings.items(), key=lambda item: -len(item[0])))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for phrasing in self._phrasings for word in phrasing)

    @cached_property
    def options(self) -> dict[str, Option]:
        """The options of all commands by name; those of one name take their values alike."""
        return {option.name: option for command in self.commands for option in command.options}

    def known(self, word: Word) -> str | None:
        """Give the folded word of a command that this word is, endings aside."""
        return next((key for stem in word.stems() if (key := fold(stem)) in self._words), None)

    def begun_by(self, word: Word) -> str:
        """Give the command's word that a longer Korean one begins with: 승인 of 승인할까요."""
        typed = fold(word.typed)
        if self.known(word) is not None or not typed or not "가" <= typed[0] <= "힣":
            return ""
        return max((each for each in self._words if typed.startswith(each)), key=len, default="")

    def is_filler(self, word: Word) -> bool:
        """Tell whether a word only makes a request polite."""
        return any(fold(stem) in _FILLERS for stem in word.stems())

    def is_thanks(self, texts: Iterable[str]) -> bool:
        return any(fold(text) in _THANKS for text in texts)

    def is_help(self, word: Word) -> bool:
        """Tell whether a word says the command that explains others."""
        known = self.known(word)
        return any(
            words == (known,) and each.takes_command for words, each in self._phrasings.items()
        )

    def complete(self, known: Iterable[str]) -> Command | None:
        """Give the command whose words are all among these; one that takes a command goes first.

        What shall be done later is no command of its own, whatever it is.
        """
        present = frozenset(known)
        found = {
            words: each for words, each in self._phrasings.items() if present.issuperset(words)
        }
        later = {
            words
            for words, each in found.items()
            if each.takes_request and not any(set(other) > set(words) for other in found)
        }
        _, command = min(
            found.items(),
            key=lambda item: (not item[1].takes_command, item[0] not in later),
            default=((), None),
        )
        return command

    def used(self, command: Command, known: Iterable[str]) -> tuple[str, ...]:
        """Give those of the words that say the command, in whatever mixture of its phrasings."""
        own = {
            word for words, owner in self._phrasings.items() if owner is command for word in words
        }
        return tuple(word for word in known if word in own)

    def others(self, command: Command, words: Iterable[Word]) -> tuple[Word, ...]:
        """Give the words that do not say the command."""
        return tuple(
            word for word in words if not self.used(command, filter(None, [self.known(word)]))
        )

    @cached_property
    def _generic(self) -> frozenset[str]:
        """Words that every check is called by: with nothing else they say none."""
        checks = [each for each in self.commands if each.suite]
        said = [{word for text in each.phrasings for word in fold(text).split()} for each in checks]
        return frozenset(set.intersection(*said)) if len(said) > 1 else frozenset()

    def nearest(self, texts: Sequence[str]) -> Command | None:
        """Give the command that these words probably mean; of equally near ones, no change."""
        typed = [fold(text) for text in texts[:_LOOKED_AT] if not text.isdecimal()][:8]
        rate = cache(_closeness)  # for this message only: what people type is not kept
        scores = [
            (self._score(words, typed, it, rate), not it.acts, bool(it.suite), -len(words), it)
            for words, it in self._phrasings.items()
        ]
        best, *_, command = max(scores, key=lambda item: item[:4], default=(0.0, None))
        return command if best >= _LEAST else None

    def half_understood(self, texts: Iterable[str], names: Iterable[str] = ()) -> str:
        """Give what may be said back of words that are no command: names, and what nearly is one.

        The others may be a password that was pasted in the wrong place, so dots stand for them.
        """
        rate = cache(_closeness)
        known = frozenset(names)
        pieces = [piece for text in texts for piece in text.split()]
        said: list[str] = []
        for piece in pieces[:_LOOKED_AT]:
            named = bare(piece) in known
            shown = piece if named or self._half_knows(Word(bare(piece)), rate) else HIDDEN
            said += [] if said[-1:] == [shown] == [HIDDEN] else [shown]
        more = len(pieces) > _LOOKED_AT and said[-1] != HIDDEN
        return " ".join([*said, HIDDEN] if more else said)

    def _half_knows(self, word: Word, rate: Rate) -> bool:
        folded = fold(word.typed)
        if self.known(word) is not None or self.is_filler(word) or folded.isdecimal():
            return len(folded) < _LONGEST
        return len(folded) > 2 and any(rate(folded, each, 2) for each in self._words)  # noqa: PLR2004

    def _score(
        self, words: tuple[str, ...], typed: Sequence[str], command: Command, rate: Rate
    ) -> float:
        """Rate from 0 to 1 how near the typed words come to a phrasing."""
        edits = 1 if command.acts else 2
        joined = max((rate(word, "".join(words), edits) for word in typed), default=0.0)
        near = [max((rate(word, each, edits) for word in typed), default=0.0) for each in words]
        if all(word in self._generic for word, how in zip(words, near, strict=True) if how):
            return joined * (len(typed) == 1)
        return max(joined * (len(typed) == 1), sum(near) / max(len(words), len(typed)))


def _closeness(one: str, other: str, edits: int) -> float:
    """Rate how near two words are; at most ``edits`` mistakes are taken for one of spelling."""
    if one == other:
        return 1.0
    shorter, longer = sorted((len(one), len(other)))
    allowed = 1 if shorter <= 4 else edits  # noqa: PLR2004  (short words differ soon)
    if shorter <= 1 or longer - shorter > allowed:
        return 0.0  # as most are, which need no counting of edits
    # A Korean syllable is a block of letters: one that differs is not one letter that does.
    return 0.7 if distance(_letters(one), _letters(other), most=allowed) <= allowed else 0.0


def _letters(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFD", word)
