"""The arguments of commands on jobs: a job's number, and since when to look back.

Each function takes what it reads out of the words and leaves the others to whoever refuses them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from commands.phrases import Phrase, say
from commands.words import Word, fold, shown

_NUMBER: Final = re.compile(r"(?:#|№|n[°º]|no\.)?([0-9]{1,15})(?:번|호)?", re.IGNORECASE)
_DATE: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_BACK: Final = re.compile(r"([0-9]{1,4})([^\W\d]*?)전?")
_TO_DAYS: Final = {"d": (1, "d"), "w": (7, "d"), "h": (1, "h")}
UNITS: Final = {
    word: unit
    for unit, words in {
        "h": "h hour hours hr hrs heure heures 시간",
        "d": "d day days j jour jours 일",
        "w": "w week weeks semaine semaines 주 주일",
    }.items()
    for word in words.split()
}
_DAYS: Final = {
    word: day
    for day, words in {
        "today": "today 오늘 aujourd'hui aujourd’hui",
        "yesterday": "yesterday 어제 hier",
    }.items()
    for word in words.split()
}
_SINCE: Final = frozenset("since from after depuis 이후 이래 부터".split())  # noqa: SIM905
_AROUND: Final = frozenset("last past ago 최근 지난 전 전부터 derniers dernieres".split())  # noqa: SIM905


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What was read out of some words.

    Attributes:
        value: In canonical form; empty when there was none.
        rest: The words that are something else.
        problem: Why nothing could be read though it was meant to be.
    """

    value: str = ""
    rest: tuple[str, ...] = ()
    problem: Phrase | None = None


def number(words: Sequence[str]) -> Taken:
    """Read a job's or a schedule's number: ``42``, ``#42``, ``42번``."""
    found = {word: value for word in words if (value := _number(word))}
    rest = tuple(word for word in words if word not in found)
    values = sorted(set(found.values()), key=int)
    if len(values) > 1:
        return Taken(
            problem=say(
                "One number at a time, please: you named {numbers}. Nothing was run.",
                numbers=", ".join(values[:5]),
            )
        )
    if values:
        return Taken(value=values[0], rest=rest)
    if rest:
        return Taken(
            rest=rest,
            problem=say(
                "{word} is no number, so nothing was run. A number looks like 42.",
                word=shown(rest[0]),
            ),
        )
    return Taken()


def since(words: Sequence[str]) -> Taken:
    """Read since when: a date, ``today``, ``yesterday``, ``7d``, ``24h``, ``2w``."""
    rest: list[str] = []
    values: list[str] = []
    waiting = [word for word in words if not _is(word, _SINCE | _AROUND)]
    while waiting:
        word = waiting.pop(0)
        value, used_next = _moment(word, waiting[0] if waiting else "")
        if value is None:
            rest.append(word)
            continue
        values.append(value)
        if used_next:
            waiting.pop(0)
    asked = any(_is(word, _SINCE) for word in words)
    if "" in values or (asked and not values) or len(set(values)) > 1:
        unread = next(iter(rest), "") if not values else " ".join(words)
        return Taken(problem=_unread(unread), rest=tuple(rest))
    return Taken(value="".join(values[:1]), rest=tuple(rest))


def start(value: str, now: datetime) -> datetime:
    """Give the moment that a canonical ``since`` means for readers whose time is ``now``.

    A day begins at midnight of ``now``'s zone.

    Raises:
        ValueError: It is no canonical ``since``.
    """
    if value in _DAYS.values():
        day = now.date() - timedelta(days=value == "yesterday")
    elif value.endswith("h"):
        return now - timedelta(hours=int(value[:-1]))
    elif value.endswith("d"):
        return now - timedelta(days=int(value[:-1]))
    else:
        day = date.fromisoformat(value)
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)


def _is(word: str, known: frozenset[str]) -> bool:
    return any(fold(stem) in known for stem in Word(word).stems())


def _number(word: str) -> str:
    found = (_NUMBER.fullmatch(stem) for stem in Word(word).stems())
    return next((str(int(each[1])) for each in found if each), "")


def _moment(word: str, after: str) -> tuple[str | None, bool]:
    """Read one moment and tell whether the next word belongs to it.

    ``None``: the word is none; empty: it is meant to be one and is not.
    """
    for stem in Word(word).stems():
        if (day := _DAYS.get(fold(stem))) is not None:
            return day, False
        if dated := _DATE.fullmatch(stem):
            return _iso(*map(int, dated.groups())), False
        if back := _BACK.fullmatch(stem):
            count, unit = back.groups()
            if unit:
                known = UNITS.get(fold(unit))
                return (None if known is None else _ago(int(count), known)), False
            known = next((UNITS[key] for each in Word(after).stems()
                          if (key := fold(each).removesuffix("전")) in UNITS), None)  # fmt: skip
            return (None, False) if known is None else (_ago(int(count), known), True)
    return None, False


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _ago(count: int, unit: str) -> str:
    each, written = _TO_DAYS[unit]
    return f"{count * each}{written}"


def _unread(words: str) -> Phrase:
    if not words:
        return say(
            "Since when? Write a date like {date}, or {day}, or {back}.",
            date="2026-11-01",
            day="yesterday",
            back="7d",
        )
    return say(
        "I cannot read {words} as a time to look back to. Write a date like {date}, or {day}, "
        "or {back}. Nothing was run.",
        words=shown(words),
        date="2026-11-01",
        day="yesterday",
        back="7d",
    )
