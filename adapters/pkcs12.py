"""Says, inside a PKCS #12 file, which of Windows' providers is to keep the private key.

Exchange signs with keys of Windows' older providers only, and among those SHA-256 is at home in the
one that knows AES; a file that names none leaves the choice to whatever imports it.
Windows writes the name beside the key when it exports one, and follows it on import.
``cryptography`` has no way to write it, so it is put into the file that it made: RFC 7292 gives the
shapes, and a file is sealed anew by its section 4 and appendix B.
"""

import hmac
from dataclasses import replace
from hashlib import sha1
from typing import Annotated, Final

from cryptography.hazmat import asn1
from cryptography.x509 import ObjectIdentifier

PROVIDER: Final = "Microsoft Enhanced RSA and AES Cryptographic Provider"
"""Type 24: what Microsoft's own script makes auth certificates with.
https://github.com/microsoft/CSS-Exchange, New-ExchangeSelfSignedCertificate.ps1"""

_PROVIDER_NAME: Final = ObjectIdentifier("1.3.6.1.4.1.311.17.1")
_BMP: Final = 0x1E
"""The tag of a BMPString; its text is UTF-16."""
_BLOCK: Final = 64
_FOR_MACS: Final = b"\x03"


@asn1.sequence
class Content:
    """ContentInfo: what it holds, and that."""

    kind: ObjectIdentifier
    content: Annotated[asn1.TLV, asn1.Explicit(0)]


@asn1.sequence
class PlainContent:
    """ContentInfo that is not encrypted as a whole: DER inside a string."""

    kind: ObjectIdentifier
    content: Annotated[bytes, asn1.Explicit(0)]


@asn1.sequence
class Contents:
    """AuthenticatedSafe, of a file with one certificate and one key."""

    certificate: Content
    key: PlainContent


@asn1.sequence
class Attribute:
    """What is told of a key beside it."""

    kind: ObjectIdentifier
    values: asn1.SetOf[asn1.TLV]


@asn1.sequence
class Bag:
    """SafeBag: the key, encrypted, and what is told of it."""

    kind: ObjectIdentifier
    value: Annotated[asn1.TLV, asn1.Explicit(0)]
    attributes: asn1.SetOf[Attribute]


@asn1.sequence
class Bags:
    """SafeContents, of one."""

    key: Bag


@asn1.sequence
class Digest:
    """DigestInfo."""

    algorithm: asn1.TLV
    digest: bytes


@asn1.sequence
class Mac:
    """MacData: the seal."""

    mac: Digest
    salt: bytes
    rounds: int


@asn1.sequence
class File:
    """PFX."""

    version: int
    content: PlainContent
    mac: Mac


def with_provider(file: bytes, password: str, provider: str = PROVIDER) -> bytes:
    """Give the file with the provider's name beside its private key.

    Args:
        file: As ``cryptography`` writes one, with one certificate and HMAC-SHA1.
        password: What it is sealed with, and will be again.
        provider: A name that Windows knows, in ASCII.

    Raises:
        ValueError: It is another kind of file.
    """
    whole = asn1.decode_der(File, file)
    contents = asn1.decode_der(Contents, whole.content.content)
    bags = asn1.decode_der(Bags, contents.key.content)
    told = [*bags.key.attributes.as_list(), _named(provider)]
    bags = replace(bags, key=replace(bags.key, attributes=asn1.SetOf(told)))
    key = replace(contents.key, content=asn1.encode_der(bags))
    content = asn1.encode_der(replace(contents, key=key))
    named = replace(
        whole,
        content=replace(whole.content, content=content),
        mac=_sealed(whole.mac, content, password),
    )
    return asn1.encode_der(named)


def _named(provider: str) -> Attribute:
    text = provider.encode("utf-16-be")
    name = asn1.decode_der(asn1.TLV, bytes((_BMP, len(text))) + text)
    return Attribute(kind=_PROVIDER_NAME, values=asn1.SetOf([name]))


def _sealed(mac: Mac, content: bytes, password: str) -> Mac:
    """Seal the content as it was sealed before."""
    key = _key(password, mac.salt, mac.rounds)
    return replace(mac, mac=replace(mac.mac, digest=hmac.digest(key, content, "sha1")))


def _key(password: str, salt: bytes, rounds: int) -> bytes:
    """Derive the key of the seal: one block of SHA-1, so the first round of blocks is all."""
    text = (password + "\0").encode("utf-16-be")
    digest = _FOR_MACS * _BLOCK + _filled(salt) + _filled(text)
    for _ in range(rounds):
        digest = sha1(digest).digest()  # noqa: S324  (the format's)
    return digest


def _filled(text: bytes) -> bytes:
    length = -(-len(text) // _BLOCK) * _BLOCK
    return (text * (length // len(text) + 1))[:length]
