"""Servers of the lab on loopback, and the adapters in front of them."""

import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from adapters.exchange_onprem import Account, ExchangeServers
from adapters.secret import Secret
from commands.organisation import Server
from lab import psrp
from lab.ca import Authority
from lab.clock import LabClock
from lab.faults import Faults
from lab.records import Call, Output, Record

USER, PASSWORD = "CORP\\svc-hybridge", "correct horse battery"


def _part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@pytest.fixture
def jwt() -> str:
    """A token as Exchange prints it: header, claims, signature."""
    header = {"typ": "JWT", "alg": "RS256", "x5t": "gcj12dcSfFVsQkaAOddSN3jlrOs"}
    claims = {"aud": "00000002-0000-0ff1-ce00-000000000000/mail.hbna.co.kr@hbna.co.kr", "nbf": 1}
    return f"{_part(header)}.{_part(claims)}.{'Zm9vYmFy' * 40}"


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


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def ca_file(authority: Authority, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    path.write_bytes(authority.pem)
    return path


@pytest.fixture
async def premises(authority: Authority, ca_file: Path) -> AsyncIterator[Premises]:
    async with AsyncExitStack() as stack:
        yield Premises(stack=stack, authority=authority, ca_file=ca_file)
