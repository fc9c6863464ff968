"""What a cmdlet's function is given, and how it says no in Exchange's own words."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

from lab.records import Failure, Output
from lab.world import World
from lab.world_premises import Server

COMMON: Final = frozenset(
    {
        "verbose",
        "debug",
        "erroraction",
        "warningaction",
        "informationaction",
        "errorvariable",
        "warningvariable",
        "outvariable",
        "outbuffer",
        "progressaction",
    }
)
"""Parameters that every cmdlet takes; they change nothing in the lab."""


class Refused(Exception):
    """A cmdlet that ends with an error record."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


@dataclass(frozen=True)
class Turn:
    """One run of a cmdlet: the world, where it runs, and its parameters, names in lower case."""

    world: World
    cmdlet: str
    server: Server | None
    """``None`` in the cloud."""
    given: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.given.get(name.lower())
        return default if value is None else str(value)

    def flag(self, name: str) -> bool:
        """A switch, or a boolean: what is not given is false."""
        value = self.given.get(name.lower(), False)
        return value.casefold() in ("true", "$true") if isinstance(value, str) else bool(value)

    @property
    def controller(self) -> str:
        """The directory server that error texts and objects name."""
        if self.server is None:
            return "SE2P216A07DC004.KORP216A007.PROD.OUTLOOK.COM"
        return f"DC01.{self.world.organisation.ad_domain}"

    def here(self) -> Server:
        """The server it runs on; for cmdlets that exist on premises only."""
        if self.server is None:
            raise LookupError(f"{self.cmdlet} ran in the cloud")
        return self.server


Function = Callable[[Turn], Output | Awaitable[Output]]


@dataclass(frozen=True)
class Cmdlet:
    """One line of a table: the name as documented, its parameters, the function.

    ``required`` are parameters without which PowerShell would prompt.
    """

    name: str
    run: Function
    parameters: frozenset[str]
    required: tuple[str, ...] = ()
    kind: str = ""
    """Kind of latency; empty means the side's own."""


def cmdlet(
    name: str, run: Function, parameters: str = "Identity", *, required: str = "", kind: str = ""
) -> Cmdlet:
    """Write a line: parameters separated by spaces."""
    known = frozenset(word.lower() for word in f"{parameters} {required}".split())
    return Cmdlet(name, run, known, tuple(required.split()), kind)


class Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def guid(self) -> str: ...


N = TypeVar("N", bound=Named)


def matching(
    turn: Turn, items: Iterable[N], also: Callable[[N], Iterable[str]] = lambda _: ()
) -> list[N]:
    """Give the objects that ``-Identity`` names: by name, guid or ``also``; without it, all.

    An identity of ``$null`` counts as none given, as in many Exchange cmdlets.
    """
    wanted = turn.text("identity")
    found = [
        item
        for item in items
        if not wanted
        or wanted.casefold() in {text.casefold() for text in (item.name, item.guid, *also(item))}
    ]
    if wanted and not found:
        raise not_found(turn, wanted)
    return found


def not_found(turn: Turn, identity: str) -> Refused:
    kind = "ManagementObjectNotFoundException"
    return Refused(
        Failure(
            exception=f"Microsoft.Exchange.Configuration.Tasks.{kind}",
            message=f"The operation couldn't be performed because object '{identity}' couldn't be "
            f"found on '{turn.controller}'.",
            category="InvalidData",
            error_id=error_id(turn, kind),
        )
    )


def error_id(turn: Turn, kind: str) -> str:
    """Write the long identifier that Exchange gives an error record."""
    where = turn.server.name if turn.server else "SE2P216MB1234"
    stamp = turn.world.clock.now()
    return (
        f"[Server={where},RequestId=5b1f1b4c-8a0e-4f1c-9d0b-6d1b2c3d4e5f,"
        f"TimeStamp={stamp:%m/%d/%Y %I:%M:%S %p}] [FailureCategory=Cmdlet-{kind}] "
        f"A1B2C3D4,{turn.cmdlet}"
    )


def unknown_cmdlet(name: str) -> Failure:
    return Failure(
        exception="System.Management.Automation.CommandNotFoundException",
        message=f"The term '{name}' is not recognized as the name of a cmdlet, function, script "
        "file, or operable program. Check the spelling of the name, or if a path was included, "
        "verify that the path is correct and try again.",
        category="ObjectNotFound",
        error_id="CommandNotFoundException",
        terminating=True,
    )


def binding(cmdlet: Cmdlet, given: Iterable[str]) -> Failure | None:
    """Say which parameter the cmdlet does not have, or lacks; ``None`` when all is well."""
    names = [name.lower() for name in given]
    for name in given:
        if name.lower() not in cmdlet.parameters | COMMON:
            return _binding(
                f"A parameter cannot be found that matches parameter name '{name}'.",
                f"NamedParameterNotFound,{cmdlet.name}",
            )
    missing = [name for name in cmdlet.required if name.lower() not in names]
    if missing:
        return _binding(
            f"Cannot process command because of one or more missing mandatory parameters: "
            f"{' '.join(missing)}.",
            f"MissingMandatoryParameter,{cmdlet.name}",
        )
    return None


def _binding(message: str, identifier: str) -> Failure:
    return Failure(
        exception="System.Management.Automation.ParameterBindingException",
        message=message,
        category="InvalidArgument",
        error_id=identifier,
        terminating=True,
    )
