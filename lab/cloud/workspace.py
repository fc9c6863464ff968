"""The query API of a Log Analytics workspace that Graph's activity log is sent to.

It understands one query, the documented join of requests with the sign-ins behind their tokens, and
refuses every other.  https://learn.microsoft.com/azure/azure-monitor/logs/api/errors
"""

import json
import re
from collections import Counter
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from aiohttp import web

from lab.cloud.tokens import LOGS, Refused, Tokens
from lab.cloud.web import latency
from lab.oauth.graph_requests import shown
from lab.oauth.sign_in_log import Row, people_look
from lab.world import World

_TIME: Final = r"datetime\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\)"
_APP: Final = r'AppId =~ "([0-9a-f-]{36})"'
_SHAPE: Final = re.compile(
    rf"MicrosoftGraphActivityLogs \| where TimeGenerated >= {_TIME} \| where {_APP} "
    r"\| join kind=leftouter \( AADServicePrincipalSignInLogs "
    rf"\| where TimeGenerated >= {_TIME} \| where {_APP} "
    r"\| summarize Thumbprint = take_any\(ServicePrincipalCredentialThumbprint\) "
    r"by UniqueTokenIdentifier \) on \$left.SignInActivityId == \$right.UniqueTokenIdentifier "
    r'\| extend Path = replace_regex\(tostring\(split\(RequestUri, "\?"\)\[0\]\), '
    r'@"/users\[/\(\]\[\^/\]\+", "/users/-"\) '
    r"\| summarize Count = count\(\), Newest = max\(TimeGenerated\) "
    r"by RequestMethod, Path, ResponseStatusCode, Thumbprint \| top (\d{1,5}) by Newest desc"
)
_COLUMNS: Final = (
    ("RequestMethod", "string"),
    ("Path", "string"),
    ("ResponseStatusCode", "int"),
    ("Thumbprint", "string"),
    ("Count", "long"),
    ("Newest", "datetime"),
)


def application(world: World, tokens: Tokens) -> web.Application:
    """Build the API over one world."""
    app = web.Application(middlewares=[latency(world.faults, "graph")])
    desk = _Desk(world, tokens)
    app.router.add_post("/v1/workspaces/{id}/query", desk.query)
    return app


class _Desk:
    """Who asks, whether they may, and what the tables hold."""

    def __init__(self, world: World, tokens: Tokens) -> None:
        self._world = world
        self._tokens = tokens

    async def query(self, request: web.Request) -> web.Response:
        tenant = self._world.tenant
        try:
            self._tokens.verify(request.headers.get("Authorization", ""), LOGS)
        except Refused:
            return _error(403, "InvalidAuthenticationToken", "The access token is invalid.")
        if request.match_info["id"].casefold() != tenant.workspace.casefold():
            return _error(404, "WorkspaceNotFoundError", "The workspace could not be found")
        if not tenant.logs_reader:
            text = "The provided credentials have insufficient access to perform the operation"
            return _error(403, "InsufficientAccessError", text)
        return await self._asked(request)

    async def _asked(self, request: web.Request) -> web.Response:
        try:
            asked = str((await request.json())["query"])
        except (json.JSONDecodeError, KeyError, TypeError):
            return _error(400, "BadArgumentError", "The request had some invalid properties")
        if (missing := self._missing()) is not None:
            text = f"Failed to resolve table or column expression named '{missing}'"
            return _semantic("SEM0100", text)
        understood = _SHAPE.fullmatch(" ".join(asked.split()))
        if understood is None or understood[2] != understood[4]:
            return _semantic("SYN0002", "Query could not be parsed")
        return self._answer(understood)

    def _missing(self) -> str | None:
        if not self._world.tenant.graph_activity:
            return "MicrosoftGraphActivityLogs"
        return None if self._world.tenant.sign_ins_exported else "AADServicePrincipalSignInLogs"

    def _answer(self, understood: re.Match[str]) -> web.Response:
        since, app_id, signed = (understood[1], understood[2], understood[3])
        people_look(self._world)
        form = self._world.tenant.sign_in_thumbprints
        prints = {
            each.token: Row(each, form).json["servicePrincipalCredentialThumbprint"]
            for each in self._world.tenant.sign_ins
            if each.token
            and each.app_id.casefold() == app_id
            and each.at >= datetime.fromisoformat(signed)
        }
        counted: Counter[tuple[str, int, str]] = Counter()
        newest: dict[tuple[str, int, str], datetime] = {}
        for call in shown(self._world):
            if call.app_id.casefold() == app_id and call.at >= datetime.fromisoformat(since):
                path = re.sub(r"/users[/(][^/]+", "/users/-", call.path)
                key = (path, call.status, prints.get(call.token, ""))
                counted[key] += 1
                newest[key] = max(call.at, newest.get(key, call.at))
        rows = [
            ["POST", *key, counted[key], f"{newest[key]:%Y-%m-%dT%H:%M:%S.%fZ}"]
            for key in sorted(newest, key=lambda each: newest[each], reverse=True)
        ]
        columns = [{"name": name, "type": kind} for name, kind in _COLUMNS]
        body: dict[str, Any] = {
            "tables": [
                {"name": "PrimaryResult", "columns": columns, "rows": rows[: int(understood[5])]}
            ]
        }
        if self._world.tenant.logs_partial:
            body["error"] = {
                "code": "PartialError",
                "message": "There were some errors when processing your query.",
                "details": [],
            }
        return web.json_response(body)


def _error(status: int, code: str, text: str) -> web.Response:
    own = {"message": text, "code": code, "correlationId": str(uuid4())}
    return web.json_response({"error": own}, status=status)


def _semantic(code: str, text: str) -> web.Response:
    inner = {"code": code, "message": text}
    outer = {
        "message": "The request had some invalid properties",
        "code": "BadArgumentError",
        "correlationId": str(uuid4()),
        "innererror": {
            "code": "SemanticError", "message": "A semantic error occurred.", "innererror": inner
        },
    }  # fmt: skip
    return web.json_response({"error": outer}, status=400)
