"""Undoing a job: the opposites of what it did, last change first, as a plan behind a gate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from commands.action import Action, Condition, NoOpposite, Undoing
from commands.amounts import changes
from commands.book import Book, NotInBook, stored
from commands.gates import UNDO
from commands.phrases import Phrase, listed, say
from commands.runbook import Left, Question
from commands.traits import as_of, awaits, comes_by_itself, follows, includes, seals, settles
from jobs.change import Refused
from jobs.plan import Approvals, do, question, wait_for
from jobs.planned import Planned
from jobs.record import Job, State
from jobs.rules.ends import is_so, was_made
from jobs.steps import Result, Step, StepKind, anew

_EVERY: Final = 60.0
_WITHIN: Final = 3 * 3600.0
"""Seconds: how often, and how long, an undo waits for what one of its changes needs."""


def plan(
    job: Job, book: Book, others: Iterable[Job], approvals: Approvals, now: datetime
) -> tuple[tuple[Step, ...], Planned] | Refused:
    """Plan the undo of a job, or say why there is none; ``others`` are the open jobs beside it.

    What only has changes take effect comes last: it must find them all put back; alone it puts
    nothing back.  It comes also where the job did not come to it, for others may have gone on by
    then.  What the job had proven at its end is proven again.  What has no opposite is left as it
    is, and the plan says so; what needs none is not spoken of.
    """
    why = _hindered(job, others) or _sealed(job, book)
    if why is not None:
        return Refused(why)
    steps = tuple(_taken_back(job, book))
    if not steps:
        return Refused(say("Job {job} changed nothing; there is nothing to undo.", job=job.id))
    opposites: list[Action] = []
    left: list[Left] = []
    for step in reversed(steps):
        match _opposite(step, book, job.known):
            case NoOpposite(because=Undoing.NOTHING):
                continue
            case NoOpposite(why=reason) | (Phrase() as reason):
                left.append(Left(title=step.title, why=reason))
            case opposite:
                opposites.append(as_of(opposite, now))
    opposites = [each for each in opposites if not any(includes(at, each) for at in opposites)]
    back = tuple(_steps(opposites, tuple(_planned(job, book))))
    if not back or all(_settles(step, book, job.known) for step in steps):
        reasons = listed((each.why for each in left), " ") if left else _NOTHING
        return Refused(say("Job {job} cannot be undone: {why}", job=job.id, why=reasons))
    count = len(opposites)
    title = say("Undo job {job}: put {changes} back?", job=job.id, changes=changes(count))
    if left:
        title = say(
            "Undo job {job} in part: put {count} of {made} changes back? {why}",
            job=job.id, count=count, made=count + len(left),
            why=listed((each.why for each in left), " "),
        )  # fmt: skip
    asked = Question(name=UNDO, title=title)
    proofs = (anew(step) for step in job.steps[-1:] if step.kind is StepKind.PROVE)
    planned = Planned(title=say("Undoing of job {job}", job=job.id), left=tuple(left))
    return (question(asked, approvals), *back, *proofs), planned


_NOTHING: Final = say("Nothing of it needs to be put back.")


def _hindered(job: Job, others: Iterable[Job]) -> Phrase | None:
    if not job.changes:
        return say("Job {job} only looked; there is nothing to undo.", job=job.id)
    if not job.state.ended:
        return say("Job {job} is still open; type {cancel} to end it first.",
                   job=job.id, cancel=f"cancel {job.id}")  # fmt: skip
    if job.state is State.UNDONE:
        return say("Job {job} was undone already.", job=job.id)
    other = next((each for each in others if each.undoes == job.id), None)
    if other is not None:
        return under_way(job.id, other.id)
    return None


def under_way(number: int, other: int) -> Phrase:
    """Say that another job is undoing a job already."""
    return say("Job {other} is undoing job {job} already; type {show} to see it.",
               other=other, job=number, show=f"job {other}")  # fmt: skip


def _steps(opposites: Sequence[Action], planned: Sequence[Action | Condition]) -> Iterator[Step]:
    """Give the changes, those that settle last, with what each waits for before it.

    What was waited for once has come.
    """
    changes = [each for each in opposites if not settles(each)]
    after = [follows(each, planned) for each in changes]
    actions = [action for each in after for action in each.actions]
    rest = [each for each in opposites if settles(each) and each not in actions]
    waited: list[Condition] = []
    for each in (*changes, *actions):
        yield from _waits(awaits(each), waited)
        yield do(each)
    yield from _waits((condition for each in after for condition in each.conditions), waited)
    for each in rest:
        yield from _waits(awaits(each), waited)
        yield do(each)


def _waits(conditions: Iterable[Condition], waited: list[Condition]) -> Iterator[Step]:
    for each in conditions:
        if each not in waited:
            waited.append(each)
            yield wait_for(each, every=_EVERY, seconds=_WITHIN)


def _planned(job: Job, book: Book) -> Iterator[Action | Condition]:
    """Give what the job was to do and to wait for, whether it came to it or not."""
    for step in job.steps:
        if step.kind is StepKind.DO:
            if (action := book.found(step.action, job.known)) is not None:
                yield action
        elif step.kind is StepKind.WAIT_FOR:
            with suppress(NotInBook):
                yield book.condition(step.action or {}, job.known)


def sealed_by(step: Step, book: Book, known: Mapping[str, str]) -> Phrase | None:
    """Give why nothing of a job can be undone once this step has changed something, if it is so."""
    action = book.found(step.action, known)
    return None if action is None else seals(action)


def _taken_back(job: Job, book: Book) -> Iterator[Step]:
    """Give the changes that the job made, may have made, or planned and found made by others."""
    for step in job.steps:
        action = book.found(step.action, job.known) if step.result is Result.ALREADY else None
        if was_made(step) or (action is not None and comes_by_itself(action)):
            yield step


def _settles(step: Step, book: Book, known: Mapping[str, str]) -> bool:
    action = book.found(step.action, known)
    return action is not None and settles(action)


def _sealed(job: Job, book: Book) -> Phrase | None:
    """Say why there is no way back at all, where a change took it away."""
    for step in filter(is_so, job.steps):
        if (why := sealed_by(step, book, job.known)) is not None:
            return listed((say("Job {job} cannot be undone.", job=job.id), why), " ")
    return None


def _opposite(step: Step, book: Book, known: Mapping[str, str]) -> Action | NoOpposite | Phrase:
    """Give a change's opposite, with what the job learned filled in; or why it cannot be told."""
    try:
        opposite = book.action(step.action or {}, known).opposite()
        if isinstance(opposite, NoOpposite):
            return opposite
        return book.action(stored(opposite), known)
    except NotInBook as error:
        return say("This version does not know the action `{name}`.", name=error.name)
