"""One cloud per test, over a fresh copy of a small world; clients are the real ones."""

import warnings
from collections.abc import AsyncIterator, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from lab.ca import Authority
from lab.cloud.enrol import Credential, enrol
from lab.cloud.serve import Cloud, start
from lab.cloud.tokens import GRAPH
from lab.records import Call, Output
from lab.scenario import load
from lab.world import World
from lab.world_premises import EXCHANGE_ONLINE

with warnings.catch_warnings():  # the SDK's generated classes warn of themselves on import
    warnings.simplefilter("ignore", DeprecationWarning)
    import msgraph.generated.applications.applications_request_builder
    import msgraph.generated.service_principals.item.service_principal_item_request_builder
    import msgraph.generated.service_principals.service_principals_request_builder  # noqa: F401


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
def ca_file(authority: Authority, tmp_path: Path) -> Path:
    return authority.write(tmp_path / "ca.pem")


@dataclass
class Answers:
    """Answers cmdlets of the cloud with what a test puts in, and remembers the calls."""

    outputs: dict[str, Output] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    async def invoke(self, call: Call) -> Output:
        self.calls.append(call)
        return self.outputs[call.cmdlet]


@pytest.fixture
def cmdlets() -> Answers:
    return Answers()


@pytest.fixture
async def cloud(world: World, authority: Authority, cmdlets: Answers) -> AsyncIterator[Cloud]:
    running = await start(world, authority, cmdlets, ["Get-Mailbox", "Get-AuthServer"])
    yield running
    await running.stop()


@pytest.fixture
def enrolled(world: World) -> Credential:
    return enrol(
        world,
        "Hybridge",
        roles={
            GRAPH: ["Application.Read.All", "GroupMember.Read.All"],
            EXCHANGE_ONLINE: ["Exchange.ManageAsApp"],
        },
        directory_roles=["Global Reader"],
    )


@pytest.fixture
async def http(authority: Authority) -> AsyncIterator[aiohttp.ClientSession]:
    connector = aiohttp.TCPConnector(ssl=authority.client_context())
    async with aiohttp.ClientSession(connector=connector) as session:
        yield session


@pytest.fixture
def bearer(world: World, cloud: Cloud) -> Callable[[Credential, str], dict[str, Any]]:
    """Give the header of a token that the tenant signs for an application."""

    def made(credential: Credential, resource: str) -> dict[str, Any]:
        principal = world.tenant.principal(credential.app_id)
        assert principal is not None
        return {"Authorization": f"Bearer {cloud.tokens.issue(principal, resource, resource)}"}

    return made
