"""How Graph answers: single objects, lists in pages, and errors in OData's shape."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol
from urllib.parse import quote, urlencode
from uuid import uuid4

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from lab.clock import LabClock
from lab.cloud.graph_query import BadQuery, names_in, page, select, where
from lab.cloud.graph_writes import Rejected
from lab.cloud.tokens import Caller, Refused
from lab.cloud.web import request_id

Json = dict[str, Any]

WANTING: Final = (
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
)


class Asked(Protocol):
    """What answers look at in a request: one that came over the wire, or one made in the lab."""

    @property
    def method(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def query(self) -> Mapping[str, str]: ...
    async def json(self) -> Any:
        """Give the body; raises ``json.JSONDecodeError``."""
        ...


class GraphError(Exception):
    """An answer in OData's error shape."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(text)
        self.status, self.code, self.text = status, code, text


def errors(clock: LabClock) -> Middleware:
    """Make the middleware that writes what handlers raise."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except GraphError as error:
            return written(request, clock, error)
        except Refused as error:
            answer = GraphError(401, "InvalidAuthenticationToken", str(error))
        except Rejected as error:
            answer = GraphError(error.status, error.code, error.text)
        except BadQuery as error:
            answer = GraphError(400, "Request_UnsupportedQuery", str(error))
        return written(request, clock, answer)

    return middleware


def written(
    request: web.Request,
    clock: LabClock,
    error: GraphError,
    headers: dict[str, str] | None = None,
) -> web.Response:
    """Write an error as Graph does."""
    own = str(uuid4())
    inner = {
        "date": f"{clock.real():%Y-%m-%dT%H:%M:%S}",
        "request-id": own,
        "client-request-id": request_id(request),
    }
    return web.json_response(
        {"error": {"code": error.code, "message": error.text, "innerError": inner}},
        status=error.status,
        headers={"request-id": own, **(headers or {})},
    )


def base(request: Asked) -> str:
    return f"https://{request.host}/v1.0"


def single(request: Asked, kind: str, write: Callable[[bool], Json]) -> web.Response:
    """Answer with one object; ``write`` is told whether the values of keys are wanted."""
    names = names_in(request.query)
    one = select(write("keyCredentials" in names), names)
    context = f"{base(request)}/$metadata#{kind}{_projection(names)}/$entity"
    return web.json_response({"@odata.context": context, **one})


def created(request: Asked, kind: str, one: Json) -> web.Response:
    """Answer a POST with what it made."""
    context = f"{base(request)}/$metadata#{kind}/$entity"
    return web.json_response({"@odata.context": context, **one}, status=201)


def many(request: Asked, kind: str, found: Sequence[Json]) -> web.Response:
    """Answer with one page of the objects that the query lets through."""
    names = names_in(request.query)
    test = where(request.query.get("$filter", ""))
    matching = [one for one in found if test(one)]
    cut, token = page(matching, request.query)
    body: Json = {"@odata.context": f"{base(request)}/$metadata#{kind}{_projection(names)}"}
    if request.query.get("$count") == "true":
        body["@odata.count"] = len(matching)
    if token:
        asked = {**request.query, "$skiptoken": token}
        query = urlencode(asked, safe="$,", quote_via=quote)
        body["@odata.nextLink"] = f"https://{request.host}{request.path}?{query}"
    body["value"] = [select(one, names) for one in cut]
    return web.json_response(body)


def allow(caller: Caller, roles: frozenset[str]) -> None:
    """Refuse a caller that has none of the application roles."""
    if not caller.roles & roles:
        raise GraphError(403, *WANTING)


def method(request: Asked, *methods: str) -> str:
    """Give the request's method, refusing others than these."""
    if request.method not in methods:
        raise GraphError(405, "Request_BadRequest", "Specified HTTP method is not allowed.")
    return request.method


def not_found(what: str) -> GraphError:
    return GraphError(
        404,
        "Request_ResourceNotFound",
        f"Resource '{what.removeprefix('appId=')}' does not exist or one of its queried "
        "reference-property objects are not present.",
    )


async def body_of(request: Asked) -> Json:
    """Read a JSON object; refuses anything else."""
    try:
        body = await request.json()
    except json.JSONDecodeError as error:
        raise GraphError(400, "BadRequest", "Unable to read JSON request payload.") from error
    if not isinstance(body, dict):
        raise GraphError(400, "BadRequest", "Unable to read JSON request payload.")
    return body


def _projection(names: Sequence[str]) -> str:
    return f"({','.join(names)})" if names else ""
