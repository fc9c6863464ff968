"""How this program talks to Redis: bounded waits, and a little patience with a restart.

Every operation of the store may be sent twice without harm, so a command whose answer was lost is
simply sent again.
"""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel, SentinelConnectionPool
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import OutOfMemoryError
from redis.exceptions import TimeoutError as NoAnswer

OUTAGES: Final = (NotConnected, NoAnswer, OutOfMemoryError)
"""What redis-py raises while the server is away, starting, silent, or full."""

ANSWERS_WITHIN: Final = 5.0
SENTINEL_ANSWERS_WITHIN: Final = 1.0
TRIES: Final = 8
CONNECTIONS: Final = 32
"""How many operations of one store are under way side by side; the others wait their turn."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a store is, and how it is reached.

    Attributes:
        url: ``redis://``, ``rediss://`` or ``unix://``, with user, password and database if need
            be.  With Sentinels, its host and port are not used.
        ca: File of the authorities that its certificate is verified with, instead of the system's.
        sentinels: Host and port of each Sentinel, which are asked where the store is now.
        service: The name under which they know it.
        sentinel_user, sentinel_password: How to sign in to the Sentinels themselves.
    """

    url: str = field(repr=False)
    ca: str = ""
    sentinels: tuple[tuple[str, int], ...] = ()
    service: str = ""
    sentinel_user: str = ""
    sentinel_password: str = field(default="", repr=False)


def connect(where: str | Address, *, text: bool = True) -> Redis:
    """Open a client with its own pool; nothing is sent before the first command.

    Args:
        where: The address, or only its URL.
        text: Answers as ``str``; otherwise as ``bytes``.
    """
    address = Address(url=where) if isinstance(where, str) else where
    options: dict[str, Any] = {
        "decode_responses": text,
        # redis-py 7 waits for each send with asyncio.wait_for when there is a socket timeout, and
        # that of Python 3.11 loses a cancel (https://github.com/python/cpython/issues/86296): a
        # worker could not be stopped.  ``answering`` bounds the waits instead.
        "socket_timeout": None,
        "socket_connect_timeout": ANSWERS_WITHIN,
        "health_check_interval": 30,
        "max_connections": 4 * CONNECTIONS,
        "retry": Retry(ExponentialWithJitterBackoff(cap=1.0, base=0.05), TRIES),
    }
    if not address.url.startswith("unix:"):
        options["socket_keepalive"] = True
        options["socket_keepalive_options"] = _notice_dead_peers()
    options |= _tls(address)
    if address.sentinels:
        return Redis.from_pool(_watched(address, options))
    return Redis.from_pool(ConnectionPool.from_url(address.url, **options))


def _tls(address: Address) -> dict[str, Any]:
    if not address.url.startswith("rediss:"):
        return {}
    required: dict[str, Any] = {"ssl_cert_reqs": "required", "ssl_check_hostname": True}
    return required | ({"ssl_ca_certs": address.ca} if address.ca else {})


def _watched(address: Address, options: dict[str, Any]) -> ConnectionPool:
    """Make a pool that asks the Sentinels for each new connection, and after each failover."""
    told = {
        name: value
        for name, value in parse_url(address.url).items()
        if name in {"username", "password", "db"}
    }
    tls = _tls(address) | ({"ssl": True} if address.url.startswith("rediss:") else {})
    sentinels = Sentinel(  # type: ignore[no-untyped-call]
        address.sentinels,
        sentinel_kwargs={
            "username": address.sentinel_user or None,
            "password": address.sentinel_password or None,
            # A silent Sentinel is passed over, well before the caller gives up.
            "socket_timeout": SENTINEL_ANSWERS_WITHIN,
            "socket_connect_timeout": SENTINEL_ANSWERS_WITHIN,
            "retry": Retry(NoBackoff(), 0),
            **tls,
        },
    )
    options = options | told | tls
    return _Watched(address.service, sentinels, **options)  # type: ignore[no-untyped-call]


class _Watched(SentinelConnectionPool):
    async def disconnect(self, inuse_connections: bool = True) -> None:  # noqa: FBT001, FBT002
        """Close the connections, those to the Sentinels too once all are to be closed."""
        await super().disconnect(inuse_connections)
        if inuse_connections:
            for sentinel in self.sentinel_manager.sentinels:
                await sentinel.aclose()


@asynccontextmanager
async def answering(within: float = ANSWERS_WITHIN) -> AsyncGenerator[None, None]:
    """Bound a wait for the server; raises redis-py's own timeout, one of ``OUTAGES``."""
    try:
        async with asyncio.timeout(within):
            yield
    except TimeoutError:
        raise NoAnswer(f"the store did not answer within {within:.0f} s") from None


def _notice_dead_peers() -> dict[int, int]:
    """Ask after 15 s of silence, every 5 s, three times; names differ between systems."""
    wanted = {"TCP_KEEPIDLE": 15, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3}
    return {getattr(socket, name): value for name, value in wanted.items() if hasattr(socket, name)}
