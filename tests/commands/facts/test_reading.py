"""Which calls the facts make, and what happens when some of them fail."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

from commands.catalog import SUITES
from commands.check import perform
from commands.facts import cloud, entra, organisation, published, servers, tenant
from commands.facts.cmdlets import READ, TEST
from commands.findings import Verdict
from commands.look import Known, Unread, look
from commands.outside.certificate import Certificate
from commands.outside.entra import Application, Principal, RoleGrant
from commands.outside.network import Addresses, Answer, Tls
from commands.ports import CmdletResult, Kind, Outcome, OutsideError, World
from tests.commands.made import (
    ACS_DOCUMENT,
    APP_ID,
    APPLICATION,
    AUTODISCOVER_URL,
    BEARER,
    DOCUMENT,
    EWS_URL,
    FEDERATION,
    GRANT,
    NOW,
    ORGANISATION,
    PRINCIPAL,
    SHARED,
    TENANT,
    answer,
    handshake,
)
from tests.commands.outside.test_certificate import DER
from tests.commands.outside.test_exchange import (
    AUTH_CONFIG,
    AUTH_SERVER,
    CONNECTOR,
    DIRECTORY,
    OVERRIDE,
    PARTNER,
    SERVER,
)


def refusal(doing: str, kind: Kind = Kind.UNREACHABLE) -> OutsideError:
    return OutsideError(kind=kind, outcome=Outcome.REFUSED, source="somewhere", doing=doing)


@dataclass
class Shell:
    """A place that runs cmdlets: gives what it was told to, remembers what it was asked."""

    name: str
    objects: dict[str, tuple[dict[str, Any], ...]]
    broken: set[str] = field(default_factory=set)
    asked: list[tuple[str, float, dict[str, Any]]] = field(default_factory=list)

    async def run(self, cmdlet, /, *, timeout, parameters=None):
        self.asked.append((cmdlet, timeout, dict(parameters or {})))
        if cmdlet in self.broken or "*" in self.broken:
            raise refusal(cmdlet)
        return CmdletResult(objects=self.objects[cmdlet])


CONFIG = "Get-OrganizationConfig"

ON_EACH: dict[str, tuple[dict[str, Any], ...]] = {
    "Get-AuthConfig": (AUTH_CONFIG,),
    "Get-AuthServer": (
        AUTH_SERVER | {"Realm": TENANT, "ApplicationIdentifier": APP_ID},
        AUTH_SERVER
        | {
            "Type": "MicrosoftACS",
            "AuthMetadataUrl": "https://accounts.accesscontrol.windows.net/x/metadata/json/1",
        },
    ),
    "Get-AutodiscoverVirtualDirectory": (DIRECTORY,),
    "Get-IntraOrganizationConnector": (CONNECTOR,),
    "Get-WebServicesVirtualDirectory": (DIRECTORY | {"ExternalUrl": EWS_URL},),
    "Get-OrganizationConfig": ({"Name": "Example", "Guid": "1"},),
    "Get-SettingOverride": (OVERRIDE,),
    "Get-PartnerApplication": (PARTNER,),
    "Get-ExchangeServer": (SERVER,),
    "Get-ExchangeCertificate": ({"RawData": DER},),
    "Test-OAuthConnectivity": ({"ResultType": "Success", "Detail": ""},),
}
IN_CLOUD: dict[str, tuple[dict[str, Any], ...]] = {
    "Get-IntraOrganizationConnector": (CONNECTOR,),
    "Get-IntraOrganizationConfiguration": ({"OnPremiseDiscoveryEndpoint": AUTODISCOVER_URL},),
    "Get-OrganizationConfig": ({"EwsEnabled": None, "EwsAllowedAppIDs": None},),
    "Test-OAuthConnectivity": ({"ResultType": "Error", "Detail": "(401) Unauthorized"},),
}


class Premises:
    def __init__(self) -> None:
        self.ports = {name: Shell(name, dict(ON_EACH)) for name in ("EX01", "EX02")}
        self.setup: dict[str, Shell] = {
            "EX01": Shell("EX01", {"Get-HybridgeExSetup": ({"FileVersion": "15.02.1544.025"},)})
        }
        self.servers = tuple(self.ports)

    def on(self, server):
        return self.ports[server]

    def any(self):
        return self.ports["EX01"]

    def maintenance(self, server):
        return self.setup.get(server)


@dataclass
class Graph:
    principals: dict[str, Principal] = field(
        default_factory=lambda: {SHARED.app_id: SHARED, APP_ID: PRINCIPAL}
    )
    registered: tuple[Application, ...] = (APPLICATION,)
    asked: list[str] = field(default_factory=list)

    async def principal(self, app_id):
        self.asked.append(f"principal {app_id}")
        return self.principals.get(app_id)

    async def application(self, app_id):
        self.asked.append(f"application {app_id}")
        return next((item for item in self.registered if item.app_id == app_id), None)

    async def applications_named(self, name):
        self.asked.append(f"named {name}")
        return [item for item in self.registered if item.name == name]

    async def role_grants(self, principal_id) -> list[RoleGrant]:
        return [GRANT]

    async def owners_of_name(self, name):
        self.asked.append(f"owners {name}")
        return [PRINCIPAL]

    async def member_of(self, user_id, groups):
        return frozenset()


class Net:
    def __init__(self) -> None:
        self.status = 200
        self.fetched: list[str] = []

    async def addresses(self, name) -> Addresses:
        if name.startswith("mail."):
            raise refusal(f"DNS {name}", Kind.TIMEOUT)
        return Addresses(name=name, exists=True, addresses=("203.0.113.7",))

    async def tls(self, host) -> Tls:
        return handshake(host)

    async def fetch(self, url, *, method="GET", body=b"") -> Answer:
        self.fetched.append(f"{method} {url}")
        if method == "POST":
            return answer(url, 401, www_authenticate=BEARER)
        return answer(url, body=DOCUMENT)

    async def fetch_cloud(self, url) -> Answer:
        self.fetched.append(f"cloud {url}")
        for part, body in (
            ("federationmetadata", FEDERATION),
            ("metadata/json", ACS_DOCUMENT),
            ("getuserrealm", b'{"NameSpaceType": "Managed"}'),
        ):
            if part in url:
                return answer(url, self.status, body)
        return answer(
            url, self.status, f'{{"issuer": "https://sts.windows.net/{TENANT}/"}}'.encode()
        )


class Stopped:
    def now(self):
        return NOW

    async def sleep(self, seconds):
        raise AssertionError("no fact waits")


@pytest.fixture
def world() -> World:
    return World(
        organisation=ORGANISATION,
        on_premises=Premises(),
        cloud=Shell("Exchange Online", dict(IN_CLOUD)),
        graph=Graph(),
        net=Net(),
        clock=Stopped(),
        keys=None,
    )


async def read(world, *facts):
    async def seen(_, __):
        pass

    return await look(world, facts, seen)


async def test_the_whole_suite_asks_each_thing_once(world):
    async def found(_, __):
        pass

    findings = await perform(world, SUITES["oauth"], found)

    assert findings
    for shell in (*world.on_premises.ports.values(), world.cloud):
        counts = Counter((cmdlet, *asked) for cmdlet, _, asked in shell.asked)
        assert set(counts.values()) == {1}
    assert Counter(world.net.fetched).most_common(1)[0][1] == 1
    assert Counter(world.graph.asked).most_common(1)[0][1] == 1


async def test_reads_have_short_deadlines_and_tests_long_ones(world):
    await read(world, servers.TESTS, cloud.TESTS, organisation.AUTH_CONFIG, servers.SETUP_BUILDS)

    shells = (*world.on_premises.ports.values(), world.cloud)
    deadlines = {cmdlet: seconds for shell in shells for cmdlet, seconds, _ in shell.asked}
    assert deadlines.pop("Test-OAuthConnectivity") == TEST
    assert set(deadlines.values()) == {READ}


async def test_tests_run_with_the_mailbox_of_their_side(world):
    facts = await read(world, servers.TESTS, cloud.TESTS)

    [(_, _, there)] = [call for call in world.cloud.asked if call[0].startswith("Test-")]
    assert there == {"Service": "EWS", "TargetUri": EWS_URL, "Mailbox": "there@example.com"}
    (_, _, here) = world.on_premises.ports["EX02"].asked[-1]
    assert here == {
        "Service": "EWS",
        "TargetUri": "https://outlook.office365.com/ews/exchange.asmx",
        "Mailbox": "here@example.com",
    }
    assert set(facts.value(servers.TESTS)) == {"EX01", "EX02"}
    assert set(facts.value(cloud.TESTS)) == {EWS_URL}


async def test_the_list_of_allowed_applications_is_asked_for(world):
    await read(world, cloud.EWS_LIST)

    asked = [parameters for cmdlet, _, parameters in world.cloud.asked if cmdlet == CONFIG]
    assert asked == [{}, {"RetrieveEwsOperationAccessPolicy": True}]


async def test_a_switch_is_known_where_the_list_is_not(world):
    world.cloud.objects[CONFIG] = ({"EwsEnabled": True},)
    facts = await read(world, cloud.EWS_LIST, cloud.EWS_POLICY)

    assert facts.value(cloud.EWS_POLICY).enabled is True
    assert isinstance(facts.of(cloud.EWS_LIST), Unread)


async def test_a_server_that_is_down_leaves_the_others_their_answers(world):
    world.on_premises.ports["EX02"].broken = {"*"}

    facts = await read(world, servers.CERTIFICATES)

    readings = facts.value(servers.CERTIFICATES)
    assert isinstance(readings["EX01"], Known)
    assert isinstance(readings["EX02"], Unread)


async def test_only_servers_with_a_maintenance_endpoint_tell_their_build(world):
    facts = await read(world, servers.SETUP_BUILDS)

    assert [str(reading.value) for reading in facts.value(servers.SETUP_BUILDS).values()] == [
        "15.2.1544.25"
    ]


async def test_another_number_of_objects_than_one_is_unexpected(world):
    world.on_premises.ports["EX01"].objects["Get-AuthConfig"] = ()

    facts = await read(world, organisation.AUTH_CONFIG)

    assert isinstance(facts.of(organisation.AUTH_CONFIG), Unread)


async def test_published_names_come_from_the_directories_and_the_domains(world):
    facts = await read(
        world, published.DNS, published.TLS, published.METADATA, published.CHALLENGES
    )

    assert [
        (host.name, host.addresses, host.ews) for host in published.hosts(facts, ORGANISATION)
    ] == [
        ("mail.example.com", (EWS_URL,), True),
        ("autodiscover.example.com", (AUTODISCOVER_URL,), False),
    ]
    dns = facts.value(published.DNS)
    assert isinstance(dns["mail.example.com"], Unread)
    assert isinstance(dns["autodiscover.example.com"], Known)
    assert "GET https://mail.example.com/autodiscover/metadata/json/1" in world.net.fetched
    assert f"POST {EWS_URL}" in world.net.fetched


async def test_without_the_directories_autodiscover_is_still_looked_at(world):
    world.on_premises.ports["EX01"].broken = {"Get-WebServicesVirtualDirectory"}

    facts = await read(world, published.TLS, cloud.TESTS)

    assert set(facts.value(published.TLS)) == {"autodiscover.example.com"}
    assert isinstance(facts.of(cloud.TESTS), Unread)
    assert not [call for call in world.cloud.asked if call[0].startswith("Test-")]


@pytest.mark.parametrize(
    ("broken", "asked"),
    [
        pytest.param(set(), {f"application {APP_ID}", "named ExchangeServerApp-1"},
                     id="by its id and by its name"),
        pytest.param({"Get-AuthServer"}, {"named ExchangeServerApp-1"}, id="by its name alone"),
        pytest.param({"Get-OrganizationConfig"}, {f"application {APP_ID}"}, id="by its id alone"),
    ],
)  # fmt: skip
async def test_the_dedicated_application_is_looked_for(world, broken, asked):
    world.on_premises.ports["EX01"].broken = broken

    facts = await read(world, entra.DEDICATED)

    found = facts.value(entra.DEDICATED)
    assert found.applications == (APPLICATION,)
    assert (found.principal, found.grants) == (PRINCIPAL, (GRANT,))
    assert set(world.graph.asked) == {*asked, f"principal {APP_ID}"}


async def test_a_dedicated_application_that_does_not_exist_is_none(world):
    world.graph.registered = ()

    facts = await read(world, entra.DEDICATED)

    assert facts.value(entra.DEDICATED) == entra.Dedicated(
        name="ExchangeServerApp-1", claimed=APP_ID
    )


async def test_an_application_without_a_principal_has_no_grants(world):
    world.graph.principals = {}

    facts = await read(world, entra.DEDICATED, entra.SHARED, entra.OWNERS)

    assert facts.value(entra.DEDICATED).grants == ()
    assert facts.value(entra.SHARED) is None
    assert facts.value(entra.OWNERS).keys() >= {"https://mail.example.com/"}


async def test_an_answer_about_another_principal_is_not_believed(world):
    world.graph.principals = {SHARED.app_id: PRINCIPAL, APP_ID: SHARED}

    facts = await read(world, entra.SHARED, entra.DEDICATED)

    for fact in (entra.SHARED, entra.DEDICATED):
        reading = facts.of(fact)
        assert isinstance(reading, Unread)
        assert "the answer is about" in str(reading.reason)


async def test_without_id_and_name_the_application_cannot_be_looked_for(world):
    world.on_premises.ports["EX01"].broken = {"Get-AuthServer", "Get-OrganizationConfig"}

    facts = await read(world, entra.DEDICATED)

    assert isinstance(facts.of(entra.DEDICATED), Unread)
    assert world.graph.asked == []


@pytest.mark.parametrize("cmdlet", ["Get-AuthServer", "Get-OrganizationConfig"])
async def test_an_application_that_nobody_looked_up_is_unread_and_not_none(world, cmdlet):
    """Without an id on the auth server, or the GUID in its name, there is nothing to look up."""
    for shell in world.on_premises.ports.values():
        unnamed = tuple(
            each | {"ApplicationIdentifier": None} for each in shell.objects["Get-AuthServer"]
        )
        shell.objects["Get-AuthServer"] = unnamed
        shell.broken = {cmdlet, "Get-OrganizationConfig"}

    facts = await read(world, entra.DEDICATED)

    assert isinstance(facts.of(entra.DEDICATED), Unread)
    assert world.graph.asked == []


async def test_owners_are_asked_for_missing_names_only(world):
    world.graph.principals[SHARED.app_id] = Principal(
        id=SHARED.id,
        app_id=SHARED.app_id,
        name=SHARED.name,
        enabled=True,
        names=("https://MAIL.example.com/", "https://autodiscover.example.com"),
        keys=(),
    )

    facts = await read(world, entra.OWNERS)

    assert set(facts.value(entra.OWNERS)) == {"https://autodiscover.example.com/"}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        pytest.param(429, "throttling", id="too many calls"),
        pytest.param(503, "busy", id="a broken service"),
    ],
)
async def test_a_cloud_that_is_busy_has_said_nothing(world, status, kind):
    world.net.status = status

    facts = await read(world, tenant.OPENID, tenant.REALM, tenant.ACS_METADATA)

    reading = facts.of(tenant.OPENID)
    assert isinstance(reading, Unread)
    assert kind in str(reading.reason)


async def test_a_cloud_that_refuses_has_said_something(world):
    world.net.status = 400

    facts = await read(world, tenant.OPENID)

    assert facts.value(tenant.OPENID).status == 400


@pytest.mark.parametrize(
    "url", [pytest.param("", id="none"), pytest.param("https://[x", id="no address")]
)
async def test_an_auth_server_without_a_metadata_address_is_not_asked_for_it(world, url):
    world.on_premises.ports["EX01"].objects["Get-AuthServer"] = (
        AUTH_SERVER | {"AuthMetadataUrl": url},
    )

    facts = await read(world, tenant.STS_METADATA, tenant.ACS_METADATA)

    assert facts.value(tenant.STS_METADATA) is None
    assert facts.value(tenant.ACS_METADATA) is None


async def test_metadata_is_read_at_the_cloud_of_the_configuration(world):
    await read(world, tenant.STS_METADATA, tenant.ACS_METADATA)

    assert "cloud https://accounts.accesscontrol.windows.net/x/metadata/json/1" in world.net.fetched
    assert (
        "cloud https://login.windows.net/x/federationmetadata/2007-06/metadata.xml"
        in world.net.fetched
    )


async def test_with_everything_down_every_finding_is_unknown(world):
    for shell in (*world.on_premises.ports.values(), *world.on_premises.setup.values()):
        shell.broken = {"*"}
    world.cloud.broken = {"*"}
    world.net.status = 503

    async def nothing(*_, **__):
        raise refusal("anything")

    for port in (world.graph, world.net):
        for name in ("principal", "owners_of_name", "addresses", "tls", "fetch"):
            if hasattr(port, name):
                setattr(port, name, nothing)

    async def found(_, __):
        pass

    findings = await perform(world, SUITES["oauth"], found)

    assert {finding.verdict for finding in findings} == {Verdict.UNKNOWN}
    assert all(finding.evidence for finding in findings)


NAMED = Certificate.from_der(DER).thumbprint


@pytest.mark.parametrize(
    ("current", "spoilt", "reads"),
    [
        pytest.param(NAMED, {"RawData": None}, True, id="another one is null"),
        pytest.param(NAMED, {"RawData": b"junk"}, True, id="another one is garbled"),
        pytest.param("F" * 40, {"RawData": None}, False, id="the one that is named may be it"),
        pytest.param("F" * 40, {"RawData": DER}, True, id="the one that is named is not there"),
    ],
)
async def test_one_certificate_that_cannot_be_read_hides_no_other(world, current, spoilt, reads):
    config = AUTH_CONFIG | {
        "CurrentCertificateThumbprint": current,
        "NextCertificateThumbprint": None,
    }
    for port in world.on_premises.ports.values():
        port.objects["Get-AuthConfig"] = (config,)
    world.on_premises.ports["EX01"].objects["Get-ExchangeCertificate"] = (spoilt, {"RawData": DER})

    facts = await read(world, servers.CERTIFICATES)

    first = facts.value(servers.CERTIFICATES)["EX01"]
    assert isinstance(first, Known) is reads
    assert isinstance(facts.value(servers.CERTIFICATES)["EX02"], Known)
    if reads:
        assert first.value[-1].certificate.thumbprint == NAMED
    else:
        assert f"may be {current}" in str(first.reason)
