"""Draws how long certificates last: a bar each on an axis of time, as a small PNG.

Pure, and the same bytes for the same lifetimes.  What a colour says a pattern says too, for who
sees no colours: whole is well, striped comes near its end, crossed has ended, hollow matters to
nothing.  The ground is light wherever it is shown, for no ink reads on both of Teams' grounds.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from commands.checks import timeline
from commands.lifetimes import NOTICES, Lifetime, soonest

WIDTH: Final = 640
"""Pixels; a phone shows the picture at half of that, and the text is still of 11 points."""
MOST_ROWS: Final = 14
"""Bars that are drawn; those that end first.  1024 pixels of height are the most Teams takes.
https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
"""
MOST_BYTES: Final = 24 * 1024
"""Far below the megabyte that Teams takes; see ``room`` for what a card leaves of it."""
_MESSAGE: Final = 80 * 1024
"""Bytes of a message in UTF-16 that Teams surely takes.  It says that it does not count pictures;
they are counted here all the same.
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
"""
_ENVELOPE: Final = 6 * 1024
"""Of it, for what stands around a card, and the spaces within."""

Colour = tuple[int, int, int]

PAPER: Final[Colour] = (0xFA, 0xFA, 0xFA)
INK: Final[Colour] = (0x24, 0x24, 0x24)
FAINT: Final[Colour] = (0xB8, 0xB8, 0xB8)
WELL: Final[Colour] = (0x00, 0x72, 0xB2)
NEAR: Final[Colour] = (0xE6, 0x9F, 0x00)
ENDED: Final[Colour] = (0xD5, 0x5E, 0x00)
IDLE: Final[Colour] = (0xD9, 0xD9, 0xD9)
TODAY: Final[Colour] = (0xC4, 0x31, 0x4B)
BANDS: Final[tuple[Colour, ...]] = ((0xFB, 0xE3, 0xD0), (0xF6, 0xF0, 0xE4))
"""Of the notices, by turns; the nearest is of the first."""
_GREYS: Final = 3
"""Steps between ink and paper, for the edges of letters."""

_EDGE: Final = 14
_TOP: Final = 62
_ROW: Final = 64
_BAR: Final = 20
_LETTERS: Final = 25
_SMALL: Final = 20
_STRIPE: Final = 8
_SHORT: Final = 8
"""Digits of a thumbprint that are shown."""
_DAY: Final = timedelta(days=1)
_LEAST_AHEAD: Final = 120 * _DAY
_MOST_AHEAD: Final = 400 * _DAY


@dataclass(frozen=True, kw_only=True)
class Axis:
    """Days on the picture's width; what is outside stands at its edge."""

    first: datetime
    last: datetime

    @classmethod
    def of(cls, lifetimes: Sequence[Lifetime], today: datetime) -> "Axis":
        """Show what ends within about a year; further away no day matters."""
        farthest = max(each.ends for each in lifetimes) - today
        ahead = min(max(farthest * 1.05, _LEAST_AHEAD), _MOST_AHEAD)
        return cls(first=today - ahead / 8, last=today + ahead)

    def x(self, moment: datetime) -> int:
        """Give the column of a moment."""
        share = (moment - self.first) / (self.last - self.first)
        return _EDGE + round(min(max(share, 0.0), 1.0) * (WIDTH - 2 * _EDGE))


def draw(
    lifetimes: Sequence[Lifetime], notices: Sequence[int] = NOTICES, most: int = MOST_BYTES
) -> bytes:
    """Give the picture of at least one lifetime; empty where not one row of it has room.

    Those that end last are left out where there are too many.  It takes some milliseconds of the
    processor: not for the event loop.
    """
    rows = min(len(lifetimes), MOST_ROWS)
    while rows > 0:
        png = _drawn(soonest(lifetimes, rows), notices)
        if len(png) <= most:
            return png
        rows = min(rows - 1, max(rows * most // len(png), 1))
    return b""


def room(characters: int) -> int:
    """Give the bytes that a picture may have beside a card of at most so many characters."""
    left = (_MESSAGE - _ENVELOPE) // 2 - characters
    return max(min(left * 3 // 4, MOST_BYTES), 0)


def height(rows: int) -> int:
    """Give the picture's height for so many bars."""
    return _TOP + rows * _ROW + _EDGE


def bar(row: int) -> tuple[int, int]:
    """Give the first and the last line of pixels of a bar; rows count from 0."""
    top = _TOP + row * _ROW + _ROW - _BAR - 8
    return top, top + _BAR


def _drawn(lifetimes: Sequence[Lifetime], notices: Sequence[int]) -> bytes:
    today = max(each.seen for each in lifetimes)
    axis = Axis.of(lifetimes, today)
    image = Image.new("RGB", (WIDTH, height(len(lifetimes))), PAPER)
    pen = ImageDraw.Draw(image)
    _shade(pen, axis, today, notices, image.height)
    _axis(pen, axis, today)
    for row, each in enumerate(lifetimes):
        _label(pen, row, each)
        _bar(image, row, each, axis)
        top, bottom = bar(row)
        pen.line((axis.x(today), top - 3, axis.x(today), bottom + 8), fill=TODAY, width=3)
    pen.rectangle((0, 0, WIDTH - 1, image.height - 1), outline=FAINT)
    small = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
    file = io.BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


def _shade(
    pen: ImageDraw.ImageDraw, axis: Axis, today: datetime, notices: Sequence[int], bottom: int
) -> None:
    """Shade the days after today by the notices; a bar that ends in there has reached one."""
    near = sorted({each for each in notices if each > 0})
    for number, days in reversed(list(enumerate(near))):
        left, right = axis.x(today), axis.x(today + (days + 1) * _DAY)
        pen.rectangle((left, _TOP - 6, right, bottom - _EDGE), fill=BANDS[number % 2])
    taken = WIDTH - _EDGE
    for days in reversed(near):
        text, right = f"{days} d", axis.x(today + (days + 1) * _DAY)
        wide = round(_font(_SMALL).getlength(text))
        if right <= taken and right - wide > axis.x(today):
            pen.text((right - wide, _TOP - 30), text, fill=INK, font=_font(_SMALL))
            taken = right - wide - 8


def _label(pen: ImageDraw.ImageDraw, row: int, each: Lifetime) -> None:
    y = bar(row)[0] - _LETTERS - 7
    when = f"{timeline.day(each.ends)}  {each.days} d"
    font = _font(_LETTERS)
    left = WIDTH - _EDGE - round(font.getlength(when))
    pen.text((left, y), when, fill=INK, font=font)
    tail = f" {each.thumbprint[:_SHORT]}" if each.thumbprint else ""
    pen.text((_EDGE, y), _fitting(each.name, tail, left - 2 * _EDGE), fill=INK, font=font)


def _bar(image: Image.Image, row: int, each: Lifetime, axis: Axis) -> None:
    top, bottom = bar(row)
    left = axis.x(each.starts) if each.starts is not None else axis.x(axis.first)
    right = max(axis.x(each.ends), left + 3)
    pen = ImageDraw.Draw(image)
    pen.rectangle((left, top, right, bottom), fill=fill(each), outline=INK)
    if each.ends > axis.last:  # an arrow: it goes on
        points = [(right - 12, top), (right - 1, (top + bottom) // 2), (right - 12, bottom)]
        pen.polygon([*points, (right + 1, bottom), (right + 1, top)], fill=PAPER)
        pen.line(points, fill=INK, width=2)
    if not each.watched:
        return
    lines = [*_stripes(left, right)] if each.reached is not None else []
    drawn = Image.new("L", (right - left - 1, bottom - top - 1), 0)
    mask = ImageDraw.Draw(drawn)
    for start in lines:
        mask.line((start, drawn.height, start + drawn.height, 0), fill=255, width=2)
        if each.ended:
            mask.line((start, 0, start + drawn.height, drawn.height), fill=255, width=2)
    image.paste(INK, (left + 1, top + 1), drawn)


def fill(each: Lifetime) -> Colour:
    """Give the colour of a bar."""
    if not each.watched:
        return IDLE
    if each.ended:
        return ENDED
    return WELL if each.reached is None else NEAR


def _stripes(left: int, right: int) -> Iterator[int]:
    yield from range(-_BAR, right - left + _BAR, 2 * _STRIPE)


def _axis(pen: ImageDraw.ImageDraw, axis: Axis, today: datetime) -> None:
    """Draw the head of today's line with its date, and the last day that the axis shows.

    Each bar draws its own piece of the line: it crosses no letters.
    """
    x = axis.x(today)
    pen.line((x, 34, x, _TOP + 4), fill=TODAY, width=3)
    pen.text((_EDGE, 8), timeline.day(today), fill=TODAY, font=_font(_SMALL))
    last = timeline.day(axis.last)
    left = WIDTH - _EDGE - round(_font(_SMALL).getlength(last))
    pen.text((left, 8), last, fill=INK, font=_font(_SMALL))


def _fitting(text: str, tail: str, most: int) -> str:
    """Cut a text so that it has room with its tail, which tells it from others."""
    font = _font(_LETTERS)
    if font.getlength(text + tail) <= most:
        return text + tail
    while text and font.getlength(f"{text}...{tail}") > most:
        text = text[:-1]
    return f"{text}...{tail}"


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Give the font that Pillow carries with it; it has Latin letters only."""
    return ImageFont.load_default(size)


def _palette() -> Image.Image:
    """Name the few colours that there are: a byte a pixel, and small."""
    colours = [PAPER, INK, FAINT, WELL, NEAR, ENDED, IDLE, TODAY, *BANDS]
    colours += [_between(PAPER, INK, step / _GREYS) for step in range(1, _GREYS)]
    colours += [_between(PAPER, TODAY, share) for share in (0.33, 0.66)]
    colours += [_between(band, INK, 0.5) for band in BANDS]
    image = Image.new("P", (1, 1))
    image.putpalette([channel for colour in colours for channel in colour])
    return image


def _between(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (
        round(first + (second - first) * share) for first, second in zip(one, other, strict=True)
    )
    return red, green, blue
