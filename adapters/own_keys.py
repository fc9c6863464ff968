"""Passwords and keys made in this process, for one use; nothing of them is kept."""

import asyncio
import secrets
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from commands.secret import Secret

NAME: Final = "Microsoft Exchange Server Auth Certificate"
"""Subject and friendly name, as Exchange's setup writes them."""
BITS: Final = 2048
_RANDOM_BYTES: Final = 24


class OwnKeys:
    """Makes them; see ``commands.ports.KeyPort``."""

    def one_time_password(self) -> Secret:
        return Secret(secrets.token_urlsafe(_RANDOM_BYTES))

    async def auth_certificate(self, *, starts: datetime, days: int, password: Secret) -> bytes:
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
        .sign(key, hashes.SHA256())
    )
    sealed = (
        PrivateFormat.PKCS12.encryption_builder()
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(hashes.SHA1())  # noqa: S303  (what Windows Server before 2019 can read)
        .build(password.reveal().encode())
    )
    return pkcs12.serialize_key_and_certificates(NAME.encode(), key, certificate, None, sealed)
