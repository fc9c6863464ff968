"""What free/busy goes by where no connector is used: organization relationships, and their trust.

Properties and their meaning: the cmdlets' pages at
https://learn.microsoft.com/powershell/module/exchangepowershell.
Every ``from_object`` raises ``OutsideError`` of kind ``UNEXPECTED`` when a property is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from commands.outside.fields import Fields


@dataclass(frozen=True, kw_only=True)
class Relationship:
    """An organization relationship: whom another organization is asked for, and how."""

    name: str
    enabled: bool
    free_busy: bool
    """``FreeBusyAccessEnabled``: whether free/busy is asked for through it."""
    domains: tuple[str, ...]
    """Lower case."""

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(
            name=at.text("Name"),
            enabled=at.flag("Enabled"),
            free_busy=at.flag("FreeBusyAccessEnabled"),
            domains=tuple(domain.lower() for domain in at.texts("DomainNames")),
        )

    def carries(self, domains: Iterable[str]) -> bool:
        """Tell whether free/busy of people at all these domains is asked for through it."""
        named = all(domain.lower() in self.domains for domain in domains)
        return self.enabled and self.free_busy and named


@dataclass(frozen=True, kw_only=True)
class FederationTrust:
    """The trust in Microsoft's federation gateway, which the relationship's tokens rest on."""

    name: str

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(name=at.text("Name"))


@dataclass(frozen=True, kw_only=True)
class FederatedIdentifier:
    """Whether the organization uses its trust, of ``Get-FederatedOrganizationIdentifier``."""

    enabled: bool

    @classmethod
    def from_object(cls, at: Fields) -> Self:
        return cls(enabled=at.flag("Enabled"))
