"""What the cloud's services share over HTTP: latency, dropped connections, ids of requests."""

from uuid import uuid4

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from lab.faults import Faults


def latency(faults: Faults, kind: str) -> Middleware:
    """Make a middleware that answers as late as calls of this kind do."""

    @web.middleware
    async def late(request: web.Request, handler: Handler) -> web.StreamResponse:
        await faults.delay(kind)
        return await handler(request)

    return late


def proxied(faults: Faults) -> Middleware:
    """Make a middleware that answers what is only read with a proxy's page, while one is there."""

    @web.middleware
    async def between(request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = None if request.method != "GET" else faults.active("proxy-page", request.path)
        if fault is None:
            return await handler(request)
        return web.Response(
            status=int(fault.options.get("status", 403)),
            text="<html><body>Blocked by the web filter.</body></html>",
            content_type="text/html",
        )

    return between


def hang_up(request: web.Request) -> web.Response:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def request_id(request: web.Request) -> str:
    """Give the caller's own id of the request, or a new one."""
    return request.headers.get("client-request-id") or str(uuid4())


def retry_after(seconds: object) -> dict[str, str]:
    """Write the header of a throttling answer; ``None`` leaves it out."""
    return {} if seconds is None else {"Retry-After": str(seconds)}
