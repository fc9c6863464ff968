"""Which build does each server run, is it supported, and what do coming days ask of it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from commands.check import Asked, Check, unknown
from commands.checks import upgrades
from commands.checks.fleet import Running, clients, running
from commands.checks.product_table import TABLE_ENDS
from commands.checks.products import (
    EXCHANGE_SE,
    MAY26,
    OCT25,
    OVERTAKEN,
    Line,
    Product,
    Update,
    line_of,
    newest_product,
    product,
)
from commands.checks.timeline import EWS_ENDS, PAID_UPDATES_END, day
from commands.checks.weigh import Fault, again, weigh
from commands.facts.organisation import SERVERS
from commands.facts.servers import SETUP_BUILDS
from commands.findings import Finding, Verdict
from commands.look import Facts, Unread
from commands.phrases import Phrase, say

TITLE = say("Builds of the servers")


@dataclass(frozen=True, kw_only=True)
class _Server:
    """One server with what its build means; ``line`` is ``None`` after the table."""

    name: str
    found: Running
    line: Line | None
    known: Product | None
    asked: Asked

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


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    for server in clients(facts, asked):
        row = (f"{CHECK.id}.{server}", say("Build of {server}", server=server))
        reading = running(facts, asked, server)
        if isinstance(reading, Unread):
            yield unknown(*row, reading)
        else:
            found = reading.value
            of = _Server(
                name=server,
                found=found,
                line=line_of(found.build),
                known=product(found.build),
                asked=asked,
            )
            yield _finding(row, of)


def _finding(row: tuple[str, Phrase], at: _Server) -> Finding:
    faults = [*_support(at), *_left_behind(at), *_mail_flow(at)]
    seen = [*_seen(at)]
    if at.found.exact:
        faults += _updates(at)
        if not faults and at.asked.now >= OVERTAKEN:
            return _skipped(row, (*seen, *_overtaken()))
        return weigh(*row, seen=seen, faults=faults)
    if at.known is not None and at.newest is not None:
        if at.found.why is not None:
            return weigh(*row, seen=seen, faults=faults, unread=[at.found.why])
        if not faults:
            return _skipped(row, (*seen, _cumulative_only(at.name)))
    return weigh(*row, seen=seen, faults=faults)


def _seen(at: _Server) -> Iterator[Phrase]:
    name = at.known.name if at.known else at.line.name if at.line else "Exchange Server"
    values = {"server": at.name, "build": str(at.found.build), "product": name}
    if at.found.exact:
        yield say("ExSetup.exe of {server}: {build}, {product}.", **values)
    else:
        yield say(
            "Get-ExchangeServer {server}: {build}, {product}; updates do not show there.", **values
        )
    if at.line in (None, EXCHANGE_SE):
        yield from _of_today(at)
    elif at.known is None:
        yield say("This build is not in the table of updates, so only its product is judged.")
    if at.known is not None:
        if at.left_behind is not None and not at.is_served:
            yield _no_updates(at.left_behind)
        yield from _paid(at.known, at)
        yield from _mail_in_doubt(at)


def _of_today(at: _Server) -> Iterator[Phrase]:
    """Say of Exchange SE, and of what comes after it, how it stands to the end of EWS."""
    if at.known is None:
        yield say(
            "That is newer than every product known here, whose table ends on {date}.",
            date=day(TABLE_ENDS),
        )
    if at.asked.now < EWS_ENDS:
        if at.found.has(MAY26):
            yield say(
                "It can use Microsoft Graph in place of EWS, which ends on {date}.",
                date=day(EWS_ENDS),
            )
        elif at.found.has(MAY26) is False:
            yield say(
                "By {date}, when EWS in Exchange Online ends, it needs {update}.",
                date=day(EWS_ENDS),
                update=MAY26,
            )


def _paid(known: Product, at: _Server) -> Iterator[Phrase]:
    if paid := known.newest_paid(at.asked.now):
        yield say(
            "Updates after {update} are for customers of the Extended Security Update program; the "
            "newest of them known here is {newest} ({build}).",
            update=OCT25,
            newest=paid.name,
            build=str(paid.build),
        )
        if at.asked.now >= PAID_UPDATES_END:
            yield say("The Extended Security Update program ended in October 2026.")


def _mail_in_doubt(at: _Server) -> Iterator[Phrase]:
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


def _support(at: _Server) -> Iterator[Fault]:
    if at.is_served or at.line is None or at.line.support_ends is None:
        return
    yield upgrades.fault(
        at.name,
        at.found.build,
        at.asked,
        seen=say("Support of this product ended on {date}.", date=day(at.line.support_ends)),
        cause=say(
            "{product} gets no public updates anymore. Only Exchange Server SE can use Microsoft "
            "Graph in place of EWS, which ends on {date}.",
            product=at.line.name,
            date=day(EWS_ENDS),
        ),
        consequence=say(
            "Security holes stay open, and free/busy between on premises and the cloud ends for "
            "good with EWS."
        ),
    )


def _left_behind(at: _Server) -> Iterator[Fault]:
    """Judge a cumulative update that a newer one has taken the place of."""
    newer = newest_product(at.line, at.asked.now) if at.line else None
    if at.left_behind is None or newer is None or not at.is_served:
        return
    yield Fault(
        seen=_no_updates(at.left_behind),
        consequence=say("Security holes that are closed elsewhere are open on this server."),
        remedy=say("Install {product} on {server}.", product=newer.name, server=at.name),
        command=again(at.asked),
    )


def _no_updates(since: datetime) -> Phrase:
    return say("From {date} on this cumulative update gets no updates.", date=day(since))


def _mail_flow(at: _Server) -> Iterator[Fault]:
    """Judge what Exchange Online asks of servers that send mail to it; SE is never held back."""
    since = at.line.held_back_since if at.line else None
    if since is None or at.asked.now < since or at.found.has(OCT25) is not False:
        return
    yield upgrades.fault(
        at.name,
        at.found.build,
        at.asked,
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


def _updates(at: _Server) -> Iterator[Fault]:
    newest = at.newest
    if newest is None or at.found.build >= newest.build:
        return
    yield Fault(
        seen=say(
            "The newest update known here is {update} ({build}), published on {date}.",
            update=newest.name,
            build=str(newest.build),
            date=day(newest.published),
        ),
        consequence=say("Security holes that are closed elsewhere are open on this server."),
        remedy=_install(newest, at),
        verdict=Verdict.WARN,
        command=again(at.asked),
    )


def _install(newest: Update, at: _Server) -> Phrase:
    domain = at.asked.organisation.domain
    if at.line is EXCHANGE_SE and newest.name.startswith("Sep26SU"):
        # https://support.microsoft.com/kb/5130098
        return say(
            "Install {update}; with Korean content read KB5130098 first, its word breaker can "
            "hang. Then check oauth {domain} again.",
            update=newest.name,
            domain=domain,
        )
    return say(
        "Install {update}, then check oauth {domain} again.", update=newest.name, domain=domain
    )


def _overtaken() -> Iterator[Phrase]:
    """Call nothing newest after the first day on which there may be an update unknown here."""
    yield say(
        "Whether this is the newest update is not judged: the table of updates ends on {date}, and "
        "Microsoft's next day for updates was {next}.",
        date=day(TABLE_ENDS),
        next=day(OVERTAKEN),
    )
    yield say(
        "Compare the build with {url}. A newer version of Hybridge has a newer table.", url=_BUILDS
    )


_BUILDS: Final = "https://learn.microsoft.com/exchange/new-features/build-numbers-and-release-dates"


def _cumulative_only(server: str) -> Phrase:
    """Leave the updates out where nothing is set up that could tell them: that is a choice."""
    return say(
        "Which updates {server} has is not looked at: Active Directory tells the cumulative update "
        "only, and no maintenance endpoint is configured. docs/start/maintenance-endpoint.md says "
        "how to make one.",
        server=server,
    )


def _skipped(row: tuple[str, Phrase], seen: tuple[Phrase, ...]) -> Finding:
    return Finding(id=row[0], title=row[1], verdict=Verdict.SKIPPED, evidence=seen)


CHECK = Check(
    id="server",
    title=TITLE,
    asks="Does each server run a supported build with the newest update known for it?",
    needs=(SERVERS, SETUP_BUILDS),
    judge=judge,
)
