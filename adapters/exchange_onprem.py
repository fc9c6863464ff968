"""The organisation's Exchange servers, asked over remote PowerShell.

Sessions are few and dear: an account has 18, and opening one takes seconds on a real server.  So
a server gets one session for reads, and one of its own for ``Test-OAuthConnectivity``, which
takes many seconds and would hold the reads back; both are opened at first use and kept.
"""

import asyncio
import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from adapters.allowed import MAINTENANCE, ON_PREMISES, Cmdlet, allowed
from adapters.deadline import Deadline
from adapters.psrp.lane import Lane
from adapters.psrp.refusals import Everywhere, NotHere
from adapters.psrp.sign_in import SignIn
from adapters.psrp.tickets import Key, Tickets
from adapters.psrp.work import Endpoint
from commands.organisation import Server
from commands.ports import CmdletResult, ExchangePort, Kind, Outcome, OutsideError, SignedIn
from commands.secret import Secret

CONFIGURATION: Final = "Microsoft.Exchange"
READERS: Final = 1
TESTERS: Final = 1
"""Sessions per server and account; never more than three together."""
PASSED_OVER: Final = 30.0
"""Seconds for which a server that could not be reached is asked last."""
_ELSEWHERE: Final = frozenset({Kind.UNREACHABLE, Kind.TIMEOUT, Kind.BUSY, Kind.UNEXPECTED})


@dataclass(frozen=True, kw_only=True)
class Account:
    """The sign-in for remote PowerShell, and whose certificates the servers may show.

    A keytab or a ticket cache takes the place of the password, see ``Key``.
    """

    user: str
    password: Secret
    keytab: str = ""
    ticket_cache: str = ""
    ca_file: Path | None = None
    sign_in: SignIn = field(default_factory=SignIn)

    @cached_property
    def tickets(self) -> Tickets:
        key = Key(
            user=self.user,
            password=self.password,
            keytab=self.keytab,
            cache=self.ticket_cache,
        )
        return Tickets(key, self.sign_in)


class ExchangeServer:
    """One server; an ``ExchangePort``."""

    def __init__(
        self, server: Server, account: Account, *, readers: int = READERS, testers: int = TESTERS
    ) -> None:
        self._name = server.name
        self._source = f"Exchange Server {server.name}"
        endpoint = _endpoint(server, account, self._source, CONFIGURATION)
        self._readers = [Lane(endpoint) for _ in range(readers)]
        self._testers = [Lane(endpoint) for _ in range(testers)]
        self._back = Deadline.after(0)

    @property
    def name(self) -> str:
        return self._name

    @property
    def cost(self) -> tuple[bool, int]:
        """How unwelcome a call is here: not reached lately, calls before it."""
        return self._back.left > 0, min(lane.busy for lane in self._readers)

    @property
    def signed_in(self) -> SignedIn | None:
        """How the last of its sessions that was opened was signed in."""
        lanes = (*self._readers, *self._testers)
        return next((lane.signed_in for lane in lanes if lane.signed_in), None)

    async def run(
        self, cmdlet: str, /, *, timeout: float, parameters: Mapping[str, Any] | None = None
    ) -> CmdletResult:
        """Run one cmdlet of the allow-list, see ``ExchangePort``."""
        known = allowed(ON_PREMISES, self._source, cmdlet, parameters or {})
        lanes = self._testers if known.slow else self._readers
        lane = min(lanes, key=lambda each: each.busy)
        try:
            result = await lane.run(
                cmdlet, parameters or {}, deadline=Deadline.after(timeout), known=known
            )
        except OutsideError as error:
            if _elsewhere(error) and not known.slow:
                self._back = Deadline.after(PASSED_OVER)
            raise
        self._back = Deadline.after(0)
        return result

    async def close(self) -> None:
        await asyncio.gather(*(lane.close() for lane in (*self._readers, *self._testers)))


class AnyServer:
    """Whichever server is free, for what is the same on all of them; reads only."""

    def __init__(self, servers: Sequence[ExchangeServer]) -> None:
        self._servers = servers

    @property
    def name(self) -> str:
        return "Exchange"

    async def run(
        self, cmdlet: str, /, *, timeout: float, parameters: Mapping[str, Any] | None = None
    ) -> CmdletResult:
        """Run one reading cmdlet on the least busy server, and on the next when it is not there.

        The deadline is shared out: with two servers, the first has half of it.
        """
        known = allowed(ON_PREMISES, "Exchange Server", cmdlet, parameters or {})
        deadline = Deadline.after(timeout)
        failed: list[OutsideError] = []
        untried = list(self._servers)
        while untried:
            server = min(untried, key=lambda each: each.cost)
            untried.remove(server)
            share = deadline.left / (len(untried) + 1)
            try:
                return await server.run(cmdlet, timeout=share, parameters=parameters)
            except OutsideError as error:
                failed.append(error)
                if not _may_try_another(error, known):
                    raise
        raise _all_of(failed, cmdlet)


class ExchangeServers:
    """The servers of one organisation; an ``OnPremises``."""

    def __init__(
        self,
        servers: Sequence[Server],
        account: Account,
        *,
        readers: int = READERS,
        testers: int = TESTERS,
    ) -> None:
        self._servers = {
            server.name: ExchangeServer(server, account, readers=readers, testers=testers)
            for server in servers
        }
        self._maintenance = {
            server.name: MaintenanceEndpoint(server, account)
            for server in servers
            if server.maintenance
        }
        self._any = AnyServer(tuple(self._servers.values()))

    @property
    def servers(self) -> Sequence[str]:
        return tuple(self._servers)

    def on(self, server: str) -> ExchangePort:
        """Give one server; raises ``KeyError`` for a name that is not configured."""
        return self._servers[server]

    def any(self) -> ExchangePort:
        return self._any

    def maintenance(self, server: str) -> ExchangePort | None:
        return self._maintenance.get(server)

    def signed_in(self, server: str) -> SignedIn | None:
        return self._servers[server].signed_in

    async def warm_up(self) -> None:
        """Load pypsrp in a thread."""
        await asyncio.to_thread(importlib.import_module, "adapters.psrp.session")

    async def close(self) -> None:
        """End all sessions; what has not ended within seconds is left to the servers' limits."""
        await asyncio.gather(
            *(server.close() for server in self._servers.values()),
            *(endpoint.close() for endpoint in self._maintenance.values()),
        )


class MaintenanceEndpoint:
    """A server's endpoint for the few things Exchange's own PowerShell cannot read."""

    def __init__(self, server: Server, account: Account) -> None:
        self._name = server.name
        self._source = f"maintenance endpoint of {server.name}"
        self._lane = Lane(
            replace(
                _endpoint(server, account, self._source, server.maintenance),
                path=server.maintenance_path,
                port=server.maintenance_port,
            )
        )

    @property
    def name(self) -> str:
        return self._name

    async def run(
        self, cmdlet: str, /, *, timeout: float, parameters: Mapping[str, Any] | None = None
    ) -> CmdletResult:
        known = allowed(MAINTENANCE, self._source, cmdlet, parameters or {})
        return await self._lane.run(
            cmdlet, parameters or {}, deadline=Deadline.after(timeout), known=known
        )

    async def close(self) -> None:
        await self._lane.close()


def _endpoint(server: Server, account: Account, source: str, configuration: str) -> Endpoint:
    return Endpoint(
        source=source,
        address=server.address,
        port=server.port,
        tls=server.tls,
        path=server.path,
        auth=server.auth,
        configuration=configuration,
        user=account.user,
        password=account.password,
        ca_file=account.ca_file,
        sign_in=account.sign_in,
        tickets=account.tickets,
    )


def _may_try_another(error: OutsideError, known: Cmdlet) -> bool:
    """Another server may answer what this one did not; never a write, never a bad sign-in."""
    return not known.writes and _elsewhere(error)


def _elsewhere(error: OutsideError) -> bool:
    """It is about this server: it is not there, or its endpoint is not as it should be.

    What a cmdlet answered counts for all servers: what is not found is not found.
    """
    if isinstance(error, Everywhere):
        return False
    return error.kind in _ELSEWHERE or isinstance(error, NotHere)


def _all_of(failed: Sequence[OutsideError], cmdlet: str) -> OutsideError:
    """Say for every server why it did not answer."""
    if not failed:
        return OutsideError(
            kind=Kind.UNREACHABLE,
            outcome=Outcome.NOT_SENT,
            source="Exchange Server",
            doing=cmdlet,
            detail="no Exchange server is configured for this organisation",
        )
    if len(failed) == 1:
        return failed[0]
    last = failed[-1]
    return OutsideError(
        kind=last.kind,
        outcome=last.outcome,
        source="Exchange Server",
        doing=cmdlet,
        detail="; ".join(f"{error.source}: {error.detail or error.kind}" for error in failed),
        code=last.code,
    )
