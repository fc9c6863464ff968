"""The picture of lifetimes: what a reader sees in it, by its pixels."""

import io
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from bot import lifetimes
from bot.lifetimes import BANDS, ENDED, IDLE, INK, NEAR, PAPER, TODAY, WELL, WIDTH, Axis
from commands.lifetimes import NOTICES, Lifetime, Place, reached

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def one(left: float, *, whole: float = 1826, watched: bool = True, name: str = "x") -> Lifetime:
    ends = NOW + left * DAY
    starts = ends - whole * DAY
    within = reached(starts, ends, NOW, NOTICES if watched else ())
    return Lifetime(
        name=name,
        where=Place.EXCHANGE,
        starts=starts,
        ends=ends,
        seen=NOW,
        thumbprint="0A1B2C3D" + "0" * 32,
        watched=watched,
        reached=within,
    )


def drawn(*several: Lifetime) -> Image.Image:
    return Image.open(io.BytesIO(lifetimes.draw(several))).convert("RGB")


def along(image: Image.Image, row: int) -> list[tuple[int, ...]]:
    """Give the pixels along the middle of a bar, from edge to edge."""
    top, bottom = lifetimes.bar(row)
    return [image.getpixel((x, (top + bottom) // 2)) for x in range(image.width)]


@pytest.mark.parametrize(
    ("shown", "colour", "striped"),
    [
        pytest.param(one(800), WELL, False, id="well"),
        pytest.param(one(60), NEAR, True, id="near its end"),
        pytest.param(one(-3), ENDED, True, id="ended"),
        pytest.param(one(5, watched=False), IDLE, False, id="nothing depends on it"),
    ],
)
def test_a_bar_says_by_colour_and_by_pattern_how_it_stands(shown, colour, striped):
    image = drawn(one(300), shown)
    top, bottom = lifetimes.bar(1)
    end = Axis.of([one(300), shown], NOW).x(shown.ends)
    inside = Counter(
        image.getpixel((x, y)) for x in range(17, end - 20) for y in range(top + 2, bottom - 1)
    )

    assert inside[colour] > 200
    assert (inside[INK] > 20) is striped


def test_bars_begin_and_end_where_their_days_are():
    several = (one(400), one(100, whole=120), one(-10, whole=20))
    image, axis = drawn(*several), Axis.of(several, NOW)
    colours = (WELL, WELL, ENDED)

    for row, (each, colour) in enumerate(zip(several, colours, strict=True)):
        columns = [x for x, pixel in enumerate(along(image, row)) if pixel == colour]
        assert each.starts is not None
        assert abs(columns[0] - axis.x(each.starts)) <= 3
        assert abs(columns[-1] - min(axis.x(each.ends), WIDTH - 14)) <= 12


def test_todays_line_and_the_days_of_the_notices_are_where_they_belong():
    several = (one(400), one(-20, whole=25))
    image, axis = drawn(*several), Axis.of(several, NOW)
    row = along(image, 1)

    assert row[axis.x(NOW)] == TODAY
    inside = [row[axis.x(NOW + (days - 2) * DAY)] for days in sorted(NOTICES)]
    assert inside == [BANDS[number % 2] for number in range(5)]
    assert row[axis.x(NOW + 95 * DAY)] == PAPER


def test_what_goes_on_beyond_the_picture_has_an_arrow():
    image = drawn(one(5000), one(380))
    top, _ = lifetimes.bar(0)
    corner = (WIDTH - 15, top + 2)

    assert image.getpixel(corner) != WELL
    assert Axis.of([one(5000)], NOW).last == NOW + 400 * DAY


def test_the_same_lifetimes_give_the_same_bytes():
    several = [one(days, name=f"TLS host{days}.example.com") for days in (400, 80, 20, -1)]

    assert lifetimes.draw(several) == lifetimes.draw(several)


def test_a_crowd_is_cut_to_those_that_end_first_within_what_teams_takes():
    crowd = [one(900 - days, name=f"principal {days} with quite a name") for days in range(40)]
    png = lifetimes.draw(crowd)
    image = Image.open(io.BytesIO(png))

    assert len(png) <= lifetimes.MOST_BYTES
    assert image.height <= min(1024, lifetimes.height(lifetimes.MOST_ROWS))
    assert image.height >= lifetimes.height(8)


@pytest.mark.parametrize("most", [8_000, 6_000, 4_500])
def test_less_room_gives_fewer_rows(most):
    several = [one(days, name=f"TLS {days}.example.com") for days in range(100, 600, 50)]
    png = lifetimes.draw(several, most=most)

    assert 0 < len(png) <= most
    assert Image.open(io.BytesIO(png)).height < lifetimes.height(10)


def test_without_room_for_one_row_there_is_no_picture():
    assert lifetimes.draw([one(100)], most=500) == b""


@pytest.mark.parametrize(
    ("characters", "room"),
    [
        pytest.param(0, lifetimes.MOST_BYTES, id="a small card"),
        pytest.param(24 * 1024, 9_984, id="the largest card"),
        pytest.param(60 * 1024, 0, id="no card of ours"),
    ],
)
def test_card_and_picture_stay_below_what_teams_takes(characters, room):
    assert lifetimes.room(characters) == room
    assert (characters + room * 4 // 3) * 2 <= 80 * 1024 or room == 0


def test_a_name_that_is_too_long_keeps_the_digits_that_tell_it_from_others():
    long = "ExchangeServerApp-3fa85f64-5717-4562-b3fc-2c963f66afa6"
    other = [Lifetime.from_json({**one(100, name=long).to_json(), "thumbprint": "F" * 40})]

    assert lifetimes.draw([one(100, name=long)]) != lifetimes.draw(other)
