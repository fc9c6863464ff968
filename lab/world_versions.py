"""Exchange builds that decide something, and how builds compare."""

from typing import Final

DEDICATED_APP: Final = ("15.1.2507.55", "15.2.1544.25", "15.2.1748.24", "15.2.2562.17")
"""First build of each line that can sign in as the dedicated hybrid application (EWS).
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app"""
GRAPH_FLOW: Final = ("15.2.2562.41",)
"""First build that can ask Graph instead of EWS: Exchange SE only."""

AUTH_EXPORT_REFUSED: Final = (
    "15.1.2507.61",
    "15.2.1544.36",
    "15.2.1748.39",
    "15.2.2562.29",
)
"""First build of each line (October 2025 update) that exports no auth certificate with its key.
https://techcommunity.microsoft.com/blog/exchange/released-october-2025-exchange-server-security-updates/4461276"""
NOT_2013: Final = ("15.1.225.42",)
"""First build of Exchange 2016; 2013 lacks what the cmdlets' pages list from 2016 on."""


def numbers(build: str) -> tuple[int, ...]:
    """Split ``15.2.1544.4``; raises ``ValueError`` for anything else than numbers and dots."""
    return tuple(int(part) for part in build.split("."))


def at_least(build: str, firsts: tuple[str, ...]) -> bool:
    """Say whether a build is at or past the first one of its own line, or of a newer line."""
    own = numbers(build)
    for first in firsts:
        wanted = numbers(first)
        if own[:3] == wanted[:3]:
            return own >= wanted
    return own > max(numbers(first) for first in firsts)


def display(build: str) -> str:
    """Write ``Version 15.2 (Build 1544.4)``, as AdminDisplayVersion does."""
    major, minor, line, revision = numbers(build)
    return f"Version {major}.{minor} (Build {line}.{revision})"
