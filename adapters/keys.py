"""Recognises the certificates behind keyCredentials, in all the spellings that occur.

A key's value may be the certificate's DER or, uploaded by scripts that encoded once too often,
base64 text of it.  ``customKeyIdentifier`` may be the thumbprint's 40 hexadecimal digits (which
OData calls binary, so the SDK has decoded them as base64), its 20 bytes, or anything else.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes

_THUMBPRINT: Final = re.compile(r"[0-9A-Fa-f]{40}")
_SHA1: Final = 20


def thumbprint(key: bytes | None, custom: bytes | None) -> str:
    """Give the thumbprint, 40 upper-case digits: from the value if it is there, else as named.

    Empty when neither says it.

    Args:
        key: ``key`` as the SDK gives it, base64 already undone once.
        custom: ``customKeyIdentifier`` as the SDK gives it, likewise.
    """
    return _of_certificate(key or b"") or _of_name(custom or b"")


def der(key: bytes) -> bytes:
    """Give the certificate in a key's value as DER; empty when there is none."""
    for candidate in (key, _unbase64(key)):
        try:
            x509.load_der_x509_certificate(candidate)
        except ValueError:
            continue
        return candidate
    return b""


def _of_certificate(key: bytes) -> str:
    found = der(key)
    if not found:
        return ""
    certificate = x509.load_der_x509_certificate(found)
    return certificate.fingerprint(hashes.SHA1()).hex().upper()  # noqa: S303  (a name)


def _of_name(custom: bytes) -> str:
    if len(custom) == _SHA1:
        return custom.hex().upper()
    for text in (b64encode(custom).decode(), custom.decode("ascii", "replace")):
        if _THUMBPRINT.fullmatch(text):
            return text.upper()
    again = _unbase64(custom)
    return again.hex().upper() if len(again) == _SHA1 else ""


def _unbase64(text: bytes) -> bytes:
    try:
        return b64decode(b"".join(text.split()), validate=True)
    except (NotBase64, ValueError):
        return b""
