"""What all writing cmdlets share: finding the one object, refusing, asking, warning of nothing.

New- gives the object it made, Set- and Remove- give nothing; a Set- that changes nothing succeeds
with a warning.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Final, TypeVar
from uuid import uuid4

from lab.exchange.cmdlet import N, Refused, Turn, error_id, matching
from lab.exchange.shapes import Shape, distinguished
from lab.records import Failure, Output, Question

TASK: Final = "Microsoft.Exchange.Configuration.Tasks"
DIRECTORY: Final = "Microsoft.Exchange.Data.Directory"
COMMON_WRITE: Final = "WhatIf Confirm"
"""Parameters of every cmdlet that changes something."""
_YES: Final = (0, 1)

T = TypeVar("T")


def refusal(turn: Turn, exception: str, message: str, category: str = "InvalidArgument") -> Refused:
    """Make an error record; ``exception`` is the full type name."""
    return Refused(
        Failure(
            exception=exception,
            message=message,
            category=category,
            error_id=error_id(turn, exception.rpartition(".")[2]),
        )
    )


def task_refusal(turn: Turn, message: str, category: str = "InvalidArgument") -> Refused:
    """Make the error record with which a cmdlet's own checks end."""
    return refusal(turn, f"{TASK}.TaskException", message, category)


def unbindable(turn: Turn, parameter: str, reason: str) -> Refused:
    """Refuse a value that is not of the parameter's type; nothing was run."""
    kind = "System.Management.Automation.ParameterBindingException"
    return Refused(
        Failure(
            exception=kind,
            message=f"Cannot process argument transformation on parameter '{parameter}'. {reason}",
            category="InvalidData",
            error_id=f"ParameterArgumentTransformationError,{turn.cmdlet}",
            terminating=True,
        )
    )


def fresh(turn: Turn, items: Iterable[N], shape: Shape) -> tuple[str, str]:
    """Give name and guid of a new object; raises ``Refused`` when the name is taken."""
    name = turn.text("name").strip()
    if not name:
        raise unbindable(turn, "Name", "The argument is null or empty.")
    if any(each.name.casefold() == name.casefold() for each in items):
        where = distinguished(turn, name, shape.container)
        raise refusal(
            turn,
            f"{DIRECTORY}.ADObjectAlreadyExistsException",
            f"Active Directory operation failed on {turn.controller}. The object '{where}' "
            "already exists.",
            "NotSpecified",
        )
    return name, str(uuid4())


def the_one(turn: Turn, items: Iterable[N], also: Callable[[N], Iterable[str]] | None = None) -> N:
    """Find what ``-Identity`` names; raises ``Refused`` when nothing or several answer to it."""
    if not turn.text("identity"):
        raise unbindable(turn, "Identity", "The argument is null or empty.")
    found = matching(turn, items, also) if also else matching(turn, items)
    if len(found) > 1:
        raise refusal(
            turn,
            f"{TASK}.ManagementObjectAmbiguousException",
            f"The operation couldn't be performed because '{turn.text('identity')}' matches "
            "multiple entries.",
            "InvalidData",
        )
    return found[0]


def changed(turn: Turn, one: N, values: Mapping[str, object]) -> Output:
    """Set attributes, unless ``-WhatIf``; warns when all of them are as they should be."""
    if all(getattr(one, name) == value for name, value in values.items()):
        text = f"The command completed successfully but no settings of '{one.name}' have been "
        return Output(warnings=[f"{text}modified."])
    if not turn.flag("whatif"):
        for name, value in values.items():
            setattr(one, name, value)
    return Output()


async def removed(turn: Turn, items: list[N], one: N, what: str) -> Output:
    """Take an object away once whoever sits at the other end agrees; ``what`` is its class."""
    if await confirmed(turn, f'Removing the {what} "{one.name}".') and not turn.flag("whatif"):
        items.remove(one)
    return Output()


async def confirmed(turn: Turn, action: str) -> bool:
    """Ask before an action that cannot be taken back, unless ``-Confirm:$false``.

    Raises:
        NobodyAnswers: nobody can be asked.
    """
    asks = turn.flag("confirm") if turn.has("confirm") else True
    if turn.ask is None or turn.flag("whatif") or not asks:
        return True
    message = f"Are you sure you want to perform this action?\r\n{action}"
    return await turn.ask(Question("Confirm", message)) in _YES


async def continues(turn: Turn, message: str) -> bool:
    """Ask before what was perhaps not meant, unless ``-Force``; PowerShell's ShouldContinue.

    Raises:
        NobodyAnswers: nobody can be asked.
    """
    if turn.ask is None or turn.flag("force") or turn.flag("whatif"):
        return True
    return await turn.ask(Question("Confirm", message)) in _YES


def texts(turn: Turn, name: str, now: Sequence[str] = ()) -> list[str]:
    """Read a multi-valued parameter: texts, one text, ``$null``, or ``@{Add=…; Remove=…}``."""
    value = turn.given.get(name.lower())
    if isinstance(value, Mapping):
        given = {str(key).casefold(): _listed(each) for key, each in value.items()}
        gone = {each.casefold() for each in given.get("remove", ())}
        kept = [each for each in now if each.casefold() not in gone]
        known = {each.casefold() for each in kept}
        return kept + [each for each in given.get("add", ()) if each.casefold() not in known]
    return _listed(value)


def copied(items: Iterable[T]) -> list[T]:
    return [deepcopy(each) for each in items]


def _listed(value: object) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return [str(value)]
