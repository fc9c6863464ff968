"""When a schedule comes due: read from words, and computed over every change of the clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.phrases import Phrase
from commands.recurrence import HOURS, Days, Hours, Recurrence, from_json, next_after
from commands.recurrence_words import EXAMPLES, Timed, parse, read

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
AT_EIGHT = Days(days=EVERY_DAY, at=time(8))
MONDAY = Days(days=(0,), at=time(7, 30))
SEOUL, PARIS = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Paris")

ZONES = st.sampled_from(
    [
        "UTC",
        "Asia/Seoul",
        "Europe/Paris",
        "America/New_York",
        "America/Havana",  # the clocks change at midnight
        "Australia/Lord_Howe",  # by half an hour
        "Asia/Kathmandu",
        "Pacific/Apia",  # left out a day in 2011
    ]
).map(ZoneInfo)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
WHENS = st.one_of(
    st.builds(
        Days,
        days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
        at=TIMES,
    ),
    st.builds(Hours, count=st.sampled_from(HOURS)),
)
EARLIEST, LATEST = datetime(2007, 1, 1), datetime(2037, 1, 1)  # noqa: DTZ001  (hypothesis adds the zone)
MOMENTS = st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("every day at 08:00", AT_EIGHT),
        ("Every Day at 8:00", AT_EIGHT),
        ("daily at 8am", AT_EIGHT),
        ("every day at 8", AT_EIGHT),
        ("at 08:00 every day", AT_EIGHT),
        ("every day at 8:15 p.m.", Days(days=EVERY_DAY, at=time(20, 15))),
        ("every day at 12am", Days(days=EVERY_DAY, at=time(0))),
        ("every weekday at 08:00", Days(days=(0, 1, 2, 3, 4), at=time(8))),
        ("every monday at 07:30", MONDAY),
        ("every week on Monday, 07:30", MONDAY),
        ("every thursday and monday at 07:30", Days(days=(0, 3), at=time(7, 30))),
        ("every 6 hours", Hours(count=6)),
        ("every hour", Hours(count=1)),
        ("hourly", Hours(count=1)),
        ("매일 08:00", AT_EIGHT),
        ("매일 오전 8시에", AT_EIGHT),
        ("매주 월요일 07:30", MONDAY),
        ("월요일마다 7시 반에", MONDAY),
        ("매일 오후 3시 5분", Days(days=EVERY_DAY, at=time(15, 5))),
        ("평일 08:00", Days(days=(0, 1, 2, 3, 4), at=time(8))),
        ("6시간마다", Hours(count=6)),
        ("매시간", Hours(count=1)),
        ("chaque jour à 08:00", AT_EIGHT),
        ("tous les jours à 8h", AT_EIGHT),
        ("tous les jours à 8 heures", AT_EIGHT),
        ("chaque lundi à 7 h 30", MONDAY),
        ("tous les lundis à 7h30", MONDAY),
        ("chaque jour ouvré à 8h", Days(days=(0, 1, 2, 3, 4), at=time(8))),
        ("toutes les 6 heures", Hours(count=6)),
        ("chaque heure", Hours(count=1)),
    ],
)
def test_words_in_three_languages_say_when(text: str, when: Recurrence):
    assert parse(text) == when


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("every day at 25:00", "25:00 is no time of day: the hours go from 00 to 23."),
        ("every day at 24:00", "the hours go from 00 to 23"),
        ("매일 25시", "25:00 is no time of day"),
        ("chaque jour à 25h", "25:00 is no time of day"),
        ("every day at 08:60", "the minutes go from 00 to 59"),
        ("every day at 8:5", "Write hours and minutes: 08:00"),
        ("every day at 08:00:30", "Write hours and minutes: 08:00"),
        ("every day at 08:00 and 20:00", "you named 08:00, 20:00"),
        ("every monday", "At what time? Say it like this: every monday at 08:00."),
        ("at 07:15", "On which days? Say it like this: every day at 07:15."),
        ("every 7 hours", "Every 7 hours would be at other times each day"),
        ("every 0 hours", "It can be every 1, 2, 3, 4, 6, 8, 12 hours"),
        ("every 99999999999 hours", "Every 999999 hours"),
        ("every 6 hours at 08:00", "Either every so many hours, or at a time of day"),
        ("every 30 minutes", "30 minutes is nothing that can be scheduled"),
        ("every 2 days at 08:00", "2 is nothing that can be scheduled"),
        ("매월 1일 08:00", "매월"),
        ("every day at 13pm", "At what time?"),
        ("every day at 08:00 whatever", "but not whatever"),
        ("", "When? Say it like this: every day at 08:00"),
    ],
)
def test_what_cannot_be_scheduled_is_said_with_the_reason(text: str, part: str):
    why = parse(text)

    assert isinstance(why, Phrase)
    assert part in str(why)


@pytest.mark.parametrize(
    "text",
    [
        "every day at 08:00 check oauth hbna.co.kr --always",
        "check oauth hbna.co.kr --always every day at 8am",
        "매일 오전 8시에 check oauth hbna.co.kr --always",
        "chaque jour à 8 heures check oauth hbna.co.kr --always",
    ],
)
def test_the_words_that_are_left_are_the_request(text: str):
    assert read(text) == Timed(when=AT_EIGHT, rest="check oauth hbna.co.kr --always")


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_read_and_written_back(text: str):
    assert str(parse(text)) == text


@given(text=st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused(text: str):
    assert isinstance(read(text), Timed | Phrase)


@given(when=WHENS)
def test_what_is_written_out_is_read_back(when: Recurrence):
    assert parse(str(when)) == when
    assert from_json(when.to_json()) == when


@given(when=WHENS, moment=MOMENTS, zone=ZONES)
def test_the_next_time_is_later_and_none_lies_between(
    when: Recurrence, moment: datetime, zone: ZoneInfo
):
    following = next_after(when, moment, zone)

    assert following > moment
    assert next_after(when, following - timedelta(microseconds=1), zone) == following
    between = moment + (following - moment) / 2
    assert next_after(when, between, zone) == following


@given(when=WHENS, moment=MOMENTS, zone=ZONES)
def test_the_clocks_show_the_wanted_time(when: Recurrence, moment: datetime, zone: ZoneInfo):
    following = next_after(when, moment, zone)

    # Where the clocks left the wanted time out, they showed it an hour (or half of one, or a day)
    # of theirs earlier, had they not jumped.
    before = following - timedelta(days=1)
    jump = _offset(following, zone) - _offset(before, zone)
    shown = following.astimezone(zone).replace(tzinfo=None)
    assert _is_wanted(when, shown) or (jump > timedelta() and _is_wanted(when, shown - jump))


@given(moment=MOMENTS, zone=ZONES, at=TIMES)
def test_every_day_is_once_a_day(moment: datetime, zone: ZoneInfo, at: time):
    when = Days(days=EVERY_DAY, at=at)
    first = next_after(when, moment, zone)
    second = next_after(when, first, zone)

    assert timedelta(hours=22) <= second - first <= timedelta(hours=26)


@pytest.mark.parametrize(
    ("when", "moment", "zone", "following"),
    [
        pytest.param(
            AT_EIGHT, "2026-11-20T22:59:59+00:00", SEOUL, "2026-11-20T23:00:00+00:00", id="seoul"
        ),
        pytest.param(
            AT_EIGHT,
            "2026-11-20T23:00:00+00:00",
            SEOUL,
            "2026-11-21T23:00:00+00:00",
            id="exactly then is not later",
        ),
        pytest.param(
            AT_EIGHT,
            "2026-03-28T12:00:00+00:00",
            PARIS,
            "2026-03-29T06:00:00+00:00",
            id="the morning after the clocks went forward",
        ),
        pytest.param(
            AT_EIGHT,
            "2026-10-24T12:00:00+00:00",
            PARIS,
            "2026-10-25T07:00:00+00:00",
            id="the morning after the clocks went back",
        ),
        pytest.param(
            Days(days=EVERY_DAY, at=time(2, 30)),
            "2026-03-28T12:00:00+00:00",
            PARIS,
            "2026-03-29T01:30:00+00:00",
            id="a time that is left out comes an hour later",
        ),
        pytest.param(
            Days(days=EVERY_DAY, at=time(2, 30)),
            "2026-10-24T12:00:00+00:00",
            PARIS,
            "2026-10-25T00:30:00+00:00",
            id="a time that comes twice is taken the first time",
        ),
        pytest.param(
            Days(days=EVERY_DAY, at=time(2, 30)),
            "2026-10-25T00:30:00+00:00",
            PARIS,
            "2026-10-26T01:30:00+00:00",
            id="and not the second",
        ),
        pytest.param(
            Hours(count=1),
            "2026-10-25T00:00:00+00:00",
            PARIS,
            "2026-10-25T01:00:00+00:00",
            id="every hour is in the hour that comes twice, too",
        ),
        pytest.param(
            MONDAY, "2026-11-23T06:30:00+00:00", PARIS, "2026-11-30T06:30:00+00:00", id="a week on"
        ),
    ],
)
def test_the_next_time_over_changes_of_the_clocks(when, moment, zone, following):
    found = next_after(when, datetime.fromisoformat(moment), zone)

    assert found.isoformat() == following


def test_days_and_hours_that_are_none_are_refused():
    for days in ((), (7,), (1, 0), (0, 0)):
        with pytest.raises(ValueError, match="not days"):
            Days(days=days, at=time(8))
    with pytest.raises(ValueError, match="evenly"):
        Hours(count=5)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _is_wanted(when: Recurrence, shown: datetime) -> bool:
    match when:
        case Days(days=days, at=at):
            return shown.weekday() in days and shown.time() == at
        case Hours(count=count):
            return shown.hour % count == 0 and shown.time() == time(shown.hour)
