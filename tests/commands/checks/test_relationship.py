"""A connector that is off is no outage while an organization relationship carries the traffic."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commands.checks import application_builds, connector_cloud, connector_on_premises
from commands.facts import cloud, organisation, servers
from commands.findings import Console, Verdict
from commands.outside.federation import FederatedIdentifier, FederationTrust, Relationship
from tests.commands.made import (
    ASKED,
    AUTODISCOVER_URL,
    EWS_DIRECTORIES,
    ORGANISATION,
    TO_CLOUD,
    TO_ON_PREMISES,
    each,
    facts,
    judged,
    said,
    unread,
)
from tests.commands.runbooks.made import left, outline, planned

TO_CLOUD_BESIDE = Relationship(
    name="On-premises to O365",
    enabled=True,
    free_busy=True,
    domains=("example.mail.onmicrosoft.com",),
)
TO_US_BESIDE = replace(TO_CLOUD_BESIDE, name="O365 to On-premises", domains=("example.com",))
OFF = {
    organisation.CONNECTORS: (replace(TO_CLOUD, enabled=False),),
    cloud.CONNECTORS: (replace(TO_ON_PREMISES, enabled=False),),
}
BESIDE = {
    organisation.RELATIONSHIPS: (TO_CLOUD_BESIDE,),
    organisation.FEDERATION_TRUSTS: (FederationTrust(name="Microsoft Federation Gateway"),),
    organisation.FEDERATED_IDENTIFIER: FederatedIdentifier(enabled=True),
    cloud.RELATIONSHIPS: (TO_US_BESIDE,),
}
HERE, THERE = organisation.RELATIONSHIPS, cloud.RELATIONSHIPS
REFRESH = "Get-FederationTrust | Set-FederationTrust -RefreshMetadata"


def both(changes, asked=ASKED):
    """Judge both sides; the connector on premises first."""
    here = judged(connector_on_premises.CHECK, changes, asked)["connector.on-premises"]
    there = judged(connector_cloud.CHECK, changes, asked)["connector.cloud"]
    return here, there


@pytest.mark.parametrize("connectors", [OFF, dict.fromkeys(OFF, ())], ids=["disabled", "none"])
def test_a_relationship_that_carries_the_traffic_is_a_warning(connectors):
    for finding in both({**connectors, **BESIDE}):
        assert finding.verdict is Verdict.WARN
        assert "OAuth is not used; the organization relationship is" in said(finding)
        assert "WSSecurityAuthentication" in said(finding)
        assert (finding.command, finding.console) == (REFRESH, Console.EXCHANGE_SERVER)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        pytest.param(
            {HERE: (), THERE: ()}, "None of the organization relationships (0)", id="none"
        ),
        pytest.param(
            {
                HERE: (replace(TO_CLOUD_BESIDE, enabled=False),),
                THERE: (replace(TO_US_BESIDE, enabled=False),),
            },
            "relationships (1)",
            id="disabled",
        ),
        pytest.param(
            {
                HERE: (replace(TO_CLOUD_BESIDE, free_busy=False),),
                THERE: (replace(TO_US_BESIDE, free_busy=False),),
            },
            "relationships (1)",
            id="no free/busy",
        ),
        pytest.param(
            {
                HERE: (replace(TO_CLOUD_BESIDE, domains=("other.example",)),),
                THERE: (replace(TO_US_BESIDE, domains=("other.example",)),),
            },
            "relationships (1)",
            id="other domains",
        ),
        pytest.param(
            {organisation.FEDERATION_TRUSTS: ()}, "no federation trust", id="without a trust"
        ),
        pytest.param(
            {organisation.FEDERATED_IDENTIFIER: FederatedIdentifier(enabled=False)},
            "no federation trust",
            id="trust not used",
        ),
    ],
)
def test_without_one_that_works_it_is_the_outage_it_was(wrong, text):
    for finding in both({**OFF, **BESIDE, **wrong}):
        assert finding.verdict is Verdict.FAIL
        assert text in said(finding)
        assert "-Enabled $true" in finding.command


@pytest.mark.parametrize(
    "silent",
    [
        pytest.param({HERE: unread(), THERE: unread()}, id="relationships"),
        pytest.param({organisation.FEDERATION_TRUSTS: unread()}, id="trust"),
        pytest.param({organisation.FEDERATED_IDENTIFIER: unread()}, id="identifier"),
    ],
)
def test_what_could_not_be_read_is_neither_an_outage_nor_in_order(silent):
    changes = {**OFF, **BESIDE, **silent}
    for finding in both(changes):
        assert finding.verdict is Verdict.UNKNOWN
        assert "is disabled" in said(finding)

    assert "connector set" not in outline(planned("repair oauth", changes))


def test_the_target_address_comes_before_the_primary_one_and_a_connector_before_both():
    primary = replace(TO_CLOUD_BESIDE, domains=("example.com",))
    by_primary = {**OFF, **BESIDE, HERE: (primary,)}
    assert both(by_primary)[0].verdict is Verdict.WARN

    taken = replace(TO_CLOUD, name="Other", domains=("example.com",))
    first = {**by_primary, organisation.CONNECTORS: (*OFF[organisation.CONNECTORS], taken)}
    assert both(first)[0].verdict is Verdict.FAIL


def test_a_connector_that_is_enabled_and_wrong_is_not_excused():
    wrong = {
        organisation.CONNECTORS: (replace(TO_CLOUD, discovery_endpoint=AUTODISCOVER_URL),),
        cloud.CONNECTORS: (
            replace(TO_ON_PREMISES, discovery_endpoint=TO_CLOUD.discovery_endpoint),
        ),
    }
    for finding in both({**BESIDE, **wrong}):
        assert finding.verdict is Verdict.FAIL
        assert "does not fall back" in said(finding)
        assert "-Enabled $false" not in finding.command


def test_a_domain_that_the_connector_lacks_may_be_the_relationships():
    two = replace(ASKED, organisation=replace(ORGANISATION, domains=("example.com", "b.example")))
    beside = {**BESIDE, THERE: (replace(TO_US_BESIDE, domains=("b.example",)),)}

    carried = judged(connector_cloud.CHECK, beside, two)["connector.cloud"]
    silent = judged(connector_cloud.CHECK, {THERE: unread()}, two)["connector.cloud"]
    lost = judged(connector_cloud.CHECK, {}, two)["connector.cloud"]

    verdicts = [each.verdict for each in (carried, silent, lost)]
    assert verdicts == [Verdict.WARN, Verdict.UNKNOWN, Verdict.FAIL]
    assert "connector set" not in outline(planned("repair oauth", beside, two))


def test_directories_that_refuse_its_tokens_are_named_and_all_of_them_are_an_outage():
    one, other = EWS_DIRECTORIES
    off = replace(one, accepts_federation=False)
    some = both({**OFF, **BESIDE, organisation.EWS: (off, other)})[1]
    every = both(
        {**OFF, **BESIDE, organisation.EWS: (off, replace(other, accepts_federation=False))}
    )[1]

    assert (some.verdict, every.verdict) == (Verdict.WARN, Verdict.FAIL)
    assert one.name in said(some)


def test_it_ends_with_ews_in_exchange_online():
    later = replace(ASKED, now=datetime(2027, 4, 1, tzinfo=UTC))
    here, there = both({**OFF, **BESIDE}, later)

    assert (here.verdict, there.verdict) == (Verdict.FAIL, Verdict.WARN)


def test_a_repair_leaves_the_decision_to_people():
    plan = planned("repair oauth", {**OFF, **BESIDE})

    assert plan.items == ()
    assert len(left(plan)) == 2
    assert all("configure oauth example.com" in str(each.why) for each in plan.left)


def test_configure_enables_the_connectors_and_says_what_that_replaces():
    plan = planned("configure oauth", {**OFF, **BESIDE})

    assert outline(plan).count("connector set") == 2
    warned = "\n".join(str(each) for each in plan.warnings)
    assert "On-premises to O365" in warned
    assert "O365 to On-premises" in warned


def test_nothing_is_said_about_the_age_of_servers_while_no_build_is_known():
    seen, open_parts = [], []
    silent = {servers.SETUP_BUILDS: each({"EX01": unread(), "EX02": unread()})}
    changes = {**silent, organisation.SERVERS: unread()}

    assert list(application_builds.judge(facts(changes), ASKED, seen, open_parts)) == []
    assert open_parts
    assert "No server is known" not in "\n".join(map(str, seen))
