"""For which servers does a setting override hold?

Without a server, a least or a greatest version it holds on all of them.  ``FixVersion`` is not
weighed here: which builds it leaves out depends on more than the build.
https://learn.microsoft.com/powershell/module/exchangepowershell/new-settingoverride

What an override does is a matter of each server, and two that hold for different servers do not
disturb each other (https://github.com/microsoft/CSS-Exchange/issues/2554), though Microsoft's
HealthChecker counts them over the whole organisation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commands.check import Asked
from commands.checks.fleet import fleet, running
from commands.look import Facts, Known
from commands.outside.build import Build
from commands.outside.exchange import SettingOverride

_SERVER = "Server"


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Which of several overrides hold for each server; one whose limits cannot be read counts."""

    by_server: Mapping[str, tuple[SettingOverride, ...]]

    @property
    def without(self) -> tuple[str, ...]:
        return tuple(server for server, found in self.by_server.items() if not found)

    @property
    def doubled(self) -> tuple[str, ...]:
        return tuple(server for server, found in self.by_server.items() if len(found) > 1)

    @property
    def is_one_each(self) -> bool:
        return bool(self.by_server) and not self.without and not self.doubled


def reach(overrides: Iterable[SettingOverride], facts: Facts, asked: Asked) -> Reach:
    """Say which of these overrides hold for each server."""
    left = [(override, left_out(override, facts, asked)) for override in overrides]
    return Reach(
        by_server={
            server: tuple(override for override, away in left if server not in away)
            for server in fleet(facts, asked)
        }
    )


def superfluous(found: Reach) -> tuple[SettingOverride, ...]:
    """Name the overrides without which every server still has one, and no server two.

    Empty when taking some away cannot bring that about.
    """
    every = list(dict.fromkeys(each for held in found.by_server.values() for each in held))
    widest = sorted(every, key=lambda each: -sum(each in held for held in found.by_server.values()))
    kept: list[SettingOverride] = []
    for override in widest:
        holds = [held for held in found.by_server.values() if override in held]
        if not any(each in held for each in kept for held in holds):
            kept.append(override)
    covered = all(any(each in held for each in kept) for held in found.by_server.values())
    return tuple(each for each in every if each not in kept) if covered else ()


def left_out(override: SettingOverride, facts: Facts, asked: Asked) -> tuple[str, ...]:
    """Name the servers that are known to be outside an override's limits."""
    limits = [limit.partition(" ") for limit in override.limits]
    named = [value for kind, _, value in limits if kind == _SERVER]
    bounds = [(kind, value) for kind, _, value in limits if kind in ("MinVersion", "MaxVersion")]
    return tuple(
        server
        for server in fleet(facts, asked)
        if not _named(server, named) or _out_of_bounds(server, bounds, facts, asked)
    )


def by_version(override: SettingOverride) -> bool:
    """Say whether it is limited to versions: then an update can take a server out of its reach."""
    return any(not limit.startswith(f"{_SERVER} ") for limit in override.limits)


def _named(server: str, names: Sequence[str]) -> bool:
    """Compare the first label: a server may be named with its domain, or its Active Directory."""
    own = server.partition(".")[0].casefold()
    return not names or any(
        name.rpartition("/")[2].partition(".")[0].casefold() == own for name in names
    )


def _out_of_bounds(
    server: str, bounds: Sequence[tuple[str, str]], facts: Facts, asked: Asked
) -> bool:
    reading = running(facts, asked, server)
    if not isinstance(reading, Known) or not reading.value.exact:
        return False
    build = reading.value.build
    for kind, value in bounds:
        try:
            bound = Build.parse(value)
        except ValueError:
            continue
        if build < bound if kind == "MinVersion" else build > bound:
            return True
    return False
