"""Intra-organization connectors, on either side: made, set, removed.

https://learn.microsoft.com/powershell/module/exchange/set-intraorganizationconnector
"""

from dataclasses import dataclass
from typing import ClassVar

from commands.action import Action, Call, Doing, NoOpposite, Switch, Values
from commands.actions.stated import NOTHING, Stated, listed, port, side
from commands.facts.cmdlets import objects
from commands.outside.exchange import Connector
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World

_GET = "Get-IntraOrganizationConnector"


def state(endpoint: str, domains: tuple[str, ...], *, enabled: bool) -> str:
    """Write a connector's state."""
    return (
        f"DiscoveryEndpoint {endpoint or NOTHING}; TargetAddressDomains "
        f"{listed(domain.lower() for domain in domains)}; Enabled {enabled}"
    )


@dataclass(frozen=True, kw_only=True)
class _OnConnector(Values, Stated):
    """``server`` is empty for the cloud."""

    server: str
    connector: str

    @property
    def what(self) -> str:
        return f"{_GET} {self.connector}"

    @property
    def side(self) -> str:
        return side(self.server)

    async def now(self, world: World) -> str:
        found = await objects(port(world, self.server), _GET, Connector.from_object)
        for each in found:
            if same(each.name, self.connector):
                return state(each.discovery_endpoint, each.domains, enabled=each.enabled)
        return NOTHING


@dataclass(frozen=True, kw_only=True)
class NewConnector(_OnConnector):
    """Make a connector."""

    name: ClassVar[str] = "connector new"
    endpoint: str
    domains: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        return say("Create the connector {name}", name=self.connector)

    @property
    def call(self) -> Call:
        return Call(
            doing="New-IntraOrganizationConnector",
            values={
                "Name": self.connector,
                "DiscoveryEndpoint": self.endpoint,
                "TargetAddressDomains": list(self.domains),
                "Enabled": True,
            },
        )

    @property
    def was(self) -> str:
        return NOTHING

    @property
    def will(self) -> str:
        return state(self.endpoint, self.domains, enabled=True)

    async def do(self, world: World, doing: Doing) -> None:
        await port(world, self.server).run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )

    def opposite(self) -> Action | NoOpposite:
        return RemoveConnector(
            server=self.server,
            connector=self.connector,
            endpoint=self.endpoint,
            domains=self.domains,
        )


@dataclass(frozen=True, kw_only=True)
class RemoveConnector(_OnConnector):
    """Remove a connector that was made."""

    name: ClassVar[str] = "connector remove"
    endpoint: str
    domains: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        return say("Remove the connector {name}", name=self.connector)

    @property
    def call(self) -> Call:
        return Call(
            doing="Remove-IntraOrganizationConnector",
            values={"Identity": self.connector, "Confirm": Switch.OFF},
        )

    @property
    def was(self) -> str:
        return state(self.endpoint, self.domains, enabled=True)

    @property
    def will(self) -> str:
        return NOTHING

    async def do(self, world: World, doing: Doing) -> None:
        await port(world, self.server).run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )

    def opposite(self) -> Action | NoOpposite:
        return NewConnector(
            server=self.server,
            connector=self.connector,
            endpoint=self.endpoint,
            domains=self.domains,
        )


@dataclass(frozen=True, kw_only=True)
class SetConnector(_OnConnector):
    """Change a connector; what is not to change is sent as it is."""

    name: ClassVar[str] = "connector set"
    endpoint: str
    domains: tuple[str, ...]
    enabled: bool
    old_endpoint: str
    old_domains: tuple[str, ...]
    old_enabled: bool

    @property
    def title(self) -> Phrase:
        return say("Change the connector {name}", name=self.connector)

    @property
    def call(self) -> Call:
        return Call(
            doing="Set-IntraOrganizationConnector",
            values={
                "Identity": self.connector,
                "DiscoveryEndpoint": self.endpoint,
                "TargetAddressDomains": list(self.domains),
                "Enabled": self.enabled,
            },
        )

    @property
    def was(self) -> str:
        return state(self.old_endpoint, self.old_domains, enabled=self.old_enabled)

    @property
    def will(self) -> str:
        return state(self.endpoint, self.domains, enabled=self.enabled)

    async def do(self, world: World, doing: Doing) -> None:
        await port(world, self.server).run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )

    def opposite(self) -> Action | NoOpposite:
        return SetConnector(
            server=self.server,
            connector=self.connector,
            endpoint=self.old_endpoint,
            domains=self.old_domains,
            enabled=self.old_enabled,
            old_endpoint=self.endpoint,
            old_domains=self.domains,
            old_enabled=self.enabled,
        )
