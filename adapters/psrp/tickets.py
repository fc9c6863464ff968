"""Kerberos tickets of one account: got once for all its connections, kept in this process's memory.

The first ticket costs a sign-in, so it is asked for by one thread at a time and kept for as long as
it lasts; a wrong password is therefore tried once, however many connections want to open.  What a
server's own ticket fails with says nothing of the account.

The libraries wait 27 s for a silent domain controller (measured, MIT 1.20) whatever a caller's
deadline is, so they run in a thread that a caller leaves behind.  Both release the interpreter.
"""

import importlib
import itertools
import re
import threading
from dataclasses import dataclass, field
from typing import Any, Final

from adapters import plain_words
from adapters.deadline import Deadline
from adapters.psrp.refusals import first_ticket, refused
from adapters.psrp.sign_in import SignIn
from commands.outside import sign_in
from commands.outside.sign_in import Trouble
from commands.ports import OutsideError
from commands.secret import Secret

SERVICE: Final = "HTTP"
"""Exchange's PowerShell is a web site: its name in Kerberos is ``HTTP/<host>``."""
RENEWED: Final = 300.0
"""Seconds before a ticket's end in which it is replaced, at most a quarter of its life."""
_KERBEROS: Final = "1.2.840.113554.1.2.2"
_STALE: Final = frozenset({20, 32, 33})
"""What a first ticket of our own ends with when it has ended or was revoked: get another one."""
_REALM: Final = re.compile(r"[^@]+@[^@a-z]+")
_numbers = itertools.count()


@dataclass(frozen=True, kw_only=True)
class Key:
    """What the account proves itself with: exactly one of the three."""

    user: str
    """``name@REALM``, or a user principal name such as ``name@contoso.com``."""
    password: Secret = field(default_factory=lambda: Secret(""))
    keytab: str = ""
    """Path of a keytab; it is read at each first ticket, so a renewed one is taken up."""
    cache: str = ""
    """Ticket cache, ``TYPE:residual``, that somebody else keeps filled."""


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """Where a server's ticket lies, and until when it lasts."""

    cache: str
    ends: Deadline
    life: float
    """Seconds it had left when it was looked at."""

    @property
    def old(self) -> bool:
        """Whether what rests on it should be begun again before it is used."""
        return self.ends.left < _margin(self.life)


class _Failed(Exception):
    """What a fetch ended with; each caller makes an error of its own of it."""

    def __init__(self, trouble: Trouble, *, about: str = "", at_server: bool = False) -> None:
        super().__init__(trouble.code)
        self.trouble, self.about, self.at_server = trouble, about, at_server


class Tickets:
    """One account's, shared by every connection that uses it; used from several threads."""

    def __init__(self, key: Key, guard: SignIn) -> None:
        self._key = key
        self._guard = guard
        self._lock = threading.Lock()
        self._cache = key.cache or f"MEMORY:hybridge-{next(_numbers)}"
        self._ends = Deadline.after(0)
        self._life = 0.0

    def get(self, host: str, *, source: str, doing: str, deadline: Deadline) -> Ticket:
        """Give a ticket for a server, by the name it is connected to by.

        Raises:
            OutsideError: There is none, with whose fault that is; nothing was sent to the server.
        """
        found: list[Ticket | BaseException] = []

        def fetch() -> None:
            try:
                found.append(self._fetch(host, source=source, doing=doing, deadline=deadline))
            except BaseException as error:  # noqa: BLE001  (handed to the thread that waits)
                found.append(error)

        thread = threading.Thread(target=fetch, name=f"kerberos {host}", daemon=True)
        thread.start()
        thread.join(max(0.0, deadline.left))
        match found:
            case [Ticket() as ticket]:
                return ticket
            case [OutsideError() as error]:
                raise error
            case [_Failed() as error]:
                raise _made(error, source, doing)
            case [BaseException() as error]:
                raise error
            case _:
                raise refused(sign_in.SILENT, source=source, doing=doing)

    def _fetch(self, host: str, *, source: str, doing: str, deadline: Deadline) -> Ticket:
        libraries = _libraries()
        with self._lock:
            if deadline.left <= 0:  # nobody waits for it any more
                raise _Failed(sign_in.SILENT)
            self._guard.check(source=source, doing=doing)
            if not self._key.cache and self._ends.left <= _margin(self._life):
                self._sign_in(libraries, source, doing)
        try:
            return self._service(libraries, host)
        except _Failed as error:
            if self._key.cache or error.trouble not in _stale():
                raise
        with self._lock:
            self._guard.check(source=source, doing=doing)
            self._sign_in(libraries, source, doing)
        return self._service(libraries, host)

    def _sign_in(self, libraries: "_Libraries", source: str, doing: str) -> None:
        """Get the first ticket; the guard learns how that went before another may try."""
        try:
            self._life = _first(libraries.krb5, self._key, self._cache)
        except Exception as error:
            failed = _of_first(error)
            self._guard.learn(_made(failed, source, doing))
            raise failed from error
        self._ends = Deadline.after(self._life)
        self._guard.accepted()

    def _service(self, libraries: "_Libraries", host: str) -> Ticket:
        """Get the server's ticket, if it is not in the cache yet."""
        about = f"{SERVICE}/{host}"
        gssapi = libraries.gssapi
        try:
            credential = gssapi.Credentials(base=self._credential(gssapi))
            context = gssapi.SecurityContext(
                creds=credential,
                usage="initiate",
                name=gssapi.Name(f"{SERVICE}@{host}", gssapi.NameType.hostbased_service),
                mech=gssapi.OID.from_int_seq(_KERBEROS),
            )
            context.step()
            life = float(credential.lifetime)
        except Exception as error:
            raise self._of_service(error, about) from error
        return Ticket(cache=self._cache, ends=Deadline.after(life), life=life)

    def _credential(self, gssapi: Any) -> Any:
        name = None
        if self._key.cache and self._key.user:
            name = gssapi.Name(self._key.user, gssapi.NameType.user)
        return gssapi.raw.acquire_cred_from(
            {b"ccache": self._cache.encode()},
            name=name,
            mechs=[gssapi.OID.from_int_seq(_KERBEROS)],
            usage="initiate",
        ).creds

    def _of_service(self, error: Exception, about: str) -> _Failed:
        number = plain_words.kerberos_number(error)
        if number is not None and number in sign_in.KERBEROS:
            trouble = sign_in.KERBEROS[number]
            if self._key.cache and number in _STALE:
                trouble = sign_in.EXPIRED
            return _Failed(trouble, about=about, at_server=True)
        if self._key.cache and type(error).__name__ in _NO_TICKETS:
            return _Failed(_NO_TICKETS[type(error).__name__])
        if type(error).__name__ == "ExpiredCredentialsError":  # a short one, on a slow machine
            return _Failed(sign_in.KERBEROS[32], about=about, at_server=True)
        return _Failed(sign_in.STRANGE, about=about, at_server=True)


_NO_TICKETS: Final = {
    "ExpiredCredentialsError": sign_in.EXPIRED,
    "MissingCredentialsError": sign_in.NO_TICKETS,
    "InvalidCredentialsError": sign_in.NO_TICKETS,
}
"""What gssapi says of a ticket cache without a number of Kerberos' own."""


@dataclass(frozen=True)
class _Libraries:
    krb5: Any
    gssapi: Any


def missing() -> Trouble | None:
    """Tell whether this machine can do Kerberos at all; nobody is asked."""
    try:
        libraries = _libraries()
        libraries.krb5.init_context()
    except _Failed as failed:
        return failed.trouble
    except Exception as error:  # noqa: BLE001  (the library's own, by its number)
        return _of_first(error).trouble
    return None


def _libraries() -> _Libraries:
    try:
        return _Libraries(importlib.import_module("krb5"), importlib.import_module("gssapi"))
    except ImportError as error:
        raise _Failed(sign_in.NO_LIBRARY) from error


def _first(krb5: Any, key: Key, cache: str) -> float:
    """Get the account's first ticket into the cache; gives the seconds that it lasts."""
    context = krb5.init_context()
    principal = _principal(krb5, context, key.user)
    options = krb5.get_init_creds_opt_alloc(context)
    # A user principal name is answered with the account's real name, or the domain it is in.
    krb5.get_init_creds_opt_set_canonicalize(options, True)  # noqa: FBT003
    if key.keytab:
        keytab = krb5.kt_resolve(context, f"FILE:{key.keytab}".encode())
        got = krb5.get_init_creds_keytab(context, principal, options, keytab=keytab)
    else:
        password = key.password.reveal().encode()
        got = krb5.get_init_creds_password(context, principal, options, password=password)
    place = krb5.cc_resolve(context, cache.encode())
    krb5.cc_initialize(context, place, got.client)
    krb5.cc_store_cred(context, place, got)
    # Both times are the domain controller's, so a wrong clock here does not matter.
    return float(got.times.endtime - (got.times.starttime or got.times.authtime))


def _principal(krb5: Any, context: Any, user: str) -> Any:
    """Read the user's name: as it stands with a realm in capitals, otherwise for the directory
    to find, as Windows does with a user principal name (RFC 6806, section 5).
    """
    if "\\" in user:
        raise _Failed(sign_in.BAD_FORM)
    if "@" not in user or _REALM.fullmatch(user):
        return krb5.parse_name_flags(context, user.encode())
    flags = krb5.PrincipalParseFlags.enterprise
    return krb5.parse_name_flags(context, user.encode(), flags)


def _of_first(error: Exception) -> _Failed:
    if isinstance(error, _Failed):
        return error
    number = plain_words.kerberos_number(error)
    if number is not None:
        return _Failed(first_ticket(number))
    if isinstance(error, OSError):
        return _Failed(sign_in.NO_KEYTAB)
    return _Failed(sign_in.STRANGE)


def _made(failed: _Failed, source: str, doing: str) -> OutsideError:
    return refused(
        failed.trouble,
        source=source,
        doing=doing,
        about=failed.about,
        at_server=failed.at_server,
    )


def _stale() -> frozenset[Trouble]:
    return frozenset(sign_in.KERBEROS[number] for number in _STALE)


def _margin(life: float) -> float:
    return min(RENEWED, life / 4)
