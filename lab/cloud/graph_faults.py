"""What goes wrong with requests to Graph, before they are looked at or after they were done."""

import asyncio
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from lab.clock import LabClock
from lab.cloud.graph_answers import WANTING, GraphError, written
from lab.cloud.web import hang_up, retry_after
from lab.faults import Faults


def failing(faults: Faults, clock: LabClock) -> Middleware:
    """Make the middleware of the switched-on faults.

    Options of all of them: ``method``, ``path`` (a part of it), and ``when``: ``before`` (if left
    out: nothing was done) or ``after`` (it was done, and only the answer tells otherwise).
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        struck = await _struck(faults, clock, request, "before")
        if struck is not None:
            return struck
        response = await handler(request)
        return await _struck(faults, clock, request, "after") or response

    return middleware


async def _struck(
    faults: Faults, clock: LabClock, request: web.Request, when: str
) -> web.StreamResponse | None:
    about: dict[str, Any] = {"method": request.method, "path": request.path, "when": when}
    if faults.active("graph-silent", **about):
        await asyncio.Event().wait()  # until the caller goes away
    if faults.active("graph-dropped", **about):
        return hang_up(request)
    if fault := faults.active("graph-429", **about):
        answer = GraphError(429, "TooManyRequests", "Too many requests.")
        headers = retry_after(fault.options.get("retry_after"))
        return written(request, clock, answer, headers)
    if faults.active("graph-503", **about):
        answer = GraphError(503, "ServiceNotAvailable", "Service is unavailable.")
        return written(request, clock, answer)
    if faults.active("graph-403", **about):
        return written(request, clock, GraphError(403, *WANTING))
    return None
