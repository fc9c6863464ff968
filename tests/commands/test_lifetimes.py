"""How near an end is, and what of it is worth telling."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commands.lifetimes import NOTICES, Lifetime, Place, Turn, reached, soonest, turn

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
DAY = timedelta(days=1)
HALF = DAY / 2


@pytest.mark.parametrize(
    ("left", "whole", "within"),
    [
        pytest.param(91 * DAY, 1800, None, id="91 days"),
        pytest.param(91 * DAY - timedelta(seconds=1), 1800, 90, id="not quite 91 days"),
        pytest.param(90 * DAY, 1800, 90, id="90 days"),
        pytest.param(61 * DAY, 1800, 90, id="61 days"),
        pytest.param(60 * DAY, 1800, 60, id="60 days"),
        pytest.param(30 * DAY + HALF, 1800, 30, id="30 days and a half"),
        pytest.param(14 * DAY, 1800, 14, id="14 days"),
        pytest.param(7 * DAY, 1800, 7, id="7 days"),
        pytest.param(HALF, 1800, 7, id="half a day"),
        pytest.param(0 * DAY, 1800, 0, id="this instant"),
        pytest.param(-DAY, 1800, 0, id="yesterday"),
        pytest.param(80 * DAY, 180, 90, id="half a year whole, 80 days left"),
        pytest.param(80 * DAY, 179, None, id="a little shorter, 80 days left"),
        pytest.param(45 * DAY, 90, None, id="90 days whole, 45 left"),
        pytest.param(30 * DAY, 90, 30, id="90 days whole, 30 left"),
        pytest.param(6 * DAY, 6, None, id="6 days whole"),
        pytest.param(-HALF, 6, 0, id="6 days whole, ended"),
    ],
)
def test_a_notice_is_reached_in_whole_days(left, whole, within):
    ends = NOW + left
    assert reached(ends - whole * DAY, ends, NOW, NOTICES) == within


def test_without_a_start_every_notice_counts():
    assert reached(None, NOW + 80 * DAY, NOW, NOTICES) == 90


def test_the_order_of_the_notices_does_not_matter():
    assert reached(None, NOW + 20 * DAY, NOW, (7, 30, 90)) == 30


A = Lifetime(
    name="Auth current",
    where=Place.EXCHANGE,
    starts=NOW - 1000 * DAY,
    ends=NOW + 100 * DAY,
    seen=NOW,
    thumbprint="A" * 40,
)
NEAR = replace(A, reached=90)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        pytest.param(A, replace(A, seen=NOW + DAY), None, id="a day passed"),
        pytest.param(A, NEAR, Turn.NEARER, id="the first notice"),
        pytest.param(NEAR, replace(A, reached=60), Turn.NEARER, id="the next notice"),
        pytest.param(NEAR, replace(A, reached=0), Turn.NEARER, id="it ended"),
        pytest.param(NEAR, NEAR, None, id="the same notice"),
        pytest.param(NEAR, A, None, id="another setting"),
        pytest.param(NEAR, replace(A, watched=False), None, id="followed by another"),
        pytest.param(A, replace(A, reached=0, watched=False), None, id="unwatched, ended"),
        pytest.param(A, replace(A, thumbprint="B" * 40), Turn.RENEWED, id="another certificate"),
        pytest.param(A, replace(A, ends=A.ends + DAY), Turn.RENEWED, id="another end"),
        pytest.param(None, NEAR, None, id="new"),
        pytest.param(NEAR, None, None, id="gone"),
    ],
)
def test_what_is_told_from_one_look_to_the_next(before, now, told):
    assert turn(before, now) is told


def test_days_are_whole_and_negative_afterwards():
    assert A.days == 100
    assert replace(A, seen=A.ends - HALF).days == 0
    for since, days in ((0 * DAY, 0), (HALF, 0), (DAY, -1), (DAY + HALF, -1), (2 * DAY, -2)):
        ended = replace(A, seen=A.ends + since)
        assert (ended.days, ended.ended) == (days, True)


@pytest.mark.parametrize("one", [A, replace(NEAR, starts=None, where=Place.TLS, thumbprint="")])
def test_it_is_read_as_it_was_stored(one):
    assert Lifetime.from_json(one.to_json()) == one


def test_those_that_end_first_are_kept_in_their_order():
    several = [replace(A, name=str(days), ends=NOW + days * DAY) for days in (30, 10, 20, 10)]

    assert [each.name for each in soonest(several, 3)] == ["10", "20", "10"]
    assert soonest(several, 9) == tuple(several)
