"""Pictures that a card carries in itself, as data addresses: what Teams draws of them.

1024 x 1024 pixels and a megabyte at most, PNG, JPEG or GIF.
https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
"""

import base64
import binascii
import re
import struct
from collections.abc import Iterator
from typing import Final

LARGEST: Final = 1024 * 1024
WIDEST: Final = 1024
"""Pixels, either way."""
CARRIED: Final = re.compile(r"data:image/[a-z]+;base64,[A-Za-z0-9+/=]+")
"""A picture in the body of a message."""
_ADDRESS: Final = re.compile(r"data:image/(png|jpeg|gif);base64,(.*)", re.DOTALL)
_BEGINS: Final = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff", "gif": b"GIF8"}


def faults_of(address: object) -> Iterator[str]:
    """Name what keeps Teams from drawing the picture at an address."""
    if isinstance(address, str) and address.startswith(("https://", "http://")):
        return
    found = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
    if found is None:
        yield "a picture is neither at a web address nor carried as PNG, JPEG or GIF"
        return
    kind, text = found.groups()
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        yield "a carried picture is no base64"
        return
    if len(data) > LARGEST:
        yield f"a carried picture has {len(data)} bytes, more than {LARGEST}"
    if not data.startswith(_BEGINS[kind]):
        yield f"a carried picture is no {kind.upper()}"
    elif kind == "png":
        yield from _too_wide(data)


def _too_wide(png: bytes) -> Iterator[str]:
    if len(png) < 24 or png[12:16] != b"IHDR":
        yield "a carried picture is no PNG"
        return
    width, height = struct.unpack(">II", png[16:24])
    if max(width, height) > WIDEST:
        yield f"a picture of {width} x {height} is larger than {WIDEST} x {WIDEST}"
