"""What Entra ID holds: the shared principal, the dedicated application, who owns which name."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from commands.facts.organisation import AUTH_SERVERS, AUTODISCOVER, EWS, ORGANISATION
from commands.facts.published import hosts
from commands.facts.routes import CONNECTORS
from commands.look import Fact, Facts, Known
from commands.outside.entra import Application, Principal, RoleGrant
from commands.outside.exchange import AuthServer
from commands.outside.fields import unexpected
from commands.outside.graph_calls import GraphCalls
from commands.outside.identifiers import (
    CALLERS,
    EXCHANGE_ONLINE,
    FULL_ACCESS_AS_APP,
    same,
)
from commands.outside.sign_ins import SignIn
from commands.ports import World

SOURCE: Final = "Microsoft Graph"
LOG_DAYS: Final = timedelta(days=1)
"""So far back the sign-in log is read: a process goes by one token for about as long."""


@dataclass(frozen=True, kw_only=True)
class Dedicated:
    """The dedicated hybrid application as the directory holds it.

    Attributes:
        name: What it has to be called; empty when the organisation's GUID could not be read.
        claimed: The application id on the auth server; empty when there is none.  One of the two
            is always there: without both nothing was looked up, and the fact is unread.
        applications: The registrations that carry the name or the claimed id.
        principal: The service principal of the first of them.
        grants: What has been granted to that principal.
    """

    name: str
    claimed: str
    applications: tuple[Application, ...] = ()
    principal: Principal | None = None
    grants: tuple[RoleGrant, ...] = ()


def tenant_issuer(servers: tuple[AuthServer, ...], tenant_id: str) -> tuple[AuthServer, ...]:
    """Pick the enabled Entra ID auth servers of a tenant, as Microsoft's own script does."""
    return tuple(
        server
        for server in servers
        if same(server.type, "AzureAD") and server.enabled and same(server.realm, tenant_id)
    )


async def _shared(world: World, _: Facts) -> Principal | None:
    return await _principal(world, EXCHANGE_ONLINE)


async def _callers(world: World, _: Facts) -> tuple[Principal, ...]:
    found = await asyncio.gather(*(_principal(world, app_id) for app_id in CALLERS))
    return tuple(each for each in found if each is not None)


async def _principal(world: World, app_id: str) -> Principal | None:
    """Read a principal, and believe it only when it is the one that was asked for.

    Everything said about keys and names rests on this; another application's would be a lie.
    """
    found = await world.graph.principal(app_id)
    if found is not None and not same(found.app_id, app_id):
        raise unexpected(
            SOURCE, f"service principal {app_id}", f"the answer is about {found.app_id}"
        )
    return found


async def _dedicated(world: World, facts: Facts) -> Dedicated:
    """Find the application by the id on the auth server, and by the name it must not lose."""
    servers, organisation = facts.of(AUTH_SERVERS), facts.of(ORGANISATION)
    if not isinstance(servers, Known) and not isinstance(organisation, Known):
        facts.value(AUTH_SERVERS)
    claimed = ""
    if isinstance(servers, Known):
        ours = tenant_issuer(servers.value, str(world.organisation.tenant_id))
        claimed = next((server.application_id for server in ours if server.application_id), "")
    name = ""
    if isinstance(organisation, Known):
        name = f"ExchangeServerApp-{organisation.value.guid}"
    if not claimed and not name:  # nothing can be looked up, which is not the same as "none"
        facts.value(AUTH_SERVERS), facts.value(ORGANISATION)
    applications = await _applications(world, claimed, name)
    if not applications:
        return Dedicated(name=name, claimed=claimed)
    principal = await _principal(world, applications[0].app_id)
    grants = await _named(world, await world.graph.role_grants(principal.id)) if principal else ()
    return Dedicated(
        name=name,
        claimed=claimed,
        applications=applications,
        principal=principal,
        grants=tuple(grants),
    )


async def _named(world: World, grants: Sequence[RoleGrant]) -> tuple[RoleGrant, ...]:
    """Name the roles granted: ids of Microsoft Graph's are nowhere written down beside the names.

    The one role of Exchange Online is known by its id.
    """
    unnamed = {each.resource_id for each in grants if not same(each.role_id, FULL_ACCESS_AS_APP)}
    found = await asyncio.gather(*(world.graph.roles_of(each) for each in sorted(unnamed)))
    names = dict(zip(sorted(unnamed), found, strict=True))
    return tuple(
        replace(each, role=names.get(each.resource_id, {}).get(each.role_id.lower(), ""))
        for each in grants
    )


async def _applications(world: World, claimed: str, name: str) -> tuple[Application, ...]:
    async def by_id() -> tuple[Application, ...]:
        found = await world.graph.application(claimed) if claimed else None
        return (found,) if found else ()

    async def by_name() -> tuple[Application, ...]:
        return tuple(await world.graph.applications_named(name)) if name else ()

    one, others = await asyncio.gather(by_id(), by_name())
    return tuple({application.app_id: application for application in (*one, *others)}.values())


async def _sign_ins(world: World, facts: Facts) -> tuple[SignIn, ...] | None:
    """Read the last day's sign-ins of the application that Exchange signs in as.

    ``None`` where nobody has configured that the log may be read, or there is no application.
    """
    claimed = facts.value(DEDICATED).claimed
    if not world.organisation.proofs.sign_in_log or not claimed:
        return None
    return tuple(await world.graph.app_sign_ins(claimed, world.clock.now() - LOG_DAYS))


async def _graph_calls(world: World, facts: Facts) -> tuple[GraphCalls, ...] | None:
    """Read the last day's requests of that application to Microsoft Graph.

    ``None`` where no workspace is configured, or there is no application.
    """
    claimed = facts.value(DEDICATED).claimed
    if world.workspace is None or not claimed:
        return None
    return tuple(await world.workspace.graph_calls(claimed, world.clock.now() - LOG_DAYS))


async def _owners(world: World, facts: Facts) -> Mapping[str, tuple[Principal, ...]]:
    """Ask who owns the names that the shared principal lacks; a name has one owner at most."""
    shared = facts.value(SHARED)
    owned = {name.lower() for name in shared.names} if shared else set()
    wanted = [
        name
        for host in hosts(facts, world.organisation)
        if principal_name(host.name) not in owned
        for name in (principal_name(host.name), slashless(host.name))
        if name not in owned
    ]
    found = await asyncio.gather(*(world.graph.owners_of_name(name) for name in wanted))
    return {name: tuple(owners) for name, owners in zip(wanted, found, strict=True)}


def principal_name(host: str) -> str:
    """Give the service principal name of a host as documented: with its slash."""
    return f"https://{host}/"


def by_application(host: str) -> str:
    """Give the form that the hybrid wizard writes: the application's id and the host."""
    return f"{EXCHANGE_ONLINE}/{host}"


def slashless(host: str) -> str:
    return f"https://{host}"


SHARED: Final = Fact("shared principal", SOURCE, _shared)
DEDICATED: Final = Fact(
    "dedicated application", SOURCE, _dedicated, needs=(AUTH_SERVERS, ORGANISATION)
)
SIGN_INS: Final = Fact("sign-ins of the application", SOURCE, _sign_ins, needs=(DEDICATED,))
GRAPH_CALLS: Final = Fact(
    "requests to Microsoft Graph", "Log Analytics", _graph_calls, needs=(DEDICATED,)
)
CALLING: Final = Fact("principals of Teams and voicemail", SOURCE, _callers)
"""Those of ``CALLERS`` that exist in the tenant."""
OWNERS: Final = Fact(
    "owners of missing names", SOURCE, _owners, needs=(SHARED, EWS, AUTODISCOVER, CONNECTORS)
)
"""By service principal name, for the names that the shared principal lacks."""
