"""Reads ``approve 42 plan`` and ``reject 42 not today``: what follows the number is no command.

A reason is free text, and a gate may be called like a command, so only the words up to the number
say what is asked for.  Whoever writes more before it than a command's own words has not decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from commands import arguments, gates, lookalikes, questions
from commands.answers import Answers, Misunderstood, Understood
from commands.command import Command
from commands.masking import HIDDEN, masked
from commands.reading import HELP
from commands.request import Request
from commands.vocabulary import Vocabulary
from commands.words import Word, fold, kept, placed, shown, words

LONGEST: Final = 300
"""Characters of a reason that are kept."""
_BETWEEN: Final = frozenset("and et ou or und & 및 와 과 그리고".split())  # noqa: SIM905
_EDGES: Final = " \t\r\n,:;-–—\"'`“”«»"


@dataclass(frozen=True, kw_only=True)
class _Head:
    """What a message begins with: a whole command, its number, and where the rest begins."""

    number: str
    gate: str
    end: int


@dataclass(frozen=True)
class Decisions:
    """Reads the commands that decide."""

    commands: Sequence[Command]
    vocabulary: Vocabulary
    answers: Answers

    def read(self, text: str) -> Understood | Misunderstood | None:
        """Read tidied text; ``None`` when it does not begin like a decision."""
        folded = fold(text)
        for command, phrasings in self._deciding:
            # Most messages are none: they are told apart without looking at each word.
            if not any(all(word in folded for word in each) for each in phrasings):
                continue
            head = self._head(command, phrasings, text)
            if isinstance(head, _Head):
                return self._complete(command, head, text)
            if head is not None:
                return head
        return self._misspelt(text)

    @cached_property
    def _deciding(self) -> tuple[tuple[Command, tuple[frozenset[str], ...]], ...]:
        """The commands with the words of each phrasing."""
        return tuple(
            (each, tuple(frozenset(fold(text).split()) for text in each.phrasings))
            for each in self.commands
            if each.takes_gate
        )

    def _head(
        self, command: Command, phrasings: Sequence[frozenset[str]], text: str
    ) -> _Head | Misunderstood | None:
        own = {word for each in phrasings for word in each}
        seen: set[str] = set()
        number = gate = ""
        stopped: Word | None = None
        for word, end in placed(text):
            stems = [fold(stem) for stem in word.stems()]
            if not number and (value := arguments.number([word.typed]).value):
                number = value
            elif said := next((stem for stem in stems if stem in own), ""):
                seen.add(said)
            elif not gate and stems[0] in gates.NAMES:
                gate = stems[0]
            elif not self.vocabulary.is_filler(word):
                stopped = word
                break
            if number and any(each <= seen for each in phrasings):
                return _Head(number=number, gate=gate, end=end)
        return self._without_number(command, phrasings, seen, number, stopped)

    def _without_number(
        self,
        command: Command,
        phrasings: Sequence[frozenset[str]],
        seen: set[str],
        number: str,
        stopped: Word | None,
    ) -> Misunderstood | None:
        """Ask which one is meant; ``None`` where something else is, or nothing at all."""
        if number or not any(each <= seen for each in phrasings):
            return None
        if stopped is None:
            return self.answers.no_number(command, None)
        if stopped.is_option or self.vocabulary.is_help(stopped):
            return None
        return self.answers.no_number(command, arguments.number([stopped.typed]).problem)

    def _complete(
        self, command: Command, head: _Head, text: str
    ) -> Understood | Misunderstood | None:
        rest = [word for word in words(text[head.end :]) if not self.vocabulary.is_filler(word)]
        if len(rest) == 1 and rest[0].is_option and rest[0].option in {HELP, "h"}:
            return None
        others = [word for word in rest if fold(word.typed) not in _BETWEEN]
        numbers = [head.number, *(arguments.number([word.typed]).value for word in others)]
        if others and all(numbers):
            return self.answers.no_number(command, arguments.number(numbers).problem)
        options = [("number", head.number)]
        if (form := _form(command, head, text)) is not None:
            asked = [*options, *([("gate", head.gate)] if head.gate else [])]
            return self.answers.not_an_order(_request(command, asked), form)
        if command.takes_reason:
            if reason := reason_of(f"{head.gate} {text[head.end :]}"):
                options.append(("reason", reason))
            return _understood(command, options)
        named = ([head.gate] if head.gate else []) + [word.typed.lower() for word in rest]
        if len(named) > 1 or any(word.is_option for word in rest):
            line = f"{command.name} {head.number}"
            return self.answers.too_much(line, [word.typed for word in rest])
        return _understood(command, [*options, *(("gate", name) for name in named)])

    def _misspelt(self, text: str) -> Misunderstood | None:
        """Say what was probably meant where only the first word is not known."""
        first = next((each for each in placed(text) if not self._is_polite(each[0])), None)
        if first is None or self.vocabulary.known(first[0]) is not None:
            return None
        word, end = first
        if lookalikes.strangers(word.typed):  # which the grammar has a better answer to
            return None
        meant = self.vocabulary.nearest([word.typed])
        if meant is None or not meant.takes_gate:
            return None
        read = self.read(f"{meant.name}{text[end:]}")
        if not isinstance(read, Understood):
            return None
        line = str(read.request)
        if HIDDEN in masked(line):  # what was typed behind the number may be anything
            line = masked(line).partition(HIDDEN)[0].strip()
        return self.answers.no_such_command([shown(text)], line)

    def _is_polite(self, word: Word) -> bool:
        return self.vocabulary.known(word) is None and self.vocabulary.is_filler(word)


def reason_of(text: str) -> str:
    """Give a reason as it is kept: one line, short, without what no screen shows."""
    return kept(" ".join(text.split()).strip(_EDGES), LONGEST)


def _form(command: Command, head: _Head, text: str) -> questions.Form | None:
    """Tell whether it is no order; a reason may hold words that would make an order none."""
    clinging = questions.form(text[: head.end], text[head.end :])
    return clinging if command.takes_reason else clinging or questions.form(text)


def _understood(command: Command, options: Sequence[tuple[str, str]]) -> Understood:
    return Understood(request=_request(command, options))


def _request(command: Command, options: Sequence[tuple[str, str]]) -> Request:
    return Request(command=command.name, options=tuple(options))
