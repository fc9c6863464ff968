"""Does Exchange Server look for people in the cloud at Exchange Online?"""

from collections.abc import Callable, Iterator, Sequence

from commands.check import Asked, Check
from commands.checks import relationship
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.powershell import Command, typed
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.organisation import CONNECTORS
from commands.findings import Console, Finding
from commands.look import Facts
from commands.outside.exchange import Connector
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

TITLE = say("Connector on premises, to the cloud")

_NAME = "ExchangeHybridOnPremisesToOnline"


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    connectors = facts.value(CONNECTORS)
    best = choose(connectors, (asked.organisation.routing_domain,))
    faults = [_missing(connectors, asked)] if best is None else list(_faults(best, asked))
    seen = [] if best is None else [told(best)]
    route = relationship.on_premises(facts, asked)
    if best is None or not best.enabled:
        yield instead(CHECK.id, TITLE, seen, faults, route, asked)
        return
    if faults and route.names:
        seen.append(relationship.no_fall_back(route.names))
    yield weigh(CHECK.id, TITLE, seen=seen, faults=faults)


def instead(
    id: str,
    title: Phrase,
    seen: Sequence[Phrase],
    faults: Sequence[Fault],
    route: relationship.Route,
    asked: Asked,
) -> Finding:
    """Judge a side without an enabled connector: by what carries its traffic in that place.

    ``faults`` are those that hold where nothing does; the first says that no connector is enabled.
    """
    off = faults[0].seen
    evidence = (*seen, *route.seen)
    if route.unread:
        return weigh(id, title, seen=(*evidence, off), unread=route.unread)
    if route.names:
        return weigh(id, title, seen=evidence, faults=[relationship.used(off, route, asked)])
    return weigh(id, title, seen=evidence, faults=faults)


def choose(connectors: Sequence[Connector], domains: Sequence[str]) -> Connector | None:
    """Give the connector for these domains, an enabled one before others."""
    ours = [
        connector
        for connector in connectors
        if any(domain.lower() in connector.domains for domain in domains)
    ]
    return min(ours, key=lambda connector: not connector.enabled, default=None)


def alike(
    connectors: Sequence[Connector], name: str, leads_there: Callable[[Connector], bool]
) -> Connector | None:
    """Give the connector that lacks only the domains: of this name, or to the right place.

    A name can be given once, and two connectors to one place would not be told apart.
    """
    named = (connector for connector in connectors if same(connector.name, name))
    return next(named, next(filter(leads_there, connectors), None))


def created(name: str, almost: Connector | None, endpoint: str, domains: Sequence[str]) -> Command:
    """Say what to type for a connector to be there; one that almost is what is wanted is changed.

    What it is for already is kept: the domains are added.
    """
    if almost is not None:
        return typed(
            "Set-IntraOrganizationConnector -Identity {name} -DiscoveryEndpoint {endpoint}"
            " -TargetAddressDomains @{{Add={domains}}} -Enabled $true",
            name=almost.name,
            endpoint=endpoint,
            domains=domains,
        )
    return typed(
        "New-IntraOrganizationConnector -Name {name} -DiscoveryEndpoint {endpoint}"
        " -TargetAddressDomains {domains}",
        name=name,
        endpoint=endpoint,
        domains=domains,
    )


def widen(almost: Connector, asked: Asked) -> Phrase:
    """Say that a connector that is there is to be changed."""
    return say(
        "Add the domains to the connector {name}, which is there already, "
        "then check oauth {domain} again.",
        name=almost.name,
        domain=asked.organisation.domain,
    )


def told(connector: Connector) -> Phrase:
    """Say what was read of it."""
    return say(
        "Get-IntraOrganizationConnector {name}: enabled {enabled}, for {domains}, "
        "DiscoveryEndpoint {endpoint}.",
        name=connector.name,
        enabled=str(connector.enabled),
        domains=listed(connector.domains),
        endpoint=connector.discovery_endpoint or "–",
    )


def _missing(connectors: Sequence[Connector], asked: Asked) -> Fault:
    organisation = asked.organisation
    endpoints = organisation.cloud.discovery_endpoints
    endpoint = endpoints[-1]
    almost = alike(
        connectors,
        _NAME,
        lambda item: any(same(item.discovery_endpoint, known) for known in endpoints),
    )
    return Fault(
        seen=say(
            "None of the connectors on premises ({count}) is for {domain}.",
            count=len(connectors),
            domain=organisation.routing_domain,
        ),
        consequence=ON_PREMISES_SIDE_BLIND,
        cause=told(almost) if almost else None,
        remedy=widen(almost, asked)
        if almost
        else say(
            "Create the connector, then check oauth {domain} again.", domain=organisation.domain
        ),
        command=created(_NAME, almost, endpoint, (organisation.routing_domain,)),
        console=Console.EXCHANGE_SERVER,
    )


def _faults(connector: Connector, asked: Asked) -> Iterator[Fault]:
    organisation = asked.organisation
    accepted = organisation.cloud.discovery_endpoints
    if not connector.enabled:
        yield Fault(
            seen=say("{name} is disabled.", name=connector.name),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Enable the connector, then check oauth {domain} again.",
                domain=organisation.domain,
            ),
            command=typed(
                "Set-IntraOrganizationConnector -Identity {name} -Enabled $true",
                name=connector.name,
            ),
            console=Console.EXCHANGE_SERVER,
        )
    if not any(same(connector.discovery_endpoint, endpoint) for endpoint in accepted):
        yield Fault(
            seen=say(
                "DiscoveryEndpoint is none of Exchange Online's: {expected}.",
                expected=listed(accepted),
            ),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Point the connector at Exchange Online, then check oauth {domain} again.",
                domain=organisation.domain,
            ),
            command=typed(
                "Set-IntraOrganizationConnector -Identity {name} -DiscoveryEndpoint {endpoint}",
                name=connector.name,
                endpoint=accepted[-1],
            ),
            console=Console.EXCHANGE_SERVER,
        )


CHECK = Check(
    id="connector.on-premises",
    title=TITLE,
    asks="Is there an enabled connector on premises for the routing domain, to Exchange Online?",
    needs=(CONNECTORS, *relationship.ON_PREMISES),
    judge=judge,
)
