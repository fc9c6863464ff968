"""What the token service says when it issues nothing, in its own numbers and words.

Programs must not depend on either, Microsoft says; people search for them all the same.
https://learn.microsoft.com/entra/identity-platform/reference-error-codes
"""

from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from lab.oauth.tokens import Token
from lab.world_tenant import Key


@dataclass
class TokenRefused(Exception):
    """An AADSTS answer.  ``number`` is the one that names the reason."""

    number: int
    text: str
    error: str = "invalid_client"
    status: int = 401

    def description(self, now: datetime) -> str:
        """Give ``error_description`` as it comes over the wire."""
        marks = f"{self.number}\0{now.isoformat()}"
        return (
            f"{self.text} Trace ID: {uuid5(NAMESPACE_OID, marks)} "
            f"Correlation ID: {uuid5(NAMESPACE_OID, marks + 'correlation')} "
            f"Timestamp: {now:%Y-%m-%d %H:%M:%S}Z"
        )


def bad_key(reason: str, x5t: str, keys: Sequence[Key], *, legacy: bool) -> TokenRefused:
    """Say why no key fits; ``legacy`` is ACS's wording."""
    found = ", ".join(
        f"Found key 'Start={key.starts:%m/%d/%Y %H:%M:%S}, End={key.ends:%m/%d/%Y %H:%M:%S}'"
        for key in keys
        if key.certificate.x5t == x5t
    )
    marks = f"[Reason - {reason}, Thumbprint of key used by client: '{_hex(x5t)}'"
    marks += f", {found}]" if found else "]"
    if legacy:
        return TokenRefused(
            50012,
            "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an "
            f"invalid signature. {marks}",
        )
    return TokenRefused(
        700027,
        "AADSTS700027: The certificate with identifier used to sign the client assertion is not "
        f"registered on application. Client assertion failed signature validation. {marks}",
    )


def without_principal(app_id: str, tenant: str) -> TokenRefused:
    """Refuse an application that is registered and has no service principal.

    Microsoft Teams SDK, Authentication troubleshooting, gives the text.
    """
    return TokenRefused(
        7000229,
        f"AADSTS7000229: The client application {app_id} is missing service principal in the "
        f"tenant {tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119",
    )


def out_of_time(assertion: Token, now: datetime, *, legacy: bool) -> TokenRefused:
    if legacy:
        return TokenRefused(
            500133,
            "AADSTS70002: Error validating credentials. AADSTS500133: Assertion is not within its "
            "valid time range.",
        )
    ends = datetime.fromtimestamp(float(assertion.claims.get("exp", 0)), tz=now.tzinfo)
    return TokenRefused(
        700024,
        "AADSTS700024: Client assertion is not within its valid time range. Current time: "
        f"{now:%Y-%m-%dT%H:%M:%S.%f}0Z, expiry time of assertion "
        f"{ends:%Y-%m-%dT%H:%M:%S}.0000000Z.",
    )


def _hex(x5t: str) -> str:
    try:
        return urlsafe_b64decode(x5t + "=" * (-len(x5t) % 4)).hex().upper()
    except ValueError:
        return x5t
