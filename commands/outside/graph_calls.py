"""Requests of an application to Microsoft Graph, as Graph's activity log keeps them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

_FAILED: Final = 400


@dataclass(frozen=True, kw_only=True)
class GraphCalls:
    """Requests that have all but their time in common.

    Attributes:
        method: ``GET``, ``POST`` …
        path: Without host, names of mailboxes and identifiers.
        status: HTTP status code that Graph answered.
        thumbprint: Of the certificate that the token was got with, 40 upper-case hex digits; empty
            where the sign-in is not in the workspace.
        count: How many.
        newest: When the last of them was, UTC.
    """

    method: str
    path: str
    status: int
    thumbprint: str
    count: int
    newest: datetime

    @property
    def is_good(self) -> bool:
        return 0 < self.status < _FAILED
