"""Does Exchange Online look for people on premises at the on-premises servers?

The connectivity test gets its target on the command line and never looks at the connector, so a
connector that points at Exchange Online itself can only be found by reading it.
"""

from collections.abc import Iterator, Sequence

from commands.check import Asked, Check
from commands.checks import relationship
from commands.checks.connector_on_premises import alike, choose, created, instead, told, widen
from commands.checks.effects import CLOUD_SIDE_BLIND
from commands.checks.powershell import ours, typed, under_domains
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.cloud import CONNECTORS, ENDPOINTS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Reading, Unread
from commands.outside.exchange import Connector, host_of
from commands.outside.exchange_online import OnPremisesEndpoints
from commands.outside.identifiers import HYBRID_AGENT, same
from commands.phrases import Phrase, say

TITLE = say("Connector in the cloud, to the on-premises servers")

_NAME = "ExchangeHybridOnlineToOnPremises"


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    connectors, endpoints = facts.value(CONNECTORS), facts.of(ENDPOINTS)
    known = known_endpoint(endpoints, asked)
    best = choose(connectors, asked.organisation.domains)
    if best is None:
        route = relationship.in_cloud(facts, asked.organisation.domains)
        yield instead(CHECK.id, TITLE, (), [_missing(connectors, known, asked)], route, asked)
        return
    seen = [told(best)]
    if best.host.endswith(HYBRID_AGENT):
        seen.append(say("That is an address of Microsoft's Hybrid Agent, which is in order."))
    elif known and not isinstance(endpoints, Unread):
        seen.append(
            say("Get-IntraOrganizationConfiguration knows on premises as {url}.", url=known)
        )
    missing = [endpoints] if isinstance(endpoints, Unread) else []
    if not best.enabled:
        route = relationship.in_cloud(facts, asked.organisation.domains)
        faults = [_disabled(best, asked), *_left_out(best, lacking(best, asked), asked)]
        faults += _target(best, known, asked)
        yield instead(CHECK.id, TITLE, seen, faults, route, asked)
        return
    carried, lost, unread = divided(best, facts, asked)
    faults = [*_left_out(best, lost, asked), *_target(best, known, asked)]
    if carried.names:
        off = _lacks(lacking(best, asked))
        faults.append(relationship.used(off, carried, asked))
    beside = relationship.in_cloud(facts, asked.organisation.domains)
    if beside.names and any(fault.verdict is Verdict.FAIL for fault in faults):
        seen.append(relationship.no_fall_back(beside.names))
    if unread:
        seen.append(_lacks(lacking(best, asked)))
    yield weigh(CHECK.id, TITLE, seen=seen, faults=faults, unread=[*missing, *unread])


def lacking(connector: Connector, asked: Asked) -> list[str]:
    """Give our domains that a connector is not for."""
    return [each for each in asked.organisation.domains if each.lower() not in connector.domains]


def divided(
    connector: Connector, facts: Facts, asked: Asked
) -> tuple[relationship.Route, list[str], tuple[Unread, ...]]:
    """Divide the domains that an enabled connector lacks.

    Give what carries some of them, those that nothing carries, and why nobody can tell.
    """
    names: list[str] = []
    lost: list[str] = []
    for domain in lacking(connector, asked):
        route = relationship.in_cloud(facts, (domain,))
        if route.unread:
            return relationship.Route(), [], route.unread
        names += route.names
        if not route.names:
            lost.append(domain)
    return relationship.Route(names=tuple(dict.fromkeys(names))), lost, ()


def known_endpoint(endpoints: Reading[tuple[OnPremisesEndpoints, ...]], asked: Asked) -> str:
    """Give what the hybrid wizard left of the on-premises endpoint; empty when it is of no use."""
    if isinstance(endpoints, Unread):
        return ""
    found = [item.discovery for item in endpoints.value if host_of(item.discovery)]
    return next((url for url in found if not is_cloud(host_of(url), asked)), "")


def is_cloud(host: str, asked: Asked) -> bool:
    cloud = asked.organisation.cloud
    theirs = (*cloud.exchange_hosts, *(host_of(url) for url in cloud.discovery_endpoints))
    return any(same(host, name) for name in theirs)


def expected(known: str, asked: Asked) -> str:
    """Give the address to offer: the one that was read only when it is plainly our own."""
    domain = asked.organisation.domain
    if ours(known, asked):
        return known
    return f"https://autodiscover.{domain}/autodiscover/autodiscover.svc"


def _missing(connectors: Sequence[Connector], known: str, asked: Asked) -> Fault:
    domains = asked.organisation.domains
    almost = alike(connectors, _NAME, lambda item: under_domains(item.host, asked))
    return Fault(
        seen=say(
            "None of the connectors in the cloud ({count}) is for {domains}.",
            count=len(connectors),
            domains=listed(domains),
        ),
        consequence=CLOUD_SIDE_BLIND,
        cause=told(almost) if almost else None,
        remedy=widen(almost, asked)
        if almost
        else say(
            "Create the connector in Exchange Online, then check oauth {domain} again.",
            domain=domains[0],
        ),
        command=created(_NAME, almost, _endpoint(almost, known, asked), domains),
        console=Console.EXCHANGE_ONLINE,
    )


def _endpoint(almost: Connector | None, known: str, asked: Asked) -> str:
    """Keep the address of a connector that is there when it may be offered."""
    if almost is not None and not known and ours(almost.discovery_endpoint, asked):
        return almost.discovery_endpoint
    return expected(known, asked)


def _disabled(connector: Connector, asked: Asked) -> Fault:
    return Fault(
        seen=say("{name} is disabled.", name=connector.name),
        consequence=CLOUD_SIDE_BLIND,
        remedy=say(
            "Enable the connector in Exchange Online, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed(
            "Set-IntraOrganizationConnector -Identity {name} -Enabled $true",
            name=connector.name,
        ),
        console=Console.EXCHANGE_ONLINE,
    )


def _lacks(domains: Sequence[str]) -> Phrase:
    return say("TargetAddressDomains lacks {domains}.", domains=listed(domains))


def _left_out(connector: Connector, left_out: Sequence[str], asked: Asked) -> Iterator[Fault]:
    if left_out:
        yield Fault(
            seen=_lacks(left_out),
            consequence=say(
                "People in the cloud see no free/busy times of people at {domains}.",
                domains=listed(left_out),
            ),
            remedy=say(
                "Add the domains in Exchange Online, then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=typed(
                "Set-IntraOrganizationConnector -Identity {name}"
                " -TargetAddressDomains @{{Add={domains}}}",
                name=connector.name,
                domains=left_out,
            ),
            console=Console.EXCHANGE_ONLINE,
        )


def _target(connector: Connector, known: str, asked: Asked) -> Iterator[Fault]:
    command = typed(
        "Set-IntraOrganizationConnector -Identity {name} -DiscoveryEndpoint {endpoint}",
        name=connector.name,
        endpoint=expected(known, asked),
    )
    remedy = say(
        "Point the connector at the on-premises Autodiscover address in Exchange Online, after "
        "checking that it answers from the internet; then check oauth {domain} again.",
        domain=asked.organisation.domain,
    )
    if not connector.host:
        yield Fault(
            seen=say("DiscoveryEndpoint is no https address."),
            consequence=CLOUD_SIDE_BLIND,
            remedy=remedy,
            command=command,
            console=Console.EXCHANGE_ONLINE,
        )
    elif is_cloud(connector.host, asked):
        yield Fault(
            seen=say(
                "DiscoveryEndpoint leads to Exchange Online itself: {host}.", host=connector.host
            ),
            cause=say(
                "The address of Exchange Online belongs into the connector on premises. In the "
                "cloud it makes Exchange Online look for people on premises at itself."
            ),
            consequence=CLOUD_SIDE_BLIND,
            remedy=remedy,
            command=command,
            console=Console.EXCHANGE_ONLINE,
        )
    elif connector.host.endswith(HYBRID_AGENT):
        return
    elif known and not same(known, connector.discovery_endpoint):
        yield Fault(
            seen=say("The two addresses differ."),
            consequence=say(
                "One of the two is out of date; when it is the connector's, people in the cloud "
                "see no free/busy times of people on premises."
            ),
            remedy=remedy if ours(known, asked) else _decide(asked),
            command=command
            if ours(known, asked)
            else typed("Get-IntraOrganizationConfiguration | Format-List OnPremise*"),
            console=Console.EXCHANGE_ONLINE,
            verdict=Verdict.WARN,
        )


def _decide(asked: Asked) -> Phrase:
    return say(
        "Find out which of the two addresses is right: the one that "
        "Get-IntraOrganizationConfiguration knows is not plainly under a domain of this "
        "organisation. Put the right one into the connector, then check oauth {domain} again.",
        domain=asked.organisation.domain,
    )


CHECK = Check(
    id="connector.cloud",
    title=TITLE,
    asks="Does an enabled connector in the cloud lead to the on-premises Autodiscover address?",
    needs=(CONNECTORS, ENDPOINTS, *relationship.IN_CLOUD),
    judge=judge,
)
