"""Who is a guest: asked of Teams once per person, and remembered for a while.

An activity says who wrote, not whether that person belongs to the tenant; the roster does.
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

import structlog

from bot.talk import PostFailed
from bot.teams.connector import Connector
from commands.ports import Clock
from jobs.record import Conversation

FRESH: Final = 600.0
"""Seconds an answer is used without asking again."""
STALE: Final = 86400.0
"""Seconds an answer may still be used while Teams gives no newer one."""
PAUSES: Final = (0.3, 0.7, 1.5)
"""Seconds before each further question; a click is answered within five."""
REMEMBERED: Final = 5000
NEVER: Final = (float("-inf"), True)
OUTSIDE: Final = frozenset({"guest", "anonymous"})

log = structlog.get_logger()


class Roster:
    """The people who write.  A guest of a tenant is one in all of its conversations."""

    def __init__(self, connector: Connector, clock: Clock) -> None:
        self._connector = connector
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, bool]] = OrderedDict()
        self._asking: dict[tuple[str, str], asyncio.Future[bool]] = {}

    async def is_guest(self, conversation: Conversation, user: str) -> bool:
        """Whether a user id (``29:…``) is no full member of the tenant.

        Nobody is believed without an answer: who cannot be looked up counts as a guest.
        """
        asked, guest = self._known.get(_whose(conversation, user), NEVER)
        if 0 <= self._clock.now().timestamp() - asked < FRESH:
            return guest
        # Somebody who clicks ten times at once is asked about once: Teams throttles a burst, and
        # whoever cannot be looked up counts as a guest.
        key = (conversation.id, user)
        asking = self._asking.get(key)
        if asking is None:
            asking = asyncio.ensure_future(self._ask(conversation, user))
            self._asking[key] = asking
            asking.add_done_callback(lambda _: self._asking.pop(key, None))
        return await asyncio.shield(asking)

    async def _ask(self, conversation: Conversation, user: str) -> bool:
        now = self._clock.now().timestamp()
        whose = _whose(conversation, user)
        asked, guest = self._known.get(whose, NEVER)
        try:
            member = await self._member(conversation, user)
        except PostFailed as failed:
            # Gone: not in this conversation, which says nothing about the next one.
            log.warning("roster.unreadable", because=str(failed))
            return guest or failed.gone or not 0 <= now - asked < STALE
        guest = _is_outside(member, conversation.tenant)
        self._known[whose] = (now, guest)
        self._known.move_to_end(whose)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return guest

    async def _member(self, conversation: Conversation, user: str) -> Mapping[str, Any]:
        """Ask, and ask again a moment later: Teams throttles a burst of questions."""
        for pause in PAUSES:
            try:
                return await self._connector.member(conversation, user)
            except PostFailed as failed:
                if failed.gone:
                    raise
            await self._clock.sleep(pause)
        return await self._connector.member(conversation, user)


def _whose(conversation: Conversation, user: str) -> tuple[str, str]:
    """Name what is asked: whether somebody belongs to the tenant of the conversation."""
    return conversation.tenant.lower(), user


def _is_outside(member: Mapping[str, Any], tenant: str) -> bool:
    home = member.get("tenantId")
    return (
        member.get("userRole") in OUTSIDE
        or "#ext#" in str(member.get("userPrincipalName")).lower()
        or (isinstance(home, str) and home.lower() != tenant.lower())
    )
