"""A domain that neither side knows is a slip in the configuration, and nothing is planned on it."""

from dataclasses import replace

import pytest

from commands.catalog import RUNBOOKS, SUITES
from commands.checks import domains
from commands.facts import cloud, organisation
from commands.findings import Verdict
from commands.outside.exchange import AcceptedDomain
from tests.commands.made import ASKED, CLOUD_DOMAINS, ORGANISATION, facts, judged, said, unread

HERE, THERE = organisation.ACCEPTED_DOMAINS, cloud.ACCEPTED_DOMAINS
SLIP = replace(ASKED, organisation=replace(ORGANISATION, domains=("exmaple.com",)))
ROUTING = replace(
    ASKED, organisation=replace(ORGANISATION, routing_domain="contoso.mail.onmicrosoft.com")
)


@pytest.mark.parametrize(
    ("changes", "asked", "verdict", "text"),
    [
        pytest.param({}, ASKED, Verdict.OK, "example.mail.onmicrosoft.com", id="all are known"),
        pytest.param({}, SLIP, Verdict.FAIL, "exmaple.com", id="a misspelt domain"),
        pytest.param({}, ROUTING, Verdict.FAIL, "contoso.mail.onmicrosoft.com", id="of another"),
        pytest.param(
            {HERE: (AcceptedDomain(name="*.com"),)}, SLIP, Verdict.WARN, "does not accept",
            id="a wildcard on premises covers it",
        ),
        pytest.param(
            {THERE: CLOUD_DOMAINS[1:]}, ASKED, Verdict.WARN, "Add and verify", id="not in the cloud"
        ),
        pytest.param({HERE: ()}, ASKED, Verdict.OK, "Exchange Online knows", id="not on premises"),
        pytest.param({THERE: unread()}, SLIP, Verdict.UNKNOWN, "did not answer", id="one is dark"),
    ],
)  # fmt: skip
def test_the_domains_of_the_configuration_are_looked_up_on_both_sides(
    changes, asked, verdict, text
):
    finding = judged(domains.CHECK, changes, asked)["domains"]

    assert finding.verdict is verdict
    assert text in said(finding)


@pytest.mark.parametrize("name", RUNBOOKS)
@pytest.mark.parametrize("asked", [SLIP, ROUTING], ids=["domain", "routing domain"])
def test_a_domain_that_neither_side_knows_blocks_every_plan(name, asked):
    plan = RUNBOOKS[name].plan(facts(), asked, {})

    assert plan.is_blocked
    assert plan.items == ()
    assert "hybridge.toml" in str(plan.left[0].why)


def test_a_side_that_could_not_be_read_blocks_no_plan_and_is_named():
    given = facts({THERE: unread(), organisation.CONNECTORS: ()})

    plan = RUNBOOKS["configure oauth"].plan(given, ASKED, {})

    assert plan.items
    assert any("EX02 did not answer" in str(each) for each in plan.warnings)


@pytest.mark.parametrize("asked", [SLIP, ROUTING], ids=["domain", "routing domain"])
def test_no_finding_offers_a_command_that_writes_a_domain_neither_side_knows(asked):
    findings = SUITES["oauth"].answer(facts(), asked)

    (slip,) = (each for each in findings if each.id == "domains")
    (name,) = domains.unknown_to_both(slip)
    following = [each for each in findings if each.follows == ("domains",)]
    assert not [each.id for each in findings if f"'{name}'" in each.command]
    assert following
    assert all("hybridge.toml" in said(each) for each in following)
