"""Message encryption of WinRM over plain http: one sealed MIME part per message.

MS-WSMV 2.2.9.1; Exchange writes its boundary with a space after the dashes, which clients have to
take, so the lab does the same.
"""

import re
import struct
from typing import Final

import spnego

_LENGTH: Final = re.compile(rb"Length=(\d+)")
_OCTETS: Final = b"Content-Type: application/octet-stream\r\n"
_REQUEST_END: Final = b"--Encrypted Boundary--\r\n"
_PROTOCOL: Final = re.compile(r'protocol="([^"]+)"')


class Unsealed(Exception):
    """The message cannot be opened with this connection's key."""


def is_sealed(content_type: str) -> bool:
    """Say whether a body is sealed."""
    return content_type.lower().startswith("multipart/encrypted")


def open_message(context: spnego.ContextProxy | None, body: bytes) -> bytes:
    """Give the plain message; raises ``Unsealed``.

    After a failure the connection's key stream is out of step for good, as on a real server.
    """
    if context is None:
        raise Unsealed("the connection has no key")
    length = _LENGTH.search(body)
    start = body.find(_OCTETS)
    if length is None or start < 0 or not body.endswith(_REQUEST_END):
        raise Unsealed("not a sealed message")
    sealed = body[start + len(_OCTETS) : -len(_REQUEST_END)]
    if len(sealed) < 4:
        raise Unsealed("too short")
    (size,) = struct.unpack("<i", sealed[:4])
    try:
        plain = context.unwrap_winrm(sealed[4 : 4 + size], sealed[4 + size :])
    except (spnego.exceptions.SpnegoError, spnego.exceptions.GSSError) as problem:
        raise Unsealed(str(problem)) from problem
    if len(plain) != int(length.group(1)):
        raise Unsealed("the length is not the announced one")
    return plain


def seal_message(
    context: spnego.ContextProxy, plain: bytes, request_type: str
) -> tuple[bytes, str]:
    """Seal an answer; gives the body and its content type.

    ``request_type`` is the request's content type: the answer names the same protocol.
    """
    found = _PROTOCOL.search(request_type)
    protocol = found.group(1) if found else "application/HTTP-SPNEGO-session-encrypted"
    sealed = context.wrap_winrm(plain)
    body = b"".join(
        (
            b"-- Encrypted Boundary\r\n",
            f"\tContent-Type: {protocol}\r\n".encode(),
            b"\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=",
            f"{len(plain) + sealed.padding_length}\r\n".encode(),
            b"-- Encrypted Boundary\r\n",
            b"\t" + _OCTETS,
            struct.pack("<i", len(sealed.header)),
            sealed.header,
            sealed.data,
            b"-- Encrypted Boundary--\r\n",
        )
    )
    return body, f'multipart/encrypted;protocol="{protocol}";boundary="Encrypted Boundary"'
