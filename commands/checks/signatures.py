"""What the text of a failed connectivity test tells, row by row; what matches no row is not named.

Sources: https://learn.microsoft.com/outlook/troubleshoot/calendaring/resolve-free-busy-errors,
https://learn.microsoft.com/entra/identity-platform/reference-error-codes (whose numbers are hints:
Microsoft says that programs must not depend on them), "Control access to EWS in Exchange", and
microsoft/CSS-Exchange, FreeBusyChecker.  Ids are those of the project's table of known failures.
"last successfully loaded" has no row on purpose: it stands in healthy answers too.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from commands.checks import signature_texts as texts
from commands.checks.signature_texts import Text


class Direction(Enum):
    TO_CLOUD = "on premises to the cloud"
    TO_ON_PREMISES = "the cloud to on premises"


class Stage(Enum):
    """How far the sign-in came."""

    SIGNING = "Exchange could not sign"
    ISSUER = "the issuer refused the signed request"
    RECEIVER = "the other side refused the token"
    TRANSPORT = "the other side was not reached"


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One known failure.

    Attributes:
        id: Stable name of the row.
        patterns: Regular expressions that must all be found, in any order.
        stage: How far it came.
        text: Cause, proof and remedy in words.
        explained_by: Ids of checks; one that fails is the root, and this is its consequence.
        directions: Both, unless it can only be seen in one.
    """

    id: str
    patterns: tuple[str, ...]
    stage: Stage
    text: Text
    explained_by: tuple[str, ...]
    directions: frozenset[Direction]

    def matches(self, direction: Direction, detail: str) -> bool:
        return direction in self.directions and all(
            re.search(pattern, detail, re.IGNORECASE | re.DOTALL) for pattern in self.patterns
        )


def _row(
    id: str,
    stage: Stage,
    text: Text,
    *patterns: str,
    by: tuple[str, ...] = (),
    only: Direction | None = None,
) -> Signature:
    directions = frozenset(Direction) if only is None else frozenset({only})
    return Signature(
        id=id, patterns=patterns, stage=stage, text=text, explained_by=by, directions=directions
    )


_KEYS: Final = ("certificate.entra", "hybrid-application")
_HOST: Final = ("published", "directory", "challenge")
_ISSUERS: Final = ("auth-server.acs", "auth-server.evosts", "auth-server.metadata")
_STORE: Final = ("certificate.current", "certificate.server")

SIGNATURES: Final = (
    # --- The switches of EWS say so themselves, whatever else stands in the answer.
    _row(
        "B13",
        Stage.RECEIVER,
        texts.EWS_DISABLED,
        r"EWS is disabled for this user or tenant",
        by=("ews",),
        only=Direction.TO_CLOUD,
    ),
    _row(
        "B14",
        Stage.RECEIVER,
        texts.EWS_BLOCKED,
        r"EWS is blocked by policy",
        by=("ews",),
        only=Direction.TO_CLOUD,
    ),
    # --- The issuer's answers.
    _row(
        "A2",
        Stage.ISSUER,
        texts.KEY_EXPIRED,
        r"AADSTS(50012|700027)\b|invalid_client",
        r"key used is expired",
        by=("certificate.current", *_KEYS),
    ),
    _row(
        "A1",
        Stage.ISSUER,
        texts.KEY_NOT_FOUND,
        r"AADSTS(70002|50012|700027)\b|invalid_client|Unable to get the token from Auth Server",
        r"key was not found|Thumbprint of key used by client",
        by=("auth-config", *_KEYS),
    ),
    _row("A3", Stage.ISSUER, texts.ASSERTION_REFUSED, r"AADSTS700027\b", by=_KEYS),
    _row("A4", Stage.ISSUER, texts.ASSERTION_OUT_OF_TIME, r"AADSTS(50013|500133)\b"),
    _row(
        "A5",
        Stage.ISSUER,
        texts.RESOURCE_UNKNOWN,
        r"AADSTS500011\b",
        by=("service-principal-name", "tenant"),
    ),
    _row(
        "A6",
        Stage.ISSUER,
        texts.APPLICATION_UNKNOWN,
        r"AADSTS700016\b",
        by=("hybrid-application", "auth-server.evosts"),
    ),
    _row(
        "A7", Stage.ISSUER, texts.NO_CONSENT, r"AADSTS(65001|650056)\b", by=("hybrid-application",)
    ),
    _row("A8", Stage.ISSUER, texts.TENANT_UNKNOWN, r"AADSTS90002\b", by=(*_ISSUERS, "tenant")),
    _row(
        "A9",
        Stage.ISSUER,
        texts.APPLICATION_DISABLED,
        r"AADSTS7000112\b",
        by=("hybrid-application", "shared-principal"),
    ),
    _row("A10", Stage.ISSUER, texts.TRANSIENT, r"AADSTS(50033|90006|90024|90033|90055)\b"),
    _row("A0", Stage.ISSUER, texts.OTHER_ISSUER_REFUSAL, r"AADSTS\d{4,8}\b"),
    # --- Before anything was sent.
    _row(
        "A11",
        Stage.SIGNING,
        texts.NO_SIGNING_CERTIFICATE,
        r"Missing signing certificate",
        by=_STORE,
    ),
    _row(
        "A12",
        Stage.SIGNING,
        texts.NO_SIGNING_CERTIFICATE,
        r"Unable to find the certificate with thumbprint|missing (the )?private key",
        by=_STORE,
    ),
    _row(
        "A14",
        Stage.TRANSPORT,
        texts.METADATA_UNREACHABLE,
        r"Cannot acquire auth metadata document",
        by=("auth-server.metadata",),
    ),
    _row(
        "A15",
        Stage.TRANSPORT,
        texts.PROXY,
        r"InternetWebProxy",
        r"\(403\) Forbidden",
        only=Direction.TO_CLOUD,
    ),
    # --- The receiver's answers, those with a reason before those without.
    _row("B2", Stage.RECEIVER, texts.USER_AMBIGUOUS, r"2000005|invalid_user", r"ambiguous"),
    _row(
        "B1",
        Stage.RECEIVER,
        texts.USER_UNKNOWN,
        r"2000005|invalid_user|user-context in the token does not exist",
    ),
    _row(
        "B3",
        Stage.RECEIVER,
        texts.AUDIENCE_HOST,
        r"hostname component of the audience",
        by=("service-principal-name",),
    ),
    _row(
        "B4",
        Stage.RECEIVER,
        texts.AUDIENCE,
        r"\b2000003\b|invalid_resource",
        by=("service-principal-name",),
    ),
    _row(
        "B5", Stage.RECEIVER, texts.INVALID_SIGNATURE, r"\b2000000\b|invalid_signature", by=_ISSUERS
    ),
    _row(
        "B6",
        Stage.RECEIVER,
        texts.LINKED_ACCOUNT,
        r"missing a linked account|no RBAC role assignments|logon disabled",
        by=("partner-application",),
        only=Direction.TO_ON_PREMISES,
    ),
    _row(
        "B7",
        Stage.RECEIVER,
        texts.NO_GRANT,
        r"\b2000008\b|invalid_grant",
        by=("partner-application",),
    ),
    _row("B8", Stage.RECEIVER, texts.INVALID_TENANT, r"\b2000004\b|invalid_tenant"),
    _row(
        "B11",
        Stage.RECEIVER,
        texts.INVALID_TOKEN,
        r"invalid_token|token profile .{1,40} is not applicable",
        by=("partner-application", *_HOST),
        only=Direction.TO_ON_PREMISES,
    ),
    _row(
        "B12",
        Stage.RECEIVER,
        texts.FORBIDDEN,
        r"\(403\) Forbidden",
        by=("hybrid-application", "ews"),
        only=Direction.TO_CLOUD,
    ),
    _row(
        "B10",
        Stage.RECEIVER,
        texts.ACCESS_DENIED,
        r"\(401\)|\b401\b",
        r"Access (is )?denied",
        by=("service-principal-name", "partner-application"),
    ),
    # --- The way there.
    _row(
        "C2",
        Stage.TRANSPORT,
        texts.NAME_NOT_RESOLVED,
        r"remote name could not be resolved|NameResolutionFailure",
        by=("published",),
    ),
    _row(
        "C5",
        Stage.TRANSPORT,
        texts.NO_TLS,
        r"Could not (create SSL/TLS secure channel|establish trust relationship)|TrustFailure",
        by=("published",),
    ),
    _row(
        "C4",
        Stage.TRANSPORT,
        texts.CONNECTION_CLOSED,
        r"existing connection was forcibly closed|connection was closed",
        by=("published",),
    ),
    _row(
        "C3",
        Stage.TRANSPORT,
        texts.NO_CONNECTION,
        r"Unable to connect to the remote server|ConnectFailure",
        by=("published",),
    ),
    _row("C6", Stage.TRANSPORT, texts.TIMED_OUT, r"timed out|timeout expired", by=("published",)),
    _row(
        "C10",
        Stage.TRANSPORT,
        texts.NOT_XML,
        r"not well-formed XML|is not a valid SOAP message",
        by=("challenge",),
    ),
    _row("C11", Stage.TRANSPORT, texts.REDIRECTED, r"Object moved|\(30[1278]\)", by=("challenge",)),
    _row(
        "C1",
        Stage.TRANSPORT,
        texts.NOT_FOUND,
        r"\(404\)|\b404 Not Found",
        by=("published", "challenge"),
    ),
    _row(
        "C7",
        Stage.TRANSPORT,
        texts.METHOD_NOT_ALLOWED,
        r"\(405\)|Method Not Allowed",
        by=("challenge",),
    ),
    _row(
        "C8", Stage.TRANSPORT, texts.UNAVAILABLE, r"\(503\)|Service Unavailable", by=("challenge",)
    ),
    _row("C9", Stage.TRANSPORT, texts.GATEWAY, r"\(504\)|Gateway Time-?out", by=("challenge",)),
    # --- A refusal that gives no reason at all.
    _row(
        "B9",
        Stage.RECEIVER,
        texts.UNAUTHORISED,
        r"\(401\)|\b401 Unauthorized",
        by=("partner-application", *_HOST, "service-principal-name"),
    ),
)


def classify(direction: Direction, detail: str) -> Signature | None:
    """Name the failure that a test's detail shows; ``None`` when no row knows it."""
    return next((row for row in SIGNATURES if row.matches(direction, detail)), None)
