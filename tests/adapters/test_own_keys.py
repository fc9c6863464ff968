"""Certificates made here are as Exchange's own, and sealed so that its servers can open them."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from adapters.own_keys import NAME, OwnKeys
from adapters.pkcs12 import PROVIDER, with_provider
from commands.secret import Secret

STARTS = datetime(2026, 11, 21, 9, 30, 15, 987_654, tzinfo=UTC)
TRIPLE_DES = bytes.fromhex("060a2a864886f70d010c0103")
"""pbeWithSHAAnd3-KeyTripleDES-CBC"""
AES = bytes.fromhex("060960864801650304012a")
PASSWORD = Secret("correct horse")


async def made(password: Secret = PASSWORD, days: int = 730) -> bytes:
    return await OwnKeys().auth_certificate(starts=STARTS, days=days, password=password)


def opened(file: bytes, password: Secret = PASSWORD) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    found = pkcs12.load_pkcs12(file, password.reveal().encode())
    assert isinstance(found.key, rsa.RSAPrivateKey)
    assert found.cert is not None
    assert found.cert.friendly_name == NAME.encode()
    assert found.additional_certs == []
    return found.key, found.cert.certificate


async def test_it_opens_with_its_password_and_the_key_is_the_certificates() -> None:
    key, certificate = opened(await made())

    assert key.public_key() == certificate.public_key()
    certificate.verify_directly_issued_by(certificate)


async def test_it_is_like_the_one_that_exchange_makes() -> None:
    key, certificate = opened(await made())

    assert key.key_size == 2048
    assert certificate.version is x509.Version.v3
    assert certificate.subject.rfc4514_string() == f"CN={NAME}"
    assert certificate.issuer == certificate.subject
    assert isinstance(certificate.signature_hash_algorithm, hashes.SHA256)
    assert [(type(each.value).__name__, each.critical) for each in certificate.extensions] == [
        ("KeyUsage", True),
        ("ExtendedKeyUsage", False),
        ("BasicConstraints", True),
    ]
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.public_bytes() == bytes.fromhex("030205a0")  # these two and no others
    purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(purposes) == [ExtendedKeyUsageOID.SERVER_AUTH]
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert not constraints.ca


@pytest.mark.parametrize("days", [1, 730, 3650])
async def test_it_lasts_as_long_as_asked(days: int) -> None:
    _, certificate = opened(await made(days=days))

    begins = STARTS.replace(microsecond=0)
    assert certificate.not_valid_before_utc == begins
    assert certificate.not_valid_after_utc == begins + timedelta(days=days)


async def test_windows_server_2016_can_open_it_and_keeps_the_key_where_exchange_signs() -> None:
    file = await made()

    assert TRIPLE_DES in file
    assert AES not in file
    assert file.count(PROVIDER.encode("utf-16-be")) == 1
    assert opened(file)


async def test_it_does_not_open_with_another_password() -> None:
    file = await made()

    with pytest.raises(ValueError, match="password"):
        opened(file, Secret("correct horsf"))


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("x", id="short"),
        pytest.param("y" * 31, id="as long as a block with its end"),
        pytest.param("z" * 32, id="as long as those made here"),
        pytest.param("비밀번호 é", id="not in ASCII"),
    ],
)
async def test_the_seal_fits_whatever_the_password(password: str) -> None:
    assert opened(await made(Secret(password)), Secret(password))


async def test_naming_the_provider_changes_nothing_else() -> None:
    key, certificate = opened(await made())
    other = "Microsoft RSA SChannel Cryptographic Provider"

    sealing = (
        PrivateFormat.PKCS12.encryption_builder()
        .hmac_hash(hashes.SHA1())  # noqa: S303  (the format's)
        .build(PASSWORD.reveal().encode())
    )
    file = pkcs12.serialize_key_and_certificates(NAME.encode(), key, certificate, None, sealing)
    again = with_provider(file, PASSWORD.reveal(), other)

    same, held = opened(again)
    assert same.private_numbers() == key.private_numbers()
    assert held == certificate
    assert other.encode("utf-16-be") in again


async def test_no_two_are_alike() -> None:
    first, second = opened(await made()), opened(await made())

    assert first[1].serial_number != second[1].serial_number
    assert first[0].private_numbers() != second[0].private_numbers()


def test_passwords_are_random_and_long_and_of_plain_letters() -> None:
    given = {OwnKeys().one_time_password().reveal() for _ in range(100)}

    assert len(given) == 100
    assert all(len(each) == 32 and each.isascii() and each.isprintable() for each in given)


async def test_nothing_is_kept() -> None:
    keys = OwnKeys()
    password = keys.one_time_password()

    await keys.auth_certificate(starts=STARTS, days=30, password=password)

    assert not vars(keys)
