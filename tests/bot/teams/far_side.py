"""The far side of the door, for tests: Teams' connector, its signing keys and a login service.

Everything is on real sockets with TLS, from a certificate authority made for the run.
"""

import asyncio
import json
import ssl
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from typing import Any

import jwt
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

APP = "6f1c5dd8-5f5e-4c0c-9d2f-0a8d52f3c001"
TENANT = "11111111-2222-4333-8444-555555555555"
SECOND_TENANT = "22222222-2222-4333-8444-555555555555"
"""Another one that the bot serves."""
BOT = f"28:{APP}"
CHANNEL = "19:operations@thread.tacv2"
ISSUER = "https://api.botframework.com"


@cache
def signing_key(name: str) -> rsa.RSAPrivateKey:
    """Give the run's key of that name; making one takes a tenth of a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem_of(key: Any) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def certificate_of(key: Any, name: str, *, issuer: x509.Certificate | None, by: Any) -> Any:
    """Make a certificate valid for a day: an authority's when it has no issuer."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.fromtimestamp(time.time(), UTC)
    alternatives = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(identifier, critical=False)
        .add_extension(authority, critical=False)
        .sign(by, hashes.SHA256())
    )


def as_pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


@dataclass
class Write:
    """One write that arrived at the connector."""

    method: str
    path: str
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.get("text", "")


@dataclass
class Fault:
    """What the connector does with the next write instead of taking it."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    code: str = "Whatever"
    cut: bool = False
    """Take the message, then cut the connection without an answer."""


class FarSide:
    """Teams as a bot sees it."""

    def __init__(self) -> None:
        self.key = signing_key("first")
        self.key_id = "key-1"
        self.endorsements = ["msteams"]
        self.metadata_reads = 0
        self.metadata_down = False
        self.held: asyncio.Event | None = None
        """Set it to an event to keep the metadata back until the event comes."""
        self.keys_at: object = ...
        self.keys: object = ...
        self.token_reads = 0
        self.token_down = False
        self.token_seconds = 3600
        self.login_bodies: list[dict[str, str]] = []
        self.writes: list[Write] = []
        self.faults: list[Fault] = []
        self.members: dict[str, dict[str, Any]] = {}
        self.member_reads = 0
        self.members_down = False
        self.url = ""
        self._arrived = asyncio.Condition()
        self._ids = 1_795_178_156_865

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/metadata", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_post("/v3/conversations/{where}/activities", self._write)
        app.router.add_put("/v3/conversations/{where}/activities/{which}", self._write)
        app.router.add_get("/v3/conversations/{where}/members/{who}", self._member)
        return app

    async def serve(self, context: ssl.SSLContext) -> web.AppRunner:
        runner = web.AppRunner(self.app(), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
        await site.start()
        self.url = f"https://localhost:{runner.addresses[0][1]}"
        return runner

    async def wrote(self, count: int) -> list[Write]:
        """Wait until so many writes have arrived, the refused ones too."""
        async with asyncio.timeout(10), self._arrived:
            await self._arrived.wait_for(lambda: len(self.writes) >= count)
        return self.writes

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Give the claims of a good token; a change of ``None`` leaves a claim out."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": APP,
            "serviceurl": self.url,
            "nbf": now - 60,
            "exp": now + 600,
        }
        claims |= changes
        return {name: value for name, value in claims.items() if value is not None}

    def token(self, *, key_id: str | None = None, key: Any = None, **changes: Any) -> str:
        return jwt.encode(
            self.claims(**changes),
            key or self.key,
            algorithm="RS256",
            headers={"kid": key_id or self.key_id},
        )

    async def _metadata(self, _: web.Request) -> web.Response:
        self.metadata_reads += 1
        if self.held is not None:
            await self.held.wait()
        if self.metadata_down:
            return web.Response(status=503)
        place = f"{self.url}/keys" if self.keys_at is ... else self.keys_at
        return web.json_response({"issuer": ISSUER, "jwks_uri": place})

    async def _keys(self, _: web.Request) -> web.Response:
        if self.keys is not ...:
            return web.json_response(self.keys)
        entry = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        entry |= {"kid": self.key_id, "use": "sig", "endorsements": self.endorsements}
        weak = {"kty": "RSA", "kid": "broken", "n": "AQAB", "e": "AQAB"}
        return web.json_response({"keys": [{"kty": "EC", "kid": "other"}, weak, entry]})

    async def _token(self, request: web.Request) -> web.Response:
        self.token_reads += 1
        self.login_bodies.append({key: str(value) for key, value in (await request.post()).items()})
        if self.token_down:
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response(
            {
                "token_type": "Bearer",
                "expires_in": self.token_seconds,
                "access_token": f"outgoing-{self.token_reads}",
            }
        )

    async def _write(self, request: web.Request) -> web.StreamResponse:
        write = Write(request.method, request.raw_path, await request.json(), dict(request.headers))
        async with self._arrived:
            self.writes.append(write)
            self._arrived.notify_all()
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None and fault.cut:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault is not None:
            return web.json_response(
                {"error": {"code": fault.code}}, status=fault.status, headers=fault.headers
            )
        self._ids += 1
        name = request.match_info.get("which") or str(self._ids)
        return web.json_response({"id": name}, status=201 if request.method == "POST" else 200)

    async def _member(self, request: web.Request) -> web.Response:
        self.member_reads += 1
        who = request.match_info["who"]
        if self.members_down:
            return web.Response(status=503)
        if who not in self.members:
            return web.json_response({"error": {"code": "MemberNotFound"}}, status=404)
        return web.json_response(self.members[who])


def message(
    text: str = "<at>Hybridge</at> check oauth hbna.co.kr", **changes: Any
) -> dict[str, Any]:
    """Give the body of a new post in a channel, as Teams sends it; ``None`` leaves a field out."""
    body = {
        "type": "message",
        "id": "1795178156865",
        "text": text,
        "textFormat": "plain",
        "channelId": "msteams",
        "locale": "en-US",
        "timestamp": "2026-11-20T12:35:56.871Z",
        "localTimestamp": "2026-11-20T12:35:56.871+00:00",
        "from": {"id": "29:operator", "name": "Minji", "aadObjectId": "aaaaaaaa-0001"},
        "recipient": {"id": BOT, "name": "Hybridge"},
        "conversation": {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": TENANT,
            "id": f"{CHANNEL};messageid=1795178156865",
        },
        "entities": [
            {
                "type": "mention",
                "mentioned": {"id": BOT, "name": "Hybridge"},
                "text": "<at>Hybridge</at>",
            },
            {"type": "clientInfo", "locale": "en-US", "country": "US"},
        ],
        "channelData": {
            "teamsChannelId": CHANNEL,
            "tenant": {"id": TENANT},
            "channel": {"id": CHANNEL},
        },
    }
    body |= changes
    return {name: value for name, value in body.items() if value is not None}


def click(verb: str = "again", *, trigger: str = "manual", **changes: Any) -> dict[str, Any]:
    """Give the body of a pressed ``Action.Execute``."""
    action = {"type": "Action.Execute", "verb": verb, "data": {"job": 7}}
    return (
        message(
            type="invoke",
            id="f:click-1",
            text=None,
            name="adaptiveCard/action",
            replyToId="1795178156999",
            value={"action": action, "trigger": trigger},
        )
        | changes
    )
