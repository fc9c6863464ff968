"""Auth servers and the partner application change by Exchange's rules, and refuse in its words."""

from dataclasses import replace

import pytest

from lab.net.published import bearer
from lab.records import Call, NobodyAnswers, Question
from lab.world_premises import ACS_ISSUER

ACS = "https://accounts.accesscontrol.windows.net/{}/metadata/json/1"
STS = "https://login.windows.net/{}/federationmetadata/2007-06/federationmetadata.xml"
BINDING = "System.Management.Automation.ParameterBindingException"
APP = "8a1f6a5e-3f8e-4a57-9a3f-0d9c8d0f9f10"


@pytest.fixture
def bare(world):
    world.auth_servers.clear()
    return world


async def test_a_new_acs_keeps_what_stands_in_its_document(run, bare):
    output = await run(
        "EX01",
        "New-AuthServer",
        Name="ACS",
        AuthMetadataUrl=ACS.format("hbna.onmicrosoft.com"),
    )

    (made,) = bare.auth_servers
    shown = output.objects[0].properties
    assert (shown["Name"], shown["Type"].name, shown["Enabled"]) == ("ACS", "MicrosoftACS", True)
    assert shown["IssuerIdentifier"] == ACS_ISSUER
    assert shown["Realm"] == bare.tenant.id
    assert shown["TokenIssuingEndpoint"].endswith(f"/{bare.tenant.id}/tokens/OAuth/2")
    assert made.signing == [bare.tenant.signing.der]


async def test_a_new_evosts_takes_issuer_and_realm_from_its_document(run, bare):
    output = await run(
        "EX01",
        "New-AuthServer",
        Name="evoSTS",
        Type="AzureAD",
        AuthMetadataUrl=STS.format("hbna.onmicrosoft.com"),
    )

    shown = output.objects[0].properties
    assert shown["Type"].name == "AzureAD"
    assert shown["IssuerIdentifier"] == f"https://sts.windows.net/{bare.tenant.id}/"
    assert shown["Realm"] == bare.tenant.id
    assert shown["TokenIssuingEndpoint"] == "https://login.windows.net/common/oauth2/token"
    assert bare.auth_servers[0].signing == [bare.tenant.signing.der]


NOT_MADE = [
    pytest.param({"AuthMetadataUrl": ACS.format("nobody.example")}, "(400)", id="another domain"),
    pytest.param(
        {"AuthMetadataUrl": "https://accounts.accesscontrol.windows.net/hbna.co.kr/metadata/1"},
        "(404)",
        id="a wrong path",
    ),
    pytest.param(
        {"AuthMetadataUrl": "https://login.example/hbna.co.kr/metadata/json/1"},
        "could not be resolved: 'login.example'",
        id="a host that is not there",
    ),
    pytest.param({"AuthMetadataUrl": "hbna.co.kr"}, "isn't valid", id="no address"),
    pytest.param(
        {"AuthMetadataUrl": STS.format("hbna.co.kr")}, "could not be parsed", id="type forgotten"
    ),
    pytest.param(
        {"AuthMetadataUrl": ACS.format("hbna.co.kr"), "Type": "MicrosoftACS"},
        "can only be ADFS or AzureAD",
        id="type spelt out where it may not be",
    ),
]


@pytest.mark.parametrize(("parameters", "said"), NOT_MADE)
async def test_a_document_that_cannot_be_read_makes_no_auth_server(run, bare, parameters, said):
    output = await run("EX01", "New-AuthServer", Name="New", **parameters)

    assert said in output.failures[0].message
    assert bare.auth_servers == []


async def test_an_outage_of_the_document_is_told_as_dotnet_tells_it(run, bare):
    bare.faults.set("metadata-unreachable", count=1)
    url = ACS.format("hbna.onmicrosoft.com")

    failed = await run("EX01", "New-AuthServer", Name="ACS", AuthMetadataUrl=url)
    again = await run("EX01", "New-AuthServer", Name="ACS", AuthMetadataUrl=url)

    assert failed.failures[0].message == (
        f"Cannot acquire auth metadata document from '{url}'. Error: The underlying connection "
        "was closed: An unexpected error occurred on a send."
    )
    assert again.objects


async def test_a_name_is_given_once(run, world):
    name = world.auth_servers[0].name
    output = await run(
        "EX01", "New-AuthServer", Name=name.upper(), AuthMetadataUrl=ACS.format("hbna.co.kr")
    )

    failure = output.failures[0]
    assert failure.exception.endswith(".ADObjectAlreadyExistsException")
    assert failure.message.endswith("already exists.")
    assert "CN=Auth Servers,CN=Auth Configuration" in failure.message


async def test_an_issuer_is_trusted_once_under_whatever_name(run, world):
    output = await run(
        "EX01", "New-AuthServer", Name="Second", AuthMetadataUrl=ACS.format("hbna.co.kr")
    )

    assert "same issuer identifier and realm" in output.failures[0].message
    assert len(world.auth_servers) == 2


MIXED = [
    pytest.param({"RefreshAuthMetadata": True, "ApplicationIdentifier": APP}, id="refresh, app"),
    pytest.param(
        {"ApplicationIdentifier": APP, "AuthMetadataUrl": STS.format("hbna.co.kr")}, id="app, url"
    ),
    pytest.param(
        {"RefreshAuthMetadata": True, "AuthMetadataUrl": STS.format("hbna.co.kr")},
        id="refresh, url",
    ),
    pytest.param(
        {"IsDefaultAuthorizationEndpoint": True, "ApplicationIdentifier": APP}, id="default, app"
    ),
    pytest.param(
        {"IsDefaultAuthorizationEndpoint": True, "GraphBaseUrl": "https://graph.microsoft.com"},
        id="default, Graph",
    ),
]


@pytest.mark.parametrize("parameters", MIXED)
async def test_parameter_sets_do_not_mix(run, world, parameters):
    before = repr(world.auth_servers)
    output = await run("EX01", "Set-AuthServer", Identity="EvoSts", **parameters)

    assert output.failures[0].error_id == "AmbiguousParameterSet,Set-AuthServer"
    assert repr(world.auth_servers) == before


TOGETHER = [
    pytest.param({"ApplicationIdentifier": APP, "DomainName": ["hbna.co.kr"]}, id="app, domains"),
    pytest.param({"RefreshAuthMetadata": True, "Enabled": False}, id="refresh, enabled"),
    pytest.param(
        {"AuthMetadataUrl": STS.format("hbna.co.kr"), "IsDefaultAuthorizationEndpoint": True},
        id="url, default",
    ),
]


@pytest.mark.parametrize("parameters", TOGETHER)
async def test_what_is_of_one_set_goes_together_and_gives_nothing(run, world, parameters):
    name = world.auth_servers[1].name
    before = repr(world.auth_servers)
    output = await run("EX01", "Set-AuthServer", Identity=name, **parameters)

    assert output.objects == ()
    assert output.failures == ()
    assert repr(world.auth_servers) != before


async def test_null_clears_the_application(run, world):
    evo = world.auth_servers[1]
    await run(
        "EX01", "Set-AuthServer", Identity=evo.name, ApplicationIdentifier=None, DomainName=None
    )

    assert (evo.application_identifier, evo.domain_names) == ("", [])


@pytest.mark.parametrize(
    ("build", "known"),
    [
        pytest.param("15.2.1544.14", False, id="CU14 before the update"),
        pytest.param("15.2.1544.25", True, id="CU14 with it"),
        pytest.param("15.2.1748.10", False, id="CU15 before the update"),
        pytest.param("15.2.1748.24", True, id="CU15 with it"),
    ],
)
async def test_an_older_build_does_not_know_the_application_identifier(run, world, build, known):
    world.servers["EX01"].build = build
    name = world.auth_servers[1].name
    output = await run("EX01", "Set-AuthServer", Identity=name, ApplicationIdentifier=APP)

    assert (not output.failures) is known
    assert (world.auth_servers[1].application_identifier == APP) is known
    if not known:
        assert output.failures[0].exception == BINDING
        assert "matches parameter name 'ApplicationIdentifier'" in output.failures[0].message


async def test_a_refresh_brings_the_keys_of_today(run, world):
    world.auth_servers[0].signing = [world.certificates[world.auth_config.current].der]
    await run("EX01", "Set-AuthServer", Identity=ACS_ISSUER, RefreshAuthMetadata=True)

    assert world.auth_servers[0].signing == [world.tenant.signing.der]


async def test_a_document_of_another_tenant_is_refused(run, world):
    acs = world.auth_servers[0]
    acs.realm = "11111111-1111-1111-1111-111111111111"
    output = await run("EX01", "Set-AuthServer", Identity=acs.name, RefreshAuthMetadata=True)

    assert "are different from the values" in output.failures[0].message
    assert output.failures[0].category == "InvalidData"


async def test_a_change_to_what_is_so_already_only_warns(run, world):
    name = world.auth_servers[1].name
    output = await run("EX01", "Set-AuthServer", Identity=name, Enabled=True)

    assert output.failures == ()
    assert output.warnings == [
        f"The command completed successfully but no settings of '{name}' have been modified."
    ]


@pytest.mark.parametrize(
    ("cmdlet", "parameters"),
    [
        pytest.param("Set-AuthServer", {"Enabled": True}, id="set an auth server"),
        pytest.param("Remove-AuthServer", {"Confirm": False}, id="remove an auth server"),
        pytest.param("Set-PartnerApplication", {"Enabled": True}, id="set a partner application"),
    ],
)
async def test_an_unknown_identity_is_not_found(run, cmdlet, parameters):
    output = await run("EX01", cmdlet, Identity="nobody", **parameters)

    assert "object 'nobody' couldn't be found on" in output.failures[0].message


async def test_an_identity_that_two_answer_to_is_refused(run, world):
    world.auth_servers[1].issuer = ACS_ISSUER
    output = await run("EX01", "Set-AuthServer", Identity=ACS_ISSUER, Enabled=False)

    assert "matches multiple entries" in output.failures[0].message
    assert all(each.enabled for each in world.auth_servers)


async def test_removing_asks_and_obeys(exchange, world):
    asked: list[Question] = []
    answers = iter([2, 0])

    async def ask(question):
        asked.append(question)
        return next(answers)

    name = world.auth_servers[0].name
    call = Call("EX01", "Remove-AuthServer", {"Identity": name}, ask)
    await exchange.invoke(call)
    kept = len(world.auth_servers)
    await exchange.invoke(call)

    assert kept == 2
    assert len(world.auth_servers) == 1
    assert name in asked[0].message


async def test_removing_without_a_question_needs_no_one(exchange, world):
    async def nobody(question):
        raise NobodyAnswers(question.message)

    name = world.auth_servers[0].name
    given = {"Identity": name, "Confirm": False}
    output = await exchange.invoke(Call("EX01", "Remove-AuthServer", given, nobody))

    assert output.objects == ()
    assert [each.name for each in world.auth_servers if each.name == name] == []
    with pytest.raises(NobodyAnswers):
        await exchange.invoke(
            Call("EX01", "Remove-AuthServer", {"Identity": world.auth_servers[0].name}, nobody)
        )


async def test_what_if_changes_nothing(run, world):
    before = repr((world.auth_servers, world.setting_overrides))
    name = world.auth_servers[0].name
    await run("EX01", "Set-AuthServer", Identity=name, Enabled=False, WhatIf=True)
    await run("EX01", "Remove-AuthServer", Identity=name, WhatIf=True)

    assert repr((world.auth_servers, world.setting_overrides)) == before


async def test_the_partner_application_is_switched_and_its_realm_emptied(run, world):
    partner = world.partner_applications[0]
    partner.enabled, partner.realm = False, "other"
    output = await run(
        "EX01", "Set-PartnerApplication", Identity=partner.name, Enabled=True, Realm=None
    )

    assert output.objects == ()
    assert (partner.enabled, partner.realm) == (True, "")


async def test_a_linked_account_must_be_there(run, world):
    name = world.partner_applications[0].name
    output = await run(
        "EX01", "Set-PartnerApplication", Identity=name, LinkedAccount="corp.hbna.co.kr/Users/x"
    )

    assert "'corp.hbna.co.kr/Users/x' couldn't be found" in output.failures[0].message


async def test_the_default_endpoint_is_taken_from_the_one_before_another_gets_it(run, world):
    """Disabling the default one takes modern authentication; the order of the advice keeps it."""
    old = world.auth_servers[1]
    kept = replace(old, name="EvoSts - 2", guid=APP, default_authorization_endpoint=False)
    old.default_authorization_endpoint, old.application_identifier = True, ""
    world.auth_servers.append(kept)

    async def default(name: str, wanted: bool) -> tuple[object, ...]:
        values = {"Identity": name, "IsDefaultAuthorizationEndpoint": wanted}
        return (await run("EX01", "Set-AuthServer", **values)).failures

    assert "already the default" in (await default(kept.name, wanted=True))[0].message
    old.enabled = False
    assert "authorization_uri" not in bearer(world)
    old.enabled = True

    assert await default(old.name, wanted=False) == ()
    assert await default(kept.name, wanted=True) == ()
    await run("EX01", "Set-AuthServer", Identity=old.name, Enabled=False)
    assert "authorization_uri" in bearer(world)
