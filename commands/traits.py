"""What only some actions and conditions have, told by an attribute; most have none of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.action import Action, Condition
from commands.phrases import Phrase


def settles(action: Action) -> bool:
    """Tell whether an action makes what was done before it take effect, and changes nothing else.

    Its opposite is itself, and comes after those of all that it settled.
    """
    return bool(getattr(action, "settles", False))


def seals(action: Action) -> Phrase | None:
    """Give why nothing of a job can be undone any more once this action is done, if it is so."""
    why: Phrase | None = getattr(action, "seals", None)
    return why


def as_of(action: Action, now: datetime) -> Action:
    """Give what an undo that is planned now would do: a time it names may be past by then."""
    told: Callable[[datetime], Action] | None = getattr(action, "as_of", None)
    return action if told is None else told(now)


@dataclass(frozen=True, kw_only=True)
class Follows:
    """What an undo does and waits for once everything is put back, and before what rests on it."""

    actions: tuple[Action, ...] = ()
    conditions: tuple[Condition, ...] = ()


def follows(action: Action, planned: Iterable[Action | Condition]) -> Follows:
    """Give what has an action of an undo take effect; ``planned`` is all of the job, done or not.

    It may be more than the job came to: others may have brought about what it planned.
    """
    told: Callable[..., Follows] | None = getattr(action, "follows", None)
    return Follows() if told is None else told(planned)


def includes(action: Action, other: Action) -> bool:
    """Tell whether an undo that does an action has done another one of its actions by it too."""
    told: Callable[[Action], bool] | None = getattr(action, "includes", None)
    return told is not None and told(other)


@dataclass(frozen=True, kw_only=True)
class Lingers:
    """What goes on by itself once an action is done, also after its job has ended.

    Attributes:
        since: What the time is called that it counts from, among what the action tells.
        within: How long after that it has happened at the latest.
        ends_with: Name of the action by which it is over.
        goes_on: Says so after the end of a job, until ``{time}``, when it has happened.
        went_on: Says the same after that.
        meanwhile: Says at a gate, after that, what is so by now.
        onwards: Says there what an approval is still for, and how to go back: by ``{cancel}``, then
            ``{undo}``.
    """

    since: str
    within: timedelta
    ends_with: str
    goes_on: Phrase
    went_on: Phrase
    meanwhile: Phrase
    onwards: Phrase


def lingers(action: Action) -> Lingers | None:
    """Give what goes on by itself once this action is done, if anything does."""
    found: Lingers | None = getattr(action, "lingers", None)
    return found


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What people can type to bring a state about: the command, and the server."""

    where: str
    command: str


def typed(condition: Condition) -> Typed | None:
    """Give what people can type while it is waited for, if there is anything."""
    found: Typed | None = getattr(condition, "typed", None)
    return found


def awaits(action: Action) -> tuple[Condition, ...]:
    """Give the states that an undo waits for, in order, before it comes to this action."""
    conditions: tuple[Condition, ...] = getattr(action, "awaits", ())
    return conditions


def may_fail(action: Action) -> bool:
    """Tell whether a job goes on when it is certain that this action could not be done."""
    return bool(getattr(action, "may_fail", False))


def comes_by_itself(action: Action) -> bool:
    """Tell whether others may bring about what the job planned, and an undo takes it back too."""
    return bool(getattr(action, "comes_by_itself", False))
