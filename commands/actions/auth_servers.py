"""Auth servers: made, enabled, read anew, and told which application Exchange signs in as.

Parameters of ``Set-AuthServer`` come in families that one call cannot mix.
https://learn.microsoft.com/powershell/module/exchange/set-authserver
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from commands.action import Action, Call, Doing, NoOpposite, Switch, Values
from commands.actions.stated import NOTHING, Stated, listed, switch
from commands.facts.cmdlets import objects
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World

_GET: Final = "Get-AuthServer"
SET: Final = "Set-AuthServer"


@dataclass(frozen=True, kw_only=True)
class OnAuthServer(Values, Stated):
    """A change of one auth server, made and read back on one server."""

    server: str
    auth_server: str

    @property
    def what(self) -> str:
        return f"{_GET} {self.auth_server}"

    @property
    def side(self) -> str:
        return self.server

    @property
    @abstractmethod
    def call(self) -> Call: ...

    async def found(self, world: World) -> AuthServer | None:
        listed = await objects(world.on_premises.on(self.server), _GET, AuthServer.from_object)
        return next((each for each in listed if same(each.name, self.auth_server)), None)

    async def do(self, world: World, doing: Doing) -> None:
        await world.on_premises.on(self.server).run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )


@dataclass(frozen=True, kw_only=True)
class NewAuthServer(OnAuthServer):
    """Make an auth server from its metadata; ``type`` is empty for the access control service."""

    name: ClassVar[str] = "auth server new"
    metadata_url: str
    type: str = ""

    @property
    def title(self) -> Phrase:
        return say("Create the auth server {name}", name=self.auth_server)

    @property
    def call(self) -> Call:
        values: dict[str, Any] = {"Name": self.auth_server, "AuthMetadataUrl": self.metadata_url}
        if self.type:
            values["Type"] = self.type
        return Call(doing="New-AuthServer", values=values)

    @property
    def was(self) -> str:
        return NOTHING

    @property
    def will(self) -> str:
        return f"AuthMetadataUrl {self.metadata_url}; Enabled True"

    async def now(self, world: World) -> str:
        found = await self.found(world)
        if found is None:
            return NOTHING
        return f"AuthMetadataUrl {found.metadata_url}; Enabled {found.enabled}"

    def opposite(self) -> Action | NoOpposite:
        return RemoveAuthServer(
            server=self.server,
            auth_server=self.auth_server,
            metadata_url=self.metadata_url,
            type=self.type,
        )


@dataclass(frozen=True, kw_only=True)
class RemoveAuthServer(NewAuthServer):
    """Remove an auth server that was made."""

    name: ClassVar[str] = "auth server remove"

    @property
    def title(self) -> Phrase:
        return say("Remove the auth server {name}", name=self.auth_server)

    @property
    def call(self) -> Call:
        values = {"Identity": self.auth_server, "Confirm": Switch.OFF}
        return Call(doing="Remove-AuthServer", values=values)

    @property
    def was(self) -> str:
        return f"AuthMetadataUrl {self.metadata_url}; Enabled True"

    @property
    def will(self) -> str:
        return NOTHING

    def opposite(self) -> Action | NoOpposite:
        return NewAuthServer.from_json(self.to_json())


@dataclass(frozen=True, kw_only=True)
class EnableAuthServer(OnAuthServer):
    """Switch an auth server on, or off again."""

    name: ClassVar[str] = "auth server enable"
    enabled: bool = True

    @property
    def title(self) -> Phrase:
        if self.enabled:
            return say("Enable the auth server {name}", name=self.auth_server)
        return say("Disable the auth server {name}", name=self.auth_server)

    @property
    def call(self) -> Call:
        return Call(doing=SET, values={"Identity": self.auth_server, "Enabled": self.enabled})

    @property
    def was(self) -> str:
        return f"Enabled {not self.enabled}"

    @property
    def will(self) -> str:
        return f"Enabled {self.enabled}"

    async def now(self, world: World) -> str:
        found = await self.found(world)
        return NOTHING if found is None else f"Enabled {switch(found.enabled)}"

    def opposite(self) -> Action | NoOpposite:
        return EnableAuthServer(
            server=self.server, auth_server=self.auth_server, enabled=not self.enabled
        )


@dataclass(frozen=True, kw_only=True)
class SetApplication(OnAuthServer):
    """Tell Exchange which application it signs in as, and for which domains.

    Empty values clear both.
    https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
    """

    name: ClassVar[str] = "auth server application"
    application: str
    domains: tuple[str, ...]
    old_application: str = ""
    old_domains: tuple[str, ...] = ()

    @property
    def title(self) -> Phrase:
        if not self.application:
            return say("Have Exchange sign in as no application of its own")
        return say("Have Exchange sign in as {id}", id=self.application)

    @property
    def call(self) -> Call:
        return Call(
            doing=SET,
            values={
                "Identity": self.auth_server,
                "ApplicationIdentifier": self.application or None,
                "DomainName": list(self.domains) or None,
            },
        )

    @property
    def was(self) -> str:
        return self._state(self.old_application, self.old_domains)

    @property
    def will(self) -> str:
        return self._state(self.application, self.domains)

    async def now(self, world: World) -> str:
        found = await self.found(world)
        return NOTHING if found is None else self._state(found.application_id, found.domains)

    def opposite(self) -> Action | NoOpposite:
        return SetApplication(
            server=self.server,
            auth_server=self.auth_server,
            application=self.old_application,
            domains=self.old_domains,
            old_application=self.application,
            old_domains=self.domains,
        )

    @staticmethod
    def _state(application: str, domains: tuple[str, ...]) -> str:
        return (
            f"ApplicationIdentifier {application.lower() or NOTHING}; DomainName {listed(domains)}"
        )
