"""What every error of the Graph SDK and of what it stands on means to us: one table."""

from typing import Final

import httpx
from azure.core.exceptions import AzureError

from adapters import entra, plain_words, redaction
from adapters.graph_client import FAILURES, APIError, ODataError, TooLong
from commands.ports import Kind, Outcome, OutsideError

SOURCE: Final = "Microsoft Graph"

# The first row that fits counts, so the special stand before the general; without an outcome it
# may have happened.
TABLE: Final = (
    ((httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout), Kind.UNREACHABLE, True),
    (
        (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError),
        Kind.UNEXPECTED,
        True,
    ),
    ((TimeoutError, httpx.TimeoutException), Kind.TIMEOUT, False),
    ((httpx.TransportError,), Kind.UNREACHABLE, False),
    ((*FAILURES, ValueError), Kind.UNEXPECTED, False),
)
"""Exceptions, their kind, and whether it is certain that nothing was sent."""

_STATUS: Final = {
    401: Kind.UNAUTHORISED,
    403: Kind.FORBIDDEN,
    404: Kind.NOT_FOUND,
    429: Kind.THROTTLED,
    502: Kind.BUSY,
    503: Kind.BUSY,
    504: Kind.BUSY,
}
_SERVER: Final = 500


def translate(
    error: BaseException, *, doing: str, sent: bool = True, doubtful: bool = False
) -> OutsideError:
    """Make our one error of any other.

    Args:
        error: Whatever came up.
        doing: What was being done.
        sent: A request may have left.
        doubtful: It changes something, and an answer before the last may hide that it did.
    """
    found = _translate(error, doing)
    if found.outcome is Outcome.UNKNOWN and not sent:
        found.outcome = Outcome.NOT_SENT
    elif doubtful:
        found.outcome = Outcome.UNKNOWN
    return found


def _translate(error: BaseException, doing: str) -> OutsideError:
    if isinstance(error, OutsideError):
        return error
    if isinstance(error, AzureError):
        return entra.translate(error)
    if isinstance(error, TooLong):
        return _status(error.status, str(error), "", doing, error.retry_after)
    if isinstance(error, APIError):
        return _refused(error, doing)
    kind, not_sent = next((row[1], row[2]) for row in TABLE if isinstance(error, row[0]))
    return OutsideError(
        kind=kind,
        outcome=Outcome.NOT_SENT if not_sent else Outcome.UNKNOWN,
        source=SOURCE,
        doing=doing,
        detail=plain_words.said(error),
    )


def _refused(error: APIError, doing: str) -> OutsideError:
    said, code = "", ""
    if isinstance(error, ODataError) and error.error is not None:
        said, code = error.error.message or "", error.error.code or ""
    status = error.response_status_code or 0
    headers = {name.lower(): text for name, text in (error.response_headers or {}).items()}
    wait = headers.get("retry-after", "")
    return _status(
        status, said or f"HTTP {status}", code, doing, float(wait) if wait.isdecimal() else None
    )


def _status(
    status: int, said: str, code: str, doing: str, retry_after: float | None
) -> OutsideError:
    refused = status < _SERVER
    return OutsideError(
        kind=_STATUS.get(status, Kind.REFUSED if refused else Kind.UNEXPECTED),
        outcome=Outcome.REFUSED if refused else Outcome.UNKNOWN,
        source=SOURCE,
        doing=doing,
        detail=redaction.text(said),
        code=code or str(status),
        retry_after=retry_after,
    )
