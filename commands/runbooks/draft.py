"""A plan in the making: each part of a runbook adds what it finds to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from commands.check import Asked
from commands.checks.fleet import departed, fleet
from commands.facts.servers import CERTIFICATES
from commands.findings import Console
from commands.look import Facts, Known
from commands.phrases import Phrase
from commands.runbook import Item, Left
from commands.runbooks.ordering import is_wait, ordered

SHARED_OPTION: Final = "shared-principal"
"""The option that has the certificate uploaded to the principal that all tenants share."""


@dataclass
class Draft:
    """What the parts write to, and what they read from.

    Attributes:
        facts, asked, options: What was read, about whom, and how it was asked for.
        items, in_place, left, warnings, basis: As in ``commands.runbook.Plan``.
        application: The dedicated application's id as later steps name it, once a part knows it.
        signs_in: Whether Exchange signs in to the cloud when all items are done; ``False`` where
            something of it is left to people.
        only_broken: Whether only what is broken is changed, and not what works another way.
    """

    facts: Facts
    asked: Asked
    options: Mapping[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    in_place: list[Phrase] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    warnings: list[Phrase] = field(default_factory=list)
    basis: list[tuple[Phrase, str]] = field(default_factory=list)
    application: str | None = None
    signs_in: bool = True
    only_broken: bool = False
    _after: dict[int, tuple[Item, ...]] = field(default_factory=dict)

    def add(self, item: Item, *, after: Iterable[Item]) -> None:
        """Plan an item that only makes sense once others, which are planned already, are done."""
        self._after[id(item)] = tuple(after)
        self.items.append(item)

    @property
    def waits(self) -> tuple[Item, ...]:
        """The waits that are planned so far."""
        return tuple(item for item in self.items if is_wait(item))

    @property
    def ordered(self) -> list[Item]:
        """The items as they are carried out: no wait comes before what does not depend on it."""
        return ordered(self.items, self._after)

    @property
    def server(self) -> str:
        """The server that changes what all of them share: the first that answers, in order."""
        readings = self.facts.of(CERTIFICATES)
        configured = [server.name for server in self.asked.organisation.servers]
        names = [name for name in configured if name in self.servers] or configured
        if isinstance(readings, Known):
            answering = (name for name in names if isinstance(readings.value.get(name), Known))
            return next(answering, names[0])
        return names[0]

    @property
    def servers(self) -> tuple[str, ...]:
        away = self.departed
        return tuple(name for name in fleet(self.facts, self.asked) if name not in away)

    @property
    def departed(self) -> tuple[str, ...]:
        """The configured servers that are gone; nothing is brought there, or waited for."""
        readings = self.facts.readings.get(CERTIFICATES.name)
        if not isinstance(readings, Known):
            return ()
        return departed(self.facts, self.asked, readings.value)

    @property
    def is_shared(self) -> bool:
        """Whether Exchange is to sign in through the principal that all tenants share."""
        return SHARED_OPTION in self.options

    def rests_on(self, name: Phrase, value: str) -> None:
        """Note what the plan rests on, once."""
        if (name, value) not in self.basis:
            self.basis.append((name, value))

    def blocks(
        self, title: Phrase, why: Phrase, command: str = "", *, console: Console = Console.CHAT
    ) -> None:
        """Have nothing at all changed; say why, and what to type instead, if that is known."""
        where = console if command else Console.OTHER
        self.left.append(Left(title=title, why=why, command=command, console=where, blocks=True))

    def warn(self, warning: Phrase) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)
