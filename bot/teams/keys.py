"""The keys that sign what Teams sends, kept for a day and read again when an unknown one is used.

The SDK reads them with a blocking call without a timeout and never before a day has passed, so
a key rotation locks everybody out (docs/adr, botbuilder 4.17.1).
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.teams.settings import TeamsSettings
from commands.ports import Clock
from jobs.tasks import end

KEPT: Final = timedelta(hours=24)
APART: Final = timedelta(seconds=10)
"""Between two reads because of unknown key ids: a stranger can make up as many as he likes."""
TIMEOUT: Final = aiohttp.ClientTimeout(total=5)
SMALLEST_KEY: Final = 2048
LARGEST_DOCUMENT: Final = 1024 * 1024

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Key:
    """One public key and the channels it may speak for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class KeysUnavailable(Exception):
    """No keys have been read yet, so no token can be judged."""


class KeyRing:
    """The published keys by key id."""

    def __init__(
        self, settings: TeamsSettings, session: aiohttp.ClientSession, clock: Clock
    ) -> None:
        self._settings = settings
        self._session = session
        self._clock = clock
        self._keys: Mapping[str, Key] = {}
        self._read_at: datetime | None = None
        self._tried_at: datetime | None = None
        self._reading: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def find(self, key_id: str) -> Key | None:
        """Give a key; the published ones are read when this one is new or a day has passed.

        Nobody waits for a key that is known: once a day has passed they are read beside it.

        Raises:
            KeysUnavailable: They have never been read, and could not be read now.
        """
        if (known := self._keys.get(key_id)) is not None:
            if not self._is_within(self._read_at, KEPT) and self._reading is None:
                self._reading = asyncio.create_task(self._read_beside())
            return known
        await self._read_once()
        if not self._keys:
            raise KeysUnavailable
        return self._keys.get(key_id)

    async def close(self) -> None:
        """Give up what is being read."""
        if self._reading is not None:
            await end(self._reading)

    async def _read_beside(self) -> None:
        try:
            await self._read_once()
        finally:
            self._reading = None

    async def _read_once(self) -> None:
        """Read the keys, unless somebody just has, or tried to."""
        seen = self._tried_at
        async with self._one_at_a_time:
            # Whoever waited here finds what the one before him has read.
            if self._tried_at == seen and not self._is_within(self._tried_at, APART):
                await self._read()

    def _is_within(self, since: datetime | None, time: timedelta) -> bool:
        """Tell whether that is less than so long ago; what lies ahead tells nothing."""
        return since is not None and timedelta() <= self._clock.now() - since < time

    async def _read(self) -> None:
        self._tried_at = self._clock.now()
        try:
            metadata = await self._get(self._settings.metadata)
            keys = _keys_of(await self._get(str(metadata["jwks_uri"])))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as problem:
            # The keys at hand stay good: an outage there must not become one here.
            log.warning("keys.unreadable", known=len(self._keys), because=type(problem).__name__)
            return
        if keys:
            self._keys = keys
            self._read_at = self._clock.now()

    async def _get(self, url: str) -> Mapping[str, Any]:
        if not self._settings.is_secure(url):
            raise ValueError(f"{url} is not https")
        async with self._session.get(url, timeout=TIMEOUT, allow_redirects=False) as answer:
            answer.raise_for_status()
            if (answer.content_length or 0) > LARGEST_DOCUMENT:
                raise ValueError(f"{url} is larger than any list of keys")
            document = await answer.json(content_type=None)
        if not isinstance(document, Mapping):
            raise TypeError(f"{url} is no JSON object")
        return document


def _keys_of(document: Mapping[str, Any]) -> dict[str, Key]:
    """Read a JWKS; an entry that is no RSA key of a sound size is passed over."""
    keys = {}
    for entry in document["keys"]:
        if not isinstance(entry, dict) or not isinstance(entry.get("kid"), str):
            continue
        if entry.get("kty") != "RSA":
            continue
        try:
            public = jwt.PyJWK(entry, algorithm="RS256").key
        except (jwt.PyJWTError, ValueError, TypeError):
            continue
        if isinstance(public, RSAPublicKey) and public.key_size >= SMALLEST_KEY:
            endorsements = frozenset(map(str, entry.get("endorsements") or ()))
            keys[entry["kid"]] = Key(public=public, endorsements=endorsements)
    return keys
