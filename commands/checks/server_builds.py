"""Which build does each server run, is it supported, and what do coming days ask of it?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from commands.check import Asked, Check, unknown
from commands.checks import upgrades
from commands.checks.fleet import clients, running
from commands.checks.one_server import OneServer, mail_flow, mail_in_doubt, paid
from commands.checks.product_table import TABLE_ENDS
from commands.checks.products import (
    EXCHANGE_SE,
    MAY26,
    OVERTAKEN,
    Update,
    line_of,
    newest_product,
    product,
)
from commands.checks.timeline import EWS_ENDS, day
from commands.checks.weigh import Fault, again, weigh
from commands.facts.organisation import SERVERS
from commands.facts.servers import SETUP_BUILDS
from commands.findings import Finding, Verdict
from commands.look import Facts, Unread
from commands.phrases import Phrase, say

TITLE = say("Builds of the servers")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    for server in clients(facts, asked):
        row = (f"{CHECK.id}.{server}", say("Build of {server}", server=server))
        reading = running(facts, asked, server)
        if isinstance(reading, Unread):
            yield unknown(*row, reading)
        else:
            found = reading.value
            of = OneServer(
                name=server,
                found=found,
                line=line_of(found.build),
                known=product(found.build),
                asked=asked,
                hindering=upgrades.hindering(facts),
            )
            yield _finding(row, of)


def _finding(row: tuple[str, Phrase], at: OneServer) -> Finding:
    faults = [*_support(at), *_left_behind(at), *mail_flow(at)]
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


def _seen(at: OneServer) -> Iterator[Phrase]:
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
        yield from paid(at.known, at)
        yield from mail_in_doubt(at)


def _of_today(at: OneServer) -> Iterator[Phrase]:
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


def _support(at: OneServer) -> Iterator[Fault]:
    if at.is_served or at.line is None or at.line.support_ends is None:
        return
    yield upgrades.fault(
        at.name,
        at.found.build,
        at.asked,
        hindering=at.hindering,
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


def _left_behind(at: OneServer) -> Iterator[Fault]:
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


def _updates(at: OneServer) -> Iterator[Fault]:
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


def _install(newest: Update, at: OneServer) -> Phrase:
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
