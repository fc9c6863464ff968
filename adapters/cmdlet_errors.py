"""What a cmdlet's exception means, by its .NET type: the texts are many, the types are few."""

import re
from typing import Final

from commands.ports import Kind

_MEANINGS: Final = (
    # A cmdlet missing from the account's roles is not found, and so is a parameter.
    (r"CommandNotFound|ParameterBinding|Unauthorized|AccessDenied|Permission", Kind.FORBIDDEN),
    (r"NotFound|CouldNotFind", Kind.NOT_FOUND),
    (r"Throttl|OverBudget", Kind.THROTTLED),
    (r"Transient|ServerBusy|Unavailable|Timeout", Kind.BUSY),
)


def kind(exception: str) -> Kind:
    """Give the kind for a full .NET type name; an unknown one is a refusal."""
    name = exception.rpartition(".")[2]
    return next(
        (meaning for pattern, meaning in _MEANINGS if re.search(pattern, name)), Kind.REFUSED
    )
