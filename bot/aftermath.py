"""Says, where a refusal or a cancel has ended a job, what goes on and what stops it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo

from bot.cards import lingering
from commands.book import Book
from commands.catalog import BOOK
from commands.phrases import Phrase, joined
from commands.ports import Clock
from jobs.record import Job


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """It; ``zones`` are the organisations' time zones, by their names."""

    clock: Clock
    zones: Mapping[str, tzinfo]
    book: Book = BOOK

    def told(self, job: Job, phrase: Phrase) -> Phrase:
        """Add what goes on to what is said of a job's end."""
        now = self.clock.now().astimezone(self.zones.get(job.organisation, UTC))
        return joined((phrase, *lingering.after_end(job, self.book, now)))

    def lines(self, job: Job) -> tuple[str, ...]:
        """Give what is typed next: what stops that comes first."""
        return (*lingering.undo_of(job, self.book), f"job {job.id}")
