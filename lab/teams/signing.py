"""The Bot Framework's token issuer: signs what Teams sends to the bot, publishes its keys.

Claims and metadata: the Bot Connector authentication page
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import base64
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from lab.clock import LabClock

ISSUER: Final = "https://api.botframework.com"
_LIFETIME: Final = timedelta(hours=1)


class Issuer:
    """One signing key, which can be rotated."""

    def __init__(self, clock: LabClock) -> None:
        self._clock = clock
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._kid = uuid4().hex[:27]

    def rotate(self) -> None:
        """Sign with a new key from now on; only the new one is published."""
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._kid = uuid4().hex[:27]

    def token(self, app_id: str, service_url: str) -> str:
        """Sign one token for a call to the bot."""
        now = self._clock.real()
        claims = {
            "iss": ISSUER,
            "aud": app_id,
            "nbf": now - timedelta(minutes=5),
            "iat": now,
            "exp": now + _LIFETIME,
            "serviceurl": service_url,
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._kid})

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
        numbers = self._key.public_key().public_numbers()
        return {
            "keys": [
                {
                    "kty": "RSA",
                    "use": "sig",
                    "kid": self._kid,
                    "x5t": self._kid,
                    "n": _number(numbers.n),
                    "e": _number(numbers.e),
                    "endorsements": ["msteams"],
                }
            ]
        }


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
