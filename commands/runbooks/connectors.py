"""Steps 6 and 7: each half of the organisation looks for the other where it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from commands.actions.connectors import NewConnector, SetConnector
from commands.checks import relationship
from commands.checks.connector_cloud import divided, expected, is_cloud, known_endpoint
from commands.checks.connector_on_premises import alike, choose
from commands.checks.powershell import ours, under_domains
from commands.facts import cloud, organisation
from commands.outside.exchange import Connector
from commands.outside.identifiers import HYBRID_AGENT, same
from commands.phrases import Phrase, say
from commands.runbooks.draft import Draft

ON_PREMISES: Final = "ExchangeHybridOnPremisesToOnline"
IN_CLOUD: Final = "ExchangeHybridOnlineToOnPremises"


def plan_on_premises(draft: Draft) -> None:
    """Lead to an address of Exchange Online that Microsoft's own checker accepts."""
    house = draft.asked.organisation
    accepted = house.cloud.discovery_endpoints

    def is_right(connector: Connector) -> bool:
        return any(same(connector.discovery_endpoint, each) for each in accepted)

    _plan(
        draft,
        _Side(
            label=say("Connector on premises, to the cloud"),
            server=draft.server,
            name=ON_PREMISES,
            connectors=draft.facts.value(organisation.CONNECTORS),
            domains=(house.routing_domain,),
            endpoint=accepted[-1],
            is_right=is_right,
            # one that leads there for other domains may be another tenant's: all share the address
            leads_there=lambda _: False,
            instead=lambda: relationship.on_premises(draft.facts, draft.asked),
        ),
    )


def plan_in_cloud(draft: Draft) -> None:
    """Lead to what Exchange Online itself knows of us, where that is plainly ours."""
    asked = draft.asked
    draft.facts.value(cloud.ENDPOINTS)  # no address is guessed while the right one is not read
    known = known_endpoint(draft.facts.of(cloud.ENDPOINTS), asked)

    def is_right(connector: Connector) -> bool:
        """Judge as the check does, so that what it accepts is not changed."""
        if not connector.host or is_cloud(connector.host, asked):
            return False
        if connector.host.endswith(HYBRID_AGENT) or not ours(known, asked):
            return True
        return same(known, connector.discovery_endpoint)

    _plan(
        draft,
        _Side(
            label=say("Connector in the cloud, to the on-premises servers"),
            server="",
            name=IN_CLOUD,
            connectors=draft.facts.value(cloud.CONNECTORS),
            domains=asked.organisation.domains,
            endpoint=expected(known, asked),
            is_right=is_right,
            leads_there=lambda connector: under_domains(connector.host, asked),
            instead=lambda: relationship.in_cloud(draft.facts, asked.organisation.domains),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Side:
    """All in which the two sides differ; ``server`` is empty for the cloud."""

    label: Phrase
    server: str
    name: str
    connectors: tuple[Connector, ...]
    domains: tuple[str, ...]
    endpoint: str
    is_right: Callable[[Connector], bool]
    leads_there: Callable[[Connector], bool]
    instead: Callable[[], relationship.Route]
    """What carries the traffic while no connector is enabled."""


def _plan(draft: Draft, on: _Side) -> None:
    found = choose(on.connectors, on.domains)
    found = found or alike(on.connectors, on.name, on.leads_there)
    draft.rests_on(on.label, "–" if found is None else _state(found))
    if _is_carried(draft, on):
        return
    if found is None:
        draft.items.append(
            NewConnector(
                server=on.server, connector=on.name, endpoint=on.endpoint, domains=on.domains
            )
        )
        return
    lacking = [each.lower() for each in on.domains if each.lower() not in found.domains]
    if draft.only_broken and found.enabled and not on.server:
        lacking = [each.lower() for each in divided(found, draft.facts, draft.asked)[1]]
    if found.enabled and not lacking and on.is_right(found):
        draft.in_place.append(say("Connector {name}: enabled, right", name=found.name))
        return
    draft.items.append(
        SetConnector(
            server=on.server,
            connector=found.name,
            endpoint=found.discovery_endpoint if on.is_right(found) else on.endpoint,
            domains=(*found.domains, *lacking),
            enabled=True,
            old_endpoint=found.discovery_endpoint,
            old_domains=found.domains,
            old_enabled=found.enabled,
        )
    )


def _is_carried(draft: Draft, on: _Side) -> bool:
    """Tell whether a relationship carries the traffic of this side, and that is to stay so.

    A repair changes nothing then; the finding is left for people to decide on.
    """
    chosen = choose(on.connectors, on.domains)
    if chosen is not None and chosen.enabled:
        return False
    route = on.instead()
    draft.rests_on(
        say("In place of the connector on premises, an organization relationship")
        if on.server
        else say("In place of the connector in the cloud, an organization relationship"),
        route.state,
    )
    if draft.only_broken:
        return bool(route.names or route.unread)
    if route.names:
        draft.warn(
            say(
                "Free/busy goes through the organization relationship {relationship} today. This "
                "plan creates or enables the connector, so OAuth takes its place. Exchange does "
                "not fall back to the relationship when OAuth fails.",
                relationship=", ".join(route.names),
            )
        )
    return False


def _state(connector: Connector) -> str:
    domains = ", ".join(sorted(connector.domains))
    return f"{connector.name}; {connector.discovery_endpoint}; {domains}; {connector.enabled}"
