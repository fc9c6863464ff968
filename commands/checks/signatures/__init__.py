"""What the text of a failure tells, row by row; what matches no row is not named.

The rows stand by family, each with its source and the texts it was made for.  Numbers of AADSTS
errors are hints: Microsoft says that programs must not depend on them
(https://learn.microsoft.com/entra/identity-platform/reference-error-codes).  "last successfully
loaded" has no row on purpose: it stands in healthy answers too.
"""

from typing import Final

from commands.checks.signatures import (
    events,
    free_busy,
    issuer,
    issuer_requests,
    mail_flow,
    receiver,
    refusals,
    sender,
    transport,
    users,
    wizard,
)
from commands.checks.signatures.diagnostics import diagnostics
from commands.checks.signatures.row import Direction, Kind, Signature, Stage, Told

__all__ = ["SIGNATURES", "Direction", "Kind", "Signature", "Stage", "Told", "classify"]

SIGNATURES: Final = (
    *receiver.SWITCHES,
    *issuer.ROWS,
    *issuer_requests.ROWS,
    *issuer.LAST,
    *sender.ROWS,
    *users.ROWS,
    *receiver.ROWS,
    *refusals.ROWS,
    *transport.ROWS,
    *refusals.LAST,
    *free_busy.ROWS,
    *events.ROWS,
    *wizard.ROWS,
    *mail_flow.ROWS,
)
"""In the order in which they are held against a text: the first that knows it names it."""

_BEFORE: Final = {Kind.FREE_BUSY: (Kind.FREE_BUSY, Kind.TEST)}
"""A free/busy look-up meets the failures of the sign-in as well, after those of its own."""


def classify(direction: Direction, detail: str, kind: Kind = Kind.TEST) -> Signature | None:
    """Name the failure that a text shows; ``None`` when no row knows it."""
    found = diagnostics(detail)
    for each_kind in _BEFORE.get(kind, (kind,)):
        for each in SIGNATURES:
            if each.kind is each_kind and each.matches(direction, detail, found):
                return each
    return None
