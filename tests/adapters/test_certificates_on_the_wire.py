"""Certificates made, carried, staged and removed in the lab, through the adapters alone."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters import keys, logs
from adapters.clock import Clock
from adapters.exchange_onprem import Account
from adapters.world import Credentials, Opened, open_world
from bot import settings
from commands.ports import ExchangePort, Kind, Outcome, OutsideError, World
from lab.process import Lab, running

NAME = "Microsoft Exchange Server Auth Certificate"
AGES = 60.0
NEW = {
    "KeySize": 2048,
    "PrivateKeyExportable": True,
    "SubjectName": f"CN={NAME}",
    "FriendlyName": NAME,
    "DomainName": [],
}


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Lab]:
    async with running("healthy", tmp_path) as lab:
        yield lab


@pytest.fixture
async def world(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr(logs, "quieten", lambda: None)  # the test run keeps its loggers
    read = settings.load(lab.settings)
    (organisation,) = read.organisations
    access = read.access[organisation.name]
    opened: Opened = await open_world(
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
    yield opened.world
    await opened.close()


async def thumbprints(port: ExchangePort) -> set[str]:
    found = await port.run("Get-ExchangeCertificate", timeout=AGES)
    return {keys.thumbprint(each["RawData"], None) for each in found.objects}


async def smtp(port: ExchangePort) -> str:
    (found,) = (
        await port.run("Get-TransportService", timeout=AGES, parameters={"Identity": port.name})
    ).objects
    return str(found["InternalTransportCertificateThumbprint"])


async def test_a_new_certificate_leaves_the_one_for_mail_as_it_was(world: World) -> None:
    port = world.on_premises.on("EX01")
    before, held = await smtp(port), await thumbprints(port)

    await port.run("New-ExchangeCertificate", timeout=AGES, parameters=NEW)

    assert await smtp(port) == before
    assert len(await thumbprints(port) - held) == 1


async def test_one_for_other_days_is_imported_and_carried_to_another_server(
    world: World, lab: Lab
) -> None:
    first, second = (world.on_premises.on(name) for name in ("EX01", "EX02"))
    held = await thumbprints(first)
    password, other = world.keys.one_time_password(), world.keys.one_time_password()
    now = lab.world.clock.now()

    file = await world.keys.auth_certificate(starts=now, days=400, password=password)
    common = {"PrivateKeyExportable": True, "FriendlyName": NAME}
    await first.run(
        "Import-ExchangeCertificate",
        timeout=AGES,
        parameters={**common, "FileData": file, "Password": password},
    )
    (made,) = await thumbprints(first) - held
    endpoint = world.on_premises.maintenance("EX01")
    assert endpoint is not None
    exported = await endpoint.run(
        "Export-HybridgeAuthCertificate",
        timeout=AGES,
        parameters={"Thumbprint": made, "Password": other},
    )
    data = exported.objects[0]["FileData"]
    with pytest.raises(OutsideError) as caught:
        await second.run(
            "Import-ExchangeCertificate",
            timeout=AGES,
            parameters={**common, "FileData": data, "Password": password},
        )
    await second.run(
        "Import-ExchangeCertificate",
        timeout=AGES,
        parameters={**common, "FileData": data, "Password": other},
    )

    assert isinstance(data, bytes)
    assert caught.value.outcome is Outcome.REFUSED
    assert made in await thumbprints(second)
    shown = repr((exported.warnings, caught.value, vars(caught.value)))
    assert not any(each.reveal() in shown for each in (password, other))


async def test_below_48_hours_the_question_is_told_and_nothing_staged(
    world: World, lab: Lab
) -> None:
    port = world.on_premises.on("EX01")
    held = await thumbprints(port)
    await port.run("New-ExchangeCertificate", timeout=AGES, parameters=NEW)
    (made,) = await thumbprints(port) - held
    soon = lab.world.clock.now() + timedelta(hours=2)
    staging = {"NewCertificateThumbprint": made, "NewCertificateEffectiveDate": soon}

    with pytest.raises(OutsideError) as caught:
        await port.run("Set-AuthConfig", timeout=AGES, parameters=staging)

    assert caught.value.kind is Kind.REFUSED
    assert caught.value.outcome is Outcome.REFUSED
    assert "48" in caught.value.detail
    assert lab.world.auth_config.next != made

    await port.run("Set-AuthConfig", timeout=AGES, parameters={**staging, "Force": True})
    assert lab.world.auth_config.next == made


async def test_a_certificate_is_removed_without_a_question_when_it_is_said_so(
    world: World,
) -> None:
    port = world.on_premises.on("EX01")
    held = await thumbprints(port)
    await port.run("New-ExchangeCertificate", timeout=AGES, parameters=NEW)
    (made,) = await thumbprints(port) - held

    with pytest.raises(OutsideError) as caught:
        await port.run("Remove-ExchangeCertificate", timeout=AGES, parameters={"Thumbprint": made})
    assert caught.value.outcome is Outcome.REFUSED
    assert made in await thumbprints(port)

    await port.run(
        "Remove-ExchangeCertificate",
        timeout=AGES,
        parameters={"Thumbprint": made, "Confirm": False},
    )
    assert made not in await thumbprints(port)


@pytest.mark.parametrize("cmdlet", ["Restart-HybridgeServiceHost", "Restart-HybridgeWebPools"])
async def test_a_restart_goes_through_the_maintenance_endpoint_alone(
    world: World, cmdlet: str
) -> None:
    maintenance = world.on_premises.maintenance("EX01")
    assert maintenance is not None

    done = await maintenance.run(cmdlet, timeout=AGES)

    assert {each["State"] for each in done.objects} <= {"Running", "Started"}
    with pytest.raises(OutsideError) as caught:
        await world.on_premises.on("EX01").run(cmdlet, timeout=AGES)
    assert caught.value.kind is Kind.BLOCKED
