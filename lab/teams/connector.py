"""The Connector that the bot posts to: v3 of the Bot Connector, with Teams' own refusals.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from urllib.parse import unquote

from aiohttp import web

from lab.cloud.tokens import Refused, Tokens
from lab.faults import Faults
from lab.teams.activities import Channel
from lab.teams.cards import faults_of
from lab.teams.chat import Chat, Post
from lab.teams.limits import Limits
from lab.teams.people import Member

_RESOURCE: Final = "https://api.botframework.com"
_LARGEST: Final = 100 * 1024
"""Bytes of a message in UTF-16."""
_PAGE: Final = 2
"""Members a page, small so that clients have to turn it."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Connector:
    """Brings the bot's messages into the chat."""

    def __init__(
        self,
        channel: Channel,
        chat: Chat,
        people: Mapping[str, Member],
        tokens: Tokens,
        faults: Faults,
    ) -> None:
        self._channel = channel
        self._chat = chat
        self._people = people
        self._tokens = tokens
        self._faults = faults
        self._limits: dict[str, Limits] = {}

    def routes(self) -> list[web.RouteDef]:
        activities = "/teams/v3/conversations/{conversation}/activities"
        return [
            web.post("/teams/v3/conversations", self._guarded(self._create)),
            web.post(activities, self._guarded(self._post)),
            web.post(activities + "/{activity}", self._guarded(self._post)),
            web.put(activities + "/{activity}", self._guarded(self._put)),
            web.delete(activities + "/{activity}", self._guarded(self._delete)),
            web.get(
                "/teams/v3/conversations/{conversation}/members/{member}",
                self._guarded(self._member),
            ),
            web.get(
                "/teams/v3/conversations/{conversation}/pagedmembers", self._guarded(self._roster)
            ),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                caller = self._tokens.verify(request.headers.get("Authorization", ""), _RESOURCE)
            except Refused as refused:
                return _error(401, "Unauthorized", str(refused))
            if caller.app_id != self._channel.app_id:
                return _error(403, "Forbidden", "this token belongs to another bot")
            if (fault := self._faults.active("teams-error", request.method)) is not None:
                return _error(int(fault.options.get("status", 503)), "ServiceError", "as asked for")
            await self._faults.delay("other")
            return await handler(request)

        return guarded

    async def _post(self, request: web.Request) -> web.StreamResponse:
        thread = self._thread(request)
        if thread is None:
            return _error(404, "ConversationNotFound", "Conversation not found.")
        body = await self._body(request)
        if isinstance(body, web.Response):
            return body
        if body.get("type") == "typing":
            return web.Response(status=202)
        identifier = self._chat.new_id()
        self._chat.add(
            Post(id=identifier, thread=thread or identifier, author="bot", **_content(body))
        )
        return web.json_response({"id": identifier}, status=201)

    async def _put(self, request: web.Request) -> web.StreamResponse:
        post = self._own(request)
        if post is None:
            return _error(404, "ActivityNotFoundInConversation", "The message was not found.")
        body = await self._body(request)
        if isinstance(body, web.Response):
            return body
        for name, value in _content(body).items():
            setattr(post, name, value)
        self._chat.edited(post)
        return web.json_response({"id": post.id})

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        post = self._own(request)
        if post is None:
            return _error(404, "ActivityNotFoundInConversation", "The message was not found.")
        self._chat.deleted(post)
        return web.Response()

    async def _create(self, request: web.Request) -> web.StreamResponse:
        """Begin a thread in the channel with a first message."""
        asked = await request.json()
        if asked.get("channelData", {}).get("channel", {}).get("id") != self._channel.id:
            return _error(403, "BotNotInConversationRoster", "The bot is not part of it.")
        identifier = self._chat.new_id()
        content = _content(asked.get("activity", {}))
        self._chat.add(Post(id=identifier, thread=identifier, author="bot", **content))
        conversation = f"{self._channel.id};messageid={identifier}"
        return web.json_response({"id": conversation, "activityId": identifier}, status=201)

    async def _member(self, request: web.Request) -> web.StreamResponse:
        wanted = unquote(request.match_info["member"])
        for member in self._people.values():
            if wanted in {member.id, member.object_id}:
                return web.json_response(member.entry(self._channel.tenant))
        return _error(404, "MemberNotFoundInConversation", "The member was not found.")

    async def _roster(self, request: web.Request) -> web.StreamResponse:
        start = int(request.query.get("continuationToken", "0"))
        people = list(self._people.values())
        page: dict[str, Any] = {
            "members": [one.entry(self._channel.tenant) for one in people[start : start + _PAGE]]
        }
        if start + _PAGE < len(people):
            page["continuationToken"] = str(start + _PAGE)
        return web.json_response(page)

    def _thread(self, request: web.Request) -> str | None:
        """Give the thread's root, empty for a new post, ``None`` for a conversation not here."""
        conversation, _, root = unquote(request.match_info["conversation"]).partition(";messageid=")
        if conversation != self._channel.id or (root and root not in self._chat.posts):
            return None
        return root

    def _own(self, request: web.Request) -> Post | None:
        post = self._chat.posts.get(unquote(request.match_info["activity"]))
        if self._thread(request) is None or post is None or post.deleted:
            return None
        return post if post.author == "bot" else None

    async def _body(self, request: web.Request) -> dict[str, Any] | web.Response:
        """Read a message, counting it against the limits; gives the refusal where there is one."""
        conversation = unquote(request.match_info["conversation"])
        limits = self._limits.setdefault(conversation.partition(";")[0], Limits())
        now = self._chat.clock.real().timestamp()
        if (wait := limits.take(now)) is not None:
            headers = {"Retry-After": str(int(wait) + 1)}
            return _error(429, "TooManyRequests", "Too many requests.", headers)
        raw = await request.text()
        if len(raw.encode("utf-16-le")) > _LARGEST:
            return _error(413, "MessageSizeTooBig", "Message size too large.")
        try:
            body = json.loads(raw)
        except json.JSONDecodeError as error:
            return _error(400, "BadSyntax", str(error))
        wrong = [fault for card in _cards(body) for fault in faults_of(card)]
        if wrong:
            return _error(400, "BadArgument", "; ".join(wrong))
        return dict(body)


def _cards(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [
        attachment["content"]
        for attachment in body.get("attachments") or ()
        if attachment.get("contentType") == "application/vnd.microsoft.card.adaptive"
    ]


def _content(body: Mapping[str, Any]) -> dict[str, Any]:
    cards = _cards(body)
    return {
        "text": body.get("text") or "",
        "card": cards[0] if cards else None,
        "summary": body.get("summary") or "",
    }


def _error(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> web.Response:
    body = {"error": {"code": code, "message": message}}
    return web.json_response(body, status=status, headers=headers)
