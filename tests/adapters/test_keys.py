"""A key is known by its certificate, however it was written down."""

import base64

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.keys import thumbprint
from lab.ca import Authority

CERTIFICATE: x509.Certificate = Authority().certificate
DER = CERTIFICATE.public_bytes(Encoding.DER)
SHA1 = CERTIFICATE.fingerprint(hashes.SHA1())  # noqa: S303  (a name)
PRINT = SHA1.hex().upper()
OTHER = base64.b64decode("B" * 40)


@pytest.mark.parametrize(
    ("key", "custom", "expected"),
    [
        pytest.param(DER, None, PRINT, id="DER"),
        pytest.param(base64.b64encode(DER), None, PRINT, id="base64 text of DER"),
        pytest.param(base64.encodebytes(DER), None, PRINT, id="base64 text in lines"),
        pytest.param(DER, OTHER, PRINT, id="the value counts, not its name"),
        pytest.param(None, base64.b64decode(PRINT), PRINT, id="hexadecimal, decoded as base64"),
        pytest.param(None, base64.b64decode(PRINT.lower()), PRINT, id="hexadecimal, lower case"),
        pytest.param(None, SHA1, PRINT, id="the digest"),
        pytest.param(None, base64.b64encode(SHA1), PRINT, id="base64 text of the digest"),
        pytest.param(None, PRINT.encode(), PRINT, id="hexadecimal as text"),
        pytest.param(b"\x00\x01", base64.b64decode(PRINT), PRINT, id="a value that is none"),
        pytest.param(None, b"my key", "", id="a name of one's own"),
        pytest.param(None, None, "", id="nothing"),
    ],
)
def test_the_thumbprint_is_found(key: bytes | None, custom: bytes | None, expected: str) -> None:
    assert thumbprint(key, custom) == expected
