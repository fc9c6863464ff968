"""The Exchange front ends as the internet reaches them: metadata, and who may sign in and how.

An anonymous request to EWS or Autodiscover is answered with 401 and the ways to sign in.  The
``Bearer`` one names Exchange and the issuers it trusts, and proves that OAuth is on.
"""

from datetime import timedelta
from email.utils import format_datetime
from functools import partial
from typing import Final
from uuid import uuid4

from aiohttp import web

from lab.cloud import documents
from lab.cloud.web import latency
from lab.net.listener import Gate
from lab.servicelets import catch_up
from lab.world import PublishedHost, World
from lab.world_premises import EXCHANGE_ONLINE, VirtualDirectory

TOKEN_TYPES: Final = "app_asserted_user_v1 service_asserted_app_v1"  # noqa: S105  (not a secret)


def application(world: World) -> web.Application:
    """Build the one application behind all published names; the Host header tells them apart."""
    front = _Front(world)
    app = web.Application(middlewares=[latency(world.faults, "other")])
    app.on_response_prepare.append(front.dated)
    for path in ("autodiscover/metadata/json/1", "metadata/json/1"):
        app.router.add_get(f"/{{path:(?i:{path})}}", front.metadata)
    for service, path in (
        ("ews", "ews/exchange\\.asmx"),
        ("autodiscover", "autodiscover/autodiscover\\.svc"),
    ):
        handler = partial(front.sign_in, service)
        app.router.add_route("*", f"/{{path:(?i:{path})}}{{more:.*}}", handler)
    return app


def gate(world: World, address: str) -> Gate:
    """Decide what happens to a connection on one of the published addresses."""
    hosts = [host for host in world.published.values() if address in addresses(world, host.host)]
    if hosts and not any(host.reachable for host in hosts):
        return Gate.RESET
    servers = {host.server for host in hosts}
    if hosts and all(world.faults.peek("server-silent", server) for server in servers):
        return Gate.SILENT
    if hosts and not any(_up(world, server) for server in servers):
        return Gate.RESET
    return Gate.OPEN


def addresses(world: World, name: str) -> list[str]:
    """Follow DNS to the addresses of a name."""
    seen: set[str] = set()
    while name not in seen and (known := world.dns.get(name)) is not None:
        if not known.canonical:
            return known.addresses
        seen.add(name)
        name = known.canonical
    return []


def challenges(world: World, host: str, directory: VirtualDirectory) -> list[str]:
    """Give the WWW-Authenticate headers of a directory, in the order in which IIS writes them."""
    offered = []
    if directory.oauth:
        offered.append(bearer(world))
    if directory.windows:
        offered += ["Negotiate", "NTLM"]
    if directory.basic:
        offered.append(f'Basic realm="{host}"')
    return offered


def bearer(world: World) -> str:
    """Exchange's Bearer challenge: issuers are the enabled auth servers of the ACS kind and the
    partners with a realm of their own; the authorisation address appears once one was made the
    default.  https://learn.microsoft.com/exchange/configure-exchange-server-for-hybrid-modern-authentication
    """
    servers = [server for server in world.auth_servers if server.enabled]
    issuers = [
        f"{server.issuer}@{server.realm}" for server in servers if server.type == "MicrosoftACS"
    ]
    issuers += [
        f"{partner.application_identifier}@{partner.realm}"
        for partner in world.partner_applications
        if partner.enabled and partner.realm
    ]
    challenge = (
        f'Bearer client_id="{EXCHANGE_ONLINE}", trusted_issuers="{",".join(issuers)}", '
        f'token_types="{TOKEN_TYPES}"'
    )
    for server in servers:
        if server.default_authorization_endpoint:
            return f'{challenge}, authorization_uri="{server.authorization_endpoint}"'
    return challenge


class _Front:
    def __init__(self, world: World) -> None:
        self._world = world

    async def dated(self, request: web.Request, response: web.StreamResponse) -> None:
        """Date every answer by the clock of the server behind the name; a proxy has its own."""
        host, now = self._world.host(request.host.partition(":")[0]), self._world.clock.now()
        if host is not None and not host.preauthentication:
            now += timedelta(seconds=self._world.servers[host.server].clock_skew)
        response.headers["Date"] = format_datetime(now, usegmt=True)

    async def metadata(self, request: web.Request) -> web.Response:
        host = self._world.host(request.host.partition(":")[0])
        if host is None or "autodiscover" not in host.serves:
            return web.Response(status=404)
        if host.preauthentication:
            return _proxy(host)
        catch_up(self._world)
        config = self._world.auth_config
        document = documents.exchange(
            config.service_name,
            config.realm or self._world.organisation.domains[0],
            host.host,
            self._world.metadata_certificates(host),
        )
        return web.json_response(document, headers=_iis(host))

    async def sign_in(self, service: str, request: web.Request) -> web.Response:
        """Ask everybody to sign in; nobody can (yet)."""
        host = self._world.host(request.host.partition(":")[0])
        if host is None or service not in host.serves:
            return web.Response(status=404)
        if host.preauthentication:
            return _proxy(host)
        answer = web.Response(status=401, headers=_iis(host))
        directory = self._world.directory(host.server, service)
        for challenge in challenges(self._world, host.host, directory):
            answer.headers.add("WWW-Authenticate", challenge)
        return answer


def _proxy(host: PublishedHost) -> web.Response:
    """The answer of a reverse proxy that wants a sign-in of its own first."""
    return web.Response(
        status=401, headers={"WWW-Authenticate": f'Basic realm="{host.host}"', "Server": "proxy"}
    )


def _iis(host: PublishedHost) -> dict[str, str]:
    return {
        "Server": "Microsoft-IIS/10.0",
        "X-Powered-By": "ASP.NET",
        "X-FEServer": host.server,
        "request-id": str(uuid4()),
    }


def _up(world: World, name: str) -> bool:
    server = world.server(name)
    return bool(server and server.reachable) and world.faults.peek("server-down", name) is None
