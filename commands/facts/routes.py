"""How Exchange Online finds the on-premises half: connectors, endpoints, the Hybrid Agent."""

from typing import Final

from commands.facts.cmdlets import objects
from commands.look import Fact, Facts, Known
from commands.organisation import Organisation
from commands.outside.exchange import AcceptedDomain, Connector, host_of
from commands.outside.exchange_online import OnPremisesEndpoints
from commands.outside.identifiers import HYBRID_AGENT
from commands.ports import World

SOURCE: Final = "Exchange Online"


async def _accepted_domains(world: World, _: Facts) -> tuple[AcceptedDomain, ...]:
    return await objects(world.cloud, "Get-AcceptedDomain", AcceptedDomain.from_object)


async def _connectors(world: World, _: Facts) -> tuple[Connector, ...]:
    return await objects(world.cloud, "Get-IntraOrganizationConnector", Connector.from_object)


async def _endpoints(world: World, _: Facts) -> tuple[OnPremisesEndpoints, ...]:
    return await objects(
        world.cloud, "Get-IntraOrganizationConfiguration", OnPremisesEndpoints.from_object
    )


def agent(facts: Facts, organisation: Organisation) -> str:
    """Give the Hybrid Agent's host, where every enabled connector for our domains leads there.

    Empty also where the connectors could not be read: public names are looked at then.
    https://learn.microsoft.com/exchange/hybrid-deployment/hybrid-agent
    """
    reading = facts.readings.get(CONNECTORS.name)
    if not isinstance(reading, Known):
        return ""
    ours = [
        connector
        for connector in reading.value
        if connector.enabled
        and any(each.lower() in connector.domains for each in organisation.domains)
    ]
    hosts = [connector.host for connector in ours]
    return hosts[0] if hosts and all(host.endswith(HYBRID_AGENT) for host in hosts) else ""


def found_elsewhere(facts: Facts, organisation: Organisation) -> frozenset[str]:
    """Give the domains whose Autodiscover Exchange Online looks for under another domain's name.

    An enabled connector that covers a domain names the one address at which it asks for all of
    its domains; ``autodiscover.`` and the domain need not exist then.  Where the connectors could
    not be read, none is given, and every name is looked at.
    """
    reading = facts.readings.get(CONNECTORS.name)
    if not isinstance(reading, Known):
        return frozenset()
    names = {f"autodiscover.{domain}": domain for domain in organisation.domains}
    return frozenset(
        domain
        for connector in reading.value
        if connector.enabled and connector.host in names
        for domain in organisation.domains
        if domain.lower() in connector.domains and domain != names[connector.host]
    )


def agent_address(facts: Facts, organisation: Organisation) -> str:
    """Give the web service address through the Hybrid Agent that the cloud knows; else empty."""
    if not agent(facts, organisation):
        return ""
    endpoints, connectors = facts.of(ENDPOINTS), facts.value(CONNECTORS)
    known = [each.web_service for each in endpoints.value] if isinstance(endpoints, Known) else []
    candidates = (*(each.sharing_epr for each in connectors), *known)
    return next((url for url in candidates if host_of(url).endswith(HYBRID_AGENT)), "")


ACCEPTED_DOMAINS: Final = Fact("cloud accepted domains", SOURCE, _accepted_domains)
CONNECTORS: Final = Fact("cloud connectors", SOURCE, _connectors, needs=(ACCEPTED_DOMAINS,))
ENDPOINTS: Final = Fact(
    "cloud knowledge of the on-premises endpoints", SOURCE, _endpoints, needs=(CONNECTORS,)
)
