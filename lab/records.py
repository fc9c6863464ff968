"""Objects as a cmdlet gives them, before a wire format: CLIXML on premises, JSON in the cloud."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, Union
from uuid import UUID

Value = Union[
    str, bool, int, float, bytes, datetime, UUID, None, "Record", "Choice", "Many", "Text"
]


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
class Call:
    """One cmdlet as it arrived: names as typed, values as plain Python."""

    side: str
    """The server's name, or ``cloud``."""
    cmdlet: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class Exchange(Protocol):
    """Whoever answers cmdlets; the wire servers know no more of Exchange than this."""

    async def invoke(self, call: Call) -> Output:
        """Run one cmdlet, latency and faults included."""
        ...
