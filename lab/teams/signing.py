"""The Bot Framework's token issuer: signs what Teams sends to the bot, publishes its keys.

Claims and metadata: the Bot Connector authentication page
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from lab import rsa_keys
from lab.clock import LabClock
from lab.teams.place import NotPossible

ISSUER: Final = "https://api.botframework.com"
WRONG: Final = (
    *("missing", "issuer", "audience", "expired", "early", "service-url", "signature"),
    *("unknown-key", "endorsement", "unsigned"),
)
"""What can be wrong with a token on purpose."""
_LIFETIME: Final = timedelta(hours=1)


def _new_key() -> rsa.RSAPrivateKey:
    return rsa_keys.new_key()


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """One key and the channels it vouches for."""

    endorsements: Sequence[str] = ("msteams",)
    key: rsa.RSAPrivateKey = field(default_factory=_new_key, repr=False)
    kid: str = field(default_factory=lambda: uuid4().hex[:27])

    def published(self) -> dict[str, Any]:
        numbers = self.key.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.kid,
            "x5t": self.kid,
            "n": _number(numbers.n),
            "e": _number(numbers.e),
            "endorsements": list(self.endorsements),
        }


class Issuer:
    """The issuer with its current key, which can be rotated."""

    def __init__(self, clock: LabClock) -> None:
        self._clock = clock
        self._others: dict[str, SigningKey] = {}

    @cached_property
    def current(self) -> SigningKey:
        return SigningKey()

    def rotate(self) -> str:
        """Sign with a new key from now on; only the new one is published.  Gives its id."""
        self.current = SigningKey()
        return self.current.kid

    def token(self, app_id: str, service_url: str, wrong: str = "") -> str:
        """Sign one token for a call to the bot; ``wrong`` is one of ``WRONG`` or empty.

        Gives an empty text for ``missing``.  Raises ``NotPossible`` for a wrong it does not know.
        """
        if wrong and wrong not in WRONG:
            raise NotPossible(f"no fault of tokens is called {wrong!r}: {', '.join(WRONG)}")
        if wrong == "missing":
            return ""
        now = self._clock.real()
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": app_id,
            "nbf": now - timedelta(minutes=5),
            "iat": now,
            "exp": now + _LIFETIME,
            "serviceurl": service_url,
        }
        claims |= _spoiled(wrong, now, service_url)
        if wrong == "unsigned":
            headers = {"kid": self.current.kid}
            return jwt.encode(claims, "", algorithm="none", headers=headers)
        key, kid = self._signature(wrong)
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid})

    def metadata(self, base: str) -> dict[str, Any]:
        """Give the openid configuration, served below ``base``."""
        return {
            "issuer": ISSUER,
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": f"{base}/v1/.well-known/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }

    def keys(self) -> dict[str, Any]:
        """Give the key set; each key names the channels it vouches for."""
        shown = [self.current, *(one for name, one in self._others.items() if name == "webchat")]
        return {"keys": [one.published() for one in shown]}

    def _signature(self, wrong: str) -> tuple[rsa.RSAPrivateKey, str]:
        match wrong:
            case "signature":
                return self._other("unpublished").key, self.current.kid
            case "unknown-key":
                other = self._other("unpublished")
            case "endorsement":
                other = self._other("webchat")
            case _:
                other = self.current
        return other.key, other.kid

    def _other(self, name: str) -> SigningKey:
        """Give a key that is good for nothing here, made when it is first needed."""
        if name not in self._others:
            self._others[name] = SigningKey(endorsements=[name])
        return self._others[name]


def _spoiled(wrong: str, now: datetime, service_url: str) -> dict[str, Any]:
    """Give the claims that are different when they are wrong."""
    match wrong:
        case "issuer":
            return {"iss": "https://api.botframework.us"}
        case "audience":
            return {"aud": str(uuid4())}
        case "expired":
            before = now - 2 * _LIFETIME
            return {"nbf": before, "iat": before, "exp": now - _LIFETIME}
        case "early":
            return {"nbf": now + _LIFETIME}
        case "service-url":
            return {"serviceurl": f"{service_url}elsewhere/"}
        case _:
            return {}


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
