"""Directory objects as Exchange's cmdlets show them: own properties first, the common ones after.

Order, names and types are those of Microsoft's published test data (CSS-Exchange, Exchange 2019).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from lab.exchange.cmdlet import Turn
from lab.records import Choice, Many, Record, Text, Value

CONFIGURATION: Final = "Microsoft.Exchange.Data.Directory.SystemConfiguration"
MANAGEMENT: Final = "Microsoft.Exchange.Data.Directory.Management"
BASES: Final = (
    "Microsoft.Exchange.Data.Directory.ADObject",
    "Microsoft.Exchange.Data.Directory.ADRawEntry",
    "Microsoft.Exchange.Data.ConfigurableObject",
    "System.Object",
)
CONFIGURATION_BASES: Final[tuple[str, ...]] = (f"{CONFIGURATION}.ADConfigurationObject", *BASES)
PRESENTATION_BASES: Final[tuple[str, ...]] = (f"{MANAGEMENT}.ADPresentationObject", *BASES)
SINCE: Final = datetime(2024, 8, 22, 5, 30, 12, tzinfo=UTC)
"""When the organisation's objects were made; nobody decides by it."""


@dataclass(frozen=True)
class Shape:
    """One class of objects in the directory."""

    types: tuple[str, ...]
    category: str
    """Schema name after ``ms-Exch-``, e.g. ``Auth-Auth-Server``."""
    classes: tuple[str, ...]
    container: str
    """Distinguished name between the object and the organisation, without a leading comma."""
    version: str = "0.20 (15.0.0.0)"


def configuration(
    name: str, category: str, classes: str, container: str, version: str = "0.20 (15.0.0.0)"
) -> Shape:
    """Make the shape of a configuration object; ``classes`` are separated by spaces."""
    return Shape(
        (f"{CONFIGURATION}.{name}", *CONFIGURATION_BASES),
        category,
        tuple(classes.split()),
        container,
        version,
    )


def ad_object(
    turn: Turn,
    shape: Shape,
    *,
    name: str,
    guid: str,
    own: Mapping[str, Value],
    identity: str = "",
) -> Record:
    """Lay out one object; ``identity`` is what names it when that is not its name."""
    shown = identity or name
    properties: dict[str, Value] = {**own}
    if not shape.types[0].startswith(MANAGEMENT):
        properties["AdminDisplayName"] = ""
    properties |= {
        "ExchangeVersion": shape.version,
        "Name": name,
        "DistinguishedName": distinguished(turn, name, shape.container),
        "Identity": shown,
        "Guid": UUID(guid),
        "ObjectCategory": f"{domain(turn)}/Configuration/Schema/ms-Exch-{shape.category}",
        "ObjectClass": strings(("top", *shape.classes)),
        "WhenChanged": SINCE,
        "WhenCreated": SINCE,
        "WhenChangedUTC": SINCE,
        "WhenCreatedUTC": SINCE,
        "OrganizationId": organisation_id(turn),
        "Id": shown,
        "OriginatingServer": turn.controller,
        "IsValid": True,
        "ObjectState": Choice("Microsoft.Exchange.Data.ObjectState", "Unchanged", 1),
    }
    return Record(shape.types, shown, properties)


def distinguished(turn: Turn, name: str, container: str) -> str:
    middle = f"{container}," if container else ""
    return f"CN={name},{middle}{organisation_dn(turn)}"


def organisation_dn(turn: Turn) -> str:
    """The Exchange organisation's own distinguished name."""
    if turn.server is None:
        tenant = turn.world.tenant.initial_domain
        return (
            f"CN=Configuration,CN={tenant},CN=ConfigurationUnits,"
            "DC=KORP216A007,DC=PROD,DC=OUTLOOK,DC=COM"
        )
    parts = ",".join(f"DC={part}" for part in domain(turn).split("."))
    exchange = turn.world.organisation.exchange_name
    return f"CN={exchange},CN=Microsoft Exchange,CN=Services,CN=Configuration,{parts}"


def domain(turn: Turn) -> str:
    """The directory domain that objects are shown under."""
    if turn.server is None:
        return "KORP216A007.PROD.OUTLOOK.COM"
    return turn.world.organisation.ad_domain


def organisation_id(turn: Turn) -> str:
    """Empty on premises; in the cloud, the tenant's place in Microsoft's forest."""
    if turn.server is not None:
        return ""
    place = f"{domain(turn)}/Microsoft Exchange Hosted Organizations"
    tenant = turn.world.tenant.initial_domain
    return f"{place}/{tenant} - {domain(turn)}/ConfigurationUnits/{tenant}/Configuration"


def strings(items: Sequence[str]) -> Many:
    return Many("System.String", list(items))


def url(value: str) -> Value:
    """A System.Uri, or null."""
    return Text("System.Uri", value) if value else None


def choice(name: str, names: Sequence[str], chosen: str) -> Choice:
    """An enum of Exchange's configuration; ``names`` in the order of their numbers, from 0."""
    number = names.index(chosen) if chosen in names else 0
    return Choice(f"{CONFIGURATION}.{name}", chosen, number)
