"""After every write, while the vigil is on, everybody signs in: whoever cannot is remembered.

A test switches it on with ``world.vigil.on = True`` and reads ``world.vigil.broken`` at the end:
what was broken between two writes, a look at the end would not show.
"""

from copy import copy
from dataclasses import replace
from typing import Final

from lab.faults import Faults
from lab.oauth.connectivity import Asked, Result, evaluate
from lab.servicelets import catch_up, signing
from lab.world import World
from lab.world_premises import Recipient
from lab.world_vigil import Broken

_EXCEPTION: Final = "Exception:\r\n"


def watch(world: World, write: str) -> None:
    """Sign in from every server that answers, and from the cloud to each published one.

    Counted faults that meet it are not used up.
    """
    vigil = world.vigil
    if not vigil.on:
        return
    vigil.writes.append(write)
    catch_up(world)
    seen = _undisturbing(world)
    old = _not_restarted(seen)
    everybody = [(seen, side, asked) for side, asked in _everybody(seen)]
    everybody += [(old, f"{name}, another process", asked) for name, asked in _servers(old)]
    for at, side, asked in everybody:
        result = evaluate(at, asked)
        if not result.success:
            told = _told(at, asked, result)
            vigil.broken.append(Broken(at=world.clock.now(), write=write, side=side, text=told))


def _everybody(world: World) -> list[tuple[str, Asked]]:
    person = _mailbox(world.tenant.mailboxes, world.organisation.cloud_test_mailbox)
    return _servers(world) + [
        ("cloud", Asked(server=None, service="ews", target=_ews(host.host), user=person))
        for host in world.published.values()
        if "ews" in host.serves and host.reachable and world.reaches(world.servers[host.server])
    ]


def _servers(world: World) -> list[tuple[str, Asked]]:
    target = f"https://{world.tenant.exchange_hosts[0]}/ews/exchange.asmx"
    person = _mailbox(world.mailboxes, world.organisation.test_mailbox)
    return [
        (server.name, Asked(server=server, service="ews", target=target, user=person))
        for server in world.mailbox_servers()
        if world.reaches(server)
    ]


def _ews(host: str) -> str:
    return f"https://{host}/ews/exchange.asmx"


def _mailbox(recipients: list[Recipient], address: str) -> Recipient | None:
    found = (each for each in recipients if each.kind == "UserMailbox" and each.answers_to(address))
    return next(found, None)


def _undisturbing(world: World) -> World:
    """The same world behind a copy of its faults."""
    seen = copy(world)
    seen.faults = Faults(world.clock)
    seen.faults.switched = [replace(fault) for fault in world.faults.switched]
    return seen


def _not_restarted(world: World) -> World:
    """The same world as a process sees it that nobody restarts: it reads AuthConfig by itself.

    The signing configuration is kept per process; Microsoft writes of an hour, and the refresh is
    30 minutes from a start of each process's own in public decompiled code of Exchange 2013.
    """
    seen = copy(world)
    seen.services = replace(world.services, hosts={}, pools={})
    return seen


def _told(world: World, asked: Asked, result: Result) -> str:
    said = result.detail.partition(_EXCEPTION)[2].partition("\r\n")[0]
    if asked.server is None:
        return f"to {asked.target}: {said}"
    return f"signed with {signing(world, asked.server) or 'nothing'}: {said}"
