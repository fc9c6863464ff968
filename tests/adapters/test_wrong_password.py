"""A wrong password costs one failed sign-in, however much is asked: a directory locks accounts."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters import logs
from adapters.clock import Clock
from adapters.exchange_onprem import Account
from adapters.world import Credentials, open_world
from bot import settings
from commands.catalog import SUITES
from commands.check import Check, perform
from commands.findings import Finding, Verdict
from commands.ports import World
from commands.secret import Secret
from lab.process import running
from lab.psrp.access import Admission, Gate, Line


@dataclass
class Door:
    """An organisation's doors, and what the directory saw of those who signed in."""

    world: World
    refused: int = 0
    let_in: int = 0


@pytest.fixture(params=["the right one", "a wrong one"])
async def door(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Door]:
    monkeypatch.setattr(logs, "quieten", lambda: None)  # the test run keeps its loggers
    async with AsyncExitStack() as stack:
        lab = await stack.enter_async_context(running("healthy", tmp_path))
        read = settings.load(lab.settings)
        (organisation,) = read.organisations
        access = read.access[organisation.name]
        right = request.param == "the right one"
        opened = await open_world(
            organisation,
            Credentials(
                exchange=Account(
                    user=access.exchange.user,
                    password=access.exchange.password if right else Secret("wrong"),
                    ca_file=Path(access.ca_file),
                ),
                client_id=access.client_id,
                certificate_pem=access.certificate,
                ca_file=Path(access.ca_file),
            ),
            Clock(),
        )
        stack.push_async_callback(opened.close)
        await opened.warm_up()
        door = Door(opened.world)
        _watch(door, monkeypatch)
        yield door


def _watch(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count at the servers' gate: a proof of who one is that is met with a fresh challenge."""
    admit = Gate.admit

    def counted(gate: Gate, line: Line, authorization: str) -> Admission:
        admission = admit(gate, line, authorization)
        if authorization and admission.user:
            door.let_in += 1
        if authorization and admission.headers == gate._offers:
            door.refused += 1
        return admission

    monkeypatch.setattr(Gate, "admit", counted)


async def _checked(world: World) -> list[Finding]:
    findings: list[Finding] = []

    async def found(_: Check, some: tuple[Finding, ...]) -> None:
        findings.extend(some)

    await perform(world, SUITES["oauth"], found)
    return findings


@pytest.mark.parametrize("door", ["a wrong one"], indirect=True)
async def test_a_whole_check_signs_in_once_with_a_wrong_password(door: Door) -> None:
    findings = await _checked(door.world)

    assert len(door.world.on_premises.servers) > 1
    assert (door.refused, door.let_in) == (1, 0)
    said = " ".join(str(each.evidence) for each in findings if each.verdict is Verdict.UNKNOWN)
    assert "is not tried again" in said

    await _checked(door.world)

    assert door.refused == 1


@pytest.mark.parametrize("door", ["the right one"], indirect=True)
async def test_a_whole_check_with_the_right_password_is_let_in_everywhere(door: Door) -> None:
    findings = await _checked(door.world)

    assert door.refused == 0
    assert door.let_in > len(door.world.on_premises.servers)
    assert "is not tried again" not in str(findings)
