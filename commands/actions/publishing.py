"""Publication: Exchange signs with the staged certificate, by our word or by itself."""

from dataclasses import dataclass
from typing import ClassVar

from commands.action import (
    Action,
    Already,
    Call,
    Doing,
    Look,
    Moved,
    NoOpposite,
    Not,
    Switch,
    Undoing,
)
from commands.actions.auth_config import (
    PUBLISHED,
    SET,
    OnSigning,
    iso,
)
from commands.actions.stated import NOTHING
from commands.actions.stepping_back import ENDED, GoBack
from commands.actions.taking_over import not_due, superseded
from commands.outside.exchange import AuthConfig
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class PublishCertificate(OnSigning):
    """Have Exchange sign with the staged certificate, unless its own service has done it already.

    Its AuthAdmin servicelet does so within twelve hours of the effective time.
    https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate

    Attributes:
        thumbprint, old: The new one and the current one.
        returns: Whether an undo goes back to the current one; not where that has ended.
        applications, principals: As in ``OnSigning``; where one lacks the key, nothing is sent.
    """

    name: ClassVar[str] = "auth certificate published"
    comes_by_itself: ClassVar[bool] = True
    thumbprint: str
    old: str = ""
    returns: bool = True

    @property
    def title(self) -> Phrase:
        return say("Publish the auth certificate {thumbprint}", thumbprint=self.thumbprint)

    @property
    def call(self) -> Call:
        return Call(doing=SET, values={"PublishCertificate": Switch.ON, "Force": Switch.ON})

    @property
    def before(self) -> Phrase:
        return say("{state}", state=self.old or NOTHING)

    @property
    def after(self) -> Phrase:
        return say(
            "{state}; {old} is kept as the previous one",
            state=self.thumbprint, old=self.old or NOTHING,
        )  # fmt: skip

    async def already(self, world: World) -> Look:
        look = await super().already(world)
        if not isinstance(look, Not):
            return look
        return await self.unknown_to(world, self.thumbprint) or look

    async def do(self, world: World, doing: Doing) -> None:
        # A server's clock may be behind ours; it would ask whether the time has not come yet.
        await self.set(world, doing, **self.call.parameters)

    def opposite(self) -> Action | NoOpposite:
        if not self.old:
            return NoOpposite(
                because=Undoing.IMPOSSIBLE, why=say("There was no certificate to go back to.")
            )
        if not self.returns:
            return NoOpposite(because=Undoing.IMPOSSIBLE, why=ENDED)
        return GoBack(
            server=self.server,
            thumbprint=self.old,
            instead_of=self.thumbprint,
            applications=self.applications,
            principals=self.principals,
        )

    def seen(self, config: AuthConfig, world: World) -> Look:
        if same(config.current, self.thumbprint):
            return Already({PUBLISHED: iso(world.clock.now())})
        if (changed := superseded(config, self.thumbprint, self.old)) is not None:
            return changed
        if (early := not_due(config, world.clock.now())) is not None:
            return Moved(early)
        return Not(say("Get-AuthConfig: {now} is the current one.", now=config.current or NOTHING))
