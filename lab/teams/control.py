"""The Teams part of the control address: people's hands and eyes over HTTP, and the chat page.

What a caller got wrong is answered 400 with ``{"error": reason}``.  A body must come as
``application/json``, so that no page of another origin can send one unasked.
"""

from collections.abc import Awaitable, Callable, Mapping
from json import JSONDecodeError
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import web

from lab.teams import page
from lab.teams.courier import Answered
from lab.teams.delivery import Delivery
from lab.teams.place import NotPossible, Place
from lab.teams.signing import Issuer

_LONGEST_WAIT: Final = 30.0
_REGION_LETTERS: Final = 12


class Wrong(Exception):
    """What is wrong with a request."""


Body = Mapping[str, Any]
Doing = Callable[[Body], Awaitable[Any]]


class Control:
    """The routes, over one running Teams."""

    def __init__(self, place: Place, delivery: Delivery, issuer: Issuer) -> None:
        self._place = place
        self._delivery = delivery
        self._issuer = issuer

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/lab/say", _posted(self._say)),
            web.post("/lab/edit", _posted(self._edit)),
            web.post("/lab/delete", _posted(self._delete)),
            web.post("/lab/click", _posted(self._click)),
            web.post("/lab/install", _posted(self._install)),
            web.post("/lab/bot", _posted(self._connect)),
            web.post("/lab/region", _posted(self._move)),
            web.post("/lab/rotate", _posted(self._rotate)),
            web.get("/lab/events", _asked(self._events)),
            web.get("/lab/traffic", _asked(self._traffic)),
            web.get("/lab/people", _asked(self._people)),
            *page.routes(),
        ]

    async def _say(self, body: Body) -> Any:
        """``{"person", "text", "thread"?, "mention"?, "quote"?}``."""
        person, text = _text(body, "person"), _text(body, "text")
        mention = _text(body, "mention", "first")
        thread, quote = _text(body, "thread", ""), _text(body, "quote", "")
        return _told(await self._delivery.say(person, text, thread, mention=mention, quote=quote))

    async def _edit(self, body: Body) -> Any:
        """``{"person", "id", "text"}``."""
        person, id, text = _text(body, "person"), _text(body, "id"), _text(body, "text")
        return _told(await self._delivery.edit(person, id, text))

    async def _delete(self, body: Body) -> Any:
        """``{"person", "id"}``."""
        return _told(await self._delivery.delete(_text(body, "person"), _text(body, "id")))

    async def _click(self, body: Body) -> Any:
        """``{"person", "verb", "card"?, "data"?, "trigger"?}``."""
        person, verb, card = _text(body, "person"), _text(body, "verb"), _text(body, "card", "")
        trigger, data = _text(body, "trigger", "manual"), body.get("data")
        if trigger not in {"manual", "automatic"}:
            raise Wrong("trigger is manual or automatic")
        if data is not None and not isinstance(data, Mapping):
            raise Wrong("data is an object")
        return _told(await self._delivery.click(person, verb, card, data=data, trigger=trigger))

    async def _install(self, body: Body) -> Any:
        """``{"action": "add" | "remove"}``."""
        return _told(await self._delivery.install(_text(body, "action", "add")))

    async def _connect(self, body: Body) -> Any:
        """``{"url": the bot's messaging endpoint, "locale"?: of everybody's client}``."""
        url = _text(body, "url")
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise Wrong("url is the address of the bot's endpoint, http or https")
        self._delivery.endpoint = url
        self._place.locale = _text(body, "locale", self._place.locale)
        return {"bot": url, "locale": self._place.locale}

    async def _move(self, body: Body) -> Any:
        """``{"name"}``: let Teams reach the bot from another region, with another serviceUrl."""
        name = _text(body, "name")
        if not (name.isascii() and name.isalpha() and name.islower()):
            raise Wrong("name is a word in small letters")
        self._place.region = name[:_REGION_LETTERS]
        return {"serviceUrl": self._place.service_url}

    async def _rotate(self, _: Body) -> Any:
        """Let Teams sign with a new key from now on."""
        return {"kid": self._issuer.rotate()}

    async def _events(self, query: Body) -> Any:
        """``?after=NUMBER&wait=SECONDS``: what happened in the channel; waits for the first."""
        after = int(_number(query, "after"))
        wait = min(_number(query, "wait"), _LONGEST_WAIT)
        events = await self._place.chat.after(after, wait)
        return {"events": list(events), "last": after + len(events)}

    async def _traffic(self, query: Body) -> Any:
        """``?after=NUMBER``: the calls between Teams and the bot."""
        after = int(_number(query, "after"))
        calls = self._place.traffic.after(after)
        return {"calls": list(calls), "last": after + len(calls)}

    async def _people(self, _: Body) -> Any:
        people = self._place.people.values()
        return {
            "people": [{"key": one.key, "name": one.name, "guest": one.guest} for one in people],
            "bot": self._place.bot_name,
        }


def _posted(doing: Doing) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        try:
            return web.json_response(await doing(await _object(request)))
        except (Wrong, NotPossible) as error:
            return web.json_response({"error": str(error)}, status=400)

    return handler


def _asked(doing: Doing) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        try:
            return web.json_response(await doing(request.query))
        except Wrong as error:
            return web.json_response({"error": str(error)}, status=400)

    return handler


async def _object(request: web.Request) -> Body:
    if not request.can_read_body:
        return {}
    if request.content_type != "application/json":
        raise Wrong("the body is not application/json")
    try:
        body = await request.json()
    except (JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Wrong(f"the body is no JSON: {error}") from error
    if not isinstance(body, dict):
        raise Wrong("the body is no object")
    return body


def _text(body: Body, name: str, otherwise: str | None = None) -> str:
    """Give a text; ``otherwise`` when it is left out or null."""
    value = body.get(name)
    value = otherwise if value is None else value
    if value is None:
        raise Wrong(f"{name} is missing")
    if not isinstance(value, str):
        raise Wrong(f"{name} is a text")
    return value


def _number(query: Body, name: str) -> float:
    try:
        value = float(query.get(name, "0"))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise Wrong(f"{name} is a number from 0 on")
    return value


def _told(answered: Answered) -> dict[str, Any]:
    return {
        "status": answered.status,
        "answer": answered.body,
        "id": answered.id,
        "thread": answered.thread,
    }
