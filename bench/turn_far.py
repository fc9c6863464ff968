"""The far side of ``bench.turn``: Teams' connector, its keys, a login service, and the clients.

Nothing here waits: what is measured is the bot's own cost.  The conversation's id tells which turn
a card belongs to, and each turn has its own, as Teams' limits are per conversation.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from lab.ca import Authority

APP: Final = "6f1c5dd8-5f5e-4c0c-9d2f-0a8d52f3c001"
TENANT: Final = "11111111-2222-4333-8444-555555555555"
PERSON: Final = "aaaaaaaa-0000-4000-8000-000000000001"
LOGIN: Final = "login.microsoftonline.com"
ISSUER: Final = "https://api.botframework.com"
KEY: Final = "bench"


@dataclass
class Turn:
    """One message on its way: when it left, was answered, and its card arrived (seconds)."""

    sent: float
    answered: float = 0.0
    shown: float = 0.0
    done: asyncio.Event = field(default_factory=asyncio.Event)


class FarSide:
    """Serves on loopback; counts what the bot asks of it."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._turns: dict[str, Turn] = {}
        self._runner: web.AppRunner | None = None
        self.token_requests = 0
        self.url = ""
        self.login = 0

    async def open(self) -> None:
        app = web.Application()
        app.router.add_get("/metadata", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/v3/conversations/{where}/activities", self._post)
        app.router.add_post("/v3/conversations/{where}/activities/{to}", self._post)
        app.router.add_put("/v3/conversations/{where}/activities/{to}", self._edit)
        app.router.add_get("/v3/conversations/{where}/members/{who}", self._member)
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._discovery)
        app.router.add_get("/common/discovery/instance", self._discovery)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        leaf = self._authority.leaf([LOGIN, "localhost"])
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=leaf.context()).start()
        self.url = f"http://localhost:{self._runner.addresses[0][1]}"
        self.login = self._runner.addresses[1][1]

    async def close(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    def token(self) -> str:
        claims = {"iss": ISSUER, "aud": APP, "serviceurl": self.url, "exp": time.time() + 3600}
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY})

    async def run(self, bot: str, turns: int, clients: int, tag: str) -> tuple[float, list[Turn]]:
        """Let so many clients send one message after another; gives the seconds and the turns."""
        names = [f"19:{tag}{number}@thread.tacv2" for number in range(turns)]
        waiting = iter(names)
        token, finished = self.token(), list[Turn]()
        connector = aiohttp.TCPConnector(limit=clients)
        async with aiohttp.ClientSession(connector=connector) as http:

            async def client() -> None:
                for name in waiting:
                    finished.append(await self._turn(http, bot, name, token))

            started = time.perf_counter()
            async with asyncio.timeout(120):
                await asyncio.gather(*(client() for _ in range(clients)))
            return time.perf_counter() - started, finished

    async def _turn(self, http: aiohttp.ClientSession, bot: str, name: str, token: str) -> Turn:
        body = json.dumps(message(name, self.url))
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        turn = self._turns[name] = Turn(sent=time.perf_counter())
        async with http.post(bot, data=body, headers=headers) as answer:
            await answer.read()
            assert answer.status in {200, 201, 202}, await answer.text()
        turn.answered = time.perf_counter()
        await turn.done.wait()
        del self._turns[name]
        return turn

    async def _post(self, request: web.Request) -> web.Response:
        assert request.headers["Authorization"].startswith("Bearer ")
        await request.read()
        turn = self._turns[request.match_info["where"].partition(";")[0]]
        turn.shown = time.perf_counter()
        turn.done.set()
        return web.json_response({"id": "1795178156999"}, status=201)

    async def _edit(self, request: web.Request) -> web.Response:
        return web.json_response({"id": request.match_info["to"]})

    async def _member(self, request: web.Request) -> web.Response:
        return web.json_response(
            {"id": request.match_info["who"], "tenantId": TENANT, "userRole": "user"}
        )

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return web.json_response({"keys": [{**key, "kid": KEY, "endorsements": ["msteams"]}]})

    async def _discovery(self, _: web.Request) -> web.Response:
        base = f"https://{LOGIN}/{TENANT}"
        return web.json_response(
            {
                "tenant_discovery_endpoint": f"{base}/v2.0/.well-known/openid-configuration",
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        )

    async def _token(self, _: web.Request) -> web.Response:
        self.token_requests += 1
        token: dict[str, Any] = {"token_type": "Bearer", "expires_in": 3600}
        return web.json_response({**token, "access_token": "t" * 1200})


def message(where: str, service_url: str) -> dict[str, Any]:
    """Give a new post in a channel as Teams sends it."""
    bot = {"id": f"28:{APP}", "name": "Hybridge"}
    return {
        "type": "message",
        "id": str(time.time_ns() // 1000),
        "text": "<at>Hybridge</at>&nbsp;check oauth hbna.co.kr\n",
        "textFormat": "plain",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "locale": "en-US",
        "timestamp": "2026-11-20T12:35:56.871Z",
        "localTimestamp": "2026-11-20T21:35:56.871+09:00",
        "localTimezone": "Asia/Seoul",
        "from": {"id": "29:operator", "name": "Kim Minji", "aadObjectId": PERSON},
        "recipient": bot,
        "conversation": {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": TENANT,
            "id": where,
        },
        "entities": [
            {"type": "mention", "mentioned": bot, "text": "<at>Hybridge</at>"},
            {"type": "clientInfo", "locale": "en-US", "country": "US", "platform": "Windows"},
        ],
        "channelData": {
            "teamsChannelId": where,
            "teamsTeamId": where,
            "channel": {"id": where},
            "team": {"id": where},
            "tenant": {"id": TENANT},
        },
    }
