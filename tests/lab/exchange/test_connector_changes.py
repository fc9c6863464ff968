"""Connectors change on the side where the cmdlet ran, by Exchange's rules."""

import pytest

NAME = "ExchangeHybridOnlineToOnPremises"
ENDPOINT = "https://autodiscover.hbna.co.kr/autodiscover/autodiscover.svc"
SIDES = pytest.mark.parametrize("side", ["EX01", "cloud"])


def connectors(world, side):
    return (world.tenant if side == "cloud" else world).connectors


@SIDES
async def test_a_new_connector_is_on_one_side_and_comes_back_as_an_object(run, world, side):
    world.connectors.clear()
    world.tenant.connectors.clear()
    output = await run(
        side,
        "New-IntraOrganizationConnector",
        Name=NAME,
        DiscoveryEndpoint=ENDPOINT,
        TargetAddressDomains=["hbna.co.kr"],
    )

    (made,) = connectors(world, side)
    shown = output.objects[0].properties
    assert (made.name, made.domains, made.enabled) == (NAME, ["hbna.co.kr"], True)
    assert (shown["Name"], shown["Enabled"]) == (NAME, True)
    assert shown["DiscoveryEndpoint"].text == ENDPOINT
    assert len(world.connectors) + len(world.tenant.connectors) == 1


REFUSED = [
    pytest.param({"TargetAddressDomains": []}, "can't be empty", id="no domain"),
    pytest.param({"TargetAddressDomains": ["hbna"]}, "valid SMTP domain", id="no SMTP domain"),
    pytest.param({"TargetAddressDomains": ["a@b.c"]}, "valid SMTP domain", id="an address"),
    pytest.param({"DiscoveryEndpoint": "autodiscover.hbna.co.kr"}, "System.Uri", id="no address"),
    pytest.param(
        {"TargetAddressDomains": ["HBNA.co.kr"]},
        "'hbna.co.kr' is already used by the intra-organization connector",
        id="a domain that another has",
    ),
]


@pytest.mark.parametrize(("parameters", "said"), REFUSED)
async def test_a_connector_that_cannot_be_is_refused(run, world, parameters, said):
    before = repr(world.tenant.connectors)
    given = {
        "Name": "Another",
        "DiscoveryEndpoint": ENDPOINT,
        "TargetAddressDomains": ["other.example"],
    }
    output = await run("cloud", "New-IntraOrganizationConnector", **{**given, **parameters})

    assert said in output.failures[0].message
    assert repr(world.tenant.connectors) == before


async def test_a_connectors_name_is_given_once(run, world):
    output = await run(
        "cloud",
        "New-IntraOrganizationConnector",
        Name=NAME.lower(),
        DiscoveryEndpoint=ENDPOINT,
        TargetAddressDomains=["other.example"],
    )

    assert output.failures[0].exception.endswith(".ADObjectAlreadyExistsException")
    assert len(world.tenant.connectors) == 1


async def test_what_a_new_connector_lacks_is_named(run):
    output = await run("cloud", "New-IntraOrganizationConnector", Name="x")

    assert output.failures[0].error_id.startswith("MissingMandatoryParameter")
    assert "DiscoveryEndpoint TargetAddressDomains" in output.failures[0].message


@SIDES
async def test_a_connector_is_changed_and_gives_nothing(run, world, side):
    (one,) = connectors(world, side)
    output = await run(
        side,
        "Set-IntraOrganizationConnector",
        Identity=one.name.upper(),
        DiscoveryEndpoint="https://elsewhere.example/autodiscover/autodiscover.svc",
        TargetAddressDomains=["one.example", "two.example"],
        Enabled=False,
    )

    assert (output.objects, output.failures, list(output.warnings)) == ((), (), [])
    assert one.domains == ["one.example", "two.example"]
    assert (one.discovery_endpoint.split("/")[2], one.enabled) == ("elsewhere.example", False)


async def test_domains_are_added_and_removed_by_a_table(run, world):
    (one,) = world.connectors
    before = list(one.domains)
    change = {"Add": ["new.example"], "Remove": [before[0].upper()]}
    await run(
        "EX01",
        "Set-IntraOrganizationConnector",
        Identity=one.name,
        TargetAddressDomains=change,
    )

    assert one.domains == [*before[1:], "new.example"]


@SIDES
async def test_a_connector_is_removed_once(run, world, side):
    (one,) = connectors(world, side)
    parameters = {"Identity": one.name, "Confirm": False}
    first = await run(side, "Remove-IntraOrganizationConnector", **parameters)
    second = await run(side, "Remove-IntraOrganizationConnector", **parameters)

    assert (first.objects, first.failures) == ((), ())
    assert connectors(world, side) == []
    assert f"object '{one.name}' couldn't be found" in second.failures[0].message


async def test_auth_servers_cannot_be_changed_in_the_cloud(run):
    output = await run("cloud", "New-AuthServer", Name="x", AuthMetadataUrl="y")

    assert output.failures[0].exception.endswith(".CommandNotFoundException")
