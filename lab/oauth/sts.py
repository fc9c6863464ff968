"""The token service: ACS and evoSTS look at an assertion, and issue an actor token or an AADSTS.

Texts and numbers are Entra's; which of them a state yields is decided here and nowhere else.
https://learn.microsoft.com/entra/identity-platform/reference-error-codes
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from lab.oauth.names import on_principal
from lab.oauth.refusals import TokenRefused, bad_key, out_of_time, without_principal
from lab.oauth.tokens import Malformed, Token, read, sign
from lab.world import World
from lab.world_premises import ACS_ISSUER, EXCHANGE_ONLINE
from lab.world_tenant import FULL_ACCESS_AS_APP, Grant, Principal, SignIn

GRAPH: Final = "00000003-0000-0000-c000-000000000000"
ACS_HOST: Final = "accounts.accesscontrol.windows.net"
ACTOR_LIFETIME: Final = timedelta(hours=24)
"""An actor token is good for a day and cannot be taken back."""


@dataclass(frozen=True, kw_only=True)
class TokenRequest:
    """What is posted to a token endpoint."""

    assertion: str
    tenant: str
    """The tenant in the endpoint's path."""
    audience: str
    """What the assertion must be meant for."""
    resource: str
    """``00000002-…/host@tenant`` for ACS, ``https://host`` for evoSTS."""


def acs_token(world: World, request: TokenRequest) -> Token:
    """Issue ACS's actor token for the shared principal; raises ``TokenRefused``."""
    client = _client(world, request, _assertion(request).claim("iss").partition("@")[0])
    _prove(world, request, client, legacy=True)
    _resource(world, request)
    return _signed_by_acs(world, client, request.resource)


def evosts_token(world: World, request: TokenRequest) -> Token:
    """Issue evoSTS's token for the dedicated application, and write it into the sign-in log.

    Raises ``TokenRefused``, which the log keeps too.
    """
    try:
        token = _evosts_token(world, request)
    except TokenRefused as refused:
        _log(world, request, refused.number, "")
        raise
    _log(world, request, 0, token.claim("uti"))
    return token


def _log(world: World, request: TokenRequest, error: int, token: str) -> None:
    assertion, tenant = _assertion(request), world.tenant
    x5t = str(assertion.header.get("x5t", ""))
    print_ = base64.urlsafe_b64decode(x5t + "=" * (-len(x5t) % 4)).hex().upper()
    owner = next((each for each in tenant.principals if on_principal(each, request.resource)), None)
    tenant.sign_ins.append(
        SignIn(
            at=world.clock.now(),
            app_id=assertion.claim("iss"),
            resource=owner.app_id if owner else "",
            thumbprint=print_,
            error=error,
            token=token,
        )
    )


def _evosts_token(world: World, request: TokenRequest) -> Token:
    """Issue it; raises ``TokenRefused``."""
    client = _client(world, request, _assertion(request).claim("iss"))
    _prove(world, request, client, legacy=False)
    resource = _resource(world, request)
    tenant = world.tenant
    grants = [
        grant
        for grant in tenant.grants
        if grant.principal_id == client.id and grant.resource_id == resource.id
    ]
    if not grants and not tenant.token_without_consent:
        raise TokenRefused(
            65001,
            "AADSTS65001: The user or administrator has not consented to use the application with "
            f"ID '{client.app_id}' named '{client.name}'. Send an interactive authorization "
            "request for this user and resource.",
            "invalid_grant",
            400,
        )
    claims = {
        **_times(world.clock.now()),
        "aud": request.resource,
        "iss": f"https://sts.windows.net/{tenant.id}/",
        "appid": client.app_id,
        "appidacr": "2",
        "oid": client.id,
        "sub": client.id,
        "tid": tenant.id,
        "roles": _values(resource, grants),
        "uti": uuid4().hex,
        "ver": "1.0",
    }
    return sign(claims, tenant.signing)


def service_token(world: World, resource: str) -> Token:
    """Issue what Exchange Online asks for itself: Microsoft holds that key, only names matter."""
    request = TokenRequest(assertion="", tenant=world.tenant.id, audience="", resource=resource)
    client = _client(world, request, EXCHANGE_ONLINE)
    _resource(world, request)
    return _signed_by_acs(world, client, resource)


def _signed_by_acs(world: World, client: Principal, resource: str) -> Token:
    tenant = world.tenant
    claims = {
        **_times(world.clock.now()),
        "aud": resource,
        "iss": f"{ACS_ISSUER}@{tenant.id}",
        "nameid": f"{client.app_id}@{tenant.id}",
        "identityprovider": f"{ACS_ISSUER}@{tenant.id}",
        "oid": client.id,
        "sub": client.id,
        "tenantid": tenant.id,
        "trustedfordelegation": "true",
    }
    return sign(claims, tenant.signing)


def _times(now: datetime) -> dict[str, Any]:
    moment = int(now.timestamp())
    return {"iat": moment, "nbf": moment, "exp": moment + int(ACTOR_LIFETIME.total_seconds())}


def _values(resource: Principal, grants: list[Grant]) -> list[str]:
    known = {role.id: role.value for role in resource.roles}
    known.setdefault(FULL_ACCESS_AS_APP, "full_access_as_app")
    return sorted(known[grant.role_id] for grant in grants if grant.role_id in known)


def _assertion(request: TokenRequest) -> Token:
    try:
        return read(request.assertion)
    except Malformed as error:
        text = "AADSTS50027: JWT token is invalid or malformed."
        raise TokenRefused(50027, text, "invalid_request", 400) from error


def _client(world: World, request: TokenRequest, app_id: str) -> Principal:
    """Find who asks: tenant, application, and whether it is enabled."""
    tenant = world.tenant
    if world.faults.active("entra-busy"):
        text = "AADSTS90033: A transient error has occurred. Please try again."
        raise TokenRefused(90033, text, "temporarily_unavailable", 503)
    if not tenant.is_domain(request.tenant):
        raise TokenRefused(
            90002,
            f"AADSTS90002: Tenant '{request.tenant}' not found. Check to make sure you have the "
            "correct tenant ID and are signing into the correct cloud. Check with your "
            "subscription administrator, this may happen if there are no active subscriptions "
            "for the tenant.",
            "invalid_request",
            400,
        )
    principal = tenant.principal(app_id)
    if principal is None or principal.app_id.casefold() != app_id.casefold():
        if any(each.app_id.casefold() == app_id.casefold() for each in tenant.applications):
            raise without_principal(app_id, tenant.id)
        raise TokenRefused(
            700016,
            f"AADSTS700016: Application with identifier '{app_id}' was not found in the directory "
            f"'{tenant.id}'. This can happen if the application has not been installed by the "
            "administrator of the tenant or consented to by any user in the tenant. You may have "
            "sent your authentication request to the wrong tenant.",
            "unauthorized_client",
            400,
        )
    if not principal.enabled:
        raise TokenRefused(
            7000112,
            f"AADSTS7000112: Application '{app_id}'({principal.name}) is disabled.",
            "unauthorized_client",
            400,
        )
    return principal


def _prove(world: World, request: TokenRequest, client: Principal, *, legacy: bool) -> None:
    """Verify the assertion against the client's keys; ``legacy`` chooses ACS's wording."""
    assertion = _assertion(request)
    now = world.clock.now()
    x5t = str(assertion.header.get("x5t", ""))
    keys = [key for key in world.tenant.keys(client.app_id) if key.certificate.x5t == x5t]
    if not keys:
        raise bad_key(
            "The key was not found.", x5t, world.tenant.keys(client.app_id), legacy=legacy
        )
    if not any(assertion.signed_by(key.certificate) for key in keys):
        raise bad_key("The key was found, but use of the key failed.", x5t, keys, legacy=legacy)
    if not any(key.starts <= now <= key.ends for key in keys):
        raise bad_key("The key used is expired.", x5t, keys, legacy=legacy)
    if not assertion.in_time(now):
        raise out_of_time(assertion, now, legacy=legacy)
    if assertion.claim("aud").casefold() != request.audience.casefold():
        text = "AADSTS700023: Client assertion audience claim does not match Realm issuer."
        raise TokenRefused(700023, text)


def _resource(world: World, request: TokenRequest) -> Principal:
    """Find whose name the resource is; only Exchange Online's principal carries hosts here."""
    tenant = world.tenant
    for app_id in (EXCHANGE_ONLINE, GRAPH):
        resource = tenant.principal(app_id)
        if resource is not None and on_principal(resource, request.resource):
            return resource
    raise TokenRefused(
        500011,
        f"AADSTS500011: The resource principal named {request.resource} was not found in the "
        f"tenant named {tenant.id}. This can happen if the application has not been installed by "
        "the administrator of the tenant or consented to by any user in the tenant. You might "
        "have sent your authentication request to the wrong tenant.",
        "invalid_resource",
        400,
    )
