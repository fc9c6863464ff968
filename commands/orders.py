"""Runs nothing that decides or changes, and proposes none, where a message only asks or forbids."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from commands import questions
from commands.answers import Answers, Misunderstood, Understood
from commands.command import Command
from commands.questions import Form
from commands.reading import Reading
from commands.request import Request
from commands.vocabulary import Vocabulary
from commands.words import Word, words


@dataclass(frozen=True)
class Orders:
    """Tells orders from questions.

    Attributes:
        commands: All that can be asked.
        vocabulary: Their words.
        answers: Says what can be typed instead.
        read: Reads a tidied text, question or not.
        sort: Sorts words by what they are.
    """

    commands: Sequence[Command]
    vocabulary: Vocabulary
    answers: Answers
    read: Callable[[str], Understood | Misunderstood]
    sort: Callable[[Sequence[Word]], Reading]

    def only(self, read: Understood | Misunderstood, text: str) -> Understood | Misunderstood:
        """Give what was read of a text if it may be run, or proposed; else what to say instead.

        What was typed as a reason may ask: it was looked at where the decision was read.
        """
        form = questions.form(text)
        if isinstance(read, Understood):
            acts = self._named(read.request).acts and not _has_reason(read.request)
            return self.answers.not_an_order(read.request, form) if acts and form else read
        nothing_asked = form is None and not read.suggestion
        if read.about is not None or nothing_asked or not questions.looks(text):
            return read
        meant = self.read(read.suggestion or self._plainly(text))
        if isinstance(meant, Understood):
            if _has_reason(meant.request):
                return read
            if form is not None and self._is_about(meant.request, text):
                return self.answers.not_an_order(meant.request, form)
        return self._looking_only(read, self.sort(words(text)), form)

    def _is_about(self, request: Request, text: str) -> bool:
        """Tell whether a text has all words of a command that acts."""
        known = self.sort(words(self._plainly(text))).known
        named = self._named(request)
        return named.acts and self.vocabulary.complete(known) is named

    def _looking_only(
        self, read: Misunderstood, reading: Reading, form: Form | None
    ) -> Misunderstood:
        """Propose what looks, or nothing, where what acts was about to be proposed.

        A schedule only looks, whatever it is called.
        """
        named = next((it for it in self._longest if read.suggestion.startswith(it.name)), None)
        if named is None or not named.acts or (named.takes_request and form is None):
            return read
        about = (*reading.known, *reading.other)
        near = self._looking.complete(reading.known) or self._looking.nearest(
            [word for word in about if not questions.asks_or_looks(word)]
        )
        line = "" if near is None else self.answers.line(near, reading)
        return self.answers.no_such_command(reading.typed, line)

    def _plainly(self, text: str) -> str:
        """Give the order that a question or a negation is about, as far as its words tell."""
        plain = (
            self.vocabulary.begun_by(word) or word.typed
            for word in words(text)
            if not questions.only_asks(word.typed)
        )
        return " ".join(plain)

    def _named(self, request: Request) -> Command:
        return next(each for each in self.commands if each.name == request.command)

    @cached_property
    def _longest(self) -> Sequence[Command]:
        """The commands, those with the longest names first."""
        return sorted(self.commands, key=lambda each: -len(each.name))

    @cached_property
    def _looking(self) -> Vocabulary:
        """The words of what changes and decides nothing."""
        return Vocabulary(tuple(each for each in self.commands if not each.acts))


def _has_reason(request: Request) -> bool:
    return "reason" in dict(request.options)
