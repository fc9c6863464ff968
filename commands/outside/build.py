"""Exchange's build numbers: read from both of their spellings, and ordered."""

import re
from dataclasses import dataclass
from typing import Final, Self

_SPELLINGS: Final = (
    re.compile(r"Version (\d{1,4})\.(\d{1,4}) \(Build (\d{1,6})\.(\d{1,6})\)", re.ASCII),
    re.compile(r"(\d{1,4})\.(\d{1,4})\.(\d{1,6})\.(\d{1,6})", re.ASCII),
)


@dataclass(frozen=True, order=True)
class Build:
    """A build of Exchange; ``15.02.1544.025`` and ``Version 15.2 (Build 1544.25)`` are equal.

    ``number`` names the cumulative update, ``revision`` the security update or hotfix on it.
    """

    major: int
    minor: int
    number: int
    revision: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.number}.{self.revision}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read either spelling; raises ``ValueError`` on anything else."""
        for spelling in _SPELLINGS:
            if found := spelling.fullmatch(text.strip()):
                return cls(*(int(part) for part in found.groups()))
        raise ValueError(f"not a build of Exchange: {text!r}")

    @property
    def base(self) -> tuple[int, int, int]:
        """The cumulative update it belongs to."""
        return self.major, self.minor, self.number
