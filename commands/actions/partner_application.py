"""The partner application: whether Exchange Server accepts Exchange Online's tokens."""

from dataclasses import dataclass
from typing import ClassVar

from commands.action import Action, Call, Doing, NoOpposite, Values
from commands.actions.stated import NOTHING, Stated, switch
from commands.facts.cmdlets import objects
from commands.outside.exchange import PartnerApplication
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class SetPartnerApplication(Values, Stated):
    """Enable it with an empty realm, or put both back.

    It exists on premises only: typed into Exchange Online PowerShell it does not exist.
    https://learn.microsoft.com/powershell/module/exchange/set-partnerapplication
    """

    name: ClassVar[str] = "partner application set"
    server: str
    application: str
    enabled: bool
    realm: str
    old_enabled: bool
    old_realm: str

    @property
    def title(self) -> Phrase:
        if self.enabled:
            return say("Enable the partner application {name}", name=self.application)
        return say("Disable the partner application {name}", name=self.application)

    @property
    def what(self) -> str:
        return f"Get-PartnerApplication {self.application}"

    @property
    def side(self) -> str:
        return self.server

    @property
    def call(self) -> Call:
        values: dict[str, object] = {"Identity": self.application, "Enabled": self.enabled}
        if not same(self.realm, self.old_realm):
            values["Realm"] = self.realm or None
        return Call(doing="Set-PartnerApplication", values=values)

    @property
    def was(self) -> str:
        return self._state(self.old_enabled, self.old_realm)

    @property
    def will(self) -> str:
        return self._state(self.enabled, self.realm)

    async def now(self, world: World) -> str:
        found = await objects(
            world.on_premises.on(self.server),
            "Get-PartnerApplication",
            PartnerApplication.from_object,
        )
        for each in found:
            if same(each.name, self.application):
                return self._state(each.enabled, each.realm)
        return NOTHING

    async def do(self, world: World, doing: Doing) -> None:
        await world.on_premises.on(self.server).run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )

    def opposite(self) -> Action | NoOpposite:
        return SetPartnerApplication(
            server=self.server,
            application=self.application,
            enabled=self.old_enabled,
            realm=self.old_realm,
            old_enabled=self.enabled,
            old_realm=self.realm,
        )

    @staticmethod
    def _state(enabled: object, realm: str) -> str:
        return f"Enabled {switch(enabled)}; Realm {realm or NOTHING}"
