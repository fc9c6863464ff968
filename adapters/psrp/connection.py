"""The connection below a session: requests that end with the deadline, output as it came.

By itself pypsrp would wait 132 seconds for a server that falls silent; here every request carries
what is left of the call's deadline as its read timeout, and nothing is retried below us.
"""

from collections.abc import Callable
from typing import Any, Final

from pypsrp.exceptions import WSManFaultError
from pypsrp.serializer import Serializer
from pypsrp.wsman import WSMan

from adapters.deadline import Deadline
from adapters.plain_words import Told
from adapters.psrp import failures
from adapters.psrp.handshake import Handshake, Plain
from adapters.psrp.work import Endpoint
from adapters.trust import trust

CONNECT: Final = 5.0
"""Seconds for a TCP connection."""
POLL: Final = 2
"""Seconds the server may hold a Receive before it says 'nothing yet'."""
SILENCE: Final = 30.0
"""Seconds without an answer to any one request; a server at work on a long cmdlet says so in 2."""
SHARE: Final = 0.8
"""Of the time left, how much the server may take to say so."""
LEAST: Final = 0.5
"""WinRM's least time for that."""


class BoundedWSMan(WSMan):
    """WSMan whose every request ends with the deadline."""

    deadline: Deadline
    handshake: Handshake | Plain
    let_in: Callable[[], None]
    """Called when the server has first answered to the account."""
    _known = False

    def invoke(  # noqa: PLR0913  (pypsrp's signature)
        self,
        action: str,
        resource_uri: str,
        resource: Any,
        option_set: Any = None,
        selector_set: Any = None,
        timeout: int | None = None,
        *,
        retries_on_read_timeout: int = 0,  # noqa: ARG002  (never below us)
    ) -> Any:
        left = self.deadline.left
        if left <= 0:
            raise failures.DeadlinePassed
        # the server says 'nothing yet' before our patience with it ends: so a slow one is told
        # from a silent one
        patience = min(float(timeout or POLL), left * SHARE)
        self.operation_timeout = max(LEAST, round(patience, 3))  # type: ignore[assignment]
        self.transport.read_timeout = min(left, SILENCE)  # type: ignore[assignment]  # fractions work
        self.transport.connection_timeout = min(CONNECT, left)  # type: ignore[assignment]
        self.handshake.deadline = self.deadline
        try:
            answer = super().invoke(action, resource_uri, resource, option_set, selector_set)
        except WSManFaultError:  # it let us in, and then said no
            self._was_let_in()
            raise
        self._was_let_in()
        return answer

    def _was_let_in(self) -> None:
        if not self._known:
            self._known = True
            self.let_in()


class InClear(Told, ValueError):
    """The configuration would send the password as it is."""


class RawOutput(Serializer):
    """Leaves a cmdlet's output as it came; our own reader understands it."""

    def deserialize(self, element: Any, metadata: Any = None, clear: bool = True) -> Any:  # noqa: FBT001, FBT002
        if metadata is None and isinstance(element, str):
            return element
        return super().deserialize(element, metadata, clear)


def connection(endpoint: Endpoint) -> BoundedWSMan:
    """Make the connection, not yet open; messages are sealed by sign-in where TLS does not.

    Raises:
        InClear: Basic without TLS, where nothing would seal the password.
    """
    if endpoint.auth == "basic" and not endpoint.tls:
        raise InClear("sign-in by basic is done over https only: the password would be readable")
    wsman = BoundedWSMan(
        endpoint.address,
        port=endpoint.port,
        ssl=endpoint.tls,
        path=endpoint.path,
        auth=endpoint.auth,
        username=endpoint.user,
        password=endpoint.password.reveal(),
        no_proxy=True,
    )
    wsman.let_in = endpoint.sign_in.accepted
    basic = endpoint.auth == "basic"
    sealed = bool(wsman.transport.wrap_required)
    wsman.handshake = Plain(endpoint) if basic else Handshake(endpoint, sealed=sealed)
    session = wsman.transport.session = wsman.transport._build_session()
    session.auth = wsman.handshake
    session.headers["User-Agent"] = "Hybridge"
    session.trust_env = False  # no proxy, no .netrc; read anew for each request, it costs a tenth
    if endpoint.tls:
        adapter: Any = session.adapters["https://"]
        adapter.poolmanager.connection_pool_kw["ssl_context"] = trust(endpoint.ca_file)
        adapter.cert_verify = _by_context
    return wsman


def _by_context(connection: Any, *_: Any) -> None:
    """Verify with the context alone; requests would load its own bundle into it each time."""
    connection.cert_reqs = "CERT_REQUIRED"
    connection.ca_certs = connection.ca_cert_dir = None
