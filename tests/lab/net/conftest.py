"""The published side of a small organisation, reached by its own resolver and trust anchor."""

import socket
from collections.abc import AsyncIterator
from copy import deepcopy

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from lab.ca import Authority
from lab.net.published import addresses
from lab.net.serve import Net, start
from lab.scenario import load
from lab.world import World


@pytest.fixture(scope="session")
def loaded() -> World:
    return load("hbna")


@pytest.fixture
def world(loaded: World) -> World:
    return deepcopy(loaded)


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
async def net(world: World, authority: Authority) -> AsyncIterator[Net]:
    running = await start(world, authority)
    yield running
    await running.stop()


class Published(AbstractResolver):
    """Sends a client to where DNS says that a published name is."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host=each, port=port, family=socket.AF_INET, proto=0, flags=0
            )
            for each in addresses(self._world, host)
        ]

    async def close(self) -> None: ...


@pytest.fixture
async def http(world: World, authority: Authority) -> AsyncIterator[aiohttp.ClientSession]:
    connector = aiohttp.TCPConnector(ssl=authority.client_context(), resolver=Published(world))
    async with aiohttp.ClientSession(connector=connector) as session:
        yield session
