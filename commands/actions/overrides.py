"""Setting overrides: the switch that has Exchange use the dedicated application.

https://learn.microsoft.com/powershell/module/exchange/new-settingoverride
"""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Final

from commands.action import Action, Already, Call, Doing, Look, NoOpposite, Not, Switch, Values
from commands.actions.stated import NOTHING, Stated
from commands.facts.cmdlets import objects
from commands.outside.exchange import SettingOverride
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World

REASON: Final = "Dedicated hybrid application"


@dataclass(frozen=True, kw_only=True)
class OnOverride(Values, Stated):
    """A change of one setting override, made and read back on one server."""

    server: str
    override: str

    @property
    def what(self) -> str:
        return f"Get-SettingOverride {self.override}"

    @property
    def side(self) -> str:
        return self.server

    @property
    @abstractmethod
    def call(self) -> Call: ...

    async def now(self, world: World) -> str:
        found = await objects(
            world.on_premises.on(self.server), "Get-SettingOverride", SettingOverride.from_object
        )
        for each in found:
            if same(each.name, self.override):
                return f"Parameters {', '.join(each.parameters) or NOTHING}"
        return NOTHING

    async def do(self, world: World, doing: Doing) -> None:
        await world.on_premises.on(self.server).run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )


@dataclass(frozen=True, kw_only=True)
class NewOverride(OnOverride):
    """Make an override that holds on every server."""

    name: ClassVar[str] = "override new"
    component: str
    section: str
    parameters: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        return say("Create the setting override {name}", name=self.override)

    @property
    def call(self) -> Call:
        return Call(
            doing="New-SettingOverride",
            values={
                "Name": self.override,
                "Component": self.component,
                "Section": self.section,
                "Parameters": list(self.parameters),
                "Reason": REASON,
            },
        )

    @property
    def was(self) -> str:
        return NOTHING

    @property
    def will(self) -> str:
        return f"Parameters {', '.join(self.parameters)}"

    def opposite(self) -> Action | NoOpposite:
        return RemoveOverride.from_json(self.to_json())


@dataclass(frozen=True, kw_only=True)
class RemoveOverride(NewOverride):
    """Remove an override that was made."""

    name: ClassVar[str] = "override remove"

    @property
    def title(self) -> Phrase:
        return say("Remove the setting override {name}", name=self.override)

    @property
    def call(self) -> Call:
        return Call(
            doing="Remove-SettingOverride",
            values={"Identity": self.override, "Confirm": Switch.OFF},
        )

    @property
    def was(self) -> str:
        return f"Parameters {', '.join(self.parameters)}"

    @property
    def will(self) -> str:
        return NOTHING

    def opposite(self) -> Action | NoOpposite:
        return NewOverride.from_json(self.to_json())


@dataclass(frozen=True, kw_only=True)
class SetOverride(OnOverride):
    """Change what an override that is there says."""

    name: ClassVar[str] = "override set"
    parameters: tuple[str, ...]
    old_parameters: tuple[str, ...]

    @property
    def title(self) -> Phrase:
        return say("Change the setting override {name}", name=self.override)

    @property
    def call(self) -> Call:
        return Call(
            doing="Set-SettingOverride",
            values={
                "Identity": self.override,
                "Parameters": list(self.parameters),
                "Reason": REASON,
            },
        )

    @property
    def was(self) -> str:
        return f"Parameters {', '.join(self.old_parameters) or NOTHING}"

    @property
    def will(self) -> str:
        return f"Parameters {', '.join(self.parameters)}"

    def opposite(self) -> Action | NoOpposite:
        return SetOverride(
            server=self.server,
            override=self.override,
            parameters=self.old_parameters,
            old_parameters=self.parameters,
        )


@dataclass(frozen=True, kw_only=True)
class RefreshSettings(Values):
    """Have one server read its setting overrides now, not within the hour.

    It changes no object: whether it took effect only the test shows.
    """

    name: ClassVar[str] = "settings refresh"
    settles: ClassVar[bool] = True
    server: str

    @property
    def title(self) -> Phrase:
        return say("Have {server} read its settings again", server=self.server)

    @property
    def side(self) -> str:
        return self.server

    @property
    def call(self) -> Call:
        return Call(
            doing="Get-ExchangeDiagnosticInfo",
            values={
                "Server": self.server,
                "Process": "Microsoft.Exchange.Directory.TopologyService",
                "Component": "VariantConfiguration",
                "Argument": "Refresh",
            },
        )

    @property
    def before(self) -> Phrase:
        return say("{server} knows the settings of its last reading", server=self.server)

    @property
    def after(self) -> Phrase:
        return say("{server} knows the settings of this moment", server=self.server)

    @property
    def deadline(self) -> float:
        return 60.0

    async def already(self, world: World) -> Look:
        del world  # nothing shows what a server has read
        return Not()

    async def do(self, world: World, doing: Doing) -> None:
        await world.on_premises.on(self.server).run(
            self.call.doing, timeout=doing.seconds(), parameters=self.call.parameters
        )

    async def verify(self, world: World) -> Look:
        """Take it as done: doing it twice harms nothing, and every server reads within the hour."""
        del world
        return Already()

    def opposite(self) -> Action | NoOpposite:
        """Have it read them once more: by then the undo has put the settings back."""
        return self
