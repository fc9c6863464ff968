"""The lab as its users start it: a process of its own, a configuration, a clean end."""

import asyncio
import json
import signal
import socket
import ssl
import stat
import sys
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from azure.identity.aio import CertificateCredential

from lab.__main__ import main
from lab.process import running
from lab.scenario import names

Process = asyncio.subprocess.Process
Serve = Callable[..., Awaitable[tuple[Process, dict[str, Any]]]]


@pytest.fixture
async def serve(tmp_path: Path) -> AsyncIterator[Serve]:
    """Start a lab; gives the process and its ready line."""
    started: list[Process] = []

    async def start(*more: str) -> tuple[Process, dict[str, Any]]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "lab", "serve", "--folder", str(tmp_path / "lab"), *more),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        started.append(process)
        return process, json.loads(await process.stdout.readline())

    yield start
    for process in started:
        if process.returncode is None:
            process.kill()
        process.stdin.close()
        await process.communicate()


async def test_says_when_it_is_ready_and_leaves_when_told_to(serve, tmp_path):
    process, ready = await serve("--scenario", "hbna", "--bot", "http://127.0.0.1:3999/api")

    assert ready["ready"] is True
    settings = _read(ready)
    ports = _ports(settings)
    assert all(_open(port) for port in ports)
    assert settings["teams"]["listen"] == "127.0.0.1:3999"
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{ready['control']}/lab/state") as answer,
    ):
        assert (await answer.json())["scenario"] == "hbna"

    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
    assert not any(_open(port) for port in ports)
    written = sorted(path.name for path in (tmp_path / "lab").rglob("*"))
    assert written == [
        "app.pem",
        "bot.pem",
        "ca.pem",
        "exchange-password",
        "hybridge.toml",
        "secrets",
    ]


async def test_the_configuration_opens_every_door(serve):
    """What the file names is enough to read the cloud's connector: the stuck engineer's mistake."""
    _, ready = await serve("--latency", "exchange-online=0,graph=0")
    folder = Path(ready["settings"]).parent
    organisation = _read(ready)["organisation"][0]
    cloud, tenant = organisation["cloud"], organisation["tenant_id"]
    pem = folder / cloud["certificate"]["file"]
    async with CertificateCredential(
        tenant,
        cloud["client_id"],
        certificate_data=pem.read_bytes(),
        authority=cloud["login"],
        connection_verify=str(folder / organisation["ca"]),
    ) as credential:
        token = (await credential.get_token(f"{cloud['exchange']}/.default")).token

    context = ssl.create_default_context(cafile=folder / organisation["ca"])
    body = {"CmdletInput": {"CmdletName": "Get-IntraOrganizationConnector", "Parameters": {}}}
    headers = {
        "Authorization": f"Bearer {token}",
        "X-AnchorMailbox": f"APP:SystemMailbox{{bb558c35-97f1-4cb9-8ff7-d53741dc928c}}@{tenant}",
        "X-ResponseFormat": "json",
    }
    url = f"{cloud['exchange']}/adminapi/beta/{tenant}/InvokeCommand"
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as session,
        session.post(url, json=body, headers=headers) as answer,
    ):
        (connector,) = (await answer.json())["value"]

    assert connector["DiscoveryEndpoint"].startswith("https://outlook.office365.com/")
    for secret in (pem, folder / organisation["exchange"]["password"]["file"]):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600


async def test_ends_with_its_parent(serve):
    process, _ = await serve("--with-parent")

    process.stdin.close()

    assert await process.wait() == 0


@pytest.mark.parametrize("scenario", names())
async def test_every_scenario_starts_and_stops(tmp_path, scenario):
    async with running(scenario, tmp_path) as lab:
        assert lab.world.scenario == scenario
        ports = _ports(_read({"settings": lab.settings}))
        assert all(_open(port) for port in ports)
    assert not any(_open(port) for port in ports)


def test_refuses_a_scenario_that_is_not_there(tmp_path, capsys):
    assert main(["serve", "--folder", str(tmp_path), "--scenario", "nowhere"]) == 2
    assert "there is no scenario nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("latency", ["graph=slow", "nonsense=1", "graph"])
def test_refuses_a_latency_that_is_none(tmp_path, capsys, latency):
    with pytest.raises(SystemExit, match="2"):
        main(["serve", "--folder", str(tmp_path), "--latency", latency])
    assert "--latency" in capsys.readouterr().err


def _read(ready: dict[str, Any]) -> dict[str, Any]:
    return tomllib.loads(Path(ready["settings"]).read_text(encoding="utf-8"))


def _ports(settings: dict[str, Any]) -> list[int]:
    (organisation,) = settings["organisation"]
    cloud = organisation["cloud"]
    return [
        *(server["port"] for server in organisation["servers"]),
        *(int(cloud[name].rpartition(":")[2]) for name in ("login", "graph", "exchange", "acs")),
        organisation["probes"]["port"],
    ]


def _open(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
