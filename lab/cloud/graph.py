"""Microsoft Graph v1.0, the directory's part: who is registered, with which names and roles."""

import re
from collections.abc import Sequence
from typing import Final

from aiohttp import web

from lab.cloud import graph_objects as objects
from lab.cloud.graph_answers import (
    Asked,
    GraphError,
    allow,
    base,
    body_of,
    errors,
    many,
    method,
    not_found,
    single,
)
from lab.cloud.graph_faults import failing
from lab.cloud.graph_lag import Lag
from lab.cloud.graph_logs import sign_ins
from lab.cloud.graph_registrations import READ_DIRECTORY, Registrations
from lab.cloud.tokens import GRAPH, Caller, Tokens
from lab.cloud.web import latency
from lab.vigil import watch
from lab.world import World

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
    graph = Graph(world, tokens, Lag(world))
    app.router.add_route("*", "/v1.0/{path:.*}", graph.dispatch)
    app.router.add_route("*", "/beta/auditLogs/signIns", graph.sign_ins)
    return app


class Graph:
    """The directory's answers, whoever carries them."""

    def __init__(self, world: World, tokens: Tokens, lag: Lag) -> None:
        self._world = world
        self._tokens = tokens
        self._registrations = Registrations(world, lag)

    async def dispatch(self, request: web.Request) -> web.Response:
        caller = self._tokens.verify(request.headers.get("Authorization", ""), GRAPH)
        return await self.answer(request, caller)

    async def sign_ins(self, request: web.Request) -> web.Response:
        caller = self._tokens.verify(request.headers.get("Authorization", ""), GRAPH)
        return await sign_ins(self._world, request, caller)

    async def answer(self, request: Asked, caller: Caller) -> web.Response:
        """Answer a caller whose token was looked at; raises what ``errors`` writes."""
        response = await self._answer(request, caller)
        if request.method != "GET" and not request.path.endswith("checkMemberGroups"):
            watch(self._world, f"{request.method} {request.path.removeprefix('/v1.0/')}")
        return response

    async def _answer(self, request: Asked, caller: Caller) -> web.Response:
        segments = [part for part in request.path.removeprefix("/v1.0/").split("/") if part]
        if not segments:
            raise not_found("")
        keyed = _KEYED.match(segments[0])
        if keyed:
            segments[:1] = [keyed[1], f"appId={keyed[2]}"]
        match segments:
            case ["servicePrincipals", *rest]:
                return await self._registrations.principals(request, caller, rest)
            case ["applications", *rest]:
                return await self._registrations.applications(request, caller, rest)
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

    async def _users(self, request: Asked, caller: Caller, rest: Sequence[str]) -> web.Response:
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

    async def _members(self, request: Asked, user_id: str) -> web.Response:
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

    def _groups(self, request: Asked, caller: Caller, rest: Sequence[str]) -> web.Response:
        method(request, "GET")
        allow(caller, READ_MEMBERS)
        tenant = self._world.tenant
        if not rest:
            return many(request, "groups", [objects.group(one) for one in tenant.groups])
        one = next((g for g in tenant.groups if g.id.casefold() == rest[0].casefold()), None)
        if one is None or len(rest) > 1:
            raise not_found("/".join(rest))
        return single(request, "groups", lambda _: objects.group(one))
