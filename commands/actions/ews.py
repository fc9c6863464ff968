"""Exchange Online's EWS switches: on, with a list of applications that is replaced whole.

https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/exchange-web-services/control-access-to-ews-in-exchange
"""

from dataclasses import dataclass
from typing import ClassVar

from commands.action import Action, Call, Doing, NoOpposite, Values
from commands.actions.stated import CLOUD, Stated, listed, switch
from commands.facts.cmdlets import single
from commands.outside.exchange_online import EwsPolicy
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class SetEws(Values, Stated):
    """Set the organisation's switch and its list."""

    name: ClassVar[str] = "ews set"
    enabled: bool | None
    applications: tuple[str, ...]
    old_enabled: bool | None
    old_applications: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        if not self.enabled or len(self.applications) < len(self.old_applications):
            return say("Put the EWS switches of Exchange Online back")
        return say("Let the application use EWS in Exchange Online")

    @property
    def what(self) -> str:
        return "Get-OrganizationConfig"

    @property
    def side(self) -> str:
        return CLOUD

    @property
    def call(self) -> Call:
        return Call(
            doing="Set-OrganizationConfig",
            values={
                "EwsEnabled": self.enabled,
                "EwsAllowedAppIDs": ",".join(self.applications) or None,
            },
        )

    @property
    def was(self) -> str:
        return self._state(self.old_enabled, self.old_applications)

    @property
    def will(self) -> str:
        return self._state(self.enabled, self.applications)

    async def now(self, world: World) -> str:
        found = await single(
            world.cloud,
            "Get-OrganizationConfig",
            EwsPolicy.from_object,
            {"RetrieveEwsOperationAccessPolicy": True},
        )
        return self._state(found.enabled, found.allowed_app_ids)

    async def do(self, world: World, doing: Doing) -> None:
        await world.cloud.run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )

    def opposite(self) -> Action | NoOpposite:
        return SetEws(
            enabled=self.old_enabled,
            applications=self.old_applications,
            old_enabled=self.enabled,
            old_applications=self.applications,
        )

    @staticmethod
    def _state(enabled: object, applications: tuple[str, ...]) -> str:
        ids = listed({each.lower() for each in applications})
        return f"EwsEnabled {switch(enabled)}; EwsAllowedAppIDs {ids}"
