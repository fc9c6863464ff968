"""What this machine remembers of the store outside it, where no loss and no stranger changes it.

A store that lost its newest seconds (a power cut with ``everysec``, a failover) or was put back
does not know it.  Whoever wrote to it does: how far the roll had come, which was the highest number
of a job, and which jobs that change something had ended.  So no number is given twice, a job that
ended does not go on, and an audit names what is missing.

Three small files beside the key: ``journal.last``, ``journal.ends`` and ``journal.lost``.  They are
not forced to the disk at each write: they hold what a machine's own crash leaves of them.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import structlog

log = structlog.get_logger(__name__)

_WIDTH: Final = 120
FOR_GOOD: Final = 10**9
"""In place of a job's number of entries: it ended, however many it seems to have."""
_RECENT: Final = 1000
"""Writes that are remembered one by one, in this process."""


@dataclass(frozen=True)
class Mark:
    """A write that was answered: its line in the roll, counted from the first ever, and digest."""

    count: int
    digest: str

    def __str__(self) -> str:
        return f"{self.count} {self.digest}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what ``str`` gave, with anything behind it; ``None`` for what is no mark."""
        count, _, rest = text.strip().partition(" ")
        digest = rest.partition(" ")[0]
        return cls(int(count), digest) if count.isdecimal() and digest else None


class Memory:
    """It; without a ``folder`` it lasts as long as the process.

    Attributes:
        number: The highest number of a job that was seen.
        last: The newest write that was answered here.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._file = -1
        self._ends: dict[int, int] = {}
        self._recent: dict[int, str] = {}
        self.number = 0
        self.last: Mark | None = None
        if folder is not None:
            self.last, self.number = _read_last(folder)
            self._ends = _read_ends(folder)

    def wrote(self, number: int, count: int, digest: str) -> None:
        """Note a write that the store answered: of which job, and where it stands in the roll.

        Answers may overtake each other: the highest line counts.  Two writes with one place are
        certain to be a write that was lost, and one that took its place.
        """
        self.number = max(self.number, number)
        known = self._recent.get(count, digest)
        if known != digest:
            self.lost(Mark(count, known))
            self._recent.clear()
        self._recent[count] = digest
        if len(self._recent) > _RECENT:
            del self._recent[next(iter(self._recent))]
        if self.last is None or count > self.last.count:
            self.last = Mark(count, digest)
        if self._folder is None:
            return
        if self._file < 0:
            path = self._folder / "journal.last"
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        line = f"{self.last} {self.number}".ljust(_WIDTH - 1) + "\n"
        with suppress(OSError):  # a full disk stops no job
            os.pwrite(self._file, line.encode("ascii"), 0)

    def saw(self, number: int, entries: int, *, ended: bool) -> None:
        """Note how far a job that changes something has come."""
        self.number = max(self.number, number)
        if not ended or self._ends.get(number, -1) >= entries:
            return
        self._ends[number] = entries
        if self._folder is not None:
            with suppress(OSError):
                _append(self._folder / "journal.ends", f"{number} {entries}")

    def ended_later(self, number: int, entries: int) -> bool:
        """Tell whether a job was seen to have ended, with no fewer entries than it has now."""
        return self._ends.get(number, -1) >= entries

    def lost(self, mark: Mark) -> None:
        """Keep in mind, until a person moves the file away, that a write is missing."""
        self.last = None
        log.error(
            "store.lost_writes",
            line=mark.count,
            cure="run `python -m bot audit verify`; see docs/operate/store.md",
        )
        if self._folder is not None and mark not in losses(self._folder):
            with suppress(OSError):
                _append(self._folder / "journal.lost", str(mark))

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def losses(folder: Path) -> tuple[Mark, ...]:
    """Give the writes that were answered and are known to be missing."""
    marks = (Mark.parse(line) for line in _lines(folder / "journal.lost"))
    return tuple(mark for mark in marks if mark is not None)


def newest(folder: Path) -> Mark | None:
    """Give the newest write that was answered to a process of this folder."""
    return _read_last(folder)[0]


def _read_last(folder: Path) -> tuple[Mark | None, int]:
    line = next(iter(_lines(folder / "journal.last")), "")
    number = line.strip().rpartition(" ")[2]
    mark = Mark.parse(line)
    return mark, int(number) if mark is not None and number.isdecimal() else 0


def _read_ends(folder: Path) -> dict[int, int]:
    ends: dict[int, int] = {}
    for line in _lines(folder / "journal.ends"):
        number, _, entries = line.strip().partition(" ")
        if number.isdecimal() and entries.isdecimal():
            ends[int(number)] = max(int(entries), ends.get(int(number), 0))
    return ends


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _append(path: Path, line: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{line}\n".encode("ascii"))
    finally:
        os.close(file)
