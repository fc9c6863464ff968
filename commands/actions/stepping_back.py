"""The way back from the new auth certificate to the one before, as long as that is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
    Switch,
    Undoing,
)
from commands.actions.auth_certificates import installed
from commands.actions.auth_config import (
    AT_ONCE,
    SET,
    WENT_BACK,
    OnSigning,
    iso,
    moved,
    staged,
)
from commands.actions.clocks import hindrance
from commands.actions.stated import NOTHING
from commands.actions.way_back import followed
from commands.effective import AHEAD
from commands.outside.exchange import AuthConfig, of_thumbprint
from commands.outside.identifiers import same
from commands.phrases import Phrase, listed, say
from commands.ports import World
from commands.quoting import shown
from commands.traits import Follows

ENDED: Final = say(
    "The certificate from before has ended: there is no way back, only forward; rotate again."
)

_NOW: Final = "(Get-Date).ToUniversalTime()"
"""What a person would type: a time without its zone is another one on each server."""

_LEAST: Final = AHEAD
"""With less left, nothing is staged again: not every server could have it, and nobody decides
any more whether Exchange publishes it."""

_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class GoBack(OnSigning):
    """Bring the old certificate back in the place of the new one, whether staged or published.

    No page of Microsoft's describes a way back; what Exchange allows is read from public decompiled
    code of Exchange 15.0: ``-NewCertificateThumbprint ''`` takes back what is staged, with its
    date, and asks unless forced; the previous certificate may be staged, with a warning.

    The old certificate is staged anew, in effect at once, and published; where the new one is only
    staged, what was staged before takes its place if it still has 48 hours, or nothing:
    ``Set-AuthConfig`` refuses to stage the current one, and takes no date for nothing.
    What has ended, is not there, or is not known to the cloud is not gone back to: another rotation
    may have retired it since.
    https://learn.microsoft.com/powershell/module/exchangepowershell/set-authconfig

    Attributes:
        thumbprint, instead_of: The old one and the new one.
        staged_before, staged_at: What was staged before the new one; empty when nothing was.
        restages: Whether that is staged again; not where its time is too near, or past.
        is_staged: The new one was only staged when this was planned, which the plan shows.
        applications, principals: As in ``OnSigning``.
    """

    name: ClassVar[str] = "auth certificate back"
    thumbprint: str
    instead_of: str
    staged_before: str = ""
    staged_at: str = ""
    restages: bool = True
    is_staged: bool = False

    @property
    def title(self) -> Phrase:
        if self.is_staged and self._again is not None:
            return say("Stage again what was staged before: {state}", state=self._was)
        if self.is_staged:
            return say("Make sure {thumbprint} is not staged any more", thumbprint=self.instead_of)
        return say(
            "Go back from {new} to the auth certificate {thumbprint}",
            new=self.instead_of, thumbprint=self.thumbprint,
        )  # fmt: skip

    @property
    def call(self) -> Call:
        if self.is_staged:
            before = {"NewCertificateThumbprint": "", "Force": Switch.ON}
            if self._again is not None:
                before["NewCertificateThumbprint"] = self.staged_before
                before["NewCertificateEffectiveDate"] = self.staged_at
            return Call(doing=SET, values=before)
        stages = (
            f"-NewCertificateThumbprint {shown(self.thumbprint)} "
            f"-NewCertificateEffectiveDate {_NOW}"
        )
        publishes = f"{SET} -PublishCertificate -Force"
        return Call(doing=f"{SET} {stages} -Force; {publishes}", values={})

    @property
    def before(self) -> Phrase:
        return say("{state}", state=self.instead_of)

    @property
    def after(self) -> Phrase:
        if not self.is_staged:
            return say("{state}; nothing is staged then", state=self.thumbprint)
        published = say(
            "if Exchange has published it meanwhile, {thumbprint} is published again",
            thumbprint=self.thumbprint,
        )
        return listed((self._left, published), "; ")

    @property
    def _left(self) -> Phrase:
        """Say what is staged then, while the new one is not published."""
        if not self.staged_before:
            return say("{state}", state=NOTHING)
        if self._again is not None:
            return say(
                "{state}; nothing, if less than 48 hours are left until then", state=self._was
            )
        return say(
            "nothing: {state} is not staged again, since its time has passed or is less than 48 "
            "hours away",
            state=self._was,
        )

    @property
    def _was(self) -> str:
        return staged(self.staged_before, self.staged_at)

    @property
    def _again(self) -> datetime | None:
        """When what was staged before is to take over; ``None`` where it is not staged again."""
        if not self.staged_before or not self.staged_at or not self.restages:
            return None
        return datetime.fromisoformat(self.staged_at)

    def as_of(self, now: datetime) -> "GoBack":
        """Give what an undo that is planned now would do."""
        again = self._again
        return self if again is None or again - now >= _LEAST else replace(self, restages=False)

    def follows(self, planned: Iterable[Action | Condition]) -> Follows:
        """Give what has the old one signed with again, on every server that was to change."""
        asks = self.server if self.is_staged else ""
        return followed(self.thumbprint, self.instead_of, planned, asks=asks)

    def includes(self, other: Action) -> bool:
        """Tell that going back from the publication takes back the staging before it."""
        return (
            isinstance(other, GoBack)
            and (other.is_staged, self.is_staged) == (True, False)
            and same(other.thumbprint, self.thumbprint)
            and same(other.instead_of, self.instead_of)
        )

    async def already(self, world: World) -> Look:
        config = await self.read(world)
        look = self.seen(config, world)
        if not isinstance(look, Not) or same(config.current, self.thumbprint):
            return look
        return await self._hindered(world) or look

    async def _hindered(self, world: World) -> Moved | None:
        """Say why there is no way back to the old one any more."""
        there = of_thumbprint(await installed(world, self.server, self.thumbprint), self.thumbprint)
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
        if (clock := await hindrance(world)) is not None:
            return Moved(clock)
        return await self.unknown_to(world, self.thumbprint)

    async def do(self, world: World, doing: Doing) -> None:
        config = await self.read(world)
        if same(config.current, self.thumbprint):
            await self._unstage(world, doing)
            return
        if not same(config.next, self.thumbprint):
            await self._stage(world, doing, self.thumbprint, world.clock.now() + AT_ONCE)
        # The server's clock may be behind ours, and it would ask whether the time has not come yet.
        await self.set(world, doing, PublishCertificate=True, Force=True)

    def opposite(self) -> Action | NoOpposite:
        return NoOpposite(
            because=Undoing.IMPOSSIBLE, why=say("Ask for a new rotation to go forward again.")
        )

    async def _unstage(self, world: World, doing: Doing) -> None:
        again = self.as_of(world.clock.now())._again
        if again is None:
            await self.set(world, doing, NewCertificateThumbprint="", Force=True)
        else:
            await self._stage(world, doing, self.staged_before, again)

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
            if config.next and not same(config.next, self.instead_of):
                return self._in_the_way(config)
            return Not(say("{thumbprint} is the current one.", thumbprint=self.instead_of))
        return moved("CurrentCertificateThumbprint", self.instead_of, config.current)

    def _in_the_way(self, config: AuthConfig) -> Moved:
        """Say what somebody has staged since: the old one would be staged in its place."""
        return Moved(
            say(
                "Somebody has staged {state} since, and going back would throw it away. If that is "
                "meant, type {command} on {server} first.",
                state=staged(config.next, iso(config.next_effective)),
                command=f"{SET} -NewCertificateThumbprint '' -Force",
                server=self.server,
            )
        )

    def _is_as_before(self, config: AuthConfig) -> bool:
        """Tell whether the same certificate stands staged again as it was before this job."""
        again, due = self._again, config.next_effective
        if not same(self.staged_before, self.instead_of) or again is None or due is None:
            return False
        return abs(due - again) <= _MINUTE
