"""Servers of the lab on loopback, scripted, and the adapters in front of them."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from adapters.clock import Clock
from adapters.entra import AppCredential
from adapters.exchange_online import ExchangeOnline
from adapters.exchange_onprem import Account, ExchangeServers
from adapters.graph import GraphDirectory
from adapters.log_analytics import Workspace
from commands.organisation import Server
from commands.secret import Secret
from lab import psrp
from lab.ca import Authority
from lab.clock import LabClock
from lab.cloud.enrol import Credential
from lab.cloud.serve import Cloud
from lab.faults import Faults
from lab.records import Call, Output, Record
from lab.world import World

USER, PASSWORD = "CORP\\svc-hybridge", "correct horse battery"

SIGNED = "[redacted; signed with 81C8F5D9D7127C556C42468039D7523778E5ACEB]"
"""What is left of the token that the fixture ``jwt`` gives."""

AGES = 30.0
"""Seconds that no test needs."""


async def until(so: Callable[[], bool]) -> None:
    """Give the servers, which run in the same loop, the time to come so far."""
    for _ in range(4000):
        if so():
            return
        await asyncio.sleep(0.005)  # noqa: TID251
    raise AssertionError("it never came so far")


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
                maintenance_port=running.port,
            )
        )
        return exchange

    def open(
        self,
        *,
        user: str = USER,
        password: str = PASSWORD,
        keytab: str = "",
        ticket_cache: str = "",
        **options: Any,
    ) -> ExchangeServers:
        """The adapter in front of all the servers."""
        account = Account(
            user=user,
            password=Secret(password),
            keytab=keytab,
            ticket_cache=ticket_cache,
            ca_file=self.ca_file,
        )
        servers = ExchangeServers(self.listed, account, **options)
        self.stack.push_async_callback(servers.close)
        return servers


def shells(premises: Premises, name: str = "EX01") -> list[Any]:
    """The shells that are open on a server."""
    return [
        shell
        for service in premises.running[name]._services.values()
        for shell in service.shells.values()
    ]


class Watch(Clock):
    """A clock that waits no longer than it must, and remembers how long it was asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await super().sleep(0)


@dataclass
class Sky:
    """The lab's cloud, and the adapters in front of it."""

    stack: AsyncExitStack
    world: World
    cloud: Cloud
    exchange: Scripted
    trust: ssl.SSLContext
    enrolled: Credential
    clock: Watch = field(default_factory=Watch)

    def credential(self, *, pem: str = "", client_id: str = "", login: str = "") -> AppCredential:
        credential = AppCredential(
            login=login or self.cloud.login,
            tenant_id=self.world.tenant.id,
            client_id=client_id or self.enrolled.app_id,
            certificate_pem=Secret(pem or self.enrolled.pem.decode()),
            trust=self.trust,
        )
        self.stack.push_async_callback(credential.close)
        return credential

    def online(self, credential: AppCredential | None = None, base: str = "") -> ExchangeOnline:
        online = ExchangeOnline(
            base=base or self.cloud.exchange,
            tenant_id=self.world.tenant.id,
            credential=credential or self.credential(),
            trust=self.trust,
            clock=self.clock,
        )
        self.stack.push_async_callback(online.close)
        return online

    def workspace(self, id: str = "") -> Workspace:
        workspace = Workspace(
            base=self.cloud.logs,
            audience="https://api.loganalytics.io",
            id=UUID(id or self.world.tenant.workspace),
            credential=self.credential(),
            trust=self.trust,
            clock=self.clock,
        )
        self.stack.push_async_callback(workspace.close)
        return workspace

    def directory(
        self, credential: AppCredential | None = None, base: str = "", timeout: float = 30
    ) -> GraphDirectory:
        directory = GraphDirectory(
            base=base or self.cloud.graph,
            credential=credential or self.credential(),
            trust=self.trust,
            clock=self.clock,
            timeout=timeout,
        )
        self.stack.push_async_callback(directory.close)
        return directory
