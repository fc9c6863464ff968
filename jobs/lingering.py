"""What a job began that goes on by itself: Exchange publishes a staged certificate in time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from commands.action import Action, NoOpposite
from commands.book import Book, NotInBook
from commands.traits import Lingers, lingers
from jobs.record import Job, State
from jobs.rules.ends import changed
from jobs.steps import Result, Step


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
        over = {step.subject for step in job.steps if _is_so(step)}
        for step in filter(_is_so, job.steps):
            action = _read(step, book, job)
            found = None if action is None else lingers(action)
            if action is None or found is None or found.ends_with in over:
                continue
            since = _time(job.known.get(found.since, ""))
            if since is not None:
                back = step in changed(job) and not isinstance(action.opposite(), NoOpposite)
                return cls(lingers=found, latest=since + found.within, goes_back=back)
        return None


def _is_so(step: Step) -> bool:
    """Tell whether a change was made, may have been, or was found made."""
    return step.result not in {None, Result.REFUSED}


def _read(step: Step, book: Book, job: Job) -> Action | None:
    try:
        return book.action(step.action or {}, job.known)
    except NotInBook:
        return None


def _time(told: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
