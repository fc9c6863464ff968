"""Passwords and keys made in this process, for one use; nothing of them is kept.

A certificate is made as Exchange's setup makes its own, and as Microsoft's script does where
another lifetime is wanted: RSA, for signing and enciphering keys, a server's, no authority, and
with no key identifier.
https://microsoft.github.io/CSS-Exchange/Admin/MonitorExchangeAuthCertificate/
"""

import asyncio
import secrets
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from adapters.pkcs12 import with_provider
from commands.certificates import BITS, NAME
from commands.secret import Secret

_RANDOM_BYTES: Final = 24
"""192 bits, in 32 letters: no more than any version of Windows takes."""
_USAGE: Final = x509.KeyUsage(
    digital_signature=True,
    key_encipherment=True,
    content_commitment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


class OwnKeys:
    """Makes them; see ``commands.ports.KeyPort``."""

    def one_time_password(self) -> Secret:
        return Secret(secrets.token_urlsafe(_RANDOM_BYTES))

    async def auth_certificate(self, *, starts: datetime, days: int, password: Secret) -> bytes:
        """Make one in a thread: a key takes a tenth of a second and more."""
        return await asyncio.to_thread(_made, starts, days, password)


def _made(starts: datetime, days: int, password: Secret) -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(starts + timedelta(days=days))
        .add_extension(_USAGE, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _sealed(key, certificate, password.reveal())


def _sealed(key: rsa.RSAPrivateKey, certificate: x509.Certificate, password: str) -> bytes:
    """Put both into a file that every Windows Server of Exchange can read.

    AES in such files is read from Windows 10 1709 and Server 2019 on, and Exchange runs on Server
    2016 too.  The older cipher is no weakness here: the password is random, used once, and travels
    encrypted itself.
    https://learn.microsoft.com/powershell/module/pki/export-pfxcertificate
    """
    sealing = (
        PrivateFormat.PKCS12.encryption_builder()
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(hashes.SHA1())  # noqa: S303  (the one that goes with it)
        .build(password.encode())
    )
    file = pkcs12.serialize_key_and_certificates(NAME.encode(), key, certificate, None, sealing)
    return with_provider(file, password)
