"""The point of a plan after which there is no way back: which step it is, and which gate before it.

Whoever approves reads it while everything can still be undone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.cards.elements import said
from commands.book import Book
from commands.phrases import Phrase, say
from jobs.record import Step, StepKind
from jobs.rules.ends import is_so
from jobs.undoing import sealed_by


@dataclass(frozen=True, kw_only=True)
class Sealing:
    """Where the way back ends.

    Attributes:
        gate: Number of the last gate before it; 0 where there is none.
        step: Number of the step that ends it, as the card counts.
        why: What the action says.
        is_done: Whether it has come to that, or may have.
    """

    gate: int
    step: int
    why: Phrase
    is_done: bool

    @classmethod
    def of(cls, steps: Sequence[Step], book: Book, known: Mapping[str, str]) -> Self | None:
        """Find it; ``None`` where all can be undone for as long as each change can."""
        gate = 0
        for number, step in enumerate(steps, start=1):
            if step.kind is StepKind.GATE:
                gate = number
            if (why := sealed_by(step, book, known)) is not None:
                return cls(gate=gate, step=number, why=why, is_done=is_so(step))
        return None

    def text(self, locale: str) -> str:
        """Say it in one line."""
        until = say("The job can be undone until step {step} is done. After that:", step=self.step)
        if self.is_done:
            until = say("Step {step} is done, so the job cannot be undone any more:",
                        step=self.step)  # fmt: skip
        return f"↶ {said(until, locale)} {said(self.why, locale, 400)}"
