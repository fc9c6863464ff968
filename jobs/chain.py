"""The journal's seal: each entry carries a digest over itself and the entry before it.

Whoever can write to Redis but does not hold the key cannot change, cut out, reorder or append an
entry without the chain breaking at that place.  The newest digest and the number of entries are
kept with the job too, so that a tail cut off is noticed.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

KEY_BYTES: Final = 32


class BadKey(Exception):
    """The key's file cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Link:
    """One sealed entry: its canonical JSON and its digest in hex."""

    text: str
    digest: str

    def __str__(self) -> str:
        return f"{self.digest} {self.text}"

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read what ``str`` gave; a line without a digest gets an empty one, which never holds."""
        digest, _, text = line.partition(" ")
        return cls(text, digest) if text else cls(line, "")

    @property
    def entry(self) -> Any:
        """The entry as JSON; raises ``ValueError`` on a text that is none."""
        return json.loads(self.text)


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: the place, counting from 1, and what is wrong there."""

    place: int
    problem: str


def canonical(entry: Mapping[str, Any]) -> str:
    """Write JSON in the one way that is sealed: sorted names, no spaces, ASCII."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"))


def seal(key: bytes, head: str, entry: Mapping[str, Any]) -> Link:
    """Chain an entry to the digest of the one before; ``head`` is empty for the first."""
    text = canonical(entry)
    return Link(text, _digest(key, head, text))


def over_record(key: bytes, about: str, text: str) -> str:
    """Give the seal of a job's record as it is stored.

    ``about`` says what it belongs to: the job's number, or, for a job that has none yet, the key
    that it was asked for with.  The text names its version's entry, so that a seal holds for this
    record of this job only, and no digest of an entry can pose as one.
    """
    return _digest(key, f"record of {about}: ", text)


def verify(links: Sequence[Link], *, head: str, count: int, key: bytes) -> Break | None:
    """Recompute a job's chain and name the first place that does not hold, or ``None``.

    ``head`` and ``count`` are what the job's record says of its newest entry and their number.
    """
    before = ""
    for place, link in enumerate(links, start=1):
        if not same(_digest(key, before, link.text), link.digest):
            return Break(place, "the entry was changed, or one before it was taken out or moved")
        before = link.digest
    if len(links) < count:
        return Break(len(links) + 1, f"the entry is missing: the job counts {count}")
    if len(links) > count:
        return Break(count + 1, f"the entry was added: the job counts {count}")
    if before != head:
        return Break(max(count, 1), "the entry is not the one that the job names as its newest")
    return None


def same(digest: str, other: str) -> bool:
    """Compare digests, of which one may be anything at all, in constant time."""
    return hmac.compare_digest(digest.encode(), other.encode())


def key_in(folder: Path, *, make: bool = True) -> bytes:
    """Read the installation's key from ``journal.key``, made once for the owner's eyes only.

    Raises:
        BadKey: The file is open to others, holds no key, or (unless one is to be made) is absent.
    """
    path = folder / "journal.key"
    if not path.exists():
        if not make:
            raise BadKey(
                f"reading the journal's key: there is no {path}; name the folder that the bot "
                "uses (`[store] folder`), or bring the key back from a backup"
            )
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_key(path)
    if path.stat().st_mode & 0o077:
        raise BadKey(
            f"reading the journal's key: {path} is open to other users of this machine; "
            f"run `chmod 600 {path}`"
        )
    key = key_of(path.read_text(encoding="ascii", errors="replace"))
    if not key:
        raise BadKey(
            f"reading the journal's key: {path} does not hold {KEY_BYTES} bytes in hex; bring the "
            "file back from a backup (without it, entries written so far cannot be verified)"
        )
    return key


def has_key(folder: Path) -> bool:
    """Tell whether a key was made in a folder, whatever it holds."""
    return (folder / "journal.key").exists()


def key_of(text: str) -> bytes:
    """Read a key from its hex; empty when the text holds none that is long enough."""
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        return b""
    return key if len(key) >= KEY_BYTES else b""


def _make_key(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as text:
        text.write(secrets.token_hex(KEY_BYTES) + "\n")
        text.flush()
        os.fsync(text.fileno())
    try:
        os.link(draft, path)  # unlike a rename, never replaces the key of one who was faster
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _digest(key: bytes, head: str, text: str) -> str:
    return hmac.digest(key, (head + text).encode(), hashlib.sha256).hex()
