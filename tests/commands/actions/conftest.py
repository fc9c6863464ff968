"""Certificates that several tests of actions share: making one takes a while."""

import asyncio

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from adapters.own_keys import OwnKeys
from commands.secret import Secret
from tests.commands.actions.noon import NOW


@pytest.fixture(scope="module")
def ders():
    """Two auth certificates, real ones: public parts only."""
    made = []
    for days in (1, 2):
        password = Secret("for this test")
        sealed = asyncio.run(OwnKeys().auth_certificate(starts=NOW, days=days, password=password))
        found = pkcs12.load_pkcs12(sealed, b"for this test").cert
        made.append(found.certificate.public_bytes(Encoding.DER))
    return made
