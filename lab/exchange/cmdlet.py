"""What a cmdlet's function is given, and how it says no in Exchange's own words."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from lab.records import Failure, Output, Question
from lab.world import World
from lab.world_premises import Server


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
    ask: Callable[[Question], Awaitable[int]] | None = field(default=None, repr=False)
    """As in ``lab.records.Call``."""

    def has(self, name: str) -> bool:
        """Say whether a parameter was given, ``$null`` included."""
        return name.lower() in self.given

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

    def now(self) -> datetime:
        """The time on the clock of the server it runs on."""
        skew = self.server.clock_skew if self.server is not None else 0.0
        return self.world.clock.now() + timedelta(seconds=skew)

    def here(self) -> Server:
        """The server it runs on; for cmdlets that exist on premises only."""
        if self.server is None:
            raise LookupError(f"{self.cmdlet} ran in the cloud")
        return self.server


_WRITING = ("New", "Set", "Remove", "Enable", "Import", "Restart")

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
    sets: tuple[frozenset[str], ...] = ()
    """Parameter sets, by the parameters that are in one of them but not in all: those that are
    given must lie together in one set."""
    since: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Parameters that older builds do not have, with the first builds that do."""
    secure: frozenset[str] = frozenset()
    """Parameters that take a SecureString and no text."""

    @property
    def writes(self) -> bool:
        """Say whether it can change anything, by its verb."""
        return self.name.partition("-")[0] in _WRITING


def cmdlet(  # noqa: PLR0913  (the keywords are the columns of the tables)
    name: str,
    run: Function,
    parameters: str = "Identity",
    *,
    required: str = "",
    kind: str = "",
    sets: Iterable[str] = (),
    since: Mapping[str, tuple[str, ...]] | None = None,
    secure: str = "",
) -> Cmdlet:
    """Write a line: parameters separated by spaces."""
    known = frozenset(word.lower() for word in f"{parameters} {required}".split())
    exclusive = tuple(frozenset(each.lower().split()) for each in sets)
    builds = {name.lower(): firsts for name, firsts in (since or {}).items()}
    hidden = frozenset(secure.lower().split())
    return Cmdlet(name, run, known, tuple(required.split()), kind, exclusive, builds, hidden)


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
