"""A certificate authority made at start: one root, and a leaf for each host that asks.

Everything is on elliptic curves, because a key costs well under a millisecond; validity follows the
real clock, since the libraries that verify it know no other.
"""

import ssl
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


def real_now() -> datetime:
    """Give the machine's own time: TLS is judged by it, whatever the lab's clock says."""
    return datetime.now(UTC)  # noqa: TID251  (see above)


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A server certificate with its key, as PEM; ``chain`` also carries the root."""

    chain: bytes
    key: bytes

    def context(self) -> ssl.SSLContext:
        """Make a server context; the ssl module reads keys from files only, so one is lent."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:
            file.write(self.key + self.chain)
            file.flush()
            context.load_cert_chain(file.name)
        return context


class Authority:
    """The lab's root; trusted by whoever is given ``pem``."""

    def __init__(self, name: str = "Lab Root CA") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = real_now()
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=400))
            .not_valid_after(now + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .add_extension(self._identifier(), critical=False)
            .sign(self._key, hashes.SHA256())
        )

    @cached_property
    def pem(self) -> bytes:
        """The root certificate as PEM."""
        return self.certificate.public_bytes(Encoding.PEM)

    def write(self, path: Path) -> Path:
        """Write the root where a client can be pointed to."""
        path.write_bytes(self.pem)
        return path

    def client_context(self) -> ssl.SSLContext:
        """Make a client context that trusts this root and no other."""
        return ssl.create_default_context(cadata=self.pem.decode())

    def leaf(
        self,
        names: Sequence[str],
        *,
        starts: timedelta = timedelta(days=-1),
        ends: timedelta = timedelta(days=25),
    ) -> Leaf:
        """Issue a certificate for host names and addresses, valid from/to relative to now."""
        key = ec.generate_private_key(ec.SECP256R1())
        now = real_now()
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])]))
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + starts)
            .not_valid_after(now + ends)
            .add_extension(x509.SubjectAlternativeName(_alternatives(names)), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )
        return Leaf(
            chain=certificate.public_bytes(Encoding.PEM) + self.pem,
            key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        )

    def _identifier(self) -> x509.SubjectKeyIdentifier:
        return x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())


def by_name(
    fallback: ssl.SSLContext, choose: Callable[[str], ssl.SSLContext | int | None]
) -> ssl.SSLContext:
    """Let ``choose`` answer for the host name that a client asks for (SNI).

    It gives another context, the number of a TLS alert to fail with, or ``None`` for ``fallback``.
    """

    def picked(
        connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext
    ) -> int | None:
        chosen = choose(name.lower()) if name else None
        if isinstance(chosen, ssl.SSLContext):
            connection.context = chosen
            return None
        return chosen

    fallback.sni_callback = picked
    return fallback


def _alternatives(names: Sequence[str]) -> list[x509.GeneralName]:
    return [_alternative(name) for name in names]


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode())


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
