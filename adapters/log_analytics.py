"""Microsoft Graph's activity log in a Log Analytics workspace, by the query API.

One fixed query; what goes into it is a GUID and a time made here.
https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format and its page of errors;
tables: https://learn.microsoft.com/azure/azure-monitor/reference/tables/microsoftgraphactivitylogs
"""

import asyncio
import json
import ssl
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import aiohttp

from adapters import graph_call_rows, http, redaction
from adapters.entra import AppCredential
from commands.outside.graph_calls import GraphCalls
from commands.ports import Clock, Kind, Outcome, OutsideError

NAME: Final = "Log Analytics"
MOST: Final = 1000
"""Rows that are asked for, newest first; each is a count, so as many are never whole."""
LARGEST: Final = 4 * 1024 * 1024
_DOING: Final = "query of Microsoft Graph's activity log"
_TOKEN: Final = timedelta(days=2)
"""So long before its first request a token may have been signed for."""
_STRANGE: Final = (TypeError, ValueError, AttributeError, RuntimeError)
_AWAY: Final = frozenset({500, 502, 503, 504})
QUERY: Final = """\
MicrosoftGraphActivityLogs
| where TimeGenerated >= datetime({since})
| where AppId =~ "{app_id}"
| join kind=leftouter (
    AADServicePrincipalSignInLogs
    | where TimeGenerated >= datetime({signed})
    | where AppId =~ "{app_id}"
    | summarize Thumbprint = take_any(ServicePrincipalCredentialThumbprint) by UniqueTokenIdentifier
  ) on $left.SignInActivityId == $right.UniqueTokenIdentifier
| extend Path = replace_regex(tostring(split(RequestUri, "?")[0]), @"/users[/(][^/]+", "/users/-")
| summarize Count = count(), Newest = max(TimeGenerated) \
by RequestMethod, Path, ResponseStatusCode, Thumbprint
| top {most} by Newest desc
"""


class Workspace:
    """One workspace; a ``WorkspacePort``."""

    def __init__(  # noqa: PLR0913  (what may differ between clouds is configuration)
        self,
        *,
        base: str,
        audience: str,
        id: UUID,
        credential: AppCredential,
        trust: ssl.SSLContext,
        clock: Clock,
        timeout: float = 30.0,
    ) -> None:
        """Must be called on the event loop."""
        self._url = f"{base}/v1/workspaces/{id}/query"
        self._scope = f"{audience}/.default"
        self._credential = credential
        self._clock = clock
        self._timeout = timeout
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=trust),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
        )

    async def graph_calls(self, app_id: str, since: datetime) -> Sequence[GraphCalls]:
        """Ask for an application's requests, see ``WorkspacePort``."""
        query = written(app_id, since)
        sent = False
        try:
            async with asyncio.timeout(self._timeout):
                token = await self._credential.token(self._scope)
                sent = True
                return await self._post(query, token)
        except (*http.FAILURES, *_STRANGE) as error:
            raise http.translate(error, source=NAME, doing=_DOING, sent=sent) from error

    async def close(self) -> None:
        await self._session.close()

    async def _post(self, query: str, token: str) -> Sequence[GraphCalls]:
        headers = {
            "Authorization": f"Bearer {token}",
            "User-Agent": http.AGENT,
            "Accept": "application/json",
            "Prefer": f"wait={int(self._timeout)}",
        }
        async with self._session.post(
            self._url, json={"query": query}, headers=headers, allow_redirects=False
        ) as response:
            content = await http.body(response, LARGEST + 1)
            if len(content) > LARGEST:
                raise _error(Kind.UNEXPECTED, f"the answer is longer than {LARGEST} bytes")
            if response.status != 200:  # noqa: PLR2004
                raise _refusal(response, content, self._clock.now())
        answer = await asyncio.to_thread(_parsed, content)
        if partial := answer.get("error"):
            raise _error(
                Kind.UNEXPECTED,
                f"it gave only a part of the result: {_told(partial)[1]}",
                code=_told(partial)[0],
            )
        found = graph_call_rows.read(answer, NAME, _DOING)
        if (
            graph_call_rows.count(answer) >= MOST
        ):  # that a certificate is not there would be a guess
            raise _error(Kind.UNEXPECTED, f"there may be more than the {MOST} rows it gave")
        return found


def written(app_id: str, since: datetime) -> str:
    """Write the query; nothing but a GUID and times goes into it.

    Raises:
        OutsideError: The application's id is not a GUID; nothing was sent.
    """
    try:
        plain = str(UUID(app_id))
    except ValueError as error:
        raise OutsideError(
            kind=Kind.BLOCKED,
            outcome=Outcome.NOT_SENT,
            source=NAME,
            doing=_DOING,
            detail="the application's id is not a GUID",
        ) from error
    return QUERY.format(
        since=_moment(since), signed=_moment(since - _TOKEN), app_id=plain, most=MOST
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _parsed(content: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise _error(Kind.UNEXPECTED, "it answered with a shape we do not know")
    return answer


def _told(error: object) -> tuple[str, str]:
    """Give the outer code and the innermost message of an error as the API writes it."""
    code, text = "", ""
    for _ in range(8):
        if not isinstance(error, Mapping):
            break
        code = code or str(error.get("code") or "")
        text = str(error.get("message") or "") or text
        error = error.get("innererror") or error.get("innerError")
    return code, text


def _refusal(response: aiohttp.ClientResponse, content: bytes, now: datetime) -> OutsideError:
    """Make an error of an answer that is not 200."""
    status = response.status
    try:
        code, text = _told(_parsed(content).get("error"))
    except OutsideError:
        code, text = "", ""
    kind, cure = _STATUSES.get(status, (Kind.UNEXPECTED, ""))
    if status in _AWAY:
        kind = Kind.BUSY
    elif status == _BAD and "resolve table" in text:
        kind, cure = Kind.NOT_FOUND, _NO_TABLE
    detail = f"{cure} {text}".strip() or f"HTTP {status}"
    error = _error(kind, detail, code=code or str(status))
    if kind is Kind.THROTTLED:
        error.retry_after = http.retry_after(response.headers.get("Retry-After", ""), now)
    return error


_BAD: Final = 400
_STATUSES: Final = {
    400: (Kind.REFUSED, ""),
    401: (Kind.UNAUTHORISED, ""),
    403: (
        Kind.FORBIDDEN,
        "the application may not query the workspace: give it the role Log Analytics Reader there.",
    ),
    404: (Kind.NOT_FOUND, "there is no such workspace."),
    429: (Kind.THROTTLED, ""),
}
_NO_TABLE: Final = (
    "a table is not in the workspace: have a diagnostic setting of Entra ID send it "
    "MicrosoftGraphActivityLogs and ServicePrincipalSignInLogs."
)


def _error(kind: Kind, detail: str, *, code: str = "") -> OutsideError:
    return OutsideError(
        kind=kind,
        outcome=Outcome.UNKNOWN if kind in {Kind.UNEXPECTED, Kind.BUSY} else Outcome.REFUSED,
        source=NAME,
        doing=_DOING,
        detail=redaction.text(detail),
        code=redaction.text(code),
    )
