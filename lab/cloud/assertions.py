"""How an application proves at the token endpoint who it is: a signed assertion, or a secret.

The texts and numbers are Entra's.  https://learn.microsoft.com/entra/identity-platform/reference-error-codes
"""

import hmac
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

from lab.clock import LabClock
from lab.world_keys import Certificate
from lab.world_tenant import Key, Principal, Tenant

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class Denied(Exception):
    """An answer of the token endpoint that is not a token."""

    number: int
    text: str
    error: str = "invalid_client"
    status: int = 401


def prove(
    form: Mapping[str, str],
    tenant: Tenant,
    principal: Principal,
    audiences: Sequence[str],
    clock: LabClock,
) -> None:
    """Return when the form proves the client; raises ``Denied``."""
    if form.get("client_assertion"):
        if form.get("client_assertion_type") != JWT_BEARER:
            raise Denied(7000216, "The client_assertion_type is missing or unknown.")
        _assertion(form["client_assertion"], tenant, principal, audiences, clock)
    elif form.get("client_secret"):
        _secret(form["client_secret"], tenant, principal)
    else:
        raise Denied(
            7000216,
            "'client_assertion', 'client_secret' or 'request' is required for the "
            "'client_credentials' grant type.",
        )


def _secret(sent: str, tenant: Tenant, principal: Principal) -> None:
    application = tenant.application(principal.app_id)
    known = [*principal.secrets, *(application.secrets if application else ())]
    if not any(hmac.compare_digest(sent.encode(), one.encode()) for one in known):
        raise Denied(
            7000215,
            "Invalid client secret provided. Ensure the secret being sent in the request is the "
            "client secret value, not the client secret ID, for a secret added to app "
            f"'{principal.app_id}'.",
        )


def _assertion(
    assertion: str,
    tenant: Tenant,
    principal: Principal,
    audiences: Sequence[str],
    clock: LabClock,
) -> None:
    try:
        header = jwt.get_unverified_header(assertion)
    except jwt.PyJWTError as error:
        raise Denied(50027, "JWT token is invalid or malformed.", "invalid_request", 400) from error
    certificate = _certificate(header, tenant.keys(principal.app_id))
    if not certificate.starts <= clock.real() <= certificate.ends:
        raise Denied(
            1000502,
            "The provided certificate is not within its specified validity window. Thumbprint: "
            f"'{certificate.thumbprint}'.",
        )
    try:
        claims = jwt.decode(
            assertion,
            certificate.public_key,
            algorithms=["PS256", "RS256"],
            audience=list(audiences),
            issuer=principal.app_id,
            leeway=300,
            options={"require": ["exp", "aud", "iss", "sub"]},
        )
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as error:
        raise Denied(700024, "Client assertion is not within its valid time range.") from error
    except jwt.InvalidAudienceError as error:
        raise Denied(
            700023, "Client assertion audience claim does not match Realm issuer."
        ) from error
    except jwt.InvalidSignatureError as error:
        raise _unknown("The key was not the one that signed.", certificate.thumbprint) from error
    except jwt.PyJWTError as error:
        raise Denied(50027, "JWT token is invalid or malformed.", "invalid_request", 400) from error
    if claims["sub"] != principal.app_id:
        raise Denied(700021, "Client assertion application identifier doesn't match 'client_id'.")


def _certificate(header: Mapping[str, Any], keys: Sequence[Key]) -> Certificate:
    """Find the registered certificate that the header names by ``x5t`` or ``x5t#S256``.

    Both come with and without padding: azure-identity leaves it on.
    """
    by_sha256, by_sha1 = (header.get(name, "").rstrip("=") for name in ("x5t#S256", "x5t"))
    for key in keys:
        certificate = key.certificate
        if by_sha256 == certificate.x5t_s256 or by_sha1 == certificate.x5t:
            return certificate
    raise _unknown("The key was not found.", _hex(by_sha1 or by_sha256 or header.get("kid", "")))


def _unknown(reason: str, thumbprint: str) -> Denied:
    return Denied(
        700027,
        "The certificate with identifier used to sign the client assertion is not registered on "
        f"application. [Reason - {reason}, Thumbprint of key used by client: '{thumbprint}'].",
    )


def _hex(encoded: str) -> str:
    try:
        return urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).hex().upper()
    except ValueError:
        return encoded
