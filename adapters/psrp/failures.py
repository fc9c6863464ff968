"""What every error of remote PowerShell means to us: one table for all libraries below."""

import builtins
import importlib
import re
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final
from xml.etree import ElementTree

import spnego.exceptions as sign_in
from pypsrp import exceptions as psrp
from pypsrp._pool_manager import NewConnectionDisabled
from requests import exceptions as http
from urllib3 import exceptions as wire

from adapters import cmdlet_errors, plain_words, redaction
from adapters.clixml import NotClixml
from adapters.psrp.refusals import AccountRefused, NotHere, refused
from commands.outside import sign_in as meaning
from commands.ports import Kind, Outcome, OutsideError

INVALID_SELECTORS: Final = 2150858843
"""The shell was not found (idle for too long), or the command in it: the text says which."""
_COMMAND_GONE: Final = "command identifier"
"""Of a command that is not found WinRM says that it may have completed."""


class DeadlinePassed(plain_words.Told):
    """The call's deadline passed while the server was still at work."""

    def __init__(self) -> None:
        super().__init__(plain_words.NO_ANSWER)


class GivenUp(plain_words.Told):
    """Nobody waits for the call any more."""

    def __init__(self) -> None:
        super().__init__("nobody waits for it any more")


@dataclass(frozen=True)
class Row:
    """Exceptions, and what they mean; without an outcome it depends on whether we had sent."""

    errors: tuple[type[BaseException], ...]
    kind: Kind
    outcome: Outcome | None = None


def _gssapi(*names: str) -> tuple[type[BaseException], ...]:
    """Give gssapi's exceptions of these names; none where it is not installed."""
    try:
        module = importlib.import_module("gssapi.raw.exceptions")
        base = importlib.import_module("gssapi.raw.misc").GSSError
    except ImportError:
        return ()
    return tuple(base if name == "GSSError" else getattr(module, name) for name in names)


def _krb5() -> tuple[type[BaseException], ...]:
    try:
        return (importlib.import_module("krb5").Krb5Error,)
    except ImportError:
        return ()


# The first row that fits counts, so the special stand before the general.
TABLE: Final = (
    Row((DeadlinePassed, GivenUp, http.ReadTimeout), Kind.TIMEOUT),
    Row((psrp.AuthenticationError,), Kind.UNAUTHORISED, Outcome.REFUSED),
    Row((sign_in.CredentialsExpiredError,), Kind.UNAUTHORISED, Outcome.NOT_SENT),
    Row(  # what is missing here: nobody was asked
        (
            sign_in.InvalidCredentialError, sign_in.NoCredentialError, sign_in.BadNameError,
            sign_in.FeatureMissingError, sign_in.BadMechanismError,
            sign_in.OperationNotAvailableError, ImportError,
        ),
        Kind.LOCAL, Outcome.NOT_SENT,
    ),
    Row(  # the sealing of a connection that is no more
        (
            sign_in.BadMICError, sign_in.BadBindingsError, sign_in.ContextExpiredError,
            sign_in.InvalidTokenError, sign_in.NoContextError, sign_in.UnsupportedQop,
        ),
        Kind.UNREACHABLE,
    ),
    Row(_gssapi("ExpiredContextError", "MissingContextError", "InvalidTokenError"),
        Kind.UNREACHABLE),
    Row((sign_in.SpnegoError, sign_in.NativeError, *_gssapi("GSSError"), *_krb5()),
        Kind.UNAUTHORISED),
    Row((psrp.SerializationError, psrp.FragmentError, psrp.InvalidPSRPOperation), Kind.UNEXPECTED),
    Row((psrp.InvalidRunspacePoolStateError, psrp.InvalidPipelineStateError), Kind.UNEXPECTED),
    Row((psrp.WinRMError,), Kind.UNEXPECTED),
    Row(
        (
            http.InvalidURL, http.MissingSchema, http.InvalidSchema, http.URLRequired,
            http.InvalidHeader,
        ),
        Kind.UNEXPECTED, Outcome.NOT_SENT,
    ),
    Row((http.SSLError, http.ProxyError, http.ConnectTimeout), Kind.UNREACHABLE),
    Row(
        (
            http.ConnectionError, http.ChunkedEncodingError, http.ContentDecodingError,
            http.StreamConsumedError, http.UnrewindableBodyError, http.RetryError,
            NewConnectionDisabled,
        ),
        Kind.UNREACHABLE,
    ),
    Row((http.Timeout,), Kind.TIMEOUT),
    Row((http.RequestException,), Kind.UNEXPECTED),
    Row((wire.TimeoutError, builtins.TimeoutError), Kind.TIMEOUT),
    Row((wire.HTTPError, HTTPException, OSError), Kind.UNREACHABLE),
    Row((ElementTree.ParseError, NotClixml), Kind.UNEXPECTED),
    Row((TypeError, ValueError), Kind.UNEXPECTED),
)  # fmt: skip
_STRANGE: Final = Row((Exception,), Kind.UNEXPECTED)

_FULL: Final = re.compile(
    r"(?i)MaxConcurrency"
    r"|maximum number of (?:[0-9]{1,9} )?(?:concurrent|connections|shells|users|processes)"
    r"|maximum allowed|number of WS-Management operations"
)
_QUOTAS: Final = (
    2150858815, *range(2150859173, 2150859177), 2150859179, *range(2150859238, 2150859242),
)  # fmt: skip
"""``ERROR_WSMAN_QUOTA_*`` of wsmerror.h: shells, operations, users, and those of a plug-in."""
_BUDGET: Final = re.compile(r"(?i)MaxRunspaces|throttl|over ?budget|PowerShellMaxCmdlets")
_FAULTS: Final = {
    5: (Kind.FORBIDDEN, Outcome.REFUSED),
    2150858793: (Kind.TIMEOUT, None),
    2150858811: (Kind.NOT_FOUND, Outcome.REFUSED),  # no such resource: a wrong path
    2150859180: (Kind.NOT_FOUND, Outcome.REFUSED),  # no such session configuration
    INVALID_SELECTORS: (Kind.UNREACHABLE, Outcome.NOT_SENT),
    **dict.fromkeys(_QUOTAS, (Kind.BUSY, Outcome.REFUSED)),
}
_OF_THE_ENDPOINT: Final = frozenset({Kind.NOT_FOUND, Kind.FORBIDDEN})
_STATUS: Final = {
    400: (Kind.UNREACHABLE, None),  # a sealed message on another connection
    401: (Kind.UNAUTHORISED, Outcome.REFUSED),
    403: (Kind.FORBIDDEN, Outcome.REFUSED),
    404: (Kind.NOT_FOUND, Outcome.REFUSED),
    429: (Kind.THROTTLED, Outcome.REFUSED),
    502: (Kind.UNREACHABLE, None),
    503: (Kind.BUSY, Outcome.REFUSED),
    504: (Kind.TIMEOUT, None),
}


def row(error: type[BaseException]) -> Row:
    """Give the row for an exception class; the last resort for one that nobody thought of."""
    return next((each for each in TABLE if issubclass(error, each.errors)), _STRANGE)


def translate(error: BaseException, *, source: str, doing: str, sent: bool) -> OutsideError:
    """Make our one error of any other; ``sent``: the cmdlet may have reached the server."""
    if isinstance(error, OutsideError):
        return error
    if isinstance(error, psrp.AuthenticationError):
        return _by_the_server(source, doing)
    found = row(type(error))
    kind, outcome, code = found.kind, found.outcome, ""
    if isinstance(error, psrp.WSManFaultError):
        kind, outcome = _FAULTS.get(error.code, (kind, None if sent else Outcome.REFUSED))
        if command_is_gone(error):
            outcome = None  # it may have run to its end
        code = str(error.code or "")
        detail = error.provider_fault or error.reason or "a fault without a reason"
    elif isinstance(error, psrp.WinRMTransportError):
        kind, outcome = _STATUS.get(error.code, (kind, None))
        code = str(error.code)
        detail = f"HTTP {error.code}"
    else:
        detail = plain_words.said(error)
        if any(isinstance(each, wire.ReadTimeoutError) for each in plain_words.wrapped(error)):
            kind = Kind.TIMEOUT  # silence in the middle of an answer comes as a ConnectionError
    if isinstance(error, psrp.WinRMError):
        kind, outcome = _quota(detail) or (kind, outcome)
    made = NotHere if not sent and kind in _OF_THE_ENDPOINT else OutsideError
    return made(
        kind=kind,
        outcome=outcome or (Outcome.UNKNOWN if sent else Outcome.NOT_SENT),
        source=source,
        doing=doing,
        detail=redaction.text(detail),
        code=code,
    )


def shell_is_gone(error: psrp.WSManFaultError) -> bool:
    """Tell whether the shell itself is no more: what was to begin in it did not begin."""
    return bool(error.code == INVALID_SELECTORS) and not command_is_gone(error)


def command_is_gone(error: psrp.WSManFaultError) -> bool:
    """Tell whether the shell is there and its command is not, ended or never begun."""
    said = f"{error.reason} {error.provider_fault}"
    return bool(error.code == INVALID_SELECTORS) and _COMMAND_GONE in said.lower()


def _by_the_server(source: str, doing: str) -> OutsideError:
    """A 401 to a password: the server does not say whether that, or the account, is wrong."""
    error = refused(meaning.REFUSED, source=source, doing=doing)
    error.outcome = Outcome.REFUSED
    if isinstance(error, AccountRefused):
        error.told = False
    return error


def _quota(detail: str) -> tuple[Kind, Outcome | None] | None:
    """Exchange's limits come as text only; the session or command was not made."""
    if _FULL.search(detail):
        return Kind.BUSY, Outcome.REFUSED
    if _BUDGET.search(detail):
        return Kind.THROTTLED, Outcome.REFUSED
    return None


def refusal(records: list[Any], *, source: str, doing: str) -> OutsideError:
    """Make our error of a cmdlet's error records; the first one tells the story."""
    record = records[0]
    types = [str(name) for name in getattr(record.exception, "types", None) or ()]
    name = (types[0] if types else str(record.reason or "")).removeprefix("Deserialized.")
    kind = cmdlet_errors.kind(name)
    detail = str(record) if str(record) != "None" else str(record.message or name)
    if _quota(detail):
        kind = (_quota(detail) or (kind, None))[0]
    return OutsideError(
        kind=kind,
        outcome=Outcome.REFUSED,
        source=source,
        doing=doing,
        detail=redaction.text(detail),
        code=redaction.text(" ".join(part for part in (name, str(record.fq_error or "")) if part)),
    )


def declined(question: str, *, source: str, doing: str) -> OutsideError:
    """Make our error of a change that wanted to be confirmed, and was not."""
    return OutsideError(
        kind=Kind.REFUSED,
        outcome=Outcome.REFUSED,
        source=source,
        doing=doing,
        detail=redaction.text(f"the server asked, and was answered No: {question}"),
    )
