"""Every cmdlet of the lab's Exchange, read over the wire by an unmodified client."""

from xml.etree.ElementTree import XML

import pytest

from lab import scenario
from lab.exchange.service import ExchangeLab

TEST = {
    "Service": "EWS",
    "TargetUri": "https://outlook.office365.com/ews/exchange.asmx",
    "Mailbox": "User1@hbna.co.kr",
}


@pytest.mark.parametrize("name", ["hbna", "healthy"])
async def test_every_cmdlet_gives_objects_that_can_be_read(plain, cmdlet, name):
    exchange = ExchangeLab(scenario.load(name))
    plain.exchange.answers = dict.fromkeys(exchange.cmdlets("EX01"), exchange.invoke)
    reads = [each for each in exchange.cmdlets("EX01") if each.startswith("Get-")]

    def work():
        with plain.pool() as pool:
            return {each: cmdlet(pool, each) for each in reads if each != "Get-HybridgeExSetup"} | {
                "Test-OAuthConnectivity": cmdlet(pool, "Test-OAuthConnectivity", TEST)
            }

    shells = await plain.do(work)

    assert len(shells) > 15
    for each, shell in shells.items():
        assert not shell.streams.error, f"{each}: {shell.streams.error[0]}"
        for item in shell.output:
            if each == "Get-ExchangeDiagnosticInfo":  # a line of text
                assert XML(item).tag == "Diagnostics"
            else:
                assert XML(item._xml).find("TN/T").text.startswith("Microsoft.Exchange.")
    (result,) = shells["Test-OAuthConnectivity"].output
    assert result.adapted_properties["ResultType"] in ("Success", "Error")


async def test_the_build_of_a_server_is_read_from_the_maintenance_endpoint(plain):
    exchange = ExchangeLab(scenario.load("hbna"))
    plain.exchange.answers["Get-HybridgeExSetup"] = exchange.invoke

    shell = await plain.do(
        plain.call, "Get-HybridgeExSetup", path="wsman", configuration="Hybridge.Maintenance"
    )

    (version,) = shell.output
    assert version.types[0] == "System.Diagnostics.FileVersionInfo"
    assert version.adapted_properties["ProductVersion"] == "15.02.1544.004"
    assert version.adapted_properties["FileMajorPart"] == 15
