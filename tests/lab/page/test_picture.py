"""How the documentation's pictures are made: the last card of the demo, in few colours."""

import json
import struct
import zlib
from typing import Any

import pytest

from docs.picture import NoPicture, last_card
from docs.png import SIGNATURE, smaller


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def paeth(a: int, b: int, c: int) -> int:
    pa, pb, pc = abs(b - c), abs(a - c), abs(a + b - 2 * c)
    if pa <= pb and pa <= pc:
        return a
    return b if pb <= pc else c


def png_of(rows: list[list[tuple[int, int, int]]], filters: list[int]) -> bytes:
    """Write a true-colour PNG, each row with the filter of its number."""
    raw, above = b"", bytes(len(rows[0]) * 3)
    for how, row in zip(filters, rows, strict=True):
        data = bytes(value for colour in row for value in colour)
        filtered = bytearray()
        for at, value in enumerate(data):
            a = data[at - 3] if at >= 3 else 0
            c = above[at - 3] if at >= 3 else 0
            guess = (0, a, above[at], (a + above[at]) // 2, paeth(a, above[at], c))[how]
            filtered.append((value - guess) & 0xFF)
        raw, above = raw + bytes([how]) + bytes(filtered), data
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(raw, 0)), chunk(b"IEND", b""))
    return SIGNATURE + b"".join(parts)


def read(png: bytes) -> list[list[tuple[int, ...]]]:
    """Read a PNG with a palette and unfiltered rows."""
    chunks, at = {}, len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        body = png[at + 4 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(body),)
        chunks[body[:4]] = body[4:]
        at += 12 + length
    width, height, depth, kind, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, kind) == (8, 3)
    palette = [tuple(chunks[b"PLTE"][at : at + 3]) for at in range(0, len(chunks[b"PLTE"]), 3)]
    assert len(palette) <= 256
    raw = zlib.decompress(chunks[b"IDAT"])
    lines = [raw[at + 1 : at + 1 + width] for at in range(0, len(raw), width + 1)]
    assert len(lines) == height
    return [[palette[index] for index in line] for line in lines]


def some(count: int, row: int) -> list[tuple[int, int, int]]:
    return [((7 * at) % 16 * 16, row * 40, (at * at) % 4 * 60) for at in range(count)]


@pytest.mark.parametrize("how", range(5), ids=["none", "sub", "up", "average", "paeth"])
def test_every_filter_of_a_png_is_undone(how):
    rows = [some(40, row) for row in range(4)]

    assert read(smaller(png_of(rows, [how] * 4))) == rows


def test_many_colours_become_few_and_stay_alike():
    rows = [[(at % 256, (at * 3) % 256, row * 9) for at in range(400)] for row in range(8)]

    drawn = read(smaller(png_of(rows, [0] * 8)))

    pairs = [pair for row, kept in zip(rows, drawn, strict=True) for pair in zip(row, kept)]  # noqa: B905
    assert max(abs(a - b) for one, other in pairs for a, b in zip(one, other, strict=True)) < 64


@pytest.mark.parametrize("junk", [b"", b"GIF89a", SIGNATURE + chunk(b"IHDR", bytes(13))])
def test_what_is_no_such_png_is_refused(junk):
    with pytest.raises(ValueError, match="PNG"):
        smaller(junk)


def lines(*events: Any) -> str:
    return "\n".join(json.dumps(event) for event in events)


def test_the_last_card_of_the_demo_is_taken():
    first, last = {"kind": "card", "card": {"n": 1}}, {"kind": "card", "card": {"n": 2}}

    assert last_card(lines(first, {"kind": "finding"}, last, {"kind": "job"})) == {"n": 2}


def test_a_demo_without_a_card_makes_no_picture():
    with pytest.raises(NoPicture):
        last_card(lines({"kind": "message"}))
