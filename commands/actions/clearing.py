"""The end of a rotation: Exchange forgets the previous auth certificate."""

from dataclasses import dataclass
from typing import ClassVar

from commands.action import (
    Action,
    Already,
    Call,
    Doing,
    Look,
    NoOpposite,
    Not,
    Switch,
    Undoing,
)
from commands.actions.auth_config import SET, OnAuthConfig, moved
from commands.actions.stated import NOTHING
from commands.outside.exchange import AuthConfig
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class ClearPrevious(OnAuthConfig):
    """Forget the previous certificate: it is no more offered to those who verify signatures.

    ``leftover``: of an earlier rotation, so that nothing of this job rests on it.
    """

    name: ClassVar[str] = "previous auth certificate cleared"
    thumbprint: str
    leftover: bool = False

    @property
    def title(self) -> Phrase:
        return say("Clear the previous auth certificate {thumbprint}", thumbprint=self.thumbprint)

    @property
    def call(self) -> Call:
        return Call(doing=SET, values={"ClearPreviousCertificate": Switch.ON})

    @property
    def before(self) -> Phrase:
        return say("{state}", state=self.thumbprint)

    @property
    def after(self) -> Phrase:
        return say("{state}", state=NOTHING)

    @property
    def seals(self) -> Phrase | None:
        """Why nothing of a job can be undone once this is done."""
        if self.leftover:
            return None
        return say(
            "The old auth certificate {thumbprint} is retired: its key is taken from the cloud and "
            "Exchange has forgotten it. There is no way back, only forward: rotate again.",
            thumbprint=self.thumbprint,
        )

    async def do(self, world: World, doing: Doing) -> None:
        await self.set(world, doing, ClearPreviousCertificate=True)

    def opposite(self) -> Action | NoOpposite:
        if self.leftover:
            return NoOpposite(
                because=Undoing.NOTHING, why=say("Nothing used the certificate any more.")
            )
        return NoOpposite(
            because=Undoing.IMPOSSIBLE, why=say("Exchange takes no previous certificate back.")
        )

    def seen(self, config: AuthConfig, _: World) -> Look:
        if not config.previous:
            return Already()
        if same(config.previous, self.thumbprint):
            return Not(say("Get-AuthConfig: {now} is the previous one.", now=config.previous))
        return moved("PreviousCertificateThumbprint", self.thumbprint, config.previous)
