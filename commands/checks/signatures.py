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
        passes: Whether it goes away by itself, and so tells nothing about the settings.
    """

    id: str
    patterns: tuple[str, ...]
    stage: Stage
    text: Text
    explained_by: tuple[str, ...]
    directions: frozenset[Direction]
    passes: bool = False

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
    passes: bool = False,
) -> Signature:
    directions = frozenset(Direction) if only is None else frozenset({only})
    return Signature(
        id=id,
        patterns=patterns,
        stage=stage,
        text=text,
        explained_by=by,
        directions=directions,
        passes=passes,
    )


_SIGN, _ISSUE, _RECEIVE, _REACH = Stage
_OUT, _IN = Direction
_KEYS: Final = ("certificate.entra", "hybrid-application")
_HOST: Final = ("published", "directory", "challenge")
_ISSUERS: Final = ("auth-server.acs", "auth-server.evosts", "auth-server.metadata")
_STORE: Final = ("certificate.current", "certificate.server")
_NAMES: Final = ("service-principal-name",)
_ASSERTION: Final = (
    r"AADSTS(70002|50012|700027)\b|invalid_client|Unable to get the token from Auth Server"
)

SIGNATURES: Final = (
    # --- The switches of EWS say so themselves, whatever else stands in the answer.
    _row("B13", _RECEIVE, texts.EWS_DISABLED, r"EWS is disabled for", by=("ews",), only=_OUT),
    _row("B14", _RECEIVE, texts.EWS_BLOCKED, r"EWS is blocked by", by=("ews",), only=_OUT),
    # --- The issuer's answers.
    _row("A2", _ISSUE, texts.KEY_EXPIRED, _ASSERTION, r"key used is expired", by=(*_STORE, *_KEYS)),
    _row(
        "A1",
        _ISSUE,
        texts.KEY_NOT_FOUND,
        _ASSERTION,
        r"key was not found|Thumbprint of key used by client",
        by=("auth-config", "auth-server.evosts", *_KEYS),
    ),
    _row("A3", _ISSUE, texts.ASSERTION_REFUSED, r"AADSTS700027\b", by=_KEYS),
    _row(
        "A4",
        _ISSUE,
        texts.OUT_OF_TIME,
        r"AADSTS(50013|500133|700024)\b|The token has expired",
    ),
    _row(
        "A5",
        _ISSUE,
        texts.RESOURCE_UNKNOWN,
        r"AADSTS500011\b",
        by=(*_NAMES, "tenant", "shared-principal"),
    ),
    _row(
        "A6",
        _ISSUE,
        texts.APPLICATION_UNKNOWN,
        r"AADSTS700016\b",
        by=("hybrid-application", "auth-server.evosts"),
    ),
    _row("A7", _ISSUE, texts.NO_CONSENT, r"AADSTS(65001|650056)\b", by=("hybrid-application",)),
    _row("A8", _ISSUE, texts.TENANT_UNKNOWN, r"AADSTS90002\b", by=(*_ISSUERS, "tenant")),
    _row(
        "A9",
        _ISSUE,
        texts.APPLICATION_DISABLED,
        r"AADSTS7000112\b",
        by=("hybrid-application", "shared-principal"),
    ),
    _row(
        "A10",
        _ISSUE,
        texts.TRANSIENT,
        r"AADSTS(50033|90006|90024|90033|90055)\b|token from Auth Server.{0,1000}\((429|503|504)\)",
        passes=True,
    ),
    _row("A0", _ISSUE, texts.OTHER_ISSUER_REFUSAL, r"AADSTS\d{4,8}\b"),
    # --- Before anything was signed.
    _row("A11", _SIGN, texts.NO_CERTIFICATE, r"Missing signing certificate", by=_STORE),
    _row(
        "A12",
        _SIGN,
        texts.NO_CERTIFICATE,
        r"Unable to find the certificate with thumbprint|missing (the )?private key",
        by=_STORE,
    ),
    _row(
        "A18",
        _SIGN,
        texts.KEY_TOO_SMALL,
        r"CertificatePrivateKeySizeTooSmall"
        r"|private key of the signing certificate.{0,1000}too small",
        by=("certificate.current",),
    ),
    _row(
        "A19",
        _SIGN,
        texts.NO_COMMON_ISSUER,
        r"trusted issuers contained the following entries.{0,1000}None of them",
        by=(*_ISSUERS, "challenge"),
    ),
    _row(
        "A14",
        _REACH,
        texts.METADATA_UNREACHABLE,
        r"Cannot acquire auth metadata document",
        by=("auth-server.metadata",),
    ),
    _row(
        "A15",
        _REACH,
        texts.PROXY,
        r"InternetWebProxy",
        r"GetRequestStream",  # thrown while sending: Exchange Online never saw the call
        r"\(403\) Forbidden",
        only=_OUT,
    ),
    # --- The receiver's answers, those with a reason before those without.
    _row("B2", _RECEIVE, texts.USER_AMBIGUOUS, r"\b2000005\b|invalid_user", r"ambiguous"),
    _row("B1", _RECEIVE, texts.USER_UNKNOWN, r"\b2000005\b|invalid_user|user-context in the token"),
    _row("B3", _RECEIVE, texts.AUDIENCE_HOST, r"hostname component of the audience", by=_NAMES),
    _row("B4", _RECEIVE, texts.AUDIENCE, r"\b2000003\b|invalid_resource", by=_NAMES),
    _row("B5", _RECEIVE, texts.INVALID_SIGNATURE, r"\b2000000\b|invalid_signature", by=_ISSUERS),
    _row("B18", _RECEIVE, texts.ISSUER_UNKNOWN, r"\b2000009\b|invalid_issuer", by=_ISSUERS),
    _row(
        "B6",
        _RECEIVE,
        texts.LINKED_ACCOUNT,
        r"missing a linked account|no RBAC role assignments|logon disabled",
        by=("partner-application",),
        only=_IN,
    ),
    _row(
        "B7",
        _RECEIVE,
        texts.NO_GRANT,
        r"\b2000008\b|invalid_grant",
        by=("partner-application", "hybrid-application"),
    ),
    _row("B8", _RECEIVE, texts.INVALID_TENANT, r"\b2000004\b|invalid_tenant", by=_ISSUERS),
    _row(
        "B11",
        _RECEIVE,
        texts.INVALID_TOKEN,
        r'error_category="invalid_token"|token profile .{1,40} is not applicable',
        by=("partner-application", *_HOST),
        only=_IN,
    ),
    _row(
        "B12",
        _RECEIVE,
        texts.FORBIDDEN,
        r"\(403\) Forbidden",
        by=("auth-server.evosts", "hybrid-application", "ews"),
        only=_OUT,
    ),
    _row(
        "B10",
        _RECEIVE,
        texts.ACCESS_DENIED,
        r"\(401\)|\b401\b",
        r"Access (is )?denied",
        by=(*_NAMES, "partner-application"),
    ),
    # --- The way there.
    _row(
        "C2",
        _REACH,
        texts.NAME_NOT_RESOLVED,
        r"remote name could not be resolved|NameResolutionFailure",
        by=("published",),
    ),
    _row(
        "C5",
        _REACH,
        texts.NO_TLS,
        r"Could not (create SSL/TLS secure channel|establish trust relationship)|TrustFailure",
        by=("published",),
    ),
    _row(
        "C4",
        _REACH,
        texts.CONNECTION_CLOSED,
        r"existing connection was forcibly closed|connection was closed",
        by=("published",),
    ),
    _row(
        "C3",
        _REACH,
        texts.NO_CONNECTION,
        r"Unable to connect to the remote server|ConnectFailure",
        by=("published",),
    ),
    _row("C6", _REACH, texts.TIMED_OUT, r"timed out|timeout expired", by=("published",)),
    _row("C10", _REACH, texts.NOT_XML, r"not well-formed XML", by=("challenge",)),
    _row("C11", _REACH, texts.REDIRECTED, r"Object moved|\(30[1278]\)", by=("challenge",)),
    _row("C1", _REACH, texts.NOT_FOUND, r"\(404\)|\b404 Not Found", by=_HOST),
    _row("C7", _REACH, texts.METHOD_NOT_ALLOWED, r"\(405\)", by=("challenge",)),
    _row("C8", _REACH, texts.UNAVAILABLE, r"\(503\)|Service Unavailable", by=("challenge",)),
    _row("C9", _REACH, texts.GATEWAY, r"\(504\)|Gateway Time-?out", by=("challenge",)),
    # --- A refusal that gives no reason at all.
    _row(
        "B9",
        _RECEIVE,
        texts.UNAUTHORISED,
        r"\(401\)|\b401 Unauthorized",
        by=("partner-application", *_HOST, *_NAMES),
    ),
)


def classify(direction: Direction, detail: str) -> Signature | None:
    """Name the failure that a test's detail shows; ``None`` when no row knows it."""
    return next((row for row in SIGNATURES if row.matches(direction, detail)), None)
