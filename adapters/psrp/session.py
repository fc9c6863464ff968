"""One runspace pool on one server, used by one thread: opened when needed, reused, mended.

pypsrp 0.9.1 blocks, and one pool in several threads corrupts itself.
"""

import time
from typing import Final

from pypsrp.complex_objects import PSInvocationState
from pypsrp.exceptions import WinRMTransportError, WSManFaultError
from pypsrp.powershell import PowerShell, RunspacePool
from requests import exceptions as http
from spnego.exceptions import GSSError, SpnegoError

from adapters import clixml, redaction
from adapters.deadline import Deadline
from adapters.psrp import failures, sealing, values
from adapters.psrp.connection import LEAST, POLL, BoundedWSMan, RawOutput, connection
from adapters.psrp.host import Cautious, host
from adapters.psrp.refusals import AccountRefused
from adapters.psrp.work import Endpoint, Work
from commands.ports import CmdletResult, OutsideError
from commands.secret import Secret

IDLE: Final = 45.0
"""Seconds after which a session is asked whether it lives: IIS closes idle connections, and the
sealing of messages ends with the connection."""
ALIVE: Final = 3
_BY_TICKET: Final = frozenset({"kerberos", "negotiate"})
_SEALING: Final = (SpnegoError,) if GSSError is Exception else (SpnegoError, GSSError)
"""What fails when the sign-in has ended in the midst; without gssapi its error is any error."""
_LOST: Final = (http.ConnectionError, http.ChunkedEncodingError, *_SEALING)
TIDYING: Final = 3.0
"""Seconds for closing a pipeline or a pool."""
OPENING: Final = 30.0
"""Seconds in which a session is there or the server is called silent, whatever the call may take:
only a cmdlet itself may take longer than an ordinary read."""
SERVER_IDLE: Final = 300
"""Seconds after which the server may end a session whose owner has died: accounts have 18."""


class Session:
    """A pool that is there when it is needed.  Belongs to one thread."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._wsman: BoundedWSMan | None = None
        self._pool: RunspacePool | None = None
        self._pipeline: PowerShell | None = None
        self._ui = Cautious()
        self._used = 0.0
        self._silent = False
        self.begun = False
        """The server has taken up the cmdlet: whatever fails from then on, it may have run."""

    def run(self, work: Work) -> CmdletResult:
        """Run one cmdlet in a pipeline of its own; ``tidy`` must follow.

        Raises:
            OutsideError: for the cmdlet's own error records.
            Exception: whatever pypsrp and what it stands on raise; see ``failures``.
        """
        self.begun = False
        fresh = self._ready(work)
        try:
            return self._invoke(work)
        except Exception as error:
            self._silent = isinstance(error, http.Timeout)
            may_have_run = work.writes and self.begun
            once = work.writes and work.sent  # what goes before it can be done again
            if may_have_run or not _worth_repeating(error, fresh=fresh, once=once):
                raise
        self.drop()
        work.sent = work.sent and not work.writes  # a write comes here only if the shell was gone
        self._ready(work)
        return self._invoke(work)

    def tidy(self, *, broken: bool) -> None:
        """Close the last pipeline; unclosed ones count against the server's limit.

        Args:
            broken: The call ended in an error of the connection: begin anew next time.
        """
        pipeline, self._pipeline = self._pipeline, None
        if broken:
            self.drop()
        elif pipeline is not None and self._wsman is not None:
            self._wsman.deadline = Deadline.after(TIDYING)
            try:
                if pipeline.state == PSInvocationState.RUNNING:
                    pipeline.stop()
                pipeline.close()
            except Exception:  # noqa: BLE001  (whatever it was, the session is no longer sound)
                self.drop()
        self._used = time.monotonic()

    def drop(self) -> None:
        """Let the pool go, on the server too if it listens; never raises."""
        pool, wsman = self._pool, self._wsman
        self._pool = self._wsman = self._pipeline = None
        if wsman is None:
            return
        wsman.deadline = Deadline.after(0 if self._silent else TIDYING)
        self._silent = False
        try:
            if pool is not None:
                pool.close()
        except Exception:  # noqa: BLE001, S110  (it may be gone already)
            pass
        wsman.close()

    def _ready(self, work: Work) -> bool:
        """Have an open pool; true when it was opened just now."""
        deadline = work.deadline.no_later_than(OPENING)
        if self._pool is not None and self._wsman is not None:
            self._wsman.deadline, self._wsman.handshake.doing = deadline, work.cmdlet
            lives = time.monotonic() - self._used < IDLE or self._alive(self._pool)
            if lives and not self._ends(self._wsman):
                return False
            self.drop()
        self._sign_in(work, deadline)
        return True

    def _ends(self, wsman: BoundedWSMan) -> bool:
        """Tell whether the sign-in would end under a cmdlet that is begun now."""
        ticket = wsman.handshake.ticket
        return ticket is not None and ticket.old

    def _sign_in(self, work: Work, deadline: Deadline) -> None:
        """Open a pool when it is this connection's turn, and tell the others how that went.

        With a ticket in hand the account is known to be let in: nobody waits for a turn.
        """
        endpoint, without = self._endpoint, None
        if endpoint.auth in _BY_TICKET:
            try:
                endpoint.ticket(work.cmdlet, deadline)
            except OutsideError as error:
                if endpoint.auth == "kerberos" or isinstance(error, AccountRefused):
                    raise
                without = error
            else:
                self._begin(work, deadline, without=None)
                return
        with endpoint.sign_in.turn(
            server=f"{endpoint.address}:{endpoint.port}",
            source=endpoint.source,
            doing=work.cmdlet,
            deadline=deadline,
            wanted=lambda: not work.given_up,
        ):
            self._begin(work, deadline, without=without)

    def _begin(self, work: Work, deadline: Deadline, *, without: OutsideError | None) -> None:
        try:
            self._open(work, deadline, idle=SERVER_IDLE, without=without)
        except Exception as error:
            failed = failures.translate(
                error, source=self._endpoint.source, doing=work.cmdlet, sent=False
            )
            self._endpoint.sign_in.learn(failed)
            raise

    def _alive(self, pool: RunspacePool) -> bool:
        if self._wsman is not None:
            self._wsman.deadline = self._wsman.deadline.no_later_than(ALIVE)
        try:
            return bool(pool.is_alive(timeout=ALIVE))
        except Exception:  # noqa: BLE001  (whatever it was, it is not alive)
            return False

    def _open(
        self, work: Work, deadline: Deadline, *, idle: int | None, without: OutsideError | None
    ) -> None:
        self._wsman = wsman = connection(self._endpoint)
        wsman.deadline, wsman.handshake.doing = deadline, work.cmdlet
        wsman.handshake.without = without
        pool = RunspacePool(
            wsman,
            configuration_name=self._endpoint.configuration,
            host=host(self._ui),
            idle_timeout=idle,
        )
        pool._serializer = pool._fragmenter.serializer = RawOutput()
        self._pool = pool
        try:
            pool.open()
        except Exception as error:
            self._silent = isinstance(error, http.Timeout)
            self.drop()
            if idle is None or "idletimeout" not in str(error).lower():
                raise
            self._open(
                work, deadline, idle=None, without=without
            )  # outside the range this server allows

    def _invoke(self, work: Work) -> CmdletResult:
        assert self._pool is not None  # noqa: S101  (_ready has opened it)
        if self._wsman is not None:
            self._wsman.deadline = work.deadline
        if any(isinstance(value, Secret) for value in work.parameters.values()):
            self._agree(self._pool)
        self._pipeline = pipeline = _pipeline(self._pool, work)
        self._ui.asked.clear()
        work.sent = True
        work.signed_in = self._wsman.handshake.signed_in if self._wsman else None
        pipeline.begin_invoke()
        self.begun = True
        self._await(pipeline, work)
        if pipeline.had_errors or pipeline.streams.error:
            raise failures.refusal(
                pipeline.streams.error, source=self._endpoint.source, doing=work.cmdlet
            )
        if self._ui.asked and work.writes and not work.asks:
            raise failures.declined(
                self._ui.asked[0], source=self._endpoint.source, doing=work.cmdlet
            )
        budget = clixml.Budget()
        return CmdletResult(
            objects=tuple(
                redaction.tidy(found)
                for text in pipeline.output
                for found in clixml.objects(text, budget)
            ),
            warnings=tuple(
                redaction.text(str(warning.message)) for warning in pipeline.streams.warning
            ),
        )

    def _agree(self, pool: RunspacePool) -> None:
        try:
            sealing.agree(pool)
        except Exception as error:
            self._silent = isinstance(error, http.Timeout)
            self.drop()
            raise

    def _await(self, pipeline: PowerShell, work: Work) -> None:
        """Poll until the cmdlet has ended; a server that answers is not asked into the deadline."""
        pipeline.poll_invoke(timeout=POLL)
        while pipeline.state == PSInvocationState.RUNNING:
            if work.given_up:
                raise failures.GivenUp
            if work.deadline.left <= LEAST:
                raise failures.DeadlinePassed
            pipeline.poll_invoke(timeout=POLL)


def _pipeline(pool: RunspacePool, work: Work) -> PowerShell:
    pipeline = PowerShell(pool)
    pipeline.add_cmdlet(work.cmdlet)
    for name, value in work.parameters.items():
        if value is not None:
            pipeline.add_parameter(name, values.parameter(value))
        elif work.writes:
            pipeline.add_parameter(name, None)  # $null: what clears a property
    return pipeline


def _worth_repeating(error: Exception, *, fresh: bool, once: bool) -> bool:
    """Say whether a second attempt on a new session is both safe and sensible.

    A session that lay idle may be gone without our knowing: the shell (nothing ran), or the
    connection and the sealing with it (a read may run twice).
    """
    if isinstance(error, WSManFaultError):
        reads_again = failures.command_is_gone(error) and not (fresh or once)
        return failures.shell_is_gone(error) or reads_again
    if fresh or once or isinstance(error, http.Timeout):
        return False
    if isinstance(error, WinRMTransportError):
        return bool(error.code == 400)  # noqa: PLR2004  (sealed for a connection that is no more)
    return isinstance(error, _LOST)
