"""How a job keeps its actions and conditions: by name and values, with references to what is not
known before an earlier step has run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from commands.action import Action, Condition, Stored


def reference(name: str) -> str:
    """Write, in an action's values, what is not known before an earlier step has run."""
    return f"⟨{name}⟩"


def is_reference(value: object) -> bool:
    """Tell whether a value stands for one that is not known yet."""
    return isinstance(value, str) and value.startswith("⟨") and value.endswith("⟩")


def referred(text: str) -> str:
    """Give the name that a reference refers to; empty for anything else."""
    return text[1:-1] if is_reference(text) else ""


def unfilled(thing: "Stored") -> str | None:
    """Give a reference that still stands among the values of an action; ``None`` when none does."""
    waiting: list[object] = [thing.to_json()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, list | tuple):
            waiting += value
        elif isinstance(value, str) and is_reference(value):
            return value
    return None


class NotInBook(Exception):
    """This program has no action or condition of that name, or not with those values."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


S = TypeVar("S", bound=Stored)


@dataclass(frozen=True, kw_only=True)
class Book:
    """The actions and conditions that this program knows, by name."""

    actions: Mapping[str, type[Action]] = field(default_factory=dict)
    conditions: Mapping[str, type[Condition]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, *, actions: Iterable[type[Action]] = (), conditions: Iterable[type[Condition]] = ()
    ) -> Self:
        """Enter each by its name; raises ``ValueError`` when two have the same."""
        return cls(actions=_named(actions), conditions=_named(conditions))

    def action(self, data: Mapping[str, Any], known: Mapping[str, str] | None = None) -> Action:
        """Read a stored action, references to ``known`` names filled in; raises ``NotInBook``."""
        return _read(self.actions, data, known or {})

    def found(self, data: Mapping[str, Any] | None, known: Mapping[str, str]) -> Action | None:
        """Read a stored action likewise; ``None`` where there is none that this program knows."""
        try:
            return self.action(data or {}, known)
        except NotInBook:
            return None

    def condition(
        self, data: Mapping[str, Any], known: Mapping[str, str] | None = None
    ) -> Condition:
        """Read a stored condition, likewise; raises ``NotInBook``."""
        return _read(self.conditions, data, known or {})


def stored(thing: Stored) -> dict[str, Any]:
    """Give the shape in which a job keeps an action or a condition."""
    return {"name": thing.name, "values": thing.to_json()}


def _named(kinds: Iterable[type[S]]) -> dict[str, type[S]]:
    named: dict[str, type[S]] = {}
    for kind in kinds:
        if named.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"two are called {kind.name}")
    return named


def _read(kinds: Mapping[str, type[S]], data: Mapping[str, Any], known: Mapping[str, str]) -> S:
    name = str(data.get("name", ""))
    given = {reference(each): value for each, value in known.items()}
    try:
        return kinds[name].from_json(_filled(data["values"], given))
    except (KeyError, TypeError, ValueError) as error:
        raise NotInBook(name) from error


def _filled(value: Any, given: Mapping[str, str]) -> Any:
    """Put what is known in the place of references: whole texts only, never parts of one."""
    if isinstance(value, str):
        return given.get(value, value)
    if isinstance(value, Mapping):
        return {key: _filled(each, given) for key, each in value.items()}
    return [_filled(each, given) for each in value] if isinstance(value, list | tuple) else value
