"""What a cmdlet's exception means, by its .NET type: the texts are many, the types are few."""

import re
from typing import Final

from commands.ports import Kind, Outcome, OutsideError

_MEANINGS: Final = (
    # A cmdlet missing from the account's roles is not found, and so is a parameter.
    (r"CommandNotFound|ParameterBinding|Unauthorized|AccessDenied|Permission", Kind.FORBIDDEN),
    (r"NotFound|CouldNotFind", Kind.NOT_FOUND),
    (r"Throttl|OverBudget", Kind.THROTTLED),
    (r"Transient|ServerBusy|Unavailable|Timeout", Kind.BUSY),
)


def of_a_write(error: OutsideError, *, sent: bool) -> OutsideError:
    """Say what is certain when a cmdlet that changes something failed for want of room or rest.

    One that was throttled did not begin, so it may be tried later; one that a busy server gave up,
    a directory that timed out below it say, may have done its work by then.
    """
    if error.kind is Kind.THROTTLED or (error.kind is Kind.BUSY and not sent):
        error.outcome = Outcome.NOT_SENT
    elif error.kind is Kind.BUSY:
        error.outcome = Outcome.UNKNOWN
    return error


def kind(exception: str) -> Kind:
    """Give the kind for a full .NET type name; an unknown one is a refusal."""
    name = exception.rpartition(".")[2]
    return next(
        (meaning for pattern, meaning in _MEANINGS if re.search(pattern, name)), Kind.REFUSED
    )
