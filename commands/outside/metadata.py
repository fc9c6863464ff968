"""Metadata documents that Exchange, the access control service and Entra ID publish."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from commands.outside.certificate import thumbprint

_TENANT: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)
_AADSTS: Final = re.compile(r"\bAADSTS([0-9]{5,9})\b")
_ENTITY: Final = re.compile(rb"""\bentityID\s*=\s*["']([^"'<>]{1,300})["']""")


class MetadataUnreadable(ValueError):
    """The body is not the document that was asked for."""


@dataclass(frozen=True, kw_only=True)
class SigningMetadata:
    """``metadata/json/1``: who issues, and the certificates it signs with.

    Names are read without regard to case: Exchange's exact spelling differs between descriptions.
    """

    issuer: str
    realm: str
    thumbprints: tuple[str, ...]

    @classmethod
    def from_body(cls, body: bytes) -> Self:
        """Read a document; raises ``MetadataUnreadable``."""
        document = _object(body)
        keys = document.get("keys", [])
        if not isinstance(keys, list):
            raise MetadataUnreadable("keys is not a list")
        return cls(
            issuer=_text(document.get("issuer")),
            realm=_text(document.get("realm")),
            thumbprints=tuple(dict.fromkeys(_thumbprints(keys))),
        )

    @property
    def tenants(self) -> frozenset[str]:
        """Every tenant id that issuer and realm name, lower case."""
        return tenants(self.realm) | tenants(self.issuer.partition("@")[2])


def openid_issuer(body: bytes) -> str:
    """Give the issuer of an openid configuration; raises ``MetadataUnreadable``."""
    return _text(_object(body).get("issuer"))


def name_space(body: bytes) -> str:
    """Give ``NameSpaceType`` of a user realm: Managed, Federated or Unknown."""
    return _text(_object(body).get("namespacetype"))


def entity(body: bytes) -> str:
    """Give the entity id of a federation metadata document; raises ``MetadataUnreadable``.

    Only this attribute is wanted, so the XML is searched and not parsed.
    """
    if found := _ENTITY.search(body):
        return found[1].decode("utf-8", errors="replace")
    raise MetadataUnreadable("no entityID is in it")


def entra_error(body: bytes) -> frozenset[int]:
    """Give the numbers in Entra ID's own JSON error; none when it is anything else."""
    try:
        document = _object(body)
    except MetadataUnreadable:
        return frozenset()
    codes = document.get("error_codes")
    text = _text(document.get("error_description"))
    named = {int(found) for found in _AADSTS.findall(text[:2000])}
    numbers = codes if isinstance(codes, list) else []
    return frozenset(named | {each for each in numbers if type(each) is int})


def tenants(text: str) -> frozenset[str]:
    """Find the tenant ids in a text, lower case."""
    return frozenset(found.lower() for found in _TENANT.findall(text))


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MetadataUnreadable("not JSON") from error
    if not isinstance(document, dict):
        raise MetadataUnreadable("not a JSON object")
    return _lower(document)


def _lower(value: object) -> dict[str, Any]:
    return {key.lower(): item for key, item in value.items()} if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _thumbprints(keys: list[object]) -> Iterator[str]:
    """Take each key's thumbprint from its certificate, else from ``x5t`` (its SHA-1, base64)."""
    for key in keys:
        value = _decoded(_text(_lower(_lower(key).get("keyvalue")).get("value")))
        hashed = _decoded(_text(_lower(_lower(key).get("keyinfo")).get("x5t")))
        if value:
            yield thumbprint(value)
        elif hashed:
            yield hashed.hex().upper()


def _decoded(text: str) -> bytes:
    """Decode base64 of either alphabet, with or without its padding; empty when it is none."""
    plain = text.strip().replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
