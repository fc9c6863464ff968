"""A server of its own for each test, a scripted Exchange behind it, and pypsrp in front."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.wsman import WSMan

from lab import psrp
from lab.ca import Authority
from lab.clock import LabClock
from lab.faults import Faults
from lab.records import Call, Output, Record

USER, PASSWORD = "CORP\\svc-hybridge", "correct horse"


@dataclass
class Scripted:
    """Answers cmdlets by name; what a test does not script is an empty output."""

    answers: dict[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    async def invoke(self, call: Call) -> Output:
        self.calls.append(call)
        answer = self.answers.get(call.cmdlet, Output())
        return await answer(call) if callable(answer) else answer


@dataclass
class Lab:
    """One running server and how to reach it."""

    exchange: Scripted
    faults: Faults
    running: psrp.Running
    ca: str = ""

    def wsman(self, **options: Any) -> WSMan:
        given: dict[str, Any] = {
            "port": self.running.port,
            "ssl": bool(self.ca),
            "cert_validation": self.ca or True,
            "auth": "ntlm",
            "username": USER,
            "password": PASSWORD,
            "path": "PowerShell/",
            "connection_timeout": 20,
            "reconnection_backoff": 0.01,
        }
        return WSMan("127.0.0.1", **(given | options))

    @contextmanager
    def pool(self, configuration: str = "Microsoft.Exchange", **options: Any) -> Iterator[Any]:
        """Open a runspace pool; call in a thread."""
        for_pool = {name: options.pop(name) for name in ("host", "idle_timeout") if name in options}
        with (
            self.wsman(**options) as wsman,
            RunspacePool(wsman, configuration_name=configuration, **for_pool) as pool,
        ):
            yield pool

    def call(self, cmdlet: str, parameters: dict[str, Any] | None = None, **options: Any) -> Any:
        """Open, run one cmdlet, close; gives the PowerShell object.  Call in a thread."""
        with self.pool(**options) as pool:
            return run(pool, cmdlet, parameters)

    async def do(self, work: Callable[..., Any], *args: Any, **options: Any) -> Any:
        return await asyncio.to_thread(work, *args, **options)


def run(pool: RunspacePool, cmdlet: str, parameters: dict[str, Any] | None = None) -> PowerShell:
    with PowerShell(pool) as shell:
        shell.add_cmdlet(cmdlet).add_parameters(parameters or {})
        shell.invoke()
        return shell


Start = Callable[..., Awaitable[Lab]]


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def faults() -> Faults:
    return Faults(LabClock())


@pytest.fixture
async def start(authority: Authority, faults: Faults, tmp_path: Path) -> AsyncIterator[Start]:
    """Start a server; ``tls=False`` for http."""
    started: list[psrp.Running] = []

    async def begin(*, tls: bool = True, name: str = "EX01", **options: Any) -> Lab:
        exchange = Scripted()
        running = await psrp.start(
            exchange,
            name,
            tls=authority.leaf(["127.0.0.1"]).context() if tls else None,
            users=options.pop("users", {USER: PASSWORD}),
            faults=faults,
            **options,
        )
        started.append(running)
        ca = str(authority.write(tmp_path / "ca.pem")) if tls else ""
        return Lab(exchange=exchange, faults=faults, running=running, ca=ca)

    yield begin
    for running in started:
        await running.stop()
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert not left, "a stopped server leaves no task behind"


@pytest.fixture
async def secure(start: Start) -> Lab:
    return await start()


@pytest.fixture
async def plain(start: Start) -> Lab:
    return await start(tls=False)


@pytest.fixture
def cmdlet() -> Callable[..., PowerShell]:
    """Run one cmdlet in an open pool."""
    return run


@pytest.fixture
def thing() -> Callable[..., Record]:
    """Make a record from its properties."""
    return lambda **properties: Record(("Lab.Thing", "System.Object"), "a thing", properties)
