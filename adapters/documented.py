"""What Microsoft documents of each cmdlet: in which versions it exists, with which parameters.

The table is ``cmdlets.toml`` beside this file; it names its sources.  The allow-list can hold
nothing that is not in it, and tests hold every command that people are told to type, and the
lab, to it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

ONLINE: Final = "Online"
NEWEST_SERVER: Final = "SE"
COMMON: Final = frozenset(
    {
        "Confirm",
        "Debug",
        "ErrorAction",
        "ErrorVariable",
        "OutBuffer",
        "OutVariable",
        "Verbose",
        "WarningAction",
        "WhatIf",
    }
)
"""Parameters that every cmdlet may have."""

Place = Literal["exchange", "graph", "windows", "script", "program"]
_PLACES: Final[tuple[Place, ...]] = ("exchange", "graph", "windows", "script", "program")


@dataclass(frozen=True, kw_only=True)
class Documented:
    """One cmdlet's page.

    Attributes:
        name: As documented.
        place: Where it is typed: an Exchange session, Microsoft Graph PowerShell, Windows
            PowerShell; a script of Microsoft's, or a program.
        versions: Of an Exchange cmdlet, those whose page lists it.
        parameters: Those it has in at least one version, the common ones left out.
        only: Parameters that fewer versions have, with those.
        sets: Parameters that exclude each other: all that are given must stand in one of these,
            or in none of them.
    """

    name: str
    place: Place
    versions: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sets: tuple[frozenset[str], ...] = ()

    def in_version(self, version: str) -> frozenset[str]:
        """Give the parameters that one version has; none where the cmdlet does not exist."""
        if self.versions and version not in self.versions:
            return frozenset()
        return frozenset(
            name for name in self.parameters if version in self.only.get(name, {version})
        )

    def together(self, given: Iterable[str]) -> bool:
        """Tell whether parameters may stand beside each other."""
        exclusive = {name for each in self.sets for name in each}
        chosen = exclusive.intersection(given)
        return not chosen or any(chosen <= each for each in self.sets)


@cache
def table() -> Mapping[str, Documented]:
    """Give every documented cmdlet, script and program by name."""
    with (Path(__file__).parent / "cmdlets.toml").open("rb") as file:
        pages = tomllib.load(file)
    return {
        name: _read(name, place, page) for place in _PLACES for name, page in pages[place].items()
    }


def undocumented(name: str, parameters: Iterable[str], version: str) -> str:
    """Say what of a call does not exist in a version; empty where all does."""
    known = table().get(name)
    if known is None or (known.versions and version not in known.versions):
        return f"{name} is not documented for {version}"
    strange = sorted(frozenset(parameters) - known.in_version(version) - COMMON)
    return f"{name} has no {', '.join(strange)} in {version}" if strange else ""


def _read(name: str, place: Place, page: Mapping[str, Any]) -> Documented:
    also = page.get("also", {})
    only = {each: _words(text) for each, text in page.get("only", {}).items()}
    return Documented(
        name=name,
        place=place,
        versions=_words(page.get("versions", "")),
        parameters=_words(page["parameters"]).union(also),
        only=only | {each: _words(text.partition(":")[0]) for each, text in also.items()},
        sets=tuple(_words(text) for text in page.get("sets", ())),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())
