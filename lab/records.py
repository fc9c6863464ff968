"""Objects as a cmdlet gives them, before a wire format: CLIXML on premises, JSON in the cloud."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, Union
from uuid import UUID

Value = Union[
    str, bool, int, float, bytes, datetime, UUID, None, "Record", "Choice", "Many", "Text"
]


class SecureText(str):
    """A SecureString that arrived, decrypted; it is not shown."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "SecureText(…)"


@dataclass(frozen=True)
class Record:
    """One .NET object: type names (most derived first), ToString, and its properties in order."""

    types: tuple[str, ...]
    text: str
    properties: Mapping[str, "Value"]


@dataclass(frozen=True)
class Choice:
    """An enum value: ``Choice("…AuthServerType", "MicrosoftACS", 2)``."""

    type: str
    name: str
    number: int


@dataclass(frozen=True)
class Many:
    """A multi-valued property: ``MultiValuedProperty`1[[element type]]`` on premises."""

    element: str
    items: Sequence["Value"] = ()


@dataclass(frozen=True)
class Text:
    """A LocalizedString (Task and Detail of Test-OAuthConnectivity) or another object that is
    little more than its text: type name and text.
    """

    type: str
    text: str


@dataclass(frozen=True)
class Failure:
    """An error record of a cmdlet."""

    exception: str
    """Full .NET type name, e.g. ``Microsoft.….ManagementObjectNotFoundException``."""
    message: str
    category: str = "NotSpecified"
    error_id: str = ""
    terminating: bool = False


@dataclass(frozen=True)
class Output:
    """All that one cmdlet gave."""

    objects: Sequence[Record] = ()
    failures: Sequence[Failure] = ()
    warnings: Sequence[str] = ()
    verbose: Sequence[str] = ()


@dataclass(frozen=True)
class Question:
    """What a cmdlet asks before it goes on; the answer is the number of a choice, from 0."""

    caption: str
    message: str
    choices: Sequence[tuple[str, str]] = (
        ("&Yes", "Continue with only the next step of the operation."),
        ("Yes to &All", "Continue with all the steps of the operation."),
        ("&No", "Skip this operation and proceed with the next operation."),
        ("No to A&ll", "Skip this operation and all subsequent operations."),
    )
    """Label (the letter after ``&`` is its key) and help."""
    default: int = 0


class NobodyAnswers(Exception):
    """A cmdlet asked, and the client has no host that could answer; let it pass through."""


@dataclass(frozen=True)
class Call:
    """One cmdlet as it arrived: names as typed, values as plain Python."""

    side: str
    """The server's name, or ``cloud``."""
    cmdlet: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    ask: Callable[[Question], Awaitable[int]] | None = field(
        default=None, compare=False, repr=False
    )
    """Asks whoever sits at the other end; ``None`` where no one can be asked, as in the cloud.
    Raises ``NobodyAnswers``."""


class Exchange(Protocol):
    """Whoever answers cmdlets; the wire servers know no more of Exchange than this."""

    async def invoke(self, call: Call) -> Output:
        """Run one cmdlet, latency and faults included."""
        ...
