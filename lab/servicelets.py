"""What Exchange's services do with the auth certificate by themselves; what a server signs with.

Nothing runs in the background: whoever looks at the world calls ``catch_up`` first, and what was
done meanwhile bears the moment at which it was done, not that of the look.
"""

from datetime import datetime, timedelta
from math import ceil
from typing import Final

from lab.world import World
from lab.world_premises import Server
from lab.world_services import Change, Delivery

SPREADS_AFTER: Final = timedelta(minutes=5)
"""So long after AuthConfig has named a certificate every server has it: the lab's own number."""
PUBLISHES_EVERY: Final = timedelta(hours=12)
"""The AuthAdmin servicelet looks when its service starts, and then every so often.
https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
"""
READS_AGAIN: Final = timedelta(hours=1)
"""After so long every process goes by the changed AuthConfig, restarted or not."""


def catch_up(world: World) -> None:
    """Do what was due since somebody looked last: hand out certificates, publish the staged one."""
    services, now = world.services, world.clock.now()
    _deliver(world, now)
    _publish_due(world, services.looked, now)
    services.looked = now


def signing(world: World, server: Server) -> str:
    """Give the thumbprint that a server signs with: of what was current when it read AuthConfig.

    It reads when both its service host and its web pools have been started anew, and an hour after
    a change at the latest.  What somebody put into ``world.auth_config`` by hand counts at once.
    """
    catch_up(world)
    services, found = world.services, world.auth_config.current
    read = world.clock.now() - READS_AGAIN
    host, pools = services.hosts.get(server.name), services.pools.get(server.name)
    if host is not None and pools is not None:
        read = max(read, min(host, pools))
    for change in reversed(services.changes):
        if change.new != found or change.at <= read:
            break
        found = change.old
    return found


def spread(world: World, thumbprint: str) -> None:
    """Send a certificate on its way to the servers that have not got it."""
    services, due = world.services, world.clock.now() + SPREADS_AFTER
    under_way = {(each.thumbprint, each.server) for each in services.deliveries}
    services.deliveries += [
        Delivery(thumbprint=thumbprint, server=server.name, due=due)
        for server in world.mailbox_servers()
        if thumbprint not in server.certificates and (thumbprint, server.name) not in under_way
    ]


def publish(world: World, at: datetime, *, keep: bool = True) -> None:
    """Make the staged certificate the current one; ``keep`` the old one as the previous."""
    config = world.auth_config
    become_current(world, config.next, at, keep=keep)
    config.next, config.next_effective = "", None


def become_current(world: World, thumbprint: str, at: datetime, *, keep: bool = True) -> None:
    """Name another current certificate."""
    config = world.auth_config
    world.services.changes.append(Change(at=at, old=config.current, new=thumbprint))
    config.previous = config.current if keep else ""
    config.current = thumbprint


def restart_host(world: World, server: Server) -> None:
    """Start the service host of a server anew; its AuthAdmin servicelet looks at once."""
    now = world.clock.now()
    due = world.auth_config.next_effective
    if due is not None and due <= now and _could_publish(world, server):
        publish(world, now)
    world.services.hosts[server.name] = now


def recycle_pools(world: World, server: Server) -> None:
    """Recycle the web pools of a server, those that serve free/busy times among them."""
    world.services.pools[server.name] = world.clock.now()
    world.tenant.graph_tokens.pop(server.name, None)  # a started process has no token yet


def _deliver(world: World, now: datetime) -> None:
    waiting = []
    for each in world.services.deliveries:
        server = world.servers[each.server]
        held = world.faults.peek("replication-held", server.name) is not None
        held = held or not _is_near(world, server, each.thumbprint)
        if each.due > now or held or not world.reaches(server):
            waiting.append(each)
        else:
            server.certificates.setdefault(each.thumbprint, True)
    world.services.deliveries = waiting


def _is_near(world: World, server: Server, thumbprint: str) -> bool:
    """Say whether a certificate comes to a server: a server of its own site has it.

    Microsoft says that servers of other sites may miss it, and not when; the fault
    ``replication-crosses-sites`` brings it there all the same.
    """
    if world.faults.peek("replication-crosses-sites", server.name) is not None:
        return True
    return any(
        each.site == server.site and each.certificates.get(thumbprint, False)
        for each in world.mailbox_servers()
    )


def _publish_due(world: World, looked: datetime, now: datetime) -> None:
    due = world.auth_config.next_effective
    if due is None:
        return
    moments = [
        _tick(world.services.hosts.get(server.name, world.services.started), looked, due)
        for server in world.mailbox_servers()
        if world.reaches(server) and _could_publish(world, server)
    ]
    first = min(moments, default=None)
    if first is not None and first <= now:
        publish(world, first)


def _could_publish(world: World, server: Server) -> bool:
    """Say whether the staged certificate, with its private key, is on the server."""
    staged = world.auth_config.next
    return bool(staged) and server.certificates.get(staged, False)


def _tick(start: datetime, after: datetime, due: datetime) -> datetime:
    """Give the servicelet's first look after one time and not before another."""
    count = max(ceil((max(after, due) - start) / PUBLISHES_EVERY), 0)
    moment = start + count * PUBLISHES_EVERY
    return moment if moment > after else moment + PUBLISHES_EVERY
