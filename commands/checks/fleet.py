"""The servers that a check is about: those configured, and those Active Directory adds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from commands.check import Asked
from commands.checks.products import at_least, product
from commands.facts.organisation import SERVERS
from commands.facts.servers import SETUP_BUILDS
from commands.findings import Finding, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.outside.build import Build
from commands.outside.departed import is_gone
from commands.outside.exchange import ExchangeServer
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

T = TypeVar("T")


def fleet(facts: Facts, asked: Asked) -> tuple[str, ...]:
    """Name the servers that need the auth certificate.

    A configured server that Active Directory does not know, or whose Active Directory could not be
    read, stays in: it was meant to be asked.
    """
    return _servers(facts, asked, lambda server: server.signs)


def clients(facts: Facts, asked: Asked) -> tuple[str, ...]:
    """Name the servers that people's mail rests on, those too old for OAuth among them."""
    return _servers(facts, asked, lambda server: server.serves_clients)


def _servers(
    facts: Facts, asked: Asked, counts: Callable[[ExchangeServer], bool]
) -> tuple[str, ...]:
    names = [server.name for server in asked.organisation.servers]
    reading = facts.of(SERVERS)
    described = reading.value if isinstance(reading, Known) else ()
    bystanders = [server.name for server in described if not counts(server)]
    names += [
        server.name for server in described if not any(same(server.name, name) for name in names)
    ]
    return tuple(name for name in names if not any(same(name, other) for other in bystanders))


def departed(facts: Facts, asked: Asked, readings: Mapping[str, Reading[T]]) -> tuple[str, ...]:
    """Name the configured servers that did not answer and that Active Directory lists no more."""
    described = facts.of(SERVERS)
    if not isinstance(described, Known):
        return ()
    names = [server.name for server in asked.organisation.servers]
    return tuple(
        name
        for name in names
        if isinstance(readings.get(name), Unread) and is_gone(name, described.value, names)
    )


def left_out(row: tuple[str, Phrase], server: str) -> Finding:
    """Say of a server that is gone that nothing of it is looked at; ``row`` is id and title."""
    return Finding(
        id=row[0],
        title=row[1],
        verdict=Verdict.SKIPPED,
        evidence=(away(server),),
    )


def away(server: str) -> Phrase:
    """Say of a server that is gone what is to be done about it."""
    return say(
        "{server} does not answer, and Active Directory does not list it any more. Take it "
        "out of hybridge.toml.",
        server=server,
    )


def of_server(readings: Mapping[str, Reading[T]], server: str, asked: Asked) -> Reading[T]:
    """Give a server's reading; one that is not configured was not asked, and that is the reason."""
    if server in readings:
        return readings[server]
    return Unread(
        reason=say(
            "{server} is in Active Directory but not in hybridge.toml, so it was not asked.",
            server=server,
        ),
        source=server,
        at=asked.now,
        remedy=say(
            "Add {server} to the servers of {name} in hybridge.toml; then check again.",
            server=server,
            name=asked.organisation.name,
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Running:
    """The build of a server; ``exact`` is false when only Active Directory told it."""

    build: Build
    exact: bool
    why: Unread | None = None
    """Why the maintenance endpoint did not tell it; ``None`` also where there is none."""

    def has(self, update: str) -> bool | None:
        """Say whether an update is in it; ``None`` when the cumulative update does not decide."""
        enough = at_least(self.build, update)
        if self.exact or enough:
            return enough
        known = product(self.build)
        possible = known is not None and known.gets(update)
        return None if possible else False


def running(facts: Facts, asked: Asked, server: str) -> Reading[Running]:
    """Give a server's build: what its setup program says, otherwise what Active Directory says."""
    setup = facts.value(SETUP_BUILDS).get(server)
    if isinstance(setup, Known):
        value = Running(build=setup.value, exact=True)
        return Known(value=value, source=setup.source, at=setup.at)
    described = facts.of(SERVERS)
    if isinstance(described, Unread):
        return setup or described
    known = _described(described.value, server)
    if known is None:
        return Unread(
            reason=say("{server} is configured but not in Active Directory.", server=server),
            source=server,
            at=asked.now,
            remedy=say(
                "Correct the name of {server} in hybridge.toml, or take it out when it is gone; "
                "then check again.",
                server=server,
            ),
        )
    value = Running(build=known.build, exact=False, why=setup)
    return Known(value=value, source=described.source, at=described.at)


def _described(servers: tuple[ExchangeServer, ...], name: str) -> ExchangeServer | None:
    return next((server for server in servers if same(server.name, name)), None)
