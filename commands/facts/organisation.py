"""What Active Directory holds for the whole Exchange organisation; any server can be asked."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from commands.facts.cmdlets import objects, single
from commands.look import Fact, Facts
from commands.outside.exchange import (
    AcceptedDomain,
    AuthConfig,
    AuthServer,
    Connector,
    ExchangeServer,
    OrganisationObject,
    PartnerApplication,
    SettingOverride,
    TransportService,
    VirtualDirectory,
)
from commands.outside.federation import FederatedIdentifier, FederationTrust, Relationship
from commands.outside.fields import Fields
from commands.ports import World

T = TypeVar("T")

SOURCE: Final = "Exchange Server"

_FROM_DIRECTORY: Final = {"ADPropertiesOnly": True}
"""Without it each server's IIS is asked as well, over the network and one after the other.
https://learn.microsoft.com/powershell/module/exchange/get-webservicesvirtualdirectory
"""


def _all(
    cmdlet: str, record: Callable[[Fields], T], parameters: Mapping[str, Any] | None = None
) -> Fact[tuple[T, ...]]:
    async def read(world: World, _: Facts) -> tuple[T, ...]:
        return await objects(world.on_premises.any(), cmdlet, record, parameters)

    return Fact(f"on-premises {cmdlet}", SOURCE, read)


def _one(cmdlet: str, record: Callable[[Fields], T]) -> Fact[T]:
    async def read(world: World, _: Facts) -> T:
        return await single(world.on_premises.any(), cmdlet, record)

    return Fact(f"on-premises {cmdlet}", SOURCE, read)


ACCEPTED_DOMAINS: Final = _all("Get-AcceptedDomain", AcceptedDomain.from_object)
AUTH_CONFIG: Final = _one("Get-AuthConfig", AuthConfig.from_object)
AUTH_SERVERS: Final = _all("Get-AuthServer", AuthServer.from_object)
AUTODISCOVER: Final = _all(
    "Get-AutodiscoverVirtualDirectory", VirtualDirectory.from_object, _FROM_DIRECTORY
)
CONNECTORS: Final = _all("Get-IntraOrganizationConnector", Connector.from_object)
EWS: Final = _all("Get-WebServicesVirtualDirectory", VirtualDirectory.from_object, _FROM_DIRECTORY)
FEDERATED_IDENTIFIER: Final = _one(
    "Get-FederatedOrganizationIdentifier", FederatedIdentifier.from_object
)
FEDERATION_TRUSTS: Final = _all("Get-FederationTrust", FederationTrust.from_object)
ORGANISATION: Final = _one("Get-OrganizationConfig", OrganisationObject.from_object)
OVERRIDES: Final = _all("Get-SettingOverride", SettingOverride.from_object)
PARTNER_APPLICATIONS: Final = _all("Get-PartnerApplication", PartnerApplication.from_object)
RELATIONSHIPS: Final = _all("Get-OrganizationRelationship", Relationship.from_object)
SERVERS: Final = _all("Get-ExchangeServer", ExchangeServer.from_object)
TRANSPORT: Final = _all("Get-TransportService", TransportService.from_object)
"""From Active Directory: it names also what a server that is off would show."""
