"""Which servers does a setting override leave out?

Without a server, a least or a greatest version it holds on all of them.  ``FixVersion`` is not
weighed here: which builds it leaves out depends on more than the build.
https://learn.microsoft.com/powershell/module/exchangepowershell/new-settingoverride
"""

from collections.abc import Sequence

from commands.check import Asked
from commands.checks.fleet import fleet, running
from commands.look import Facts, Known
from commands.outside.build import Build
from commands.outside.exchange import SettingOverride


def left_out(override: SettingOverride, facts: Facts, asked: Asked) -> tuple[str, ...]:
    """Name the servers that are known to be outside an override's limits."""
    limits = [limit.partition(" ") for limit in override.limits]
    named = [value for kind, _, value in limits if kind == "Server"]
    bounds = [(kind, value) for kind, _, value in limits if kind in ("MinVersion", "MaxVersion")]
    return tuple(
        server
        for server in fleet(facts, asked)
        if not _named(server, named) or _out_of_bounds(server, bounds, facts, asked)
    )


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
