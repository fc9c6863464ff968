"""The tenant, the name Exchange signs as, and the issuers it trusts."""

from dataclasses import replace

import pytest

from commands.check import Asked
from commands.checks import (
    auth_config,
    auth_server_acs,
    auth_server_evosts,
    auth_server_metadata,
    partner_application,
    tenant,
)
from commands.checks.effects import BOTH_SIDES_BLIND, CLOUD_SIDE_BLIND, ON_PREMISES_SIDE_BLIND
from commands.facts import organisation
from commands.facts import tenant as tenant_facts
from commands.findings import Console, Verdict
from tests.commands.made import (
    ACS,
    AUTH_CONFIG,
    NOW,
    ORGANISATION,
    OTHER_TENANT,
    PARTNER,
    STS,
    TENANT,
    THEN,
    answer,
    judged,
    said,
    unread,
    verdicts,
)
from tests.commands.runbooks.made import planned

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip

OPENID, REALM = tenant_facts.OPENID, tenant_facts.REALM
NO_TENANT = answer(
    status=400,
    body=b'{"error": "invalid_tenant", "error_codes": [90002], "error_description": '
    b"\"AADSTS90002: Tenant 'x' not found. Check to make sure you have the correct tenant ID.\"}",
)
OTHERS = answer(body=f'<E entityID="https://sts.windows.net/{OTHER_TENANT}/">'.encode())
PAGE = b"<html>Blocked by the web filter</html>"


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "is a domain of tenant", id="its own tenant"),
        pytest.param(
            {OPENID: answer(body=f'{{"issuer": "https://sts.windows.net/{OTHER_TENANT}/"}}'.encode())},
            FAIL, OTHER_TENANT, id="another tenant",
        ),
        pytest.param({OPENID: NO_TENANT}, FAIL, "status 400", id="no tenant at all"),
        pytest.param({OPENID: answer(status=400)}, UNKNOWN, "status 400", id="no word of Entra's"),
        pytest.param({OPENID: answer(body=b"<html>")}, UNKNOWN, "asked for", id="a page"),
        pytest.param(
            {REALM: answer(body=b'{"NameSpaceType": "Unknown"}')}, FAIL, "No tenant has",
            id="the domain is nobody's",
        ),
        pytest.param({REALM: answer(body=b"<html>")}, UNKNOWN, "status 200", id="no realm: a page"),
        pytest.param({REALM: answer(status=404)}, UNKNOWN, "status 404", id="no realm"),
        pytest.param({REALM: unread()}, UNKNOWN, "did not answer", id="the realm is dark"),
        pytest.param(
            {REALM: unread(), OPENID: NO_TENANT}, FAIL, "status 400",
            id="a failure is not hidden by the dark",
        ),
    ],
)  # fmt: skip
def test_the_tenant_is_not_taken_from_the_configuration_alone(changes, verdict, text):
    finding = judged(tenant.CHECK, changes)["tenant"]

    assert finding.verdict is verdict
    assert text in said(finding)


@pytest.mark.parametrize(
    ("config", "verdict", "command"),
    [
        pytest.param(AUTH_CONFIG, OK, "", id="as it should be"),
        pytest.param(replace(AUTH_CONFIG, service_name="x"), FAIL, "-ServiceName '00000002-",
                     id="another service name"),
        pytest.param(replace(AUTH_CONFIG, realm="example.com"), WARN, "-Realm $null",
                     id="a realm"),
    ],
)  # fmt: skip
def test_exchange_signs_as_exchange(config, verdict, command):
    finding = judged(auth_config.CHECK, {organisation.AUTH_CONFIG: config})["auth-config"]

    assert finding.verdict is verdict
    assert command in finding.command


SERVERS = organisation.AUTH_SERVERS
VANITY = "https://accounts.accesscontrol.windows.net/example.com/metadata/json/1"


@pytest.mark.parametrize(
    ("servers", "verdict", "text"),
    [
        pytest.param((ACS,), OK, "issuer 00000001-", id="as it should be"),
        pytest.param((replace(ACS, metadata_url=VANITY),), OK, "Remark: the metadata address",
                     id="a vanity domain is a remark"),
        pytest.param((replace(ACS, metadata_url=""),), OK, "Get-AuthServer", id="no address"),
        pytest.param((STS,), FAIL, "New-AuthServer -Name 'WindowsAzureACS'", id="there is none"),
        pytest.param((replace(ACS, enabled=False),), FAIL, "-Identity 'ACS - 1' -Enabled $true",
                     id="disabled"),
        pytest.param((replace(ACS, issuer="x"),), FAIL, "-RefreshAuthMetadata", id="issuer"),
        pytest.param((replace(ACS, realm=OTHER_TENANT),), FAIL,
                     "windows.net/example.onmicrosoft.com/metadata/json/1", id="another tenant"),
        pytest.param((replace(ACS, realm="", metadata_url=""),), FAIL,
                     "https://accounts.accesscontrol.windows.net/example.onmicrosoft.com/",
                     id="no realm and no address"),
        pytest.param((replace(ACS, token_endpoint=""),), FAIL, "TokenIssuingEndpoint is not",
                     id="no token endpoint"),
        pytest.param((replace(ACS, token_endpoint="https://[x"),), FAIL, "TokenIssuingEndpoint",
                     id="a token endpoint that is no address"),
        pytest.param((replace(ACS, enabled=False), replace(ACS, name="ACS - 2")), OK, "ACS - 2",
                     id="the better of two is judged"),
    ],
)  # fmt: skip
def test_the_access_control_service_is_trusted(servers, verdict, text):
    finding = judged(auth_server_acs.CHECK, {SERVERS: servers})["auth-server.acs"]

    assert finding.verdict is verdict
    assert text in said(finding)


@pytest.mark.parametrize(
    ("servers", "verdict", "text"),
    [
        pytest.param((STS,), OK, "https://sts.windows.net/", id="as it should be"),
        pytest.param((ACS,), FAIL, "New-AuthServer -Name 'evoSTS' -Type", id="there is none"),
        pytest.param((replace(STS, enabled=False),), FAIL, "is disabled", id="disabled"),
        pytest.param((replace(STS, realm=OTHER_TENANT),), FAIL,
                     "/example.onmicrosoft.com/federationmetadata/", id="another tenant"),
        pytest.param((replace(STS, issuer=""),), FAIL, "does not: –", id="no issuer"),
        pytest.param((replace(STS, token_endpoint=f"https://x/{OTHER_TENANT}/"),), FAIL,
                     OTHER_TENANT, id="the token endpoint of another tenant"),
    ],
)  # fmt: skip
def test_entra_id_is_trusted(servers, verdict, text):
    finding = judged(auth_server_evosts.CHECK, {SERVERS: servers})["auth-server.evosts"]

    assert finding.verdict is verdict
    assert text in said(finding)


PLAIN = replace(STS, name="EvoSTS", application_id="")
OFF = "Set-AuthServer -Identity 'EvoSTS' -Enabled $false"
LOOK_ONLY = "Get-AuthServer | Format-List Name"


@pytest.mark.parametrize(
    "had",
    [
        pytest.param("accounts.accesscontrol.windows.net", id="made wrongly"),
        pytest.param("login.microsoftonline.us", id="another cloud"),
    ],
)
def test_the_host_in_a_command_is_the_clouds_and_never_the_one_that_is_there(had):
    wrong = replace(STS, realm=OTHER_TENANT, metadata_url=f"https://{had}/x/metadata/json/1")
    found = judged(auth_server_evosts.CHECK, {organisation.AUTH_SERVERS: (ACS, wrong)})

    url = "https://login.windows.net/example.onmicrosoft.com/federationmetadata/2007-06/"
    assert f"-AuthMetadataUrl '{url}" in found["auth-server.evosts"].command


@pytest.mark.parametrize(
    ("servers", "command"),
    [
        pytest.param((PLAIN, STS), OFF, id="the one with the application stays, second in order"),
        pytest.param((STS, PLAIN), OFF, id="and first in order"),
        pytest.param(
            (replace(PLAIN, is_default=True), STS),
            "Set-AuthServer -Identity 'EvoSTS' -IsDefaultAuthorizationEndpoint $false\n"
            "Set-AuthServer -Identity 'EvoSts - 1' -IsDefaultAuthorizationEndpoint $true\n" + OFF,
            id="modern authentication moves before anything is disabled",
        ),
        pytest.param((PLAIN, replace(STS, is_default=True)), OFF, id="it is there already"),
        pytest.param((PLAIN, replace(PLAIN, name="EvoSts - 2")), LOOK_ONLY, id="none carries it"),
        pytest.param((STS, replace(STS, name="EvoSts - 2")), LOOK_ONLY, id="both carry one"),
        pytest.param((PLAIN, replace(STS, application_id=OTHER_TENANT)), LOOK_ONLY,
                     id="it carries one that the tenant does not have"),
        pytest.param((replace(PLAIN, is_default=None), STS), LOOK_ONLY,
                     id="which is the default was not said"),
    ],
)  # fmt: skip
def test_of_several_auth_servers_the_one_that_carries_the_trust_stays(servers, command):
    finding = judged(auth_server_evosts.CHECK, {SERVERS: (ACS, *servers)})["auth-server.evosts"]
    plan = planned("configure oauth", {SERVERS: (ACS, *servers)})

    assert finding.verdict is WARN
    assert finding.command.startswith(command)
    assert [each.command for each in plan.left if each.blocks] == [finding.command]


@pytest.mark.parametrize(
    ("servers", "verdict", "command"),
    [
        pytest.param((ACS,), OK, "", id="one"),
        pytest.param((ACS, replace(ACS, name="Old", realm="")), OK, "",
                     id="another without a realm, alone in that"),
        pytest.param((ACS, replace(ACS, name="WindowsAzureACS")), WARN, LOOK_ONLY,
                     id="two of the same realm"),
        pytest.param((ACS, replace(ACS, name="WindowsAzureACS", enabled=False)), OK, "",
                     id="one of them is off"),
        pytest.param(
            (ACS, replace(ACS, name="A", realm=""), replace(ACS, name="B", realm="")), WARN,
            "Set-AuthServer -Identity 'A' -Enabled $false\n"
            "Set-AuthServer -Identity 'B' -Enabled $false",
            id="two without a realm beside one with it",
        ),
    ],
)  # fmt: skip
def test_several_auth_servers_of_acs_get_in_each_others_way(servers, verdict, command):
    finding = judged(auth_server_acs.CHECK, {SERVERS: (*servers, STS)})["auth-server.acs"]

    assert finding.verdict is verdict
    assert finding.command.startswith(command)


@pytest.mark.parametrize(
    ("changes", "acs", "evosts"),
    [
        pytest.param({}, OK, OK, id="both answer"),
        pytest.param({tenant_facts.ACS_METADATA: None}, SKIPPED, OK, id="no address to ask"),
        pytest.param({tenant_facts.ACS_METADATA: answer(status=404)}, UNKNOWN, OK, id="gone"),
        pytest.param({tenant_facts.STS_METADATA: answer(body=b"<html>")}, OK, UNKNOWN, id="a page"),
        pytest.param({tenant_facts.STS_METADATA: NO_TENANT}, OK, FAIL, id="no tenant's domain"),
        pytest.param({tenant_facts.STS_METADATA: OTHERS}, OK, FAIL, id="another tenant's"),
        pytest.param({tenant_facts.STS_METADATA: unread()}, OK, UNKNOWN, id="dark"),
    ],
)
def test_the_metadata_addresses_still_speak_for_the_tenant(changes, acs, evosts):
    assert verdicts(auth_server_metadata.CHECK, changes) == {
        "auth-server.metadata.acs": acs,
        "auth-server.metadata.evosts": evosts,
    }


@pytest.mark.parametrize("status", [200, 302, 403, 404, 407])
def test_a_proxys_page_in_place_of_a_document_proves_nothing_and_nothing_is_planned_on_it(status):
    page = answer(status=status, body=PAGE)
    documents = (tenant_facts.ACS_METADATA, tenant_facts.STS_METADATA, OPENID, REALM)
    changes = dict.fromkeys(documents, page)

    judgements = judged(auth_server_metadata.CHECK, changes) | judged(tenant.CHECK, changes)
    plan = planned("repair oauth", changes)

    assert {each.verdict for each in judgements.values()} == {UNKNOWN}
    assert all("proxy" in said(each) for each in judgements.values())
    assert not plan.items


def test_an_address_that_names_the_tenant_already_is_not_written_again():
    changes = {tenant_facts.STS_METADATA: OTHERS}

    finding = judged(auth_server_metadata.CHECK, changes)["auth-server.metadata.evosts"]

    assert "hybridge.toml" in said(finding)
    assert finding.command == "check oauth example.com"
    assert not planned("repair oauth", changes).items


def test_the_tenant_found_at_a_metadata_address_is_shown():
    finding = judged(auth_server_metadata.CHECK)["auth-server.metadata.acs"]

    assert TENANT in said(finding)


@pytest.mark.parametrize(
    ("applications", "verdict", "text"),
    [
        pytest.param((PARTNER,), OK, "enabled True", id="as it should be"),
        pytest.param((replace(PARTNER, enabled=False),), FAIL,
                     "Set-PartnerApplication -Identity 'Exchange Online' -Enabled $true",
                     id="disabled: the wrong console"),
        pytest.param((replace(PARTNER, linked_account=""),), FAIL, "-LinkedAccount (Get-User",
                     id="no linked account"),
        pytest.param((replace(PARTNER, realm="x"),), FAIL,
                     "-Realm $null -Enabled $true", id="only one with a realm"),
        pytest.param((replace(PARTNER, application_id="x"),), FAIL,
                     "Set-PartnerApplication -Identity 'Exchange Online'", id="its name is taken"),
        pytest.param((), FAIL, "New-PartnerApplication", id="there is none"),
        pytest.param((replace(PARTNER, enabled=False), PARTNER), OK, "enabled True",
                     id="the better of two is judged"),
    ],
)  # fmt: skip
def test_tokens_of_exchange_online_are_accepted(applications, verdict, text):
    changes = {organisation.PARTNER_APPLICATIONS: applications}
    finding = judged(partner_application.CHECK, changes)["partner-application"]

    assert finding.verdict is verdict
    assert text in said(finding)
    if verdict is FAIL:
        assert finding.console is Console.EXCHANGE_SERVER


OFF = {SERVERS: (replace(ACS, enabled=False), replace(STS, enabled=False))}


@pytest.mark.parametrize(
    ("check", "now", "blind"),
    [
        pytest.param(auth_server_acs, NOW, CLOUD_SIDE_BLIND, id="ACS: the way back"),
        pytest.param(auth_server_acs, THEN, BOTH_SIDES_BLIND,
                     id="ACS: both ways while the shared principal was in use"),
        pytest.param(auth_server_evosts, NOW, ON_PREMISES_SIDE_BLIND, id="evoSTS: the way out"),
    ],
)  # fmt: skip
def test_an_issuer_that_is_off_stops_the_direction_it_serves(check, now, blind):
    asked = Asked(organisation=ORGANISATION, now=now)

    assert judged(check.CHECK, OFF, asked)[check.CHECK.id].consequence == blind
