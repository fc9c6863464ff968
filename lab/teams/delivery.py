"""What people do in the channel, and what the bot hears of it."""

from collections.abc import Mapping
from typing import Any

from lab.teams import activities
from lab.teams.chat import Chat, Post, find_action
from lab.teams.courier import Answered, Courier
from lab.teams.place import NotPossible, Place

__all__ = ["Answered", "Delivery", "NotPossible"]


class Delivery:
    """People's hands.  Everything raises ``NotPossible`` for what cannot be done."""

    def __init__(self, place: Place, courier: Courier) -> None:
        self._place = place
        self.courier = courier

    @property
    def endpoint(self) -> str:
        """Where the bot takes messages."""
        return self.courier.endpoint

    @endpoint.setter
    def endpoint(self, url: str) -> None:
        self.courier.endpoint = url

    async def say(
        self, key: str, text: str, thread: str = "", *, mention: str = "first", quote: str = ""
    ) -> Answered:
        """Write a message that mentions the bot, as a new post or into a thread.

        A message without a mention (``none``) does not reach the bot: status 0.
        """
        member = self._place.member(key)
        self.courier.require_bot()
        if mention not in activities.MENTIONS:
            known = ", ".join(activities.MENTIONS)
            raise NotPossible(f"no mention is called {mention!r}: {known}")
        identifier = self._chat.new_id()
        root = self._post(thread).thread if thread else identifier
        activity = activities.message(self._place, member, text, identifier, root)
        if quote:
            activity = activities.quoting(activity, self._post(quote).id)
        self._chat.add(Post(id=identifier, thread=root, author=key, text=text, mention=mention))
        if mention == "none":
            return Answered(status=0, body=None, id=identifier, thread=root)
        activity = activities.mentioning(self._place, member, activity, mention)
        answer = await self.courier.bring(activity, key)
        return Answered(status=answer.status, body=answer.body, id=identifier, thread=root)

    async def edit(self, key: str, id: str, text: str) -> Answered:
        """Change one's own message."""
        member, post = self._place.member(key), self._own(key, id)
        self.courier.require_bot()
        post.text = text
        self._chat.edited(post)
        activity = activities.message(self._place, member, text, id, post.thread)
        activity = activities.mentioning(self._place, member, activity, "first")
        return await self.courier.bring(activities.edited(activity), key)

    async def delete(self, key: str, id: str) -> Answered:
        """Take one's own message away."""
        member, post = self._place.member(key), self._own(key, id)
        self.courier.require_bot()
        self._chat.deleted(post)
        activity = activities.deleted(self._place, member, id, post.thread)
        return await self.courier.bring(activity, key)

    async def click(
        self,
        key: str,
        verb: str,
        card: str = "",
        *,
        data: Mapping[str, Any] | None = None,
        trigger: str = "manual",
    ) -> Answered:
        """Press the button of a verb, on a named card or the newest that offers it.

        With ``data`` the client sends that instead of what the card holds: inputs that were
        filled in, a button of a card that is out of date, or something made up.
        """
        member = self._place.member(key)
        self.courier.require_bot()
        post = self._post(card) if card else self._chat.newest_with(verb)
        action = None if post is None else find_action(post.card, verb)
        if data is not None and post is not None:
            action = {**(action or {"verb": verb}), "data": dict(data)}
        if post is None or action is None:
            raise NotPossible(f"no card here offers a button of the verb {verb!r}")
        activity = activities.click(self._place, member, post.id, post.thread, action, trigger)
        answer = await self.courier.bring(activity, key)
        return Answered(
            status=answer.status, body=answer.body, id=activity["id"], thread=post.thread
        )

    async def install(self, action: str = "add") -> Answered:
        """Add the bot to the team or take it out; gives the first answer."""
        if action not in {"add", "remove"}:
            raise NotPossible(f"a bot is installed by add or remove, not {action!r}")
        self._place.installed = True
        self.courier.require_bot()
        key, member = next(iter(self._place.people.items()))
        told = activities.installation(self._place, member, action)
        self._place.installed = action == "add"
        first, *_ = [await self.courier.bring(one, key) for one in told]
        return first

    @property
    def _chat(self) -> Chat:
        return self._place.chat

    def _post(self, id: str) -> Post:
        post = self._chat.posts.get(id)
        if post is None or post.deleted:
            raise NotPossible(f"there is no message {id!r}")
        return post

    def _own(self, key: str, id: str) -> Post:
        post = self._post(id)
        if post.author != key:
            raise NotPossible(f"{key} did not write the message {id}")
        return post
