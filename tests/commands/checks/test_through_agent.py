"""Through the Hybrid Agent no name is published, and the test goes where the cloud goes."""

from dataclasses import replace

from commands.catalog import SUITES
from commands.checks import directories
from commands.facts import cloud, entra, organisation, published
from commands.findings import Verdict
from commands.outside.exchange_online import OnPremisesEndpoints
from tests.commands.facts.test_reading import IN_CLOUD, read, world
from tests.commands.made import (
    ASKED,
    AUTODISCOVER_DIRECTORIES,
    HOSTS,
    SHARED,
    TO_ON_PREMISES,
    a_test,
    addresses,
    directory,
    each,
    facts,
    judged,
    said,
)

__all__ = ["world"]

AGENT = "1f2e3d4c-0000-1111-2222-333344445555.resource.mailboxmigration.his.msappproxy.net"
EWS = f"https://{AGENT}/EWS/Exchange.asmx"
DISCOVERY = f"https://{AGENT}/autodiscover/autodiscover.svc"
CONNECTOR = replace(TO_ON_PREMISES, discovery_endpoint=DISCOVERY, sharing_epr=EWS)
UNPUBLISHED = {
    cloud.CONNECTORS: (CONNECTOR,),
    cloud.ENDPOINTS: (OnPremisesEndpoints(discovery=DISCOVERY, web_service=EWS),),
    cloud.TESTS: each({EWS: a_test(target=EWS)}),
    entra.SHARED: replace(SHARED, names=SHARED.names[:2]),
    organisation.EWS: tuple(directory(server, "EWS") for server in ("EX01", "EX02")),
    organisation.AUTODISCOVER: AUTODISCOVER_DIRECTORIES,
    published.DNS: {},
    published.TLS: {},
    published.METADATA: {},
    published.CHALLENGES: {},
}
PUBLIC = ("published", "challenge", "service-principal-name", "certificate.published")


def test_no_public_name_is_demanded_and_the_reason_is_said():
    found = {each.id: each for each in SUITES["oauth"].answer(facts(UNPUBLISHED), ASKED)}

    assert {found[id].verdict for id in PUBLIC} == {Verdict.SKIPPED}
    assert all(AGENT in said(found[id]) for id in PUBLIC)
    assert "Teams" in said(found["published"])
    assert found[f"test.cloud.{AGENT}"].verdict is Verdict.OK
    bad = {Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN}
    assert [id for id, finding in found.items() if finding.verdict in bad] == []


def test_a_connector_that_is_off_or_leads_elsewhere_for_others_leaves_names_public():
    off = replace(CONNECTOR, enabled=False)
    beside = replace(TO_ON_PREMISES, name="Second")
    dark = each({host: addresses(host) for host in HOSTS})
    for connectors in ((off,), (CONNECTOR, beside)):
        given = facts({**UNPUBLISHED, cloud.CONNECTORS: connectors, published.DNS: dark})
        hosts = published.hosts(given, ASKED.organisation)
        assert [host.name for host in hosts] == [HOSTS[1]]


async def test_the_test_goes_to_the_address_that_the_cloud_knows(world):
    world.cloud.objects |= {
        "Get-IntraOrganizationConnector": (
            IN_CLOUD["Get-IntraOrganizationConnector"][0]
            | {"DiscoveryEndpoint": DISCOVERY, "TargetAddressDomains": ["example.com"]},
        ),
        "Get-IntraOrganizationConfiguration": (
            {"OnPremiseDiscoveryEndpoint": DISCOVERY, "OnPremiseWebServiceEndpoint": EWS},
        ),
    }

    found = await read(world, cloud.TESTS, published.DNS, published.CHALLENGES)

    assert set(found.value(cloud.TESTS)) == {EWS}
    assert found.value(published.DNS) == found.value(published.CHALLENGES) == {}


def test_no_host_is_invented_for_ews():
    bare = tuple(directory(server, "EWS") for server in ("EX01", "EX02"))

    finding = judged(directories.CHECK, {organisation.EWS: bare})["directory.external"]

    assert "https://" not in finding.command
    assert "mail." not in said(finding)
