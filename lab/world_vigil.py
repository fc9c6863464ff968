"""What the vigil has seen: each write after which somebody could not sign in."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A sign-in that failed right after a write."""

    at: datetime
    write: str
    """``EX01: Set-AuthConfig`` or ``PATCH applications/…``."""
    side: str
    """Who tried: a server's name, or ``cloud``."""
    text: str


@dataclass(kw_only=True)
class Vigil:
    """Off until somebody switches it on; see ``lab.vigil``."""

    on: bool = False
    writes: list[str] = field(default_factory=list)
    """Each write that was followed by a look, oldest first; see ``Broken.write``."""
    broken: list[Broken] = field(default_factory=list)
