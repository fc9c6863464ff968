"""Read an X.509 certificate from its DER bytes: names, dates, key size, signature, thumbprint.

Exchange's ``Get-ExchangeCertificate`` gives little more than these bytes over remote PowerShell
(its page says so: https://learn.microsoft.com/powershell/module/exchange/get-exchangecertificate),
so everything a judge wants to know is taken out of them here.  Nothing is verified: a judge asks
what stands in a certificate, not whether to trust it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self


class CertificateUnreadable(ValueError):
    """The bytes are no X.509 certificate in DER."""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What stands in one certificate.

    Attributes:
        thumbprint: SHA-1 over the bytes, 40 upper-case hex digits, as Windows shows it.
        subject: Names in the certificate's order, e.g. ``CN=Microsoft Exchange Server Auth …``.
        key_size: Bits of an RSA modulus or of a known curve; 0 when the kind is not known.
        signature: Name of the signature algorithm, or its dotted number when it is not known.
    """

    thumbprint: str
    subject: str
    issuer: str
    starts: datetime
    ends: datetime
    key_size: int
    signature: str

    @classmethod
    def from_der(cls, der: bytes) -> Self:
        """Read the bytes; raises ``CertificateUnreadable``."""
        whole = _only(der, _SEQUENCE)
        body, algorithm = _take(whole, _SEQUENCE, _SEQUENCE)
        parts = list(_elements(body))
        if parts and parts[0][0] == _VERSION:
            del parts[0]
        _, _, issuer, validity, subject, key = _typed(parts, _INTEGER, *(_SEQUENCE,) * 5)
        starts, ends = (_moment(tag, value) for tag, value in _pair(validity))
        return cls(
            thumbprint=thumbprint(der),
            subject=_name(subject),
            issuer=_name(issuer),
            starts=starts,
            ends=ends,
            key_size=_key_size(key),
            signature=_algorithm(algorithm),
        )

    @property
    def weak_signature(self) -> bool:
        """Whether it was signed over a hash that is broken."""
        return self.signature.startswith(("sha1", "md5"))


def thumbprint(der: bytes) -> str:
    """Give the thumbprint that Windows and Entra ID show; an identifier, not a protection."""
    return hashlib.sha1(der, usedforsecurity=False).hexdigest().upper()


_INTEGER: Final = 0x02
_BIT_STRING: Final = 0x03
_OBJECT: Final = 0x06
_UTC_TIME: Final = 0x17
_GENERALISED_TIME: Final = 0x18
_SEQUENCE: Final = 0x30
_SET: Final = 0x31
_VERSION: Final = 0xA0

_TEXT: Final = {
    0x0C: "utf-8",  # UTF8String
    0x13: "latin-1",  # PrintableString
    0x14: "latin-1",  # TeletexString
    0x16: "latin-1",  # IA5String
    0x1C: "utf-32-be",  # UniversalString
    0x1E: "utf-16-be",  # BMPString
}
_NAMES: Final = {
    "2.5.4.3": "CN",
    "2.5.4.5": "SERIALNUMBER",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "E",
}
_SIGNATURES: Final = {
    "1.2.840.113549.1.1.4": "md5RSA",
    "1.2.840.113549.1.1.5": "sha1RSA",
    "1.2.840.113549.1.1.10": "RSASSA-PSS",
    "1.2.840.113549.1.1.11": "sha256RSA",
    "1.2.840.113549.1.1.12": "sha384RSA",
    "1.2.840.113549.1.1.13": "sha512RSA",
    "1.2.840.10045.4.1": "sha1ECDSA",
    "1.2.840.10045.4.3.2": "sha256ECDSA",
    "1.2.840.10045.4.3.3": "sha384ECDSA",
    "1.2.840.10045.4.3.4": "sha512ECDSA",
}
_RSA: Final = "1.2.840.113549.1.1.1"
_CURVES: Final = {"1.2.840.10045.3.1.7": 256, "1.3.132.0.34": 384, "1.3.132.0.35": 521}

_LONGEST_LENGTH: Final = 4
_MIDDLE_OF_CENTURY: Final = 50  # RFC 5280 4.1.2.5.1: two-digit years from 50 on are 19xx


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk tag and value of each element in a row."""
    at = 0
    while at < len(data):
        if at + 2 > len(data):
            raise CertificateUnreadable("an element is cut off")
        tag, length = data[at], data[at + 1]
        at += 2
        if length >= 0x80:  # noqa: PLR2004  (the long form: the low bits count the length's bytes)
            count = length & 0x7F
            if not 1 <= count <= _LONGEST_LENGTH or at + count > len(data):
                raise CertificateUnreadable("a length is out of bounds")
            length = int.from_bytes(data[at : at + count])
            at += count
        if at + length > len(data):
            raise CertificateUnreadable("an element is longer than what holds it")
        yield tag, data[at : at + length]
        at += length


def _typed(elements: list[tuple[int, bytes]], *tags: int) -> list[bytes]:
    """Give the values of the first elements, which must have these tags."""
    found = elements[: len(tags)]
    if [tag for tag, _ in found] != list(tags):
        raise CertificateUnreadable("the elements are not those of a certificate")
    return [value for _, value in found]


def _take(data: bytes, *tags: int) -> list[bytes]:
    return _typed(list(_elements(data)), *tags)


def _only(data: bytes, tag: int) -> bytes:
    return _take(data, tag)[0]


def _pair(data: bytes) -> tuple[tuple[int, bytes], tuple[int, bytes]]:
    match list(_elements(data)):
        case [first, second]:
            return first, second
        case _:
            raise CertificateUnreadable("a validity has two dates")


def _moment(tag: int, value: bytes) -> datetime:
    text = value.decode("latin-1")
    if tag == _UTC_TIME:
        century = "19" if text[:2] >= str(_MIDDLE_OF_CENTURY) else "20"
        text = century + text
    elif tag != _GENERALISED_TIME:
        raise CertificateUnreadable("a date is of an unknown kind")
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise CertificateUnreadable("a date cannot be read") from error


def _name(data: bytes) -> str:
    parts = []
    for tag, relative in _elements(data):
        if tag != _SET:
            raise CertificateUnreadable("a name is made of sets")
        for kind, attribute in _elements(relative):
            if kind != _SEQUENCE:
                raise CertificateUnreadable("a part of a name is a sequence")
            parts.append(_attribute(attribute))
    return ", ".join(parts)


def _attribute(data: bytes) -> str:
    match list(_elements(data)):
        case [(tag, number), (kind, value)] if tag == _OBJECT:
            label = _NAMES.get(_dotted(number), _dotted(number))
            return f"{label}={value.decode(_TEXT.get(kind, 'latin-1'), errors='replace')}"
        case _:
            raise CertificateUnreadable("a part of a name is a kind and a text")


def _algorithm(data: bytes) -> str:
    number = _dotted(_only(data, _OBJECT))
    return _SIGNATURES.get(number, number)


def _key_size(data: bytes) -> int:
    about, bits = _take(data, _SEQUENCE, _BIT_STRING)
    kinds = [_dotted(value) for tag, value in _elements(about) if tag == _OBJECT]
    if _RSA in kinds[:1]:
        modulus = _only(_only(bits[1:], _SEQUENCE), _INTEGER)  # bits[0] counts unused bits
        return int.from_bytes(modulus).bit_length()
    return next((_CURVES[kind] for kind in kinds if kind in _CURVES), 0)


def _dotted(data: bytes) -> str:
    """Write an object identifier with dots."""
    numbers, value = [], 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004  (the high bit says that the number goes on)
            numbers.append(value)
            value = 0
    if not numbers:
        raise CertificateUnreadable("an object identifier is empty")
    first = min(numbers[0] // 40, 2)
    return ".".join(str(number) for number in (first, numbers[0] - 40 * first, *numbers[1:]))
