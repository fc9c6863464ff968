"""A plan in the making: each part of a runbook adds what it finds to it."""

from dataclasses import dataclass, field

from commands.check import Asked
from commands.checks.fleet import fleet
from commands.facts.servers import CERTIFICATES
from commands.look import Facts, Known
from commands.phrases import Phrase
from commands.runbook import Item, Left


@dataclass
class Draft:
    """What the parts write to, and what they read from.

    Attributes:
        facts, asked: What was read, and about whom.
        items, in_place, left, warnings, basis: As in ``commands.runbook.Plan``.
    """

    facts: Facts
    asked: Asked
    items: list[Item] = field(default_factory=list)
    in_place: list[Phrase] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    warnings: list[Phrase] = field(default_factory=list)
    basis: list[tuple[Phrase, str]] = field(default_factory=list)

    @property
    def server(self) -> str:
        """The server that changes what all of them share: the first that answers, in order."""
        readings = self.facts.of(CERTIFICATES)
        names = [server.name for server in self.asked.organisation.servers]
        if isinstance(readings, Known):
            answering = (name for name in names if isinstance(readings.value.get(name), Known))
            return next(answering, names[0])
        return names[0]

    @property
    def servers(self) -> tuple[str, ...]:
        return fleet(self.facts, self.asked)

    def rests_on(self, name: Phrase, value: str) -> None:
        self.basis.append((name, value))
