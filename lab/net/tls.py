"""Certificates of the published hosts, chosen by the name that a client asks for."""

import ssl
from datetime import timedelta

from lab.ca import Authority, by_name
from lab.world import World


def context(world: World, authority: Authority) -> ssl.SSLContext:
    """Make a server context that shows each host's certificate, with what is wrong with it."""
    stranger = Authority("Lab Untrusted CA")
    made: dict[tuple[str, str], ssl.SSLContext] = {}

    def choose(host: str) -> ssl.SSLContext | int | None:
        if host not in world.published:
            return None
        problem = world.tls_problem(host)
        if problem == "old":
            # Windows resets the connection when no version is shared; so does asyncio, which
            # never sends the alert.
            return ssl.AlertDescription.ALERT_DESCRIPTION_PROTOCOL_VERSION
        if (host, problem) not in made:
            made[host, problem] = _one(host, problem, authority, stranger)
        return made[host, problem]

    fallback = authority.leaf(["localhost", "127.0.0.1"]).context()
    return by_name(fallback, choose)


def _one(host: str, problem: str, authority: Authority, stranger: Authority) -> ssl.SSLContext:
    match problem:
        case "wrong-name":
            leaf = authority.leaf([f"other.{host.partition('.')[2]}"])
        case "expired":
            leaf = authority.leaf([host], starts=timedelta(days=-365), ends=timedelta(days=-3))
        case "untrusted":
            leaf = stranger.leaf([host])
        case _:
            leaf = authority.leaf([host], ends=timedelta(days=200))
    return leaf.context()
