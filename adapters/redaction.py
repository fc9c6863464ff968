"""Takes tokens, passwords and private keys out of everything that comes from outside.

Every adapter passes what it gives back through here: objects, warnings, errors.  Exchange's own
``Test-OAuthConnectivity`` prints token material into its Detail; a hybrid actor token is good for
24 hours and cannot be revoked, so no such text may reach a card, a log or the store.  Public
certificates in base64 stay: they are what the checks compare; and of a token, who signed it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from adapters import key_material, spoken_secrets, written_secrets
from adapters.marks import REDACTED, instead
from adapters.secret_names import NAME
from commands.bounds import TEXT
from commands.secret import Secret

_SHORTEST: Final = 5
"""No secret with its name fits in less."""
_CUT: Final = 400
"""A word of this length at the place of a cut goes with what is behind it."""
_SECRET_PROPERTY: Final = re.compile(rf"(?i){NAME}\Z")


def text(value: str) -> str:
    """Give the text without its secrets; what a person needs to understand it stays."""
    if len(value) < _SHORTEST:
        return value
    left_out = max(len(value) - TEXT, 0)
    if left_out:
        value = _shortened(value)
    value = written_secrets.without(value)
    value = spoken_secrets.without(value)
    value = key_material.without(value)
    value = written_secrets.plain(value)
    return f"{value} … {left_out} characters more" if left_out else value


def tidy(value: Any) -> Any:
    """Give plain data without its secrets, keys and items included; bytes are left as they are."""
    match value:
        case str():
            return text(value)
        case None | bool() | int() | float() | bytes() | datetime() | UUID():
            return value
        case Secret():
            return REDACTED
        case Mapping():
            return {text(str(key)): _property(str(key), item) for key, item in value.items()}
        case Iterable():
            return [tidy(item) for item in value]
        case _:
            return text(str(value))


def _property(name: str, value: Any) -> Any:
    if isinstance(value, str | bytes) and value and _SECRET_PROPERTY.match(name):
        return instead(value) if isinstance(value, str) else REDACTED
    return tidy(value)


def _shortened(value: str) -> str:
    """Cut a text, and with it the word that the cut goes through: half a secret is none to see."""
    head = value[:TEXT]
    last = max(head.rfind(space, TEXT - _CUT) for space in " \n\t")
    return head[: last if last > 0 else TEXT - _CUT]
