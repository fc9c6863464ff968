"""All the doors of one organisation, opened from the lab's own configuration and closed again."""

import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters import logs
from adapters.clock import Clock
from adapters.exchange_onprem import Account
from adapters.world import Credentials, Opened, open_world
from bot import settings
from commands.ports import Kind, Outcome, OutsideError
from lab.process import Lab, running


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Lab]:
    async with running("hbna", tmp_path) as lab:
        yield lab


@pytest.fixture
async def opened(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Opened]:
    monkeypatch.setattr(logs, "quieten", lambda: None)  # the test run keeps its loggers
    read = settings.load(lab.settings)
    (organisation,) = read.organisations
    access = read.access[organisation.name]
    opened = await open_world(
        organisation,
        Credentials(
            exchange=Account(
                user=access.exchange.user,
                password=access.exchange.password,
                ca_file=Path(access.ca_file),
            ),
            client_id=access.client_id,
            certificate_pem=access.certificate,
            ca_file=Path(access.ca_file),
        ),
        Clock(),
    )
    await opened.warm_up()
    yield opened
    await opened.close()


async def test_every_door_opens(opened: Opened, lab: Lab) -> None:
    world = opened.world
    cloud = world.organisation.cloud
    mailboxes = world.organisation.mailboxes
    test = {"Service": "EWS", "TargetUri": "https://outlook.office365.com/ews/exchange.asmx"}

    config = await world.on_premises.any().run("Get-AuthConfig", timeout=30)
    tested = [
        await world.on_premises.on(server).run(
            "Test-OAuthConnectivity",
            timeout=30,
            parameters={**test, "Mailbox": mailboxes.on_premises},
        )
        for server in world.on_premises.servers
    ]
    maintenance = world.on_premises.maintenance("EX01")
    assert maintenance is not None
    build = await maintenance.run("Get-HybridgeExSetup", timeout=30)
    connector = await world.cloud.run("Get-IntraOrganizationConnector", timeout=30)
    principal = await world.graph.principal("00000002-0000-0ff1-ce00-000000000000")
    handshake = await world.net.tls("mail.hbna.co.kr")
    metadata = await world.net.fetch_cloud(f"{cloud.acs}/hbna.co.kr/metadata/json/1")

    thumbprint = config.objects[0]["CurrentCertificateThumbprint"]
    assert thumbprint == lab.world.auth_config.current
    assert {len(result.objects) for result in tested} == {1}
    assert build.objects[0]["FileVersion"].startswith("15.02.1544.")
    assert connector.objects[0]["TargetAddressDomains"] == ["hbna.co.kr"]
    assert principal is not None
    assert thumbprint in {key.thumbprint for key in principal.keys}
    assert handshake.verified
    assert metadata.status == 200


async def test_no_token_comes_through_a_connectivity_test(opened: Opened) -> None:
    world = opened.world

    for port, mailbox, target in (
        (
            world.on_premises.on("EX01"),
            world.organisation.mailboxes.on_premises,
            "https://outlook.office365.com/ews/exchange.asmx",
        ),
        (
            world.cloud,
            world.organisation.mailboxes.cloud,
            "https://mail.hbna.co.kr/ews/exchange.asmx",
        ),
    ):
        result = await port.run(
            "Test-OAuthConnectivity",
            timeout=30,
            parameters={"Service": "EWS", "TargetUri": target, "Mailbox": mailbox},
        )
        assert "eyJ" not in repr(result)


async def test_the_key_that_a_server_signed_with_is_shown(opened: Opened, lab: Lab) -> None:
    (tested,) = (
        await opened.world.on_premises.on("EX01").run(
            "Test-OAuthConnectivity",
            timeout=30,
            parameters={
                "Service": "EWS",
                "TargetUri": "https://outlook.office365.com/ews/exchange.asmx",
                "Mailbox": opened.world.organisation.mailboxes.on_premises,
            },
        )
    ).objects

    assert f"assertion=[redacted; signed with {lab.world.auth_config.current}]" in tested["Detail"]


async def test_closing_leaves_no_thread_and_no_open_door(opened: Opened) -> None:
    await opened.world.on_premises.on("EX01").run("Get-AuthConfig", timeout=30)
    await opened.world.cloud.run("Get-AcceptedDomain", timeout=30)

    await opened.close()

    assert not [each for each in threading.enumerate() if each.name.startswith("psrp")]
    for port in (opened.world.cloud, opened.world.on_premises.any()):
        with pytest.raises(OutsideError) as caught:
            await port.run("Get-AcceptedDomain", timeout=5)
        assert caught.value.outcome is not Outcome.UNKNOWN


async def test_a_foreign_domain_of_the_name_server_stays_outside(opened: Opened) -> None:
    with pytest.raises(OutsideError) as caught:
        await opened.world.net.tls("localhost")

    assert caught.value.kind is Kind.BLOCKED
