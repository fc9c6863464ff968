"""Accepts TLS connections for an aiohttp application, and can turn them away before a byte is read.

A published host that is switched off must not answer, not even with a TLS alert; the address that
was connected to tells which host is meant, so the decision falls before the handshake.
"""

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import Callable, Sequence
from enum import Enum

from aiohttp import web


class Gate(Enum):
    """What happens to a connection on one address."""

    OPEN = "open"
    RESET = "reset"
    """Closed at once, as by a firewall that rejects."""
    SILENT = "silent"
    """Accepted and never answered, as by a firewall that drops."""


class Listener:
    """One port on several loopback addresses."""

    def __init__(
        self,
        app: web.Application,
        context: ssl.SSLContext,
        gate: Callable[[str], Gate] = lambda _: Gate.OPEN,
    ) -> None:
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.2, handler_cancellation=True
        )
        self._context = context
        self._gate = gate
        self._sockets: list[socket.socket] = []
        self._silenced: list[socket.socket] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self, addresses: Sequence[str] = ("127.0.0.1",), port: int = 0) -> None:
        """Listen; port 0 takes one that is free on every address."""
        await self._runner.setup()
        self._sockets = _bound(addresses, port)
        self.port = self._sockets[0].getsockname()[1]
        for listening in self._sockets:
            self._spawn(self._accept(listening))

    async def stop(self) -> None:
        """Close every socket and wait for what was running."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for each in (*self._sockets, *self._silenced):
            each.close()
        await self._runner.cleanup()

    def _spawn(self, coroutine: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, _ = await loop.sock_accept(listening)
            except ConnectionAbortedError:  # gone before it was accepted
                continue
            match self._gate(connection.getsockname()[0]):
                case Gate.OPEN:
                    self._spawn(self._serve(connection))
                case Gate.RESET:
                    _reset(connection)
                case Gate.SILENT:
                    self._silenced.append(connection)

    async def _serve(self, connection: socket.socket) -> None:
        server = self._runner.server
        if server is None:
            connection.close()
            return
        with contextlib.suppress(OSError):  # a client that gives up in the handshake
            await asyncio.get_running_loop().connect_accepted_socket(
                server, connection, ssl=self._context, ssl_handshake_timeout=10
            )


def _bound(addresses: Sequence[str], port: int, attempts: int = 20) -> list[socket.socket]:
    """Bind one port number on all addresses; a number taken on one of them is given up."""
    for attempt in range(attempts):
        sockets: list[socket.socket] = []
        number = port
        try:
            for address in addresses:
                one = socket.create_server((address, number), backlog=64)
                one.settimeout(0)  # the loop waits, not the socket
                sockets.append(one)
                number = one.getsockname()[1]
        except OSError:
            for one in sockets:
                one.close()
            if port or attempt == attempts - 1:
                raise
        else:
            return sockets
    raise OSError("no port is free on all addresses")


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
