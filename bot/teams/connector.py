"""The Bot Connector over our own connections: post, edit, delete, look up a member.

The SDK's client is built anew on every turn, which costs more than the rest of the turn, waits
100 seconds in a thread, and drops fields it does not know.  Retry rules: an edit may be repeated;
a post has no key that would make it safe, so it is repeated only when it certainly did not
arrive.  https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import aiohttp
import structlog
from yarl import URL

from bot.talk import PostFailed
from bot.teams.credential import Bearer
from commands.ports import Clock
from jobs.record import Conversation

TIMEOUT: Final = aiohttp.ClientTimeout(total=10, connect=5)
ATTEMPTS: Final = 4
LONGEST_WAIT: Final = 60.0
SERVICES: Final = 100
"""Addresses of services that are remembered."""
CONVERSATIONS: Final = 5000
"""Conversations whose newest address is remembered."""
AGENT: Final = "Hybridge"

UNAUTHORISED: Final = 401
FINAL: Final = frozenset({403, 404})
BUSY: Final = frozenset({412, 429})
"""Certainly not carried out: any method may try again."""
UNCERTAIN: Final = frozenset({408})
"""Like 5xx: it may have been carried out."""

log = structlog.get_logger()


class PostDelayed(PostFailed):
    """Not now, but a later attempt may succeed."""


@dataclass(frozen=True, kw_only=True)
class _Call:
    method: str
    url: URL
    body: bytes | None
    attempts: int

    @property
    def repeatable(self) -> bool:
        return self.method != "POST"


@dataclass(frozen=True, kw_only=True)
class _Failure:
    """One attempt that failed.  ``sent``: it may have been carried out all the same."""

    why: str
    sent: bool
    status: int = 0
    retry_after: float | None = None


class Connector:
    """Teams' side of the conversations, version 3 of its interface."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        bearer: Bearer,
        clock: Clock,
        *,
        may_send_to: Callable[[str], bool],
        jitter: Callable[[], float],
    ) -> None:
        """``jitter`` gives numbers from 0 to 1; ``may_send_to`` is the allow-list of services."""
        self._session = session
        self._bearer = bearer
        self._clock = clock
        self._may_send_to = may_send_to
        self._jitter = jitter
        self._services: dict[str, str] = {}
        self._addresses: OrderedDict[tuple[str, str], str] = OrderedDict()

    def heard_from(self, conversation: Conversation) -> None:
        """Note where a conversation is served from now; what was stored with a job may be old."""
        place = (conversation.tenant, conversation.id)
        self._addresses[place] = conversation.service_url
        self._addresses.move_to_end(place)
        if len(self._addresses) > CONVERSATIONS:
            self._addresses.popitem(last=False)

    async def post(self, conversation: Conversation, body: bytes) -> str:
        """Post an activity into the thread; gives its id.

        Raises:
            PostFailed: with ``unknown`` when it may be there, ``gone`` when it never will.
        """
        url = self._url(conversation, "activities")
        answer = await self._do(_Call(method="POST", url=url, body=body, attempts=ATTEMPTS))
        activity = answer.get("id")
        if not isinstance(activity, str) or not activity:
            # A message that Teams splits gets no id; ours never mix a text with a card.
            raise PostFailed("posting: the answer has no id", unknown=True)
        return activity

    async def edit(
        self, conversation: Conversation, activity: str, body: bytes, *, attempts: int = ATTEMPTS
    ) -> None:
        """Replace an activity."""
        url = self._url(conversation, "activities", activity)
        await self._do(_Call(method="PUT", url=url, body=body, attempts=attempts))

    async def delete(self, conversation: Conversation, activity: str) -> None:
        """Take an activity away."""
        url = self._url(conversation, "activities", activity)
        await self._do(_Call(method="DELETE", url=url, body=None, attempts=ATTEMPTS))

    async def member(self, conversation: Conversation, user: str) -> Mapping[str, Any]:
        """Look a member up by the id the channel gave it (``29:…``)."""
        url = self._url(conversation, "members", user)
        return await self._do(_Call(method="GET", url=url, body=None, attempts=2))

    def _url(self, conversation: Conversation, *path: str) -> URL:
        place = (conversation.tenant, conversation.id)
        service = self._addresses.get(place, conversation.service_url)
        base = self._services.get(service) or self._service(service)
        thread = quote(thread_of(conversation), safe="")
        rest = "/".join(quote(part, safe="") for part in path)
        return URL(f"{base}/v3/conversations/{thread}/{rest}", encoded=True)

    def _service(self, url: str) -> str:
        """Check an address once; only what is on the list is remembered, and that is short."""
        if not self._may_send_to(url):
            raise PostFailed(f"sending to {url}: its host is not in service_hosts", gone=True)
        if len(self._services) >= SERVICES:
            self._services.clear()
        self._services[url] = url.rstrip("/")
        return self._services[url]

    async def _do(self, call: _Call) -> Mapping[str, Any]:
        renewed = False
        attempt = 1
        while True:
            token = await self._bearer.token()
            outcome = await self._attempt(call, token)
            if not isinstance(outcome, _Failure):
                return outcome
            if outcome.status == UNAUTHORISED and not renewed:
                renewed = True
                await self._bearer.reject(token)
                continue
            log.info("connector.failed", method=call.method, why=outcome.why, attempt=attempt)
            if not _may_repeat(call, outcome) or attempt >= call.attempts:
                raise _error(call, outcome)
            await self._clock.sleep(self._wait(attempt, outcome))
            attempt += 1

    def _wait(self, attempt: int, failure: _Failure) -> float:
        if failure.retry_after is not None:
            return min(failure.retry_after, LONGEST_WAIT)
        return min(2.0**attempt, 20.0) * (0.5 + self._jitter() / 2)

    async def _attempt(self, call: _Call, token: str) -> "Mapping[str, Any] | _Failure":
        headers = {"User-Agent": AGENT}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        try:
            async with self._session.request(
                call.method,
                call.url,
                data=call.body,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as answer:
                return _read(answer.status, answer.headers, await answer.read())
        except aiohttp.ClientConnectorError as problem:
            return _Failure(why=f"connecting: {type(problem).__name__}", sent=False)
        except aiohttp.ConnectionTimeoutError:
            return _Failure(why="connecting took too long", sent=False)
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            return _Failure(why=type(problem).__name__, sent=True)


def thread_of(conversation: Conversation) -> str:
    """Give the conversation's address: in a channel, the thread is part of it.

    ``replyToId`` routes nothing.
    """
    if not conversation.root:
        return conversation.id
    return f"{conversation.id};messageid={conversation.root}"


def _read(status: int, headers: Mapping[str, str], body: bytes) -> "Mapping[str, Any] | _Failure":
    if status < 300:  # noqa: PLR2004  (2xx)
        try:
            document = json.loads(body) if body else {}
        except ValueError:
            document = {}
        return document if isinstance(document, dict) else {}
    uncertain = status in UNCERTAIN or status >= 500  # noqa: PLR2004  (5xx)
    return _Failure(
        why=f"HTTP {status} {_code(body)}".rstrip(),
        sent=uncertain,
        status=status,
        retry_after=_seconds(headers.get("Retry-After")),
    )


def _code(body: bytes) -> str:
    """Give the service's error code, a word such as ``BotNotInConversationRoster``."""
    try:
        code = json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return str(code)[:80]


def _seconds(value: str | None) -> float | None:
    try:
        return max(0.0, float(value)) if value else None
    except ValueError:
        return None


def _may_repeat(call: _Call, failure: _Failure) -> bool:
    if failure.status in BUSY:
        return True
    if failure.status and not failure.sent:
        return False
    return call.repeatable or not failure.sent


def _error(call: _Call, failure: _Failure) -> PostFailed:
    message = f"{call.method} to Teams: {failure.why}"
    if failure.status in FINAL:
        return PostFailed(message, gone=True)
    if not call.repeatable and failure.sent:
        return PostFailed(message, unknown=True)
    if _may_repeat(call, failure):
        return PostDelayed(message, unknown=failure.sent)
    return PostFailed(message)
