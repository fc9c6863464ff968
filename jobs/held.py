"""A job in a worker's hands, and how a write is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from commands.phrases import Phrase, say
from jobs.record import Job


class Lost(Exception):
    """The write was refused: somebody else decided something about this job first."""


class Fenced(Lost):
    """The job is another worker's, or nobody's any more."""


class Stale(Lost):
    """The job moved on; read it again and decide again."""


class NotHeld(Exception):
    """A job that was taken, and whose record is not what its journal says.

    Attributes:
        number: The job's.
        owner, fence: The taking's; see ``Held``.
        problem: What is wrong.
    """

    def __init__(self, number: int, owner: str, fence: int, problem: str) -> None:
        super().__init__(problem)
        self.number = number
        self.owner = owner
        self.fence = fence
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class Held:
    """A job in a worker's hands.

    Attributes:
        job: As it stood when it was taken, or after the last commit.
        owner: Whose it is: one name for one taking.
        fence: Number of this taking; a later one makes every write with this one refused.
        tries: How often it was taken without a step being finished since.
        shown: How many batches of progress the readers see already.
    """

    job: Job
    owner: str
    fence: int
    tries: int
    shown: int = 0

    def does_not_hold(self, error: Exception) -> NotHeld:
        """Say that its record is not what its journal says."""
        return NotHeld(self.job.id, self.owner, self.fence, str(error))


@dataclass(frozen=True, kw_only=True)
class Holder:
    """The job that is changing an organisation; no other may until it has ended.

    ``organisation`` is what was to be changed; ``own`` is that of the job, which may go by another
    name and be the same Exchange organisation, or of the same tenant.
    """

    organisation: str
    job: int
    since: datetime
    person: str
    own: str = ""

    @classmethod
    def parse(cls, organisation: str, fields: Sequence[Any]) -> Self:
        number, since, person, own = fields
        return cls(
            organisation=organisation,
            job=int(number),
            since=datetime.fromtimestamp(int(since) / 1000, UTC),
            person=str(person),
            own=str(own),
        )

    @property
    def is_ours(self) -> bool:
        """Whether those who may know of what was to be changed may know of the job."""
        return self.own in {"", self.organisation}

    @property
    def lines(self) -> tuple[str, ...]:
        """Give what can be typed next."""
        return (f"job {self.job}", f"cancel {self.job}") if self.is_ours else ("jobs",)

    @property
    def why(self) -> Phrase:
        """Say who it is, and the way out; nothing of a job that is another organisation's."""
        if not self.is_ours:
            return say(
                "Another job is changing the Exchange organisation or the tenant of "
                "{organisation}: the configuration names it more than once. Ask again when that "
                "job has ended.",
                organisation=self.organisation,
            )
        return say(
            "Job {job} by {person} is changing {organisation} since {since}. Type {show} to see "
            "it, {cancel} to end it; then ask again.",
            job=self.job,
            person=self.person or "?",
            organisation=self.organisation,
            since=f"{self.since:%Y-%m-%d %H:%M} UTC",
            show=f"job {self.job}",
            cancel=f"cancel {self.job}",
        )


class Undoing(Exception):
    """Another job is undoing the same job already: ``number``."""

    def __init__(self, number: int) -> None:
        super().__init__(f"job {number} is undoing it already")
        self.number = number


class Busy(Exception):
    """Another job is changing the organisation, so this one may not."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(str(holder.why))
        self.holder = holder
