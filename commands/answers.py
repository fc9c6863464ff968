"""What comes of reading a message: the request, or why it is none and what can be typed instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import arguments
from commands.command import Command
from commands.domains import Domains
from commands.masking import HIDDEN
from commands.phrases import Phrase, say
from commands.questions import Form
from commands.reading import HELP, Reading
from commands.request import Request
from commands.servers import Servers
from commands.vocabulary import Vocabulary
from commands.words import shown


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A request, and what was filled in for the person, if anything."""

    request: Request
    remark: Phrase | None = None


@dataclass(frozen=True, kw_only=True)
class Misunderstood:
    """Why a message is no request.

    ``suggestion`` is the whole line that was probably meant, empty when nobody can tell;
    ``next`` are whole lines that can be typed.  ``about`` is the request that the message asked
    about, or forbade, and that was therefore not made.
    """

    why: Phrase
    suggestion: str = ""
    next: tuple[str, ...] = ()
    about: Request | None = None


@dataclass(frozen=True)
class Answers:
    """Says what can be typed instead, where these domains and commands are known."""

    domains: Domains
    commands: Sequence[Command]

    @property
    def usual(self) -> tuple[str, ...]:
        """Lines that can be typed here: the checks of the first domains."""
        lines = (
            f"{command.name} {domain}"
            for command in self.commands
            if command.suite
            for domain in self.domains.all[:3] or ("<domain>",)
        )
        return tuple(lines)[:3]

    def no(self, why: Phrase, *, suggestion: str = "") -> Misunderstood:
        """Say why not, what was meant, and what else can be typed."""
        usual = self.usual if self.domains.all else ()
        lines = (line for line in (*usual, HELP) if line != suggestion)
        return Misunderstood(why=why, suggestion=suggestion, next=tuple(lines))

    def not_an_order(self, request: Request, form: Form) -> Misunderstood:
        """Say that a question, a "do not" or a quote ran nothing, and what to type for an order."""
        line = str(request)
        why = say(
            "That reads as a question, so nothing was run. To have it done, type {line} and "
            "nothing else.",
            line=line,
        )
        if form is Form.QUOTE:
            why = say(
                "That quotes a message, so nothing was run. To have it done, type {line} and "
                "nothing else.",
                line=line,
            )
        if form is Form.NEGATION:
            why = say(
                "That says not to do it, so nothing was run. To have it done, type {line} and "
                "nothing else.",
                line=line,
            )
        numbered = any(name == "number" for name, _ in request.options)
        command = next(each for each in self.commands if each.name == request.command)
        return Misunderstood(
            why=why,
            next=(command.numbers,) if numbered else (f"{HELP} {request.command}", HELP),
            about=request,
        )

    def one_at_a_time(self, asked: Sequence[Request]) -> Misunderstood:
        """Say that of several requests in one message none was run, and give each as a line."""
        why = say("One request at a time, please: only checks can be asked for together. Nothing "
                  "was run.")  # fmt: skip
        return Misunderstood(why=why, next=tuple(str(each) for each in asked))

    def no_such_command(self, typed: Sequence[str], suggestion: str) -> Misunderstood:
        """Say that the words are no command; of words that are none, none is said back."""
        words = shown(Vocabulary(self.commands).half_understood(typed, self.domains.all))
        why = say("I know no command {words}.", words=words)
        if words in {"", HIDDEN}:
            why = say("That is no command that I know.")
        return self.no(why, suggestion=suggestion)

    def no_number(self, command: Command, problem: Phrase | None) -> Misunderstood:
        """Say that a number is missing, or what is wrong with what stands in its place."""
        why = problem or say(
            "Which one? {command} needs a number; {jobs} lists them.",
            command=command.name,
            jobs=command.numbers,
        )
        return Misunderstood(why=why, next=(command.numbers, command.usage))

    def no_domain(self) -> Misunderstood:
        """Say that a domain is missing, and which there are."""
        if not self.domains.all:
            return self.no(self.domains.why_not(""))
        return self.no(say("Which domain? Configured are: {domains}.", domains=self.domains.listed))

    def several_domains(self, line: str, named: Sequence[str]) -> Misunderstood:
        """Say that one domain at a time is taken; ``line`` is what stands before it."""
        why = say(
            "One domain at a time, please: you named {domains}. Nothing was run.",
            domains=", ".join(named[:5]),
        )
        return Misunderstood(why=why, next=tuple(f"{line} {domain}" for domain in named[:3]))

    def not_a_domain(self, command: Command, left: Sequence[str]) -> Misunderstood:
        """Say that what stands in a domain's place is none that is configured."""
        if len(left) == 1 and ("." in left[0] or not command.domain_is_optional):
            meant = self.domains.nearest(left[0])
            return self.no(
                self.domains.why_not(left[0]),
                suggestion=f"{command.name} {meant}" if meant else "",
            )
        named = "" if command.domain_is_optional else self.domains.only or "<domain>"
        return self.too_much(f"{command.name} {named}".strip(), left)

    def too_much(self, line: str, left: Sequence[str]) -> Misunderstood:
        """Say what was understood, and the words that were not."""
        return self.no(
            say(
                "I understood {request}, but not {words}, so nothing was run.",
                request=line,
                words=shown(" ".join(left)),
            ),
            suggestion=line,
        )

    def line(self, command: Command, reading: Reading) -> str:
        """Give the line that was meant, with the number or the domain named, or nearly named."""
        if command.takes_number:
            number = arguments.number(reading.other[-1:]).value
            if not number and not command.acts:
                return command.numbers  # which lists what could be shown
            return f"{command.name} {number or '<number>'}"
        if not command.takes_domain:
            return command.name
        near = (self.domains.nearest(word) for word in reading.other if "." in word)
        named = [*reading.domains, *filter(None, near)]
        if not command.domain_is_optional:
            named += [*filter(None, [self.domains.only]), "<domain>"]
        words = [command.name]
        if command.takes_server:
            servers = Servers(self.domains.organisations).read(reading.words, reading.other)
            words += ["to", *(*servers.names, "<server>")[:1]]
        return " ".join([*words, *named[:1]])
