"""What a job began that goes on by itself: Exchange publishes a staged certificate in time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from commands.action import NoOpposite
from commands.book import Book
from commands.moments import moved
from commands.traits import Lingers, lingers
from jobs.record import Job, State
from jobs.rules.ends import changed, is_so


@dataclass(frozen=True, kw_only=True)
class Lingering:
    """It.

    Attributes:
        lingers: What the action says of it.
        latest: When it has happened at the latest.
        goes_back: Whether an undo of the job takes it back.
    """

    lingers: Lingers
    latest: datetime
    goes_back: bool

    @classmethod
    def of(cls, job: Job, book: Book) -> Self | None:
        """Find it; ``None`` where nothing goes on, or nobody knows since when."""
        if job.state is State.UNDONE:
            return None
        over = {step.subject for step in job.steps if is_so(step)}
        for step in filter(is_so, job.steps):
            action = book.found(step.action, job.known)
            found = None if action is None else lingers(action)
            if action is None or found is None or found.ends_with in over:
                continue
            since = _time(job.known.get(found.since, ""))
            if since is not None:
                back = step in changed(job) and not isinstance(action.opposite(), NoOpposite)
                return cls(lingers=found, latest=moved(since, found.within), goes_back=back)
        return None


def _time(told: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
