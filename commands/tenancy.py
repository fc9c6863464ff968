"""The walls between tenants: whose people may know of which organisation, by configuration alone.

An organisation belongs to its own tenant.  People of another one know of it only where its
configuration names their tenant, as a provider's; for everybody else it does not exist, nor does
any of its jobs and schedules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from commands.organisation import Organisation


@dataclass(frozen=True, kw_only=True)
class Tenancy:
    """The organisations of an installation, by name, with the ids of tenants in lower case.

    Attributes:
        owners: Each organisation's own tenant.
        served: The further tenants that each is served to.
    """

    owners: Mapping[str, str] = field(default_factory=dict)
    served: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, organisations: Iterable[Organisation]) -> Self:
        every = tuple(organisations)
        return cls(
            owners={each.name: str(each.tenant_id).lower() for each in every},
            served={each.name: frozenset(map(str.lower, each.served_to)) for each in every},
        )

    def owns(self, tenant: str, organisation: str) -> bool:
        """Tell whether an organisation is the tenant's own."""
        return bool(tenant) and self.owners.get(organisation) == tenant.lower()

    def reaches(self, tenant: str, organisation: str) -> bool:
        """Tell whether an organisation exists for a tenant's people: it is theirs, or served."""
        served = self.served.get(organisation, frozenset())
        return self.owns(tenant, organisation) or tenant.lower() in served

    def owned(self, tenant: str) -> tuple[str, ...]:
        """Give the organisations that are a tenant's own, as configured."""
        return tuple(name for name in self.owners if self.owns(tenant, name))

    def reached(self, tenant: str) -> tuple[str, ...]:
        """Give the organisations that exist for a tenant's people, as configured."""
        return tuple(name for name in self.owners if self.reaches(tenant, name))
