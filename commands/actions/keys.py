"""keyCredentials of the dedicated application and of the shared principal.

Only certificates are handled here, which are public; the private keys never leave the servers.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Self, TypedDict

from commands.action import Action, Call, Doing, NoOpposite, Undoing, Values
from commands.actions.stated import DIRECTORY, DIRECTORY_WRITES, NOTHING, Stated, listed
from commands.outside.certificate import thumbprint
from commands.outside.entra import Key, NewKey
from commands.phrases import Phrase, say
from commands.ports import KeyChange, World


@dataclass(frozen=True, kw_only=True)
class _OnKeys(Values, Stated):
    """Keys are added and dropped by certificate, in base64 of DER; all others are kept.

    Attributes:
        kept: Thumbprints of the keys that stay as they are.
        add, drop: The certificates.
        add_ids, add_names, drop_ids, drop_names: What the keys' own ids and names are, in the same
            order; where there are none, new ones are made.
        lost: Thumbprints of keys that go and whose value Graph did not send: no undo has them.
        without: In an undo, thumbprints of keys that it cannot put back.
    """

    seconds: ClassVar[float] = DIRECTORY_WRITES
    object_id: str
    app_id: str
    kept: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    add_ids: tuple[str, ...] = ()
    add_names: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    drop_ids: tuple[str, ...] = ()
    drop_names: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def side(self) -> str:
        return DIRECTORY

    @property
    def was(self) -> str:
        return listed({*self.kept, *self.lost, *_prints(self.drop)})

    @property
    def will(self) -> str:
        return listed({*self.kept, *_prints(self.add)})

    @property
    def change(self) -> KeyChange:
        gone = {*self.lost, *_prints(self.drop)}
        return KeyChange(
            expected=frozenset({*self.kept, *gone}),
            add=tuple(
                NewKey(
                    der=b64decode(each),
                    key_id=_at(self.add_ids, index),
                    name=_at(self.add_names, index) or _NAME,
                )
                for index, each in enumerate(self.add)
            ),
            drop=frozenset(gone),
        )

    def _way_back(self) -> Self | NoOpposite:
        if self.lost and not self.drop and not self.add:
            return NoOpposite(
                because=Undoing.IMPOSSIBLE,
                why=say("Graph did not send the values of {keys}.", keys=listed(self.lost)),
            )
        return replace(
            self,
            add=self.drop,
            add_ids=self.drop_ids,
            add_names=self.drop_names,
            drop=self.add,
            drop_ids=self.add_ids,
            drop_names=self.add_names,
            lost=(),
            without=self.lost,
        )

    def _call(self, path: str) -> Call:
        """Show the list by thumbprints: kept entries go back as they came, whole."""
        return Call(
            doing=f"PATCH /{path}/{self.object_id}",
            values={
                "keyCredentials": {
                    "keep": list(self.kept),
                    "add": _prints(self.add),
                    "drop": [*_prints(self.drop), *self.lost],
                }
            },
        )


_NAME: Final = "Exchange Server auth certificate"


class Dropped(TypedDict):
    """The values of an action that drops keys."""

    drop: tuple[str, ...]
    drop_ids: tuple[str, ...]
    drop_names: tuple[str, ...]
    lost: tuple[str, ...]


def dropped(keys: Iterable[Key]) -> Dropped:
    """Give the values with which an action drops keys, as much as an undo can have of them."""
    every = tuple(keys)
    sent = tuple(key for key in every if key.der)
    return Dropped(
        drop=tuple(b64encode(key.der).decode() for key in sent),
        drop_ids=tuple(key.key_id for key in sent),
        drop_names=tuple(key.name for key in sent),
        lost=tuple(sorted({key.thumbprint for key in every if not key.der})),
    )


@dataclass(frozen=True, kw_only=True)
class SetApplicationKeys(_OnKeys):
    """Bring the auth certificates to the application, and drop expired ones."""

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

    @property
    def after(self) -> Phrase:
        if not self.without:
            return say("{state}", state=self.will)
        return say(
            "{state}; not put back, because Graph did not send their values: {keys}",
            state=self.will, keys=listed(self.without),
        )  # fmt: skip

    def opposite(self) -> Action | NoOpposite:
        return self._way_back()

    async def now(self, world: World) -> str:
        found = await world.graph.application(self.app_id)
        return NOTHING if found is None else _state(found.keys)

    async def do(self, world: World, doing: Doing) -> None:
        await world.graph.change_application_keys(
            self.object_id, self.change, timeout=doing.seconds()
        )


@dataclass(frozen=True, kw_only=True)
class SetPrincipalKeys(_OnKeys):
    """Change the keys of the principal that all tenants share.

    What it puts back gets new ids and no names: Graph takes neither here.
    """

    name: ClassVar[str] = "principal keys"

    @property
    def title(self) -> Phrase:
        if self.add_ids:
            return say("Put keys back on the shared principal of Exchange Online")
        if self.drop or self.lost:
            return say("Remove keys from the shared principal of Exchange Online")
        return say("Upload the auth certificate to the shared principal of Exchange Online")

    @property
    def what(self) -> str:
        return f"servicePrincipals/{self.object_id} keyCredentials"

    @property
    def call(self) -> Call:
        return self._call("servicePrincipals")

    @property
    def after(self) -> Phrase:
        if not self.add_ids:
            return say("{state}", state=self.will)
        if not self.without:
            return say(
                "{state}; their ids are new, and the names they had are not put back",
                state=self.will,
            )
        return say(
            "{state}; their ids are new, the names they had are not put back, nor are these keys, "
            "whose values Graph did not send: {keys}",
            state=self.will, keys=listed(self.without),
        )  # fmt: skip

    def opposite(self) -> Action | NoOpposite:
        return self._way_back()

    async def now(self, world: World) -> str:
        found = await world.graph.principal(self.app_id)
        return NOTHING if found is None else _state(found.keys)

    async def do(self, world: World, doing: Doing) -> None:
        await world.graph.change_principal_keys(
            self.object_id, self.change, timeout=doing.seconds()
        )


def _at(values: tuple[str, ...], index: int) -> str:
    return values[index] if index < len(values) else ""


def _prints(certificates: Iterable[str]) -> list[str]:
    return [thumbprint(b64decode(each)) for each in certificates]


def _state(keys: Iterable[Key]) -> str:
    return listed({key.thumbprint for key in keys})
