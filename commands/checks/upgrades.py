"""How a server comes to Exchange Server SE: each product has a way of its own.

In place from Exchange 2019 CU14 and CU15 only; from Exchange 2016 by a new server; setup of SE
stops while Exchange 2013 or older is in the organisation.
https://learn.microsoft.com/exchange/plan-and-deploy/upgrade-to-exchange-server-se
"""

from collections.abc import Sequence
from typing import Final

from commands.check import Asked
from commands.checks.powershell import typed
from commands.checks.products import Way, line_of, way_of
from commands.checks.weigh import Fault, again, listed
from commands.facts.organisation import SERVERS
from commands.findings import Console
from commands.look import Facts, Known
from commands.outside.build import Build
from commands.outside.identifiers import same
from commands.phrases import Phrase, joined, say

UPGRADE: Final = typed(
    "Setup.exe /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF /Mode:Upgrade"
)


def hindering(facts: Facts) -> tuple[str, ...]:
    """Name the servers that setup of Exchange Server SE stops at: 2013 and older."""
    described = facts.of(SERVERS)
    servers = described.value if isinstance(described, Known) else ()
    return tuple(each.name for each in servers if way_of(each.build) is Way.LEAVE_FIRST)


def fault(  # noqa: PLR0913  (what a fault is made of)
    server: str,
    build: Build,
    asked: Asked,
    *,
    seen: Phrase,
    consequence: Phrase,
    cause: Phrase | None = None,
    hindering: Sequence[str] = (),
) -> Fault:
    """Make a fault that only Exchange Server SE mends, with the way that this build has to it.

    While ``hindering`` servers are in the organisation, setup would stop, and is not offered.
    """
    way = way_of(build)
    told = remedy(server, build)
    others = [each for each in hindering if not same(each, server)]
    if others and way is not Way.LEAVE_FIRST:
        told = joined((_first(others), told))
    setup = way in (Way.IN_PLACE, Way.UPDATE_FIRST) and not others
    return Fault(
        seen=seen,
        cause=cause,
        consequence=consequence,
        remedy=told,
        command=UPGRADE if setup else again(asked),
        console=Console.OTHER if setup else Console.CHAT,
        where=_where(server, way) if setup else None,
    )


def _first(others: Sequence[str]) -> Phrase:
    return say(
        "First remove {hindering} from the organization: setup of Exchange Server SE stops while "
        "Exchange 2013 or older is there.",
        hindering=listed(others),
    )


def remedy(server: str, build: Build) -> Phrase:
    """Say what brings a server to Exchange Server SE."""
    line = line_of(build)
    product = line.name if line else "Exchange Server"
    match way_of(build):
        case Way.THERE:
            return say(
                "Install the newest update of Exchange Server SE on {server}.", server=server
            )
        case Way.IN_PLACE:
            return say(
                "Upgrade {server} in place with the setup program of Exchange Server SE. Then "
                "install the newest update.",
                server=server,
            )
        case Way.UPDATE_FIRST:
            return say(
                "Install Exchange Server 2019 CU15 on {server} first: only CU14 and CU15 can be "
                "upgraded to Exchange Server SE in place. Then upgrade it.",
                server=server,
            )
        case Way.NEW_SERVER:
            return say(
                "{product} can't be upgraded in place. Install Exchange Server SE on a new server, "
                "move everything there, then uninstall Exchange from {server}.",
                product=product,
                server=server,
            )
        case Way.LEAVE_FIRST:
            return say(
                "Move everything from {server} to Exchange Online or to a newer server, then "
                "uninstall Exchange from it. Exchange Server SE can't be installed while {product} "
                "is in the organization.",
                product=product,
                server=server,
            )


def _where(server: str, way: Way) -> Phrase:
    if way is Way.UPDATE_FIRST:
        return say(
            "On {server}, as administrator, in the setup files of Exchange Server 2019 CU15",
            server=server,
        )
    return say(
        "On {server}, as administrator, in the setup files of Exchange Server SE", server=server
    )
