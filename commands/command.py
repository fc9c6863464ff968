"""A command: what people can type, who may, and what it says about itself in the help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from enum import StrEnum

from commands.phrases import Phrase


class Role(StrEnum):
    """What a person may do; each role may do all that the ones before it may."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    LEAD = "lead"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


Reads = Callable[[str, tzinfo], str | Phrase]
"""What a person gave, and the organisation's time zone: the value to keep, or what is wrong.

A value that is kept reads back as itself, whatever the zone, and has no space in it.
"""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One ``--name value`` of a command; a ``flag`` takes no value, it is there or not.

    Attributes:
        name: Without its dashes.
        summary: What it does, one sentence.
        values: Those that it may have; with none, and without ``reads``, any.
        reads: Checks a value and gives the form that is kept.
        words: The most words of a message that one value may have.
        shows: What stands for the value where the option is explained.
    """

    name: str
    summary: Phrase
    values: tuple[str, ...] = ()
    flag: bool = False
    reads: Reads | None = None
    words: int = 1
    shows: str = "value"

    @property
    def usage(self) -> str:
        """How it is written: ``--name <value>``."""
        return f"--{self.name}" if self.flag else f"--{self.name} <{self.shows}>"


@dataclass(frozen=True, kw_only=True)
class Command:
    """One line of ``commands/catalog.py``; a command cannot be registered without its help.

    Attributes:
        name: What people type, in canonical form: ``check oauth``.
        summary: What it does, one sentence.
        synonyms: Other phrasings by language; the order of the words does not matter.
        role: The least role that may give it.
        takes_domain: A configured domain belongs to it.
        domain_is_optional: It can be given without one, and is then about all of them.
        takes_server: A configured server belongs to it, after "to"; the domain follows from it
            where no other organisation has one of that name.
        takes_number: The number of a job or a schedule belongs to it.
        takes_since: It looks back, and may be told since when.
        takes_request: When, and another request, belong to it (``schedule``).
        takes_command: Another command may follow it (``help``).
        takes_gate: It decides: after the number the name of a gate may follow.
        takes_reason: And then whatever its writer wants to say.
        options: The options it knows.
        suite: Name of the suite of checks it runs; empty when it runs none.
        runbook: Name of the runbook that plans what it does; empty when it changes nothing.
        plans_only: The plan is only shown; nothing is asked for.
    """

    name: str
    summary: Phrase
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role: Role = Role.VIEWER
    takes_domain: bool = False
    domain_is_optional: bool = False
    takes_server: bool = False
    takes_number: bool = False
    takes_since: bool = False
    takes_request: bool = False
    takes_command: bool = False
    takes_gate: bool = False
    takes_reason: bool = False
    options: tuple[Option, ...] = ()
    suite: str = ""
    runbook: str = ""
    plans_only: bool = False

    @property
    def acts(self) -> bool:
        """Tell whether it decides, plans or changes something, and does not only look."""
        return self.role is not Role.VIEWER

    @property
    def numbers(self) -> str:
        """The command that lists the numbers it takes."""
        return "schedules" if self.name == "unschedule" else "jobs"

    @property
    def usage(self) -> str:
        """How it is written: ``check oauth <domain>``."""
        domain = "[domain]" if self.domain_is_optional else "<domain>"
        arguments = (
            (self.takes_number, "<number>"),
            (self.takes_gate, "[gate]"),
            (self.takes_reason, "[reason]"),
            (self.takes_request, "<when> <check>"),
            (self.takes_server, "to <server>"),
            (self.takes_domain, domain),
            (self.takes_since, "[since <day>]"),
            (self.takes_command, "[command]"),
        )
        words = [self.name, *(shown for taken, shown in arguments if taken)]
        words.extend(f"[{option.usage}]" for option in self.options)
        return " ".join(words)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Its name and every synonym, of all languages."""
        return (self.name, *(text for texts in self.synonyms.values() for text in texts))
