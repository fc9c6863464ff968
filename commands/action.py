"""An action: one change outside, said as data, with how to see that it is so and its opposite.

A job keeps its actions by name and values, so that another process, or a newer program, can take
them up.  An action never decides whether it may be done; the runner asks ``already`` first, writes
down what it is about to do, lets it ``do``, and reads back with ``verify``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum, StrEnum
from typing import Any, ClassVar, Protocol, Self, cast

from commands.phrases import Phrase
from commands.ports import World


class Switch(Enum):
    """A parameter that stands alone in PowerShell, ``-Force``: a ``$true`` behind it is an error.

    ``OFF`` is for what is on by itself: ``-Confirm:$false``.
    """

    ON = True
    OFF = False


@dataclass(frozen=True)
class OnTheWay:
    """A value that nobody can type, because it is only made when the call is sent: what it is."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Call:
    """The exact call: a cmdlet or a method with its path, and the values as they are sent.

    Attributes:
        doing: The cmdlet, or the method with its path.
        values: By name; a ``Switch`` for a parameter that takes no value, ``OnTheWay`` for what is
            not known before.
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
    made); later steps name it by ``reference``.  ``seen`` says what people are to know of it.
    """

    learned: Mapping[str, str] = field(default_factory=dict)
    seen: Phrase | None = None


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
