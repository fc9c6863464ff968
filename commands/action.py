"""An action: one change outside, said as data, with how to see that it is so and its opposite.

A job keeps its actions by name and values, so that another process, or a newer program, can take
them up.  An action never decides whether it may be done; the runner asks ``already`` first, writes
down what it is about to do, lets it ``do``, and reads back with ``verify``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from enum import Enum, StrEnum
from typing import Any, ClassVar, Protocol, Self, TypeVar, cast

from commands.phrases import Phrase
from commands.ports import World


class Switch(Enum):
    """A parameter that stands alone in PowerShell, ``-Force``: a ``$true`` behind it is an error.

    ``OFF`` is for what is on by itself: ``-Confirm:$false``.
    """

    ON = True
    OFF = False


@dataclass(frozen=True, kw_only=True)
class Call:
    """The exact call: a cmdlet or a method with its path, and the values as they are sent.

    Attributes:
        doing: The cmdlet, or the method with its path.
        values: By name; a ``Switch`` for a parameter that takes no value.
    """

    doing: str
    values: Mapping[str, Any]

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The values as they go over the wire, where a switch is a truth value too."""
        return {
            name: value.value if isinstance(value, Switch) else value
            for name, value in self.values.items()
        }


@dataclass(frozen=True)
class Already:
    """It is so.

    ``learned`` gives, by name, what only became known by it (the id of an application that was
    made); later steps name it by ``reference``.
    """

    learned: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Not:
    """It is not so, and that is certain.  ``seen`` says how far it is: ``3 of 5 servers``."""

    seen: Phrase | None = None


@dataclass(frozen=True)
class Moved:
    """Somebody else changed it: it is neither as it was when this was planned, nor as wanted.

    ``seen`` says what it was and what it is.  Nothing may be sent: the plan is out of date.
    """

    seen: Phrase


@dataclass(frozen=True)
class Unknown:
    """It cannot be told, and why: a source is silent, or may not show yet what was written."""

    why: Phrase


Look = Already | Not | Moved | Unknown


class Undoing(StrEnum):
    """The two ways in which an action has no opposite."""

    NOTHING = "nothing to undo"
    IMPOSSIBLE = "cannot be undone"


@dataclass(frozen=True, kw_only=True)
class NoOpposite:
    """Why an action has no opposite."""

    because: Undoing
    why: Phrase


class Doing(Protocol):
    """What an action is given while it is done."""

    def seconds(self) -> float:
        """Give what is left until the deadline; whoever sends asks in the line before.

        Raises:
            OutsideError: Nothing is left: nothing was sent and nothing may be sent any more.
        """
        ...

    async def tell(self, progress: Phrase) -> None:
        """Show how far it is, ``3 of 5 servers``; never waits for anybody."""
        ...


class Stored(Protocol):
    """Something a job keeps by name and values."""

    name: ClassVar[str]
    """Stays the same as long as a stored job may name it."""

    @property
    def title(self) -> Phrase: ...

    def to_json(self) -> dict[str, Any]:
        """Give the values; ``from_json`` is its inverse, for those of older programs too."""
        ...

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self: ...


class Action(Stored, Protocol):
    """One change.  Implementations are frozen dataclasses; ``Values`` gives them their shape.

    Attributes:
        title: What it does, for the plan.
        side: Where: a server's name, ``Exchange Online``, ``Microsoft Graph``.
        call: What is sent, as the plan shows it.
        before: What is so now, as the plan shows it.
        after: What will be so.
        deadline: Seconds in which ``do`` has ended, one way or the other, whatever happens.
    """

    @property
    def side(self) -> str: ...

    @property
    def call(self) -> Call: ...

    @property
    def before(self) -> Phrase: ...

    @property
    def after(self) -> Phrase: ...

    @property
    def deadline(self) -> float: ...

    async def already(self, world: World) -> Look:
        """Read whether it is so before anything was sent.  May raise ``OutsideError``.

        ``Not`` means that it is as it was when this was planned; ``Moved`` that it is neither.
        """
        ...

    async def do(self, world: World, doing: Doing) -> None:
        """Send the change; raises ``OutsideError``, whose outcome says what is certain."""
        ...

    async def verify(self, world: World) -> Look:
        """Read whether it is so after it may have been sent.

        ``Not`` allows it to be done again, so it must be certain.  May raise ``OutsideError``.
        """
        ...

    def opposite(self) -> "Action | NoOpposite": ...


def settles(action: Action) -> bool:
    """Tell whether an action makes what was done before it take effect, and changes nothing else.

    Its opposite is itself, and comes after those of all that it settled.
    """
    return bool(getattr(action, "settles", False))


def seals(action: Action) -> Phrase | None:
    """Give why nothing of a job can be undone any more once this action is done, if it is so."""
    why: Phrase | None = getattr(action, "seals", None)
    return why


@dataclass(frozen=True, kw_only=True)
class Lingers:
    """What goes on by itself once an action is done, also after its job has ended.

    Attributes:
        since: What the time is called that it counts from, among what the action tells.
        within: How long after that it has happened at the latest.
        ends_with: Name of the action by which it is over.
        goes_on: Says so after the end of a job, until ``{time}``, when it has happened.
        went_on: Says the same after that.
        meanwhile: Says at a gate, after that, what is so by now.
        onwards: Says there what an approval is still for, and how to go back: by ``{cancel}``, then
            ``{undo}``.
    """

    since: str
    within: timedelta
    ends_with: str
    goes_on: Phrase
    went_on: Phrase
    meanwhile: Phrase
    onwards: Phrase


def lingers(action: Action) -> Lingers | None:
    """Give what goes on by itself once this action is done, if anything does."""
    found: Lingers | None = getattr(action, "lingers", None)
    return found


class Condition(Stored, Protocol):
    """A state that a step waits for.

    Attributes:
        deadline: Seconds that one look may take.
    """

    @property
    def deadline(self) -> float: ...

    async def look(self, world: World) -> Look:
        """Read whether it is so; may raise ``OutsideError``."""
        ...


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What people can type to bring a state about: the command, and the server."""

    where: str
    command: str


def typed(condition: Condition) -> Typed | None:
    """Give what people can type while it is waited for, if there is anything."""
    found: Typed | None = getattr(condition, "typed", None)
    return found


def awaits(action: Action) -> tuple[Condition, ...]:
    """Give the states that an undo waits for, in order, before it comes to this action."""
    conditions: tuple[Condition, ...] = getattr(action, "awaits", ())
    return conditions


def may_fail(action: Action) -> bool:
    """Tell whether a job goes on when it is certain that this action could not be done."""
    return bool(getattr(action, "may_fail", False))


def comes_by_itself(action: Action) -> bool:
    """Tell whether others may bring about what the job planned, and an undo takes it back too."""
    return bool(getattr(action, "comes_by_itself", False))


class Values:
    """Stores a dataclass of plain values: text, numbers, truth, none, tuples of those."""

    def to_json(self) -> dict[str, Any]:
        given = {each.name: getattr(self, each.name) for each in fields(cast("Any", self))}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in given.items()
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read the values; names that are missing take their defaults."""
        return cls(**{
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        })  # fmt: skip


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
