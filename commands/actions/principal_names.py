"""Service principal names: read, merged, written whole, read back.

https://learn.microsoft.com/graph/api/serviceprincipal-update
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from commands.action import Action, Call, Doing, NoOpposite, Values
from commands.actions.stated import DIRECTORY, DIRECTORY_WRITES, NOTHING, Stated, listed
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class SetNames(Values, Stated):
    """Replace a principal's names by ``names``; ``old_names`` are all that it has before.

    Names that are in both are written as they stand, whoever put them there.
    """

    name: ClassVar[str] = "principal names"
    seconds: ClassVar[float] = DIRECTORY_WRITES
    principal: str
    app_id: str
    names: tuple[str, ...]
    old_names: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        return say("Write the service principal names of the published hosts")

    @property
    def what(self) -> str:
        return f"servicePrincipals/{self.principal} servicePrincipalNames"

    @property
    def side(self) -> str:
        return DIRECTORY

    @property
    def call(self) -> Call:
        return Call(
            doing=f"PATCH /servicePrincipals/{self.principal}",
            values={"servicePrincipalNames": list(self.names)},
        )

    @property
    def was(self) -> str:
        return _all(self.old_names)

    @property
    def will(self) -> str:
        return _all(self.names)

    @property
    def before(self) -> Phrase:
        gone = set(self.old_names) - set(self.names)
        return say("{state}", state=listed(gone) if gone else NOTHING)

    @property
    def after(self) -> Phrase:
        new = listed(set(self.names) - set(self.old_names))
        kept = len(set(self.names) & set(self.old_names))
        return say("{state} ({kept} others are kept)", state=new, kept=kept)

    async def now(self, world: World) -> str:
        found = await world.graph.principal(self.app_id)
        return NOTHING if found is None else _all(found.names)

    async def do(self, world: World, doing: Doing) -> None:
        await world.graph.change_names(
            self.principal, expected=self.old_names, names=self.names, timeout=doing.seconds()
        )

    def opposite(self) -> Action | NoOpposite:
        return SetNames(
            principal=self.principal,
            app_id=self.app_id,
            names=self.old_names,
            old_names=self.names,
        )


def _all(names: Iterable[str]) -> str:
    return listed(set(names))
