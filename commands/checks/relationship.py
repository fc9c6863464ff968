"""What carries free/busy where no enabled connector is for a domain: an organization relationship.

Exchange takes the target address before the primary one, and for each a connector before a
relationship; a relationship needs the federation trust.  It never falls back after a failure, so
a relationship excuses no connector that is enabled.
https://learn.microsoft.com/exchange/troubleshoot/calendars/hybrid-freebusy-lookups-fail
https://microsoft.github.io/CSS-Exchange/Hybrid/FreeBusyChecker/
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commands.check import Asked
from commands.checks.powershell import typed
from commands.checks.timeline import EWS_ENDS, day
from commands.checks.weigh import Fault, listed
from commands.facts import cloud
from commands.facts.organisation import (
    AUTODISCOVER,
    CONNECTORS,
    EWS,
    FEDERATED_IDENTIFIER,
    FEDERATION_TRUSTS,
    RELATIONSHIPS,
)
from commands.findings import Console, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.outside.federation import Relationship
from commands.phrases import Phrase, say

TRUST: Final = (FEDERATION_TRUSTS, FEDERATED_IDENTIFIER)
ON_PREMISES: Final = (RELATIONSHIPS, *TRUST)
IN_CLOUD: Final = (cloud.RELATIONSHIPS, *TRUST, EWS, AUTODISCOVER)
"""What the judges need for each side."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """What takes the place of a connector.

    Attributes:
        names: The relationships that carry the traffic; empty when none does, or nobody can tell.
        unread: What could not be read of what decides it.
        seen: What was read, for the evidence.
    """

    names: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    seen: tuple[Phrase, ...] = ()

    @property
    def state(self) -> str:
        """Its state as a plan rests on it."""
        return "?" if self.unread else listed(self.names)


def on_premises(facts: Facts, asked: Asked) -> Route:
    """Say what carries free/busy from on premises to the cloud without a connector."""
    organisation = asked.organisation
    readings = facts.of(RELATIONSHIPS)
    names = _names(readings, (organisation.routing_domain,))
    if not names and not _has_connector(facts, organisation.domains):
        names = _names(readings, organisation.domains)  # by the primary address
    if names and asked.now >= EWS_ENDS:
        ended = say(
            "The organization relationship {relationship} can't carry free/busy any more: EWS in "
            "Exchange Online ended on {date}.",
            relationship=listed(names),
            date=day(EWS_ENDS),
        )
        return Route(seen=(ended,))
    return _trusted(facts, readings, names)


def in_cloud(facts: Facts, domains: Sequence[str]) -> Route:
    """Say what carries free/busy from the cloud to people at these domains without a connector."""
    readings = facts.of(cloud.RELATIONSHIPS)
    names = _names(readings, domains)
    route = _trusted(facts, readings, names)
    if not route.names:
        return route
    refusing: list[str] = []
    for fact in (EWS, AUTODISCOVER):
        reading = facts.of(fact)
        every = reading.value if isinstance(reading, Known) else ()
        off = [each.name for each in every if each.accepts_federation is False]
        if off and len(off) == len(every):
            return Route(seen=(*route.seen, _refused(off)))
        refusing += off
    return Route(names=route.names, seen=(*route.seen, *([_refused(refusing)] if refusing else ())))


def used(seen: Phrase, route: Route, asked: Asked) -> Fault:
    """Warn that the relationship is used and OAuth is not, and say what is needed for that."""
    return Fault(
        seen=seen,
        cause=say(
            "Exchange uses an organization relationship for a domain that no enabled connector is "
            "for."
        ),
        consequence=say(
            "OAuth is not used; the organization relationship is: {relationship}.",
            relationship=listed(route.names),
        ),
        remedy=say(
            "Nothing has to change while the relationship works. It needs the federation trust "
            "with current metadata, which the command refreshes, and WSSecurityAuthentication on "
            "the EWS and Autodiscover virtual directories. To use OAuth instead, type "
            "{request}: it creates or enables the connector. `repair oauth` leaves it as it is.",
            request=f"configure oauth {asked.organisation.domain}",
        ),
        command=typed("Get-FederationTrust | Set-FederationTrust -RefreshMetadata"),
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.WARN,
    )


def no_fall_back(names: Sequence[str]) -> Phrase:
    """Say that an enabled connector that fails is not followed by the relationship."""
    return say(
        "Exchange does not fall back to the organization relationship {relationship} while the "
        "connector is enabled, even when OAuth fails. Disabling the connector is the work-around.",
        relationship=listed(names),
    )


def _trusted(
    facts: Facts, readings: Reading[tuple[Relationship, ...]], names: tuple[str, ...]
) -> Route:
    """Hold relationships against the trust that their tokens rest on."""
    if isinstance(readings, Unread):
        return Route(unread=(readings,))
    if not names:
        told = say(
            "None of the organization relationships ({count}) carries free/busy in its place.",
            count=len(readings.value),
        )
        return Route(seen=(told,))
    trusts, identifier = facts.of(FEDERATION_TRUSTS), facts.of(FEDERATED_IDENTIFIER)
    if isinstance(trusts, Known) and not trusts.value:
        return Route(seen=(_untrusted(names),))
    if isinstance(identifier, Known) and not identifier.value.enabled:
        return Route(seen=(_untrusted(names),))
    unread = tuple(each for each in (trusts, identifier) if isinstance(each, Unread))
    if unread:
        return Route(unread=unread)
    told = say(
        "Get-OrganizationRelationship {relationship}: enabled, with free/busy, for the domain; "
        "there is a federation trust.",
        relationship=listed(names),
    )
    return Route(names=names, seen=(told,))


def _names(readings: Reading[tuple[Relationship, ...]], domains: Sequence[str]) -> tuple[str, ...]:
    """Name the relationships for all of these domains; none where one domain has none."""
    every = readings.value if isinstance(readings, Known) else ()
    found = [
        next((each.name for each in every if each.carries((domain,))), "") for domain in domains
    ]
    return tuple(dict.fromkeys(found)) if all(found) else ()


def _has_connector(facts: Facts, domains: Sequence[str]) -> bool:
    """Tell whether an enabled connector on premises takes a primary address first."""
    wanted = {domain.lower() for domain in domains}
    return any(each.enabled and wanted & set(each.domains) for each in facts.value(CONNECTORS))


def _untrusted(names: Sequence[str]) -> Phrase:
    return say(
        "The organization relationship {relationship} can't be used: on premises there is no "
        "federation trust that the organization uses.",
        relationship=listed(names),
    )


def _refused(directories: Sequence[str]) -> Phrase:
    return say(
        "WSSecurityAuthentication is off, and requests of the organization relationship are "
        "refused: {directories}.",
        directories=listed(directories),
    )
