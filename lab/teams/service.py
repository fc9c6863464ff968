"""Starts the lab's Teams: the Connector and the issuer's documents, over TLS."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from aiohttp import web

from lab.ca import Authority
from lab.cloud.tokens import Tokens
from lab.net.listener import Listener
from lab.teams.chat import Chat
from lab.teams.connector import Connector
from lab.teams.control import Control
from lab.teams.courier import Courier
from lab.teams.delivery import Delivery
from lab.teams.people import Member, members
from lab.teams.place import Place
from lab.teams.signing import Issuer
from lab.world import World

BOT_NAME: Final = "Hybridge"
_LARGEST_BODY: Final = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Teams:
    """A running Teams; ``place.base`` is its address."""

    place: Place
    delivery: Delivery
    issuer: Issuer
    listener: Listener

    @property
    def people(self) -> Mapping[str, Member]:
        return self.place.people

    @property
    def chat(self) -> Chat:
        return self.place.chat

    @property
    def metadata(self) -> str:
        """Address of the document that names the issuer's keys."""
        return f"{self.place.base}/v1/.well-known/openidconfiguration"

    def control(self) -> list[web.RouteDef]:
        """Give the routes of the control address, the chat page among them."""
        return Control(self.place, self.delivery, self.issuer).routes()

    async def stop(self) -> None:
        await self.listener.stop()


async def start(world: World, tokens: Tokens, authority: Authority, app_id: str) -> Teams:
    """Start Teams with one team, one channel and the tenant's people in it."""
    seed = sha256(str(world.tenant.id).encode()).hexdigest()
    place = Place(
        tenant=str(world.tenant.id),
        app_id=app_id,
        bot_name=BOT_NAME,
        team=f"19:{seed[:32]}@thread.tacv2",
        channel=f"19:{seed[32:]}@thread.tacv2",
        people=members(world),
        chat=Chat(world.clock),
        clock=world.clock,
        faults=world.faults,
    )
    issuer = Issuer(world.clock)
    app = web.Application(client_max_size=_LARGEST_BODY)
    app.add_routes([*_documents(place, issuer), *Connector(place, tokens).routes()])
    listener = Listener(app, authority.leaf(["localhost", "127.0.0.1"]).context())
    await listener.start()
    place.base = f"https://localhost:{listener.port}"
    return Teams(
        place=place,
        delivery=Delivery(place, Courier(place, issuer)),
        issuer=issuer,
        listener=listener,
    )


def _documents(place: Place, issuer: Issuer) -> list[web.RouteDef]:
    async def configuration(_: web.Request) -> web.Response:
        return web.json_response(issuer.metadata(place.base))

    async def keys(_: web.Request) -> web.Response:
        return web.json_response(issuer.keys())

    return [
        web.get("/v1/.well-known/openidconfiguration", configuration),
        web.get("/v1/.well-known/keys", keys),
    ]
