"""Probes of published names and public metadata, under the address rules.

A name is resolved once, every address checked, and the checked address connected to with the
name as TLS server name: what DNS says a moment later has no say.  Redirects are findings, not
instructions; no proxy of the environment is used.
"""

import asyncio
import socket
import ssl
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.x509.oid import NameOID
from yarl import URL

from adapters import http, plain_words
from adapters.address_rules import AddressRules, Forbidden, host_name
from adapters.resolver import NameServer
from commands.organisation import Cloud, Probes
from commands.outside.network import Addresses, Answer, Tls
from commands.ports import Kind, Outcome, OutsideError

TIMEOUT: Final = 10.0
"""Seconds for one probe, resolution included."""
LARGEST: Final = 256 * 1024
_CLOUD: Final = "the cloud's public metadata"


class Network:
    """The network as it is seen from here; a ``NetPort``."""

    def __init__(
        self, *, probes: Probes, cloud: Cloud, trust: ssl.SSLContext, timeout: float = TIMEOUT
    ) -> None:
        """Raises ``ValueError`` when an allowed network is none."""
        self._rules = AddressRules.of(probes.allow)
        self._names = NameServer(probes.resolver)
        self._port = probes.port
        self._trust = trust
        self._timeout = timeout
        bases = (cloud.login, cloud.graph, cloud.exchange, cloud.acs, cloud.sts_metadata)
        self._bases = frozenset(URL(base).origin() for base in bases)

    async def addresses(self, name: str) -> Addresses:
        """Resolve a name; nothing is connected to."""
        return await self._names.addresses(_named(name, "DNS", f"addresses of {name}"))

    async def tls(self, host: str) -> Tls:
        """Shake hands with verification, and if that fails once more only to read the leaf."""
        doing = f"TLS with {host}"
        name = _named(host, host, doing)
        try:
            async with asyncio.timeout(self._timeout):
                addresses = await self._checked(name, doing)
                return await self._shake(name, addresses, self._trust)
        except http.FAILURES as error:
            raise http.translate(error, source=name, doing=doing, sent=False) from error

    async def fetch(self, url: str, *, method: str = "GET", body: bytes = b"") -> Answer:
        """Ask a published https address; the port comes from the configuration."""
        parts = urlsplit(url)
        source = parts.hostname or url
        doing = f"{method} {parts.path}"
        name = _named(parts.hostname or "", source, doing)
        if parts.scheme != "https" or parts.username is not None or parts.port not in {None, 443}:
            raise _blocked(source, doing, "only plain https addresses are fetched")
        try:
            async with asyncio.timeout(self._timeout):
                pinned = _Pinned(await self._checked(name, doing))
                target = URL(url, encoded=True).with_host(name)
                target = target.with_port(self._port).with_fragment(None)
                return await self._ask(target, url, method, body, pinned)
        except http.FAILURES as error:
            raise http.translate(error, source=source, doing=doing) from error

    async def fetch_cloud(self, url: str) -> Answer:
        """GET from one of the configured base addresses; those need no check of addresses."""
        target = URL(url)
        doing = f"GET {target.path}"
        if target.scheme != "https" or target.user or target.origin() not in self._bases:
            raise _blocked(_CLOUD, doing, "not one of the cloud's configured addresses")
        try:
            async with asyncio.timeout(self._timeout):
                return await self._ask(target, url, "GET", b"", None)
        except http.FAILURES as error:
            raise http.translate(error, source=target.host or _CLOUD, doing=doing) from error

    async def _checked(self, name: str, doing: str) -> Sequence[str]:
        """Resolve once and check every address."""
        found = await self._names.addresses(name)
        if not found.addresses:
            why = "it has no address" if found.exists else "the name does not exist"
            raise OutsideError(
                kind=Kind.UNREACHABLE,
                outcome=Outcome.NOT_SENT,
                source=name,
                doing=doing,
                detail=why,
            )
        try:
            self._rules.check(found.addresses)
        except Forbidden as error:
            raise _blocked(name, doing, str(error)) from error
        return found.addresses

    async def _ask(
        self, target: URL, url: str, method: str, body: bytes, pinned: "_Pinned | None"
    ) -> Answer:
        connector = aiohttp.TCPConnector(
            ssl=self._trust, resolver=pinned, use_dns_cache=False, force_close=True
        )
        async with (
            aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
            ) as session,
            session.request(
                method,
                target,
                data=body or None,
                allow_redirects=False,
                headers={"User-Agent": http.AGENT, "Accept-Encoding": "identity"},
            ) as response,
        ):
            return Answer(
                url=url,
                status=response.status,
                headers=tuple(
                    (name.decode("latin-1").lower(), value.decode("utf-8", "replace"))
                    for name, value in response.raw_headers
                ),
                body=await http.body(response, LARGEST),
            )

    async def _shake(self, name: str, addresses: Sequence[str], trust: ssl.SSLContext) -> Tls:
        try:
            return await self._handshake(name, addresses, trust, "")
        except ssl.SSLError as error:
            problem = plain_words.said(error).removeprefix(plain_words.NOT_ACCEPTED)
        blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        blind.check_hostname = False
        blind.verify_mode = ssl.CERT_NONE
        return await self._handshake(name, addresses, blind, problem)

    async def _handshake(
        self, name: str, addresses: Sequence[str], context: ssl.SSLContext, problem: str
    ) -> Tls:
        address, writer = await self._connect(name, addresses, context)
        try:
            tls: Any = writer.get_extra_info("ssl_object")
            leaf = x509.load_der_x509_certificate(tls.getpeercert(binary_form=True))
            return Tls(
                host=name,
                address=address,
                verified=not problem,
                problem=problem,
                version=tls.version() or "",
                subject=leaf.subject.rfc4514_string(),
                issuer=leaf.issuer.rfc4514_string(),
                names=_names(leaf),
                ends=leaf.not_valid_after_utc,
                starts=leaf.not_valid_before_utc,
            )
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _connect(
        self, name: str, addresses: Sequence[str], context: ssl.SSLContext
    ) -> tuple[str, asyncio.StreamWriter]:
        """Connect to the first address that takes it; they are all checked."""
        for address in addresses[:-1]:
            with suppress(ConnectionError):
                return address, await self._open(name, address, context)
        return addresses[-1], await self._open(name, addresses[-1], context)

    async def _open(self, name: str, address: str, context: ssl.SSLContext) -> asyncio.StreamWriter:
        _, writer = await asyncio.open_connection(
            address, self._port, ssl=context, server_hostname=name
        )
        return writer


class _Pinned(AbstractResolver):
    """Gives the checked addresses, whatever is asked."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = addresses

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:  # noqa: ARG002
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self._addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


def _named(text: str, source: str, doing: str) -> str:
    try:
        return host_name(text)
    except Forbidden as error:
        raise _blocked(source, doing, str(error)) from error


def _blocked(source: str, doing: str, detail: str) -> OutsideError:
    return OutsideError(
        kind=Kind.BLOCKED, outcome=Outcome.NOT_SENT, source=source, doing=doing, detail=detail
    )


def _names(leaf: x509.Certificate) -> tuple[str, ...]:
    """Give the DNS names a certificate is for; its common name when it lists none."""
    try:
        listed = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        common = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return tuple(str(name.value) for name in common)
    return tuple(listed.get_values_for_type(x509.DNSName))
