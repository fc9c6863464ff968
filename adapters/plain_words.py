"""What went wrong below us, in our own words: no library's text gets past an adapter.

``HTTPSConnectionPool(host=…): Max retries exceeded`` tells nobody what to do, and quotes whatever
it has.  So each failure is looked up: by what the system says (TLS, names, sockets), then by its
class.  Classes are named rather than imported: pypsrp and the Graph SDK are loaded only where they
are used.  What is in no table is called by its class, and the log has the rest.
"""

import errno
import socket
import ssl
from collections.abc import Iterator, Mapping
from typing import Final

import structlog

from adapters import redaction
from commands.outside import sign_in

log = structlog.get_logger()

NOT_ACCEPTED: Final = "the certificate is not accepted: "
NO_ANSWER: Final = "no answer in time"
DROPPED: Final = "the connection was dropped"
CLOSED: Final = "the connection was closed without an answer"
UNREADABLE: Final = "its answer could not be read"
_NO_CONNECTION: Final = "no connection in time"
_REFUSED: Final = "the connection was refused"
_NO_NAME: Final = "the name was not found"
_NO_NAME_SERVER: Final = "the name could not be looked up"
_NO_WAY: Final = "no way from here to the address"
_NO_TLS: Final = "TLS could not be agreed on"
_PROXY: Final = "the proxy could not be used"
_ADDRESS: Final = "the address makes no sense"
_NO_SIGN_IN: Final = "the sign-in could not be completed"
_UNSEALED: Final = "the encryption of the connection no longer fits"
_NOT_POSSIBLE: Final = str(sign_in.NO_NTLM.words)


class Told(Exception):
    """An error of ours below an adapter: its text is for people."""


_CERTIFICATE: Final = {
    **dict.fromkeys((2, 7, 18, 19, 20, 21, 27), "no authority that is trusted here has issued it"),
    9: "it is not valid yet",
    10: "it has expired",
    23: "it was revoked",
    62: "it is for another name",
    64: "it is for another address",
}
"""By OpenSSL's number: https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/"""
_TLS: Final = {
    "WRONG_VERSION_NUMBER": "what answers there does not speak TLS",
    "HTTP_REQUEST": "what answers there does not speak TLS",
    "RECORD_LAYER_FAILURE": "what answers there does not speak TLS",
    "UNSUPPORTED_PROTOCOL": "TLS: no version that both sides accept",
    "NO_PROTOCOLS_AVAILABLE": "TLS: no version that both sides accept",
    "TLSV1_ALERT_PROTOCOL_VERSION": "TLS: no version that both sides accept",
    "NO_SHARED_CIPHER": "TLS: no cipher that both sides accept",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "TLS: the other side broke off the handshake",
    "TLSV1_UNRECOGNIZED_NAME": "TLS: the other side does not know the name",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "TLS: the other side wants a certificate of ours",
    "UNEXPECTED_EOF_WHILE_READING": "the connection was dropped during TLS",
}
_SYSTEM: Final = {
    errno.ECONNREFUSED: _REFUSED,
    **dict.fromkeys((errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE), DROPPED),
    errno.ETIMEDOUT: _NO_CONNECTION,
    **dict.fromkeys(
        (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN), _NO_WAY
    ),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "this machine forbids the connection"),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), "this machine has too many open connections"),
}
_NO_SUCH_NAME: Final = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_KERBEROS_BASE: Final = -1765328384
_KERBEROS_NUMBERS: Final = 256

SPECIAL: Final[Mapping[str, str]] = {
    "aiohttp.ClientConnectorDNSError": _NO_NAME,
    "aiohttp.ClientPayloadError": DROPPED,
    "aiohttp.ConnectionTimeoutError": _NO_CONNECTION,
    "aiohttp.InvalidURL": _ADDRESS,
    "aiohttp.NonHttpUrlClientError": _ADDRESS,
    "aiohttp.RedirectClientError": "it sent us on to another address",
    "aiohttp.ServerDisconnectedError": CLOSED,
    "aiohttp.ServerFingerprintMismatch": NOT_ACCEPTED + "it is another one than was expected",
    "aiohttp.TooManyRedirects": "it sent us on to another address",
    "builtins.ConnectionAbortedError": DROPPED,
    "builtins.ConnectionRefusedError": _REFUSED,
    "builtins.ConnectionResetError": DROPPED,
    "builtins.ImportError": "a library that this needs is not installed",
    "gssapi.ExpiredContextError": _UNSEALED,
    "gssapi.ExpiredCredentialsError": str(sign_in.EXPIRED.words),
    "gssapi.InvalidTokenError": _UNSEALED,
    "gssapi.MissingContextError": _UNSEALED,
    "http.BadStatusLine": UNREADABLE,
    "http.IncompleteRead": DROPPED,
    "http.RemoteDisconnected": CLOSED,
    "httpx.ConnectTimeout": _NO_CONNECTION,
    "httpx.DecodingError": UNREADABLE,
    "httpx.InvalidURL": _ADDRESS,
    "httpx.PoolTimeout": _NO_CONNECTION,
    "httpx.ReadError": DROPPED,
    "httpx.RemoteProtocolError": CLOSED,
    "httpx.TooManyRedirects": "it sent us on to another address",
    "httpx.UnsupportedProtocol": _ADDRESS,
    "httpx.WriteError": DROPPED,
    "pypsrp.AuthenticationError": str(sign_in.REFUSED.words),
    "pypsrp.FragmentError": UNREADABLE,
    "pypsrp.NewConnectionDisabled": DROPPED,
    "pypsrp.SerializationError": UNREADABLE,
    "requests.ConnectTimeout": _NO_CONNECTION,
    "requests.ContentDecodingError": UNREADABLE,
    "requests.InvalidSchema": _ADDRESS,
    "requests.InvalidURL": _ADDRESS,
    "requests.JSONDecodeError": UNREADABLE,
    "requests.MissingSchema": _ADDRESS,
    "requests.TooManyRedirects": "it sent us on to another address",
    "requests.URLRequired": _ADDRESS,
    "spnego.BadBindingsError": _UNSEALED,
    "spnego.BadMICError": _UNSEALED,
    "spnego.BadMechanismError": _NOT_POSSIBLE,
    "spnego.BadNameError": str(sign_in.BAD_FORM.words),
    "spnego.ContextExpiredError": _UNSEALED,
    "spnego.CredentialsExpiredError": "the account's password or ticket has expired",
    "spnego.FeatureMissingError": _NOT_POSSIBLE,
    "spnego.InvalidCredentialError": "there is no credential for this way of signing in",
    "spnego.InvalidTokenError": _UNSEALED,
    "spnego.NoContextError": _UNSEALED,
    "spnego.NoCredentialError": "there is no credential for this way of signing in",
    "spnego.OperationNotAvailableError": _NOT_POSSIBLE,
    "spnego.UnsupportedQop": _UNSEALED,
    "urllib3.ConnectTimeoutError": _NO_CONNECTION,
    "urllib3.DecodeError": UNREADABLE,
    "urllib3.IncompleteRead": DROPPED,
    "urllib3.LocationParseError": _ADDRESS,
    "urllib3.LocationValueError": _ADDRESS,
    "urllib3.NameResolutionError": _NO_NAME,
    "urllib3.ReadTimeoutError": NO_ANSWER,
    "xml.ParseError": UNREADABLE,
    "adapters.NotClixml": UNREADABLE,
}
GENERAL: Final[Mapping[str, str]] = {
    "aiohttp.ClientConnectorError": "no connection could be made",
    "aiohttp.ClientResponseError": UNREADABLE,
    "aiohttp.ClientSSLError": _NO_TLS,
    "azure.ClientAuthenticationError": _NO_SIGN_IN,
    "azure.DecodeError": UNREADABLE,
    "azure.ServiceRequestError": "no connection could be made",
    "azure.ServiceResponseError": CLOSED,
    "builtins.TimeoutError": NO_ANSWER,
    "gssapi.GSSError": str(sign_in.STRANGE.words),
    "httpx.ConnectError": "no connection could be made",
    "httpx.ProtocolError": UNREADABLE,
    "httpx.TimeoutException": NO_ANSWER,
    "json.JSONDecodeError": UNREADABLE,
    "krb5.Krb5Error": str(sign_in.STRANGE.words),
    "requests.ChunkedEncodingError": DROPPED,
    "requests.SSLError": _NO_TLS,
    "requests.Timeout": NO_ANSWER,
    "spnego.SpnegoError": _NO_SIGN_IN,
    "ssl.SSLCertVerificationError": NOT_ACCEPTED + "it was not said why",
    "ssl.SSLError": _NO_TLS,
    "urllib3.NewConnectionError": "no connection could be made",
    "urllib3.ProtocolError": DROPPED,
    "urllib3.SSLError": _NO_TLS,
    "urllib3.TimeoutError": NO_ANSWER,
    "requests.ConnectionError": DROPPED,
    "builtins.ConnectionError": DROPPED,
}
"""For what nothing more exact is known of, wrapped in it or around it."""
_PROXIES: Final = frozenset(
    {
        "aiohttp.ClientHttpProxyError", "aiohttp.ClientProxyConnectionError", "httpx.ProxyError",
        "requests.ProxyError", "requests.InvalidProxyURL", "urllib3.ProxyError",
    }
)  # fmt: skip


def said(error: BaseException) -> str:
    """Say in one line what happened; what it was in detail goes to the log when nobody knows it."""
    chain = list(wrapped(error))
    proxies = [each for each in chain if _classes(each) & _PROXIES]
    found = next((text for each in chain if (text := _of_the_system(each))), "")
    for table in (SPECIAL, GENERAL):
        found = found or next(
            (text for each in chain if each not in proxies and (text := _named(each, table))), ""
        )
    if proxies:
        return f"{_PROXY}: {found}" if found else _PROXY
    if not found:
        kind = type(error).__name__
        log.warning("adapters.unknown_failure", kind=kind, error=redaction.text(repr(error.args)))
        found = f"a failure of kind {kind}"
    return found


def wrapped(error: BaseException) -> Iterator[BaseException]:
    """Give an error and all that it wraps, outermost first, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        inside = (
            *each.args,
            *(getattr(each, name, None) for name in ("reason", "inner_exception", "os_error")),
            getattr(each, "certificate_error", None),
            each.__cause__,
            None if each.__suppress_context__ else each.__context__,
        )
        waiting += [one for one in inside if isinstance(one, BaseException)]


def _of_the_system(error: BaseException) -> str:
    match error:
        case Told():
            text = redaction.text(str(error))
        case ssl.SSLCertVerificationError():
            number = getattr(error, "verify_code", 0)  # aiohttp's, around the true one, has none
            why = _CERTIFICATE.get(number, f"OpenSSL's number {number}")
            text = NOT_ACCEPTED + why if number else ""
        case ssl.SSLError():
            text = _TLS.get(getattr(error, "reason", "") or "", "")
        case socket.gaierror():
            text = _NO_NAME if error.errno in _NO_SUCH_NAME else _NO_NAME_SERVER
        case OSError(errno=int(number)):
            text = _SYSTEM.get(number, "")
        case _:
            text = _of_kerberos(error)
    return text


def kerberos_number(error: BaseException) -> int | None:
    """Give the number of Kerberos' own error in an error or in what it wraps; see ``sign_in``."""
    numbers = (_kerberos_number(each) for each in wrapped(error))
    return next((number for number in numbers if number is not None), None)


def _kerberos_number(error: BaseException) -> int | None:
    """Read the number of an error of krb5 or of gssapi; the latter gives it without a sign."""
    number = getattr(error, "err_code", None) or getattr(error, "min_code", None)
    if not isinstance(number, int):
        return None
    number = (number - _KERBEROS_BASE) % 2**32
    return number if number < _KERBEROS_NUMBERS else None


def _of_kerberos(error: BaseException) -> str:
    found = sign_in.KERBEROS.get(_kerberos_number(error) or 0)
    return str(found.words) if found else ""


def _named(error: BaseException, table: Mapping[str, str]) -> str:
    names = (_name(each) for each in type(error).__mro__)
    return next((table[name] for name in names if name in table), "")


def _classes(error: BaseException) -> frozenset[str]:
    return frozenset(_name(each) for each in type(error).__mro__)


def _name(kind: type) -> str:
    return f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
