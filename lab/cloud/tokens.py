"""Access tokens of the tenant: issued by its token service, verified by its resources.

Signed with the tenant's real key; their times follow the machine's clock, because the libraries
that keep them look at nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import jwt

from lab.world import World
from lab.world_premises import EXCHANGE_ONLINE
from lab.world_tenant import Principal

GRAPH: Final = "00000003-0000-0000-c000-000000000000"
LOGS: Final = "https://api.loganalytics.io"
"""Azure Monitor's query API, by the audience of its tokens."""
LIFETIME: Final = timedelta(hours=1)
_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    GRAPH: (GRAPH, "https://graph.microsoft.com"),
    EXCHANGE_ONLINE: (
        EXCHANGE_ONLINE,
        "https://outlook.office365.com",
        "https://outlook.office.com",
        "https://ps.outlook.com",
    ),
    "https://api.botframework.com": ("https://api.botframework.com",),
    LOGS: (LOGS,),
}
"""What the resources of Microsoft are called, by application id where they have one here."""


class Refused(Exception):
    """A token that a resource does not take."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who a verified token speaks for."""

    app_id: str
    object_id: str
    roles: frozenset[str]
    claims: Mapping[str, Any]


class Tokens:
    """The tenant's token service and its verification, over one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._names: dict[str, str] = {
            _plain(name): resource for resource, names in _CALLED.items() for name in names
        }

    def also_called(self, resource: str, url: str) -> None:
        """Let a resource answer to the address it has on this machine too."""
        self._names[_plain(url)] = resource

    def resource(self, name: str) -> str | None:
        """Find a resource by how a scope names it: app id, address, or a principal's name."""
        known = self._names.get(_plain(name))
        if known is not None:
            return known
        tenant = self._world.tenant
        owner = tenant.principal(name) or tenant.owner_of_name(name)
        return owner.app_id if owner else None

    def issue(self, client: Principal, resource: str, audience: str) -> str:
        """Sign a token for an application to call ``resource``; raises for no known cause."""
        now = self._world.clock.real()
        tenant = self._world.tenant
        claims = {
            "aud": audience,
            "iss": f"https://sts.windows.net/{tenant.id}/",
            "iat": now,
            "nbf": now - timedelta(minutes=5),
            "exp": now + LIFETIME,
            "appid": client.app_id,
            "azp": client.app_id,
            "appidacr": "2",
            "idtyp": "app",
            "oid": client.id,
            "sub": client.id,
            "tid": tenant.id,
            "roles": sorted(self._roles(client, resource)),
            "uti": uuid4().hex,
            "ver": "1.0",
        }
        signing = tenant.signing
        if signing.key is None:
            raise ValueError("the tenant cannot sign: the lab has no private key of it")
        headers = {"kid": signing.x5t, "x5t": signing.x5t}
        return jwt.encode(claims, signing.key, algorithm="RS256", headers=headers)

    def verify(self, authorization: str, resource: str) -> Caller:
        """Check an Authorization header; raises ``Refused`` with the reason."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused("Access token is empty.")
        tenant = self._world.tenant
        try:
            claims = jwt.decode(
                token,
                tenant.signing.public_key,
                algorithms=["RS256"],
                audience=self._audiences(resource),
                issuer=f"https://sts.windows.net/{tenant.id}/",
                leeway=60,
                options={"require": ["exp", "aud", "iss", "appid", "tid"]},
            )
        except jwt.PyJWTError as error:
            raise Refused(str(error)) from error
        return Caller(
            app_id=claims["appid"],
            object_id=claims.get("oid", ""),
            roles=frozenset(claims.get("roles", ())),
            claims=claims,
        )

    def _audiences(self, resource: str) -> list[str]:
        plain = [name for name, owner in self._names.items() if owner == resource]
        return [*plain, *(f"{name}/" for name in plain)]

    def _roles(self, client: Principal, resource: str) -> Iterable[str]:
        """The application roles granted to a client at a resource, by their values."""
        tenant = self._world.tenant
        offered = tenant.principal(resource)
        if offered is None:
            return
        values = {role.id: role.value for role in offered.roles}
        for grant in tenant.grants:
            if grant.principal_id == client.id and grant.resource_id == offered.id:
                yield values.get(grant.role_id, grant.role_id)


def _plain(name: str) -> str:
    return name.casefold().rstrip("/")
