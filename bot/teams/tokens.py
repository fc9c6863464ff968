"""Who is at the door: a token of the Bot Framework, for this bot, fitting the body it came with.

Stricter than the SDK, which does not check the tenant, skips checks whose field the body leaves
out, and answers 500 to most bad tokens.  Required here is what Microsoft's procedure requires:
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
Tokens of the emulator are not accepted.
"""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jwt

from bot.teams.keys import KeyRing, KeysUnavailable
from bot.teams.settings import TeamsSettings
from commands import moments

CHANNEL: Final = "msteams"
SKEW: Final = round(moments.SKEW.total_seconds())
"""Seconds the sender's clock may be off."""

LONGEST: Final = 2 * 86_400
"""Seconds ahead that a token may end.  Teams' live an hour or so; how long they may is not
documented, so a day is left on either side of one.
"""

UNKNOWN: Final = 401
FORBIDDEN: Final = 403
NOT_NOW: Final = 503


class Refused(Exception):
    """A request that is not acted on.  ``status`` is its HTTP answer, ``code`` says why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Verified:
    """A token whose signature, issuer, audience and times are right."""

    claims: dict[str, Any]
    service_url: str
    endorsements: frozenset[str]


class Guard:
    """Checks tokens, and bodies against their token."""

    def __init__(self, settings: TeamsSettings, keys: KeyRing) -> None:
        self._settings = settings
        self._keys = keys
        self._tenants = frozenset(tenant.lower() for tenant in settings.tenants)
        self._sound_urls: dict[str, bool] = {}

    async def verify(self, header: str | None) -> Verified:
        """Check the ``Authorization`` header by itself.

        The token's times are those of the machine, whatever clock the rest is given.

        Raises:
            Refused: 401, or 503 when no key could be read to judge it by.
        """
        scheme, _, token = (header or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused(UNKNOWN, "token-missing")
        key = await self._key_of(token)
        try:
            claims = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self._settings.app_id,
                issuer=self._settings.issuer,
                leeway=SKEW,
                options={"require": ["exp", "iss", "aud"], "strict_aud": True},
            )
        except jwt.ExpiredSignatureError:
            raise Refused(UNKNOWN, "token-expired") from None
        except (jwt.PyJWTError, ValueError, TypeError, ArithmeticError, RecursionError):
            raise Refused(UNKNOWN, "token-invalid") from None
        if claims["exp"] > time.time() + LONGEST:
            raise Refused(UNKNOWN, "token-lives-too-long")
        service_url = claims.get("serviceurl", claims.get("serviceUrl"))
        if not isinstance(service_url, str) or not service_url:
            raise Refused(UNKNOWN, "token-without-service-url")
        return Verified(
            claims=claims, service_url=service_url.rstrip("/"), endorsements=key.endorsements
        )

    def admit(self, verified: Verified, body: Mapping[str, Any]) -> None:
        """Check that the body is what the token vouches for, and from a tenant that is served.

        Raises:
            Refused: 401 when token and body disagree, 403 when they are not wanted here.
        """
        service_url = body.get("serviceUrl")
        if not isinstance(service_url, str) or service_url.rstrip("/") != verified.service_url:
            raise Refused(UNKNOWN, "service-url-differs")
        if body.get("channelId") != CHANNEL:
            raise Refused(FORBIDDEN, "channel-unknown")
        if CHANNEL not in verified.endorsements:
            raise Refused(FORBIDDEN, "key-not-endorsed")
        if not self._sound(service_url):
            raise Refused(FORBIDDEN, "service-url-not-allowed")
        self._admit_tenant(body)

    def admit_unauthenticated(self, body: Mapping[str, Any]) -> None:
        """Check what can be checked in development: answers stay on this machine."""
        if body.get("channelId") != CHANNEL:
            raise Refused(FORBIDDEN, "channel-unknown")
        if not self._settings.may_send_to(str(body.get("serviceUrl"))):
            raise Refused(FORBIDDEN, "service-url-not-allowed")
        if self._tenants:
            self._admit_tenant(body)
        elif len(tenants_of(body)) > 1:
            raise Refused(FORBIDDEN, "tenants-differ")

    def _admit_tenant(self, body: Mapping[str, Any]) -> None:
        """Check that a body names one tenant and that it is served: whose people write decides all.

        A body that names two is refused: nothing tells which of them the person belongs to.
        """
        tenants = tenants_of(body)
        if not tenants or not tenants <= self._tenants:
            raise Refused(FORBIDDEN, "tenant-not-served")
        if len(tenants) > 1:
            raise Refused(FORBIDDEN, "tenants-differ")

    def _sound(self, url: str) -> bool:
        # A signed token vouches for each of these, so there are a handful.
        if url not in self._sound_urls:
            self._sound_urls[url] = self._settings.may_send_to(url)
        return self._sound_urls[url]

    async def _key_of(self, token: str) -> Any:
        header = _header_of(token)
        key_id = header.get("kid")
        if header.get("alg") != "RS256" or not isinstance(key_id, str):
            raise Refused(UNKNOWN, "token-algorithm")
        try:
            key = await self._keys.find(key_id)
        except KeysUnavailable:
            raise Refused(NOT_NOW, "keys-unavailable") from None
        if key is None:
            raise Refused(UNKNOWN, "token-key-unknown")
        return key


def _header_of(token: str) -> dict[str, Any]:
    """Peek at a token's header, to know the key.  The library would read all of it for that."""
    head = token.partition(".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, RecursionError):
        raise Refused(UNKNOWN, "token-malformed") from None
    if not isinstance(header, dict):
        raise Refused(UNKNOWN, "token-malformed")
    return header


def tenants_of(body: Mapping[str, Any]) -> frozenset[str]:
    """Give every tenant id the body names, in lower case; usually one.

    The SDK cannot read ``conversation.tenantId``, which Teams sends: it looks for ``tenantID``.
    """
    data, conversation = body.get("channelData"), body.get("conversation")
    tenant = data.get("tenant") if isinstance(data, Mapping) else None
    named = (
        tenant.get("id") if isinstance(tenant, Mapping) else None,
        conversation.get("tenantId") if isinstance(conversation, Mapping) else None,
    )
    return frozenset(name.lower() for name in named if isinstance(name, str) and name)
