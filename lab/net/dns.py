"""A name server over UDP that knows the names of the world and no other."""

import asyncio
from collections.abc import Iterator
from typing import cast

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from lab.world import World

TTL = 60


class NameServer:
    """Answers for ``world.dns``; a name that is not there does not exist."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._transport: asyncio.DatagramTransport | None = None
        self.port = 0

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: _Protocol(self._world), local_addr=("127.0.0.1", port)
        )
        self.port = self._transport.get_extra_info("sockname")[1]

    async def stop(self) -> None:
        if self._transport is not None:
            self._transport.close()


class _Protocol(asyncio.DatagramProtocol):
    def __init__(self, world: World) -> None:
        self._world = world
        self._transport: asyncio.DatagramTransport | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Not an instance of it in Python 3.11, whatever the documentation says.
        self._transport = cast("asyncio.DatagramTransport", transport)

    def connection_lost(self, _: Exception | None) -> None:
        for task in self._tasks:
            task.cancel()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        task = asyncio.get_running_loop().create_task(self._answer(data, addr))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, data: bytes, addr: tuple[str, int]) -> None:
        try:
            query = dns.message.from_wire(data)
            answer = respond(self._world, query)
        except dns.exception.DNSException:
            return  # not a question; a name server owes no answer
        await self._world.faults.delay("other")
        if answer is not None and self._transport is not None:
            self._transport.sendto(answer.to_wire(), addr)


def respond(world: World, query: dns.message.Message) -> dns.message.Message | None:
    """Give the answer to a query; ``None`` is silence."""
    answer = dns.message.make_response(query, recursion_available=True)
    if len(query.question) != 1:
        answer.set_rcode(dns.rcode.FORMERR)
        return answer
    asked = query.question[0]
    name = asked.name.to_text(omit_final_dot=True).lower()
    if world.faults.active("dns-timeout", name):
        return None
    if world.faults.active("dns-nxdomain", name) or name not in world.dns:
        answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
    answer.flags |= dns.flags.AA
    seen = []
    while (known := world.dns.get(name)) is not None and known.canonical and name not in seen:
        seen.append(name)
        answer.answer.append(_set(name, dns.rdatatype.CNAME, [f"{known.canonical}."]))
        name = known.canonical.lower()
    if name not in world.dns:
        answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
    texts = list(_records(world, name, asked.rdtype))
    if texts:
        answer.answer.append(_set(name, asked.rdtype, texts))
    return answer


def _records(world: World, name: str, kind: dns.rdatatype.RdataType) -> Iterator[str]:
    """Write the records of one kind, as a zone file would."""
    known = world.dns[name]
    match kind:
        case dns.rdatatype.A:
            yield from (address for address in known.addresses if ":" not in address)
        case dns.rdatatype.AAAA:
            yield from (address for address in known.addresses if ":" in address)
        case dns.rdatatype.MX:
            yield from (f"{preference} {host}." for preference, host in known.mx)
        case dns.rdatatype.TXT:
            yield from (f'"{text}"' for text in known.txt)
        case dns.rdatatype.SRV:
            yield from (f"{one} {two} {port} {host}." for one, two, port, host in known.srv)
        case _:
            return


def _set(name: str, kind: dns.rdatatype.RdataType, texts: list[str]) -> dns.rrset.RRset:
    return dns.rrset.from_text_list(f"{name}.", TTL, dns.rdataclass.IN, kind, texts)
