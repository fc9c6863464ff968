"""The names under which Exchange Online reaches the on-premises half, and what they show.

They come from the virtual directories' external addresses, and from ``autodiscover.<domain>``,
which Exchange Online tries for every SMTP domain.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from commands.facts.organisation import AUTODISCOVER, EWS
from commands.facts.routes import CONNECTORS, agent, found_elsewhere
from commands.look import Fact, Facts, Known, Reading, attempt
from commands.organisation import Organisation
from commands.outside.exchange import VirtualDirectory, host_of
from commands.outside.network import Addresses, Answer, Tls
from commands.ports import World

T = TypeVar("T")

SOURCE: Final = "The published name"


@dataclass(frozen=True, kw_only=True)
class Host:
    """One published name with the addresses that are called under it."""

    name: str
    addresses: tuple[str, ...]
    ews: bool
    """Whether EWS is published under it; Autodiscover alone otherwise."""


ByHost = Mapping[str, Reading[T]]


def hosts(facts: Facts, organisation: Organisation) -> tuple[Host, ...]:
    """Give the published names that are known; directories that could not be read add none.

    Where Exchange Online comes through the Hybrid Agent, no name needs to be published; where it
    asks for a domain under another one's name, that domain's own needs not.
    """
    if agent(facts, organisation):
        return ()
    ews, elsewhere = external_addresses(facts, EWS), found_elsewhere(facts, organisation)
    autodiscover = external_addresses(facts, AUTODISCOVER) + tuple(
        f"https://autodiscover.{domain}/autodiscover/autodiscover.svc"
        for domain in organisation.domains
        if domain not in elsewhere
    )
    names = dict.fromkeys(host_of(address) for address in (*ews, *autodiscover))
    return tuple(
        Host(
            name=name,
            addresses=tuple(
                dict.fromkeys(item for item in (*ews, *autodiscover) if host_of(item) == name)
            ),
            ews=any(host_of(address) == name for address in ews),
        )
        for name in names
    )


def external_addresses(
    facts: Facts, directories: Fact[tuple[VirtualDirectory, ...]]
) -> tuple[str, ...]:
    """Give the distinct external https addresses of EWS or Autodiscover directories."""
    reading = facts.of(directories)
    if not isinstance(reading, Known):
        return ()
    addresses = dict.fromkeys(directory.external_url for directory in reading.value)
    return tuple(address for address in addresses if host_of(address))


def metadata_address(host: str) -> str:
    """Where Exchange shows the certificates it signs with."""
    return f"https://{host}/autodiscover/metadata/json/1"


def _probe(
    name: str,
    targets: Callable[[Host], tuple[str, ...]],
    ask: Callable[[World, str], Awaitable[T]],
) -> Fact[ByHost[T]]:
    async def read(world: World, facts: Facts) -> ByHost[T]:
        found = [item for host in hosts(facts, world.organisation) for item in targets(host)]
        readings = await asyncio.gather(
            *(attempt(world, SOURCE, ask(world, target)) for target in found)
        )
        return dict(zip(found, readings, strict=True))

    return Fact(name, SOURCE, read, needs=(EWS, AUTODISCOVER, CONNECTORS))


def _name(host: Host) -> tuple[str, ...]:
    return (host.name,)


def _addresses(host: Host) -> tuple[str, ...]:
    return host.addresses


async def _dns(world: World, name: str) -> Addresses:
    return await world.net.addresses(name)


async def _tls(world: World, host: str) -> Tls:
    return await world.net.tls(host)


async def _metadata(world: World, host: str) -> Answer:
    return await world.net.fetch(metadata_address(host))


async def _challenge(world: World, address: str) -> Answer:
    """Ask without any sign-in, as Exchange Online does first; the refusal is what is wanted."""
    return await world.net.fetch(address, method="POST")


DNS: Final = _probe("DNS of the published names", _name, _dns)
TLS: Final = _probe("TLS of the published names", _name, _tls)
METADATA: Final = _probe("metadata of the published names", _name, _metadata)
CHALLENGES: Final = _probe("challenges of the published addresses", _addresses, _challenge)
"""By address, not by name."""
