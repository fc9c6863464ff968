"""One server with what its build means, and what comes with the build besides support.

Updates that are paid for, and mail that Exchange Online holds back; ``products`` has the sources.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from commands.check import Asked
from commands.checks import upgrades
from commands.checks.fleet import Running
from commands.checks.products import OCT25, Line, Product, Update, newest_product
from commands.checks.timeline import PAID_UPDATES_END
from commands.checks.weigh import Fault
from commands.phrases import Phrase, say


@dataclass(frozen=True, kw_only=True)
class OneServer:
    """One server with what its build means; ``line`` is ``None`` after the table."""

    name: str
    found: Running
    line: Line | None
    known: Product | None
    asked: Asked
    hindering: tuple[str, ...]
    """Servers that setup of Exchange Server SE stops at."""

    @property
    def is_served(self) -> bool:
        """Whether its product still gets updates for everybody."""
        ends = self.line.support_ends if self.line else None
        return ends is None or self.asked.now < ends

    @property
    def left_behind(self) -> datetime | None:
        """Since when its cumulative update gets no updates, while its product goes on."""
        return self.known.left_behind(self.asked.now) if self.known else None

    @property
    def newest(self) -> Update | None:
        return self.known.newest(self.asked.now) if self.known else None


def paid(known: Product, at: OneServer) -> Iterator[Phrase]:
    if newest := known.newest_paid(at.asked.now):
        yield say(
            "Updates after {update} are for customers of the Extended Security Update program; the "
            "newest of them known here is {newest} ({build}).",
            update=OCT25,
            newest=newest.name,
            build=str(newest.build),
        )
        if at.asked.now >= PAID_UPDATES_END:
            yield say("The Extended Security Update program ended in October 2026.")


def mail_in_doubt(at: OneServer) -> Iterator[Phrase]:
    """Say of CU14 what is open: the announcement of September 2026 names the update of CU15."""
    since = at.line.held_back_since if at.line else None
    if since is None or at.asked.now < since or not at.found.has(OCT25) or at.line is None:
        return
    newest = newest_product(at.line, at.asked.now)
    if newest is not None and newest is not at.known:
        yield say(
            "For mail flow Microsoft asks for {update} on {product}. Whether it takes this "
            "cumulative update with {update} for enough is not known.",
            update=OCT25,
            product=newest.name,
        )


def mail_flow(at: OneServer) -> Iterator[Fault]:
    """Judge what Exchange Online asks of servers that send mail to it; SE is never held back."""
    since = at.line.held_back_since if at.line else None
    if since is None or at.asked.now < since or at.found.has(OCT25) is not False:
        return
    yield upgrades.fault(
        at.name,
        at.found.build,
        at.asked,
        hindering=at.hindering,
        seen=say(
            "It is older than {update}. In Exchange Online, Get-OnPremServerReportInfo lists the "
            "servers whose mail is held back, and New-TenantExemptionInfo -BlockingScenario "
            "UnpatchedOnPremServer pauses that, 90 days a year at most.",
            update=OCT25,
        ),
        consequence=say(
            "Since {date} Exchange Online slows down, then blocks mail from this server, if it "
            "goes through a connector of type OnPremises.",
            date=since.strftime("%Y-%m"),
        ),
    )
