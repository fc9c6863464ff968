"""What stands in the channel, and everything that happened there, in order."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lab.clock import LabClock


@dataclass(kw_only=True)
class Post:
    """One message.  ``thread`` is the root's id; ``author`` a member's key, ``bot`` for the bot."""

    id: str
    thread: str
    author: str
    text: str = ""
    card: Mapping[str, Any] | None = None
    summary: str = ""
    mention: str = ""
    """How a person's message names the bot, ``none`` when it does not; empty for the bot's own."""
    edits: int = 0
    deleted: bool = False

    def event(self, kind: str, seq: int) -> dict[str, Any]:
        return {
            "seq": seq,
            "kind": kind,
            "id": self.id,
            "thread": self.thread,
            "from": self.author,
            "text": self.text,
            "card": self.card,
            "summary": self.summary,
            "mention": self.mention,
        }


@dataclass
class Chat:
    """The channel.  Ids are millisecond timestamps, as in Teams, and never repeat."""

    clock: LabClock
    posts: dict[str, Post] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    _last: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def new_id(self) -> str:
        self._last = max(self._last + 1, int(self.clock.real().timestamp() * 1000))
        return str(self._last)

    def add(self, post: Post) -> Post:
        self.posts[post.id] = post
        self._tell("message" if post.card is None else "card", post)
        return post

    def edited(self, post: Post) -> None:
        post.edits += 1
        self._tell("edit", post)

    def deleted(self, post: Post) -> None:
        post.deleted = True
        self._tell("delete", post)

    def newest_with(self, verb: str) -> Post | None:
        """Find the newest standing card that offers a button of that verb."""
        for post in reversed(self.posts.values()):
            if post.card is not None and not post.deleted and find_action(post.card, verb):
                return post
        return None

    async def after(self, seq: int, wait: float) -> Sequence[dict[str, Any]]:
        """Give the events after number ``seq``; waits up to ``wait`` seconds for the first."""
        if len(self.events) <= seq and wait > 0:
            try:
                await asyncio.wait_for(self._news.wait(), wait)
            except TimeoutError:
                return ()
        return self.events[seq:]

    def _tell(self, kind: str, post: Post) -> None:
        self.events.append(post.event(kind, len(self.events) + 1))
        news, self._news = self._news, asyncio.Event()
        news.set()


def find_action(node: object, verb: str) -> Mapping[str, Any] | None:
    """Find the button of a verb anywhere in a card."""
    if isinstance(node, Mapping):
        if node.get("type") == "Action.Execute" and node.get("verb") == verb:
            return node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            if (found := find_action(item, verb)) is not None:
                return found
    return None
