"""The lab knows no cmdlet and no parameter that Microsoft does not document for that side."""

from collections.abc import Mapping

import pytest

from adapters.documented import COMMON, NEWEST_SERVER, ONLINE, table
from lab.exchange.cmdlet import Cmdlet
from lab.exchange.tables import CLOUD, PREMISES

SIDES = [
    pytest.param(PREMISES, NEWEST_SERVER, id="on premises"),
    pytest.param(CLOUD, ONLINE, id="in the cloud"),
]
TABLE = {name.lower(): page for name, page in table().items()}


@pytest.mark.parametrize(("cmdlets", "version"), SIDES)
def test_the_lab_takes_only_what_is_documented(cmdlets: Mapping[str, Cmdlet], version: str) -> None:
    problems = []
    for name, cmdlet in cmdlets.items():
        documented = {each.lower() for each in TABLE[name].in_version(version) | COMMON}
        problems += [f"{cmdlet.name} -{each}" for each in sorted(cmdlet.parameters - documented)]

    assert problems == []


@pytest.mark.parametrize(("cmdlets", "version"), SIDES)
def test_parameters_that_exclude_each_other_do_so_in_the_lab(
    cmdlets: Mapping[str, Cmdlet], version: str
) -> None:
    apart = []
    for name, cmdlet in cmdlets.items():
        known = [
            each for each in TABLE[name].in_version(version) if each.lower() in cmdlet.parameters
        ]
        for one in known:
            for other in known:
                together = TABLE[name].together([one, other])
                in_lab = not cmdlet.sets or any(
                    {one.lower(), other.lower()} & {p for s in cmdlet.sets for p in s} <= each
                    for each in cmdlet.sets
                )
                if in_lab and not together:
                    apart.append(f"{cmdlet.name} -{one} -{other}")

    assert apart == []


def test_what_older_servers_lack_the_lab_refuses_there() -> None:
    kinder = []
    for name, cmdlet in PREMISES.items():
        for each, versions in TABLE[name].only.items():
            lacking = {"2013", "2016", "2019"} - versions
            if each.lower() in cmdlet.parameters and lacking and each.lower() not in cmdlet.since:
                kinder.append(f"{cmdlet.name} -{each}: {' '.join(sorted(lacking))}")

    assert kinder == []
