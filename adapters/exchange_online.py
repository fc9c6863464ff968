"""Exchange Online's cmdlets over its REST backend, ``adminapi/beta/{tenant}/InvokeCommand``.

The backend is the one Microsoft's own PowerShell module uses; its wire is not documented.  All
that is known of it is in this file, so that another way in can replace it, and an answer of
another shape is called that rather than guessed at.
"""

import asyncio
import json
import ssl
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime
from typing import Any, Final, cast
from urllib.parse import urlsplit
from uuid import uuid4

import aiohttp

from adapters import cmdlet_errors, exchange_json, http, redaction
from adapters.allowed import CLOUD, Cmdlet, allowed
from adapters.deadline import Deadline
from adapters.entra import AppCredential
from commands.ports import Clock, CmdletResult, Kind, Outcome, OutsideError

NAME: Final = "Exchange Online"
AT_ONCE: Final = 2
"""Plain cmdlets at a time: the limits are not published.  Tests wait elsewhere and do not count."""
PAGE: Final = 1000
_LARGEST: Final = 32 * 1024 * 1024
_PAGES: Final = 100
_SYSTEM_MAILBOX: Final = "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}"
_ATTEMPTS: Final = 4
_FIRST_WAIT: Final = 1.0
_STRANGE: Final = (TypeError, ValueError, AttributeError, RuntimeError)
"""What a page of another shape leads to; and ``RuntimeError``, a session that is closed."""
_AWAY: Final = frozenset({502, 503, 504})


class ExchangeOnline:
    """The tenant's Exchange Online; an ``ExchangePort``."""

    def __init__(  # noqa: PLR0913  (what may differ between clouds is configuration)
        self,
        *,
        base: str,
        tenant_id: str,
        credential: AppCredential,
        trust: ssl.SSLContext,
        clock: Clock,
        segment: str = "beta",
        anchor: str = f"APP:{_SYSTEM_MAILBOX}",
    ) -> None:
        """Must be called on the event loop; ``anchor`` stands before ``@`` and the tenant."""
        self._url = f"{base}/adminapi/{segment}/{tenant_id}/InvokeCommand"
        self._origin = _origin(base)
        self._scope = f"{base}/.default"
        self._anchor = f"{anchor}@{tenant_id}"
        self._credential = credential
        self._clock = clock
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=trust),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
        )

    @property
    def name(self) -> str:
        return NAME

    async def run(
        self, cmdlet: str, /, *, timeout: float, parameters: Mapping[str, Any] | None = None
    ) -> CmdletResult:
        """Run one cmdlet of the allow-list and fetch all its pages, see ``ExchangePort``."""
        known = allowed(CLOUD, NAME, cmdlet, parameters or {})
        call = _Call(cmdlet, known, Deadline.after(timeout))
        try:
            call.body = exchange_json.call(cmdlet, parameters or {}, writes=known.writes)
            async with asyncio.timeout(timeout):
                async with nullcontext() if known.slow else self._turns:
                    return await self._pages(call)
        except (*http.FAILURES, *_STRANGE) as error:
            raise http.translate(error, source=NAME, doing=cmdlet, sent=call.sent) from error

    async def close(self) -> None:
        await self._session.close()

    async def _pages(self, call: "_Call") -> CmdletResult:
        objects: list[Mapping[str, Any]] = []
        warnings: list[str] = []
        following, pages = self._url, 0
        while following:
            page = await self._page(call, following)
            # in a thread: an answer may be long, and the loop serves everybody else meanwhile
            found, told = await asyncio.to_thread(_clean, page)
            objects += found
            warnings += [each for each in told if each not in warnings]
            # the next page is asked for with the same body: a write would run again
            following = "" if call.known.writes else page.get("@odata.nextLink") or ""
            pages += 1
            if following and (_origin(following) != self._origin or pages == _PAGES):
                raise _error(call, Kind.UNEXPECTED, "its next page is not where it may be")
        return CmdletResult(objects=tuple(objects), warnings=tuple(warnings))

    async def _page(self, call: "_Call", url: str) -> Mapping[str, Any]:
        """Post the body, the same for every page; wait and repeat where that is safe."""
        wait = _FIRST_WAIT
        for attempt in range(_ATTEMPTS):
            try:
                return await self._post(call, url)
            except OutsideError as error:
                pause = wait if error.retry_after is None else error.retry_after
                last = attempt == _ATTEMPTS - 1
                if last or not _may_repeat(error, call.known) or pause >= call.deadline.left:
                    raise
                await self._clock.sleep(pause)
                wait *= 2
        raise AssertionError("the last attempt raises or returns")

    async def _post(self, call: "_Call", url: str) -> Mapping[str, Any]:
        call.sent = False
        if self._session.closed:
            raise RuntimeError("the connection is closed")
        token = await self._credential.token(self._scope)
        call.sent = True
        try:
            async with self._session.post(
                url, data=call.body, headers=self._headers(call, token), allow_redirects=False
            ) as response:
                content = await http.body(response, _LARGEST)
        except aiohttp.ClientError as error:
            raise http.translate(error, source=NAME, doing=call.cmdlet) from error
        if response.status == 200:  # noqa: PLR2004
            return _answer(call, content)
        refusal = _refusal(call, response, content, self._clock.now())
        raise cmdlet_errors.of_a_write(refusal, sent=True) if call.known.writes else refusal

    def _headers(self, call: "_Call", token: str) -> Mapping[str, str]:
        return {
            "Authorization": f"Bearer {token}",
            "User-Agent": http.AGENT,
            "X-ClientApplication": http.AGENT,
            "X-CmdletName": call.cmdlet,
            "X-AnchorMailbox": self._anchor,
            "X-ResponseFormat": "json",
            "X-SerializationLevel": "Partial",
            "Prefer": f"odata.maxpagesize={PAGE}",
            "Accept": "application/json",
            "Content-Type": "application/json; charset=utf-8",
            "client-request-id": str(uuid4()),
        }


class _Call:
    """One cmdlet on its way; ``sent``: it may have reached the service."""

    def __init__(self, cmdlet: str, known: Cmdlet, deadline: Deadline) -> None:
        self.cmdlet = cmdlet
        self.known = known
        self.body = b""
        self.deadline = deadline
        self.sent = False


def _may_repeat(error: OutsideError, known: Cmdlet) -> bool:
    """Throttled calls did not run; what was lost on the way may have, so only reads."""
    if error.kind is Kind.THROTTLED:
        return True
    return not known.writes and error.kind in {Kind.BUSY, Kind.UNREACHABLE}


def _answer(call: _Call, content: bytes) -> Mapping[str, Any]:
    try:
        page = json.loads(content)
        found = page["value"]
        if isinstance(found, list) and all(isinstance(each, dict) for each in found):
            return cast("Mapping[str, Any]", page)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise _error(call, Kind.UNEXPECTED, "it answered with a shape we do not know")


def _clean(page: Mapping[str, Any]) -> tuple[list[Mapping[str, Any]], list[str]]:
    objects = [redaction.tidy(exchange_json.plain(each)) for each in page["value"]]
    told = page.get("@adminapi.warnings") or ()
    return objects, [redaction.text(str(each)) for each in told]


def _refusal(
    call: _Call, response: aiohttp.ClientResponse, content: bytes, now: datetime
) -> OutsideError:
    """Make an error of an answer that is not 200."""
    match response.status:
        case 400:
            exception, text = exchange_json.failure(content)
            kind = cmdlet_errors.kind(exception) if exception else Kind.REFUSED
            return _error(call, kind, text, code=exception or "400")
        case 401:
            return _error(
                call, Kind.UNAUTHORISED, "the application has no Exchange.ManageAsApp", code="401"
            )
        case 403:  # a body of NUL bytes
            return _error(
                call,
                Kind.FORBIDDEN,
                "the application has no directory role, or its role lacks this cmdlet",
                code="403",
            )
        case 429:
            error = _error(call, Kind.THROTTLED, "too many calls", code="429")
            error.retry_after = http.retry_after(response.headers.get("Retry-After", ""), now)
            return error
        case status if status in _AWAY:
            error = _error(call, Kind.BUSY, f"HTTP {status}", code=str(status))
            error.outcome = Outcome.UNKNOWN
            return error
        case status:
            return _error(call, Kind.UNEXPECTED, f"HTTP {status}", code=str(status))


def _error(call: _Call, kind: Kind, detail: str, *, code: str = "") -> OutsideError:
    return OutsideError(
        kind=kind,
        outcome=Outcome.UNKNOWN if kind is Kind.UNEXPECTED else Outcome.REFUSED,
        source=NAME,
        doing=call.cmdlet,
        detail=redaction.text(detail),
        code=code,
    )


def _origin(url: str) -> tuple[str, str | None, int | None]:
    """Give what the token may be sent to: scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
