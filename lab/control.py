"""The lab's own switchboard over HTTP: its clock, its faults, its state.  Loopback only."""

import base64
import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from aiohttp import web
from aiohttp.typedefs import Handler

from lab.clock import LabClock
from lab.faults import Faults
from lab.world import World
from lab.world_keys import Certificate, thumbprint
from lab.world_tenant import decoded


def application(world: World) -> web.Application:
    """Build the switchboard; the Teams side adds its routes to it."""
    control = _Control(world)
    app = web.Application(middlewares=[_errors])
    app.router.add_get("/lab/clock", control.clock)
    app.router.add_post("/lab/clock", control.advance)
    app.router.add_get("/lab/state", control.state)
    app.router.add_get("/lab/faults", control.faults)
    app.router.add_post("/lab/faults", control.switch_on)
    app.router.add_delete("/lab/faults", control.switch_off)
    return app


@web.middleware
async def _errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what the caller got wrong with 400 and the reason."""
    try:
        return await handler(request)
    except (ValueError, TypeError, KeyError) as error:
        return web.json_response({"error": str(error)}, status=400)


class _Control:
    def __init__(self, world: World) -> None:
        self._world = world

    async def clock(self, _: web.Request) -> web.Response:
        return web.json_response({"now": self._world.clock.now().isoformat()})

    async def advance(self, request: web.Request) -> web.Response:
        """``{"advance": seconds}``."""
        seconds = (await _object(request)).get("advance")
        if not isinstance(seconds, int | float) or isinstance(seconds, bool):
            raise TypeError('the body is {"advance": seconds}')
        return web.json_response({"now": self._world.clock.advance(seconds).isoformat()})

    async def state(self, _: web.Request) -> web.Response:
        return web.json_response(plain(self._world))

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


def plain(value: Any) -> Any:
    """Turn a world into JSON: certificates and keys by their thumbprints, secrets left out."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    for kind, write in _FORMS.items():
        if isinstance(value, kind):
            return write(value)
    return {
        field.name: plain(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.name not in _UNTOLD
    }


def _bytes(value: bytes) -> str:
    """Give a certificate's thumbprint, stored as DER or as base64 text; other bytes as base64."""
    certificate = decoded(value)
    if certificate[:1] == b"\x30":
        return thumbprint(certificate)
    return base64.b64encode(value).decode()


def _certificate(value: Certificate) -> dict[str, Any]:
    return {
        "thumbprint": value.thumbprint,
        "subject": value.subject,
        "starts": value.starts.isoformat(),
        "ends": value.ends.isoformat(),
        "has_key": value.key is not None,
    }


_UNTOLD: Final = frozenset({"secrets", "past_overrides", "overrides_read"})
_FORMS: Final[dict[type, Callable[[Any], Any]]] = {
    datetime: datetime.isoformat,
    bytes: _bytes,
    Certificate: _certificate,
    Faults: Faults.to_json,
    LabClock: lambda clock: clock.now().isoformat(),
}


async def _object(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except json.JSONDecodeError as error:
        raise ValueError("the body is not JSON") from error
    if not isinstance(body, dict):
        raise TypeError("the body is not an object")
    return body
