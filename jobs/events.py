"""What can happen to a job; ``jobs.machine`` says what follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commands.findings import Finding
from commands.phrases import Phrase
from jobs.people import Person
from jobs.planned import Planned
from jobs.steps import Result, Step


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A worker took up the step at the job's position, for the first time or again.

    ``locks`` are the names, beside the organisation's own, that a change must hold.
    """

    worker: str
    locks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanMade:
    """The step under way planned what the job is to do.

    Attributes:
        plan: What it says besides its steps; with ``shown`` steps it is only shown.
        steps: What is to follow; none when there is nothing to do, or something blocks.
        findings: What was found while planning.
        why: Why nothing follows; with ``fails`` because something blocks.
    """

    worker: str
    plan: Planned
    steps: tuple[Step, ...] = ()
    findings: tuple[Finding, ...] = ()
    why: Phrase | None = None
    fails: bool = False


@dataclass(frozen=True, kw_only=True)
class Outdated:
    """The plan at its first gate was made by another version of the program than ``program``."""

    worker: str
    program: str


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """Nothing that the plan rests on has moved since it was made."""

    worker: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One check of the step under way has answered."""

    check: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Proven:
    """The step under way proved what it was to prove; the findings say what is true."""

    worker: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Intended:
    """A worker is about to send the change; see ``Intent`` for the deadline and the fence."""

    worker: str
    deadline: int
    fence: int


@dataclass(frozen=True, kw_only=True)
class NotDone:
    """It is certain that the change was not made, and why; it may be tried again.

    ``after``: seconds until then, 0 for at once; ``None`` leaves it to the number of attempts.
    """

    worker: str
    why: Phrase
    after: float | None = None


@dataclass(frozen=True, kw_only=True)
class Done:
    """The change was read back; or (``result``) it was so before anything was sent.

    ``learned`` is what only became known by it; see ``commands.action.Already``.
    """

    worker: str
    result: Result = Result.DONE
    learned: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Undetermined:
    """It cannot be told whether the change was made; a person must look."""

    worker: str
    why: Phrase


@dataclass(frozen=True, kw_only=True)
class Resumed:
    """A person wants it looked at again."""

    by: Person


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A gate is open now; ``nonce`` is this opening's name."""

    worker: str
    nonce: str


@dataclass(frozen=True, kw_only=True)
class Approved:
    """A person says yes to the plan of this fingerprint, at this opening of this gate."""

    by: Person
    gate: str
    fingerprint: str
    nonce: str


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A person says no, and perhaps why."""

    by: Person
    gate: str
    fingerprint: str
    nonce: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Denied:
    """A person wanted to decide and may not, and why; nothing follows but the entry."""

    by: Person
    gate: str
    nonce: str
    why: Phrase


@dataclass(frozen=True, kw_only=True)
class Expired:
    """A gate's time has come, and nobody decided."""

    worker: str


@dataclass(frozen=True, kw_only=True)
class Waits:
    """A wait has begun."""

    worker: str


@dataclass(frozen=True, kw_only=True)
class Reminded:
    """A wait, or the time to decide, is nearly over: people are told."""

    worker: str


@dataclass(frozen=True, kw_only=True)
class Came:
    """What was waited for has come: the time, or the state, with what is ``learned`` by it.

    ``told`` is what people are to know of how it came.
    """

    worker: str
    learned: Mapping[str, str] = field(default_factory=dict)
    told: Phrase | None = None


@dataclass(frozen=True, kw_only=True)
class Barred:
    """Another job is changing the organisation; ``why`` names it."""

    worker: str
    why: Phrase


@dataclass(frozen=True, kw_only=True)
class StepFailed:
    """The step under way could not be carried out; ``result`` for a change that was refused."""

    worker: str
    why: Phrase
    result: Result | None = None


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """A person wants the job to end."""

    by: Person


@dataclass(frozen=True, kw_only=True)
class Retried:
    """A person wants the failed step tried again; ``key`` names the message that said so."""

    by: Person
    key: str


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What this job changed was put back by another job, but for ``left`` of its changes."""

    worker: str
    job: int
    left: int = 0


Event = (
    Begun
    | PlanMade
    | Outdated
    | Confirmed
    | Progress
    | Proven
    | Intended
    | NotDone
    | Done
    | Undetermined
    | Resumed
    | Opened
    | Approved
    | Rejected
    | Denied
    | Expired
    | Waits
    | Reminded
    | Came
    | Barred
    | StepFailed
    | Cancelled
    | Retried
    | Undone
)
