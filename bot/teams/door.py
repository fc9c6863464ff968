"""The HTTP door: who comes in, what is answered, and how soon.

``POST /api/messages`` takes one activity.  A message is answered 202 at once or as soon as its
turn has ended, an invoke with JSON; nothing that comes in from outside leads to a 500.
``GET /healthz`` says that the process answers.
"""

import asyncio
import json
from typing import Any, Final

import structlog
from aiohttp import web
from botbuilder.core import InvokeResponse
from botframework.connector.auth import AuthenticateRequestResult

from bot.teams.adapter import Adapter
from bot.teams.answers import error
from bot.teams.background import Background
from bot.teams.inbound import activity_of
from bot.teams.listener import Listener
from bot.teams.tokens import Guard, Refused
from bot.teams.trouble import told

LARGEST: Final = 256 * 1024
"""Bytes of a body.  Teams' own limit for a message is about 100 KB."""
PATIENCE: Final = 5.0
"""Seconds a turn may take before Teams is answered without it: after 15 it would send it again,
and a client gives a button up after 10.
"""

BODY: Final = 10.0
"""Seconds in which a body must be there."""

BAD: Final = 400
TOO_SLOW: Final = 408
TOO_LARGE: Final = 413
NOT_JSON: Final = 415

log = structlog.get_logger()


class Door:
    """Takes requests in, checks them, and runs a turn for each."""

    def __init__(
        self,
        *,
        guard: Guard,
        authenticated: bool,
        adapter: Adapter,
        listener: Listener,
        background: Background,
        app_id: str,
    ) -> None:
        self._guard = guard
        self._authenticated = authenticated
        self._adapter = adapter
        self._listener = listener
        self._background = background
        self._app_id = app_id

    def app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post("/api/messages", self.messages)
        app.router.add_get("/healthz", self.healthz)
        return app

    async def healthz(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def messages(self, request: web.Request) -> web.Response:
        try:
            result, body = await self._admit(request)
            activity = activity_of(body)
        except Refused as refused:
            log.warning("door.refused", code=refused.code, status=refused.status)
            return _refusal(refused.status, refused.code)
        except ValueError as problem:
            return _refusal(BAD, str(problem))
        turn = self._background.start(
            self._adapter.process_activity(result, activity, self._listener.on_turn)
        )
        await asyncio.wait((turn,), timeout=PATIENCE)
        return _answer(turn, invoke=activity.type == "invoke")

    async def _admit(self, request: web.Request) -> tuple[AuthenticateRequestResult, Any]:
        """Give the checked claims and the body.

        Raises:
            Refused: with the HTTP status.
        """
        if request.content_type != "application/json":
            raise Refused(NOT_JSON, "send application/json")
        if (request.content_length or 0) > LARGEST:
            raise Refused(TOO_LARGE, f"an activity has at most {LARGEST} bytes")
        if not self._authenticated:
            body = await _body(request)
            self._guard.admit_unauthenticated(body)
            return self._adapter.authentication.accepted({}, self._app_id), body
        # The token is judged before anything is made of the body.
        verified = await self._guard.verify(request.headers.get("Authorization"))
        body = await _body(request)
        self._guard.admit(verified, body)
        return self._adapter.authentication.accepted(verified.claims, self._app_id), body


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        async with asyncio.timeout(BODY):
            content = await request.read()
        body = json.loads(content)
    except TimeoutError:
        raise Refused(TOO_SLOW, f"the body did not come within {BODY:.0f} seconds") from None
    except web.HTTPRequestEntityTooLarge:
        raise Refused(TOO_LARGE, f"an activity has at most {LARGEST} bytes") from None
    except (ValueError, RecursionError):
        raise Refused(BAD, "the body is no JSON") from None
    if not isinstance(body, dict):
        raise Refused(BAD, "an activity is a JSON object")
    return body


def _answer(turn: "asyncio.Task[InvokeResponse | None]", *, invoke: bool) -> web.Response:
    if not turn.done():
        log.warning("turn.slow", seconds=PATIENCE)
        return _slow() if invoke else web.Response(status=202)
    if (problem := turn.exception()) is not None:
        log.error("turn.broken", because=told(problem))
        return web.json_response(error(500, "failed")) if invoke else web.Response(status=202)
    response = turn.result()
    if response is None:
        return web.Response(status=202)
    return web.json_response(response.body, status=int(response.status))


def _slow() -> web.Response:
    return web.json_response(error(500, "still at work; the card will show what came of it"))


def _refusal(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code}}, status=status)
