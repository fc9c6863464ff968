"""Holds what the configuration names against what the systems know: domains, servers, mailboxes."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from bot.doctor.lines import Line, fail, ok, warn
from commands.facts.cmdlets import objects
from commands.identity import Identity, identify
from commands.look import Known, Reading, attempt
from commands.organisation import Organisation
from commands.outside.exchange import ExchangeServer
from commands.outside.fields import Fields
from commands.ports import ExchangePort, Kind, OutsideError, World

PATIENCE: Final = 20.0
"""Seconds for one question."""
_SHOWN: Final = 8

T = TypeVar("T")


async def look_at_names(world: World, known: dict[str, Identity]) -> list[Line]:
    """Look at one organisation; ``known`` gets what its systems say they are."""
    about = world.organisation.name
    here, there, servers, identity, *mailboxes = await asyncio.gather(
        _domains(world, world.on_premises.any(), "Exchange Server"),
        _domains(world, world.cloud, "Exchange Online"),
        _servers(world),
        identify(world),
        _mailbox(world, world.on_premises.any(), world.organisation.mailboxes.on_premises),
        _mailbox(world, world.cloud, world.organisation.mailboxes.cloud),
    )
    known[about] = identity
    return [
        *_judge_domains(world.organisation, here, there),
        *_judge_servers(world.organisation, servers),
        *(line for line in mailboxes if line is not None),
    ]


async def _domains(world: World, port: ExchangePort, source: str) -> Reading[frozenset[str]]:
    async def read() -> frozenset[str]:
        found = await objects(port, "Get-AcceptedDomain", _name_of, timeout=PATIENCE)
        return frozenset(each.lower().rstrip(".") for each in found)

    return await attempt(world, source, read())


def _name_of(at: Fields) -> str:
    return at.text("DomainName")


async def _servers(world: World) -> Reading[tuple[ExchangeServer, ...]]:
    port = world.on_premises.any()
    reading = objects(port, "Get-ExchangeServer", ExchangeServer.from_object, timeout=PATIENCE)
    return await attempt(world, "Exchange Server", reading)


async def _mailbox(world: World, port: ExchangePort, address: str) -> Line | None:
    """Look whether a test mailbox is there; ``None`` where that could not be asked."""
    about = f"{world.organisation.name}, test mailbox {address}"
    try:
        found = await port.run("Get-Mailbox", timeout=PATIENCE, parameters={"Identity": address})
    except OutsideError as error:
        if error.kind is not Kind.NOT_FOUND:
            return _unread(about, str(error.detail or error.kind.value))
        found = None
    if found is not None and found.objects:
        return ok(about, f"{port.name} has it")
    return fail(
        about,
        f"{port.name} has no such mailbox, so the two-way test cannot run",
        "correct it in [organisation.mailboxes]: a mailbox of that side, synchronised to the other",
    )


def _judge_domains(
    organisation: Organisation,
    here: Reading[frozenset[str]],
    there: Reading[frozenset[str]],
) -> Iterable[Line]:
    about = f"{organisation.name}, domains"
    unread = [each for each in (here, there) if not isinstance(each, Known)]
    for each in unread:
        yield _unread(about, str(each.reason))
    if not isinstance(here, Known) or not isinstance(there, Known):
        return
    wrong = list(_wrong_domains(organisation, here.value, there.value))
    yield from wrong
    if not wrong:
        listed = ", ".join(organisation.domains)
        yield ok(about, f"{listed}, the routing and the initial domain are known to both sides")


def _wrong_domains(
    organisation: Organisation, here: frozenset[str], there: frozenset[str]
) -> Iterable[Line]:
    for domain in organisation.domains:
        where = [
            side
            for side, known in (("Exchange Server", here), ("Exchange Online", there))
            if not _is_accepted(domain, known)
        ]
        if len(where) > 1:
            yield fail(
                f"{organisation.name}, domain {domain}",
                "neither Exchange Server nor Exchange Online knows it",
                f"correct [[organisation]] domains; accepted are {_some(here | there)}",
            )
        elif where:
            yield warn(
                f"{organisation.name}, domain {domain}",
                f"{where[0]} does not have it among its accepted domains",
                "add it there, or take it out of [[organisation]] domains",
            )
    for key, domain in (
        ("routing_domain", organisation.routing_domain),
        ("initial_domain", organisation.initial_domain),
    ):
        if not _is_accepted(domain, there):
            yield fail(
                f"{organisation.name}, {key}",
                f"Exchange Online does not know {domain}",
                f"correct it; accepted there are {_some(there)}",
            )


def _is_accepted(domain: str, known: frozenset[str]) -> bool:
    parents = domain.split(".")
    return domain in known or any(
        f"*.{'.'.join(parents[at:])}" in known for at in range(len(parents))
    )


def _judge_servers(
    organisation: Organisation, found: Reading[tuple[ExchangeServer, ...]]
) -> Iterable[Line]:
    about = f"{organisation.name}, servers"
    if not isinstance(found, Known):
        yield _unread(about, str(found.reason))
        return
    there: Mapping[str, ExchangeServer] = {each.name.lower(): each for each in found.value}
    ours = {each.name.lower(): each.name for each in organisation.servers}
    signing = {name: each.name for name, each in there.items() if each.signs}
    unknown = [name for key, name in ours.items() if key not in there]
    missing = [name for key, name in signing.items() if key not in ours]
    if unknown:
        yield fail(
            about,
            f"no Exchange server is called {', '.join(unknown)}",
            f"write the Windows name; there are {_some(each.name for each in found.value)}",
        )
    if missing:
        yield fail(
            about,
            f"{', '.join(sorted(missing))} signs in with the auth certificate and is not here: "
            "nothing is looked at there, and no certificate can be rotated",
            "add it as [[organisation.servers]]",
        )
    if not unknown and not missing:
        yield ok(
            about, f"all that sign in with the auth certificate are here: {_some(ours.values())}"
        )


def _unread(about: str, why: str) -> Line:
    return warn(
        about,
        f"it could not be asked: {why}",
        "see the lines above; the account needs View-Only Organization Management",
    )


def _some(names: Iterable[str]) -> str:
    every = sorted(names)
    return ", ".join(every[:_SHOWN]) + (", …" if len(every) > _SHOWN else "") or "none"


def compare(known: Mapping[str, Identity]) -> list[Line]:
    """Hold the organisations against each other: none may be another one under a second name."""
    lines: list[Line] = []
    lines += _twins(known, lambda each: each.exchange, fail, "are one Exchange organisation",
                    "name all of its servers in one [[organisation]]")  # fmt: skip
    lines += _twins(known, lambda each: each.tenant, warn, "are of one tenant: while one writes to "
                    "the cloud the other waits", "nothing, where that is meant: several forests of "
                    "one tenant")  # fmt: skip
    return lines


def _twins(
    known: Mapping[str, Identity],
    what: Callable[[Identity], str],
    told: Callable[[str, str, str], Line],
    found: str,
    cure: str,
) -> Iterable[Line]:
    by: dict[str, list[str]] = {}
    for name, identity in known.items():
        if what(identity):
            by.setdefault(what(identity), []).append(name)
    for value, names in by.items():
        if len(names) > 1:
            yield told("organisations", f"{', '.join(names)} {found} ({value})", cure)
