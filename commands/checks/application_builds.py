"""Is each server new enough to sign in as the dedicated hybrid application?

Over EWS it needs the April 2025 hotfix update; over Microsoft Graph, which a setting override turns
on server by server, the May 2026 one, that only Exchange Server SE gets.
"""

from collections.abc import Iterator, Sequence

from commands.check import Asked
from commands.checks.fleet import fleet, running
from commands.checks.hybrid_application_faults import by_the_day
from commands.checks.identity import GRAPH
from commands.checks.override_reach import reach
from commands.checks.products import APR25, MAY26, bringing, outdated
from commands.checks.weigh import Fault, again, listed
from commands.facts.organisation import OVERRIDES
from commands.findings import Console
from commands.look import Facts, Known, Unread
from commands.outside.identifiers import same
from commands.phrases import Phrase, say


def judge(facts: Facts, asked: Asked, seen: list[Phrase], unread: list[Unread]) -> Iterator[Fault]:
    """Judge each server by the update that it needs; adds to ``seen`` and ``unread``."""
    over_graph = _over_graph(facts, asked)
    low: dict[str, list[str]] = {}
    never: list[str] = []
    recent = False
    for server in fleet(facts, asked):
        reading = running(facts, asked, server)
        if isinstance(reading, Unread):
            unread.append(reading)
            continue
        build = reading.value.build
        # What is older than Exchange SE never goes over Graph, whatever its override says.
        update = MAY26 if server in over_graph and not outdated(build) else APR25
        has = reading.value.has(update)
        if has is None:
            open_part = reading.value.why or _only_cumulative(server, update, asked)
            _note(open_part, seen, unread, seldom=update == MAY26 and reading.value.why is None)
        elif has:
            recent = True
        else:
            gets = not outdated(build) or bringing(build, update) is not None
            (low.setdefault(update, []) if gets else never).append(f"{server} ({build})")
    yield from (_too_old(names, update, asked) for update, names in low.items())
    if never:
        yield _never(never, asked)
    if recent and not low and not never:
        needed = MAY26 if over_graph else APR25
        seen.append(say("No server is known to be older than {update}.", update=needed))


def _note(part: Unread, seen: list[Phrase], unread: list[Unread], *, seldom: bool) -> None:
    """Keep what is open; Microsoft's script looked at every build before it went over to Graph."""
    if seldom:
        seen.append(part.reason)
    else:
        unread.append(part)


def _over_graph(facts: Facts, asked: Asked) -> tuple[str, ...]:
    """Name the servers whose free/busy goes over Microsoft Graph."""
    overrides = facts.of(OVERRIDES)
    if not isinstance(overrides, Known):
        return ()
    routes = [item for item in overrides.value if same(item.section, GRAPH) and item.enabled]
    held = reach(routes, facts, asked).by_server
    return tuple(server for server, found in held.items() if found)


def _only_cumulative(server: str, update: str, asked: Asked) -> Unread:
    return Unread(
        reason=say(
            "Active Directory tells the cumulative update of {server} only, not whether it has "
            "{update}; a maintenance endpoint for the server would.",
            server=server,
            update=update,
        ),
        source=server,
        at=asked.now,
        remedy=say(
            "Make the maintenance endpoint on {server} that docs/start/maintenance-endpoint.md "
            "describes; then check again.",
            server=server,
        ),
    )


def _too_old(servers: Sequence[str], update: str, asked: Asked) -> Fault:
    return by_the_day(
        asked,
        say(
            "Older than {update}, which it needs: {servers}.",
            update=update,
            servers=listed(servers),
        ),
        say(
            "Install {update} or a later update on {servers} first: before that, the server can't "
            "sign in as the application. Each server's own row names its update.",
            update=update,
            servers=listed(servers),
        ),
        again(asked),
        Console.CHAT,
    )


def _never(servers: Sequence[str], asked: Asked) -> Fault:
    """Say which servers have no update that would do: only Exchange Server SE has it."""
    return by_the_day(
        asked,
        say(
            "{servers}: no update of this product brings {update}; it needs Exchange Server SE.",
            servers=listed(servers),
            update=APR25,
        ),
        say(
            "Bring {servers} to Exchange Server SE first; each server's own row names the way.",
            servers=listed(servers),
        ),
        again(asked),
        Console.CHAT,
    )
