"""Records from objects of the shapes that Exchange 2019 and Exchange Online really give."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from commands.outside import exchange, exchange_online
from commands.outside.build import Build
from commands.outside.fields import Fields
from commands.ports import Kind, OutsideError
from tests.commands.outside.test_certificate import DER

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def at(values):
    return Fields("EX01", "Get-Thing", values)


AUTH_CONFIG = {
    "CurrentCertificateThumbprint": "c3edcf181ef4f9b53d01768eca99564014bca6e7",
    "PreviousCertificateThumbprint": "",
    "NextCertificateThumbprint": None,
    "NextCertificateEffectiveDate": NOON,
    "ServiceName": "00000002-0000-0ff1-ce00-000000000000",
    "Realm": "",
}
AUTH_SERVER = {
    "Name": "evoSTS",
    "Type": "AzureAD",
    "Enabled": True,
    "IssuerIdentifier": "https://sts.windows.net/t/",
    "Realm": "t",
    "TokenIssuingEndpoint": "https://login.windows.net/common/oauth2/token",
    "AuthMetadataUrl": "https://login.windows.net/x/federationmetadata/2007-06/metadata.xml",
}
PARTNER = {
    "Name": "Exchange Online",
    "Enabled": False,
    "ApplicationIdentifier": "00000002-0000-0ff1-ce00-000000000000",
    "Realm": "",
    "LinkedAccount": None,
}
CONNECTOR = {
    "Name": "c",
    "Enabled": True,
    "DiscoveryEndpoint": "https://AUTODISCOVER.example.com/autodiscover/autodiscover.svc",
    "TargetAddressDomains": ["Example.com"],
}
OVERRIDE = {
    "Name": "o",
    "ComponentName": "Global",
    "SectionName": "ExchangeOnpremAsThirdPartyAppId",
    "Parameters": ["enabled=True"],
    "Server": None,
    "MinVersion": None,
    "MaxVersion": None,
    "FixVersion": None,
}
SERVER = {
    "Name": "EX01",
    "AdminDisplayVersion": "Version 15.2 (Build 1544.4)",
    "IsMailboxServer": False,
    "IsClientAccessServer": True,
}
DIRECTORY = {
    "Server": "EX01",
    "Identity": "EX01\\EWS (Default Web Site)",
    "ExternalUrl": None,
    "InternalAuthenticationMethods": ["Ntlm", "OAuth"],
    "ExternalAuthenticationMethods": ["Ntlm", "OAuth"],
    "OAuthAuthentication": True,
}

READERS = {
    "AuthConfig": (exchange.AuthConfig.from_object, AUTH_CONFIG),
    "AuthServer": (exchange.AuthServer.from_object, AUTH_SERVER),
    "PartnerApplication": (exchange.PartnerApplication.from_object, PARTNER),
    "Connector": (exchange.Connector.from_object, CONNECTOR),
    "SettingOverride": (exchange.SettingOverride.from_object, OVERRIDE),
    "ExchangeServer": (exchange.ExchangeServer.from_object, SERVER),
    "VirtualDirectory": (exchange.VirtualDirectory.from_object, DIRECTORY),
    "Installed": (exchange.Installed.from_object, {"RawData": DER}),
    "OrganisationObject": (
        exchange.OrganisationObject.from_object,
        {"Name": "Example", "Guid": UUID(int=1)},
    ),
    "ExSetup": (exchange.setup_build, {"FileVersion": "15.02.1544.025"}),
    "OnPremisesEndpoints": (
        exchange_online.OnPremisesEndpoints.from_object,
        {"OnPremisesDiscoveryEndpoint": "https://x.example/"},
    ),
    "EwsPolicy": (exchange_online.EwsPolicy.from_object, {"EwsEnabled": True}),
    "EwsList": (exchange_online.EwsList.from_object, {"EwsAllowedAppIDs": "A,b"}),
    "OAuthTest": (
        lambda fields: exchange_online.OAuthTest.from_object(fields, mailbox="m", target="t"),
        {"ResultType": {"Value": "Error"}, "Detail": {"FullId": "why"}},
    ),
}


@pytest.mark.parametrize("name", READERS)
def test_every_property_that_is_read_has_to_be_there(name):
    read, values = READERS[name]
    read(at(values))
    optional = {"OAuthAuthentication", "HasPrivateKey", "ApplicationIdentifier"}
    if name == "PartnerApplication":
        optional.remove("ApplicationIdentifier")

    for missing in set(values) - optional - {"IsClientAccessServer"}:
        with pytest.raises(OutsideError) as caught:
            read(at({key: value for key, value in values.items() if key != missing}))
        assert caught.value.kind is Kind.UNEXPECTED
        assert caught.value.detail


def test_thumbprints_are_upper_case():
    config = exchange.AuthConfig.from_object(at(AUTH_CONFIG))

    assert config.current == "C3EDCF181EF4F9B53D01768ECA99564014BCA6E7"
    assert (config.next, config.next_effective) == ("", NOON)


def test_builds_before_april_2025_have_no_application_on_an_auth_server():
    assert exchange.AuthServer.from_object(at(AUTH_SERVER)).application_id == ""


def test_a_connector_knows_its_host_and_its_domains_in_lower_case():
    connector = exchange.Connector.from_object(at(CONNECTOR))

    assert connector.host == "autodiscover.example.com"
    assert connector.domains == ("example.com",)


@pytest.mark.parametrize(
    ("change", "enabled", "limits"),
    [
        pytest.param({}, True, (), id="on everywhere"),
        pytest.param({"Parameters": ["Enabled=false"]}, False, (), id="off"),
        pytest.param(
            {"Server": ["EX01"], "MinVersion": "15.2"}, True, ("Server EX01", "MinVersion 15.2"),
            id="limited",
        ),
    ],
)  # fmt: skip
def test_an_override_can_be_on_off_or_limited(change, enabled, limits):
    override = exchange.SettingOverride.from_object(at(OVERRIDE | change))

    assert (override.enabled, override.limits) == (enabled, limits)


@pytest.mark.parametrize(
    ("change", "serves", "signs"),
    [
        pytest.param({}, True, True, id="client access"),
        pytest.param({"IsMailboxServer": True}, True, True, id="mailbox"),
        pytest.param({"IsClientAccessServer": False}, False, False, id="neither: an edge server"),
        pytest.param(
            {"AdminDisplayVersion": "Version 15.0 (Build 1497.2)"}, True, True, id="Exchange 2013"
        ),
        pytest.param(
            {"AdminDisplayVersion": "Version 14.3 (Build 123.4)"}, True, False, id="Exchange 2010"
        ),
    ],
)
def test_only_some_servers_need_the_auth_certificate(change, serves, signs):
    server = exchange.ExchangeServer.from_object(at(SERVER | change))

    assert (server.serves_clients, server.signs) == (serves, signs)
    assert server.build == Build.parse({**SERVER, **change}["AdminDisplayVersion"])


@pytest.mark.parametrize(
    ("change", "accepts"),
    [
        pytest.param({}, True, id="all say so"),
        pytest.param({"OAuthAuthentication": None}, True, id="the flag is not told"),
        pytest.param({"OAuthAuthentication": False}, False, id="the flag is off"),
        pytest.param({"ExternalAuthenticationMethods": ["Ntlm"]}, False, id="outside it is off"),
        pytest.param(
            {"InternalAuthenticationMethods": [], "ExternalAuthenticationMethods": []}, True,
            id="no methods are told, the flag is on",
        ),
    ],
)  # fmt: skip
def test_a_directory_accepts_oauth_when_nothing_says_otherwise(change, accepts):
    assert exchange.VirtualDirectory.from_object(at(DIRECTORY | change)).accepts_oauth is accepts


def test_a_certificate_is_read_from_its_bytes():
    installed = exchange.Installed.from_object(at({"RawData": DER, "HasPrivateKey": True}))

    assert installed.certificate.key_size == 2048
    assert installed.has_private_key is True


@pytest.mark.parametrize(
    ("read", "values"),
    [
        pytest.param(exchange.Installed.from_object, {"RawData": b"x"}, id="no certificate"),
        pytest.param(exchange.setup_build, {"FileVersion": "unknown"}, id="no build"),
        pytest.param(
            READERS["OAuthTest"][0], {"ResultType": "Maybe", "Detail": ""}, id="no result"
        ),
    ],
)
def test_a_value_that_cannot_be_read_is_unexpected(read, values):
    with pytest.raises(OutsideError) as caught:
        read(at(values))

    assert caught.value.kind is Kind.UNEXPECTED


@pytest.mark.parametrize(
    ("url", "host"),
    [
        pytest.param("https://Mail.Example.com/EWS", "mail.example.com", id="an address"),
        pytest.param("http://mail.example.com/EWS", "", id="without TLS"),
        pytest.param("", "", id="nothing"),
        pytest.param("https://[mail/", "", id="nonsense"),
    ],
)
def test_gives_the_host_of_an_address(url, host):
    assert exchange.host_of(url) == host


@pytest.mark.parametrize("name", ["OnPremiseDiscoveryEndpoint", "OnPremisesDiscoveryEndpoint"])
def test_both_printed_names_of_the_endpoint_are_read(name):
    found = exchange_online.OnPremisesEndpoints.from_object(at({name: "https://x.example/"}))

    assert found.discovery == "https://x.example/"


def test_the_switch_of_ews_has_three_states():
    unset = exchange_online.EwsPolicy.from_object(at({"EwsEnabled": None}))
    on = exchange_online.EwsPolicy.from_object(
        at({"EwsEnabled": True, "EwsApplicationAccessPolicy": "X"})
    )

    assert (unset.enabled, unset.access_policy) == (None, "")
    assert (on.enabled, on.access_policy) == (True, "X")
    with pytest.raises(OutsideError, match="EwsEnabled"):  # what is not there is not a null
        exchange_online.EwsPolicy.from_object(at({"EwsAllowedAppIDs": None}))


def test_the_list_of_applications_may_hold_spaces():
    found = exchange_online.EwsList.from_object(at({"EwsAllowedAppIDs": "A, b"}))

    assert found.app_ids == ("a", "b")


def test_only_the_result_of_a_test_is_kept():
    read, values = READERS["OAuthTest"]
    test = read(at(values | {"IsValid": True, "ObjectState": "New"}))

    assert (test.result, test.detail) == (exchange_online.Result.ERROR, "why")
