"""Asks DNS, the system's server or a given one, without the machine's hosts file or search list."""

import asyncio
from typing import Final

import dns.asyncresolver
import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver

from commands.outside.network import Addresses
from commands.ports import Kind, Outcome, OutsideError

LIFETIME: Final = 4.0
"""Seconds for one question, with its repeats."""
SOURCE: Final = "DNS"


class NameServer:
    """A resolver; ``server`` is ``address:port``, or empty for the system's."""

    def __init__(self, server: str = "") -> None:
        """Read the configuration.

        Raises:
            OutsideError: when there is neither a server given nor one of the system's.
        """
        try:
            self._resolver = dns.asyncresolver.Resolver(configure=not server)
        except dns.exception.DNSException as error:
            raise _error(error, "the system's configuration") from error
        if server:
            address, _, port = server.rpartition(":")
            self._resolver.port = int(port)  # before the servers: they take it when they are set
            self._resolver.nameservers = [address.strip("[]")]
        self._resolver.lifetime = LIFETIME
        self._resolver.cache = None

    async def addresses(self, name: str) -> Addresses:
        """Give the addresses of a full name, IPv4 first; both kinds are asked for at once.

        Raises:
            OutsideError: when neither question was answered; a name that does not exist is an
                answer.
        """
        four, six = await asyncio.gather(
            self._ask(name, dns.rdatatype.A), self._ask(name, dns.rdatatype.AAAA)
        )
        found = [answer for answer in (four, six) if isinstance(answer, Addresses)]
        if isinstance(four, OutsideError) and not any(answer.addresses for answer in found):
            raise four
        if not found:
            raise AssertionError("an answer is a record or an error")
        return Addresses(
            name=name,
            exists=any(answer.exists for answer in found),
            canonical=max((answer.canonical for answer in found), key=len),
            addresses=tuple(address for answer in found for address in answer.addresses),
        )

    async def _ask(self, name: str, kind: dns.rdatatype.RdataType) -> Addresses | OutsideError:
        try:
            answer = await self._resolver.resolve(
                dns.name.from_text(name), kind, raise_on_no_answer=False, search=False
            )
        except dns.resolver.NXDOMAIN:
            return Addresses(name=name, exists=False)
        except (dns.exception.DNSException, OSError) as error:
            return _error(error, name)
        chain = answer.chaining_result.cnames
        return Addresses(
            name=name,
            exists=True,
            canonical=tuple(
                record.target.to_text(omit_final_dot=True) for link in chain for record in link
            ),
            addresses=tuple(record.address for record in answer.rrset or ()),
        )


# The first row that fits counts.
TABLE: Final = (
    ((dns.exception.Timeout, TimeoutError), Kind.TIMEOUT, "no name server answered in time"),
    ((dns.resolver.NoResolverConfiguration,), Kind.UNREACHABLE, "this machine names no server"),
    ((dns.resolver.NoNameservers,), Kind.UNEXPECTED, "the name servers failed to answer"),
    ((OSError,), Kind.UNREACHABLE, "the name server cannot be reached"),
    ((dns.exception.DNSException,), Kind.UNEXPECTED, "the name servers' answer makes no sense"),
)


def _error(error: Exception, name: str) -> OutsideError:
    kind, detail = next((row[1], row[2]) for row in TABLE if isinstance(error, row[0]))
    return OutsideError(
        kind=kind,
        outcome=Outcome.UNKNOWN,
        source=SOURCE,
        doing=f"addresses of {name}",
        detail=detail,
        code=type(error).__name__,
    )
