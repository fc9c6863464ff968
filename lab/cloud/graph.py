"""Microsoft Graph v1.0, the directory's part: who is registered, with which names and roles."""

import re
from collections.abc import Sequence
from typing import Final

from aiohttp import web

from lab.cloud import graph_objects as objects
from lab.cloud.graph_answers import (
    GraphError,
    allow,
    base,
    body_of,
    errors,
    failing,
    many,
    method,
    not_found,
    single,
)
from lab.cloud.graph_writes import change_application, change_principal
from lab.cloud.tokens import GRAPH, Caller, Tokens
from lab.cloud.web import latency
from lab.world import World
from lab.world_tenant import Application, Principal

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
READ_MEMBERS: Final = frozenset(
    {"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"}
)
_KEYED: Final = re.compile(r"^(\w+)\(appId='([^']*)'\)$")
MOST_GROUPS: Final = 20


def application(world: World, tokens: Tokens) -> web.Application:
    """Build Graph over one world."""
    app = web.Application(
        middlewares=[
            latency(world.faults, "graph"),
            failing(world.faults, world.clock),
            errors(world.clock),
        ],
        client_max_size=4 << 20,
    )
    app.router.add_route("*", "/v1.0/{path:.*}", _Graph(world, tokens).dispatch)
    return app


class _Graph:
    def __init__(self, world: World, tokens: Tokens) -> None:
        self._world = world
        self._tokens = tokens

    async def dispatch(self, request: web.Request) -> web.Response:
        caller = self._tokens.verify(request.headers.get("Authorization", ""), GRAPH)
        segments = [part for part in request.match_info["path"].split("/") if part]
        if not segments:
            raise not_found("")
        keyed = _KEYED.match(segments[0])
        if keyed:
            segments[:1] = [keyed[1], f"appId={keyed[2]}"]
        match segments:
            case ["servicePrincipals", *rest]:
                return await self._principals(request, caller, rest)
            case ["applications", *rest]:
                return await self._applications(request, caller, rest)
            case ["users", *rest]:
                return await self._users(request, caller, rest)
            case ["groups", *rest]:
                return self._groups(request, caller, rest)
            case ["organization"]:
                allow(caller, READ_DIRECTORY)
                return many(request, "organization", [objects.organisation(self._world)])
            case _:
                raise GraphError(
                    400,
                    "BadRequest",
                    f"Resource not found for the segment '{segments[0]}'.",
                )

    async def _principals(
        self, request: web.Request, caller: Caller, rest: Sequence[str]
    ) -> web.Response:
        tenant = self._world.tenant
        match rest:
            case []:
                method(request, "GET")
                allow(caller, READ_DIRECTORY)
                found = [objects.principal(one, tenant) for one in tenant.principals]
                return many(request, "servicePrincipals", found)
            case [identity]:
                one = self._principal(identity)
                if method(request, "GET", "PATCH") == "PATCH":
                    allow(caller, WRITE_APPLICATIONS)
                    change_principal(tenant, one, await body_of(request))
                    return web.Response(status=204)
                allow(caller, READ_DIRECTORY)
                return single(
                    request,
                    "servicePrincipals",
                    lambda values: objects.principal(one, tenant, values=values),
                )
            case [identity, "appRoleAssignments" | "appRoleAssignedTo" as relation]:
                method(request, "GET")
                allow(caller, READ_DIRECTORY)
                one = self._principal(identity)
                found = [
                    objects.grant(each, tenant)
                    for each in tenant.grants
                    if one.id
                    == (each.principal_id if relation == "appRoleAssignments" else each.resource_id)
                ]
                return many(request, "appRoleAssignments", found)
            case _:
                raise not_found("/".join(rest))

    async def _applications(
        self, request: web.Request, caller: Caller, rest: Sequence[str]
    ) -> web.Response:
        tenant = self._world.tenant
        match rest:
            case []:
                method(request, "GET")
                allow(caller, READ_DIRECTORY)
                found = [objects.application(one) for one in tenant.applications]
                return many(request, "applications", found)
            case [identity]:
                one = self._application(identity)
                if method(request, "GET", "PATCH") == "PATCH":
                    allow(caller, WRITE_APPLICATIONS)
                    change_application(one, await body_of(request))
                    return web.Response(status=204)
                allow(caller, READ_DIRECTORY)
                return single(
                    request,
                    "applications",
                    lambda values: objects.application(one, values=values),
                )
            case _:
                raise not_found("/".join(rest))

    async def _users(
        self, request: web.Request, caller: Caller, rest: Sequence[str]
    ) -> web.Response:
        tenant = self._world.tenant
        if not rest:
            allow(caller, READ_MEMBERS | {"User.Read.All"})
            return many(request, "users", [objects.user(one) for one in tenant.users])
        one = next(
            (u for u in tenant.users if rest[0].casefold() in (u.id.casefold(), u.upn.casefold())),
            None,
        )
        if one is None:
            raise not_found(rest[0])
        allow(caller, READ_MEMBERS | {"User.Read.All"})
        match rest[1:]:
            case []:
                user = objects.user(one)
                return single(request, "users", lambda _: user)
            case ["checkMemberGroups" | "microsoft.graph.checkMemberGroups"]:
                allow(caller, READ_MEMBERS)
                return await self._members(request, one.id)
            case ["transitiveMemberOf" | "memberOf", *_]:
                allow(caller, READ_MEMBERS)
                inside = objects.groups_of(tenant, one.id)
                found = [
                    {"@odata.type": "#microsoft.graph.group", **objects.group(each)}
                    for each in tenant.groups
                    if each.id in inside
                ]
                return many(request, "directoryObjects", found)
            case _:
                raise not_found("/".join(rest))

    async def _members(self, request: web.Request, user_id: str) -> web.Response:
        method(request, "POST")
        asked = (await body_of(request)).get("groupIds")
        if not isinstance(asked, list) or len(asked) > MOST_GROUPS:
            raise GraphError(
                400,
                "Request_BadRequest",
                f"The number of group ids must be between 1 and {MOST_GROUPS}.",
            )
        inside = {each.casefold() for each in objects.groups_of(self._world.tenant, user_id)}
        return web.json_response(
            {
                "@odata.context": base(request) + "/$metadata#Collection(Edm.String)",
                "value": [each for each in asked if str(each).casefold() in inside],
            }
        )

    def _groups(self, request: web.Request, caller: Caller, rest: Sequence[str]) -> web.Response:
        method(request, "GET")
        allow(caller, READ_MEMBERS)
        tenant = self._world.tenant
        if not rest:
            return many(request, "groups", [objects.group(one) for one in tenant.groups])
        one = next((g for g in tenant.groups if g.id.casefold() == rest[0].casefold()), None)
        if one is None or len(rest) > 1:
            raise not_found("/".join(rest))
        return single(request, "groups", lambda _: objects.group(one))

    def _principal(self, identity: str) -> Principal:
        """Find by object id, or by application id when it was addressed so."""
        tenant = self._world.tenant
        one = tenant.principal(identity.removeprefix("appId="))
        known = one and (one.app_id if identity.startswith("appId=") else one.id)
        if one is None or (known or "").casefold() != identity.removeprefix("appId=").casefold():
            raise not_found(identity)
        return one

    def _application(self, identity: str) -> Application:
        one = self._world.tenant.application(identity.removeprefix("appId="))
        known = one and (one.app_id if identity.startswith("appId=") else one.id)
        if one is None or (known or "").casefold() != identity.removeprefix("appId=").casefold():
            raise not_found(identity)
        return one
