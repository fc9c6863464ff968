"""Exchange Online's EWS switches: who may use EWS, and whether anybody may.

The list is replaced whole and known everywhere after a day; the switch takes about an hour.  So
the list is written first.  A null lets everybody in again within the hour, whatever the list says:
the quickest way out when somebody is shut out.  That a null goes over the REST door is said by no
page ("revert to Null via PowerShell" is all that is): what was set is read back.
https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/exchange-web-services/control-access-to-ews-in-exchange
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from commands.action import Action, Call, Doing, NoOpposite, Values
from commands.actions.stated import CLOUD, Stated, listed, switch
from commands.facts.cloud import ews_list, ews_policy
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class _OnEws(Values, Stated):
    @property
    def what(self) -> str:
        return "Get-OrganizationConfig"

    @property
    def side(self) -> str:
        return CLOUD

    @property
    @abstractmethod
    def call(self) -> Call: ...

    async def do(self, world: World, doing: Doing) -> None:
        await world.cloud.run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )


@dataclass(frozen=True, kw_only=True)
class SetEwsList(_OnEws):
    """Name the applications that may use EWS."""

    name: ClassVar[str] = "ews list"
    applications: tuple[str, ...]
    old_applications: tuple[str, ...] = ()

    @property
    def title(self) -> Phrase:
        if len(self.applications) < len(self.old_applications):
            return say("Put the list of applications that may use EWS back; it takes up to a day")
        return say("Put the application on the list of those that may use EWS")

    @property
    def call(self) -> Call:
        values = {"EwsAllowedAppIDs": ",".join(self.applications) or None}
        return Call(doing="Set-OrganizationConfig", values=values)

    @property
    def was(self) -> str:
        return _list(self.old_applications)

    @property
    def will(self) -> str:
        return _list(self.applications)

    async def now(self, world: World) -> str:
        return _list((await ews_list(world)).app_ids)

    def opposite(self) -> Action | NoOpposite:
        return SetEwsList(applications=self.old_applications, old_applications=self.applications)


@dataclass(frozen=True, kw_only=True)
class SetEwsSwitch(_OnEws):
    """Switch EWS on for those on the list, off, or open to everybody (null)."""

    name: ClassVar[str] = "ews switch"
    enabled: bool | None
    old_enabled: bool | None

    @property
    def title(self) -> Phrase:
        if self.enabled is None:
            return say("Open EWS in Exchange Online to every application again, within the hour")
        if not self.enabled:
            return say("Switch EWS in Exchange Online off; it takes about an hour")
        return say("Switch EWS in Exchange Online on for the applications on the list")

    @property
    def call(self) -> Call:
        return Call(doing="Set-OrganizationConfig", values={"EwsEnabled": self.enabled})

    @property
    def was(self) -> str:
        return f"EwsEnabled {switch(self.old_enabled)}"

    @property
    def will(self) -> str:
        return f"EwsEnabled {switch(self.enabled)}"

    async def now(self, world: World) -> str:
        return f"EwsEnabled {switch((await ews_policy(world)).enabled)}"

    def opposite(self) -> Action | NoOpposite:
        return SetEwsSwitch(enabled=self.old_enabled, old_enabled=self.enabled)


@dataclass(frozen=True, kw_only=True)
class SetEws(_OnEws):
    """Set both at once: as plans of earlier versions had it, which stored jobs may still undo."""

    name: ClassVar[str] = "ews set"
    enabled: bool | None
    applications: tuple[str, ...]
    old_enabled: bool | None
    old_applications: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        if self.enabled is None:
            return say("Open EWS in Exchange Online to every application again, within the hour")
        if not self.enabled or len(self.applications) < len(self.old_applications):
            return say("Put the EWS switches of Exchange Online back")
        return say("Let the application use EWS in Exchange Online")

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
        return _both(self.old_applications, enabled=self.old_enabled)

    @property
    def will(self) -> str:
        return _both(self.applications, enabled=self.enabled)

    async def now(self, world: World) -> str:
        policy, ids = await ews_policy(world), await ews_list(world)
        return _both(ids.app_ids, enabled=policy.enabled)

    def opposite(self) -> Action | NoOpposite:
        return SetEws(
            enabled=self.old_enabled,
            applications=self.old_applications,
            old_enabled=self.enabled,
            old_applications=self.applications,
        )


def _list(applications: tuple[str, ...]) -> str:
    return f"EwsAllowedAppIDs {listed({each.lower() for each in applications})}"


def _both(applications: tuple[str, ...], *, enabled: bool | None) -> str:
    return f"EwsEnabled {switch(enabled)}; {_list(applications)}"
