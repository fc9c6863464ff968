"""One Exchange server's port: sign-in, encryption, faults of the wire, the way to its shells."""

import asyncio
import socket
import ssl
from collections.abc import Mapping
from typing import Any, Final
from weakref import WeakKeyDictionary

from aiohttp import web

from lab.faults import Fault, Faults
from lab.psrp import envelope, sealing
from lab.psrp.access import Admission, Gate, Line, Offers
from lab.psrp.envelope import Malformed, Request, Trouble
from lab.psrp.service import (
    EXCHANGE,
    MAINTENANCE,
    Limits,
    Service,
)
from lab.records import Exchange

HOST: Final = "127.0.0.1"
_SOAP: Final = "application/soap+xml;charset=UTF-8"
_LARGEST: Final = 4 * 1024 * 1024
_PAGE: Final = (
    '<html><head><meta name="viewport" content="width=device-width"{end}>'
    "<title>500 - Internal server error.</title></head><body><h2>500 - Internal server error.</h2>"
    "<p>There is a problem with the resource you are looking for, and it cannot be displayed.</p>"
    "</body></html>"
)
"""ASP.NET leaves elements open, IIS itself writes XHTML, which a client can mistake for SOAP."""


class Running:
    """A started server; ``port`` stays the same while faults take it down and up again."""

    def __init__(
        self, services: Mapping[str, Service], gate: Gate, tls: ssl.SSLContext | None
    ) -> None:
        self.port = 0
        self._services = services
        self._gate = gate
        self._tls = tls
        self._faults = next(iter(services.values())).faults
        self._server = next(iter(services.values())).server
        self._lines: WeakKeyDictionary[asyncio.BaseTransport, Line] = WeakKeyDictionary()
        self._listener: asyncio.Server | None = None
        self._reserved: socket.socket | None = None
        self._opening: asyncio.Task[None] | None = None
        self._gone = asyncio.Event()
        application = web.Application(client_max_size=_LARGEST)
        application.router.add_post("/{path:.*}", self._answer)
        self._runner = web.AppRunner(
            application, access_log=None, handler_cancellation=True, keepalive_timeout=120
        )

    async def open(self, port: int) -> None:
        """Take the port, and listen unless a fault has the server down."""
        await self._runner.setup()
        self._reserve(port)
        self._faults.listeners.append(self._look)
        self._look()
        await self.settled()

    async def settled(self) -> None:
        """Wait until the port is as the faults want it."""
        if self._opening is not None:
            await self._opening

    async def stop(self) -> None:
        """Close the port, all connections and all shells."""
        self._faults.listeners.remove(self._look)
        self._gone.set()
        await self.settled()
        self._shut()
        if self._reserved is not None:
            self._reserved.close()
        await self._runner.cleanup()

    def _reserve(self, port: int) -> None:
        """Bind without listening: connections are refused, and nobody else gets the port."""
        self._reserved = socket.socket()
        self._reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._reserved.bind((HOST, port))
        self.port = self._reserved.getsockname()[1]

    def _look(self) -> None:
        """Follow the fault ``server-down``; called on every change of the faults."""
        down = self._faults.peek("server-down", self._server) is not None
        if down and self._listener is not None:
            self._shut()
            self._reserve(self.port)
        elif not down and self._listener is None and self._opening is None:
            self._opening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        reserved, self._reserved = self._reserved, None
        protocols = self._runner.server
        assert reserved is not None and protocols is not None  # noqa: S101, PT018
        self._listener = await asyncio.get_running_loop().create_server(
            protocols, sock=reserved, ssl=self._tls
        )
        self._opening = None
        self._look()

    def _shut(self) -> None:
        """Go down as a machine does: connections break and shells are lost."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        for handler in list(self._runner.server.connections if self._runner.server else ()):
            if handler.transport is not None:
                handler.transport.abort()
        for service in self._services.values():
            service.close()

    async def _answer(self, http: web.Request) -> web.StreamResponse:
        body = await http.read()
        if http.transport is None:
            raise ConnectionResetError
        line = self._lines.setdefault(http.transport, Line())
        admission = self._gate.admit(line, http.headers.get("Authorization", ""))
        if not admission.user:
            return _signed(web.Response(status=401), admission)
        service = self._services.get(http.match_info["path"].strip("/").lower())
        if service is None:
            return _signed(web.Response(status=404), admission)
        if not body:
            # The empty message with which a client signs in before it encrypts.
            return _signed(web.Response(), admission)
        return _signed(await self._opened(http, line, service, admission.user, body), admission)

    async def _opened(
        self, http: web.Request, line: Line, service: Service, user: str, body: bytes
    ) -> web.Response:
        """Unseal, perform, seal."""
        given = http.headers.get("Content-Type", "")
        sealed = sealing.is_sealed(given)
        if not sealed and self._tls is None:
            # AllowUnencrypted is off, as everywhere by default.
            return web.Response(status=500)
        context = line.context if sealed else None
        if sealed:
            try:
                body = sealing.open_message(context, body)
            except sealing.Unsealed:
                return web.Response(status=400)
        page = self._struck("html-500")
        if page is not None:
            html = _PAGE.format(end="/" if page.options.get("xhtml") else "")
            return web.Response(status=500, text=html, content_type="text/html")
        status, answer = await self._performed(http, service, user, body)
        kind = _SOAP
        if context is not None:
            answer, kind = sealing.seal_message(context, answer, given)
        return web.Response(status=status, body=answer, headers={"Content-Type": kind})

    async def _performed(
        self, http: web.Request, service: Service, user: str, body: bytes
    ) -> tuple[int, bytes]:
        relates_to = ""
        try:
            request = envelope.read(body)
            relates_to = request.message_id
            await self._interfere(http, request, "before")
            answer = await service.perform(request, user)
            await self._interfere(http, request, "after")
        except (Trouble, Malformed) as problem:
            trouble = (
                problem
                if isinstance(problem, Trouble)
                else Trouble("w:SchemaValidationError", str(problem))
            )
            return 500, envelope.fault(trouble, relates_to=relates_to, machine=self._server)
        return 200, answer

    async def _interfere(self, http: web.Request, request: Request, when: str) -> None:
        """Break the wire where a fault says so; ``when``: before or after the request was done."""
        if self._struck("dropped", at=request.action, when=when):
            if http.transport is not None:
                http.transport.abort()
            await self._gone.wait()
        if self._struck("server-silent", at=request.action, when=when):
            await self._gone.wait()

    def _struck(self, name: str, **about: Any) -> Fault | None:
        return self._faults.active(name, self._server, **about)


def _signed(response: web.Response, admission: Admission) -> web.Response:
    for header in admission.headers:
        response.headers.add("WWW-Authenticate", header)
    response.headers["Server"] = "Microsoft-IIS/10.0"
    return response


async def start(  # noqa: PLR0913  (the keywords are the server's whole configuration)
    exchange: Exchange,
    server_name: str,
    *,
    port: int = 0,
    tls: ssl.SSLContext | None = None,
    users: Mapping[str, str],
    faults: Faults,
    limits: Limits | None = None,
    offers: Offers | None = None,
) -> Running:
    r"""Start a server on loopback; ``users`` are passwords by ``DOMAIN\user``.

    With ``tls`` it takes Basic, NTLM and Negotiate; without it NTLM and Negotiate, and only
    encrypted messages; with ``offers`` what these say.  Path ``PowerShell/`` serves
    ``Microsoft.Exchange``, path ``wsman`` serves ``Hybridge.Maintenance``.

    It obeys these faults: ``server-down``; ``server-silent`` and ``dropped`` with the options
    ``at`` (Create, Command, Receive, Send, Signal, Delete, Get; all if left out) and ``when``
    (before, the default, or after: the request was carried out and only its answer is lost);
    ``html-500`` with ``xhtml``; ``quota`` with ``limit``; ``winrm-shells``; ``command-gone``;
    ``shell-expiry`` and ``winrm-operations`` with ``at``.  Shells idle by the lab's clock.
    """
    limits = limits or Limits()

    def service(configuration: str) -> Service:
        return Service(
            configuration=configuration,
            server=server_name,
            exchange=exchange,
            faults=faults,
            limits=limits,
        )

    services = {
        "powershell": service(EXCHANGE),
        "wsman": service(MAINTENANCE),
    }
    running = Running(services, Gate(users, tls=tls is not None, offers=offers), tls)
    await running.open(port)
    return running
