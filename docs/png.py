"""Makes a PNG of drawn text a third of its size: few colours, one byte a pixel.

A browser writes three or four bytes a pixel; what a card shows needs no more than a palette.
https://www.w3.org/TR/png-3/
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Final

_DEPTH: Final = 8
"""Bits a channel."""
SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
COLOURS: Final = 256
_CHANNELS: Final = {2: 3, 6: 4}
"""Bytes a pixel by the colour type: true colour, and that with transparency."""


def smaller(png: bytes) -> bytes:
    """Give the picture with at most 256 colours, or as it was when that is no gain.

    Raises:
        ValueError: It is no PNG of eight bits a channel that a browser would write.
    """
    width, pixels = _pixels(png)
    counted = Counter(pixels)
    palette = _palette(counted)
    nearest = {colour: _nearest(colour, palette) for colour in counted}
    indexed = bytes(nearest[colour] for colour in pixels)
    rows = b"".join(
        b"\0" + indexed[start : start + width] for start in range(0, len(indexed), width)
    )
    header = struct.pack(">IIBBBBB", width, len(pixels) // width, 8, 3, 0, 0, 0)
    made = b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", b"".join(bytes(colour) for colour in palette)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )
    return min(made, png, key=len)


Colour = tuple[int, int, int]


def _palette(counted: Counter[Colour]) -> list[Colour]:
    """Take the commonest colours as they are, and of the rest one of each that look alike."""
    if len(counted) <= COLOURS:
        return list(counted)
    exact = [colour for colour, _ in counted.most_common(COLOURS // 2)]
    alike = Counter[Colour]()
    for colour, count in counted.items():
        red, green, blue = (min(255, round(value / 16) * 16) for value in colour)
        alike[red, green, blue] += count
    for colour in exact:
        alike.pop(colour, None)
    return exact + [colour for colour, _ in alike.most_common(COLOURS - len(exact))]


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    def distance(index: int) -> int:
        return sum((one - other) ** 2 for one, other in zip(colour, palette[index], strict=True))

    return min(range(len(palette)), key=distance)


def _pixels(png: bytes) -> tuple[int, list[Colour]]:
    """Give the width and every pixel, row by row; transparency is left out."""
    if not png.startswith(SIGNATURE):
        raise ValueError("this is no PNG")
    chunks = list(_chunks(png))
    width, _, depth, kind, *_, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != _DEPTH or kind not in _CHANNELS or interlaced:
        raise ValueError("this PNG is not of eight bits a channel, in true colour")
    step = _CHANNELS[kind]
    raw = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    before = bytes(width * step)
    pixels: list[Colour] = []
    for start in range(0, len(raw), width * step + 1):
        before = _row(raw[start], raw[start + 1 : start + 1 + width * step], before, step)
        pixels += zip(before[0::step], before[1::step], before[2::step], strict=True)
    return width, pixels


def _row(how: int, data: bytes, above: bytes, step: int) -> bytes:
    """Undo one row's filter."""
    row = bytearray(data)
    for at, value in enumerate(data):
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))
        row[at] = (value + guess[how]) & 0xFF
    return bytes(row)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
