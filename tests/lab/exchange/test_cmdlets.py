"""Cmdlets give objects with Exchange's names and types, on the side where they exist."""

from uuid import UUID

import pytest
from cryptography import x509

from lab.exchange.tables import CLOUD, MAINTENANCE, PREMISES
from lab.records import Choice, Many, Text

NOT_FOUND = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException"


READING = [
    (side, each.name)
    for side, tables in {"EX01": (PREMISES, MAINTENANCE), "cloud": (CLOUD,)}.items()
    for table in tables
    for each in table.values()
    if each.name.startswith("Get-")
]


@pytest.mark.parametrize(("side", "cmdlet"), READING)
async def test_every_reading_cmdlet_gives_typed_objects(run, side, cmdlet):
    output = await run(side, cmdlet)

    assert output.objects
    assert not output.failures
    for record in output.objects:
        assert record.types[-1] == "System.Object"
        assert not any(
            isinstance(value, (list, tuple, dict)) for value in record.properties.values()
        )
        assert isinstance(record.properties.get("Guid", UUID(int=0)), UUID)


SHAPES = [
    pytest.param(
        "EX01",
        "Get-AuthServer",
        "AuthServer",
        {
            "Type": Choice,
            "Enabled": bool,
            "DomainName": Many,
            "Realm": str,
            "GraphBaseUrl": type(None),
        },
        id="auth server",
    ),
    pytest.param(
        "EX01",
        "Get-PartnerApplication",
        "PartnerApplication",
        {"Enabled": bool, "Realm": str, "LinkedAccount": str, "AccountType": Choice},
        id="partner application",
    ),
    pytest.param(
        "EX01",
        "Get-IntraOrganizationConnector",
        "IntraOrganizationConnector",
        {"DiscoveryEndpoint": Text, "TargetAddressDomains": Many, "Enabled": bool},
        id="connector on premises",
    ),
    pytest.param(
        "cloud",
        "Get-IntraOrganizationConfiguration",
        "IntraOrganizationConfiguration",
        {"OnPremiseDiscoveryEndpoint": Text, "OnPremiseTargetAddresses": Many},
        id="what the cloud remembers",
    ),
    pytest.param(
        "EX01",
        "Get-WebServicesVirtualDirectory",
        "ADWebServicesVirtualDirectory",
        {"ExternalUrl": Text, "OAuthAuthentication": bool, "InternalAuthenticationMethods": Many},
        id="EWS directory",
    ),
    pytest.param(
        "EX01",
        "Get-AutodiscoverVirtualDirectory",
        "ADAutodiscoverVirtualDirectory",
        {"ExternalUrl": type(None), "OAuthAuthentication": bool},
        id="Autodiscover directory",
    ),
    pytest.param(
        "EX01",
        "Get-SettingOverride",
        "SettingOverride",
        {"Parameters": Many, "SectionName": str, "Server": type(None), "Status": Choice},
        id="override",
    ),
    pytest.param(
        "EX01",
        "Get-AuthConfig",
        "AuthConfig",
        {"CurrentCertificateThumbprint": str, "NextCertificateEffectiveDate": type(None)},
        id="AuthConfig",
    ),
]


@pytest.mark.parametrize(("side", "cmdlet", "kind", "wanted"), SHAPES)
async def test_properties_have_their_types(run, side, cmdlet, kind, wanted):
    record = (await run(side, cmdlet)).objects[0]

    assert record.types[0].rpartition(".")[2] == kind
    assert {name: type(record.properties[name]) for name in wanted} == wanted


async def test_a_certificate_comes_as_nothing_but_its_bytes(run, world):
    output = await run("EX01", "Get-ExchangeCertificate", Server="EX02")

    record, smtp = output.objects
    assert list(record.properties) == list(smtp.properties) == ["RawData"]
    certificate = x509.load_der_x509_certificate(record.properties["RawData"])
    assert (
        certificate.serial_number
        == world.certificates[world.auth_config.current].parsed.serial_number
    )


async def test_the_certificate_of_smtp_is_another_one_and_on_the_server(run, world):
    records = (await run("EX01", "Get-TransportService")).objects

    bound = {
        record.properties["Name"]: record.properties["InternalTransportCertificateThumbprint"]
        for record in records
    }
    assert bound == {name: server.smtp_certificate for name, server in world.servers.items()}
    assert all(bound[name] in server.certificates for name, server in world.servers.items())
    assert world.auth_config.current not in bound.values()


async def test_the_build_of_setup_tells_the_update_and_the_server_object_does_not(run):
    setup = (await run("EX02", "Get-HybridgeExSetup")).objects[0]
    server = (await run("EX02", "Get-ExchangeServer", Identity="ex02.corp.hbna.co.kr")).objects[0]

    assert setup.properties["FileVersion"] == "15.02.2562.053"
    assert setup.properties["FilePrivatePart"] == 53
    assert server.properties["AdminDisplayVersion"] == "Version 15.2 (Build 2562.17)"


async def test_an_older_build_knows_no_graph_address(run, world):
    world.servers["EX01"].build = "15.2.1748.53"

    record = (await run("EX01", "Get-AuthServer")).objects[0]

    assert "GraphBaseUrl" not in record.properties


@pytest.mark.parametrize("asked", [True, False])
async def test_the_list_of_applications_comes_only_when_it_is_asked_for(run, world, asked):
    parameters = {"RetrieveEwsOperationAccessPolicy": True} if asked else {}
    record = (await run("cloud", "Get-OrganizationConfig", **parameters)).objects[0]

    wanted = world.tenant.applications[0].app_id if asked else None
    assert record.properties["EwsAllowedAppIDs"] == wanted
    assert record.properties["EwsEnabled"] is (None if asked else True)


WRONG = [
    pytest.param("cloud", "Get-AuthConfig", {}, "CommandNotFoundException", id="on premises only"),
    pytest.param(
        "EX01", "Get-OnPremisesOrganization", {}, "CommandNotFoundException", id="cloud only"
    ),
    pytest.param("EX01", "Remove-Mailbox", {}, "CommandNotFoundException", id="unknown"),
    pytest.param(
        "EX01", "Get-AuthConfig", {"Nonsense": 1}, "ParameterBindingException", id="parameter"
    ),
    pytest.param(
        "EX01",
        "Get-OrganizationConfig",
        {"RetrieveEwsOperationAccessPolicy": True},
        "ParameterBindingException",
        id="parameter of the other side",
    ),
    pytest.param(
        "cloud",
        "Get-AuthServer",
        {"DomainController": "x"},
        "ParameterBindingException",
        id="no DC",
    ),
    pytest.param(
        "EX01",
        "Test-OAuthConnectivity",
        {"Service": "EWS"},
        "ParameterBindingException",
        id="a mandatory parameter is missing",
    ),
    pytest.param(
        "EX01",
        "Test-OAuthConnectivity",
        {"Service": "SMTP", "TargetUri": "https://mail.hbna.co.kr"},
        "ParameterBindingException",
        id="an unknown service",
    ),
    pytest.param(
        "EX01",
        "Test-OAuthConnectivity",
        {"Service": "EWS", "TargetUri": "mail"},
        "ParameterBindingException",
        id="no address",
    ),
]


@pytest.mark.parametrize(("side", "cmdlet", "parameters", "exception"), WRONG)
async def test_what_cannot_be_run_ends_the_pipeline(run, side, cmdlet, parameters, exception):
    output = await run(side, cmdlet, **parameters)

    (failure,) = output.failures
    assert failure.exception == f"System.Management.Automation.{exception}"
    assert failure.terminating
    assert not output.objects


UNKNOWN = [
    ("EX01", "Get-AuthServer", {"Identity": "nobody"}),
    ("EX01", "Get-IntraOrganizationConnector", {"Identity": "nobody"}),
    ("cloud", "Get-Mailbox", {"Identity": "User1@hbna.co.kr"}),
    ("EX01", "Get-Mailbox", {"Identity": "AdeleV@hbna.co.kr"}),
    ("EX01", "Get-ExchangeCertificate", {"Server": "EX09"}),
    ("EX01", "Get-WebServicesVirtualDirectory", {"Identity": "EX09\\EWS (Default Web Site)"}),
    (
        "cloud",
        "Test-OAuthConnectivity",
        {"Service": "EWS", "TargetUri": "https://mail.hbna.co.kr/", "Mailbox": "nobody@hbna.co.kr"},
    ),
]


@pytest.mark.parametrize(("side", "cmdlet", "parameters"), UNKNOWN)
async def test_an_unknown_identity_is_an_error_record(run, side, cmdlet, parameters):
    output = await run(side, cmdlet, **parameters)

    (failure,) = output.failures
    assert failure.exception == NOT_FOUND
    assert "couldn't be found on" in failure.message
    assert not failure.terminating


async def test_no_identity_and_a_null_one_give_all(run):
    everything = (await run("EX01", "Get-AuthServer")).objects
    null = (await run("EX01", "Get-AuthServer", Identity=None)).objects

    assert len(everything) == len(null) == 2


async def test_a_missing_certificate_is_an_invalid_operation(run):
    output = await run("EX01", "Get-ExchangeCertificate", Thumbprint="00" * 20)

    assert output.failures[0].exception == "System.InvalidOperationException"
    assert "FailureCategory=Cmdlet-InvalidOperationException" in output.failures[0].error_id


async def test_a_server_that_is_down_hides_only_itself(run, world):
    world.faults.set("server-down", target="EX02")

    certificates = await run("EX01", "Get-ExchangeCertificate", Server="EX02")
    directories = await run("EX01", "Get-WebServicesVirtualDirectory")
    stored = await run("EX01", "Get-WebServicesVirtualDirectory", ADPropertiesOnly=True)

    assert "RPC server is unavailable" in certificates.failures[0].message
    assert [each.text for each in directories.objects] == [r"EX01\EWS (Default Web Site)"]
    assert len(directories.failures) == 1
    assert len(stored.objects) == 2


async def test_a_test_that_fails_is_an_object_and_no_error(run, world):
    world.partner_applications[0].enabled = False
    output = await run(
        "cloud",
        "test-oauthconnectivity",
        service="EWS",
        targetUri="https://mail.hbna.co.kr/metadata/json/1",
        Mailbox="AdeleV@hbna.co.kr",
    )

    node = output.objects[0]
    assert not output.failures
    assert node.types[0] == "Microsoft.Exchange.Security.OAuth.ValidationResultNode"
    assert node.properties["ResultType"].name == "Error"
    assert node.properties["Task"].text == "Checking EWS API Call Under Oauth"
    assert "(401) Unauthorized" in node.properties["Detail"].text
    assert node.properties["IsValid"] is True
    assert node.properties["ObjectState"].name == "New"


async def test_a_cmdlet_can_be_made_to_fail(run, world):
    world.faults.set(
        "cmdlet-error",
        target="EX01",
        count=1,
        cmdlet="Get-AuthConfig",
        message="The directory is busy.",
        terminating=True,
    )

    failed = await run("EX01", "Get-AuthConfig")
    other = await run("EX02", "Get-AuthConfig")
    again = await run("EX01", "Get-AuthConfig")

    assert failed.failures[0].message == "The directory is busy."
    assert failed.failures[0].terminating
    assert other.objects
    assert again.objects


async def test_each_kind_of_call_has_its_own_latency(run, world):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    world.clock.sleep = sleep
    for kind, seconds in {"on-premises": 0.15, "exchange-online": 0.4, "test": 1.5}.items():
        world.faults.slow(kind, seconds)
    test = {"Service": "EWS", "TargetUri": "https://mail.hbna.co.kr/ews"}

    await run("EX01", "Get-AuthConfig")
    await run("cloud", "Get-AuthServer")
    await run("cloud", "Get-Nothing")
    await run("EX01", "Test-OAuthConnectivity", **test)
    await run("cloud", "Test-OAuthConnectivity", **test)

    assert waits == [0.15, 0.4, 0.4, 1.5, 1.5]


async def test_there_is_no_such_server(run):
    with pytest.raises(LookupError, match="EX09"):
        await run("EX09", "Get-AuthConfig")
