"""How much of the findings a card tells, so that one of any size can be made to fit.

What a person needs to act (cause, consequence, remedy, command of what fails) goes last.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from commands.findings import Verdict


class Folded(Enum):
    """How what is in order is listed behind its button."""

    EVIDENCE = auto()
    ROWS = auto()
    PARAGRAPH = auto()
    NOT = auto()


_PLENTY: Final = 100
_ALL: Final = frozenset({Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN})
_FAILING: Final = frozenset({Verdict.FAIL})


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One measure.

    Attributes:
        evidence: Sentences of evidence per finding.
        seen: Characters of one of them.
        told: Characters of a cause, a consequence, a remedy.
        command: Characters of a command; a longer one is left out, never cut.
        lines: Whether each piece of evidence has a line of its own.
        cause: Whether the cause is told.
        full: Which verdicts are told with more than their line; of none, not even what to do.
        folded: How what is in order is listed.
        most: Findings drawn at all.
    """

    evidence: int
    seen: int
    told: int = 1000
    command: int = 2000
    lines: bool = False
    cause: bool = True
    full: frozenset[Verdict] = _ALL
    folded: Folded = Folded.PARAGRAPH
    most: int = 200

    @property
    def is_whole(self) -> bool:
        """Whether all that asks for something to be done is told in full."""
        return self.evidence >= _PLENTY


MEASURES: Final = (
    Detail(evidence=_PLENTY, seen=4000, told=4000, lines=True, folded=Folded.EVIDENCE),
    Detail(evidence=_PLENTY, seen=4000, told=4000, lines=True, folded=Folded.ROWS),
    Detail(evidence=_PLENTY, seen=4000, told=4000, lines=True),
    Detail(evidence=_PLENTY, seen=4000, told=4000),
    Detail(evidence=6, seen=300),
    Detail(evidence=4, seen=200),
    Detail(evidence=2, seen=160),
    Detail(evidence=1, seen=120, told=600),
    Detail(evidence=1, seen=100, told=400, full=_FAILING, command=800),
    Detail(evidence=0, seen=0, told=240, full=_FAILING, command=600, cause=False),
    Detail(evidence=0, seen=0, told=120, full=frozenset(), folded=Folded.NOT, most=60),
    Detail(evidence=0, seen=0, told=60, full=frozenset(), folded=Folded.NOT, most=20),
)
"""From everything to what always fits; the first that fits is taken."""
