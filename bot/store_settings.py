"""The configuration's ``[store]``: where jobs are kept, and what seals their journal."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from bot.toml import Table, said
from jobs.chain import KEY_BYTES, key_of
from jobs.connection import Address

_LIKE: Final = "rediss://user:password@host:6379/0"
_LONGEST: Final = 36_500


@dataclass(frozen=True, kw_only=True)
class StoreAccess:
    """Where jobs are kept.

    Attributes:
        address: A Redis; ``None`` for the embedded one in ``folder``.
        folder: The embedded store, the journal's key and what was seen of the journal.
        key: The journal's key; empty when it is the one in ``folder``.
        keep_days: How long an ended job is kept; 0 for ever.
    """

    address: Address | None
    folder: Path
    key: bytes = field(default=b"", repr=False)
    keep_days: int = 0


def store_access(table: Table) -> StoreAccess:
    """Read the section, noting what is wrong with it."""
    store = StoreAccess(
        address=_address(table),
        folder=table.folder / table.text("folder", "data"),
        key=_key(table),
        keep_days=table.number("keep_days", 400, low=0, high=_LONGEST),
    )
    table.close()
    return store


def _address(table: Table) -> Address | None:
    url = table.secret("url", required=False).reveal()
    sentinels = tuple(_host(table, each) for each in table.words("sentinels", ()))
    service = table.text("service", "")
    address = Address(
        url=url or "redis://",
        ca=table.file("ca"),
        sentinels=sentinels,
        service=service,
        sentinel_user=table.text("sentinel_user", ""),
        sentinel_password=table.secret("sentinel_password", required=False).reveal(),
    )
    if url and (wrong := _wrong(url, with_sentinels=bool(sentinels))):
        table.note("url", *wrong)
    if bool(sentinels) != bool(service):
        table.note("service", "sentinels and service go together", 'write service = "mymaster"')
    if address.ca and not url.startswith("rediss:"):
        table.note("ca", "it is not used without TLS", f"write the url like {_LIKE}")
    return address if url or sentinels else None


def _wrong(url: str, *, with_sentinels: bool) -> tuple[str, str] | None:
    """Say what is wrong with an address and what to do; never shows it: it holds a password."""
    like = f"write it like {_LIKE}"
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        cut = "#" in url
        return "it is no address", "write a # of the password as %23" if cut else like
    if parts.scheme == "unix":
        return _wrong_socket(parts, with_sentinels=with_sentinels)
    rules = (
        (parts.scheme in {"redis", "rediss"}, "it is no address of a Redis", like),
        ("#" not in url, "there is a # in it", "write a # of the password as %23"),
        (named or with_sentinels, "it names no host", like),
        (re.fullmatch(r"/?\d*", parts.path), "the database is not a number", like),
        # Among the settings that redis-py would read there is the end of all verification.
        (not parts.query, "settings after ? are not read", "remove them; for TLS there is `ca`"),
    )
    return next(((found, cure) for holds, found, cure in rules if not holds), None)


def _wrong_socket(parts: SplitResult, *, with_sentinels: bool) -> tuple[str, str] | None:
    if with_sentinels:
        return "Sentinels know no unix sockets", f"write it like {_LIKE}"
    if not parts.path.startswith("/"):
        return "it names no socket", "write it like unix:///run/redis/redis.sock"
    if not re.fullmatch(r"(db=\d+)?", parts.query):
        return "settings after ? are not read, except ?db=", "remove them"
    return None


def _host(table: Table, text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:  # noqa: PLR2004  (a port)
        table.note("sentinels", f"{said(text)} is not host:port", 'write it like "10.0.0.1:26379"')
        return "", 0
    return host.strip("[]"), int(port)


def _key(table: Table) -> bytes:
    text = table.secret("key", required=False).reveal()
    key = key_of(text)
    if text and not key:
        table.note(
            "key",
            f"it does not hold {KEY_BYTES} bytes in hex",
            "make one with `openssl rand -hex 32`, or copy the other machines' journal.key",
        )
    return key
