"""A certificate with its key, looked at where it is named and not at its first use."""

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509 import load_pem_x509_certificate

from bot.toml import Table
from commands.secret import Secret

_KEY = "certificate"
_CURE = "name a PEM file that holds the certificate and its private key, without a passphrase"


def certificate(table: Table, *, required: bool) -> Secret:
    """Read ``certificate``; what cannot be signed with is noted as a problem."""
    secret = table.secret(_KEY, required=required)
    if secret and (found := _problem(secret.reveal().encode())):
        table.note(_KEY, found, _CURE)
    return secret


def _problem(pem: bytes) -> str:
    """Say what is wrong; never with a piece of the content."""
    try:
        public = load_pem_x509_certificate(pem).public_key()
    except ValueError:
        return "it holds no certificate in PEM"
    try:
        private = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError):
        return "it holds no private key in PEM that can be read"
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if private.public_key().public_bytes(*form) != public.public_bytes(*form):
        return "its private key does not belong to its certificate"
    return ""
