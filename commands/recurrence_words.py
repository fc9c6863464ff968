"""Reads "every day at 08:00" out of a message, in English, Korean and French.

The words that say when may stand before or after the request; what is left is the request.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from commands.phrases import Phrase, say
from commands.recurrence import EVERY_DAY, HOURS, WORKING_DAYS, Days, Hours, Recurrence
from commands.words import Word, fold, shown, tidy, words

EXAMPLES: Final = (
    "every day at 08:00",
    "every weekday at 08:00",
    "every monday at 07:30",
    "every 6 hours",
)

_NAMES: Final = (
    "monday mondays mon lundi lundis 월요일",
    "tuesday tuesdays tue mardi mardis 화요일",
    "wednesday wednesdays wed mercredi mercredis 수요일",
    "thursday thursdays thu jeudi jeudis 목요일",
    "friday fridays fri vendredi vendredis 금요일",
    "saturday saturdays sat samedi samedis 토요일",
    "sunday sundays sun dimanche dimanches 일요일",
)
_DAY_OF: Final = {name: day for day, names in enumerate(_NAMES) for name in names.split()}
_DAILY: Final = frozenset("day days daily jour jours quotidiennement 매일 날".split())  # noqa: SIM905
_WORKING: Final = frozenset(
    """
    weekday weekdays workday workdays ouvre ouvres ouvrable ouvrables semaine 평일 주중
    """.split()  # noqa: SIM905  (it is a list of words)
)
_HOUR: Final = frozenset("hour hours hrs hourly heure heures 시간 매시간".split())  # noqa: SIM905
_OTHER: Final = frozenset(
    """
    second seconds minute minutes min mins month months monthly fortnight fortnightly year yearly
    other second seconde secondes mois mensuel mensuellement an ans annuel
    초 분 매분 매월 매달 개월 매년
    """.split()  # noqa: SIM905  (it is a list of words)
)
"""Words of times that no schedule can be; said so rather than passed over."""
_GLUE: Final = frozenset(
    """
    every each at on the and in o'clock oclock week weeks weekly chaque tous toutes les le la a et
    en 매 매주 마다 에
    """.split()  # noqa: SIM905  (it is a list of words)
)
_AT: Final = frozenset({"at", "a"})

_FRENCH: Final = re.compile(r"\b(à|a)\s+(\d{1,2})\s*heures?\b(?:\s*(\d{2})\b)?", re.IGNORECASE)
_SHORT: Final = re.compile(r"\b(\d{1,2})\s?h(?:\s?(\d{2}))?\b", re.IGNORECASE)
_KOREAN: Final = re.compile(r"(\d{1,2})\s*시(?!간)(?:\s*(?:(\d{1,2})\s*분|(반)))?")
_HALF: Final = re.compile(r"\b(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b\.?", re.IGNORECASE)
_KOREAN_HALF: Final = re.compile(r"(오전|오후)\s*(\d{1,2}):(\d{2})")
_COUNTED: Final = re.compile(r"(\d)(시간|분|hours?|hrs?|heures?|minutes?|mins?)", re.IGNORECASE)
_TIME: Final = re.compile(r"(\d{1,3}):(\d{1,3})((?::\d+)*)")


@dataclass(frozen=True, kw_only=True)
class Timed:
    """A message read: when, and the words that are about something else, as typed."""

    when: Recurrence
    rest: str


def read(text: str) -> Timed | Phrase:
    """Find when in a message, or say why it cannot be told."""
    said = _sort(words(_plain(tidy(text))))
    when = _when(said)
    return when if isinstance(when, Phrase) else Timed(when=when, rest=" ".join(said.rest))


def guess(text: str) -> Timed:
    """Say when was probably meant where ``read`` cannot tell: what of it was said, and the usual.

    What nobody can use is left out; the words that are about something else are kept.
    """
    said = _sort(words(_plain(tidy(text))))
    at = _time(said.times[0]) if len(said.times) == 1 else time(8)
    usual = time(8) if isinstance(at, Phrase) else at
    return Timed(when=Days(days=said.on or EVERY_DAY, at=usual), rest=" ".join(said.rest))


def parse(text: str) -> Recurrence | Phrase:
    """Read a text that says nothing but when, or say why it cannot be read."""
    timed = read(text)
    if isinstance(timed, Phrase):
        return timed
    if timed.rest:
        return say(
            "I understood {when}, but not {words}.", when=str(timed.when), words=shown(timed.rest)
        )
    return timed.when


@dataclass
class _Said:
    """The words that say when, by what they say."""

    times: list[str] = field(default_factory=list)
    days: set[int] = field(default_factory=set)
    working: bool = False
    hours: list[int] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    @property
    def on(self) -> tuple[int, ...]:
        """The days; "jour ouvré" says day too, and means the working ones."""
        return WORKING_DAYS if self.working else tuple(sorted(self.days))

    def number(self, typed: str, before: str, after: frozenset[str]) -> None:
        if after & _HOUR:
            self.hours.append(int(typed[:6]))
        elif before in _AT:
            self.times.append(f"{typed}:00")
        else:
            self.other.append(typed)

    def word(self, typed: str, stems: frozenset[str], before: str) -> None:
        if stems & _OTHER:
            self.other.append(typed)
        elif stems & _HOUR:
            self.hours += [] if before.isdecimal() else [1]
        elif stems & _WORKING:
            self.working = True
        elif stems & _DAILY:
            self.days.update(EVERY_DAY)
        elif named := stems & _DAY_OF.keys():
            self.days.update(_DAY_OF[each] for each in named)
        elif not stems & _GLUE:
            self.rest.append(typed)


def _sort(tokens: Sequence[Word]) -> _Said:
    said = _Said()
    stems = [frozenset(_stems(token)) for token in tokens]
    for index, token in enumerate(tokens):
        before = fold(tokens[index - 1].typed) if index else ""
        after = stems[index + 1] if index + 1 < len(tokens) else frozenset[str]()
        if clock := [stem for stem in stems[index] if _TIME.fullmatch(stem)]:
            said.times.append(min(clock, key=len))
        elif token.typed.isascii() and token.typed.isdecimal():
            said.number(token.typed, before, after)
        else:
            said.word(token.typed, stems[index], before)
    return said


def _when(said: _Said) -> Recurrence | Phrase:
    if said.other:
        return say(
            "{words} is nothing that can be scheduled. It can be: {examples}.",
            words=shown(" ".join(said.other)),
            examples=", ".join(EXAMPLES),
        )
    if said.hours:
        return _hours(said)
    if not said.times and not said.on:
        return say("When? Say it like this: {examples}.", examples=", ".join(EXAMPLES))
    return _days(said)


def _days(said: _Said) -> Days | Phrase:
    if len(said.times) > 1:
        return say("One time of day, please: you named {times}.", times=", ".join(said.times[:5]))
    if not said.times:
        named = Days(days=said.on, at=time(8))
        return say("At what time? Say it like this: {example}.", example=str(named))
    at = _time(said.times[0])
    if isinstance(at, Phrase):
        return at
    if not said.on:
        each = Days(days=EVERY_DAY, at=at)
        return say("On which days? Say it like this: {example}.", example=str(each))
    return Days(days=said.on, at=at)


def _hours(said: _Said) -> Hours | Phrase:
    if said.times or said.on or len(said.hours) > 1:
        return say(
            "Either every so many hours, or at a time of day: {examples}.",
            examples=", ".join(EXAMPLES),
        )
    if said.hours[0] not in HOURS:
        return say(
            "Every {count} hours would be at other times each day. It can be every {hours} hours.",
            count=said.hours[0],
            hours=", ".join(map(str, HOURS)),
        )
    return Hours(count=said.hours[0])


def _time(text: str) -> time | Phrase:
    found = _TIME.fullmatch(text)
    if found is None or found[3] or len(found[2]) != 2:  # noqa: PLR2004  (two digits of minutes)
        return say("{time} is no time of day. Write hours and minutes: {example}.",
                   time=shown(text), example="08:00")  # fmt: skip
    hour, minute = int(found[1]), int(found[2])
    if hour > 23:  # noqa: PLR2004
        return say("{time} is no time of day: the hours go from 00 to 23.", time=shown(text))
    if minute > 59:  # noqa: PLR2004
        return say("{time} is no time of day: the minutes go from 00 to 59.", time=shown(text))
    return time(hour, minute)


def _plain(text: str) -> str:
    """Write every time of day as ``08:00``, whatever the language."""
    text = _FRENCH.sub(lambda found: f"{found[1]} {found[2]}:{found[3] or '00'}", text)
    text = _SHORT.sub(lambda found: f"{found[1]}:{found[2] or '00'}", text)
    text = _KOREAN.sub(
        lambda found: f"{found[1]}:{'30' if found[3] else (found[2] or '0').zfill(2)}", text
    )
    text = _KOREAN_HALF.sub(lambda found: _of_half(found, found[2], found[3], found[1]), text)
    text = _HALF.sub(lambda found: _of_half(found, found[1], found[2] or "00", found[3]), text)
    return _COUNTED.sub(r"\1 \2", text)


def _of_half(found: re.Match[str], hour: str, minute: str, half: str) -> str:
    """Give the time on a clock of 24 hours; what is no time on one of 12 stays as it is."""
    if not 1 <= int(hour) <= 12:  # noqa: PLR2004
        return found[0]
    later = 12 if half in {"p", "P", "오후"} else 0
    return f"{int(hour) % 12 + later:02}:{minute}"


def _stems(token: Word) -> Iterator[str]:
    for stem in token.stems():
        yield fold(stem)
        yield fold(stem.removesuffix("마다"))
