"""What the tests of the adapters share."""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from lab.ca import Authority
from tests.adapters.parts import Premises


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


@pytest.fixture
def ca_file(authority: Authority, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    path.write_bytes(authority.pem)
    return path


@pytest.fixture
async def premises(authority: Authority, ca_file: Path) -> AsyncIterator[Premises]:
    async with AsyncExitStack() as stack:
        yield Premises(stack=stack, authority=authority, ca_file=ca_file)
