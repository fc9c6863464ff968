"""Asks each system outside for one thing that only reads: does the door open, and for us?"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

from bot.doctor.lines import Level, Line, fail, ok, warn
from bot.doctor.names import look_at_names
from commands.identity import Identity
from commands.organisation import Organisation
from commands.outside import sign_in
from commands.ports import ExchangePort, Kind, OutsideError, World

PATIENCE: Final = 20.0
"""Seconds for one question."""

_READS: Final = {
    "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30": "Application.Read.All",
    "98830695-27a2-44f7-8c18-0c3ebc9698f6": "GroupMember.Read.All",
    "7ab1d382-f21e-4acd-a863-ba3e13f7da61": "Directory.Read.All",
    "dc50a0fb-09a3-484d-be87-e023b12c6440": "Exchange.ManageAsApp",
}
_CHANGES: Final = {"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9": "Application.ReadWrite.All"}
"""What only changes need."""
_GROUPS: Final = frozenset(
    {"98830695-27a2-44f7-8c18-0c3ebc9698f6", "7ab1d382-f21e-4acd-a863-ba3e13f7da61"}
)
"""One of these is needed to read who is in a group."""
_WRITES: Final = {
    "18a4783c-866b-4cc7-a460-3d5e5662c884": "Application.ReadWrite.OwnedBy",
    "19dbc75e-c2e2-444c-a770-ec69d8559fc7": "Directory.ReadWrite.All",
    "06b708a9-e830-4db3-a914-8e69da51d44f": "AppRoleAssignment.ReadWrite.All",
    "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8": "RoleManagement.ReadWrite.Directory",
}
"""Ids of application permissions: learn.microsoft.com/en-us/graph/permissions-reference."""

_CURES: Final = {
    Kind.UNREACHABLE: "check address and port, name resolution and the firewall on the way",
    Kind.TIMEOUT: "check the way there; something takes the connection and does not answer",
    Kind.UNAUTHORISED: "check the account, its password or certificate, and the way of sign-in",
    Kind.FORBIDDEN: "give the account its rights, see docs/start/your-tenant.md",
    Kind.THROTTLED: "wait and try again; something else uses up the quota",
    Kind.BUSY: "wait and try again",
    Kind.BLOCKED: "allow the address in [organisation.probes] when it is meant",
    Kind.NOT_FOUND: "check the ids in the configuration",
}
_OTHERWISE: Final = "see the log, and what the other side logged"
_NOT_KERBEROS: Final = (
    "correct what is named, for NTLM is on its way out; or set auth of this server to what is meant"
)

Ask = Callable[[], Awaitable[str]]
Looking = Callable[[Organisation], AbstractAsyncContextManager[World]]


async def look_at_doors(
    organisation: Organisation,
    client_id: str,
    looking: Looking,
    *,
    groups: bool = False,
    known: dict[str, Identity] | None = None,
    kerberos: bool = True,
) -> AsyncGenerator[Line, None]:
    """Look at one organisation's systems, all at once, then at what is named there.

    ``client_id`` is the application we are; ``groups``: groups of the directory give roles;
    ``known`` gets what the systems say they are; without ``kerberos`` on this machine, the servers
    that want it are left out.
    """
    about = organisation.name
    try:
        async with looking(organisation) as world:
            asked = [
                *_servers(about, world, kerberos=kerberos),
                *(_asked(f"{about}, {what}", ask) for what, ask in _questions(world)),
            ]
            lines = await asyncio.gather(
                *asked, _graph(f"{about}, Microsoft Graph", client_id, world, groups=groups)
            )
            for line in (*lines, *await look_at_names(world, {} if known is None else known)):
                yield line
    except (OutsideError, ValueError, OSError) as error:
        yield fail(about, f"its doors cannot be opened: {error}", "correct it in the configuration")


def _servers(about: str, world: World, *, kerberos: bool) -> list[Awaitable[Line]]:
    lines: list[Awaitable[Line]] = []
    for server in world.organisation.servers:
        if server.auth == "kerberos" and not kerberos:
            continue
        what = f"{about}, Exchange server {server.name}"
        lines.append(_server(what, world, server.name))
        if (maintenance := world.on_premises.maintenance(server.name)) is not None:
            ask = _cmdlet(maintenance, "Get-HybridgeExSetup")
            lines.append(_asked(f"{what}, maintenance", ask))
    return lines


async def _server(about: str, world: World, server: str) -> Line:
    """Sign in to one server, and say by which way that was."""
    line = await _asked(about, _cmdlet(world.on_premises.on(server), "Get-AuthConfig"))
    signed_in = world.on_premises.signed_in(server)
    if line.level is not Level.OK or signed_in is None:
        return line
    found = line.found.replace("signed in,", f"signed in by {signed_in.by},")
    if signed_in.instead:
        return warn(about, f"{found}; not by Kerberos: {signed_in.instead}", _NOT_KERBEROS)
    return ok(about, found)


def _cmdlet(port: ExchangePort, name: str) -> Ask:
    async def ask() -> str:
        await port.run(name, timeout=PATIENCE)
        return f"signed in, {name} answered"

    return ask


def _questions(world: World) -> list[tuple[str, Ask]]:
    async def names() -> str:
        name = f"autodiscover.{world.organisation.domain}"
        found = await world.net.addresses(name)
        return f"it answers ({name} {'exists' if found.exists else 'does not exist'})"

    return [
        ("Exchange Online", _cmdlet(world.cloud, "Get-OrganizationConfig")),
        ("DNS", names),
    ]


async def _graph(about: str, client_id: str, world: World, *, groups: bool) -> Line:
    """Read what our own application was granted, and say what is known to go beyond reading."""
    told: list[str] = []

    async def grants() -> str:
        principal = await world.graph.principal(client_id)
        if principal is not None:
            told.extend(grant.role_id for grant in await world.graph.role_grants(principal.id))
        return "signed in"

    line = await _asked(about, grants)
    if line.level is not Level.OK:
        return line
    if groups and not _GROUPS.intersection(told):
        return warn(
            about,
            "signed in; [roles] names groups, and the application may not read who is in them",
            "grant GroupMember.Read.All and User.ReadBasic.All, see docs/operate/approvals.md",
        )
    known = _READS | _CHANGES | _WRITES
    names = sorted({known.get(each, each) for each in told})
    if more := sorted({_WRITES[each] for each in told if each in _WRITES}):
        return warn(
            about,
            f"signed in; the application may also write: {', '.join(more)}",
            "take away what the commands you use do not need, see docs/start/your-tenant.md",
        )
    changes = "".join(
        f"; {_CHANGES[each]} is for changes only" for each in told if each in _CHANGES
    )
    return ok(about, f"signed in; granted: {', '.join(names) or 'nothing by name'}{changes}")


async def _asked(about: str, ask: Ask) -> Line:
    try:
        async with asyncio.timeout(PATIENCE + 5):
            return ok(about, await ask())
    except OutsideError as error:
        known = sign_in.cure(error.code)
        cure = str(known) if known else _CURES.get(error.kind, _OTHERWISE)
        detail = error.detail or error.code or "no detail"
        return fail(about, f"{error.doing}: {error.kind.value}: {detail}", cure)
    except TimeoutError:
        return fail(about, f"no answer in {PATIENCE:.0f} s", _CURES[Kind.TIMEOUT])
