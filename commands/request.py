"""What a message asks, parsed: verb, object, arguments, options."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request.  ``command`` is a name in ``commands/catalog.py``, e.g. ``check oauth``.

    ``domain`` is the domain as configured (never as typed); empty when the command takes none.
    ``options`` are the parsed ``--name value`` pairs, names without dashes.
    """

    command: str
    domain: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        words = [self.command, self.domain, *(f"--{name} {value}" for name, value in self.options)]
        return " ".join(word.strip() for word in words if word)

    def to_json(self) -> dict[str, Any]:
        return {"command": self.command, "domain": self.domain, "options": dict(self.options)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            command=data["command"],
            domain=data["domain"],
            options=tuple((str(name), str(value)) for name, value in data["options"].items()),
        )
