"""One lab, started and stopped: a scenario's world and every server over it, on one event loop."""

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from lab import control, psrp, settings, teams
from lab.administrator import Administrator
from lab.ca import Authority
from lab.cloud import serve as cloud_side
from lab.cloud.enrol import enrol
from lab.cloud.serve import Cloud
from lab.cloud.tokens import GRAPH
from lab.exchange.service import ExchangeLab
from lab.net import serve as net_side
from lab.net.serve import Net
from lab.scenario import load
from lab.teams import Teams
from lab.world import World
from lab.world_premises import EXCHANGE_ONLINE

HOST: Final = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Lab:
    """A running lab."""

    world: World
    authority: Authority
    cloud: Cloud
    net: Net
    teams: Teams
    control: str
    """Base address of the control API."""
    settings: Path
    """The written hybridge.toml."""
    administrator: Administrator
    """Somebody else with every right, and who consents."""


@asynccontextmanager
async def running(
    scenario: str | Path,
    folder: Path,
    *,
    latency: Mapping[str, float] | None = None,
    bot: str = "",
    offers: psrp.Offers | None = None,
) -> AsyncIterator[Lab]:
    """Run a lab; ``bot`` is the messaging endpoint of the bot, for the Teams side.

    ``offers`` says how Exchange's servers are signed in to, where it is not the usual.

    Latency starts to count when everything is up, and is in seconds by kind of call.
    """
    async with AsyncExitStack() as stack:
        world = load(scenario, latency=latency)
        authority = Authority()
        exchange = ExchangeLab(world)
        cloud = await cloud_side.start(world, authority, exchange, exchange.cmdlets("cloud"))
        stack.push_async_callback(cloud.stop)
        net = await net_side.start(world, authority)
        stack.push_async_callback(net.stop)
        keys = _keys(world)
        users = {keys.user: keys.password}
        servers = await _servers(world, authority, exchange, users, offers, stack)
        chat = await teams.start(world, cloud.tokens, authority, keys.bot.app_id)
        stack.push_async_callback(chat.stop)
        chat.delivery.endpoint = bot
        administrator = Administrator(world)
        address = await _control(world, administrator, chat, stack)
        endpoints = settings.Endpoints(
            servers=servers,
            login=cloud.login,
            graph=cloud.graph,
            exchange=cloud.exchange,
            documents=cloud.documents,
            logs=cloud.logs,
            resolver=net.resolver,
            published_port=net.port,
            teams_metadata=chat.metadata,
            listen=urlsplit(bot).netloc or settings.LISTEN,
        )
        written = settings.write(folder, world, authority, endpoints, keys)
        yield Lab(
            world=world,
            authority=authority,
            cloud=cloud,
            net=net,
            teams=chat,
            control=address,
            settings=written,
            administrator=administrator,
        )


def _keys(world: World) -> settings.Secrets:
    """Register the product in the tenant, with what it needs to look and to write;
    make its password.
    """
    return settings.Secrets(
        user=f"{world.organisation.ad_domain.partition('.')[0].upper()}\\svc-hybridge",
        password=secrets.token_urlsafe(18),
        application=enrol(
            world,
            "Hybridge",
            roles={
                GRAPH: ["Application.ReadWrite.All", "GroupMember.Read.All", "AuditLog.Read.All"],
                EXCHANGE_ONLINE: ["Exchange.ManageAsApp"],
            },
            directory_roles=["Exchange Administrator"],
        ),
        bot=enrol(world, "Hybridge Bot"),
    )


async def _servers(
    world: World,
    authority: Authority,
    exchange: ExchangeLab,
    users: Mapping[str, str],
    offers: psrp.Offers | None,
    stack: AsyncExitStack,
) -> dict[str, int]:
    """Start PowerShell remoting of every server inside; gives their ports."""
    ports = {}
    for server in world.mailbox_servers():
        if not server.reachable:
            world.faults.set("server-down", target=server.name)
        leaf = authority.leaf([server.fqdn, server.name, "localhost", HOST])
        one = await psrp.start(
            exchange,
            server.name,
            tls=leaf.context(),
            users=users,
            faults=world.faults,
            offers=offers,
        )
        stack.push_async_callback(one.stop)
        ports[server.name] = one.port
    return ports


async def _control(
    world: World, administrator: Administrator, chat: Teams, stack: AsyncExitStack
) -> str:
    app = control.application(world, administrator)
    app.add_routes(chat.control())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, HOST, 0)
    await site.start()
    return f"http://{HOST}:{runner.addresses[0][1]}"
