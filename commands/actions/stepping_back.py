"""What comes after the new auth certificate: going back from it, or letting the old one go."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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
    Switch,
    Undoing,
)
from commands.actions.auth_certificates import installed
from commands.actions.auth_config import (
    AT_ONCE,
    SET,
    WENT_BACK,
    OnAuthConfig,
    OnSigning,
    iso,
    moved,
)
from commands.actions.stated import NOTHING
from commands.outside.exchange import AuthConfig, of_thumbprint
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World

ENDED: Final = say(
    "The certificate from before has ended: there is no way back, only forward; rotate again."
)

_NOW: Final = "(Get-Date).ToUniversalTime()"
"""What a person would type: a time without its zone is another one on each server."""


@dataclass(frozen=True, kw_only=True)
class GoBack(OnSigning):
    """Bring the old certificate back in the place of the new one, whether staged or published.

    No page of Microsoft's describes a way back.  The old certificate is staged anew, in effect at
    once, and published; where the new one is only staged, what was staged before takes its place,
    or nothing: ``Set-AuthConfig`` refuses to stage the current one, and takes no date for nothing.
    What has ended, is not there, or is not known to the cloud is not gone back to: another rotation
    may have retired it since.
    https://learn.microsoft.com/powershell/module/exchangepowershell/set-authconfig

    Attributes:
        thumbprint, instead_of: The old one and the new one.
        staged_before, staged_at: What was staged before the new one; empty when nothing was.
        is_staged: The new one was only staged when this was planned, which the plan shows.
        applications, principals: As in ``OnSigning``.
    """

    name: ClassVar[str] = "auth certificate back"
    thumbprint: str
    instead_of: str
    staged_before: str = ""
    staged_at: str = ""
    is_staged: bool = False

    @property
    def title(self) -> Phrase:
        if self.is_staged and not self.staged_before:
            return say("Make sure {thumbprint} is not staged any more", thumbprint=self.instead_of)
        return say(
            "Go back from {new} to the auth certificate {thumbprint}",
            new=self.instead_of, thumbprint=self.thumbprint,
        )  # fmt: skip

    @property
    def call(self) -> Call:
        if self.is_staged:
            before = {"NewCertificateThumbprint": self.staged_before}
            date = {"NewCertificateEffectiveDate": self.staged_at} if self.staged_at else {}
            return Call(doing=SET, values={**before, **date, "Force": Switch.ON})
        stages = (
            f"-NewCertificateThumbprint '{self.thumbprint}' -NewCertificateEffectiveDate {_NOW}"
        )
        publishes = f"{SET} -PublishCertificate -Force"
        return Call(doing=f"{SET} {stages} -Force; {publishes}", values={})

    @property
    def before(self) -> Phrase:
        return say("{state}", state=self.instead_of)

    @property
    def after(self) -> Phrase:
        if self.is_staged:
            return say(
                "{state}; if Exchange has published it meanwhile, {thumbprint} is published again",
                state=self.staged_before or NOTHING,
                thumbprint=self.thumbprint,
            )
        return say("{state}", state=self.thumbprint)

    async def already(self, world: World) -> Look:
        config = await self.read(world)
        look = self.seen(config, world)
        if not isinstance(look, Not) or same(config.current, self.thumbprint):
            return look
        return await self._hindered(world) or look

    async def _hindered(self, world: World) -> Moved | None:
        """Say why there is no way back to the old one any more."""
        there = of_thumbprint(await installed(world, self.server), self.thumbprint)
        if there is None or not there.may_sign:
            return Moved(
                say(
                    "{server} does not have {thumbprint} with its key any more: there is no way "
                    "back to it.",
                    server=self.server,
                    thumbprint=self.thumbprint,
                )
            )
        if there.certificate.ends <= world.clock.now():
            return Moved(ENDED)
        return await self.unknown_to(world, self.thumbprint)

    async def do(self, world: World, doing: Doing) -> None:
        config = await self.read(world)
        if same(config.current, self.thumbprint):
            await self._unstage(world, doing)
            return
        if not same(config.next, self.thumbprint):
            await self._stage(world, doing, self.thumbprint, world.clock.now() - AT_ONCE)
        # The server's clock may be behind ours, and it would ask whether the time has not come yet.
        await self.set(world, doing, PublishCertificate=True, Force=True)

    def opposite(self) -> Action | NoOpposite:
        return NoOpposite(
            because=Undoing.IMPOSSIBLE, why=say("Ask for a new rotation to go forward again.")
        )

    async def _unstage(self, world: World, doing: Doing) -> None:
        if self.staged_before and self.staged_at:
            due = datetime.fromisoformat(self.staged_at)
            earliest = world.clock.now() - AT_ONCE
            await self._stage(world, doing, self.staged_before, max(due, earliest))
        else:
            await self.set(world, doing, NewCertificateThumbprint="", Force=True)

    async def _stage(self, world: World, doing: Doing, thumbprint: str, due: datetime) -> None:
        await self.set(
            world,
            doing,
            NewCertificateThumbprint=thumbprint,
            NewCertificateEffectiveDate=due,
            Force=True,
        )

    def seen(self, config: AuthConfig, world: World) -> Look:
        if same(config.current, self.thumbprint):
            if not same(config.next, self.instead_of) or self._is_as_before(config):
                return Already({WENT_BACK: iso(world.clock.now())})
            return Not(say("{thumbprint} is still staged.", thumbprint=self.instead_of))
        if same(config.current, self.instead_of):
            if same(config.next, self.thumbprint):
                return Not(
                    say(
                        "{thumbprint} is staged and not published yet; Exchange does so by itself "
                        "within 12 hours.",
                        thumbprint=self.thumbprint,
                    )
                )
            return Not(say("{thumbprint} is the current one.", thumbprint=self.instead_of))
        return moved("CurrentCertificateThumbprint", self.instead_of, config.current)

    def _is_as_before(self, config: AuthConfig) -> bool:
        """Tell whether the same certificate stands staged again as it was before this job."""
        if not same(self.staged_before, self.instead_of) or config.next_effective is None:
            return False
        before = datetime.fromisoformat(self.staged_at)
        return config.next_effective <= before + timedelta(minutes=1)


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
