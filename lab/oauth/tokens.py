"""JSON web tokens as Exchange and Entra write them, signed and verified with real keys."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from lab.world_keys import Certificate, base64url


class Malformed(Exception):
    """A text that is no token."""


@dataclass(frozen=True)
class Token:
    """One compact token: its text, and what is in it."""

    text: str
    header: Mapping[str, Any]
    claims: Mapping[str, Any]

    def claim(self, name: str) -> str:
        return str(self.claims.get(name, ""))

    def signed_by(self, certificate: Certificate) -> bool:
        """Verify the RS256 signature with a certificate's public key."""
        body, _, signature = self.text.rpartition(".")
        if self.header.get("alg") != "RS256":
            return False
        try:
            certificate.public_key.verify(
                _decoded(signature), body.encode("ascii"), padding.PKCS1v15(), hashes.SHA256()
            )
        except InvalidSignature:
            return False
        return True

    def in_time(self, now: datetime, leeway: float = 300) -> bool:
        """Say whether ``now`` lies in nbf…exp, five minutes either way being forgiven."""
        moment = now.timestamp()
        starts, ends = float(self.claims.get("nbf", 0)), float(self.claims.get("exp", 0))
        return starts - leeway <= moment <= ends + leeway


def sign(claims: Mapping[str, Any], certificate: Certificate) -> Token:
    """Sign with RS256; raises ``ValueError`` when the lab has no private key."""
    if certificate.key is None:
        raise ValueError(f"the lab has no private key of {certificate.thumbprint}")
    header = {"typ": "JWT", "alg": "RS256", "x5t": certificate.x5t, "kid": certificate.x5t}
    body = f"{_encoded(header)}.{_encoded(claims)}"
    signature = certificate.key.sign(body.encode("ascii"), padding.PKCS1v15(), hashes.SHA256())
    return Token(f"{body}.{base64url(signature)}", header, dict(claims))


def unsigned(claims: Mapping[str, Any]) -> Token:
    """Write a token with ``alg: none``: the outer one, whose proof is the actor token inside."""
    header = {"typ": "JWT", "alg": "none"}
    return Token(f"{_encoded(header)}.{_encoded(claims)}.", header, dict(claims))


def read(text: str) -> Token:
    """Take a compact token apart; raises ``Malformed``."""
    parts = text.split(".")
    if len(parts) != 3:
        raise Malformed("a token has three parts")
    try:
        header, claims = (json.loads(_decoded(part)) for part in parts[:2])
    except ValueError as error:
        raise Malformed("a token's parts are JSON in base64url") from error
    return Token(text, header, claims)


def _encoded(value: Mapping[str, Any]) -> str:
    return base64url(json.dumps(value, separators=(",", ":")).encode())


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
