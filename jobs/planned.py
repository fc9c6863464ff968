"""What a plan says besides its steps: what is in place, what is left, what it rests on.

It is stored with the job, so the card can show it to whoever decides, whenever that is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from commands.findings import Console
from commands.phrases import Phrase
from commands.runbook import Left
from jobs.steps import Step

Basis = tuple[tuple[Phrase, str], ...]


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan as it was made.

    Attributes:
        title: What it brings about.
        in_place, left, warnings, basis: As in ``commands.runbook.Plan``.
        shown: Its steps, where they are only to be shown; otherwise they are the job's own.
        program: Which program made it, see ``jobs.program``; empty where nobody noted it.
    """

    title: Phrase
    in_place: tuple[Phrase, ...] = ()
    left: tuple[Left, ...] = ()
    warnings: tuple[Phrase, ...] = ()
    basis: Basis = ()
    shown: tuple[Step, ...] = ()
    program: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title.to_json(),
            "in_place": [each.to_json() for each in self.in_place],
            "left": [_stored(each) for each in self.left],
            "warnings": [each.to_json() for each in self.warnings],
            "basis": basis_json(self.basis),
            "shown": [each.to_json() for each in self.shown],
        } | ({"program": self.program} if self.program else {})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            title=Phrase.from_json(data["title"]),
            in_place=tuple(Phrase.from_json(each) for each in data["in_place"]),
            left=tuple(_left(each) for each in data["left"]),
            warnings=tuple(Phrase.from_json(each) for each in data["warnings"]),
            basis=tuple((Phrase.from_json(name), value) for name, value in data["basis"]),
            shown=tuple(Step.from_json(each) for each in data["shown"]),
            program=str(data.get("program", "")),
        )


def basis_json(basis: Basis) -> list[list[Any]]:
    return [[name.to_json(), value] for name, value in basis]


def _stored(left: Left) -> dict[str, Any]:
    return {
        "title": left.title.to_json(),
        "why": left.why.to_json(),
        "command": left.command,
        "console": left.console.value,
        "where": None if left.where is None else left.where.to_json(),
        "blocks": left.blocks,
    }


def _left(data: Mapping[str, Any]) -> Left:
    return Left(
        title=Phrase.from_json(data["title"]),
        why=Phrase.from_json(data["why"]),
        command=data["command"],
        console=Console(data["console"]),
        where=None if data["where"] is None else Phrase.from_json(data["where"]),
        blocks=data["blocks"],
    )
