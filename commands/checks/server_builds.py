"""Which build does each server run, is it supported, and what do coming days ask of it?"""

from collections.abc import Iterable, Iterator

from commands.check import Asked, Check, unknown
from commands.checks.fleet import Running, clients, running
from commands.checks.powershell import typed
from commands.checks.products import (
    MAY26,
    OCT25,
    TABLE_ENDS,
    Product,
    Update,
    outdated,
    product,
)
from commands.checks.timeline import EWS_ENDS, MAIL_FLOW_NEEDS_OCT25, OLD_PRODUCTS_END, day
from commands.checks.weigh import Fault, again, weigh
from commands.facts.organisation import SERVERS
from commands.facts.servers import SETUP_BUILDS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Unread
from commands.phrases import Phrase, say

TITLE = say("Builds of the servers")

UPGRADE = typed("Setup.exe /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF /Mode:Upgrade")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    for server in clients(facts, asked):
        row = (f"{CHECK.id}.{server}", say("Build of {server}", server=server))
        reading = running(facts, asked, server)
        if isinstance(reading, Unread):
            yield unknown(*row, reading)
        else:
            yield _finding(row, server, reading.value, asked)


def _finding(row: tuple[str, Phrase], server: str, found: Running, asked: Asked) -> Finding:
    known = product(found.build)
    faults = [*_support(server, found, known, asked), *_mail_flow(server, found, known, asked)]
    seen = _seen(server, found, known, asked)
    if known is not None and found.exact:
        faults += _updates(found, known, asked)
    elif known is not None and known.newest(asked.now) is not None:
        if found.why is not None:
            return weigh(*row, seen=seen, faults=faults, unread=[found.why])
        if not faults:
            return _cumulative_only(row, server, seen)
    return weigh(*row, seen=seen, faults=faults)


def _seen(server: str, found: Running, known: Product | None, asked: Asked) -> Iterator[Phrase]:
    name = known.name if known else "Exchange Server"
    if found.exact:
        yield say(
            "ExSetup.exe of {server}: {build}, {product}.",
            server=server,
            build=str(found.build),
            product=name,
        )
    else:
        yield say(
            "Get-ExchangeServer {server}: {build}, {product}; updates do not show there.",
            server=server,
            build=str(found.build),
            product=name,
        )
    if known is None and not outdated(found.build):
        yield say(
            "That is newer than every product known here, whose table ends on {date}.",
            date=day(TABLE_ENDS),
        )
    if asked.now < EWS_ENDS and (known is None or known.support_ends is None):
        if found.has(MAY26):
            yield say(
                "It can use Microsoft Graph in place of EWS, which ends on {date}.",
                date=day(EWS_ENDS),
            )
        elif found.has(MAY26) is False:
            yield say(
                "By {date}, when EWS in Exchange Online ends, it needs {update}.",
                date=day(EWS_ENDS),
                update=MAY26,
            )


def _support(server: str, found: Running, known: Product | None, asked: Asked) -> Iterator[Fault]:
    ends = known.support_ends if known else OLD_PRODUCTS_END if outdated(found.build) else None
    if ends is None or asked.now < ends:
        return
    yield Fault(
        seen=say("Support of this product ended on {date}.", date=day(ends)),
        cause=say(
            "Exchange Server 2016 and 2019 get no public updates any more, and they never learn "
            "to use Microsoft Graph in place of EWS, which ends on {date}.",
            date=day(EWS_ENDS),
        ),
        consequence=say(
            "Security holes stay open, and free/busy between on premises and the cloud ends for "
            "good with EWS."
        ),
        remedy=say(
            "Upgrade {server} to Exchange Server SE and install its newest update, "
            "then check oauth {domain} again.",
            server=server,
            domain=asked.organisation.domain,
        ),
        command=UPGRADE,
        console=Console.OTHER,
        where=say("On {server}, in an elevated prompt", server=server),
    )


def _mail_flow(server: str, found: Running, known: Product | None, asked: Asked) -> Iterator[Fault]:
    """Judge what Exchange Online asks of servers that send mail to it; SE is never held back."""
    spared = known.support_ends is None if known else not outdated(found.build)
    if asked.now < MAIL_FLOW_NEEDS_OCT25 or spared or found.has(OCT25) is not False:
        return
    yield Fault(
        seen=say("It is older than {update}.", update=OCT25),
        consequence=say(
            "Since September 2026 Exchange Online slows down and then blocks mail that this server "
            "sends to the cloud."
        ),
        remedy=say(
            "Upgrade {server} to Exchange Server SE and install its newest update, "
            "then check oauth {domain} again.",
            server=server,
            domain=asked.organisation.domain,
        ),
        command=UPGRADE,
        console=Console.OTHER,
        where=say("On {server}, in an elevated prompt", server=server),
    )


def _updates(found: Running, known: Product, asked: Asked) -> Iterator[Fault]:
    newest = known.newest(asked.now)
    if newest is None or found.build >= newest.build:
        return
    yield Fault(
        seen=say(
            "The newest update of it is {update} ({build}), published on {date}.",
            update=newest.name,
            build=str(newest.build),
            date=day(newest.published),
        ),
        consequence=say("Security holes that are closed elsewhere are open on this server."),
        remedy=_install(newest, known, asked),
        verdict=Verdict.WARN,
        command=again(asked),
    )


def _install(newest: Update, known: Product, asked: Asked) -> Phrase:
    domain = asked.organisation.domain
    if known.support_ends is None and newest.name.startswith("Sep26SU"):
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


def _cumulative_only(row: tuple[str, Phrase], server: str, seen: Iterable[Phrase]) -> Finding:
    """Leave the updates out where nothing is set up that could tell them: that is a choice."""
    return Finding(
        id=row[0],
        title=row[1],
        verdict=Verdict.SKIPPED,
        evidence=(
            *seen,
            say(
                "Which updates {server} has is not looked at: Active Directory tells the "
                "cumulative update only, and no maintenance endpoint is configured. "
                "docs/start/maintenance-endpoint.md says how to make one.",
                server=server,
            ),
        ),
    )


CHECK = Check(
    id="server",
    title=TITLE,
    asks="Does each server run a supported build with the newest update of its day?",
    needs=(SERVERS, SETUP_BUILDS),
    judge=judge,
)
