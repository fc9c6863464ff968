"""What a message asks: text in; out comes a request, or the reason why it is none.

Chat text is never code.  A request is made of known words only: a command of the catalogue, a
domain of the configuration, options that the command knows.  With one word more, nothing is
run; the answer says what was understood and what to type instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from commands import arguments, lookalikes, options, recurrence_words
from commands.answers import Answers, Misunderstood, Understood
from commands.catalog import COMMANDS
from commands.command import Command
from commands.decisions import Decisions
from commands.domains import Domains
from commands.orders import Orders
from commands.organisation import Organisation
from commands.phrases import Phrase, say
from commands.places import Places
from commands.reading import HELP, Reading, sort
from commands.request import Request
from commands.vocabulary import Vocabulary
from commands.words import Word, hidden, shown, tidy, words

__all__ = ["LIMIT", "Grammar", "Misunderstood", "Understood"]

LIMIT: Final = 1000
"""Characters a request may have; a longer message is answered, not read."""
LINES: Final = 5
"""Requests that one message may hold, a line each."""
_JOB: Final = "job"
"""Name of the command that a number alone stands for."""


@dataclass(frozen=True)
class Grammar:
    """Reads messages for the configured organisations.  One is made at the start and kept."""

    organisations: Sequence[Organisation]
    commands: Sequence[Command] = COMMANDS

    def read(self, text: str) -> Understood | Misunderstood:
        """Read one message, whatever it holds; never raises."""
        text = text.strip()
        if len(text) > LIMIT:
            return self._answers.no(
                say(
                    "Your message has {count} characters and a request has at most {limit}, so "
                    "it was not read and nothing was run.",
                    count=len(text),
                    limit=LIMIT,
                )
            )
        if hidden(text):
            return self._answers.no(
                say(
                    "Your message contains control characters that no keyboard types, so it was "
                    "not read and nothing was run. Please type the request by hand."
                )
            )
        text = tidy(text)
        return self._orders.only(self._read(text), text)

    def checks(self, text: str) -> tuple[str, ...] | Misunderstood:
        """Give the lines of a message that are a check each; none where it is one request.

        A message whose lines are requests each, and not all of them checks, runs nothing.
        """
        lines = [line for line in text.splitlines() if line.strip()]
        if not 1 < len(lines) <= LINES or len(text) > LIMIT:
            return ()
        read = [self.read(line) for line in lines]
        asked = [each.request for each in read if isinstance(each, Understood)]
        if len(asked) < len(lines) or Request(command=HELP) in asked:  # a greeting, or a story
            return ()
        if all(self._named(each).suite for each in asked):
            return tuple(lines)
        return self._answers.one_at_a_time(asked)

    def _read(self, text: str) -> Understood | Misunderstood:
        if (decided := self._decisions.read(text)) is not None:
            return decided
        tokens = words(text)
        strange = next((token for token in tokens if lookalikes.strangers(token.typed)), None)
        if strange is not None:
            return self._not_latin(strange, tokens)
        return self._understand(self._sort(tokens))

    def _named(self, request: Request) -> Command:
        return next(each for each in self.commands if each.name == request.command)

    @cached_property
    def _domains(self) -> Domains:
        return Domains(self.organisations)

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self._domains, self.commands)

    @cached_property
    def _places(self) -> Places:
        return Places(self._domains, self._answers)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.commands)

    @cached_property
    def _orders(self) -> Orders:
        return Orders(self.commands, self._vocabulary, self._answers, self._read, self._sort)

    @cached_property
    def _decisions(self) -> Decisions:
        return Decisions(self.commands, self._vocabulary, self._answers)

    def _not_latin(self, strange: Word, tokens: Sequence[Word]) -> Misunderstood:
        meant = self._understand(
            self._sort([Word(lookalikes.plain(token.typed)) for token in tokens])
        )
        return self._answers.no(
            say(
                "{word} contains letters of another alphabet that only look like Latin ones: "
                "{letters}. Nothing was run.",
                word=shown(strange.typed),
                letters=", ".join(lookalikes.strangers(strange.typed)[:5]),
            ),
            suggestion=str(meant.request) if isinstance(meant, Understood) else "",
        )

    def _sort(self, tokens: Sequence[Word]) -> Reading:
        return sort(tokens, self._domains, self._vocabulary)

    def _understand(self, reading: Reading) -> Understood | Misunderstood:
        if not reading.known and not reading.other and not reading.options:
            return self._without_words(reading)
        if reading.other and self._vocabulary.is_thanks(reading.other) and not reading.known:
            return self._answers.no(say("You are welcome."))
        command = self._vocabulary.complete(reading.known) or self._by_number(reading)
        if command is None:
            return self._no_such_command(reading)
        return self._with_arguments(command, reading)

    def _with_arguments(self, command: Command, reading: Reading) -> Understood | Misunderstood:
        used = self._vocabulary.used(command, reading.known)
        unused = tuple(word for word in reading.known if word not in used)
        if command.takes_command:
            return self._about(command, (*unused, *reading.other), reading)
        rest = tuple(word for word in unused if not self._is_polite(command, word))
        left = (*rest, *reading.other)
        if command.takes_request:
            return self._later(command, reading)
        if command.takes_number:
            return self._with_number(command, (*rest, *reading.domains, *reading.other), reading)
        if command.takes_domain:
            return self._somewhere(command, left, reading)
        return self._complete(command, "", (*rest, *reading.domains, *reading.other), reading)

    def _somewhere(
        self, command: Command, left: tuple[str, ...], reading: Reading
    ) -> Understood | Misunderstood:
        if command.takes_server:
            return self._with_server(command, left, reading)
        if command.takes_since:
            return self._looking_back(command, left, reading)
        return self._with_domain(command, left, reading)

    def _is_polite(self, command: Command, word: str) -> bool:
        """Tell whether another command's word says nothing here: a check may be asked for "now".

        Where something is changed it may say something: a rotation is not one "now".
        """
        return not command.runbook and self._vocabulary.is_filler(Word(word))

    def _by_number(self, reading: Reading) -> Command | None:
        """Take a number alone, ``#42``, for the request to show that job."""
        alone = len(reading.other) == 1 and not (reading.known or reading.domains)
        if not alone or arguments.number(reading.other).problem is not None:
            return None
        return next((command for command in self.commands if command.name == _JOB), None)

    def _with_number(
        self, command: Command, left: tuple[str, ...], reading: Reading
    ) -> Understood | Misunderstood:
        taken = arguments.number(left)
        if taken.value:
            return self._complete(command, "", taken.rest, reading, ("number", taken.value))
        return self._answers.no_number(command, taken.problem)

    def _later(self, command: Command, reading: Reading) -> Understood | Misunderstood:
        """Read when, and what is to be done then: the rest of the words is a request itself."""
        text = " ".join(each.typed for each in self._vocabulary.others(command, reading.words))
        timed = recurrence_words.read(text)
        check = (*self._answers.usual, "")[0]
        if isinstance(timed, Phrase):
            likely = recurrence_words.guess(text)
            line = f"{command.name} {likely.when} {self._check_in(likely.rest) or check}"
            return Misunderstood(why=timed, next=(line, f"{HELP} {command.name}"))
        line = f"{command.name} {timed.when}"
        inner = self._understand(self._sort(words(timed.rest)))
        following = (f"{line} {check}", f"{HELP} {command.name}")
        if isinstance(inner, Misunderstood):
            meant = inner.suggestion and f"{line} {inner.suggestion}"
            return Misunderstood(why=inner.why, suggestion=meant, next=following)
        named = self._named(inner.request)
        if not named.suite:
            why = say("Only a check can be scheduled, so nothing was. Say what shall be looked at.")
            return Misunderstood(why=why, next=following)
        arguments = (("when", str(timed.when)), ("request", str(inner.request)))
        whole = self._complete(command, "", (), reading, *arguments)
        return replace(whole, remark=inner.remark) if isinstance(whole, Understood) else whole

    def _check_in(self, text: str) -> str:
        """Give the line of the check that a text asks for, or nearly asks for; empty: none."""
        reading = self._sort(words(text))
        named = self._vocabulary.complete(reading.known) or self._nearest(reading)
        if named is None or not named.suite:
            return ""
        return self._answers.line(named, reading).replace("<domain>", (*self._domains.all, "")[0])

    def _looking_back(
        self, command: Command, left: tuple[str, ...], reading: Reading
    ) -> Understood | Misunderstood:
        taken = arguments.since(left)
        if taken.problem is not None:
            named = (*reading.domains, "")[0]
            line = f"{command.name} {named}".strip()
            return Misunderstood(why=taken.problem, next=(f"{line} since 7d", line))
        argument = (("since", taken.value),) if taken.value else ()
        return self._with_domain(command, taken.rest, reading, *argument)

    def _with_server(
        self, command: Command, left: tuple[str, ...], reading: Reading
    ) -> Understood | Misunderstood:
        place = self._places.read(command, left, reading)
        if isinstance(place, Misunderstood):
            return place
        server = ("server", place.server)
        whole = self._complete(command, place.domain, place.rest, reading, server)
        return replace(whole, remark=place.remark) if isinstance(whole, Understood) else whole

    def _without_words(self, reading: Reading) -> Understood | Misunderstood:
        if not reading.domains:
            return Understood(request=Request(command=HELP))
        return self._answers.no(say("What shall be done with {domain}?", domain=reading.domains[0]))

    def _no_such_command(self, reading: Reading) -> Misunderstood:
        typed = (*reading.typed, *(f"--{name}" for name, _ in reading.options))
        meant = self._nearest(reading)
        suggestion = "" if meant is None else self._answers.line(meant, reading)
        return self._answers.no_such_command(typed, suggestion)

    def _nearest(self, reading: Reading) -> Command | None:
        """Give the command that was probably meant; what has a dot is a misspelt domain."""
        named = [word for word in reading.other if "." not in word]
        return self._vocabulary.nearest((*reading.known, *named))

    def _about(
        self, command: Command, words_about: tuple[str, ...], reading: Reading
    ) -> Understood | Misunderstood:
        """Read what follows ``help``; a domain there is passed over."""
        if not words_about:
            return Understood(request=Request(command=command.name))
        about = self._vocabulary.complete(words_about)
        if about is None:
            meant = self._vocabulary.nearest(words_about)
            suggestion = "" if meant is None else f"{command.name} {meant.name}"
            return self._answers.no_such_command(reading.typed, suggestion)
        return Understood(request=Request(command=command.name, options=(("command", about.name),)))

    def _with_domain(
        self,
        command: Command,
        left: tuple[str, ...],
        reading: Reading,
        *arguments: tuple[str, str],
    ) -> Understood | Misunderstood:
        match reading.domains:
            case (domain,):
                return self._complete(command, domain, left, reading, *arguments)
            case ():
                return self._without_domain(command, left, reading, *arguments)
            case _:
                return self._answers.several_domains(command.name, reading.domains)

    def _without_domain(
        self,
        command: Command,
        left: tuple[str, ...],
        reading: Reading,
        *arguments: tuple[str, str],
    ) -> Understood | Misunderstood:
        if left:
            return self._answers.not_a_domain(command, left)
        if command.domain_is_optional:
            return self._complete(command, "", (), reading, *arguments)
        if only := self._domains.only:
            understood = self._complete(command, only, (), reading, *arguments)
            remark = say("You named no domain; {domain} is the only one configured.", domain=only)
            if isinstance(understood, Understood):
                return replace(understood, remark=remark)
            return understood
        return self._answers.no_domain()

    def _complete(
        self,
        command: Command,
        domain: str,
        left: tuple[str, ...],
        reading: Reading,
        *arguments: tuple[str, str],
    ) -> Understood | Misunderstood:
        request = Request(command=command.name, domain=domain, options=arguments)
        if left:
            return self._answers.too_much(str(request), left)
        zone = ZoneInfo(self._domains.organisation(domain).time_zone) if domain else UTC
        given = options.read(command, reading.options, zone)
        if isinstance(given, Phrase):
            return Misunderstood(why=given, next=(command.usage, f"{HELP} {command.name}"))
        return Understood(request=replace(request, options=(*arguments, *given)))
