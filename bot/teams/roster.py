"""Who is a guest: asked of Teams once per person and conversation, and remembered for a while.

An activity says who wrote, not whether that person belongs to the tenant; the roster does.
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
"""

from collections import OrderedDict
from typing import Final

import structlog

from bot.talk import PostFailed
from bot.teams.connector import Connector
from commands.ports import Clock
from jobs.record import Conversation

FRESH: Final = 600.0
"""Seconds an answer is used without asking again."""
STALE: Final = 86400.0
"""Seconds an answer may still be used while Teams gives no newer one."""
REMEMBERED: Final = 5000
OUTSIDE: Final = frozenset({"guest", "anonymous"})

log = structlog.get_logger()


class Roster:
    """The people of the conversations."""

    def __init__(self, connector: Connector, clock: Clock) -> None:
        self._connector = connector
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, bool]] = OrderedDict()

    async def is_guest(self, conversation: Conversation, user: str) -> bool:
        """Whether a user id (``29:…``) is no full member of the tenant.

        Nobody is believed without an answer: who cannot be looked up counts as a guest.
        """
        key, now = (conversation.id, user), self._clock.now().timestamp()
        asked, guest = self._known.get(key, (float("-inf"), True))
        if now - asked < FRESH:
            return guest
        try:
            guest = await self._ask(conversation, user)
        except PostFailed as failed:
            log.warning("roster.unreadable", because=str(failed))
            return guest or now - asked >= STALE
        self._known[key] = (now, guest)
        self._known.move_to_end(key)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return guest

    async def _ask(self, conversation: Conversation, user: str) -> bool:
        try:
            member = await self._connector.member(conversation, user)
        except PostFailed as failed:
            if failed.gone:
                return True
            raise
        tenant = member.get("tenantId")
        return (
            member.get("userRole") in OUTSIDE
            or "#ext#" in str(member.get("userPrincipalName")).lower()
            or (isinstance(tenant, str) and tenant.lower() != conversation.tenant.lower())
        )
