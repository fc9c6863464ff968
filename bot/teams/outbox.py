"""Everything the bot writes goes through here: one queue per conversation, inside Teams' limits."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

import structlog

from bot.talk import PostFailed, Reply
from bot.teams.connector import Connector
from bot.teams.lane import Lane
from commands.ports import Clock
from jobs.record import Conversation

CARD: Final = "application/vnd.microsoft.card.adaptive"
KEPT: Final = 3600.0
"""Seconds a silent conversation is remembered: the longest of Teams' windows."""
MANY: Final = 1000

log = structlog.get_logger()


class Outbox:
    """Implements ``Posts``.

    ``post`` and ``edit`` return when Teams has taken the message; an edit that a newer one
    replaces returns when the newer one is taken.  So a caller with several cards to keep edits
    each from a task of its own.
    """

    def __init__(self, connector: Connector, clock: Clock, *, edit_interval: float) -> None:
        self._connector = connector
        self._clock = clock
        self._edit_interval = edit_interval
        self._lanes: dict[str, Lane] = {}
        self._sweep_at = MANY
        self._closed = False

    async def post(self, conversation: Conversation, reply: Reply) -> str:
        """Post into the conversation's thread; gives the activity's id.

        Raises:
            PostFailed: see ``Posts``.
        """
        return await self.post_activity(conversation, _activity(conversation, reply))

    async def edit(
        self, conversation: Conversation, activity: str, reply: Reply, *, final: bool
    ) -> None:
        """Replace a message.  A final state that Teams will not take now is tried until it does.

        Raises:
            PostFailed: It was not replaced; of progress, the next edit heals that.
        """
        fresh = _activity(conversation, reply)
        await self.edit_activity(conversation, activity, fresh, final=final)

    async def post_activity(self, conversation: Conversation, activity: Mapping[str, Any]) -> str:
        """Post a whole activity."""
        lane = self._lane(conversation)
        return await asyncio.shield(lane.post(conversation, _written(activity)))

    async def edit_activity(
        self, conversation: Conversation, which: str, activity: Mapping[str, Any], *, final: bool
    ) -> None:
        """Replace a message by a whole activity."""
        lane = self._lane(conversation)
        await asyncio.shield(lane.edit(conversation, which, _written(activity), final=final))

    async def close(self, seconds: float = 10.0) -> None:
        """Send what waits as far as Teams' limits let it in that time; the rest fails."""
        self._closed = True
        workers = [worker for lane in self._lanes.values() if (worker := lane.close())]
        if workers:
            _, late = await asyncio.wait(workers, timeout=seconds)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for lane in self._lanes.values():
            lane.abandon()

    def _lane(self, conversation: Conversation) -> Lane:
        if self._closed:
            raise PostFailed("the bot is being stopped")
        # Teams counts a channel with all its threads as one conversation.
        lane = self._lanes.get(conversation.id)
        if lane is None:
            if len(self._lanes) >= self._sweep_at:
                self._sweep()
            lane = Lane(self._connector, self._clock, edit_interval=self._edit_interval)
            self._lanes[conversation.id] = lane
        return lane

    def _sweep(self) -> None:
        """Forget conversations in which nothing has happened for long."""
        quiet = self._clock.now().timestamp() - KEPT
        for place in [key for key, lane in self._lanes.items() if lane.quiet_since(quiet)]:
            del self._lanes[place]
        self._sweep_at = max(MANY, 2 * len(self._lanes))


def _activity(conversation: Conversation, reply: Reply) -> dict[str, Any]:
    """Write the activity ourselves: the SDK's models drop fields they do not know.

    A text and an attachment in one activity are split by Teams and could never be edited, so a
    card goes alone; its ``summary`` is what a notification shows.
    """
    activity: dict[str, Any] = {
        "type": "message",
        "from": {"id": conversation.bot},
        "conversation": {"id": conversation.id},
        "summary": reply.summary,
    }
    if reply.card is not None:
        activity["attachments"] = [{"contentType": CARD, "content": dict(reply.card)}]
    else:
        activity["text"] = reply.text or reply.summary
        activity["textFormat"] = "markdown"
    return activity


def _written(activity: Mapping[str, Any]) -> bytes:
    # Half a surrogate pair is legal in the JSON that comes in and in no text that goes out.
    text = json.dumps(activity, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
