"""The auth certificate's public key on one identity in the cloud: brought there, or taken away.

An identity is the dedicated application, or a principal of Teams or voicemail that reaches
mailboxes on premises; never the principal that all tenants share.  All its other keys stay as they
are.  https://learn.microsoft.com/graph/api/resources/keycredential
"""

from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from commands.action import (
    Action,
    Already,
    Call,
    Condition,
    Doing,
    Look,
    Moved,
    NoOpposite,
    Not,
    Undoing,
    Unknown,
    Values,
)
from commands.actions.auth_config import WENT_BACK, auth_config_on
from commands.actions.awaited import BothWays
from commands.actions.remaining import of_first
from commands.actions.signing import TESTING, NobodySignsWith, in_use
from commands.actions.stated import DIRECTORY, DIRECTORY_WRITES, listed
from commands.book import reference
from commands.outside.entra import Application, Key, NewKey, Principal, key_of
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import KeyChange, World

_NAME: Final = "Exchange Server auth certificate"


@dataclass(frozen=True, kw_only=True)
class _OnIdentity(Values):
    """One key of one identity; what else hangs on it may change while days go by.

    Attributes:
        object_id, app_id: Of the identity; ``called`` is its name, for people.
        is_principal: Its keys hang on the service principal, not on an application of ours.
        kept: Thumbprints of its other keys, as they were when this was planned.
        thumbprint: Of the certificate; ``der`` is its public part in base64, empty when unknown.
        key_id, key_name: What the key was called before it was taken away.
        servers: Those that could sign with it; none of them may when it is taken away.
    """

    object_id: str
    app_id: str
    called: str
    is_principal: bool = False
    kept: tuple[str, ...] = ()
    thumbprint: str
    der: str = ""
    key_id: str = ""
    key_name: str = ""
    servers: tuple[str, ...] = ()
    confirmed: bool = False

    @property
    def side(self) -> str:
        return DIRECTORY

    @property
    def deadline(self) -> float:
        return DIRECTORY_WRITES

    def _call(self, *whats: str) -> Call:
        kind = "servicePrincipals" if self.is_principal else "applications"
        credentials = {"keep": list(self.kept)}
        credentials |= {what: [self.thumbprint] for what in whats}
        return Call(doing=f"PATCH /{kind}/{self.object_id}", values={"keyCredentials": credentials})

    async def _keys(self, world: World) -> tuple[Key, ...] | None:
        found: Principal | Application | None
        if self.is_principal:
            found = await world.graph.principal(self.app_id)
        else:
            found = await world.graph.application(self.app_id)
        return None if found is None else found.keys

    async def _write(self, world: World, doing: Doing, *, add: Sequence[NewKey] = (),
                     drop: frozenset[str] = frozenset()) -> None:  # fmt: skip
        """Change the one key; all others go back as they are now, whoever brought them."""
        now = _prints(await self._keys(world) or ())
        change = KeyChange(expected=now, add=add, drop=drop)
        write = (
            world.graph.change_principal_keys
            if self.is_principal
            else world.graph.change_application_keys
        )
        await write(self.object_id, change, timeout=doing.seconds())

    def _has(self, keys: tuple[Key, ...] | None) -> bool:
        return key_of(keys or (), self.thumbprint) is not None


@dataclass(frozen=True, kw_only=True)
class AddAuthKey(_OnIdentity):
    """Bring the key to the identity, before anybody signs with it.

    One that is there and ends too soon gives way to it: the same certificate, with an end of its
    own that somebody gave it.  Graph takes a fresh key's end from the certificate.

    Attributes:
        stays: Somebody else has staged the certificate, so an undo leaves its key.
        ends: When the key ends that gives way, ISO 8601: only a later one counts.  Empty when none
            was there; then any counts that has not ended.
    """

    name: ClassVar[str] = "auth key added"
    stays: bool = False
    ends: str = ""

    @property
    def title(self) -> Phrase:
        if self.ends:
            return say("Replace the key of {thumbprint} on {name}, which ends too soon",
                       thumbprint=self.thumbprint, name=self.called)  # fmt: skip
        return say("Give the key of {thumbprint} to {name}",
                   thumbprint=self.thumbprint, name=self.called)  # fmt: skip

    @property
    def call(self) -> Call:
        return self._call("drop", "add") if self.ends else self._call("add")

    @property
    def before(self) -> Phrase:
        if not self.ends:
            return say("{state}", state=listed(self.kept))
        return say("{state}", state=listed({*self.kept, f"{self.thumbprint} (→ {self.ends[:10]})"}))

    @property
    def after(self) -> Phrase:
        return say("{state}", state=listed({*self.kept, self.thumbprint}))

    async def already(self, world: World) -> Look:
        return await self._look(world)

    async def verify(self, world: World) -> Look:
        return await self._look(world)

    async def do(self, world: World, doing: Doing) -> None:
        gives_way = key_of(await self._keys(world) or (), self.thumbprint)
        key = NewKey(
            der=b64decode(self.der),
            name=self.key_name or _NAME,
            # Graph keeps what a key of that id was, its end too.
            key_id="" if gives_way else self.key_id,
        )
        drop = frozenset({self.thumbprint.upper()} if gives_way else ())
        if gives_way and self.is_principal:
            # No id goes with a principal's keys: one of the same value may be taken for the old.
            await self._write(world, doing, drop=drop)
        await self._write(world, doing, add=(key,), drop=drop)

    def opposite(self) -> Action | NoOpposite:
        if self.stays:
            return NoOpposite(
                because=Undoing.NOTHING, why=say("The certificate was staged before this.")
            )
        if self.ends:
            why = say("It has only taken the place of a key of the same certificate.")
            return NoOpposite(because=Undoing.NOTHING, why=why)
        own = {"stays", "ends"}
        values = {name: getattr(self, name) for name in self.to_json() if name not in own}
        return DropAuthKey(**values)

    async def _look(self, world: World) -> Look:
        keys = await self._keys(world)
        if keys is None:
            return Moved(say("{name} is gone.", name=self.called))
        now = world.clock.now()
        till = max(now, datetime.fromisoformat(self.ends)) if self.ends else now
        return Not() if key_of(keys, self.thumbprint, till=till) is None else Already()


@dataclass(frozen=True, kw_only=True)
class DropAuthKey(_OnIdentity):
    """Take the key away, once no server signs with it.

    In an undo it comes after what made the servers sign with another one.
    """

    name: ClassVar[str] = "auth key dropped"
    settles: ClassVar[bool] = True

    @property
    def awaits(self) -> tuple[Condition, ...]:
        """What an undo waits for before this: the other certificate serves everybody again."""
        unused = NobodySignsWith(
            thumbprint=self.thumbprint,
            servers=self.servers,
            since=reference(WENT_BACK),
            confirmed=self.confirmed,
        )
        return (unused, BothWays())

    @property
    def title(self) -> Phrase:
        return say("Take the key of {thumbprint} from {name}",
                   thumbprint=self.thumbprint, name=self.called)  # fmt: skip

    @property
    def call(self) -> Call:
        return self._call("drop")

    @property
    def before(self) -> Phrase:
        return say("{state}", state=listed({*self.kept, self.thumbprint}))

    @property
    def after(self) -> Phrase:
        return say("{state}", state=listed(self.kept))

    @property
    def deadline(self) -> float:
        return DIRECTORY_WRITES + TESTING  # every server's own test says what it signs with

    async def already(self, world: World) -> Look:
        keys = await self._keys(world)
        if keys is None or not self._has(keys):
            return Already()
        if (named := await self._named(world)) is not None:
            return Moved(named)
        used = await in_use(world, self.thumbprint, self.servers, confirmed=self.confirmed)
        return Not() if used is None else Unknown(used)

    async def _named(self, world: World) -> Phrase | None:
        """Say what AuthConfig has the certificate for: its key must not go then."""
        if not self.servers:
            return None
        config = await of_first(world, self.servers, auth_config_on)
        if not any(same(self.thumbprint, each) for each in (config.current, config.next)):
            return None
        return say(
            "Get-AuthConfig names {thumbprint} as the current or the next certificate.",
            thumbprint=self.thumbprint,
        )

    async def verify(self, world: World) -> Look:
        keys = await self._keys(world)
        return Not() if self._has(keys) else Already()

    async def do(self, world: World, doing: Doing) -> None:
        await self._write(world, doing, drop=frozenset({self.thumbprint}))

    def opposite(self) -> Action | NoOpposite:
        if not self.der:
            return NoOpposite(
                because=Undoing.IMPOSSIBLE,
                why=say("Graph did not send the value of {keys}.", keys=self.thumbprint),
            )
        values = {name: getattr(self, name) for name in self.to_json()}
        return AddAuthKey(**values)


def _prints(keys: Iterable[Key]) -> frozenset[str]:
    return frozenset(key.thumbprint.upper() for key in keys)
