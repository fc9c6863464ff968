"""The side that is called looks at the token: its signature, meant for whom, speaking for whom.

Numbers, reasons and categories after ``x-ms-diagnostics`` are those of Exchange 2013 as published,
except for ``invalid_issuer``, which newer builds say (learn.microsoft.com/answers 1524201).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from lab.net.published import challenges
from lab.oauth.endpoints import Endpoint
from lab.oauth.names import host_of, realm_of
from lab.oauth.tokens import Token, read
from lab.oauth.trace import Stopped
from lab.world import PublishedHost, World
from lab.world_keys import Certificate
from lab.world_premises import ACS_ISSUER, EXCHANGE_ONLINE, AuthServer, Recipient, Server

SHARED_BLOCKED: Final = datetime(2025, 10, 31, tzinfo=UTC)
"""EWS through the shared first-party principal ends.
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app"""
EWS_ENDS: Final = datetime(2027, 4, 1, tzinfo=UTC)
"""EWS in Exchange Online is gone, whatever is configured."""
_CLOUD_BEARER = (
    f'Bearer client_id="{EXCHANGE_ONLINE}", trusted_issuers="{ACS_ISSUER}@*", '
    'token_types="app_asserted_user_v1 service_asserted_app_v1", '
    'authorization_uri="https://login.windows.net/common/oauth2/authorize"'
)
_DISABLED = "EWS is disabled for this user or tenant"
_BY_POLICY = "EWS is blocked by policy for this user or tenant"
_PHRASES = {200: "OK", 401: "Unauthorized", 403: "Forbidden"}


@dataclass(frozen=True)
class Reply:
    """An HTTP answer: status, the headers worth telling, the message."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    message: str = ""

    @property
    def phrase(self) -> str:
        return f"({self.status}) {_PHRASES[self.status]}"


def challenge(world: World, endpoint: Endpoint) -> tuple[str, ...]:
    """Give the WWW-Authenticate values that a caller without a token gets, as on the wire."""
    published = endpoint.published
    if published is None:
        if endpoint.service == "ews" and _has_ended(world) and world.tenant.ews_ended_answer != 403:
            raise Stopped(
                "System.Net.WebException: The remote server returned an error: "
                f"({world.tenant.ews_ended_answer}) Not Found."
            )
        return (_CLOUD_BEARER, 'Basic Realm=""')
    if published.preauthentication:
        return (f'Basic realm="{published.host}"',)
    directory = world.directory(published.server, endpoint.service)
    return tuple(challenges(world, published.host, directory))


def answer(world: World, endpoint: Endpoint, bearer: str) -> Reply:
    """Judge a call with a token."""
    outer = read(bearer)
    if endpoint.published is None:
        return _in_the_cloud(world, endpoint, outer)
    return _on_premises(world, endpoint, endpoint.published, outer)


def _in_the_cloud(world: World, endpoint: Endpoint, outer: Token) -> Reply:
    actor = read(outer.claim("actortoken"))
    if not actor.signed_by(world.tenant.signing):
        return _invalid_signature()
    if not actor.in_time(world.clock.now()):
        return _expired()
    if host_of(actor.claim("aud")) != endpoint.host:
        return _invalid_audience(endpoint.host)
    app_id = actor.claim("appid") or actor.claim("nameid").partition("@")[0]
    if endpoint.service == "ews" and (blocked := _ews_switches(world, app_id)):
        return blocked
    if actor.claim("appid") and "full_access_as_app" not in actor.claims.get("roles", ()):
        return _refused(
            403, 2000008, "The token contains not enough scope to make this call.", "invalid_grant"
        )
    return _user(world.tenant.mailboxes, outer)


def _ews_switches(world: World, app_id: str) -> Reply | None:
    now = world.clock.now()
    config = world.tenant.config_at(now)
    if app_id == EXCHANGE_ONLINE and now >= SHARED_BLOCKED:
        return Reply(403)
    if config.ews_enabled is False or _has_ended(world):
        return _shut(world, _DISABLED)
    allowed = {each.casefold() for each in config.ews_allowed_app_ids}
    if config.ews_enabled is None or app_id.casefold() in allowed:
        return None
    if allowed or now >= world.tenant.ews_empty_list_blocks:
        return _shut(world, _BY_POLICY)
    return None


def _has_ended(world: World) -> bool:
    return world.clock.now() >= EWS_ENDS


def _shut(world: World, reason: str) -> Reply:
    """Refuse; the cmdlet of 2013 prints no header of a refusal, later ones are not known to."""
    shown = {"X-EWS-Policy-Reason": reason} if world.tenant.ews_reason_shown else {}
    return Reply(403, shown)


def _on_premises(world: World, endpoint: Endpoint, published: PublishedHost, outer: Token) -> Reply:
    actor = read(outer.claim("actortoken"))
    issuer, _, realm = actor.claim("iss").partition("@")
    auth_server = next(
        (each for each in _acs(world) if each.issuer == issuer and each.realm == realm), None
    )
    if auth_server is None:
        # https://learn.microsoft.com/answers/questions/1524201: an auth server of another tenant
        reason = f"The issuer of the token is unknown. Issuer was '{actor.claim('iss')}'."
        return _refused(401, 2000009, reason, "invalid_issuer")
    if realm_of(actor.claim("aud")) != realm:
        reason = "The audience contains a realm that is different than the issuer's realm."
        return _refused(401, 2000001, reason, "invalid_token")
    if not any(actor.signed_by(Certificate(der)) for der in auth_server.signing):
        return _invalid_signature()
    if not actor.in_time(world.clock.now()):
        return _expired()
    server = world.servers[published.server]
    host = host_of(actor.claim("aud"))
    known = host in _own_hosts(server) or host.endswith(_AGENT)
    if host != endpoint.host or not known:
        return _invalid_audience(host)
    return _partner(world, actor) or _user(world.mailboxes, outer)


def _partner(world: World, actor: Token) -> Reply | None:
    """Find the partner application of the caller: enabled, no realm, with its account."""
    app_id = actor.claim("nameid").partition("@")[0]
    partners = [
        each
        for each in world.partner_applications
        if each.enabled and not each.realm and each.application_identifier == app_id
    ]
    if not partners:
        reason = f"The Application Identifier '{app_id}' is unknown."
        return _refused(401, 2000006, reason, "invalid_client")
    account = partners[0].linked_account.rpartition("/")[2]
    known = (each for each in world.mailboxes if each.kind == "User" and each.answers_to(account))
    if not account or next(known, None) is None:
        return _refused(
            401,
            2000008,
            "The application is missing a linked account for RBAC roles, or the linked account has "
            "no RBAC role assignments, or the calling users account is logon disabled.",
            "invalid_grant",
        )
    return None


def _user(recipients: list[Recipient], outer: Token) -> Reply:
    """Find the one person the token speaks for; an app-only call speaks for nobody."""
    if not outer.claim("smtp") and not outer.claim("upn"):
        return Reply(200)
    names = {outer.claim("smtp"), outer.claim("upn")} - {""}
    found = [
        each
        for each in recipients
        if each.kind != "User" and any(each.answers_to(name) for name in names)
    ]
    if len(found) == 1:
        return Reply(200)
    state = "is ambiguous" if found else "does not exist"
    reason = f"The user specified by the user-context in the token {state}."
    return _refused(401, 2000005, reason, "invalid_user")


def _acs(world: World) -> list[AuthServer]:
    return [each for each in world.auth_servers if each.enabled and each.type == "MicrosoftACS"]


_AGENT: Final = ".msappproxy.net"
"""The Hybrid Agent's hosts.  How Exchange comes to take a token for one is not documented; that
free/busy works through the agent is: https://learn.microsoft.com/exchange/hybrid-deployment/hybrid-agent
"""


def _own_hosts(server: Server) -> set[str]:
    """The hosts a server knows itself by: its own name and those of its directories."""
    urls = (
        server.ews.internal_url,
        server.ews.external_url,
        server.autodiscover.internal_url,
        server.autodiscover.external_url,
        server.autodiscover_internal_uri,
    )
    return {server.fqdn.casefold(), *(host_of(url) for url in urls if url)}


def _invalid_signature() -> Reply:
    return _refused(401, 2000000, "The token has an invalid signature.", "invalid_signature")


def _expired() -> Reply:
    return _refused(401, 2000002, "The token has expired.", "token_expired")


def _invalid_audience(host: str) -> Reply:
    reason = f"The hostname component of the audience claim value 'https://{host}' is invalid."
    return _refused(401, 2000003, reason, "invalid_resource")


def _refused(status: int, number: int, reason: str, category: str) -> Reply:
    text = f'{number};reason="{reason}";error_category="{category}"'
    return Reply(status, {"x-ms-diagnostics": text})
