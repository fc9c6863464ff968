"""From nothing to both directions, by the same calls that a runbook sends; each piece counts."""

from base64 import b64encode
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest

from lab import scenario
from lab.administrator import Administrator, CmdletFailed
from lab.world_premises import EXCHANGE_ONLINE
from lab.world_tenant import FULL_ACCESS_AS_APP

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TO_CLOUD = "https://outlook.office365.com/ews/exchange.asmx"
TO_PREMISES = "https://mail.hbna.co.kr/metadata/json/1"
DOMAINS = ["hbna.co.kr", "hbna.mail.onmicrosoft.com"]
ENDPOINT = "https://autodiscover.hbna.co.kr/autodiscover/autodiscover.svc"
NEEDS = [
    {
        "resourceAppId": EXCHANGE_ONLINE,
        "resourceAccess": [{"id": FULL_ACCESS_AS_APP, "type": "Role"}],
    }
]


class Steps:
    """The documented procedure, one method per piece."""

    def __init__(self, world):
        self.world = world
        self.admin = Administrator(world)
        self.guid = world.organisation.guid
        self.app = {}

    async def acs(self):
        domain = self.world.tenant.initial_domain
        await self.admin.run(
            "EX01",
            "New-AuthServer",
            Name=f"ACS - {self.guid}",
            AuthMetadataUrl=f"https://accounts.accesscontrol.windows.net/{domain}/metadata/json/1",
        )

    async def evosts(self):
        domain = self.world.tenant.initial_domain
        path = "federationmetadata/2007-06/federationmetadata.xml"
        await self.admin.run(
            "EX01",
            "New-AuthServer",
            Name=f"EvoSts - {self.guid}",
            Type="AzureAD",
            AuthMetadataUrl=f"https://login.windows.net/{domain}/{path}",
        )

    async def partner(self):
        partner = "Exchange Online"
        await self.admin.run(
            "EX01", "Set-PartnerApplication", Identity=partner, Enabled=True, Realm=""
        )

    async def application(self):
        name = f"ExchangeServerApp-{self.guid}"
        body = {"displayName": name, "signInAudience": "AzureADMyOrg"}
        self.app = await self.admin.graph(
            "POST", "applications", {**body, "requiredResourceAccess": NEEDS}
        )
        await self.admin.graph("POST", "servicePrincipals", {"appId": self.app["appId"]})

    async def key(self):
        current = self.world.certificates[self.world.auth_config.current]
        entry = {
            "key": b64encode(current.der).decode(),
            "type": "AsymmetricX509Cert",
            "usage": "Verify",
        }
        path = f"applications/{self.app['id']}"
        await self.admin.graph("PATCH", path, {"keyCredentials": [entry]})

    async def consent(self):
        assert self.admin.consent(self.app["appId"]) == [FULL_ACCESS_AS_APP]

    async def identifier(self):
        await self.admin.run(
            "EX01",
            "Set-AuthServer",
            Identity=f"EvoSts - {self.guid}",
            ApplicationIdentifier=self.app["appId"],
            DomainName=DOMAINS,
        )

    async def override(self):
        await self.admin.run(
            "EX01",
            "New-SettingOverride",
            Name="EnableExchangeHybrid3PAppFeature",
            Component="Global",
            Section="ExchangeOnpremAsThirdPartyAppId",
            Parameters=["Enabled=true"],
            Reason="dedicated hybrid application",
        )

    async def refresh(self):
        for server in self.world.servers:
            await self.admin.run(
                server,
                "Get-ExchangeDiagnosticInfo",
                Process="Microsoft.Exchange.Directory.TopologyService",
                Component="VariantConfiguration",
                Argument="Refresh",
            )

    async def names(self):
        exchange = self.world.tenant.principal(EXCHANGE_ONLINE)
        hosts = [f"https://{each}.hbna.co.kr/" for each in ("mail", "autodiscover")]
        await self.admin.graph(
            "PATCH",
            f"servicePrincipals/{exchange.id}",
            {"servicePrincipalNames": [*exchange.names, *hosts]},
        )

    async def connectors(self):
        for side, name, endpoint, domain in (
            ("EX01", "ExchangeHybridOnPremisesToOnline", TO_CLOUD, "hbna.mail.onmicrosoft.com"),
            ("cloud", "ExchangeHybridOnlineToOnPremises", ENDPOINT, "hbna.co.kr"),
        ):
            await self.admin.run(
                side,
                "New-IntraOrganizationConnector",
                Name=name,
                DiscoveryEndpoint=endpoint,
                TargetAddressDomains=[domain],
            )

    async def ews(self):
        await self.admin.run(
            "cloud",
            "Set-OrganizationConfig",
            EwsEnabled=True,
            EwsAllowedAppIDs=self.app["appId"],
        )

    async def all_but(self, *left_out):
        for name in ORDER:
            if name not in left_out:
                await getattr(self, name)()

    async def test(self, side):
        """Run the test from a side; gives the result and the reason."""
        target = TO_PREMISES if side == "cloud" else TO_CLOUD
        mailbox = "AdeleV@hbna.co.kr" if side == "cloud" else "User1@hbna.co.kr"
        (found,) = await self.admin.run(
            side, "Test-OAuthConnectivity", Service="EWS", TargetUri=target, Mailbox=mailbox
        )
        return found["ResultType"], found["Detail"]


ORDER = (
    "acs",
    "evosts",
    "partner",
    "application",
    "key",
    "consent",
    "identifier",
    "override",
    "refresh",
    "names",
    "connectors",
)


@pytest.fixture(scope="module")
def nothing():
    return scenario.load("nothing", at=NOW)


@pytest.fixture
def steps(nothing):
    return Steps(deepcopy(nothing))


async def test_nothing_configured_works_in_no_direction(steps):
    for side in ("EX01", "EX02", "cloud"):
        result, detail = await steps.test(side)
        assert result == "Error", side
        assert "Exception:" in detail


async def test_all_of_it_makes_both_directions_succeed_from_every_server(steps):
    await steps.all_but()

    for side in ("EX01", "EX02", "cloud"):
        assert (await steps.test(side))[0] == "Success", side
    shown = steps.admin.state()["effective"]
    assert {each["signs_in_as"] for each in shown["servers"].values()} == {steps.app["appId"]}


OUTWARD = [
    pytest.param(("evosts", "identifier"), "(403)", id="no evoSTS: the shared principal, barred"),
    pytest.param(("key",), "AADSTS700027", id="no key"),
    pytest.param(("consent",), "2000008", id="no consent"),
]


@pytest.mark.parametrize(("left_out", "said"), OUTWARD)
async def test_a_missing_piece_stops_the_way_to_the_cloud(steps, left_out, said):
    # what the shared principal would need, so that only the piece itself is missing
    await steps.all_but(*left_out)
    if "evosts" in left_out:
        exchange = steps.world.tenant.principal(EXCHANGE_ONLINE)
        exchange.keys = list(steps.world.tenant.application(steps.app["appId"]).keys)

    result, detail = await steps.test("EX01")

    assert result == "Error"
    assert said in detail


@pytest.mark.parametrize("left_out", ["identifier", "override"])
async def test_without_the_switch_the_shared_principal_is_used_and_barred(steps, left_out):
    await steps.all_but(left_out)

    result, detail = await steps.test("EX01")

    assert result == "Error"
    assert "AADSTS50012" in detail  # no key on the shared principal either
    assert f"L:{steps.app['appId']}" not in detail


INWARD = [
    pytest.param("acs", "None of them are configured locally", id="no ACS"),
    pytest.param("partner", "(401)", id="partner application disabled"),
    pytest.param("names", "AADSTS500011", id="names missing"),
]


@pytest.mark.parametrize(("left_out", "said"), INWARD)
async def test_a_missing_piece_stops_the_way_from_the_cloud(steps, left_out, said):
    await steps.all_but(left_out)

    result, detail = await steps.test("cloud")

    assert result == "Error"
    assert said in detail


async def test_an_override_counts_on_a_server_once_that_server_has_read_it(steps):
    await steps.all_but("refresh")
    before = [(await steps.test(side))[0] for side in ("EX01", "EX02")]

    await steps.admin.run(
        "EX01",
        "Get-ExchangeDiagnosticInfo",
        Server="EX02",
        Process="Microsoft.Exchange.Directory.TopologyService",
        Component="VariantConfiguration",
        Argument="Refresh",
    )
    one = [(await steps.test(side))[0] for side in ("EX01", "EX02")]
    steps.world.clock.advance(3601)
    hour = [(await steps.test(side))[0] for side in ("EX01", "EX02")]

    assert before == ["Error", "Error"]
    assert one == ["Error", "Success"]
    assert hour == ["Success", "Success"]


async def test_a_removed_override_goes_on_until_it_is_read(steps):
    await steps.all_but()
    steps.world.clock.advance(60)
    await steps.admin.run(
        "EX01", "Remove-SettingOverride", Identity="EnableExchangeHybrid3PAppFeature"
    )
    still = (await steps.test("EX01"))[0]
    await steps.refresh()

    assert still == "Success"
    assert (await steps.test("EX01"))[0] == "Error"
    assert steps.admin.state()["effective"]["servers"]["EX01"]["overrides"] == []


async def test_a_switch_is_in_force_before_the_list_that_was_written_with_it(steps):
    """The trap: an hour after both are set, the old list (none) still counts, and all are out."""
    await steps.all_but()
    await steps.ews()
    (read,) = await steps.admin.run("cloud", "Get-OrganizationConfig")
    results = []
    for seconds in (60, 3600, 20 * 3600, 4 * 3600):
        steps.world.clock.advance(seconds)
        results.append((await steps.test("EX01"))[0])

    assert read["EwsEnabled"] is True
    assert results == ["Success", "Error", "Error", "Success"]


async def test_a_null_opens_it_again_within_the_hour(steps):
    await steps.all_but()
    await steps.admin.run("cloud", "Set-OrganizationConfig", EwsEnabled=True)
    steps.world.clock.advance(3601)
    shut = (await steps.test("EX01"))[0]
    await steps.admin.run("cloud", "Set-OrganizationConfig", EwsEnabled=None)
    steps.world.clock.advance(3601)

    assert (shut, (await steps.test("EX01"))[0]) == ("Error", "Success")


async def test_a_tenant_that_microsoft_turns_off_is_shut_from_that_moment(steps):
    await steps.all_but()
    steps.world.tenant.ews_turned_off = steps.world.clock.now() + timedelta(hours=1)
    before = (await steps.test("EX01"))[0]
    steps.world.clock.advance(3601)

    assert (before, (await steps.test("EX01"))[0]) == ("Success", "Error")


async def test_a_list_without_the_application_shuts_it_out_after_a_day(steps):
    steps.world.tenant.ews_reason_shown = True
    await steps.all_but()
    other = "11111111-2222-3333-4444-555555555555"
    await steps.admin.run(
        "cloud", "Set-OrganizationConfig", EwsAllowedAppIDs=other, EwsEnabled=True
    )
    steps.world.clock.advance(86401)

    result, detail = await steps.test("EX01")

    assert result == "Error"
    assert "blocked by policy" in detail


async def test_taking_all_of_it_back_leaves_the_first_state(steps):
    before = steps.admin.state()
    names = list(steps.world.tenant.principal(EXCHANGE_ONLINE).names)
    await steps.all_but()

    run, exchange = steps.admin.run, steps.world.tenant.principal(EXCHANGE_ONLINE)
    await run("cloud", "Set-OrganizationConfig", EwsEnabled=None, EwsAllowedAppIDs=None)
    await run(
        "cloud", "Remove-IntraOrganizationConnector", Identity="ExchangeHybridOnlineToOnPremises"
    )
    await run(
        "EX01", "Remove-IntraOrganizationConnector", Identity="ExchangeHybridOnPremisesToOnline"
    )
    await steps.admin.graph(
        "PATCH", f"servicePrincipals/{exchange.id}", {"servicePrincipalNames": names}
    )
    await run("EX01", "Remove-SettingOverride", Identity="EnableExchangeHybrid3PAppFeature")
    await steps.refresh()
    await steps.admin.graph("DELETE", f"applications/{steps.app['id']}")
    await run("EX01", "Set-PartnerApplication", Identity="Exchange Online", Enabled=False)
    for name in (f"EvoSts - {steps.guid}", f"ACS - {steps.guid}"):
        await run("EX01", "Remove-AuthServer", Identity=name)

    assert steps.admin.state() == before


async def test_half_configured_works_in_no_direction_until_the_rest_is_there():
    steps = Steps(scenario.load("half", at=NOW))
    first = [(await steps.test(side))[0] for side in ("EX01", "cloud")]
    (app,) = steps.world.tenant.applications
    foreign = {each.thumbprint for each in app.keys}
    steps.app = {"id": app.id, "appId": app.app_id}

    await steps.all_but("acs", "application", "key", "names", "connectors")
    now = await steps.admin.graph("GET", f"applications/{app.id}?$select=keyCredentials")
    current = steps.world.certificates[steps.world.auth_config.current]
    new = {
        "key": b64encode(current.der).decode(),
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
    }
    kept = {"keyCredentials": [*now["keyCredentials"], new]}
    await steps.admin.graph("PATCH", f"applications/{app.id}", kept)
    exchange = steps.world.tenant.principal(EXCHANGE_ONLINE)
    exchange.names.append("https://autodiscover.hbna.co.kr/")

    assert first == ["Error", "Error"]
    assert [(await steps.test(side))[0] for side in ("EX01", "cloud")] == ["Success", "Success"]
    assert foreign < {each.thumbprint for each in app.keys}
    assert "https://archive.hbna.co.kr/" in exchange.names
    with pytest.raises(CmdletFailed, match="same issuer identifier and realm"):
        await steps.acs()
