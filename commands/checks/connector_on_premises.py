"""Does Exchange Server look for people in the cloud at Exchange Online?"""

from collections.abc import Iterator, Sequence

from commands.check import Asked, Check
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.organisation import CONNECTORS
from commands.findings import Console, Finding
from commands.look import Facts
from commands.outside.exchange import Connector
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

TITLE = say("Connector on premises, to the cloud")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    connectors = facts.value(CONNECTORS)
    best = choose(connectors, (asked.organisation.routing_domain,))
    if best is None:
        yield weigh(CHECK.id, TITLE, faults=[_missing(connectors, asked)])
        return
    yield weigh(CHECK.id, TITLE, seen=[told(best)], faults=_faults(best, asked))


def choose(connectors: Sequence[Connector], domains: Sequence[str]) -> Connector | None:
    """Give the connector for these domains, an enabled one before others."""
    ours = [
        connector
        for connector in connectors
        if any(domain.lower() in connector.domains for domain in domains)
    ]
    return min(ours, key=lambda connector: not connector.enabled, default=None)


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
    endpoint = organisation.cloud.discovery_endpoints[-1]
    return Fault(
        seen=say(
            "None of the connectors on premises ({count}) is for {domain}.",
            count=len(connectors),
            domain=organisation.routing_domain,
        ),
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=say(
            "Create the connector, then check oauth {domain} again.", domain=organisation.domain
        ),
        command=(
            "New-IntraOrganizationConnector -Name ExchangeHybridOnPremisesToOnline"
            f" -DiscoveryEndpoint {endpoint} -TargetAddressDomains {organisation.routing_domain}"
        ),
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
            command=f'Set-IntraOrganizationConnector -Identity "{connector.name}" -Enabled $true',
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
            command=(
                f'Set-IntraOrganizationConnector -Identity "{connector.name}"'
                f" -DiscoveryEndpoint {accepted[-1]}"
            ),
            console=Console.EXCHANGE_SERVER,
        )


CHECK = Check(
    id="connector.on-premises",
    title=TITLE,
    asks="Is there an enabled connector on premises for the routing domain, to Exchange Online?",
    needs=(CONNECTORS,),
    judge=judge,
)
