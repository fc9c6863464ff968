"""The doors to the outside that adapters open, and the one error that comes through them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from commands.organisation import Organisation
from commands.outside.entra import Application, NewKey, Principal, RoleGrant, RoleNeed
from commands.outside.graph_calls import GraphCalls
from commands.outside.network import Addresses, Answer, Tls
from commands.outside.sign_ins import SignIn
from commands.secret import Secret


class Outcome(StrEnum):
    """What is certain of a call that failed.

    ``NOT_SENT``: nothing can have happened.  ``REFUSED``: the other side said no.  ``UNKNOWN``: it
    may have happened; settled by reading, never by repeating.
    """

    NOT_SENT = "not sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Why a call failed, as far as the caller can act on it."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    THROTTLED = "throttled"
    NOT_FOUND = "not found"
    BUSY = "busy"
    REFUSED = "refused"
    UNEXPECTED = "unexpected"
    BLOCKED = "blocked"
    """Our own rules forbid the call: the allow-list of cmdlets, the address rules of probes."""
    MOVED = "moved"
    """What a write rests on is not as it was when it was read; nothing was sent."""
    LOCAL = "local"
    """This machine lacks what the call needs (a library, its configuration); nobody was asked."""
    CONFLICT = "conflict"
    """The other side refused because another object has what is to be written."""


class OutsideError(Exception):
    """A system outside could not be asked, or did not answer as it should.

    Attributes:
        kind: Why, for deciding.
        outcome: What is certain.
        source: Which system, e.g. ``Exchange Server EX01`` or ``Microsoft Graph``.
        doing: The call, e.g. ``Get-AuthConfig``.
        detail: What it answered, redacted; may be empty.
        code: Its own error code, when it has one.
        retry_after: Seconds it asked us to wait.
    """

    def __init__(  # noqa: PLR0913  (an error carries all that is known)
        self,
        *,
        kind: Kind,
        outcome: Outcome,
        source: str,
        doing: str,
        detail: str = "",
        code: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{source}: {doing}: {kind}: {detail or code or 'no detail'}")
        self.kind = kind
        self.outcome = outcome
        self.source = source
        self.doing = doing
        self.detail = detail
        self.code = code
        self.retry_after = retry_after


@dataclass(frozen=True, kw_only=True)
class CmdletResult:
    """What a cmdlet gave: plain dicts of str, bool, int, float, None, aware datetimes (UTC), UUID,
    bytes, lists and dicts; enums and identities as their text.  Already redacted.
    """

    objects: tuple[Mapping[str, Any], ...]
    warnings: tuple[str, ...] = ()


class ExchangePort(Protocol):
    """One place that runs Exchange cmdlets: a server, or Exchange Online."""

    @property
    def name(self) -> str:
        """How people call it: ``EX01``, ``Exchange Online``."""
        ...

    async def run(
        self, cmdlet: str, /, *, timeout: float, parameters: Mapping[str, Any] | None = None
    ) -> CmdletResult:
        """Run one cmdlet of the allow-list; ``timeout`` seconds are one deadline over all of it.

        A parameter of ``None`` is left out of a read, and is ``$null`` in a write; a ``Secret``
        goes as a SecureString.

        Raises:
            OutsideError: with the outcome; a non-terminating error record counts as a refusal.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """How we were last let in somewhere."""

    by: str
    """``Kerberos``, ``NTLM`` or ``Basic``."""
    instead: str = ""
    """Why it was not Kerberos, where that would have been taken first."""


class OnPremises(Protocol):
    """The organisation's Exchange servers."""

    @property
    def servers(self) -> Sequence[str]:
        """Names of the configured servers, in order."""
        ...

    def on(self, server: str) -> ExchangePort:
        """One server by its name."""
        ...

    def any(self) -> ExchangePort:
        """Whichever server is free; a server that cannot be reached is passed over."""
        ...

    def maintenance(self, server: str) -> ExchangePort | None:
        """The least-privilege endpoint of a server; ``None`` when none is configured."""
        ...

    def signed_in(self, server: str) -> SignedIn | None:
        """How a server last let us in; ``None`` when none of its sessions has been opened yet."""
        ...


@dataclass(frozen=True, kw_only=True)
class KeyChange:
    """A change of a list of keyCredentials: read, merge, write.

    Attributes:
        expected: Thumbprints of all keys that must be there now, upper case; others raise
            ``MOVED`` and nothing is sent.
        add: What is added; one whose thumbprint is there already is kept as it is, unless it is
            dropped as well: then the new one takes its place.
        drop: Thumbprints that are left out.  A kept key without a value in what was read raises
            ``UNEXPECTED``, not sent: writing the list would lose it.
    """

    expected: frozenset[str]
    add: Sequence[NewKey] = ()
    drop: frozenset[str] = frozenset()


class GraphPort(Protocol):
    """Microsoft Graph, the directory's part."""

    async def principal(self, app_id: str) -> Principal | None:
        """The service principal of an application id with its names and keys."""
        ...

    async def application(self, app_id: str) -> Application | None: ...

    async def applications_named(self, name: str) -> Sequence[Application]: ...

    async def role_grants(self, principal_id: str) -> Sequence[RoleGrant]: ...

    async def roles_of(self, resource_id: str) -> Mapping[str, str]:
        """The names of the application roles that a service principal (its object id) offers, by
        role id.
        """
        ...

    async def app_sign_ins(self, app_id: str, since: datetime) -> Sequence[SignIn]:
        """An application's own sign-ins since then, newest first, a thousand at most.

        Needs AuditLog.Read.All and Entra ID P1 or P2 in the tenant.  Rows show after minutes, up to
        half an hour; the endpoint is a beta one.
        https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta
        """
        ...

    async def owners_of_name(self, name: str) -> Sequence[Principal]:
        """The service principals that carry a servicePrincipalName."""
        ...

    async def member_of(self, user_id: str, groups: Sequence[str]) -> frozenset[str]:
        """Which of the groups (object ids) a user is in, nested ones counted."""
        ...

    async def change_names(
        self, principal_id: str, *, expected: Sequence[str], names: Sequence[str], timeout: float
    ) -> None:
        """Replace a service principal's names, by its object id.

        It is read first: names other than ``expected`` (compared as sets, exact text) raise
        ``MOVED`` and nothing is sent.  There is no ETag; what another administrator writes between
        that look and the write can be lost, which reading back shows.
        https://learn.microsoft.com/graph/api/serviceprincipal-update
        """
        ...

    async def change_application_keys(
        self, application_id: str, change: KeyChange, *, timeout: float
    ) -> None:
        """Replace an application's keyCredentials, by its object id; kept ones go back whole."""
        ...

    async def change_principal_keys(
        self, principal_id: str, change: KeyChange, *, timeout: float
    ) -> None:
        """Replace a service principal's keyCredentials, by its object id."""
        ...

    async def create_application(
        self, name: str, *, required: Sequence[RoleNeed], timeout: float
    ) -> Application:
        """Register a single-tenant application that asks for application roles."""
        ...

    async def create_principal(self, app_id: str, *, timeout: float) -> Principal:
        """Make the service principal of an application in its own tenant."""
        ...

    async def delete_application(self, application_id: str, *, timeout: float) -> None:
        """Delete an application by its object id, with its principal; one gone already is fine."""
        ...


class WorkspacePort(Protocol):
    """A Log Analytics workspace that Microsoft Graph's activity log is sent to."""

    async def graph_calls(self, app_id: str, since: datetime) -> Sequence[GraphCalls]:
        """An application's requests to Microsoft Graph since then, counted by what they have in
        common, newest first.

        Needs Log Analytics Reader on the workspace, and the tables MicrosoftGraphActivityLogs and
        AADServicePrincipalSignInLogs in it.  Rows show within half an hour as a rule, up to two.
        https://learn.microsoft.com/graph/microsoft-graph-activity-logs-overview
        """
        ...


class NetPort(Protocol):
    """Probes of published names and public metadata, under the address rules of the design."""

    async def addresses(self, name: str) -> Addresses: ...

    async def tls(self, host: str) -> Tls: ...

    async def fetch(self, url: str, *, method: str = "GET", body: bytes = b"") -> Answer:
        """Ask a published https address; no redirect is followed."""
        ...

    async def fetch_cloud(self, url: str) -> Answer:
        """GET from one of the cloud's base addresses in the configuration."""
        ...


class KeyPort(Protocol):
    """Makes what must not be guessed; nothing of it is kept or written anywhere."""

    def one_time_password(self) -> Secret:
        """Give a new password of at least 128 random bits."""
        ...

    async def auth_certificate(self, *, starts: datetime, days: int, password: Secret) -> bytes:
        """Make an auth certificate as Exchange's setup does, but for so many days.

        Self-signed, RSA 2048, ``CN=Microsoft Exchange Server Auth Certificate``; given with its
        private key as PKCS #12 under the password.
        """
        ...


class Clock(Protocol):
    """The time, and waiting for it."""

    def now(self) -> datetime:
        """The time in UTC, aware."""
        ...

    async def sleep(self, seconds: float) -> None: ...


def _untold(_: str, __: Exception) -> None:
    """Keep a mistake to oneself: where no log is."""


@dataclass(frozen=True, kw_only=True)
class World:
    """All the doors of one organisation."""

    organisation: Organisation
    on_premises: OnPremises
    cloud: ExchangePort
    graph: GraphPort
    net: NetPort
    clock: Clock
    keys: KeyPort
    workspace: WorkspacePort | None = None
    """Where Graph's activity log is; ``None`` when none is configured."""
    broke: Callable[[str, Exception], None] = _untold
    """Is told of a mistake of our own that was caught: where, and what was raised.  For the log."""
