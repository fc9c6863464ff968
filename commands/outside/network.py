"""What probes of published names see."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """The answer of DNS for one name; ``exists`` is false for NXDOMAIN (a timeout is an error)."""

    name: str
    exists: bool
    canonical: tuple[str, ...] = ()
    """The CNAME chain."""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tls:
    """One verified handshake; when verification failed, the leaf as a second look saw it."""

    host: str
    address: str
    verified: bool
    problem: str
    """Why verification failed; empty when it did not."""
    version: str
    subject: str
    issuer: str
    names: tuple[str, ...]
    ends: datetime | None
    starts: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One HTTP answer; redirects are not followed, the body is cut at 256 KiB."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    """Names in lower case, in order, repeated ones repeated."""
    body: bytes

    def header(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.headers if key == name.lower())
