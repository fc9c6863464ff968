"""Cmdlets that change something, over the wire by an unmodified client, cut off or not."""

import pytest
import requests
from pypsrp.complex_objects import PSInvocationState, RunspacePoolState
from pypsrp.powershell import PowerShell

from lab import scenario
from lab.exchange.service import ExchangeLab

NAME = "EnableExchangeHybrid3PAppFeature"
CHANGE = {"Identity": NAME, "Parameters": ["Enabled=false"]}


@pytest.fixture(scope="module")
def loaded():
    return scenario.load("healthy")


@pytest.fixture
def world(loaded, secure):
    loaded.faults = secure.faults
    loaded.setting_overrides[0].parameters = ["Enabled=true"]
    exchange = ExchangeLab(loaded)
    secure.exchange.answers = dict.fromkeys(exchange.cmdlets("EX01"), exchange.invoke)
    return loaded


async def test_null_arrives_as_null_and_clears(secure, world):
    evo = next(each for each in world.auth_servers if each.type == "AzureAD")
    parameters = {"Identity": evo.name, "ApplicationIdentifier": None, "DomainName": None}

    shell = await secure.do(secure.call, "Set-AuthServer", parameters)

    assert not shell.streams.error
    assert (evo.application_identifier, evo.domain_names) == ("", [])


async def test_a_switch_without_a_value_is_on(secure, world):
    acs = next(each for each in world.auth_servers if each.type == "MicrosoftACS")
    acs.signing = []

    await secure.do(
        secure.call, "Set-AuthServer", {"Identity": acs.name, "RefreshAuthMetadata": None}
    )

    assert acs.signing == [world.tenant.signing.der]


async def test_a_report_is_one_line_of_text(secure, world):
    shell = await secure.do(secure.call, "Get-ExchangeDiagnosticInfo", {"Process": "x"})

    (text,) = shell.output
    assert isinstance(text, str)
    assert text.startswith("<Diagnostics>")


async def test_removing_without_anybody_to_ask_fails_and_removes_nothing(secure, world):
    parameters = {"Identity": NAME}

    def work():
        with secure.pool() as pool, PowerShell(pool) as shell:
            shell.add_cmdlet("Remove-SettingOverride").add_parameters(parameters)
            shell.begin_invoke()
            shell.poll_invoke(timeout=10)
            shell.end_invoke()
            return shell

    shell = await secure.do(work)

    assert shell.had_errors
    assert "does not support user interaction" in str(shell.streams.error[0])
    assert [each.name for each in world.setting_overrides] == [NAME]


WHEN = pytest.mark.parametrize("when", ["before", "after"])


def poll(shell):
    while shell.state == PSInvocationState.RUNNING:
        shell.poll_invoke(timeout=1)


@WHEN
async def test_a_cut_cmdlet_has_landed_or_not_and_the_client_cannot_tell(secure, world, when):
    secure.faults.set("cmdlet-lost", count=1, cmdlet="Set-SettingOverride", when=when)

    def work():
        with secure.pool(reconnection_retries=0) as pool:
            shell = PowerShell(pool).add_cmdlet("Set-SettingOverride").add_parameters(CHANGE)
            shell.begin_invoke()
            with pytest.raises(requests.ConnectionError):
                poll(shell)
            pool.state = RunspacePoolState.CLOSED  # its connection is gone

    await secure.do(work)

    landed = world.setting_overrides[0].parameters == ["Enabled=false"]
    assert landed is (when == "after")
    assert not secure.faults.switched


@WHEN
async def test_a_server_mute_for_a_while_tells_later_what_happened(secure, world, when):
    secure.faults.set("cmdlet-lost", count=1, cmdlet="Set-SettingOverride", when=when, silent=1)

    def work():
        with secure.pool() as pool, PowerShell(pool) as shell:
            shell.add_cmdlet("Set-SettingOverride").add_parameters(CHANGE).begin_invoke()
            pool.connection.transport.read_timeout = 0.3
            shell.end_invoke()
            pool.connection.transport.read_timeout = 20
            return shell

    shell = await secure.do(work)

    landed = world.setting_overrides[0].parameters == ["Enabled=false"]
    assert landed is not shell.had_errors
    assert landed is (when == "after")


async def test_other_cmdlets_are_not_cut(secure, world):
    secure.faults.set("cmdlet-lost", cmdlet="Set-SettingOverride", when="after")

    shell = await secure.do(secure.call, "Get-SettingOverride")

    assert len(shell.output) == 1
