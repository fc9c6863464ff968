"""Where a test's target address leads: Exchange Online, a published server, or nowhere.

Failures on the way are .NET's own sentences (System.Net.WebException).
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from lab.oauth.trace import Stopped
from lab.world import DnsName, PublishedHost, World

_TRUST = (
    "The underlying connection was closed: Could not establish trust relationship for the SSL/TLS "
    "secure channel. ---> System.Security.Authentication.AuthenticationException: The remote "
    "certificate is invalid according to the validation procedure."
)
_TLS = {
    "wrong-name": _TRUST,
    "expired": _TRUST,
    "untrusted": _TRUST,
    "old": "The request was aborted: Could not create SSL/TLS secure channel.",
}


@dataclass(frozen=True)
class Endpoint:
    """What answers: ``published`` is ``None`` for Exchange Online."""

    url: str
    host: str
    service: str
    """``ews`` or ``autodiscover``."""
    published: PublishedHost | None


def reach(world: World, url: str, service: str) -> Endpoint:
    """Connect to the target; raises ``Stopped`` with what .NET would say."""
    parts = urlsplit(url)
    host = (parts.hostname or "").casefold()
    if host in world.tenant.exchange_hosts:
        return _with_path(Endpoint(url, host, service, None), parts.path)
    if not _resolves(world, host):
        raise _web(f"The remote name could not be resolved: '{host}'")
    published = world.published.get(host)
    if published is None or not published.reachable:
        raise _web("Unable to connect to the remote server")
    if not world.reaches(world.servers[published.server]):
        raise _web("Unable to connect to the remote server")
    if problem := world.tls_problem(host):
        raise _web(_TLS[problem])
    return _with_path(Endpoint(url, host, service, published), parts.path)


def _with_path(endpoint: Endpoint, path: str) -> Endpoint:
    """Refuse a path that leads to neither service.

    The documented test of the way back names ``/metadata/json/1``, which stands for the host.
    """
    wanted = path.casefold().rstrip("/")
    documented = endpoint.published is not None and wanted.endswith("/metadata/json/1")
    known = "/ews" if endpoint.service == "ews" else "/autodiscover"
    served = endpoint.published is None or endpoint.service in endpoint.published.serves
    if served and (documented or wanted.startswith(known)):
        return endpoint
    raise _web("The remote server returned an error: (404) Not Found.")


def _resolves(world: World, host: str) -> bool:
    seen: set[str] = set()
    while host not in seen:
        seen.add(host)
        if world.faults.peek("dns-nxdomain", host) or world.faults.peek("dns-timeout", host):
            return False
        found: DnsName | None = world.dns.get(host)
        if found is None or not found.canonical:
            return found is not None and bool(found.addresses)
        host = found.canonical.casefold().rstrip(".")
    return False


def _web(message: str) -> Stopped:
    return Stopped(f"System.Net.WebException: {message}")
