"""The next auth certificate: named with the time it takes over at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

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
    AT_ONCE,
    EFFECTIVE,
    SET,
    OnSigning,
    iso,
    moved,
    staged,
)
from commands.actions.clocks import hindrance
from commands.actions.publishing import PublishCertificate
from commands.actions.stepping_back import ENDED, GoBack
from commands.book import reference
from commands.certificates import SERVICELET, takes_over_in_time
from commands.moments import SKEW
from commands.outside.exchange import AuthConfig
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World
from commands.traits import Lingers

_LATE: Final = timedelta(hours=2)
"""How much less than the hours asked for a date may leave that stands already."""
_SPARE: Final = SKEW
"""What is put on top of the hours: a server whose clock is ahead would ask about 48 hours sharp."""
_MINUTE: Final = timedelta(minutes=1)
_SPREADS: Final = timedelta(hours=47)
"""How far ahead a named time must still be: plans ask for 48 hours, and an hour may have passed."""
_MEANWHILE: Final = timedelta(hours=1)
"""What may have passed since the plan was made, which left what Exchange needs to the minute."""


@dataclass(frozen=True, kw_only=True)
class StageCertificate(OnSigning):
    """Name the certificate that takes over next, and when: Exchange does it by itself then.

    Attributes:
        thumbprint: The certificate.
        hours: So many hours after the step is done; not looked at with ``at``.
        at: The time, ISO 8601 in UTC.
        current: The certificate that it is to take over from.
        old, old_at: What is staged now, and for when; empty when nothing is.
        ends: When that one ends, ISO 8601; what would take over too late is not staged.  Empty
            where there is nothing to keep to.
        goes_back: Whether an undo goes back to that one; not where it has ended.
        returns: Whether an undo stages what was staged before; not where that is of no use.
        lapses: That would take over too soon to be staged again.
        force: Below 48 hours, and where another is staged already, Exchange asks; the plan that was
            approved says it is meant.
    """

    name: ClassVar[str] = "auth certificate staged"
    thumbprint: str
    hours: int = 0
    at: str = ""
    current: str = ""
    ends: str = ""
    goes_back: bool = True
    old: str = ""
    old_at: str = ""
    returns: bool = True
    lapses: bool = False
    force: bool = False

    @property
    def title(self) -> Phrase:
        return say("Stage {thumbprint} as the next auth certificate", thumbprint=self.thumbprint)

    @property
    def call(self) -> Call:
        # Known once it is done: what is sent then is the time itself.
        date = self.at or reference(EFFECTIVE)
        values: dict[str, Any] = {
            "NewCertificateThumbprint": self.thumbprint,
            "NewCertificateEffectiveDate": date,
        }
        return Call(doing=SET, values=values | ({"Force": Switch.ON} if self.force else {}))

    @property
    def before(self) -> Phrase:
        return say("{state}", state=staged(self.old, self.old_at))

    @property
    def after(self) -> Phrase:
        if self.at:
            return say("{state}", state=staged(self.thumbprint, self.at))
        if not self.hours:
            return say("{thumbprint}, in effect at once", thumbprint=self.thumbprint)
        return say(
            "{thumbprint}, in effect {hours} h {minutes} min after this step: {time}",
            thumbprint=self.thumbprint, hours=self.hours, minutes=_SPARE // _MINUTE,
            time=reference(EFFECTIVE),
        )  # fmt: skip

    @property
    def lingers(self) -> Lingers:
        """Exchange goes on with what is staged, whatever becomes of the job."""
        return Lingers(
            since=EFFECTIVE,
            within=SERVICELET,
            ends_with=PublishCertificate.name,
            goes_on=say(
                "The certificate stays staged: Exchange publishes it by {time} at the latest."
            ),
            went_on=say(
                "The certificate was staged: unless somebody has stopped it, Exchange published it "
                "by {time} at the latest."
            ),
            meanwhile=say("By now Exchange has published it by itself."),
            onwards=say(
                "Approve to restart what signs and to test; to go back: {cancel}, then {undo}."
            ),
        )

    async def do(self, world: World, doing: Doing) -> None:
        await self.set(
            world,
            doing,
            NewCertificateThumbprint=self.thumbprint,
            NewCertificateEffectiveDate=self._date(world.clock.now()),
            **({"Force": True} if self.force else {}),
        )

    def opposite(self) -> Action | NoOpposite:
        if not self.current or not self.goes_back:
            return NoOpposite(because=Undoing.IMPOSSIBLE, why=ENDED)
        return GoBack(
            server=self.server,
            thumbprint=self.current,
            instead_of=self.thumbprint,
            applications=self.applications,
            principals=self.principals,
            staged_before=self.old if self.returns else "",
            staged_at=self.old_at if self.returns else "",
            restages=not self.lapses,
            is_staged=True,
        )

    def _date(self, now: datetime) -> datetime:
        if self.at:
            return datetime.fromisoformat(self.at)
        return now + timedelta(hours=self.hours) + _SPARE if self.hours else now + AT_ONCE

    async def already(self, world: World) -> Look:
        look = await super().already(world)
        if not isinstance(look, Not):
            return look
        hindered = self._late(world.clock.now()) or await hindrance(world)
        return look if hindered is None else Moved(hindered)

    async def verify(self, world: World) -> Look:
        """Take what is staged for done, however long ago that was: it may have been ours."""
        config = await self.read(world)
        if same(config.next, self.thumbprint) and config.next_effective is not None:
            due = config.next_effective
            if self._is_fresh(due) or self._is_as_asked(due):
                return Already({EFFECTIVE: iso(due)})
        return self.seen(config, world)

    def seen(self, config: AuthConfig, world: World) -> Look:
        if same(config.current, self.thumbprint):
            return Already({EFFECTIVE: iso(world.clock.now())})  # it was due, and Exchange took it
        if not same(config.current, self.current):
            return moved("CurrentCertificateThumbprint", self.current, config.current)
        due = config.next_effective
        is_ours = same(config.next, self.thumbprint)
        if is_ours and due is not None and self._fits(due, world.clock.now()):
            return Already({EFFECTIVE: iso(due)})
        now = staged(config.next, iso(due))
        if now == staged(self.old, self.old_at):
            return Not(say("Get-AuthConfig: {now}.", now=now))
        return moved("NextCertificateThumbprint", staged(self.old, self.old_at), now)

    def _late(self, now: datetime) -> Phrase | None:
        """Say why it is too late to stage it: a plan can be taken up days after it was made."""
        due = self._date(now)
        if self.at and due < now + _SPREADS:
            return say(
                "{time} is less than 48 hours ahead by now, and every server must have the "
                "certificate by then.",
                time=f"{due:%Y-%m-%d %H:%M} UTC",
            )
        ends = datetime.fromisoformat(self.ends) if self.ends else None
        if ends is not None and not takes_over_in_time(due - _MEANWHILE, ends):
            return say(
                "The current certificate ends on {ends}, and this one would take over on {time}: "
                "Exchange may take 12 hours for it, so there would be a gap.",
                ends=f"{ends:%Y-%m-%d %H:%M} UTC",
                time=f"{due:%Y-%m-%d %H:%M} UTC",
            )
        return None

    def _fits(self, due: datetime, now: datetime) -> bool:
        """Tell whether what is staged is as asked: leaves the hours, and is not what was there."""
        if self.at:
            return self._is_as_asked(due)
        return self._is_fresh(due) and due >= now + timedelta(hours=self.hours) - _LATE

    def _is_fresh(self, due: datetime) -> bool:
        return not self.at and (not same(self.old, self.thumbprint) or iso(due) != self.old_at)

    def _is_as_asked(self, due: datetime) -> bool:
        at = datetime.fromisoformat(self.at) if self.at else None
        return at is not None and abs(due - at) < timedelta(minutes=1)
