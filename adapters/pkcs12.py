"""Says, inside a PKCS #12 file, which of Windows' providers is to keep the private key.

Exchange signs with keys of Windows' older providers only, and among those SHA-256 is at home in the
one that knows AES; a file that names none leaves the choice to whatever imports it.
Windows writes the name beside the key when it exports one, and follows it on import.
``cryptography`` has no way to write it, so it is put into the file that it made: RFC 7292 gives the
shapes, and a file is sealed anew by its section 4 and appendix B.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha1
from typing import Final

PROVIDER: Final = "Microsoft Enhanced RSA and AES Cryptographic Provider"
"""Type 24: what Microsoft's own script makes auth certificates with.
https://github.com/microsoft/CSS-Exchange, New-ExchangeSelfSignedCertificate.ps1"""

_PROVIDER_NAME: Final = bytes.fromhex("06092b0601040182371101")
"""1.3.6.1.4.1.311.17.1"""
_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_KEY: Final = bytes.fromhex("060b2a864886f70d010c0a0102")
"""pkcs8ShroudedKeyBag"""
_OCTETS, _SEQUENCE, _SET, _BMP, _EXPLICIT = b"\x04", b"\x30", b"\x31", b"\x1e", b"\xa0"
_LONG: Final = 0x80
_BLOCK: Final = 64
_FOR_MACS: Final = b"\x03"


def with_provider(file: bytes, password: str, provider: str = PROVIDER) -> bytes:
    """Give the file with the provider's name beside its private key.

    Args:
        file: As ``cryptography`` writes one, with HMAC-SHA1.
        password: What it is sealed with, and will be again.
        provider: A name that Windows knows.
    """
    version, content, mac = _parts(_inside(file))
    kind, wrapped = _parts(_inside(content))
    (octets,) = _parts(_inside(wrapped))
    (safes,) = _parts(_inside(octets))
    named = _made(_SEQUENCE, *(_safe(each, provider) for each in _parts(_inside(safes))))
    sealed = _made(_SEQUENCE, kind, _made(_EXPLICIT, _made(_OCTETS, named)))
    return _made(_SEQUENCE, version, sealed, _mac(mac, named, password))


def _safe(safe: bytes, provider: str) -> bytes:
    """Give one part of the file; the one that is not encrypted as a whole holds the key."""
    kind, wrapped = _parts(_inside(safe))
    if kind != _DATA:
        return safe
    (octets,) = _parts(_inside(wrapped))
    (bags,) = _parts(_inside(octets))
    named = _made(_SEQUENCE, *(_bag(each, provider) for each in _parts(_inside(bags))))
    return _made(_SEQUENCE, kind, _made(_EXPLICIT, _made(_OCTETS, named)))


def _bag(bag: bytes, provider: str) -> bytes:
    kind, value, *rest = _parts(_inside(bag))
    if kind != _KEY:
        return bag
    name = _made(_SET, _made(_BMP, provider.encode("utf-16-be")))
    told = [part for attributes in rest for part in _parts(_inside(attributes))]
    told.append(_made(_SEQUENCE, _PROVIDER_NAME, name))
    return _made(_SEQUENCE, kind, value, _made(_SET, *sorted(told)))


def _mac(mac: bytes, content: bytes, password: str) -> bytes:
    """Seal the content as it was sealed before."""
    info, salt, rounds = _parts(_inside(mac))
    algorithm, _ = _parts(_inside(info))
    key = _key(password, _inside(salt), int.from_bytes(_inside(rounds)))
    digest = hmac.digest(key, content, "sha1")
    return _made(_SEQUENCE, _made(_SEQUENCE, algorithm, _made(_OCTETS, digest)), salt, rounds)


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


def _parts(content: bytes) -> list[bytes]:
    """Take apart what stands one after the other, each with its tag and length."""
    return list(_each(content))


def _each(content: bytes) -> Iterator[bytes]:
    while content:
        begin, length = _lengths(content)
        yield content[: begin + length]
        content = content[begin + length :]


def _inside(element: bytes) -> bytes:
    begin, length = _lengths(element)
    return element[begin : begin + length]


def _lengths(element: bytes) -> tuple[int, int]:
    """Give where the content begins, and its length; all tags here have one byte."""
    length, more = element[1], 0
    if length >= _LONG:
        more = length - _LONG
        length = int.from_bytes(element[2 : 2 + more])
    return 2 + more, length


def _made(tag: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    length = len(inside)
    if length < _LONG:
        return tag + bytes((length,)) + inside
    written = length.to_bytes((length.bit_length() + 7) // 8)
    return tag + bytes((_LONG + len(written),)) + written + inside
