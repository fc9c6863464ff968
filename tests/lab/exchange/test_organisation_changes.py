"""Overrides and the cloud's settings change by Exchange's rules."""

from xml.etree.ElementTree import XML

import pytest

NAME = "EnableExchangeHybrid3PAppFeature"
NEW = {
    "Name": NAME,
    "Component": "Global",
    "Section": "ExchangeOnpremAsThirdPartyAppId",
    "Parameters": ["Enabled=true"],
    "Reason": "test",
}
REPORT = {
    "Process": "Microsoft.Exchange.Directory.TopologyService",
    "Component": "VariantConfiguration",
}
APP = "8A1F6A5E-3F8E-4A57-9A3F-0D9C8D0F9F10"


@pytest.fixture
def bare(world):
    world.setting_overrides.clear()
    return world


async def test_a_new_override_comes_back_as_an_object(run, bare):
    output = await run("EX01", "New-SettingOverride", **NEW)

    shown = output.objects[0].properties
    assert (shown["ComponentName"], shown["SectionName"]) == (NEW["Component"], NEW["Section"])
    assert list(shown["Parameters"].items) == ["Enabled=true"]
    assert shown["Status"].name == "Accepted"
    assert [each.name for each in bare.setting_overrides] == [NAME]


REFUSED = [
    pytest.param({"Section": "NoSuchThing"}, "section 'NoSuchThing'", id="no such section"),
    pytest.param({"Component": "Elsewhere"}, "component 'Elsewhere'", id="another component"),
    pytest.param({"Parameters": ["Enabled"]}, "must be name=value", id="no value"),
]


@pytest.mark.parametrize(("parameters", "said"), REFUSED)
async def test_an_override_that_exchange_does_not_know_is_refused(run, bare, parameters, said):
    output = await run("EX01", "New-SettingOverride", **{**NEW, **parameters})

    assert said in output.failures[0].message
    assert bare.setting_overrides == []


async def test_an_overrides_name_is_given_once(run, world):
    output = await run("EX01", "New-SettingOverride", **NEW)

    assert output.failures[0].exception.endswith(".ADObjectAlreadyExistsException")
    assert len(world.setting_overrides) == 1


async def test_an_override_is_changed_and_gives_nothing(run, world):
    output = await run(
        "EX01", "Set-SettingOverride", Identity=NAME, Parameters=["Enabled=false"], Reason="off"
    )
    again = await run(
        "EX01", "Set-SettingOverride", Identity=NAME, Parameters=["Enabled=false"], Reason="off"
    )

    (one,) = world.setting_overrides
    assert (output.objects, output.failures) == ((), ())
    assert (one.parameters, one.reason) == (["Enabled=false"], "off")
    assert "no settings" in again.warnings[0]


async def test_a_report_shows_what_a_server_goes_by(run, world):
    await run("EX01", "Set-SettingOverride", Identity=NAME, Parameters=["Enabled=false"])

    def parameters(output):
        return [each.text for each in XML(output.objects[0].text).iter("Parameter")]

    old = await run("EX01", "Get-ExchangeDiagnosticInfo", **REPORT)
    other = await run("EX01", "Get-ExchangeDiagnosticInfo", Server="EX02", **REPORT)
    new = await run("EX01", "Get-ExchangeDiagnosticInfo", **REPORT, Argument="refresh")
    stored = await run("EX01", "Get-SettingOverride")

    assert parameters(old) == parameters(other) == ["Enabled=true"]
    assert parameters(new) == ["Enabled=false"]
    assert list(stored.objects[0].properties["Parameters"].items) == ["Enabled=false"]


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({"Process": "Microsoft.Exchange.ServiceHost"}, id="another process"),
        pytest.param({"Component": "Other"}, id="another component"),
        pytest.param({"Argument": "Overrides"}, id="another argument"),
    ],
)
async def test_only_the_refresh_refreshes(run, world, parameters):
    await run("EX01", "Remove-SettingOverride", Identity=NAME, Confirm=False)
    given = {**REPORT, "Argument": "Refresh", **parameters}
    await run("EX01", "Get-ExchangeDiagnosticInfo", **given)

    assert [each.name for each in world.overrides_on(world.servers["EX01"])] == [NAME]


async def test_a_server_that_is_down_reports_nothing(run, world):
    world.faults.set("server-down", target="EX02")
    output = await run(
        "EX01", "Get-ExchangeDiagnosticInfo", Server="EX02", **REPORT, Argument="Refresh"
    )

    assert "RPC server is unavailable" in output.failures[0].message
    assert world.servers["EX02"].overrides_read is None


async def test_the_list_of_applications_is_replaced(run, world):
    config = world.tenant.organization_config
    before = list(config.ews_allowed_app_ids)
    output = await run("cloud", "Set-OrganizationConfig", EwsAllowedAppIDs=APP)
    shown = await run("cloud", "Get-OrganizationConfig", RetrieveEwsOperationAccessPolicy=True)

    assert (output.objects, output.failures) == ((), ())
    assert before != [APP]
    assert shown.objects[0].properties["EwsAllowedAppIDs"] == APP
    assert shown.objects[0].properties["EwsEnabled"] is None  # that is another call's to tell


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param(f"{APP}, {APP.lower()}", [APP, APP.lower()], id="two"),
        pytest.param("", [], id="nothing"),
        pytest.param(None, [], id="null"),
    ],
)
async def test_the_list_is_one_text_with_commas(run, world, given, kept):
    await run("cloud", "Set-OrganizationConfig", EwsAllowedAppIDs=given)

    assert world.tenant.organization_config.ews_allowed_app_ids == kept


async def test_what_is_no_application_id_is_refused(run, world):
    before = world.tenant.organization_config
    output = await run("cloud", "Set-OrganizationConfig", EwsAllowedAppIDs=f"{APP},Teams")

    assert "'Teams' isn't a valid application ID" in output.failures[0].message
    assert world.tenant.organization_config == before


@pytest.mark.parametrize("value", [True, False, None])
async def test_ews_is_on_off_or_undecided(run, world, value):
    await run("cloud", "Set-OrganizationConfig", EwsEnabled=value)

    assert world.tenant.organization_config.ews_enabled is value
