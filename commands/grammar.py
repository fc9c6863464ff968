"""What a message asks: text in; out comes a request, or the reason why it is none.

Chat text is never code.  A request is made of known words only: a command of the catalogue, a
domain of the configuration, options that the command knows.  With one word more, nothing is
run; the answer says what was understood and what to type instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from commands import lookalikes
from commands.catalog import COMMANDS
from commands.command import Command
from commands.domains import Domains
from commands.options import wrong_option
from commands.organisation import Organisation
from commands.phrases import Phrase, say
from commands.request import Request
from commands.vocabulary import Vocabulary
from commands.words import Word, hidden, shown, tidy, words

HELP: Final = "help"
"""Name of the command that an empty message stands for."""
LIMIT: Final = 1000
"""Characters a request may have; a longer message is answered, not read."""


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A request, and what was filled in for the person, if anything."""

    request: Request
    remark: Phrase | None = None


@dataclass(frozen=True, kw_only=True)
class Misunderstood:
    """Why a message is no request.

    ``suggestion`` is the whole line that was probably meant, empty when nobody can tell;
    ``next`` are whole lines that can be typed.
    """

    why: Phrase
    suggestion: str = ""
    next: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """A message's words by what they turned out to be; ``known`` are folded, ``other`` as typed."""

    known: tuple[str, ...]
    domains: tuple[str, ...]
    other: tuple[str, ...]
    typed: tuple[str, ...]
    """Those that are no domain, in the order and spelling of the message."""
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grammar:
    """Reads messages for the configured organisations.  One is made at the start and kept."""

    organisations: Sequence[Organisation]
    commands: Sequence[Command] = COMMANDS

    def read(self, text: str) -> Understood | Misunderstood:
        """Read one message, whatever it holds; never raises."""
        text = text.strip()
        if len(text) > LIMIT:
            return self._no(
                say(
                    "Your message has {count} characters and a request has at most {limit}, so "
                    "it was not read and nothing was run.",
                    count=len(text),
                    limit=LIMIT,
                )
            )
        if hidden(text):
            return self._no(
                say(
                    "Your message contains control characters that no keyboard types, so it was "
                    "not read and nothing was run. Please type the request by hand."
                )
            )
        tokens = words(tidy(text))
        strange = next((token for token in tokens if lookalikes.strangers(token.typed)), None)
        if strange is not None:
            return self._not_latin(strange, tokens)
        return self._understand(self._sort(tokens))

    @cached_property
    def _domains(self) -> Domains:
        return Domains(self.organisations)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.commands)

    def _not_latin(self, strange: Word, tokens: Sequence[Word]) -> Misunderstood:
        meant = self._understand(
            self._sort([Word(lookalikes.plain(token.typed)) for token in tokens])
        )
        return self._no(
            say(
                "{word} contains letters of another alphabet that only look like Latin ones: "
                "{letters}. Nothing was run.",
                word=shown(strange.typed),
                letters=", ".join(lookalikes.strangers(strange.typed)[:5]),
            ),
            suggestion=str(meant.request) if isinstance(meant, Understood) else "",
        )

    def _sort(self, tokens: Sequence[Word]) -> _Reading:
        known: list[str] = []
        domains: list[str] = []
        other: list[str] = []
        typed: list[str] = []
        options: list[tuple[str, str]] = []
        rest = list(tokens)
        while rest:
            token = rest.pop(0)
            if token.is_option and token.option.lower() in {"help", "h"}:
                known.append(HELP)
            elif token.is_option:
                name, given, value = token.option.partition("=")
                if not given and rest and not rest[0].is_option:
                    value = rest.pop(0).typed
                options.append((name.lower(), value))
            elif (domain := self._domains.named_by(token)) is not None:
                domains.append(domain)
            elif (word := self._vocabulary.known(token)) is not None:
                known.append(word)
                typed.append(token.typed)
            elif not self._vocabulary.is_filler(token):
                other.append(token.typed)
                typed.append(token.typed)
        return _Reading(
            known=tuple(dict.fromkeys(known)),
            domains=tuple(dict.fromkeys(domains)),
            other=tuple(other),
            typed=tuple(typed),
            options=tuple(options),
        )

    def _understand(self, reading: _Reading) -> Understood | Misunderstood:
        if not reading.known and not reading.other and not reading.options:
            return self._without_words(reading)
        if reading.other and self._vocabulary.is_thanks(reading.other) and not reading.known:
            return self._no(say("You are welcome."))
        command = self._vocabulary.complete(reading.known)
        if command is None:
            return self._no_such_command(reading)
        used = self._vocabulary.used(command, reading.known)
        rest = tuple(word for word in reading.known if word not in used)
        if command.takes_command:
            return self._about(command, (*rest, *reading.other), reading)
        if command.takes_domain:
            return self._with_domain(command, rest, reading)
        return self._complete(command, "", (*rest, *reading.domains, *reading.other), reading)

    def _without_words(self, reading: _Reading) -> Understood | Misunderstood:
        if not reading.domains:
            return Understood(request=Request(command=HELP))
        return self._no(say("What shall be done with {domain}?", domain=reading.domains[0]))

    def _no_such_command(self, reading: _Reading) -> Misunderstood:
        typed = (*reading.typed, *(f"--{name}" for name, _ in reading.options))
        # What has a dot is a misspelt domain, not a misspelt command.
        named = [word for word in reading.other if "." not in word]
        meant = self._vocabulary.nearest((*reading.known, *named))
        return self._no(
            say("I know no command {words}.", words=shown(" ".join(typed))),
            suggestion="" if meant is None else self._line(meant, reading),
        )

    def _about(
        self, command: Command, words_about: tuple[str, ...], reading: _Reading
    ) -> Understood | Misunderstood:
        """Read what follows ``help``; a domain there is passed over."""
        if not words_about:
            return Understood(request=Request(command=command.name))
        about = self._vocabulary.nearest(words_about)
        if about is None or self._vocabulary.complete(words_about) is not about:
            return self._no(
                say("I know no command {words}.", words=shown(" ".join(reading.typed))),
                suggestion="" if about is None else f"{command.name} {about.name}",
            )
        return Understood(request=Request(command=command.name, options=(("command", about.name),)))

    def _with_domain(
        self, command: Command, rest: tuple[str, ...], reading: _Reading
    ) -> Understood | Misunderstood:
        match reading.domains:
            case (domain,):
                return self._complete(command, domain, (*rest, *reading.other), reading)
            case ():
                return self._without_domain(command, (*rest, *reading.other), reading)
            case _:
                return Misunderstood(
                    why=say(
                        "One domain at a time, please: you named {domains}. Nothing was run.",
                        domains=", ".join(reading.domains[:5]),
                    ),
                    next=tuple(f"{command.name} {domain}" for domain in reading.domains[:3]),
                )

    def _without_domain(
        self, command: Command, left: tuple[str, ...], reading: _Reading
    ) -> Understood | Misunderstood:
        if len(left) == 1:
            meant = self._domains.nearest(left[0])
            return self._no(
                self._domains.why_not(left[0]),
                suggestion=f"{command.name} {meant}" if meant else "",
            )
        if left:
            return self._too_much(command, self._domains.only or "<domain>", left)
        if only := self._domains.only:
            understood = self._complete(command, only, (), reading)
            remark = say("You named no domain; {domain} is the only one configured.", domain=only)
            if isinstance(understood, Understood):
                return Understood(request=understood.request, remark=remark)
            return understood
        if not self.organisations:
            return self._no(self._domains.why_not(""))
        return self._no(
            say("Which domain? Configured are: {domains}.", domains=self._domains.listed)
        )

    def _complete(
        self, command: Command, domain: str, left: tuple[str, ...], reading: _Reading
    ) -> Understood | Misunderstood:
        if left:
            return self._too_much(command, domain, left)
        if (problem := wrong_option(command, reading.options)) is not None:
            return Misunderstood(why=problem, next=(command.usage, f"{HELP} {command.name}"))
        return Understood(
            request=Request(command=command.name, domain=domain, options=reading.options)
        )

    def _too_much(self, command: Command, domain: str, left: tuple[str, ...]) -> Misunderstood:
        line = f"{command.name} {domain}".strip()
        return self._no(
            say(
                "I understood {request}, but not {words}, so nothing was run.",
                request=line,
                words=shown(" ".join(left)),
            ),
            suggestion=line,
        )

    def _line(self, command: Command, reading: _Reading) -> str:
        """Give the line that was meant: the command with the domain named, or nearly named."""
        if not command.takes_domain:
            return command.name
        near = (self._domains.nearest(word) for word in reading.other if "." in word)
        named = [*reading.domains, *filter(None, near), self._domains.only, "<domain>"]
        return f"{command.name} {next(filter(None, named))}"

    def _no(self, why: Phrase, *, suggestion: str = "") -> Misunderstood:
        usual = tuple(
            f"{command.name} {domain}"
            for command in self.commands
            if command.takes_domain
            for domain in self._domains.all[:3]
        )
        lines = (line for line in (*usual[:3], HELP) if line != suggestion)
        return Misunderstood(why=why, suggestion=suggestion, next=tuple(lines))
