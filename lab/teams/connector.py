"""The Connector that the bot posts to: v3 of the Bot Connector, with Teams' own refusals.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from urllib.parse import unquote

from aiohttp import web

from lab.cloud.tokens import Refused, Tokens
from lab.cloud.web import hang_up, retry_after
from lab.teams.chat import Post
from lab.teams.limits import LOOK_UPS, SENDS, Limits, Windows
from lab.teams.message import Content, Refusal, body_of, contents_of
from lab.teams.place import Place

RESOURCE: Final = "https://api.botframework.com"
_PAGE: Final = 2
"""Members a page, small so that clients have to turn it."""
_CODES: Final[Mapping[int, str]] = {
    403: "BotNotInConversationRoster",
    412: "PreconditionFailed",
    429: "TooManyRequests",
}

Handler = Callable[[web.Request], Awaitable[web.Response]]


class Connector:
    """Brings the bot's messages into the chat."""

    def __init__(self, place: Place, tokens: Tokens) -> None:
        self._place = place
        self._tokens = tokens
        self._limits: dict[str, Limits] = {}

    def routes(self) -> list[web.RouteDef]:
        conversations = "/{region:[a-z]+}/v3/conversations"
        one = conversations + "/{conversation}"
        activity = one + "/activities/{activity}"
        team = "/{region:[a-z]+}/v3/teams/{conversation}"
        return [
            web.post(conversations, self._guarded(self._create, "conversation")),
            web.post(one + "/activities", self._guarded(self._post, "activity")),
            web.post(activity, self._guarded(self._post, "activity")),
            web.put(activity, self._guarded(self._put, "activity")),
            web.delete(activity, self._guarded(self._delete, "activity")),
            web.get(one + "/members/{member}", self._guarded(self._member, "member")),
            web.get(one + "/pagedmembers", self._guarded(self._roster, "roster")),
            web.get(team, self._guarded(self._team, "team")),
            web.get(team + "/conversations", self._guarded(self._channels, "channels")),
        ]

    def _guarded(self, handler: Handler, noun: str) -> Handler:
        async def guarded(request: web.Request) -> web.Response:
            faults, note = self._place.faults, self._place.traffic.note
            what = f"{request.method} {noun}"
            try:
                await self._admit(request)
                if faults.active("teams-dropped", request.method) is not None:
                    note("from-bot", what, 0)
                    return hang_up(request)
                answer = await handler(request)
            except Refusal as refusal:
                answer = refusal.answer()
            if answer.status < 300 and faults.active("teams-lost", request.method) is not None:
                note("from-bot", what, 0)
                return hang_up(request)
            note("from-bot", what, answer.status, request.match_info.get("activity", ""))
            return answer

        return guarded

    async def _admit(self, request: web.Request) -> None:
        """Check the caller, then wait or refuse as a fault asks; raises ``Refusal``."""
        try:
            caller = self._tokens.verify(request.headers.get("Authorization", ""), RESOURCE)
        except Refused as refused:
            raise Refusal(401, "Unauthorized", str(refused)) from refused
        if caller.app_id != self._place.app_id:
            raise Refusal(403, "Forbidden", "This token belongs to another bot.")
        faults = self._place.faults
        await faults.delay("other")
        if (slow := faults.active("teams-slow", request.method)) is not None:
            await self._place.clock.sleep(float(slow.options.get("seconds", 12)))
        if (fault := faults.active("teams-error", request.method)) is not None:
            status = int(fault.options.get("status", 503))
            code = str(fault.options.get("code", _CODES.get(status, "ServiceError")))
            headers = retry_after(fault.options.get("retry_after"))
            raise Refusal(status, code, "This was asked for.", headers)
        if not self._place.installed:
            raise _not_in_roster()

    async def _post(self, request: web.Request) -> web.Response:
        root = self._root(request)
        self._count(SENDS, "send")
        body = await body_of(request)
        if body.get("type") == "typing":
            return web.Response(status=202)
        first, *split = self._add(body, root)
        # Of a message that Teams splits, no id comes back.
        return web.json_response({} if split else {"id": first.id}, status=201)

    async def _put(self, request: web.Request) -> web.Response:
        post = self._own(request)
        self._count(SENDS, "send")
        content, *split = contents_of(_message(await body_of(request)))
        if split:
            raise Refusal(400, "BadArgument", "A message cannot become several.")
        post.text, post.card, post.summary = content.text, content.card, content.summary
        self._place.chat.edited(post)
        return web.json_response({"id": post.id})

    async def _delete(self, request: web.Request) -> web.Response:
        self._place.chat.deleted(self._own(request))
        return web.Response()

    async def _create(self, request: web.Request) -> web.Response:
        """Begin a thread in the channel with a first message; other conversations cannot be."""
        self._count(SENDS, "create")
        asked = await body_of(request)
        data = asked.get("channelData")
        channel = data.get("channel") if isinstance(data, Mapping) else None
        if not isinstance(channel, Mapping) or channel.get("id") != self._place.channel:
            raise _not_in_roster()
        activity = asked.get("activity")
        first, *_ = self._add(activity if isinstance(activity, Mapping) else {}, "")
        conversation = self._place.conversation(first.id)
        return web.json_response({"id": conversation, "activityId": first.id}, status=201)

    async def _member(self, request: web.Request) -> web.Response:
        self._root(request)
        self._count(LOOK_UPS, "look up")
        wanted = unquote(request.match_info["member"])
        for member in self._place.people.values():
            if wanted in {member.id, member.object_id}:
                return web.json_response(member.entry(self._place.tenant))
        raise Refusal(404, "MemberNotFoundInConversation", "The member was not found.")

    async def _roster(self, request: web.Request) -> web.Response:
        self._root(request)
        self._count(LOOK_UPS, "look up")
        people = [one.entry(self._place.tenant) for one in self._place.people.values()]
        token = request.query.get("continuationToken", "0")
        if not token.isdigit() or int(token) >= len(people):
            raise Refusal(400, "BadArgument", "The continuation token is none of ours.")
        start = int(token)
        page: dict[str, Any] = {"members": people[start : start + _PAGE]}
        if start + _PAGE < len(people):
            page["continuationToken"] = str(start + _PAGE)
        return web.json_response(page)

    async def _team(self, request: web.Request) -> web.Response:
        self._root(request)
        place = self._place
        about = {"id": place.team, "tenantId": place.tenant, "type": "standard"}
        return web.json_response(
            {**about, "channelCount": 1, "memberCount": len(self._place.people)}
        )

    async def _channels(self, request: web.Request) -> web.Response:
        self._root(request)
        channel = {"id": self._place.channel, "name": "Exchange operations", "type": "standard"}
        return web.json_response({"conversations": [channel]})

    def _root(self, request: web.Request) -> str:
        """Give the thread's root, empty for none; raises ``Refusal`` for what is not here."""
        conversation, _, root = unquote(request.match_info["conversation"]).partition(";messageid=")
        if conversation not in {self._place.channel, self._place.team}:
            raise Refusal(404, "ConversationNotFound", "Conversation not found.")
        post = self._place.chat.posts.get(root)
        if root and (post is None or post.thread != root):
            raise Refusal(404, "ConversationNotFound", "Conversation not found.")
        return root

    def _own(self, request: web.Request) -> Post:
        self._root(request)
        post = self._place.chat.posts.get(unquote(request.match_info["activity"]))
        if post is None or post.deleted:
            raise Refusal(404, "ActivityNotFoundInConversation", "The message was not found.")
        if post.author != "bot":
            raise Refusal(403, "Forbidden", "The message is somebody else's.")
        return post

    def _add(self, activity: Mapping[str, Any], root: str) -> list[Post]:
        """Put what the bot wrote into the chat; without a root, the first begins a thread."""
        made: list[Post] = []
        for content in contents_of(_message(activity)):
            post = self._made(content, root)
            root = root or post.thread
            made.append(self._place.chat.add(post))
        return made

    def _made(self, content: Content, root: str) -> Post:
        identifier = self._place.chat.new_id()
        return Post(
            id=identifier,
            thread=root or identifier,
            author="bot",
            text=content.text,
            card=content.card,
            summary=content.summary,
        )

    def _count(self, windows: Windows, name: str) -> None:
        """Count a call against Teams' limits; raises ``Refusal`` when it is one too many."""
        limits = self._limits.setdefault(name, Limits(windows))
        wait = limits.take(self._place.clock.real().timestamp())
        if wait is not None:
            headers = retry_after(int(wait) + 1)
            raise Refusal(429, "TooManyRequests", "Too many requests.", headers)


def _message(activity: Mapping[str, Any]) -> Mapping[str, Any]:
    if activity.get("type") != "message":
        raise Refusal(400, "BadArgument", f"The type {activity.get('type')!r} cannot be posted.")
    return activity


def _not_in_roster() -> Refusal:
    return Refusal(
        403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."
    )
