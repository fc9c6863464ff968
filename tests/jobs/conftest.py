"""A real embedded Valkey, one for all tests of the runner, emptied before each."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
import structlog
from redis.asyncio import Redis

from commands.check import Suite
from commands.ports import World
from jobs.bell import Bell
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.store import Store
from jobs.worker import Worker
from tests.jobs.deeds import BOOK
from tests.jobs.parts import KEY, TENANCY, RealClock, world

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def plain_log() -> Iterator[None]:
    """Log without drawn tracebacks: drawing one takes longer than some leases here."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(),
        ]
    )
    yield
    structlog.reset_defaults()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server(tmp_path_factory) -> AsyncGenerator[str, None]:
    async with embedded(tmp_path_factory.mktemp("store")) as url:
        yield url


@pytest.fixture
def clock() -> RealClock:
    return RealClock()


@pytest.fixture
async def redis(server) -> AsyncGenerator[Redis, None]:
    client = connect(server)
    await client.flushall()
    yield client
    await client.aclose()


@pytest.fixture
def url(server, redis) -> str:
    """The address of an empty store."""
    return server


@pytest.fixture
def store(redis) -> Store:
    return Store(redis, key=KEY)


@pytest.fixture
def desk(store, clock) -> Desk:
    return Desk(store, clock, BOOK, tenancy=TENANCY)


Worlds = Callable[[str], World]
Working = Callable[..., AbstractAsyncContextManager[Worker]]


@pytest.fixture
def working(url, store, clock) -> Working:
    """Start a worker; it works while the context lasts."""

    @asynccontextmanager
    async def start(
        suites: Mapping[str, Suite], *, worlds: Worlds = world, name: str = "B", lease: float = 5.0
    ) -> AsyncGenerator[Worker, None]:
        bell = Bell(url, clock)
        worker = Worker(
            store, bell, worlds, clock, suites=suites, book=BOOK, name=name, lease=lease
        )
        async with worker.running():
            yield worker

    return start


Spawn = Callable[..., AbstractAsyncContextManager[asyncio.subprocess.Process]]


@pytest.fixture
def spawn() -> Spawn:
    """Start ``python -m module arguments`` in the repository; killed at the end."""

    @asynccontextmanager
    async def start(module: str, *arguments: str) -> AsyncGenerator[asyncio.subprocess.Process]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            cwd=REPOSITORY,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    return start


async def said(process: asyncio.subprocess.Process, words: str) -> str:
    """Wait for a line of a process that contains ``words``; fails when the process ends first."""
    lines: list[str] = []
    assert process.stdout is not None
    async for line in process.stdout:
        lines.append(line.decode())
        if words in lines[-1]:
            return lines[-1]
    raise AssertionError(f"the process never said {words!r}: {''.join(lines)}")


async def until(happened: Callable[[], object]) -> None:
    """Wait until an awaitable condition holds; the test's own timeout is the limit."""
    async with asyncio.timeout(30):
        while not await happened():
            await RealClock().sleep(0.01)
