"""Exchange Online's REST backend: ``POST /adminapi/beta/{tenant}/InvokeCommand``.

Not documented by Microsoft; built to the shapes that published captures and open clients agree on:
403 is a body of NUL bytes, a refusal is a 400 whose message says nothing, the next page is the same
body posted again to ``@odata.nextLink``.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from aiohttp import web
from aiohttp.typedefs import Handler

from lab.cloud.exchange_json import answer, parameters, selected
from lab.cloud.exchange_refusals import bad, forbidden, refused, struck, unauthorised
from lab.cloud.tokens import Caller, Refused, Tokens
from lab.cloud.web import request_id
from lab.records import Call, Exchange, Output, Record
from lab.world import World
from lab.world_premises import EXCHANGE_ONLINE

MANAGE_AS_APP: Final = "Exchange.ManageAsApp"
DIRECTORY_ROLES: Final = frozenset(
    {
        "Global Administrator",
        "Exchange Administrator",
        "Exchange Recipient Administrator",
        "Compliance Administrator",
        "Security Administrator",
        "Global Reader",
        "Security Reader",
    }
)
"""Directory roles that let an application in.
https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2"""
READING_ROLES: Final = frozenset({"Global Reader", "Security Reader"})
_PATH: Final = re.compile(
    r"/adminapi/(?P<api>beta|v1\.0|v2\.0)/(?P<tenant>[^/]+)/(?P<call>\w+)", re.IGNORECASE
)
_PAGE: Final = re.compile(r"odata\.maxpagesize\s*=\s*(\d+)", re.IGNORECASE)
_KEPT: Final = 64
_DEFAULT_PAGE: Final = 1
"""A caller that states no preference was seen to get one object per page."""


def application(
    world: World, tokens: Tokens, exchange: Exchange, cmdlets: Sequence[str]
) -> web.Application:
    """Build the backend over whoever answers cmdlets of the side ``cloud``.

    ``cmdlets`` are those it runs, for ``EXOModuleFile``.
    """
    backend = _Backend(world, tokens, exchange, cmdlets)
    app = web.Application(
        middlewares=[backend.named, backend.failing],
        client_max_size=16 << 20,
    )
    app.router.add_route("*", "/{path:.*}", backend.dispatch)
    return app


class _Backend:
    def __init__(
        self, world: World, tokens: Tokens, exchange: Exchange, cmdlets: Sequence[str]
    ) -> None:
        self._world = world
        self._tokens = tokens
        self._exchange = exchange
        self._cmdlets = cmdlets
        self._rest: dict[str, tuple[Sequence[Record], Output]] = {}
        """What is left of long answers, by the token of their next page."""

    @web.middleware
    async def named(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Put the service's own headers on every answer."""
        response = await handler(request)
        response.headers["request-id"] = request_id(request)
        response.headers["x-CalculatedBETarget"] = "SL2P216MB0001.KORP216.PROD.OUTLOOK.COM"
        return response

    @web.middleware
    async def failing(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Strike with the switched-on faults.

        Options of all of them: ``cmdlet``, and ``when``: ``before`` (if left out: nothing was done)
        or ``after`` (it was done, and only the answer tells otherwise).
        """
        about = {"cmdlet": await _cmdlet(request)}
        early = await struck(self._world.faults, request, {**about, "when": "before"})
        if early is not None:
            return early
        response = await handler(request)
        return await struck(self._world.faults, request, {**about, "when": "after"}) or response

    async def dispatch(self, request: web.Request) -> web.Response:
        found = _PATH.fullmatch(request.path)
        if found is None:
            return web.Response(status=404)
        away = self._turned_away(request, found["tenant"], await _cmdlet(request))
        if away is not None:
            return away
        match (request.method, found["call"].casefold()):
            case ("POST", "invokecommand"):
                return await self._invoke(request)
            case ("GET", "exomodulefile"):
                return self._module(request)
            case _:
                return web.Response(status=404)

    def _turned_away(self, request: web.Request, tenant: str, cmdlet: str) -> web.Response | None:
        """Check token, roles and routing, in the order in which the service was seen to."""
        try:
            caller = self._tokens.verify(request.headers.get("Authorization", ""), EXCHANGE_ONLINE)
        except Refused as error:
            return unauthorised(str(error))
        if MANAGE_AS_APP not in caller.roles or not self._here(tenant):
            return unauthorised("The app role Exchange.ManageAsApp is missing.")
        if not self._admitted(caller, cmdlet):
            return forbidden()
        anchor = request.headers.get("X-AnchorMailbox", "")
        if not self._here(anchor.rpartition("@")[2]):
            return bad("X-AnchorMailbox names no mailbox of this tenant.")
        return None

    def _here(self, tenant: str) -> bool:
        return self._world.tenant.is_domain(tenant)

    def _admitted(self, caller: Caller, cmdlet: str) -> bool:
        """Say whether a directory role of the caller carries the cmdlet; readers only read."""
        principal = self._world.tenant.principal(caller.object_id)
        changes = cmdlet.partition("-")[0].casefold() in ("new", "set", "remove")
        roles = DIRECTORY_ROLES - READING_ROLES if changes else DIRECTORY_ROLES
        return bool(principal and roles & set(principal.directory_roles))

    async def _invoke(self, request: web.Request) -> web.Response:
        if request.headers.get("X-ResponseFormat", "").casefold() != "json":
            return bad("This backend writes json only; X-ResponseFormat asks for another format.")
        try:
            cmdlet, sent = _input(await request.json())
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            return bad(f"The request body is not a CmdletInput: {error!r}.")
        token = request.query.get("$skiptoken", "")
        if token:
            if token not in self._rest:
                return bad("The page token is unknown.")
            await self._world.faults.delay("exchange-online")
            objects, output = self._rest[token]
        else:
            output = await self._exchange.invoke(
                Call(side="cloud", cmdlet=cmdlet, parameters=parameters(sent))
            )
            objects = output.objects
        if output.failures:
            return refused(output.failures[0])
        return web.json_response(
            self._page(request, objects, output),
            headers={"Preference-Applied": 'odata.include-annotations="*"'},
            content_type="application/json",
        )

    def _page(self, request: web.Request, objects: Sequence[Record], output: Output) -> Any:
        preferred = _PAGE.search(", ".join(request.headers.getall("Prefer", [])))
        size = max(1, int(preferred[1])) if preferred else _DEFAULT_PAGE
        here = f"https://{request.host}{request.path}"
        following = ""
        if len(objects) > size:
            token = uuid4().hex
            self._rest[token] = (objects[size:], output)
            while len(self._rest) > _KEPT:
                del self._rest[next(iter(self._rest))]
            kept = {**request.query, "$skiptoken": token}
            following = f"{here}?" + urlencode(kept, safe="$,")
        page = answer(here.rpartition("/")[0], objects[:size], output, following)
        names = [name for name in request.query.get("$select", "").split(",") if name]
        return selected(page, names) if names else page

    def _module(self, request: web.Request) -> web.Response:
        base = f"https://{request.host}{request.path.rpartition('/')[0]}"
        return web.json_response(
            {
                "@odata.context": f"{base}/$metadata#EXOModuleFile",
                "value": [{"exportedCmdlets": ",".join(sorted(self._cmdlets))}],
            }
        )


async def _cmdlet(request: web.Request) -> str:
    """Look which cmdlet a request is about; empty for none."""
    try:
        return _input(await request.json())[0]
    except (ValueError, KeyError, TypeError):
        return ""


def _input(body: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    given = body["CmdletInput"]
    name, sent = given["CmdletName"], given.get("Parameters") or {}
    if not isinstance(name, str) or not isinstance(sent, dict):
        raise TypeError("CmdletName is text, Parameters an object")
    return name, sent
