"""A picture that a card carries in itself is looked at as Teams would."""

import base64
import struct

import pytest

from lab.teams.cards import faults_of
from lab.teams.pictures import LARGEST
from tests.lab.teams.conftest import card

NOT_CARRIED = "a picture is neither at a web address nor carried as PNG, JPEG or GIF"


CARRIED = "data:image/png;base64,"


def png(width: int, height: int, filling: int = 0) -> bytes:
    header = b"\0\0\0\rIHDR" + struct.pack(">II", width, height)
    return b"\x89PNG\r\n\x1a\n" + header + bytes(filling)


def carried(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def faults(url: object) -> list[str]:
    image = {"type": "Image", "url": url, "altText": "a picture"}
    return faults_of({"type": "AdaptiveCard", "version": "1.5", "body": [image]})


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        pytest.param("https://example.com/x.png", [], id="elsewhere"),
        pytest.param(carried(png(640, 1024)), [], id="a PNG"),
        pytest.param(carried(b"GIF89a", "image/gif"), [], id="a GIF"),
        pytest.param(carried(b"<svg/>", "image/svg+xml"), [NOT_CARRIED], id="an SVG"),
        pytest.param("javascript:x", [NOT_CARRIED], id="no address"),
        pytest.param(7, [NOT_CARRIED], id="a number"),
        pytest.param(f"{CARRIED}%%%", ["a carried picture is no base64"], id="no base64"),
        pytest.param(carried(b"GIF89a"), ["a carried picture is no PNG"], id="another kind"),
        pytest.param(carried(png(1, 1)[:20]), ["a carried picture is no PNG"], id="cut off"),
        pytest.param(
            carried(png(640, 1025)),
            ["a picture of 640 x 1025 is larger than 1024 x 1024"],
            id="too high",
        ),
        pytest.param(
            carried(png(9, 9, LARGEST)),
            [f"a carried picture has {LARGEST + 24} bytes, more than {LARGEST}"],
            id="too many bytes",
        ),
    ],
)  # fmt: skip
def test_each_fault_of_a_picture_is_named(url, wrong):
    assert faults(url) == wrong


async def test_what_a_card_carries_as_a_picture_does_not_count_as_its_size(desk):
    image = {"type": "Image", "url": carried(png(640, 640, 90_000)), "altText": "a picture"}
    long = {"type": "TextBlock", "text": "x" * 60_000, "wrap": True}

    assert (await desk.post(card("go", body=[image])))[0] < 300
    status, answer = await desk.post(card("go", body=[image, long]))
    assert (status, answer["error"]["code"]) == (413, "MessageSizeTooBig")
