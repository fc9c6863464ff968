"""What the doctor says: one line for each thing looked at, with its cure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How good a thing is; the worst of all lines is the exit code."""

    OK = 0
    WARN = 1
    FAIL = 2

    @property
    def mark(self) -> str:
        return ("✔", "⚠", "✖")[self]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing looked at: what, how good, what was found, and what to do when it is not ok."""

    level: Level
    about: str
    found: str
    cure: str = ""

    def __str__(self) -> str:
        text = f"{self.level.mark} {self.level.name.lower():4}  {self.about}: {self.found}"
        return f"{text}\n         → {self.cure}" if self.cure else text


def ok(about: str, found: str) -> Line:
    return Line(level=Level.OK, about=about, found=found)


def warn(about: str, found: str, cure: str) -> Line:
    return Line(level=Level.WARN, about=about, found=found, cure=cure)


def fail(about: str, found: str, cure: str) -> Line:
    return Line(level=Level.FAIL, about=about, found=found, cure=cure)


def worst(lines: Iterable[Line]) -> Level:
    return max((line.level for line in lines), default=Level.OK)
