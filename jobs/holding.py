"""What a job holds while it changes something: what the systems say they are, not their spelling.

The name of an organisation in the configuration is held too: it is known before anything is read.
"""

from commands.action import Action
from commands.identity import EXCHANGE, TENANT, Identity, locks
from commands.phrases import Phrase, say
from jobs.planned import Basis
from jobs.record import Job
from jobs.steps import Step, StepKind, StepState
from jobs.store import Busy
from jobs.taking import CannotStep, Taking

_NAMES = (EXCHANGE, TENANT)


async def identity(taking: Taking) -> Identity | None:
    """Read what the job's organisation is; ``None`` where this worker goes by its name alone."""
    identify = taking.means.identify
    return None if identify is None else await identify(taking.world())


def basis(identity: Identity | None) -> Basis:
    """Give what it is as something that a plan rests on."""
    return () if identity is None else identity.basis


def without(rests_on: Basis) -> Basis:
    """Give the rest of what a plan rests on."""
    return tuple((name, value) for name, value in rests_on if name not in _NAMES)


def moved(job: Job, identity: Identity | None) -> Basis:
    """Give what is not what the plan was made for; an older plan says nothing of it."""
    then = {} if job.plan is None else dict(job.plan.basis)
    return tuple((name, value) for name, value in basis(identity) if then.get(name, value) != value)


async def is_free(taking: Taking, identity: Identity | None, steps: tuple[Step, ...]) -> None:
    """See before people decide that nobody else holds what some steps will change.

    Raises:
        Busy: Another job does.
    """
    names = () if identity is None else locks(identity, _changes(taking, steps))
    if identity is None or isinstance(names, Phrase):
        return
    job = taking.held.job
    holder = await taking.store.holder(job.organisation, *names, beside=job.id)
    if holder is not None:
        raise Busy(holder)


async def needed(taking: Taking) -> tuple[str, ...]:
    """Name what the job must hold to go on changing; what it holds already it keeps.

    Raises:
        CannotStep: What the organisation is could not be read, before anything was sent.
    """
    # The store's word counts only once something was begun: it must not stand for the comparison.
    begun = any(
        step.kind is StepKind.DO and step.state is not StepState.PENDING
        for step in taking.held.job.steps
    )
    held = await taking.store.locks(taking.held.job.id) if begun else ()
    if held or taking.step.intent is not None:
        own = taking.held.job.organisation
        return tuple(name for name in held if name != own)
    found = await identity(taking)
    if found is None:
        return ()
    if differs := moved(await _planned(taking), found):
        name, value = differs[0]
        raise CannotStep(
            say(
                "Nothing was changed: the plan was made for other systems than these. "
                "{name}: {value}.",
                name=name,
                value=value or "-",
            )
        )
    names = locks(found, _changes(taking, taking.held.job.steps[taking.held.job.position :]))
    if isinstance(names, Phrase):
        raise CannotStep(
            say("It is not known which Exchange organisation this is: {reason}", reason=str(names))
        )
    return names


async def _planned(taking: Taking) -> Job:
    """Give the job whose plan says what the systems are: an undo puts back what another one did."""
    job = taking.held.job
    try:
        other = None if job.undoes is None else await taking.store.job(job.undoes)
    except ValueError:  # it cannot be read here; the undo's own steps say what they expect
        return job
    return other or job


def _changes(taking: Taking, steps: tuple[Step, ...]) -> list[Action | None]:
    book, known = taking.means.book, taking.held.job.known
    return [book.found(step.action, known) for step in steps if step.kind is StepKind.DO]
