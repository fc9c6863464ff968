"""What the tests of the adapters share."""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from adapters.trust import trust
from lab.ca import Authority
from lab.cloud.enrol import Credential, enrol
from lab.cloud.serve import start
from lab.cloud.tokens import GRAPH
from lab.scenario import load
from lab.world import World
from lab.world_premises import EXCHANGE_ONLINE
from tests.adapters.parts import Premises, Scripted, Sky


def _part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@pytest.fixture
def jwt() -> str:
    """A token as Exchange prints it: header, claims, signature."""
    header = {"typ": "JWT", "alg": "RS256", "x5t": "gcj12dcSfFVsQkaAOddSN3jlrOs"}
    claims = {"aud": "00000002-0000-0ff1-ce00-000000000000/mail.hbna.co.kr@hbna.co.kr", "nbf": 1}
    return f"{_part(header)}.{_part(claims)}.{'Zm9vYmFy' * 40}"


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def ca_file(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    path.write_bytes(authority.pem)
    return path


@pytest.fixture
async def premises(authority: Authority, ca_file: Path) -> AsyncIterator[Premises]:
    async with AsyncExitStack() as stack:
        yield Premises(stack=stack, authority=authority, ca_file=ca_file)


@pytest.fixture(scope="session")
def loaded() -> tuple[World, Credential]:
    """The organisation as an engineer found it, and the product registered in it."""
    world = load("hbna")
    roles = {
        GRAPH: ["Application.ReadWrite.All", "GroupMember.Read.All", "AuditLog.Read.All"],
        EXCHANGE_ONLINE: ["Exchange.ManageAsApp"],
    }
    return world, enrol(world, "Hybridge", roles=roles, directory_roles=["Global Reader"])


@pytest.fixture
def world(loaded: tuple[World, Credential]) -> World:
    """A copy of it, for one test to change."""
    return deepcopy(loaded[0])


@pytest.fixture
async def sky(
    world: World, loaded: tuple[World, Credential], authority: Authority, ca_file: Path
) -> AsyncIterator[Sky]:
    async with AsyncExitStack() as stack:
        exchange = Scripted()
        cloud = await start(world, authority, exchange)
        stack.push_async_callback(cloud.stop)
        yield Sky(
            stack=stack,
            world=world,
            cloud=cloud,
            exchange=exchange,
            trust=trust(ca_file),
            enrolled=loaded[1],
        )
