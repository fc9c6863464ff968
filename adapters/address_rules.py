"""Which names may be probed and which addresses connected to.

A name in a chat message only selects a configured domain, but names also come out of Exchange's
and DNS's own data.  So a probe must not become a way into this network: names are strictly
names, and only public addresses are connected to, beside the networks the operator lists.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_LONGEST: Final = 253
_SPECIAL: Final = (
    ip_network("64:ff9b::/96"),
    ip_network("64:ff9b:1::/48"),
    ip_network("2002::/16"),
    ip_network("2001::/32"),
    ip_network("fec0::/10"),
    ip_network("192.88.99.0/24"),
    ip_network("168.63.129.16/32"),
)
"""NAT64, 6to4 and Teredo, which are ways round the rules for IPv4, and old site-local addresses."""


class Forbidden(Exception):
    """A name or an address that must not be probed; the text says why."""


def host_name(text: str) -> str:
    """Give a host name in lower case and A-labels, without the last dot.

    Raises:
        Forbidden: for anything else: addresses, ports, paths, other characters.
    """
    name = text.strip().rstrip(".").lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            raise Forbidden("this is no host name") from None
    labels = name.split(".")
    if len(name) > _LONGEST or len(labels) < 2:  # noqa: PLR2004  (a name inside a domain)
        raise Forbidden("this is no full host name")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise Forbidden("this is no host name")
    if labels[-1].isdecimal() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        raise Forbidden("this is an address, not a name")
    return name


@dataclass(frozen=True)
class AddressRules:
    """What is allowed beyond the public internet."""

    allow: tuple[Network, ...] = ()

    @classmethod
    def of(cls, networks: Sequence[str]) -> "AddressRules":
        """Read networks as configured, e.g. ``10.0.0.0/8``; raises ``ValueError``."""
        return cls(tuple(ip_network(network) for network in networks))

    def check(self, addresses: Sequence[str]) -> None:
        """Pass if every address may be connected to.

        One forbidden address among several refuses the name: which of them a second resolution
        would give is not ours to say.

        Raises:
            Forbidden: naming the address.
        """
        for text in addresses:
            address = ip_address(text)
            if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
                address = address.ipv4_mapped
            if address.is_link_local or address.is_multicast or address.is_unspecified:
                raise Forbidden(f"{text} is an address that no probe reaches, whatever is listed")
            if any(
                address in network for network in self.allow if network.version == address.version
            ):
                continue
            if not address.is_global or address.is_reserved:
                raise Forbidden(f"{text} is not an address of the public internet")
            if any(
                address in network for network in _SPECIAL if network.version == address.version
            ):
                raise Forbidden(f"{text} is an address of a special kind")
