"""What a message asks, parsed: verb, object, arguments, options."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

_PLAIN: Final = frozenset({"command", "gate", "number", "reason", "request", "when"})
"""Options that are written as they are, without a name."""
_WORDED: Final = _PLAIN | {"server", "since"}
"""Those that are written without dashes: ``to EX02``, ``since 7d``."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request.  ``command`` is a name in ``commands/catalog.py``, e.g. ``check oauth``.

    ``domain`` is the domain as configured (never as typed); empty when the command takes none.
    ``options`` are the parsed ``--name value`` pairs, names without dashes, and the arguments:
    ``number`` (of a job or a schedule), ``gate``, ``reason``, ``server``, ``since``, ``when`` and
    ``request``, ``command``.  A flag's value is ``yes``.
    """

    command: str
    domain: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Give the line that says it; the grammar reads it back as the same request.

        What names a job or a schedule by its number is written without the domain that it is about.
        """
        plain = [value for name, value in self.options if name in _PLAIN]
        server = [f"to {value}" for name, value in self.options if name == "server"]
        since = [f"since {value}" for name, value in self.options if name == "since"]
        named = [
            f"--{name}" if value == "yes" else f"--{name} {value}"
            for name, value in self.options
            if name not in _WORDED
        ]
        domain = "" if any(name == "number" for name, _ in self.options) else self.domain
        return " ".join(filter(None, [self.command, *plain, *server, domain, *since, *named]))

    def to_json(self) -> dict[str, Any]:
        return {"command": self.command, "domain": self.domain, "options": dict(self.options)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            command=data["command"],
            domain=data["domain"],
            options=tuple((str(name), str(value)) for name, value in data["options"].items()),
        )
