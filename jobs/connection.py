"""How this program talks to Redis: bounded waits, and a little patience with a restart.

Every operation of the store may be sent twice without harm, so a command whose answer was lost is
simply sent again.
"""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Final

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import TimeoutError as NoAnswer

OUTAGES: Final = (NotConnected, NoAnswer)
"""What redis-py raises while the server is away, starting, or silent."""

ANSWERS_WITHIN: Final = 5.0
TRIES: Final = 8
CONNECTIONS: Final = 32
"""How many operations of one store are under way side by side; the others wait their turn."""


def connect(url: str, *, text: bool = True) -> Redis:
    """Open a client with its own pool; nothing is sent before the first command.

    Args:
        url: ``redis://``, ``rediss://`` or ``unix://``, with user and password if need be.
        text: Answers as ``str``; otherwise as ``bytes``.
    """
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
    if not url.startswith("unix:"):
        options["socket_keepalive"] = True
        options["socket_keepalive_options"] = _notice_dead_peers()
    return Redis.from_pool(ConnectionPool.from_url(url, **options))


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
