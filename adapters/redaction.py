"""Takes tokens, passwords and private keys out of everything that comes from outside.

Every adapter passes what it gives back through here: objects, warnings, errors.  Exchange's own
``Test-OAuthConnectivity`` prints token material into its Detail; a hybrid actor token is good for
24 hours and cannot be revoked, so no such text may reach a card, a log or the store.  Public
certificates in base64 stay: they are what the checks compare; and of a token, who signed it.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from cryptography import x509

from adapters import spoken_secrets
from adapters.marks import REDACTED, TOKEN, instead
from commands.secret import Secret

_NAMES: Final = (
    r"access_?token|refresh_?token|id_?token|actor_?token|bearer_?token|token|"
    r"client_?secret|client_?assertion|assertion|password|passwd|pwd|secret|"
    r"private_?key|api_?key|shared_?access_?key|sig|authorization|cookie|set-cookie"
)

_PEM: Final = re.compile(
    r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\Z)", re.DOTALL
)
_HEADER: Final = re.compile(
    r"(?i)\b((?:proxy-)?authorization|cookie|set-cookie)"
    r"(?:(['\"]\s*[:=,]\s*)(['\"]).*?(?:(?<!\\)\3|$)|(\"?\s*[:=]\s*+)(?!"
    + spoken_secrets.STATES
    + r")[^\r\n]+)",
    re.MULTILINE,
)
"""Whatever the scheme; a pair of name and value as Python or JSON writes it ends at its quote."""
_SCHEME: Final = re.compile(r"(?i)\b(bearer|basic|ntlm|negotiate|kerberos)(\s+)([\w.~+/-]{20,}=*)")
"""Not a challenge: ``Bearer client_id="…"`` has an equals sign after a short word."""
_QUOTED: Final = re.compile(
    rf"(?i)(['\"])({_NAMES})\1(\s*[:=]\s*)(['\"])((?:\\.|(?!\4).)*)\4", re.DOTALL
)
_PLAIN: Final = re.compile(
    rf"(?i)(?<![\w-])({_NAMES})(\s*=\s*|:\s*)(?:\"[^\"]*\"|'[^']*'|[^\s&;,\"'<>{{}}\[\]]+)"
)
_LONG: Final = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{72,}={0,2}")

_SHORTEST: Final = 5
"""No secret with its name fits in less."""
_RANDOM: Final = 16
"""Fewer characters than this may be a word."""

_SECRET_PROPERTY: Final = re.compile(rf"(?i)(?:{_NAMES})\Z")


def text(value: str) -> str:
    """Give the text without its secrets; what a person needs to understand it stays."""
    if len(value) < _SHORTEST:
        return value
    value = _PEM.sub(REDACTED, value)
    value = _QUOTED.sub(_quoted, value)
    value = _HEADER.sub(_header, value)
    value = spoken_secrets.without(value)
    value = _SCHEME.sub(lambda match: f"{match[1]}{match[2]}{instead(match[3])}", value)
    value = TOKEN.sub(lambda match: instead(match[0]), value)
    value = _PLAIN.sub(_plain, value)
    return _LONG.sub(_long, value)


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


def _quoted(match: re.Match[str]) -> str:
    quote = match[1]
    return f"{quote}{match[2]}{quote}{match[3]}{match[4]}{instead(match[5])}{match[4]}"


def _header(match: re.Match[str]) -> str:
    quote = match[3] or ""
    return f"{match[1]}{match[2] or match[4]}{quote}{instead(match[0])}{quote}"


def _plain(match: re.Match[str]) -> str:
    name, equals = match[1], match[2]
    rest = match[0][len(name) + len(equals) :]
    if ":" in equals and rest[:1] not in "\"'" and not _looks_random(rest):
        return match[0]  # prose: "token: expired"
    quote = rest[0] if rest[0] in "\"'" else ""
    return f"{name}{equals}{quote}{instead(rest)}{quote}"


def _long(match: re.Match[str]) -> str:
    run = match[0]
    if not _looks_random(run) or run.count("/") > len(run) // 12 or _is_certificate(run):
        return run  # hexadecimal, an address' path, a public certificate
    return REDACTED


def _looks_random(run: str) -> bool:
    return (
        len(run) >= _RANDOM
        and any(letter.isdigit() for letter in run)
        and any(letter.isupper() for letter in run)
        and any(letter.islower() for letter in run)
    )


def _is_certificate(run: str) -> bool:
    try:
        x509.load_der_x509_certificate(b64decode(run, validate=True))
    except (NotBase64, ValueError):
        return False
    return True
