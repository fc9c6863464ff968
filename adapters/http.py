"""What the adapters that speak HTTP by aiohttp share: errors in one table, bodies with an end."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import aiohttp

from adapters import plain_words
from commands.ports import Kind, Outcome, OutsideError

AGENT: Final = "Hybridge"
_CHUNK: Final = 65536
_IS_CLOSED: Final = "the connection is closed"


@dataclass(frozen=True)
class Row:
    """Exceptions, and what they mean; without an outcome it depends on whether we had sent."""

    errors: tuple[type[BaseException], ...]
    kind: Kind
    outcome: Outcome | None = None


# The first row that fits counts, so the special stand before the general.
TABLE: Final = (
    Row(
        (
            aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, aiohttp.InvalidUrlClientError,
            aiohttp.TooManyRedirects,
        ),
        Kind.UNEXPECTED, Outcome.NOT_SENT,
    ),
    Row((aiohttp.ConnectionTimeoutError,), Kind.UNREACHABLE, Outcome.NOT_SENT),
    Row((TimeoutError,), Kind.TIMEOUT),
    Row(
        (aiohttp.ClientConnectorError, aiohttp.ServerFingerprintMismatch, aiohttp.ClientSSLError),
        Kind.UNREACHABLE, Outcome.NOT_SENT,
    ),
    Row((aiohttp.ClientResponseError, aiohttp.RedirectClientError), Kind.UNEXPECTED),
    Row((aiohttp.ClientConnectionError, aiohttp.ClientPayloadError), Kind.UNREACHABLE),
    Row((aiohttp.ClientError,), Kind.UNEXPECTED),
    Row((ssl.SSLError,), Kind.UNREACHABLE),
    Row((OSError,), Kind.UNREACHABLE),
)  # fmt: skip
FAILURES: Final = (aiohttp.ClientError, OSError)
"""All that aiohttp lets through; ``TimeoutError`` is an ``OSError``."""
_STRANGE: Final = Row((Exception,), Kind.UNEXPECTED)


def row(error: type[BaseException]) -> Row:
    """Give the row for an exception class; the last resort for one that nobody thought of."""
    return next((each for each in TABLE if issubclass(error, each.errors)), _STRANGE)


def translate(error: BaseException, *, source: str, doing: str, sent: bool = True) -> OutsideError:
    """Make our one error of any of aiohttp's; ``sent``: the request may have arrived."""
    if isinstance(error, OutsideError):
        return error
    found = row(type(error))
    return OutsideError(
        kind=found.kind,
        outcome=found.outcome or (Outcome.UNKNOWN if sent else Outcome.NOT_SENT),
        source=source,
        doing=doing,
        # aiohttp's only word for a session that is closed
        detail=_IS_CLOSED if type(error) is RuntimeError else plain_words.said(error),
    )


async def body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """Read a body, at most ``limit`` bytes of it; what comes after is not read."""
    parts: list[bytes] = []
    left = limit
    while left > 0 and (part := await response.content.read(min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def retry_after(header: str, now: datetime) -> float | None:
    """Read ``Retry-After``, seconds or a date; ``None`` when it says nothing."""
    if header.strip().isdecimal():
        return float(header)
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())
