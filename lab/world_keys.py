"""Certificates of the lab: real RSA keys, really self-signed."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from lab import rsa_keys

_SIGNS_AND_SEALS = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=True,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
AUTH_SUBJECT = "Microsoft Exchange Server Auth Certificate"


@dataclass(eq=False)
class Certificate:
    """A certificate, and its private key where the lab owns it."""

    der: bytes
    key: rsa.RSAPrivateKey | None = None

    @property
    def thumbprint(self) -> str:
        """SHA-1 of the certificate, 40 upper-case hex digits, as Windows prints it."""
        return thumbprint(self.der)

    @property
    def x5t(self) -> str:
        """The thumbprint as JOSE writes it."""
        return base64url(hashlib.sha1(self.der, usedforsecurity=False).digest())

    @property
    def x5t_s256(self) -> str:
        """The SHA-256 fingerprint as JOSE writes it."""
        return base64url(hashlib.sha256(self.der).digest())

    @property
    def parsed(self) -> x509.Certificate:
        return x509.load_der_x509_certificate(self.der)

    @property
    def starts(self) -> datetime:
        return self.parsed.not_valid_before_utc

    @property
    def ends(self) -> datetime:
        return self.parsed.not_valid_after_utc

    @property
    def subject(self) -> str:
        return self.parsed.subject.rfc4514_string()

    @property
    def public_key(self) -> rsa.RSAPublicKey:
        key = self.parsed.public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            raise TypeError("the lab signs with RSA keys only")
        return key

    def private_pem(self) -> bytes:
        """The private key as PEM; raises ``ValueError`` when the lab has none."""
        if self.key is None:
            raise ValueError(f"the lab has no private key of {self.thumbprint}")
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


def make_certificate(
    common_name: str, *, starts: datetime, ends: datetime, bits: int = 2048
) -> Certificate:
    """Make a self-signed certificate with a new RSA key (about 60 ms at 2048 bits)."""
    key = rsa_keys.new_key(bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    return Certificate(certificate.public_bytes(serialization.Encoding.DER), key)


def make_exchange_certificate(
    subject: x509.Name, starts: datetime, *, names: Sequence[str] = (), bits: int = 2048
) -> Certificate:
    """Make what New-ExchangeCertificate makes: self-signed, for server and signing, for five years.

    The lifetime is the cmdlet's own; it has no parameter for it.
    """
    key = rsa_keys.new_key(bits)
    starts = starts.replace(microsecond=0)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(_five_years(starts))
        .add_extension(_SIGNS_AND_SEALS, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    if names:
        alternatives = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
        builder = builder.add_extension(alternatives, critical=False)
    made = builder.sign(key, hashes.SHA256())
    return Certificate(made.public_bytes(serialization.Encoding.DER), key)


def _five_years(starts: datetime) -> datetime:
    try:
        return starts.replace(year=starts.year + 5)
    except ValueError:  # made on a 29 February
        return starts.replace(year=starts.year + 5, day=28)


def thumbprint(der: bytes) -> str:
    return hashlib.sha1(der, usedforsecurity=False).hexdigest().upper()


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
