"""What is wrong where the store cannot be used, and what to do, in words of its own each."""

import asyncio
import ssl
from typing import Final
from urllib.parse import urlsplit

from redis.exceptions import NoPermissionError, OutOfMemoryError, RedisError

from jobs.connection import Address
from jobs.scripts import ROOT

RIGHTS: Final = f"~{ROOT}* ~saq:* &{ROOT}* &saq:* +@all -@dangerous +info"
"""What an ACL user of the bot needs."""

PROBE: Final = 2.0
"""Seconds in which a port shows whether TLS is spoken there."""


async def explain(error: RedisError, address: Address | None) -> tuple[str, str]:
    """Give what was found and what to do about it.

    ``address`` is where the store should be; ``None`` for the embedded one, which is not asked.
    """
    if (known := _known(error)) is not None:
        return known
    if (other := await _other_way(address)) is not None:
        return other
    return f"it does not answer: {error}", "start it, or correct `[store] url`"


def _known(error: RedisError) -> tuple[str, str] | None:
    text = str(error)
    if "WRONG_VERSION_NUMBER" in text:
        return _NO_TLS
    for words, found, cure in _WORDS:
        if any(word in text for word in words):
            return f"{found}: {error}", cure
    if isinstance(error, OutOfMemoryError):
        return (
            f"it is full: {error}",
            "raise its maxmemory, or lower `[store] keep_days`; nothing is lost meanwhile",
        )
    if isinstance(error, NoPermissionError):
        return f"this user may not do what is needed: {error}", f"give it {RIGHTS}"
    return None


_WORDS: Final = (
    (
        ("Authentication", "username-password", "NOAUTH", "WRONGPASS"),
        "it refuses us",
        "correct user and password in its address",
    ),
    (
        ("Hostname mismatch", "IP address mismatch"),
        "its certificate is for another name",
        "write the name that its certificate has into `[store] url`",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED",),
        "its certificate is not trusted",
        "name the file of the authority that signed it (`[store] ca`)",
    ),
)
"""Words of an error, what was found, and what to do; the first row that has one counts."""

_NO_TLS: Final = (
    "it does not speak TLS there, and its address says rediss://",
    "write redis://, or name its TLS port",
)
_TLS: Final = (
    "it speaks TLS there, and its address says redis://",
    "write rediss://",
)


async def _other_way(address: Address | None) -> tuple[str, str] | None:
    """See whether the port speaks the other way: such a server only waits, or hangs up."""
    if address is None or address.sentinels:
        return None
    parts = urlsplit(address.url)
    if parts.scheme not in {"redis", "rediss"} or not parts.hostname:
        return None
    speaks = await _speaks_tls(parts.hostname, parts.port or 6379)
    if parts.scheme == "redis":
        return _TLS if speaks else None
    return _NO_TLS if speaks is False else None


async def _speaks_tls(host: str, port: int) -> bool | None:
    """Tell whether TLS is spoken at a port; ``None`` where nothing is to be told.

    Only the handshake is made, and nothing is sent over it: no certificate has to be trusted.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for way in (context, None):
        try:
            async with asyncio.timeout(PROBE):
                reader, writer = await asyncio.open_connection(host, port, ssl=way)
        except (OSError, TimeoutError):
            continue
        try:
            if way is not None:
                return True
            writer.write(b"PING\r\n")
            async with asyncio.timeout(PROBE):
                return False if await reader.read(1) in {b"+", b"-"} else None
        except (OSError, TimeoutError):
            return None
        finally:
            writer.close()
    return None
