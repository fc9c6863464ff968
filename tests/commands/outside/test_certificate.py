"""The DER reader against certificates that another library made."""

import contextlib
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from commands.outside.certificate import Certificate, CertificateUnreadable, thumbprint

STARTS = datetime(2024, 2, 29, 1, 2, 3, tzinfo=UTC)
ENDS = datetime(2029, 2, 27, 4, 5, 6, tzinfo=UTC)
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def made(key, algorithm, *, ends=ENDS, name=None):
    name = name or x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, "Microsoft Exchange Server Auth Certificate")]
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(4711)
        .not_valid_before(STARTS)
        .not_valid_after(ends)
        .sign(key, algorithm)
    )


AUTH = made(RSA_KEY, hashes.SHA256())
DER = AUTH.public_bytes(serialization.Encoding.DER)


def test_reads_what_exchange_makes():
    read = Certificate.from_der(DER)

    assert read == Certificate(
        thumbprint=AUTH.fingerprint(hashes.SHA1()).hex().upper(),  # noqa: S303
        subject="CN=Microsoft Exchange Server Auth Certificate",
        issuer="CN=Microsoft Exchange Server Auth Certificate",
        starts=STARTS,
        ends=ENDS,
        key_size=2048,
        signature="sha256RSA",
    )
    assert not read.weak_signature


def test_a_thumbprint_is_forty_hex_digits():
    assert thumbprint(b"") == "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"


@pytest.mark.parametrize(
    ("key", "algorithm", "size", "signature"),
    [
        pytest.param(ec.generate_private_key(ec.SECP384R1()), hashes.SHA384(), 384, "sha384ECDSA",
                     id="a key on a known curve"),
        pytest.param(ec.generate_private_key(ec.SECP256K1()), hashes.SHA256(), 0, "sha256ECDSA",
                     id="a key on another curve"),
        pytest.param(ed25519.Ed25519PrivateKey.generate(), None, 0, "1.3.101.112",
                     id="another kind of key"),
        pytest.param(RSA_KEY, hashes.SHA512(), 2048, "sha512RSA", id="a longer hash"),
    ],
)  # fmt: skip
def test_reads_other_kinds(key, algorithm, size, signature):
    read = Certificate.from_der(made(key, algorithm).public_bytes(serialization.Encoding.DER))

    assert (read.key_size, read.signature) == (size, signature)


def test_reads_dates_of_both_spellings():
    late = datetime(2061, 1, 2, 3, 4, 5, tzinfo=UTC)
    der = made(RSA_KEY, hashes.SHA256(), ends=late).public_bytes(serialization.Encoding.DER)

    assert Certificate.from_der(der).ends == late


def test_two_digit_years_from_fifty_on_are_of_the_last_century():
    der = DER.replace(b"240229010203Z", b"990228010203Z")

    assert Certificate.from_der(der).starts.year == 1999


def test_reads_names_of_many_parts():
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "KR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "에이치비"),
            x509.NameAttribute(NameOID.PSEUDONYM, "x"),
        ]
    )
    der = made(RSA_KEY, hashes.SHA256(), name=name).public_bytes(serialization.Encoding.DER)

    assert Certificate.from_der(der).subject == "C=KR, O=에이치비, 2.5.4.65=x"


def test_a_signature_over_sha1_is_weak():
    sha1, sha256 = bytes.fromhex("2a864886f70d010105"), bytes.fromhex("2a864886f70d01010b")

    assert Certificate.from_der(DER.replace(sha256, sha1)).weak_signature


def without_version(der):
    """Drop the version element of a certificate and mend the two lengths around it."""
    body = bytes.fromhex("a003020102")
    assert body in der[:20]
    at = der.index(body)
    outer = int.from_bytes(der[2:4]) - len(body)
    inner = int.from_bytes(der[6:8]) - len(body)
    return (
        der[:2] + outer.to_bytes(2) + der[4:6] + inner.to_bytes(2) + der[8:at]
        + der[at + len(body):]
    )  # fmt: skip


def test_a_certificate_of_the_first_version_has_no_version_element():
    assert Certificate.from_der(without_version(DER)).subject == Certificate.from_der(DER).subject


@pytest.mark.parametrize(
    "der",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x30", id="half an element"),
        pytest.param(b"\x30\x80", id="a length without an end"),
        pytest.param(b"\x30\x85\x01\x01\x01\x01\x01", id="a length of five bytes"),
        pytest.param(b"\x30\x82\x01", id="a length cut off"),
        pytest.param(b"\x30\x05\x02\x01\x00", id="an element longer than its data"),
        pytest.param(b"\x02\x01\x00", id="another element"),
        pytest.param(b"\x30\x04\x30\x00\x30\x00", id="an empty certificate"),
        pytest.param(DER.replace(b"240229010203Z", b"240230010203Z"), id="a day that is none"),
        pytest.param(DER.replace(b"\x17\x0d2402", b"\x16\x0d2402"), id="a date of another kind"),
        pytest.param(DER[:-1], id="the last byte missing"),
        pytest.param(DER.replace(bytes.fromhex("0603550403"), bytes.fromhex("0503550403")),
                     id="a name without its kind"),
        pytest.param(DER.replace(bytes.fromhex("06092a864886f70d010101"),
                                 bytes.fromhex("0600") + b"\x05\x07" + bytes(7)),
                     id="a key of an empty kind"),
    ],
)  # fmt: skip
def test_says_that_it_is_no_certificate(der):
    with pytest.raises(CertificateUnreadable):
        Certificate.from_der(der)


def test_a_name_of_something_else_than_sets_is_refused():
    name = DER.index(bytes.fromhex("0603550403")) - 4  # a set and a sequence before the kind

    for offset in (0, 2):
        with pytest.raises(CertificateUnreadable):
            Certificate.from_der(DER[: name + offset] + b"\x04" + DER[name + offset + 1 :])


def test_a_validity_has_two_dates():
    at = DER.index(b"\x17\x0d240229")
    der = DER[:at] + b"\x17\x1c" + DER[at + 2 :]

    with pytest.raises(CertificateUnreadable):
        Certificate.from_der(der)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_certificate_or_its_own_error(data):
    with contextlib.suppress(CertificateUnreadable):
        Certificate.from_der(data)


@given(st.integers(0, len(DER) - 1), st.integers(0, 255))
def test_any_changed_byte_gives_a_certificate_or_its_own_error(at, value):
    changed = DER[:at] + bytes([value]) + DER[at + 1 :]

    with contextlib.suppress(CertificateUnreadable):
        Certificate.from_der(changed)
