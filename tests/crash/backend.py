"""The system that the crashed job changes: it keeps values, and every change in its order.

It runs beside the worker, in another process, so a killed worker takes nothing of it along.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from commands.ports import CmdletResult
from tests.jobs.parts import RealClock

Change = tuple[str, str]


@dataclass
class Backend:
    """Answers ``Get`` and ``Put`` on a loopback port.

    Attributes:
        port: Where it listens.
        values: What is so.
        changes: Every ``Put``, with the gates that were approved when it came.
        approved: Gates that were approved so far; whoever approves notes it here first.
        slow: Seconds from the arrival of a ``Put`` until it takes effect, whoever still waits.
    """

    port: int = 0
    values: dict[str, str] = field(default_factory=dict)
    changes: list[tuple[Change, frozenset[str]]] = field(default_factory=list)
    approved: set[str] = field(default_factory=set)
    slow: float = 0

    def clear(self) -> None:
        self.slow = 0
        self.values.clear()
        self.changes.clear()
        self.approved.clear()

    @classmethod
    @asynccontextmanager
    async def listening(cls) -> AsyncGenerator[Self, None]:
        backend = cls()
        server = await asyncio.start_server(backend._serve, "127.0.0.1", 0)
        backend.port = server.sockets[0].getsockname()[1]
        async with server:
            yield backend

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                asked = json.loads(line)
                if asked["call"] == "Put":
                    await RealClock().sleep(self.slow)
                answer = self._answer(asked)
                writer.write(json.dumps({"value": answer}).encode() + b"\n")
                await writer.drain()
        except ConnectionError:
            pass  # a worker was killed in the middle of a call
        finally:
            writer.close()

    def _answer(self, asked: Mapping[str, str]) -> str:
        if asked["call"] == "Put":
            self.values[asked["key"]] = asked["value"]
            self.changes.append(((asked["key"], asked["value"]), frozenset(self.approved)))
        return self.values.get(asked["key"], "")


@dataclass(kw_only=True)
class Client:
    """The worker's door to the backend; an ``ExchangePort``."""

    port: int
    name: str = "Records"

    def dialled(self, cmdlet: str) -> None:
        """Nothing; for those who stop here."""

    def sent(self, cmdlet: str) -> None:
        """Nothing; for those who stop here."""

    async def run(
        self, cmdlet: str, /, *, timeout: float, parameters: Mapping[str, Any] | None = None
    ) -> CmdletResult:
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                self.dialled(cmdlet)
                # A process that stood still up to here finds its time over, and sends nothing.
                for _ in range(2):
                    await asyncio.sleep(0)  # noqa: TID251  (lets the timeout speak)
                writer.write(json.dumps({"call": cmdlet, **(parameters or {})}).encode() + b"\n")
                await writer.drain()
                self.sent(cmdlet)
                return CmdletResult(objects=(json.loads(await reader.readline()),))
            finally:
                writer.close()
