"""Times to take over at and lifetimes, as people write them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import effective, validity
from commands.phrases import Phrase

SEOUL = ZoneInfo("Asia/Seoul")
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("+49h", "+49h"), ("49h", "+49h"), ("+49H", "+49h"), ("+48h", "+48h"),
        ("+ 72 hours", "+72h"),
        ("+3d", "+72h"), ("3 days", "+72h"), ("+1w", "+168h"), ("+365d", "+8760h"),
        ("+3일", "+72h"), ("72시간", "+72h"), ("+3j", "+72h"), ("72 heures", "+72h"),
        ("2026-11-25T01:00", "2026-11-24T16:00:00Z"),
        ("2026-11-25 01:00", "2026-11-24T16:00:00Z"),
        ("2026/11/25 1:00", "2026-11-24T16:00:00Z"),
        ("2026-11-25 01:00:30", "2026-11-24T16:00:30Z"),
        ("2026-11-25t01:00z", "2026-11-25T01:00:00Z"),
        ("2026-11-25 01:00 UTC", "2026-11-25T01:00:00Z"),
        ("2026-11-25 01:00 gmt", "2026-11-25T01:00:00Z"),
        ("2026-11-25 01:00 +09:00", "2026-11-24T16:00:00Z"),
        ("2026-11-25T01:00+0900", "2026-11-24T16:00:00Z"),
        ("2026-11-25T01:00+9", "2026-11-24T16:00:00Z"),
        ("2026-11-25T01:00UTC+9", "2026-11-24T16:00:00Z"),
        ("2026-11-25T01:00-05:00", "2026-11-25T06:00:00Z"),
        ("2026-11-25T01:00−05:00", "2026-11-25T06:00:00Z"),
    ],
)  # fmt: skip
def test_a_time_is_kept_in_one_form_however_it_is_written(text, kept):
    assert effective.read(text, SEOUL) == kept


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("+47h", "+47h is too soon: Microsoft documents 48 hours", id="an hour early"),
        pytest.param("+1d", "+24h is too soon", id="a day"),
        pytest.param("+0h", "+0h is too soon", id="at once"),
        pytest.param("+8761h", "more than a year ahead", id="an hour more than a year"),
        pytest.param("+999999w", "more than a year ahead", id="for ever"),
        pytest.param("-49h", "-49h is no time", id="backwards"),
        pytest.param("+49", "+49 is no time", id="no unit"),
        pytest.param("+49 minutes", "is no time", id="minutes"),
        pytest.param("+4.5d", "is no time", id="a fraction"),
        pytest.param("+٤٩h", "is no time", id="digits of another script"),
        pytest.param("tomorrow", "tomorrow is no time", id="a word"),
        pytest.param("2026-11-25", "2026-11-25 is no time", id="a day without its time"),
        pytest.param("01:00", "01:00 is no time", id="a time without its day"),
        pytest.param("2026-11-31T01:00", "is no time", id="no day of a calendar"),
        pytest.param("2026-11-25T24:00", "is no time", id="an hour too many"),
        pytest.param("2026-11-25T01:60", "is no time", id="a minute too many"),
        pytest.param("2026-11-25T01:00+14:01", "is no time", id="further than any clock"),
        pytest.param("2026-11-25T01:00+09:60", "is no time", id="a zone that cannot be"),
        pytest.param("2026-11-25T01:00 KST", "is no time", id="a zone by its initials"),
        pytest.param("0001-01-01T00:00", "is no time", id="before the first moment in UTC"),
        pytest.param("9999-12-31T23:59-05:00", "is no time", id="after the last"),
        pytest.param("", "is no time", id="nothing"),
    ],
)
def test_what_is_no_time_to_take_over_at_is_refused_with_its_reason(text, why):
    problem = effective.read(text, SEOUL)

    assert isinstance(problem, Phrase)
    assert why in str(problem)
    assert "Nothing was run." in str(problem)


@pytest.mark.parametrize(
    ("text", "instead", "kept"),
    [
        pytest.param("2027-03-28 02:30", "2027-03-28T02:30+02:00", "2027-03-28T00:30:00Z",
                     id="left out in spring"),
        pytest.param("2026-10-25 02:30", "2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z",
                     id="twice in autumn"),
    ],
)  # fmt: skip
def test_a_time_at_which_the_clocks_change_is_asked_for_with_its_distance(text, instead, kept):
    problem = effective.read(text, PARIS)

    assert isinstance(problem, Phrase)
    assert "Europe/Paris" in str(problem)
    assert instead in str(problem)
    assert effective.read(instead, PARIS) == kept


@pytest.mark.parametrize("text", ["2027-03-28 01:59", "2027-03-28 03:00", "2026-10-25 03:00"])
def test_a_time_beside_the_change_is_one_time(text):
    kept = effective.read(text, PARIS)

    assert isinstance(kept, str)
    at = effective.moment(kept, NOW, SEOUL).astimezone(PARIS)
    assert f"{at:%Y-%m-%d %H:%M}" == text


@pytest.mark.parametrize(
    ("canonical", "at"),
    [
        ("+49h", datetime(2026, 11, 22, 10, 0, tzinfo=UTC)),
        ("2026-11-24T16:00:00Z", datetime(2026, 11, 24, 16, 0, tzinfo=UTC)),
        ("2026-11-25T01:00", datetime(2026, 11, 24, 16, 0, tzinfo=UTC)),
    ],
)
def test_what_is_kept_is_a_moment_in_utc(canonical, at):
    read = effective.moment(canonical, NOW.astimezone(PARIS), SEOUL)

    assert read == at
    assert read.utcoffset() == timedelta(0)


@pytest.mark.parametrize("text", ["soon", "+h", "+soon", ""])
def test_what_was_never_kept_is_not_guessed(text):
    with pytest.raises(ValueError, match=r"invalid literal|Invalid isoformat"):
        effective.moment(text, NOW, SEOUL)


@given(st.one_of(st.text(max_size=40), st.from_regex(r"\+?[0-9]{1,6} ?[hdwj일]", fullmatch=True)))
def test_whatever_is_written_is_a_time_or_a_reason(text):
    kept = effective.read(text, SEOUL)

    assert isinstance(kept, Phrase) or effective.read(kept, PARIS) == kept


@given(
    st.datetimes().filter(lambda at: 1 < at.year < 9999),
    st.integers(-14 * 60, 14 * 60),
)
def test_any_moment_survives_being_written_and_read(local, minutes):
    at = local.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    kept = effective.read(at.isoformat(), PARIS)

    assert isinstance(kept, str)
    assert " " not in kept
    assert effective.read(kept, SEOUL) == kept
    assert effective.moment(kept, NOW, SEOUL) == at


@pytest.mark.parametrize(
    ("text", "days"),
    [("730", "730"), ("730d", "730"), ("730 days", "730"), ("730일", "730"), ("2y", "730"),
     ("2 Years", "730"), ("2년", "730"), ("2 ans", "730"), ("2 années", "730"), ("26w", "182"),
     ("90", "90"), ("1826", "1826"), ("5y", "1825"), ("0365", "365")],
)  # fmt: skip
def test_a_lifetime_is_kept_in_days(text, days):
    assert validity.read(text) == days


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("89", "90 to 1826 days, and not for 89", id="a day too few"),
        pytest.param("1827", "and not for 1827", id="a day too many"),
        pytest.param("6y", "and not for 2190", id="six years"),
        pytest.param("0", "and not for 0", id="none"),
        pytest.param("730.5", "730.5 is no number of days", id="a fraction"),
        pytest.param("-730", "is no number of days", id="less than nothing"),
        pytest.param("24 months", "is no number of days", id="months, which differ"),
        pytest.param("730h", "is no number of days", id="hours"),
        pytest.param("two", "is no number of days", id="a word"),
        pytest.param("٧٣٠", "is no number of days", id="digits of another script"),
        pytest.param("9" * 50, "is no number of days", id="fifty digits"),
    ],
)
def test_a_lifetime_that_cannot_be_is_refused(text, why):
    problem = validity.read(text)

    assert isinstance(problem, Phrase)
    assert why in str(problem)
