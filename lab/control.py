"""The lab's own switchboard over HTTP: its clock, its faults, its state, and a second
administrator.  Loopback only.
"""

import json
from typing import Any, Final

from aiohttp import web
from aiohttp.typedefs import Handler

from lab.administrator import Administrator
from lab.state import plain, whole
from lab.vigil import watch
from lab.world import World
from lab.world_vigil import Vigil

RUN: Final = '{"side": "EX01" or "cloud", "cmdlet": "...", "parameters": {...}}'
GRAPH: Final = '{"method": "PATCH", "path": "servicePrincipals/...", "body": {...}}'


def application(world: World, administrator: Administrator) -> web.Application:
    """Build the switchboard; the Teams side adds its routes to it."""
    control = _Control(world, administrator)
    app = web.Application(middlewares=[_errors])
    app.router.add_get("/lab/clock", control.clock)
    app.router.add_post("/lab/clock", control.advance)
    app.router.add_get("/lab/state", control.state)
    app.router.add_get("/lab/faults", control.faults)
    app.router.add_post("/lab/faults", control.switch_on)
    app.router.add_delete("/lab/faults", control.switch_off)
    app.router.add_get("/lab/vigil", control.vigil)
    app.router.add_post("/lab/vigil", control.keep_vigil)
    app.router.add_post("/lab/run", control.run)
    app.router.add_post("/lab/graph", control.graph)
    app.router.add_post("/lab/update", control.update)
    app.router.add_post("/lab/consent", control.consent)
    return app


@web.middleware
async def _errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what the caller got wrong with 400 and the reason."""
    try:
        return await handler(request)
    except (ValueError, TypeError, KeyError) as error:
        return web.json_response({"error": str(error)}, status=400)


class _Control:
    def __init__(self, world: World, administrator: Administrator) -> None:
        self._world = world
        self._administrator = administrator

    async def clock(self, _: web.Request) -> web.Response:
        return web.json_response({"now": self._world.clock.now().isoformat()})

    async def advance(self, request: web.Request) -> web.Response:
        """``{"advance": seconds}``."""
        seconds = (await _object(request)).get("advance")
        if not isinstance(seconds, int | float) or isinstance(seconds, bool):
            raise TypeError('the body is {"advance": seconds}')
        now = self._world.clock.advance(seconds)
        watch(self._world, "the clock")
        return web.json_response({"now": now.isoformat()})

    async def state(self, _: web.Request) -> web.Response:
        return web.json_response(whole(self._world))

    async def vigil(self, _: web.Request) -> web.Response:
        """Answers ``{"on", "writes", "broken": [{"at", "write", "side", "text"}]}``."""
        return web.json_response(plain(self._world.vigil))

    async def keep_vigil(self, request: web.Request) -> web.Response:
        """``{"on": true}`` begins anew, ``{"on": false}`` ends and keeps what was seen."""
        on = (await _object(request)).get("on")
        if not isinstance(on, bool):
            raise TypeError('the body is {"on": true} or {"on": false}')
        if on:
            self._world.vigil = Vigil()
        self._world.vigil.on = on
        return web.json_response(plain(self._world.vigil))

    async def faults(self, _: web.Request) -> web.Response:
        return web.json_response(self._world.faults.to_json())

    async def switch_on(self, request: web.Request) -> web.Response:
        """``{"name", "target"?, "count"?, …options}`` or ``{"latency": {kind: seconds}}``."""
        body = await _object(request)
        faults = self._world.faults
        for kind, seconds in body.pop("latency", {}).items():
            faults.slow(kind, float(seconds))
        if body:
            faults.set(**body)
        return web.json_response(faults.to_json())

    async def switch_off(self, request: web.Request) -> web.Response:
        """Everything, or ``?name=`` and ``&target=``."""
        query = request.query
        self._world.faults.clear(query.get("name", ""), target=query.get("target", ""))
        return web.json_response(self._world.faults.to_json())

    async def run(self, request: web.Request) -> web.Response:
        """Run a cmdlet as another administrator; answers ``{"objects": [...]}``."""
        body = await _object(request)
        parameters = body.get("parameters") or {}
        if not isinstance(parameters, dict):
            raise TypeError(f"the body is {RUN}")
        side, cmdlet = _text(body, "side", RUN), _text(body, "cmdlet", RUN)
        objects = await self._administrator.run(side, cmdlet, **parameters)
        return web.json_response({"objects": objects})

    async def graph(self, request: web.Request) -> web.Response:
        """Send a request to Graph as another administrator; answers ``{"body": …}``."""
        body = await _object(request)
        method, path = _text(body, "method", GRAPH), _text(body, "path", GRAPH)
        found = await self._administrator.graph(method, path, body.get("body"))
        return web.json_response({"body": found})

    async def update(self, request: web.Request) -> web.Response:
        """Install an update: ``{"server", "build"}``."""
        body, form = await _object(request), '{"server": "EX01", "build": "15.2.2562.53"}'
        self._administrator.update(_text(body, "server", form), _text(body, "build", form))
        return web.json_response({})

    async def consent(self, request: web.Request) -> web.Response:
        """Consent to what an application asks for: ``{"app_id"}``; answers ``{"granted"}``."""
        app_id = _text(await _object(request), "app_id", '{"app_id": "..."}')
        return web.json_response({"granted": self._administrator.consent(app_id)})


def _text(body: dict[str, Any], name: str, form: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise TypeError(f"{name} is missing or no text; the body is {form}")
    return value


async def _object(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except json.JSONDecodeError as error:
        raise ValueError("the body is not JSON") from error
    if not isinstance(body, dict):
        raise TypeError("the body is not an object")
    return body
