"""The side that calls: it reads the challenge, gets an actor token, and speaks for a user."""

from datetime import timedelta
from typing import Final

from lab.oauth import sts
from lab.oauth.endpoints import Endpoint
from lab.oauth.identity import dedicated, signing_certificate
from lab.oauth.names import resource_of
from lab.oauth.receiving import challenge
from lab.oauth.refusals import TokenRefused
from lab.oauth.tokens import Token, sign, unsigned
from lab.oauth.trace import Stopped, Trace
from lab.servicelets import signing
from lab.world import World
from lab.world_keys import Certificate
from lab.world_premises import ACS_ISSUER, EXCHANGE_ONLINE, AuthServer, Recipient, Server

_TOO_SMALL: Final = 2048
_BUILDER: Final = "OAuthTokenBuilder:GetAppToken"
_FAILED: Final = "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException"
_ASSERTION_LIFETIME: Final = timedelta(minutes=5)


def trusted_issuer(world: World, endpoint: Endpoint, trace: Trace) -> str:
    """Ask without a token and give the trusted issuers of the Bearer challenge."""
    asked = challenge(world, endpoint)
    trace.say("OAuthCredentials:Authenticate", "entering")
    trace.say(
        "OAuthCredentials:Authenticate",
        f"challenge from '{endpoint.url}' received: {','.join(asked)}",
    )
    bearer = next((each for each in asked if each.startswith("Bearer ")), None)
    if bearer is None:
        trace.fail("OAuthCredentials:Authenticate", "the challenge has no Bearer scheme")
        raise Stopped(
            "System.Net.WebException: The remote server returned an error: (401) Unauthorized."
        )
    trusted = bearer.partition('trusted_issuers="')[2].partition('"')[0]
    trace.say(
        "OAuthCredentials:GetToken",
        f"client-id: '{EXCHANGE_ONLINE}', realm: '', trusted_issuer: '{trusted}'",
    )
    trace.say("OAuthCredentials:GetToken", "Start building a token using organizationId ''")
    trace.say(_BUILDER, "start building the apptoken")
    trace.say(_BUILDER, "checking enabled auth servers")
    return trusted


def from_server(
    world: World, server: Server, endpoint: Endpoint, user: Recipient | None, trace: Trace
) -> Token:
    """Build what a server sends; raises ``Stopped`` when it gets no token."""
    trusted = trusted_issuer(world, endpoint, trace)
    app = dedicated(world, server)
    auth_server = app.auth_server if app else _trusted(world, trusted, trace)
    certificate = _certificate(world, server, trace)
    if app is None:
        actor = _from_acs(world, server, auth_server, certificate, endpoint, trace)
        app_id = world.auth_config.service_name
    else:
        actor = _from_evosts(world, server, auth_server, certificate, endpoint, trace)
        app_id = app.app_id
    return _speaking(world, actor, app_id, auth_server.realm, user, trace)


def from_cloud(world: World, endpoint: Endpoint, user: Recipient | None, trace: Trace) -> Token:
    """Build what Exchange Online sends; raises ``Stopped`` when it gets no token."""
    trusted = trusted_issuer(world, endpoint, trace)
    realm = world.tenant.id
    wanted = (f"{ACS_ISSUER}@{realm}", f"{ACS_ISSUER}@*")
    if not any(each in wanted for each in trusted.split(",")):
        raise _untrusted(trusted, trace)
    resource = resource_of(endpoint.host, realm)
    trace.say(
        _BUILDER,
        f"trying to get the apptoken from the auth server '{ACS_ISSUER}' for resource "
        f"'{resource}', tenantId '{realm}'",
    )
    try:
        actor = sts.service_token(world, resource)
    except TokenRefused as error:
        raise _no_token(world, ACS_ISSUER, error, trace) from error
    return _speaking(world, actor, EXCHANGE_ONLINE, realm, user, trace)


def _trusted(world: World, trusted: str, trace: Trace) -> AuthServer:
    """Choose the enabled ACS auth server that the challenge trusts."""
    for each in world.auth_servers:
        if not each.enabled or each.type != "MicrosoftACS":
            continue
        known = f"{each.issuer}@{each.realm}"
        if any(entry in (known, f"{each.issuer}@*") for entry in trusted.split(",")):
            trace.say(_BUILDER, f"trusted_issuer includes the auth server '{each.name}': {known},")
            return each
        trace.say(
            _BUILDER, f"trusted_issuer does NOT include the auth server '{each.name}': {known},"
        )
    raise _untrusted(trusted, trace)


def _untrusted(trusted: str, trace: Trace) -> Stopped:
    trace.fail(
        _BUILDER,
        "unable to continue building token; no locally configured issuer was in the "
        f"trusted_issuer list, realm from challenge was also empty. trust_issuers was {trusted}",
    )
    return Stopped(
        f"{_FAILED}: The trusted issuers contained the following entries '{trusted}'. None of them "
        "are configured locally."
    )


def _certificate(world: World, server: Server, trace: Trace) -> Certificate:
    certificate = signing_certificate(world, server)
    if certificate is None:
        trace.fail(
            "OAuthTokenBuilder:GetSigningCertificate",
            f"no certificate with thumbprint '{signing(world, server)}' and its private key",
        )
        raise Stopped(
            f"{_FAILED}: Missing signing certificate. ---> System.Net.WebException: The remote "
            "server returned an error: (401) Unauthorized."
        )
    if certificate.public_key.key_size < _TOO_SMALL:
        raise Stopped(
            f"{_FAILED}: The signing certificate should have a private key with at least 2048 bits."
        )
    return certificate


def _from_acs(
    world: World,
    server: Server,
    auth_server: AuthServer,
    certificate: Certificate,
    endpoint: Endpoint,
    trace: Trace,
) -> Token:
    realm = auth_server.realm
    issuer = f"{world.auth_config.service_name}@{realm}"
    audience = f"{ACS_ISSUER}/{sts.ACS_HOST}@{realm}"
    claims = {
        "aud": audience,
        "iss": issuer,
        "nameid": issuer,
        **_assertion_times(world, server),
    }
    assertion = sign(claims, certificate)
    resource = resource_of(endpoint.host, realm)
    _announce(auth_server, resource, auth_server.token_endpoint, assertion, trace)
    request = sts.TokenRequest(
        assertion=assertion.text, tenant=realm, audience=audience, resource=resource
    )
    try:
        return sts.acs_token(world, request)
    except TokenRefused as error:
        raise _no_token(world, auth_server.name, error, trace) from error


def _from_evosts(
    world: World,
    server: Server,
    auth_server: AuthServer,
    certificate: Certificate,
    endpoint: Endpoint,
    trace: Trace,
) -> Token:
    app_id = auth_server.application_identifier
    url = auth_server.token_endpoint.replace("/common/", f"/{auth_server.realm}/")
    claims = {"aud": url, "iss": app_id, "sub": app_id, **_assertion_times(world, server)}
    assertion = sign(claims, certificate)
    resource = f"https://{endpoint.host}"
    _announce(auth_server, resource, url, assertion, trace)
    request = sts.TokenRequest(
        assertion=assertion.text, tenant=auth_server.realm, audience=url, resource=resource
    )
    try:
        return sts.evosts_token(world, request)
    except TokenRefused as error:
        raise _no_token(world, auth_server.name, error, trace) from error


def _announce(
    auth_server: AuthServer, resource: str, url: str, assertion: Token, trace: Trace
) -> None:
    trace.say(
        _BUILDER,
        f"trying to get the apptoken from the auth server '{auth_server.name}' for resource "
        f"'{resource}', tenantId '{auth_server.realm}'",
    )
    trace.say(
        "TokenBuildRequest:GetActorTokenFromAuthServer",
        f"Sending token request to '{url}' for the resource '{resource}' with token: "
        f"grant_type=http%3a%2f%2foauth.net%2fgrant_type%2fjwt%2f1.0%2fbearer"
        f"&assertion={assertion.text}",
    )


def _assertion_times(world: World, server: Server) -> dict[str, int]:
    """Times by the server's own clock, which may be wrong."""
    now = world.clock.now() + timedelta(seconds=server.clock_skew)
    return {"nbf": int(now.timestamp()), "exp": int((now + _ASSERTION_LIFETIME).timestamp())}


def _speaking(
    world: World, actor: Token, app_id: str, realm: str, user: Recipient | None, trace: Trace
) -> Token:
    """Wrap the actor token in one that names the user; the outer one carries no signature."""
    issuer = actor.claim("iss")
    trace.say(
        _BUILDER,
        f"finish building apptoken; the token is L:{app_id}-AS:{issuer}, actor token: {actor.text}",
    )
    now = world.clock.now()
    claims: dict[str, object] = {
        "aud": actor.claim("aud"),
        "iss": f"{app_id}@{realm}",
        "nbf": int(now.timestamp()),
        "exp": int((now + timedelta(hours=8)).timestamp()),
        "actortoken": actor.text,
    }
    if user is not None:
        claims |= {
            "nameid": user.sid or user.guid,
            "nii": "urn:office:idp:activedirectory",
            "smtp": user.address,
            "upn": user.upn,
        }
        trace.say(
            "OAuthTokenBuilder:GetAppWithUserToken",
            f"start building token with user context for the user '{user.address}'",
        )
    return unsigned(claims)


def _no_token(world: World, name: str, error: TokenRefused, trace: Trace) -> Stopped:
    description = error.description(world.clock.now())
    trace.fail(
        "TokenBuildRequest:GetActorTokenFromAuthServer",
        f"Unable to get the token. Error code: '{error.error}'. Description: '{description}'.",
    )
    phrase = {400: "Bad Request", 401: "Unauthorized", 503: "Server Unavailable"}[error.status]
    return Stopped(
        f"{_FAILED}: Unable to get token from Auth Server '{name}'. Error code: "
        f"'{error.error}'. Description: '{description}'. ---> System.Net.WebException: The remote "
        f"server returned an error: ({error.status}) {phrase}."
    )
