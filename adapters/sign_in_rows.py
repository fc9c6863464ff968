"""Reads the rows of Entra ID's sign-in log from what Graph sent."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from adapters import redaction
from commands.outside.fields import unexpected
from commands.outside.sign_ins import SignIn, thumbprint
from commands.ports import OutsideError

_SOURCE = "Microsoft Graph"


def read(body: bytes | None, doing: str) -> tuple[SignIn, ...]:
    """Read one page, newest first.

    Raises:
        OutsideError: It is not what the log is known to answer.
    """
    try:
        rows = json.loads(body or b"")["value"]
        return tuple(sorted((_row(each) for each in _list(rows)), key=_at, reverse=True))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _strange(doing) from error


def _list(rows: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(rows, list):
        raise TypeError("value is no list")
    return rows


def _row(row: Mapping[str, Any]) -> SignIn:
    at = datetime.fromisoformat(row["createdDateTime"])
    return SignIn(
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        resource=str(row.get("resourceId") or ""),
        error=int(row["status"]["errorCode"]),
        thumbprint=thumbprint(str(row.get("servicePrincipalCredentialThumbprint") or "")),
        address=redaction.text(str(row.get("ipAddress") or "")),
    )


def _at(sign_in: SignIn) -> datetime:
    return sign_in.at


def _strange(doing: str) -> OutsideError:
    return unexpected(_SOURCE, doing, "the answer is no list of sign-ins")
