"""Starts what the internet sees of the organisation: its published hosts, and its name server."""

import socket
from dataclasses import dataclass

from lab.ca import Authority
from lab.net import published, tls
from lab.net.dns import NameServer
from lab.net.listener import Listener
from lab.world import World

SHARED = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Net:
    """The running servers; every published host answers on ``port``, each on its own address."""

    port: int
    resolver: str
    listener: Listener
    names: NameServer

    async def stop(self) -> None:
        await self.listener.stop()
        await self.names.stop()


async def start(world: World, authority: Authority) -> Net:
    """Start both on loopback."""
    spread(world)
    addresses = {
        address for host in world.published for address in published.addresses(world, host)
    }
    listener = Listener(
        published.application(world),
        tls.context(world, authority),
        lambda address: published.gate(world, address),
    )
    await listener.start(sorted(addresses | {SHARED}))
    names = NameServer(world)
    await names.start()
    return Net(
        port=listener.port, resolver=f"{SHARED}:{names.port}", listener=listener, names=names
    )


def spread(world: World) -> None:
    """Give each published host an address of its own, so that one can vanish without the others.

    A machine that has only 127.0.0.1 keeps them together there.
    """
    for number, host in enumerate(world.published, start=2):
        known = world.dns.get(host)
        own = f"127.0.0.{number}"
        if known is not None and known.addresses == [SHARED] and _exists(own):
            known.addresses = [own]


def _exists(address: str) -> bool:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True
