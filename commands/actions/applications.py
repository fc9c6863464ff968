"""The dedicated hybrid application in Entra ID: registered, given its principal, deleted again.

Microsoft's script finds it by its name, so it is never renamed.
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from commands.action import (
    Action,
    Already,
    Call,
    Doing,
    Look,
    Moved,
    NoOpposite,
    Not,
    Undoing,
    Values,
)
from commands.actions.stated import DIRECTORY, DIRECTORY_WRITES, NOTHING
from commands.book import reference
from commands.outside.entra import Application, RoleNeed
from commands.outside.identifiers import EXCHANGE_ONLINE, FULL_ACCESS_AS_APP
from commands.phrases import Phrase, say
from commands.ports import World

APP_ID: Final = "application id"
OBJECT_ID: Final = "object id of the application"
"""What becomes known when the application is registered."""


def learned(application: Application) -> dict[str, str]:
    return {APP_ID: application.app_id, OBJECT_ID: application.id}


@dataclass(frozen=True, kw_only=True)
class NewApplication(Values):
    """Register the application, asking for the role that EWS needs; consent is people's."""

    name: ClassVar[str] = "application new"
    display_name: str

    @property
    def title(self) -> Phrase:
        return say("Register the application {name}", name=self.display_name)

    @property
    def side(self) -> str:
        return DIRECTORY

    @property
    def call(self) -> Call:
        role = {"id": FULL_ACCESS_AS_APP, "type": "Role"}
        return Call(
            doing="POST /applications",
            values={
                "displayName": self.display_name,
                "signInAudience": "AzureADMyOrg",
                "requiredResourceAccess": [
                    {"resourceAppId": EXCHANGE_ONLINE, "resourceAccess": [role]}
                ],
            },
        )

    @property
    def before(self) -> Phrase:
        return say("{state}", state=NOTHING)

    @property
    def after(self) -> Phrase:
        return say("{state}", state=f"appId {reference(APP_ID)}")

    @property
    def deadline(self) -> float:
        return DIRECTORY_WRITES

    async def already(self, world: World) -> Look:
        return await self.verify(world)

    async def do(self, world: World, doing: Doing) -> None:
        needs = (RoleNeed(resource_app_id=EXCHANGE_ONLINE, role_id=FULL_ACCESS_AS_APP),)
        await world.graph.create_application(
            self.display_name, required=needs, timeout=doing.seconds()
        )

    async def verify(self, world: World) -> Look:
        """Find it by its name.

        What was sent and is not found is looked for again only after the deadline, when the
        directory has long come to show it; then its absence is certain.
        """
        found = await world.graph.applications_named(self.display_name)
        if len(found) > 1:
            return Moved(
                say("{count} applications are called {name}.",
                    count=len(found), name=self.display_name)
            )  # fmt: skip
        return Already(learned(found[0])) if found else Not()

    def opposite(self) -> Action | NoOpposite:
        return DeleteApplication(display_name=self.display_name, object_id=reference(OBJECT_ID))


@dataclass(frozen=True, kw_only=True)
class DeleteApplication(Values):
    """Delete an application that was registered; Entra ID keeps it for 30 days."""

    name: ClassVar[str] = "application delete"
    display_name: str
    object_id: str

    @property
    def title(self) -> Phrase:
        return say("Delete the application {name}", name=self.display_name)

    @property
    def side(self) -> str:
        return DIRECTORY

    @property
    def call(self) -> Call:
        return Call(doing=f"DELETE /applications/{self.object_id}", values={})

    @property
    def before(self) -> Phrase:
        return say("{state}", state=self.object_id)

    @property
    def after(self) -> Phrase:
        return say("{state}", state=NOTHING)

    @property
    def deadline(self) -> float:
        return DIRECTORY_WRITES

    async def already(self, world: World) -> Look:
        return await self.verify(world)

    async def do(self, world: World, doing: Doing) -> None:
        await world.graph.delete_application(self.object_id, timeout=doing.seconds())

    async def verify(self, world: World) -> Look:
        found = await world.graph.applications_named(self.display_name)
        return Not() if any(each.id == self.object_id for each in found) else Already()

    def opposite(self) -> Action | NoOpposite:
        return NoOpposite(
            because=Undoing.IMPOSSIBLE,
            why=say("A deleted application can be restored in Entra ID for 30 days only."),
        )


@dataclass(frozen=True, kw_only=True)
class NewPrincipal(Values):
    """Make the application's service principal in its own tenant."""

    name: ClassVar[str] = "principal new"
    app_id: str
    with_application: bool = True
    """Whether this job registers the application too; its undo then deletes both."""

    @property
    def title(self) -> Phrase:
        return say("Create the service principal of {id}", id=self.app_id)

    @property
    def side(self) -> str:
        return DIRECTORY

    @property
    def call(self) -> Call:
        return Call(doing="POST /servicePrincipals", values={"appId": self.app_id})

    @property
    def before(self) -> Phrase:
        return say("{state}", state=NOTHING)

    @property
    def after(self) -> Phrase:
        return say("{state}", state=f"appId {self.app_id}")

    @property
    def deadline(self) -> float:
        return DIRECTORY_WRITES

    async def already(self, world: World) -> Look:
        return await self.verify(world)

    async def do(self, world: World, doing: Doing) -> None:
        await world.graph.create_principal(self.app_id, timeout=doing.seconds())

    async def verify(self, world: World) -> Look:
        return Not() if await world.graph.principal(self.app_id) is None else Already()

    def opposite(self) -> Action | NoOpposite:
        if self.with_application:
            return NoOpposite(
                because=Undoing.NOTHING, why=say("It is deleted together with its application.")
            )
        return NoOpposite(
            because=Undoing.IMPOSSIBLE,
            why=say("The principal of an application that was there before stays."),
        )
