"""How a resource is named in a token, and whether a principal carries that name.

Exchange compares hosts: ``https://host/``, ``https://host`` and ``00000002-…/host`` are one name
to it.  Whether Entra itself takes the form without a slash is not documented; the receiver's error
text speaks of the host name component only, so the lab compares hosts.
"""

from urllib.parse import urlsplit

from lab.world_premises import EXCHANGE_ONLINE
from lab.world_tenant import Principal


def resource_of(host: str, realm: str) -> str:
    """Write what ACS is asked for: ``00000002-…/host@realm``."""
    return f"{EXCHANGE_ONLINE}/{host.lower()}@{realm}"


def host_of(resource: str) -> str:
    """Give the host a resource or principal name speaks of; empty when it names none."""
    if "://" in resource:
        return (urlsplit(resource).hostname or "").casefold()
    head, _, rest = resource.partition("/")
    if head.casefold() != EXCHANGE_ONLINE:
        return ""
    return rest.partition("@")[0].casefold()


def realm_of(resource: str) -> str:
    """Give the part after ``@``."""
    return resource.partition("@")[2]


def on_principal(principal: Principal, resource: str) -> bool:
    """Say whether one of the principal's names matches the resource's host."""
    wanted = host_of(resource)
    return bool(wanted) and any(_fits(host_of(name), wanted) for name in principal.names)


def _fits(name: str, host: str) -> bool:
    if name.startswith("*."):
        return host.endswith(name[1:])
    return name == host
