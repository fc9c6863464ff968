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
_NAT64: Final = ip_network("64:ff9b::/96")
_COMPATIBLE: Final = ip_network("::/96")
_NEVER: Final = (
    ip_network("168.63.129.16/32"),
    ip_network("100.100.100.200/32"),
    ip_network("192.0.0.192/32"),
    ip_network("fd00:ec2::/32"),
    ip_network("fd20:ce::254/128"),
    ip_network("fd00:42::42/128"),
)
"""Where clouds answer their own machines with identities and keys, beside 169.254.0.0/16: Azure's
host, Alibaba, Oracle, Amazon, Google, Scaleway.  An operator who lists a range around them means
the servers in it.  https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
"""
_SPECIAL: Final = (
    ip_network("64:ff9b::/96"),
    ip_network("64:ff9b:1::/48"),
    ip_network("2002::/16"),
    ip_network("2001::/32"),
    ip_network("fec0::/10"),
    ip_network("192.88.99.0/24"),
    ip_network("192.0.0.0/24"),
    ip_network("3fff::/20"),
    ip_network("5f00::/16"),
)
"""NAT64, 6to4 and Teredo, which are ways round the rules for IPv4; old site-local addresses; and
what is set aside for protocols and for documentation, some of which Python 3.11 takes for public.
https://www.iana.org/assignments/iana-ipv6-special-registry"""


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
            if any(_never(each) for each in (address, *_inside(address))):
                raise Forbidden(f"{text} is an address that no probe reaches, whatever is listed")
            if _in(address, self.allow):
                continue
            if not address.is_global or address.is_reserved:
                raise Forbidden(f"{text} is not an address of the public internet")
            if _in(address, _SPECIAL):
                raise Forbidden(f"{text} is an address of a special kind")


def _never(address: Address) -> bool:
    local = address.is_link_local or address.is_multicast or address.is_unspecified
    return local or _in(address, _NEVER)


def _in(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks if network.version == address.version)


def _inside(address: Address) -> Sequence[IPv4Address]:
    """Give the IPv4 addresses that a translator or tunnel would make of an IPv6 one."""
    if isinstance(address, IPv4Address):
        return ()
    found = [address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        found.append(IPv4Address(address.packed[-4:]))
    return [each for each in found if each is not None]
