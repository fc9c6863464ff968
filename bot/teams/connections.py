"""Takes connections at the door: so many and no more, and none that keeps its request to itself.

aiohttp waits for a request's head as long as the other side likes.  A stranger who opens many
connections and says nothing would take every descriptor that this process may have, those for the
store and for what goes out among them.
"""

import asyncio
import resource
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, cast

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

KEPT: Final = 256
"""Descriptors left for the store, for what goes out, and for files."""
UNLIMITED: Final = 8192
"""Connections at once where the system sets no limit."""

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a connection may take.  Times in seconds.

    Attributes:
        head: From the connection, or its next request's first byte, to the end of the head.
        idle: How long a connection may wait for its next request; longer than a proxy's usual 60.
        most: Connections at once; ``each``: of them, from one address.
    """

    head: float = 10.0
    idle: float = 75.0
    most: int = UNLIMITED
    each: int = UNLIMITED // 2

    @classmethod
    def of_this_process(cls) -> "Limits":
        """Leave descriptors for everything else.  One address may be a proxy's: it gets half."""
        descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        if descriptors == resource.RLIM_INFINITY:
            return cls()
        most = max(descriptors - KEPT, descriptors // 2)
        return cls(most=most, each=max(1, most // 2))


@dataclass
class Connections:
    """The connections of one listening door; ``around`` goes around all of its application."""

    limits: Limits
    open: Counter[str] = field(default_factory=Counter)
    _guards: "dict[asyncio.BaseTransport, Guard]" = field(default_factory=dict)
    _told: bool = False

    def admits(self, address: str) -> bool:
        """Count a connection, or say that there are too many."""
        total = self.open.total()
        if total >= self.limits.most or self.open[address] >= self.limits.each:
            if not self._told:  # once for a crowd, not for each of it
                log.warning("door.too_many", address=address, open=total)
            self._told = True
            return False
        self.open[address] += 1
        return True

    def entered(self, transport: asyncio.BaseTransport, guard: "Guard") -> None:
        self._guards[transport] = guard

    def left(self, transport: asyncio.BaseTransport, address: str) -> None:
        self._guards.pop(transport, None)
        self.open[address] -= 1
        if self.open[address] <= 0:
            del self.open[address]
        self._told = False

    async def around(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Stop the clock while a request is dealt with: its head is there."""
        transport = request.transport
        guard = None if transport is None else self._guards.get(transport)
        if guard is None:
            return await handler(request)
        guard.read()
        try:
            return await handler(request)
        finally:
            guard.answered()


class Guard(asyncio.Protocol):
    """One connection: hands everything on to the server's own protocol, and looks at the time."""

    def __init__(self, connections: Connections, inner: asyncio.Protocol) -> None:
        self._connections = connections
        self._inner = inner
        self._address = ""
        self._transport: asyncio.Transport | None = None
        self._idle = False
        self._ends: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if isinstance(peer, tuple) else "local"
        real = cast("asyncio.Transport", transport)
        if not self._connections.admits(address):
            real.abort()
            return
        self._address, self._transport = address, real
        self._connections.entered(real, self)
        self._wait(self._connections.limits.head)
        self._inner.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        if self._transport is None:
            return
        if self._idle:
            self._idle = False
            self._wait(self._connections.limits.head)
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._transport is not None else None

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        if self._transport is not None:
            self._connections.left(self._transport, self._address)
            self._inner.connection_lost(exc)

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def read(self) -> None:
        """Take note that a request's head is there."""
        self._idle = False
        self._stop()

    def answered(self) -> None:
        """Take note that it was answered; the next may take its time to begin."""
        self._idle = True
        self._wait(self._connections.limits.idle)

    def _wait(self, seconds: float) -> None:
        self._stop()
        self._ends = asyncio.get_running_loop().call_later(seconds, self._close)

    def _stop(self) -> None:
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None

    def _close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


async def listen(
    app: web.Application, host: str, port: int, limits: Limits | None = None
) -> tuple[int, Callable[[], Awaitable[None]]]:
    """Serve an application; gives the port, and what ends it.

    Raises:
        OSError: The address cannot be listened on.
    """
    connections = Connections(limits or Limits.of_this_process())

    @web.middleware
    async def around(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await connections.around(request, handler)

    app.middlewares.insert(0, around)
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=5, keepalive_timeout=connections.limits.idle
    )
    await runner.setup()
    serve = runner.server
    if serve is None:
        raise RuntimeError("aiohttp made no server")
    loop = asyncio.get_running_loop()
    try:
        server = await loop.create_server(lambda: Guard(connections, serve()), host, port)
    except OSError:
        await runner.cleanup()
        raise

    async def close() -> None:
        server.close()
        await runner.cleanup()

    return int(server.sockets[0].getsockname()[1]), close
