"""Brings what people write and press to the bot, as Teams does: signed, and again after 15 s."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp

from lab.faults import Faults
from lab.teams.activities import Channel
from lab.teams.chat import Chat, Post, find_action
from lab.teams.people import Member
from lab.teams.signing import Issuer

_PATIENCE: Final = aiohttp.ClientTimeout(total=15)
"""Teams gives up on an answer after 15 seconds and delivers the activity again."""


class NotPossible(Exception):
    """What was asked of the channel cannot be done there; says why."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the bot answered: HTTP status (0: no answer) and body."""

    status: int
    body: Any
    id: str
    thread: str = ""


class Delivery:
    """The way to the bot's endpoint."""

    def __init__(
        self,
        channel: Channel,
        chat: Chat,
        people: Mapping[str, Member],
        issuer: Issuer,
        faults: Faults,
    ) -> None:
        self._channel = channel
        self._chat = chat
        self._people = people
        self._issuer = issuer
        self._faults = faults
        self.endpoint = ""

    def member(self, key: str) -> Member:
        """Give a member; raises ``NotPossible`` for a person who is not in the channel."""
        if key not in self._people:
            raise NotPossible(f"nobody here is called {key!r}: {', '.join(self._people)}")
        return self._people[key]

    async def say(self, key: str, text: str, thread: str) -> Answered:
        """Write a message that mentions the bot, as a new post or into a thread."""
        member = self.member(key)
        if thread and thread not in self._chat.posts:
            raise NotPossible(f"there is no thread {thread!r}")
        identifier = self._chat.new_id()
        root = thread or identifier
        self._chat.add(Post(id=identifier, thread=root, author=key, text=text))
        activity = self._channel.message(member, text, identifier, root)
        answer = await self._deliver(activity)
        if self._faults.active("teams-duplicate", key) is not None:
            answer = await self._deliver(activity)
        return Answered(status=answer.status, body=answer.body, id=identifier, thread=root)

    async def click(self, key: str, verb: str, card: str) -> Answered:
        """Press the button of a verb, on a named card or the newest that offers it."""
        member = self.member(key)
        post = self._chat.posts.get(card) if card else self._chat.newest_with(verb)
        action = None if post is None or post.card is None else find_action(post.card, verb)
        if post is None or action is None:
            raise NotPossible(f"no card here offers a button of the verb {verb!r}")
        activity = self._channel.click(member, post.id, post.thread, action)
        answer = await self._deliver(activity)
        if self._faults.active("teams-duplicate", key) is not None:
            answer = await self._deliver(activity)
        return answer

    async def install(self) -> Answered:
        """Add the bot to the team."""
        return await self._deliver(self._channel.installed(next(iter(self._people.values()))))

    async def _deliver(self, activity: Mapping[str, Any]) -> Answered:
        if not self.endpoint:
            raise NotPossible("no bot is connected yet")
        token = self._issuer.token(self._channel.app_id, self._channel.service_url)
        headers = {"Authorization": f"Bearer {token}"}
        async with aiohttp.ClientSession(timeout=_PATIENCE) as http:
            for _ in range(2):
                try:
                    async with http.post(self.endpoint, json=activity, headers=headers) as answer:
                        body = await _body(answer)
                        return Answered(status=answer.status, body=body, id=activity["id"])
                except TimeoutError:
                    continue
                except aiohttp.ClientError:
                    break
        return Answered(status=0, body=None, id=activity["id"])


async def _body(answer: aiohttp.ClientResponse) -> Any:
    if answer.content_type == "application/json":
        return await answer.json()
    return await answer.text() or None
