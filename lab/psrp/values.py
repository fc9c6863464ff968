"""Parameters as they arrived, as plain Python: what psrpcore has read, without its types."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from psrpcore.types import PSCredential, PSSecureString, PSVersion

from lab.records import SecureText

POSITIONAL: Final = "Identity"
"""Exchange cmdlets take their first unnamed argument as identity."""


def parameters(given: list[tuple[str | None, Any]]) -> dict[str, object]:
    """Give names and plain values.

    A name without a value is ``None``: a switch that is on, or ``$null``, whichever the cmdlet's
    parameter is; secure strings arrive decrypted as ``SecureText``, credentials as
    ``{"UserName": …, "Password": …}``.
    """
    return {(name or POSITIONAL).strip("-:"): plain(value) for name, value in given}


def plain(value: Any) -> object:
    """Strip one value of psrpcore's types; what is unknown becomes its text."""
    for kind, strip in _STRIPPED:
        if isinstance(value, kind):
            return strip(value)
    return str(value)


def _as_is(value: Any) -> object:
    return value


_STRIPPED: Final[tuple[tuple[type, Callable[[Any], object]], ...]] = (
    (type(None), _as_is),
    (bool, _as_is),
    (PSSecureString, lambda value: SecureText(value.decrypt())),
    (
        PSCredential,
        lambda value: {"UserName": str(value.UserName), "Password": plain(value.Password)},
    ),
    (datetime, lambda value: datetime.fromisoformat(value.isoformat())),
    (timedelta, lambda value: timedelta(seconds=value.total_seconds())),
    (UUID, lambda value: UUID(int=value.int)),
    (PSVersion, str),
    (bytes, bytes),
    (dict, lambda value: {str(key): plain(item) for key, item in value.items()}),
    (list, lambda value: [plain(item) for item in value]),
    (int, int),
    (float, float),
)
"""The first type that fits decides; ``bool`` therefore stands before ``int``."""
