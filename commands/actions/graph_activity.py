"""The wait for Graph's activity log to show a request that was signed with a certificate.

It shows more than a sign-in: that Microsoft Graph carried the request out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from commands.action import Already, Look, Not, Values
from commands.checks.graph_requests import signed_with, told
from commands.outside.graph_calls import GraphCalls
from commands.outside.identifiers import same
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class GraphCallsSeen(Values):
    """The log shows a request carried out with the certificate, and none refused after it.

    Attributes:
        app_id: The dedicated application.
        thumbprint: The certificate.
        since: ISO 8601; requests before count for nothing.
        without: A certificate that no request may show any more; empty for none.
    """

    name: ClassVar[str] = "requests seen"
    app_id: str
    thumbprint: str
    since: str
    without: str = ""

    @property
    def title(self) -> Phrase:
        return say(
            "Wait until Microsoft Graph's activity log shows a request signed with {thumbprint}",
            thumbprint=self.thumbprint,
        )

    @property
    def deadline(self) -> float:
        return 40.0

    async def look(self, world: World) -> Look:
        if world.workspace is None:
            return Not(
                say(
                    "No workspace is configured any more; put {setting} back.",
                    setting="[organisation.proofs] graph_activity",
                )
            )
        rows = await world.workspace.graph_calls(self.app_id, datetime.fromisoformat(self.since))
        ours = [each for each in rows if same(each.thumbprint, self.thumbprint)]
        good = signed_with(ours, self.thumbprint)
        if ours and ours[0].status in _REFUSED:
            return Not(told(ours[0]))
        if (late := self._late(rows, world.clock.now())) is not None:
            return Not(late)
        return Already(seen=told(good[0])) if good else Not(_NOTHING_YET)

    def _late(self, rows: Sequence[GraphCalls], now: datetime) -> Phrase | None:
        """Say that somebody still goes by a token of the one that is to go."""
        for each in rows:
            old = bool(self.without) and same(each.thumbprint, self.without)
            if old and now - each.newest < _RECENT:
                return told(each)
        return None


_REFUSED: Final = frozenset({401, 403})
_RECENT: Final = timedelta(hours=3)
"""The log may be two hours late, so an hour without the old one is seen after three."""
_NOTHING_YET: Final = say(
    "No such request is in the log yet; it shows within half an hour as a rule, up to two hours. "
    "Have somebody with a mailbox on premises look at the calendar of a colleague in the cloud."
)
