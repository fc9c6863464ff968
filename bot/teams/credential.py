"""The bot's own token for what it sends: fetched once, kept until shortly before it ends.

The SDK builds its credentials anew on every turn and asks the login service each time, on the
event loop; with 50 ms there, a bot answers nine messages a second.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final, Protocol

import aiohttp
import structlog
from azure.core.credentials import AccessToken
from azure.core.exceptions import AzureError
from azure.core.pipeline.transport import AioHttpTransport
from azure.identity.aio import CertificateCredential, ClientSecretCredential

from bot.talk import PostFailed
from bot.teams.settings import TeamsSettings
from commands.ports import Clock

EARLY: Final = 300
"""Seconds before its end at which a token is replaced."""
PATIENCE: Final = 10
"""Seconds that a fetch may take."""
AGAIN: Final = 30
"""Seconds after a fetch, or a failed one, before the next, however short the token lives."""

log = structlog.get_logger()


class TokenSource(Protocol):
    """The part of an ``azure-identity`` credential that is used."""

    async def get_token(self, *scopes: str) -> AccessToken: ...

    async def close(self) -> None: ...


def token_source(settings: TeamsSettings, session: aiohttp.ClientSession) -> TokenSource:
    """Make the credential that the settings describe, over our own connections.

    Given only a CA file, ``azure-identity`` would trust nothing else; the session trusts it too.
    """
    tenant, app_id = settings.tenants[0], settings.app_id
    options: dict[str, Any] = {
        "authority": settings.login,
        "retry_total": 1,
        "transport": AioHttpTransport(
            session=session, session_owner=False, connection_timeout=5, read_timeout=PATIENCE
        ),
    }
    if settings.certificate:
        pem = settings.certificate.reveal().encode()
        return CertificateCredential(tenant, app_id, certificate_data=pem, **options)
    return ClientSecretCredential(tenant, app_id, settings.secret.reveal(), **options)


class Bearer:
    """One token for everything that is sent.  Without a source there is none, in development."""

    def __init__(
        self, source: Callable[[], TokenSource] | None, *, scope: str, clock: Clock
    ) -> None:
        self._make = source
        self._source: TokenSource | None = None
        self._scope = scope
        self._clock = clock
        self._token = ""
        self._got_at = 0.0
        self._renew_at = 0.0
        self._ends_at = 0.0
        self._one_at_a_time = asyncio.Lock()

    async def token(self) -> str:
        """Give a token with some minutes left; empty without authentication.

        Raises:
            PostFailed: There is none, and the login service gives none.
        """
        if self._make is None or self._is_good():
            return self._token
        async with self._one_at_a_time:
            if not self._is_good():
                await self._fetch(self._make)
        return self._token

    async def reject(self, token: str) -> None:
        """Take note that a token was refused, so that the next use fetches another.

        The credential keeps its own copy of the token, so it goes too.
        """
        async with self._one_at_a_time:
            if token == self._token:
                self._renew_at = self._ends_at = 0.0
                await self._drop_source()

    async def close(self) -> None:
        await self._drop_source()

    def _is_good(self) -> bool:
        """Tell whether the token at hand need not be renewed; by a clock that went back it must."""
        return self._got_at <= self._now() < self._renew_at

    def _now(self) -> float:
        return self._clock.now().timestamp()

    async def _drop_source(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            await source.close()

    async def _fetch(self, make: Callable[[], TokenSource]) -> None:
        if self._source is None:
            self._source = make()
        try:
            async with asyncio.timeout(PATIENCE):
                fresh = await self._source.get_token(self._scope)
        except (AzureError, TimeoutError, ValueError) as problem:
            log.warning("token.unavailable", because=type(problem).__name__)
            if self._got_at <= self._now() < self._ends_at:
                self._renew_at = min(self._now() + AGAIN, self._ends_at)
                return
            raise PostFailed(
                f"getting the bot's token: {type(problem).__name__}; is the registration's "
                "certificate or secret still valid?"
            ) from None
        # Its end is told in the machine's time; only what is left of it means the same on ours.
        left = fresh.expires_on - time.time()
        self._token = fresh.token
        self._got_at = self._now()
        self._ends_at = self._now() + left
        self._renew_at = self._now() + max(left - EARLY, min(left, AGAIN))
