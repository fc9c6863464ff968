"""Undoing a job: the opposites of what it did, last change first, as a plan behind a gate."""

from collections.abc import Iterable, Mapping

from commands.action import Action, Book, NoOpposite, NotInBook
from commands.gates import UNDO
from commands.phrases import Phrase, say
from commands.runbook import Question
from jobs.change import Refused
from jobs.plan import Approvals, do, question
from jobs.record import Job, State
from jobs.rules.ends import changed
from jobs.steps import Step, StepKind, anew


def plan(
    job: Job, book: Book, others: Iterable[Job], approvals: Approvals
) -> tuple[Step, ...] | Refused:
    """Plan the undo of a job, or say why there is none; ``others`` are the open jobs beside it.

    What the job had proven at its end is proven again.
    """
    why = _hindered(job, others)
    if why is not None:
        return Refused(why)
    made = list(changed(job))
    back: list[Step] = []
    left: list[Phrase] = []
    for step in reversed(made):
        opposite = _opposite(step, book, job.known)
        if isinstance(opposite, Phrase):
            left.append(opposite)
        else:
            back.append(do(opposite))
    if not back:
        return Refused(
            say("Job {job} cannot be undone: {why}", job=job.id, why=" ".join(map(str, left)))
        )
    title = say("Undo job {job}: {count} changes are put back?", job=job.id, count=len(back))
    if left:
        title = say(
            "Undo job {job} in part: {count} of {made} changes are put back? {why}",
            job=job.id, count=len(back), made=len(made), why=" ".join(map(str, left)),
        )  # fmt: skip
    asked = Question(name=UNDO, title=title, high_risk=True)
    proofs = (anew(step) for step in job.steps[-1:] if step.kind is StepKind.PROVE)
    return (question(asked, approvals), *back, *proofs)


def _hindered(job: Job, others: Iterable[Job]) -> Phrase | None:
    if not job.changes:
        return say("Job {job} only looked; there is nothing to undo.", job=job.id)
    if not job.state.ended:
        return say("Job {job} is still open; type {cancel} to end it first.",
                   job=job.id, cancel=f"cancel {job.id}")  # fmt: skip
    if job.state is State.UNDONE:
        return say("Job {job} was undone already.", job=job.id)
    under_way = next((each for each in others if each.undoes == job.id), None)
    if under_way is not None:
        return say("Job {other} is undoing job {job} already; type {show} to see it.",
                   other=under_way.id, job=job.id, show=f"job {under_way.id}")  # fmt: skip
    if not any(changed(job)):
        return say("Job {job} changed nothing; there is nothing to undo.", job=job.id)
    return None


def _opposite(step: Step, book: Book, known: Mapping[str, str]) -> Action | Phrase:
    try:
        opposite = book.action(step.action or {}, known).opposite()
    except NotInBook as error:
        return say("This version does not know the action `{name}`.", name=error.name)
    return opposite.why if isinstance(opposite, NoOpposite) else opposite
