"""Starts the lab's Teams: the connector over TLS, and the control routes with the chat page."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from aiohttp import web

from lab.ca import Authority
from lab.cloud.tokens import Tokens
from lab.net.listener import Listener
from lab.teams.activities import Channel
from lab.teams.chat import Chat
from lab.teams.connector import Connector
from lab.teams.delivery import Answered, Delivery, NotPossible
from lab.teams.people import Member, members
from lab.teams.signing import Issuer
from lab.world import World

BOT_NAME: Final = "Hybridge"
_PAGE: Final = Path(__file__).resolve().parent.parent / "page"
_MODULES: Final = _PAGE / "node_modules"
_SCRIPTS: Final = {
    "adaptivecards.js": "adaptivecards/dist/adaptivecards.min.js",
    "markdown-it.js": "markdown-it/dist/markdown-it.js",
}
_FILES: Final = ("page.js", "page.css", "hosts.js")
_LONGEST_WAIT: Final = 30.0


@dataclass(frozen=True, kw_only=True)
class Teams:
    """A running Teams; ``base`` is the address of its metadata."""

    base: str
    channel: Channel
    people: Mapping[str, Member]
    chat: Chat
    delivery: Delivery
    issuer: Issuer
    listener: Listener

    @property
    def metadata(self) -> str:
        return f"{self.base}/v1/.well-known/openidconfiguration"

    def control(self) -> list[web.RouteDef]:
        """Give the routes of the control address, the chat page among them."""
        return [
            web.post("/lab/say", self._say),
            web.post("/lab/click", self._click),
            web.post("/lab/bot", self._connect),
            web.post("/lab/install", self._install),
            web.get("/lab/events", self._events),
            web.get("/lab/people", self._people),
            web.get("/", self._page),
            web.get("/page/{file}", self._file),
        ]

    async def stop(self) -> None:
        await self.listener.stop()

    async def _say(self, request: web.Request) -> web.Response:
        asked = await request.json()
        return await _told(
            self.delivery.say(asked["person"], asked["text"], asked.get("thread") or "")
        )

    async def _click(self, request: web.Request) -> web.Response:
        asked = await request.json()
        return await _told(
            self.delivery.click(asked["person"], asked["verb"], asked.get("card") or "")
        )

    async def _connect(self, request: web.Request) -> web.Response:
        self.delivery.endpoint = (await request.json())["url"]
        return web.json_response({"bot": self.delivery.endpoint})

    async def _install(self, _: web.Request) -> web.Response:
        return await _told(self.delivery.install())

    async def _events(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", "0"))
        wait = min(float(request.query.get("wait", "0")), _LONGEST_WAIT)
        events = await self.chat.after(after, wait)
        return web.json_response({"events": list(events), "last": after + len(events)})

    async def _people(self, _: web.Request) -> web.Response:
        people = [
            {"key": one.key, "name": one.name, "guest": one.guest} for one in self.people.values()
        ]
        return web.json_response({"people": people})

    async def _page(self, _: web.Request) -> web.StreamResponse:
        if not all((_MODULES / path).is_file() for path in _SCRIPTS.values()):
            return web.Response(
                status=404, text="The chat page needs Node.js: run make page, then start again."
            )
        return web.FileResponse(_PAGE / "index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["file"]
        if name in _SCRIPTS:
            return web.FileResponse(_MODULES / _SCRIPTS[name])
        if name in _FILES:
            return web.FileResponse(_PAGE / name)
        return web.Response(status=404)


async def start(world: World, tokens: Tokens, authority: Authority, app_id: str) -> Teams:
    """Start Teams with one team, one channel and the tenant's people in it."""
    seed = sha256(str(world.tenant.id).encode()).hexdigest()
    channel = Channel(
        tenant=str(world.tenant.id),
        app_id=app_id,
        bot_name=BOT_NAME,
        team=f"19:{seed[:32]}@thread.tacv2",
        id=f"19:{seed[32:]}@thread.tacv2",
        service_url="",
        clock=world.clock,
    )
    people, chat, issuer = members(world), Chat(world.clock), Issuer(world.clock)
    app = web.Application(client_max_size=1024 * 1024)
    app.add_routes(Connector(channel, chat, people, tokens, world.faults).routes())
    listener = Listener(app, authority.leaf(["localhost", "127.0.0.1"]).context())
    app.add_routes(_metadata(issuer, listener))
    await listener.start()
    base = f"https://localhost:{listener.port}"
    channel.service_url = f"{base}/teams/"
    return Teams(
        base=base,
        channel=channel,
        people=people,
        chat=chat,
        delivery=Delivery(channel, chat, people, issuer, world.faults),
        issuer=issuer,
        listener=listener,
    )


def _metadata(issuer: Issuer, listener: Listener) -> list[web.RouteDef]:
    async def configuration(_: web.Request) -> web.Response:
        return web.json_response(issuer.metadata(f"https://localhost:{listener.port}"))

    async def keys(_: web.Request) -> web.Response:
        return web.json_response(issuer.keys())

    return [
        web.get("/v1/.well-known/openidconfiguration", configuration),
        web.get("/v1/.well-known/keys", keys),
    ]


async def _told(doing: Awaitable[Answered]) -> web.Response:
    try:
        answered = await doing
    except NotPossible as error:
        return web.json_response({"error": str(error)}, status=400)
    return web.json_response(
        {
            "status": answered.status,
            "answer": answered.body,
            "id": answered.id,
            "thread": answered.thread,
        }
    )
