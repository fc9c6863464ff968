"""Graph's part about applications: registrations, service principals, and what they were granted.

Reads look through ``Lag``, since the directory shows a write only after a while; writes act on what
is.
"""

from collections.abc import Sequence
from typing import Final

from aiohttp import web

from lab.cloud import graph_objects as objects
from lab.cloud.graph_answers import Asked, allow, body_of, created, many, method, not_found, single
from lab.cloud.graph_creates import (
    assign,
    create_application,
    create_principal,
    delete_application,
    delete_principal,
    unassign,
)
from lab.cloud.graph_lag import Lag
from lab.cloud.graph_writes import change_application, change_principal
from lab.cloud.tokens import Caller
from lab.world import World
from lab.world_tenant import Application, Principal, Tenant

READ_DIRECTORY: Final = frozenset(
    {
        "Application.Read.All",
        "Application.ReadWrite.All",
        "Application.ReadWrite.OwnedBy",
        "Directory.Read.All",
        "Directory.ReadWrite.All",
    }
)
WRITE_APPLICATIONS: Final = frozenset({"Application.ReadWrite.All", "Directory.ReadWrite.All"})
GRANT_ROLES: Final = frozenset({"AppRoleAssignment.ReadWrite.All"})
"""Whoever has it can give itself anything; the product never asks for it."""


class Registrations:
    """``/applications`` and ``/servicePrincipals`` of one tenant."""

    def __init__(self, world: World, lag: Lag) -> None:
        self._world = world
        self._lag = lag

    async def principals(self, asked: Asked, caller: Caller, rest: Sequence[str]) -> web.Response:
        match rest:
            case []:
                if method(asked, "GET", "POST") == "POST":
                    return await self._make_principal(asked, caller)
                allow(caller, READ_DIRECTORY)
                tenant = self._lag.seen()
                found = [objects.principal(one, tenant) for one in tenant.principals]
                return many(asked, "servicePrincipals", found)
            case [identity]:
                return await self._principal(asked, caller, identity)
            case [identity, "appRoleAssignments" | "appRoleAssignedTo" as relation, *more]:
                return await self._grants(asked, caller, identity, relation, more)
            case _:
                raise not_found("/".join(rest))

    async def applications(self, asked: Asked, caller: Caller, rest: Sequence[str]) -> web.Response:
        match rest:
            case []:
                if method(asked, "GET", "POST") == "POST":
                    allow(caller, WRITE_APPLICATIONS)
                    body = await body_of(asked)
                    made = create_application(self._changing(), body)
                    return created(asked, "applications", objects.application(made))
                allow(caller, READ_DIRECTORY)
                found = [objects.application(one) for one in self._lag.seen().applications]
                return many(asked, "applications", found)
            case [identity]:
                return await self._application(asked, caller, identity)
            case _:
                raise not_found("/".join(rest))

    async def _make_principal(self, asked: Asked, caller: Caller) -> web.Response:
        allow(caller, WRITE_APPLICATIONS)
        body = await body_of(asked)
        known = self._lag.found()
        tenant = self._changing()
        made = create_principal(tenant, body, known)
        return created(asked, "servicePrincipals", objects.principal(made, tenant))

    async def _principal(self, asked: Asked, caller: Caller, identity: str) -> web.Response:
        kind = method(asked, "GET", "PATCH", "DELETE")
        if kind == "GET":
            allow(caller, READ_DIRECTORY)
            tenant = self._lag.seen()
            one = principal_in(tenant, identity)
            return single(
                asked,
                "servicePrincipals",
                lambda values: objects.principal(one, tenant, values=values),
            )
        allow(caller, WRITE_APPLICATIONS)
        one = principal_in(self._world.tenant, principal_in(self._lag.found(), identity).id)
        if kind == "PATCH":
            body = await body_of(asked)
            change_principal(self._changing(), one, body)
        else:
            delete_principal(self._changing(), one)
        return web.Response(status=204)

    async def _application(self, asked: Asked, caller: Caller, identity: str) -> web.Response:
        kind = method(asked, "GET", "PATCH", "DELETE")
        if kind == "GET":
            allow(caller, READ_DIRECTORY)
            one = application_in(self._lag.seen(), identity)
            return single(
                asked, "applications", lambda values: objects.application(one, values=values)
            )
        allow(caller, WRITE_APPLICATIONS)
        one = application_in(self._world.tenant, application_in(self._lag.found(), identity).id)
        if kind == "PATCH":
            body = await body_of(asked)
            change_application(self._changing(), one, body)
        else:
            delete_application(self._changing(), one)
        return web.Response(status=204)

    async def _grants(
        self, asked: Asked, caller: Caller, identity: str, relation: str, more: Sequence[str]
    ) -> web.Response:
        """List who may do what, or consent: the latter takes more than writing applications."""
        given = relation == "appRoleAssignments"
        kind = method(asked, *(("DELETE",) if more else ("GET", "POST")))
        if kind == "GET":
            allow(caller, READ_DIRECTORY)
            tenant = self._lag.seen()
            one = principal_in(tenant, identity)
            found = [
                objects.grant(each, tenant)
                for each in tenant.grants
                if one.id == (each.principal_id if given else each.resource_id)
            ]
            return many(asked, "appRoleAssignments", found)
        allow(caller, GRANT_ROLES)
        one = principal_in(self._world.tenant, identity)
        if kind == "DELETE":
            unassign(self._changing(), one, "/".join(more))
            return web.Response(status=204)
        body = await body_of(asked)
        tenant = self._changing()
        made = assign(tenant, one, body)
        return created(asked, "appRoleAssignments", objects.grant(made, tenant))

    def _changing(self) -> Tenant:
        """Give the tenant to be written to; readers may go on seeing it as it was."""
        self._lag.before_write()
        return self._world.tenant


def principal_in(tenant: Tenant, identity: str) -> Principal:
    """Find by object id, or by application id when it was addressed so."""
    one = tenant.principal(identity.removeprefix("appId="))
    known = one and (one.app_id if identity.startswith("appId=") else one.id)
    if one is None or (known or "").casefold() != identity.removeprefix("appId=").casefold():
        raise not_found(identity)
    return one


def application_in(tenant: Tenant, identity: str) -> Application:
    """Likewise."""
    one = tenant.application(identity.removeprefix("appId="))
    known = one and (one.app_id if identity.startswith("appId=") else one.id)
    if one is None or (known or "").casefold() != identity.removeprefix("appId=").casefold():
        raise not_found(identity)
    return one
