"""Servers of the lab on loopback, scripted, and the adapters in front of them."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adapters.exchange_onprem import Account, ExchangeServers
from adapters.secret import Secret
from commands.organisation import Server
from lab import psrp
from lab.ca import Authority
from lab.clock import LabClock
from lab.faults import Faults
from lab.records import Call, Output, Record

USER, PASSWORD = "CORP\\svc-hybridge", "correct horse battery"


@dataclass
class Scripted:
    """Answers cmdlets by name; what a test does not script is an empty output."""

    answers: dict[str, Output | Callable[[Call], Awaitable[Output]]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    async def invoke(self, call: Call) -> Output:
        self.calls.append(call)
        answer = self.answers.get(call.cmdlet, Output())
        return answer if isinstance(answer, Output) else await answer(call)


def named(name: str, **properties: Any) -> Output:
    """An output of one object."""
    types = ("Microsoft.Exchange.Data.Thing", "System.Object")
    return Output(objects=(Record(types, name, {"Name": name, **properties}),))


@dataclass
class Premises:
    """Exchange servers on loopback with a scripted Exchange behind each."""

    stack: AsyncExitStack
    authority: Authority
    ca_file: Path
    faults: Faults = field(default_factory=lambda: Faults(LabClock()))
    exchanges: dict[str, Scripted] = field(default_factory=dict)
    running: dict[str, psrp.Running] = field(default_factory=dict)
    listed: list[Server] = field(default_factory=list)

    async def server(
        self, name: str, *, tls: bool = True, auth: str = "ntlm", **options: Any
    ) -> Scripted:
        """Start one more server; gives its Exchange."""
        context = self.authority.leaf(["localhost", "127.0.0.1"]).context() if tls else None
        self.exchanges[name] = exchange = Scripted()
        self.running[name] = running = await psrp.start(
            exchange, name, tls=context, users={USER: PASSWORD}, faults=self.faults, **options
        )
        self.stack.push_async_callback(running.stop)
        self.listed.append(
            Server(
                name=name,
                address="127.0.0.1",
                port=running.port,
                tls=tls,
                auth=auth,
                maintenance="Hybridge.Maintenance",
            )
        )
        return exchange

    def open(self, *, password: str = PASSWORD, **options: Any) -> ExchangeServers:
        """The adapter in front of all the servers."""
        account = Account(user=USER, password=Secret(password), ca_file=self.ca_file)
        servers = ExchangeServers(self.listed, account, **options)
        self.stack.push_async_callback(servers.close)
        return servers
