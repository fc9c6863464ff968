"""Who may come in: Basic over TLS, NTLM and Negotiate on either; passwords are checked for real.

Exchange's PowerShell directory as it is installed offers Kerberos alone; with a realm's keytab a
server takes its tickets, under the scheme Kerberos or Negotiate.

NTLM and Negotiate authenticate the TCP connection, not the request: whoever keeps the connection
need not sign in again.
"""

import base64
import binascii
import hmac
import os
import struct
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import spnego

_STORE: Final = "NTLM_USER_FILE"
_KERBEROS: Final = bytes.fromhex("2a864886f712010202")
"""The object identifier 1.2.840.113554.1.2.2, which a bare Kerberos token begins with."""
_HEAD: Final = 20
_GARBLED: Final = (binascii.Error, ValueError, LookupError, struct.error)
"""What pyspnego raises on a token that is none."""
_NATIVE: Final[type[Exception]] = spnego.exceptions.GSSError
"""What gssapi raises; any exception where it is not installed."""


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What a server offers in place of the usual, and with which keys it opens tickets."""

    schemes: tuple[str, ...]
    """As in WWW-Authenticate, such as ``("Kerberos",)``."""
    keytab: str = ""
    configuration: str = ""
    """The krb5.conf of its realm."""


@dataclass
class Line:
    """What is known about one TCP connection."""

    user: str = ""
    context: spnego.ContextProxy | None = None


@dataclass(frozen=True, kw_only=True)
class Admission:
    """Who came in (empty: nobody yet), and what to say in WWW-Authenticate."""

    user: str = ""
    headers: tuple[str, ...] = ()


class Gate:
    r"""The sign-in of one server.  ``users`` are passwords by ``DOMAIN\user`` or user@domain."""

    def __init__(
        self, users: Mapping[str, str], *, tls: bool, offers: Offers | None = None
    ) -> None:
        for user, password in users.items():
            if set(":\r\n") & set(user + password):
                raise ValueError("the store of NTLM users can hold no colon and no line break")
        self._users = dict(users)
        self._offers: tuple[str, ...] = (
            ("Negotiate", "NTLM", 'Basic realm="WSMAN"') if tls else ("Negotiate", "NTLM")
        )
        self._basic = tls
        self._realm: dict[str, str] = {}
        if offers is not None:
            self._offers = offers.schemes
            self._basic = any(each.startswith("Basic") for each in offers.schemes)
            if offers.keytab:
                self._realm = {
                    "KRB5_KTNAME": f"FILE:{offers.keytab}",
                    "KRB5_CONFIG": offers.configuration,
                    "KRB5RCACHENAME": "none:",
                }

    def admit(self, line: Line, authorization: str) -> Admission:
        """Look at one request's Authorization header."""
        scheme, _, given = authorization.partition(" ")
        if scheme.lower() in ("negotiate", "ntlm", "kerberos"):
            offered = any(each.lower() == scheme.lower() for each in self._offers)
            return self._step(line, scheme, given) if offered else self._refuse(line)
        if scheme.lower() == "basic" and self._basic:
            return self._plain(given)
        if line.user:
            return Admission(user=line.user)
        return self._refuse(line)

    def _refuse(self, line: Line) -> Admission:
        line.user, line.context = "", None
        return Admission(headers=self._offers)

    def _plain(self, given: str) -> Admission:
        try:
            user, _, password = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return Admission(headers=self._offers)
        for known, secret in self._users.items():
            if known.casefold() == user.casefold() and hmac.compare_digest(
                secret.encode(), password.encode()
            ):
                return Admission(user=known)
        return Admission(headers=self._offers)

    def _step(self, line: Line, scheme: str, given: str) -> Admission:
        try:
            token = base64.b64decode(given, validate=True)
            with self._lent():
                if line.context is None or line.context.complete:
                    line.user, line.context = "", _acceptor(token)
                reply = line.context.step(token)
        except (spnego.exceptions.SpnegoError, *_GARBLED):
            return self._refuse(line)
        except _NATIVE:
            return self._refuse(line)
        told = (f"{scheme} {base64.b64encode(reply).decode()}",) if reply else ()
        if not line.context.complete:
            return Admission(headers=told or self._offers)
        line.user = line.context.client_principal or ""
        return Admission(user=line.user, headers=told)

    @contextmanager
    def _lent(self) -> Iterator[None]:
        """Lend pyspnego the users: its acceptor knows no other way than a file that a variable
        of the environment names.  No await happens in between, so servers with different users
        do not meet, and the file lives no longer than one step of the handshake.
        """
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            for user, password in self._users.items():
                domain, _, name = user.rpartition("\\")
                file.write(f"{domain}:{name}:{password}\n")
            file.flush()
            lent = {_STORE: file.name, **self._realm}
            before = {name: os.environ.get(name) for name in lent}  # noqa: TID251  (the only way)
            os.environ.update(lent)  # noqa: TID251
            try:
                yield
            finally:
                for name, value in before.items():
                    if value is None:
                        del os.environ[name]  # noqa: TID251
                    else:
                        os.environ[name] = value  # noqa: TID251


def _acceptor(token: bytes) -> spnego.ContextProxy:
    """Make the server's half; a bare token of either kind may come under Negotiate's name."""
    if _KERBEROS in token[:_HEAD]:
        return spnego.server(
            protocol="kerberos",
            service="HTTP",
            options=spnego.NegotiateOptions.wrapping_winrm | spnego.NegotiateOptions.use_gssapi,
        )
    protocol = "ntlm" if token.startswith(b"NTLMSSP\0") else "negotiate"
    options = spnego.NegotiateOptions.wrapping_winrm | (
        spnego.NegotiateOptions.use_ntlm
        if protocol == "ntlm"
        else spnego.NegotiateOptions.use_negotiate
    )
    return spnego.server(protocol=protocol, options=options)
