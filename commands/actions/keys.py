"""keyCredentials of the dedicated application and of the shared principal.

Only certificates are handled here, which are public; the private keys never leave the servers.
"""

from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from commands.action import Action, Call, Doing, NoOpposite, Undoing, Values
from commands.actions.stated import DIRECTORY, DIRECTORY_WRITES, NOTHING, Stated, listed
from commands.outside.certificate import thumbprint
from commands.outside.entra import Key, NewKey
from commands.phrases import Phrase, say
from commands.ports import KeyChange, World


@dataclass(frozen=True, kw_only=True)
class _OnKeys(Values, Stated):
    """Keys are added and dropped by certificate, in base64 of DER; all others are kept.

    ``kept`` are the thumbprints of the keys that stay as they are.
    """

    seconds: ClassVar[float] = DIRECTORY_WRITES
    object_id: str
    app_id: str
    kept: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    @property
    def side(self) -> str:
        return DIRECTORY

    @property
    def was(self) -> str:
        return listed({*self.kept, *_prints(self.drop)})

    @property
    def will(self) -> str:
        return listed({*self.kept, *_prints(self.add)})

    @property
    def change(self) -> KeyChange:
        return KeyChange(
            expected=frozenset({*self.kept, *_prints(self.drop)}),
            add=tuple(NewKey(der=b64decode(each), name=_NAME) for each in self.add),
            drop=frozenset(_prints(self.drop)),
        )

    def _call(self, path: str) -> Call:
        return Call(
            doing=f"PATCH /{path}/{self.object_id}",
            values={
                "keyCredentials": {
                    "add": _prints(self.add),
                    "drop": _prints(self.drop),
                    "keep": list(self.kept),
                }
            },
        )


_NAME = "Exchange Server auth certificate"


@dataclass(frozen=True, kw_only=True)
class SetApplicationKeys(_OnKeys):
    """Bring the current auth certificate to the application, and drop expired ones."""

    name: ClassVar[str] = "application keys"

    @property
    def title(self) -> Phrase:
        return say("Write the keys of the application {id}", id=self.app_id)

    @property
    def what(self) -> str:
        return f"applications/{self.object_id} keyCredentials"

    @property
    def call(self) -> Call:
        return self._call("applications")

    async def now(self, world: World) -> str:
        found = await world.graph.application(self.app_id)
        return NOTHING if found is None else _state(found.keys)

    async def do(self, world: World, doing: Doing) -> None:
        await world.graph.change_application_keys(
            self.object_id, self.change, timeout=doing.seconds()
        )

    def opposite(self) -> Action | NoOpposite:
        return SetApplicationKeys(
            object_id=self.object_id,
            app_id=self.app_id,
            kept=self.kept,
            add=self.drop,
            drop=self.add,
        )


@dataclass(frozen=True, kw_only=True)
class SetPrincipalKeys(_OnKeys):
    """Change the keys of the principal that all tenants share.

    ``lost`` are thumbprints of keys whose value Graph did not send: gone, they are not put back.
    """

    name: ClassVar[str] = "principal keys"
    lost: tuple[str, ...] = ()

    @property
    def title(self) -> Phrase:
        if self.drop or self.lost:
            return say("Remove keys from the shared principal of Exchange Online")
        return say("Upload the auth certificate to the shared principal of Exchange Online")

    @property
    def what(self) -> str:
        return f"servicePrincipals/{self.object_id} keyCredentials"

    @property
    def was(self) -> str:
        return listed({*self.kept, *self.lost, *_prints(self.drop)})

    @property
    def change(self) -> KeyChange:
        gone = {*self.lost, *_prints(self.drop)}
        return KeyChange(
            expected=frozenset({*self.kept, *gone}),
            add=tuple(NewKey(der=b64decode(each)) for each in self.add),
            drop=frozenset(gone),
        )

    @property
    def call(self) -> Call:
        return self._call("servicePrincipals")

    async def now(self, world: World) -> str:
        found = await world.graph.principal(self.app_id)
        return NOTHING if found is None else _state(found.keys)

    async def do(self, world: World, doing: Doing) -> None:
        await world.graph.change_principal_keys(
            self.object_id, self.change, timeout=doing.seconds()
        )

    def opposite(self) -> Action | NoOpposite:
        """Put the certificates back; their ids and names are new then, Graph takes none here."""
        if self.lost and not self.drop:
            return NoOpposite(
                because=Undoing.IMPOSSIBLE,
                why=say("Graph did not send the values of {keys}.", keys=listed(self.lost)),
            )
        return SetPrincipalKeys(
            object_id=self.object_id,
            app_id=self.app_id,
            kept=self.kept,
            add=self.drop,
            drop=self.add,
        )


def _prints(certificates: Iterable[str]) -> list[str]:
    return [thumbprint(b64decode(each)) for each in certificates]


def _state(keys: Iterable[Key]) -> str:
    return listed({key.thumbprint for key in keys})
