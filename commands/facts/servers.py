"""What each Exchange server says for itself; one that is down leaves the others their answers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final, TypeVar

from commands.facts.cmdlets import TEST, objects, single
from commands.facts.organisation import AUTH_CONFIG
from commands.look import Fact, Facts, Known, Reading, attempt
from commands.outside.build import Build
from commands.outside.exchange import Installed, Store, of_thumbprint, setup_build
from commands.outside.exchange_online import OAuthTest
from commands.outside.fields import unexpected
from commands.ports import ExchangePort, World

T = TypeVar("T")

ByServer = Mapping[str, Reading[T]]
"""One reading per configured server; a server without an entry was not asked."""


async def store_of(server: ExchangePort, *sought: str) -> Store:
    """Read the certificates of a server; may raise ``OutsideError``.

    One that cannot be read is left out, unless a thumbprint that is sought is not among the others:
    then it may be that one, and nobody can tell.
    """
    cmdlet = "Get-ExchangeCertificate"
    store = Store.of(await objects(server, cmdlet, lambda at: at))
    missing = [each for each in sought if each and of_thumbprint(store, each) is None]
    if store.unreadable and missing:
        raise unexpected(
            server.name,
            cmdlet,
            f"a certificate came without readable RawData, and may be {', '.join(missing)}",
        )
    return store


async def _stores(world: World, facts: Facts) -> "ByServer[tuple[Installed, ...]]":
    async def one(port: ExchangePort) -> tuple[Installed, ...]:
        return await store_of(port, *sought)

    config = facts.of(AUTH_CONFIG)
    sought = (config.value.current, config.value.next) if isinstance(config, Known) else ()
    ports = [world.on_premises.on(server) for server in world.on_premises.servers]
    readings = await asyncio.gather(*(attempt(world, port.name, one(port)) for port in ports))
    return dict(zip(world.on_premises.servers, readings, strict=True))


async def sign_in(world: World, server: ExchangePort) -> OAuthTest:
    """Sign in to Exchange Online as this server, on behalf of the on-premises test mailbox.

    It proves only the server it runs on.
    """
    organisation = world.organisation
    mailbox = organisation.mailboxes.on_premises
    target = f"https://{organisation.cloud.exchange_hosts[0]}/ews/exchange.asmx"
    return await single(
        server,
        "Test-OAuthConnectivity",
        partial(OAuthTest.from_object, mailbox=mailbox, target=target),
        {"Service": "EWS", "TargetUri": target, "Mailbox": mailbox},
        timeout=TEST,
    )


async def _build(_: World, maintenance: ExchangePort) -> Build:
    return await single(maintenance, "Get-HybridgeExSetup", setup_build)


def _on_each(
    name: str,
    ask: Callable[[World, ExchangePort], Awaitable[T]],
    door: Callable[[World, str], ExchangePort | None],
) -> Fact[ByServer[T]]:
    async def one(world: World, port: ExchangePort) -> Reading[T]:
        return await attempt(world, port.name, ask(world, port))

    async def read(world: World, _: Facts) -> ByServer[T]:
        doors = {server: door(world, server) for server in world.on_premises.servers}
        ports = {server: port for server, port in doors.items() if port is not None}
        readings = await asyncio.gather(*(one(world, port) for port in ports.values()))
        return dict(zip(ports, readings, strict=True))

    return Fact(name, "Exchange Server", read)


def _remoting(world: World, server: str) -> ExchangePort:
    return world.on_premises.on(server)


def _maintenance(world: World, server: str) -> ExchangePort | None:
    return world.on_premises.maintenance(server)


CERTIFICATES: Final = Fact(
    "certificates of each server", "Exchange Server", _stores, needs=(AUTH_CONFIG,)
)
"""Where AuthConfig could not be read, nobody can say which certificate matters."""
TESTS: Final = _on_each("test from each server", sign_in, _remoting)
SETUP_BUILDS: Final = _on_each("build of each server", _build, _maintenance)
"""Only servers with a maintenance endpoint have an entry."""
