"""What Entra ID writes into its sign-in log, and the look-ups of people that lead to it.

https://learn.microsoft.com/graph/api/resources/signin (beta), and Microsoft's pages on the latency
of Entra's logs, which give no figure; others report a quarter to half an hour.
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from lab.oauth import sts
from lab.oauth.graph_requests import GRAPH, receive
from lab.oauth.identity import applies, dedicated, enabled, signing_certificate
from lab.oauth.refusals import TokenRefused
from lab.oauth.tokens import sign
from lab.world import World
from lab.world_premises import Server
from lab.world_tenant import HeldToken, SignIn
from lab.world_versions import GRAPH_FLOW, at_least

_ROUTE: Final = "RouteThroughMSGraph"
_TOKEN: Final = timedelta(hours=24)
"""How long a process goes by one token: not documented for this flow; tokens of a day are known."""


@dataclass(frozen=True)
class Row:
    """One line of the log as Graph writes it."""

    sign_in: SignIn
    form: str

    @property
    def json(self) -> dict[str, Any]:
        print_ = self.sign_in.thumbprint
        if self.form == "base64url":
            print_ = base64.urlsafe_b64encode(bytes.fromhex(print_)).decode().rstrip("=")
        return {
            "id": str(uuid4()),
            "createdDateTime": f"{self.sign_in.at:%Y-%m-%dT%H:%M:%SZ}",
            "appId": self.sign_in.app_id,
            "resourceId": self.sign_in.resource,
            "ipAddress": self.sign_in.address,
            "signInEventTypes": ["servicePrincipal"],
            "clientCredentialType": "certificate",
            "servicePrincipalCredentialThumbprint": print_,
            "status": {"errorCode": self.sign_in.error, "failureReason": "Other."},
        }


def look_up(world: World, server: Server) -> None:
    """Have somebody on a server look at the calendar of a colleague in the cloud.

    The server goes by the token it has while that lasts, so not every look-up is a sign-in; each
    is a request to Graph.
    """
    if (token := _token(world, server)) is not None:
        colleague = world.organisation.cloud_test_mailbox
        receive(world, token, f"/v1.0/users/{colleague}/calendar/getSchedule")


def _token(world: World, server: Server) -> str | None:
    """Give the token that a server goes by; ``None`` where it does not ask or is refused one."""
    now = world.clock.now()
    app, certificate = dedicated(world, server), signing_certificate(world, server)
    if app is None or certificate is None or not _over_graph(world, server):
        return None
    held = world.tenant.graph_tokens.get(server.name)
    if held is not None and held.until > now:
        return held.text
    url = app.auth_server.token_endpoint.replace("/common/", f"/{app.auth_server.realm}/")
    times = {"nbf": int(now.timestamp()), "exp": int((now + timedelta(minutes=5)).timestamp())}
    assertion = sign({"aud": url, "iss": app.app_id, "sub": app.app_id, **times}, certificate)
    request = sts.TokenRequest(
        assertion=assertion.text, tenant=app.auth_server.realm, audience=url, resource=GRAPH
    )
    try:
        issued = sts.evosts_token(world, request)
    except TokenRefused:
        return None
    world.tenant.graph_tokens[server.name] = HeldToken(until=now + _TOKEN, text=issued.text)
    return issued.text


def rows(world: World) -> list[Row]:
    """Give what the log shows by now, newest first; people have gone on looking meanwhile."""
    people_look(world)
    tenant, now = world.tenant, world.clock.now()
    shown = timedelta(seconds=tenant.sign_in_log_seconds)
    known = [each for each in tenant.sign_ins if each.at + shown <= now]
    return [Row(each, tenant.sign_in_thumbprints) for each in reversed(known)]


def people_look(world: World) -> None:
    """Let people have looked, where some do and it is time."""
    tenant, now = world.tenant, world.clock.now()
    every = timedelta(seconds=tenant.lookups_every)
    if every and (tenant.looked_up is None or now - tenant.looked_up >= every):
        tenant.looked_up = now
        for server in world.mailbox_servers():
            look_up(world, server)


def _over_graph(world: World, server: Server) -> bool:
    return at_least(server.build, GRAPH_FLOW) and any(
        each.section == _ROUTE and enabled(each) and applies(each, server)
        for each in world.overrides_on(server)
    )


def moment(text: str) -> datetime:
    """Read a time of a filter."""
    return datetime.fromisoformat(text)
