"""How Exchange Online's backend says no: refusals, and the faults that strike a call."""

import asyncio
from collections.abc import Mapping
from typing import Final

from aiohttp import web

from lab.cloud.exchange_json import refusal
from lab.cloud.web import hang_up, retry_after
from lab.faults import Faults
from lab.records import Failure

CHALLENGE: Final = (
    'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", '
    'trusted_issuers="00000001-0000-0000-c000-000000000000@*", '
    'token_types="app_asserted_user_v1 service_asserted_app_v1", '
    'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"'
)


async def struck(
    faults: Faults, request: web.Request, about: Mapping[str, str]
) -> web.StreamResponse | None:
    """Give what a switched-on fault makes of a call; ``about``: its ``cmdlet``, and ``when``."""
    if faults.active("exo-silent", **about):
        await asyncio.Event().wait()  # until the caller goes away
    if faults.active("exo-dropped", **about):
        return hang_up(request)
    if fault := faults.active("exo-429", **about):
        headers = retry_after(fault.options.get("retry_after"))
        return web.Response(status=429, headers=headers)
    if faults.active("exo-503", **about):
        return web.Response(status=503, text="Service Unavailable")
    if faults.active("exo-401", **about):
        return unauthorised("The token was refused.")
    if faults.active("exo-403", **about):
        return forbidden()
    return None


def refused(failure: Failure) -> web.Response:
    """Answer a cmdlet that ended with an error record, or that is not known."""
    if failure.exception.rpartition(".")[2] == "CommandNotFoundException":
        return forbidden()
    response = web.json_response(refusal(failure), status=400)
    response.headers["x-ExceptionType"] = failure.exception.rpartition(".")[2]
    return response


def bad(text: str) -> web.Response:
    """Answer a request that is none."""
    return web.json_response({"error": {"code": "BadRequest", "message": text}}, status=400)


def unauthorised(reason: str) -> web.Response:
    """Answer a token that does not count here."""
    return web.Response(
        status=401,
        headers={
            "WWW-Authenticate": CHALLENGE + ', error="invalid_token"',
            "x-ms-diagnostics": f'2000000;reason="{reason}";error_category="invalid_token"',
        },
    )


def forbidden() -> web.Response:
    """The answer to a caller without directory role, and to an unknown cmdlet: NUL bytes."""
    return web.Response(status=403, body=bytes(4096), content_type="application/json")
