"""The wait for Entra ID's log to show that real servers sign with a certificate.

It needs no EWS and nothing on the servers.  Tokens are kept by each process: a restart, or a day,
has them taken again, and somebody has to look at a calendar in the cloud meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from commands.action import Already, Look, Not, Values
from commands.checks.graph_proof import counted, refused
from commands.outside.identifiers import same
from commands.outside.sign_ins import SignIn
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class SignInsSeen(Values):
    """The log shows a sign-in for Microsoft Graph with the certificate, and none refused after it.

    Attributes:
        app_id: The dedicated application.
        thumbprint: The certificate.
        since: ISO 8601; what was signed before counts for nothing.
        without: A certificate that no sign-in may show in the last hour any more; empty for none.
    """

    name: ClassVar[str] = "sign-ins seen"
    app_id: str
    thumbprint: str
    since: str
    without: str = ""

    @property
    def title(self) -> Phrase:
        return say(
            "Wait until Entra ID's log shows a sign-in for Microsoft Graph with {thumbprint}",
            thumbprint=self.thumbprint,
        )

    @property
    def deadline(self) -> float:
        return 30.0

    async def look(self, world: World) -> Look:
        rows = await world.graph.app_sign_ins(self.app_id, datetime.fromisoformat(self.since))
        ours = [
            each
            for each in rows
            if same(each.thumbprint, self.thumbprint) and (each.is_for_graph or each.error)
        ]
        good = [each for each in ours if not each.error]
        if ours and ours[0].error:
            return Not(refused(ours[0]))
        if (late := self._late(rows, world.clock.now())) is not None:
            return Not(late)
        if good:
            return Already(seen=counted(good, self.thumbprint))
        return Not(_NOTHING_YET)

    def _late(self, rows: Sequence[SignIn], now: datetime) -> Phrase | None:
        """Say that somebody still signs with the one that is to go."""
        for each in rows:
            if self.without and same(each.thumbprint, self.without) and now - each.at < _HOUR:
                return say(
                    "From {address} somebody signed with {thumbprint} at {time}.",
                    address=each.address or "–",
                    thumbprint=self.without,
                    time=f"{each.at:%Y-%m-%d %H:%M} UTC",
                )
        return None


_HOUR: Final = timedelta(hours=1)
_NOTHING_YET: Final = say(
    "No such sign-in is in the log yet; it shows after up to half an hour. Have somebody with a "
    "mailbox on premises look at the calendar of a colleague in the cloud."
)
