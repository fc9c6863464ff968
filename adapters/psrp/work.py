"""One call on its way to a server's thread and back, and the server as it is reached."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adapters.deadline import Deadline
from adapters.psrp.refusals import refused
from adapters.psrp.sign_in import SignIn
from adapters.psrp.tickets import Ticket, Tickets
from commands.outside import sign_in
from commands.ports import CmdletResult, OutsideError, SignedIn
from commands.secret import Secret


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One session configuration of one server, and the account to sign in with."""

    source: str
    """How people call it in errors."""
    address: str
    port: int
    tls: bool
    path: str
    auth: str
    configuration: str
    user: str
    password: Secret
    ca_file: Path | None
    sign_in: SignIn = field(default_factory=SignIn)
    tickets: Tickets | None = None
    """The account's, where the way of signing in may be Kerberos."""

    def ticket(self, doing: str, deadline: Deadline) -> Ticket:
        """Give a ticket for this server.

        Raises:
            OutsideError: There is none.
        """
        if self.tickets is None:
            raise refused(sign_in.NO_TICKETS, source=self.source, doing=doing)
        if self.auth == "negotiate":  # half of the time is NTLM's
            deadline = deadline.no_later_than(max(0.0, deadline.left / 2))
        return self.tickets.get(self.address, source=self.source, doing=doing, deadline=deadline)


class Work:
    """One cmdlet to run.  Made and awaited on the event loop, settled from the lane's thread.

    Attributes:
        writes, asks: As the list of allowed cmdlets has it.
        sent: The cmdlet may have reached the server.
        started: The thread has taken it up.
        signed_in: How the session was signed in that it ran in.
        given_up: Nobody waits any more; the thread stops it at the next opportunity.
    """

    def __init__(
        self,
        *,
        cmdlet: str,
        parameters: Mapping[str, Any],
        writes: bool,
        asks: bool,
        deadline: Deadline,
    ) -> None:
        self.cmdlet = cmdlet
        self.parameters = parameters
        self.writes = writes
        self.asks = asks
        self.deadline = deadline
        self.started = self.sent = self.given_up = False
        self.signed_in: SignedIn | None = None
        self._loop = asyncio.get_running_loop()
        self.answer: asyncio.Future[CmdletResult] = self._loop.create_future()

    def settle(self, answer: CmdletResult | OutsideError) -> None:
        """Hand the answer over to the event loop; the first one counts."""
        try:
            self._loop.call_soon_threadsafe(self._settle, answer)
        except RuntimeError:  # the loop has ended, and with it everybody who waited
            self.given_up = True

    def _settle(self, answer: CmdletResult | OutsideError) -> None:
        if self.answer.done() or self.given_up:
            return  # an error that nobody takes would be reported as forgotten
        if isinstance(answer, OutsideError):
            self.answer.set_exception(answer)
        else:
            self.answer.set_result(answer)
