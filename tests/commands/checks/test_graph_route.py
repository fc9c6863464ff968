"""The Graph route: what it needs, and what a test over EWS still shows where EWS is shut."""

from dataclasses import replace

import pytest

from commands.check import Asked
from commands.checks import graph_route, sign_in_on_premises
from commands.facts import cloud, entra, organisation, servers
from commands.findings import Verdict
from commands.organisation import Cloud
from commands.outside.build import Build
from commands.outside.entra import RoleGrant
from commands.outside.exchange_online import OAuthTest, Result
from commands.outside.identifiers import GRAPH_ROLES
from tests.commands.made import (
    ACS,
    CURRENT,
    DEDICATED,
    GRANT,
    GRAPH_OVERRIDE,
    NOW,
    ORGANISATION,
    OVERRIDE,
    POLICY,
    SE,
    STS,
    each,
    failed,
    judged,
    said,
    unread,
    verdicts,
)

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip
AFTER = NOW.replace(year=2027, month=4, day=2)


def grants(*roles):
    return tuple(
        RoleGrant(role_id=f"id of {role}", resource_id="graph", resource_name="Microsoft Graph",
                  role=role) for role in roles
    )  # fmt: skip


READY = replace(DEDICATED, grants=(GRANT, *grants(*GRAPH_ROLES)))
ROUTED = {
    organisation.OVERRIDES: (OVERRIDE, GRAPH_OVERRIDE),
    organisation.AUTH_SERVERS: (ACS, replace(STS, graph_base_url="https://graph.microsoft.com/")),
    entra.DEDICATED: READY,
}


def sts(url):
    return {organisation.AUTH_SERVERS: (ACS, replace(STS, graph_base_url=url))}


@pytest.mark.parametrize(
    ("changes", "verdict", "text"),
    [
        pytest.param({}, OK, "Calendars.Read, MailboxSettings.Read", id="all of it"),
        pytest.param({entra.DEDICATED: DEDICATED}, FAIL, "MailTips.ReadBasic.All, ProfilePhoto",
                     id="EWS alone was consented to"),
        pytest.param({entra.DEDICATED: replace(READY, grants=grants(*GRAPH_ROLES[1:]))}, FAIL,
                     "not granted: Calendars.Read.", id="one is missing"),
        pytest.param({entra.DEDICATED: replace(READY, grants=grants(*GRAPH_ROLES))}, OK,
                     "archive mailboxes", id="without EWS, of which archives are told"),
        pytest.param(sts(""), FAIL, "-GraphBaseUrl 'https://graph.microsoft.com'", id="no address"),
        pytest.param(sts(None), FAIL, "GraphBaseUrl of EvoSts - 1 is –", id="no such property"),
        pytest.param({organisation.OVERRIDES: (GRAPH_OVERRIDE,)}, WARN, "the one for the dedicated",
                     id="the Graph override alone"),
        pytest.param(
            {organisation.OVERRIDES: (OVERRIDE, replace(GRAPH_OVERRIDE, limits=("Server EX02",)))},
            OK, "These servers still call EWS: EX01.", id="one server is left on EWS",
        ),
        pytest.param({entra.DEDICATED: unread()}, UNKNOWN, "did not answer", id="Graph is dark"),
    ],
)  # fmt: skip
def test_the_graph_route_has_all_it_needs(changes, verdict, text):
    finding = judged(graph_route.CHECK, ROUTED | changes)["graph-route"]

    assert finding.verdict is verdict
    assert text in said(finding)


def test_where_free_busy_goes_over_ews_nothing_is_said():
    assert verdicts(graph_route.CHECK) == {}


def test_the_route_is_not_praised_in_a_cloud_that_lacks_it():
    there = replace(ORGANISATION, cloud=Cloud(name="china"))
    finding = judged(graph_route.CHECK, ROUTED, Asked(organisation=there, now=NOW))["graph-route"]

    assert finding.verdict is WARN


SIGNED = f"with token: grant_type=…&assertion=[redacted; signed with {CURRENT}]\n"
SENT = (
    "Information:[OAuthCredentials:Authenticate] send request to "
    "'https://outlook.office365.com/ews/exchange.asmx' with the bearer token: '[redacted]'\n"
)
REFUSED = "System.Net.WebException: The remote server returned an error: (403) Forbidden.\n"
EARLY = "   at System.Net.HttpWebRequest.GetRequestStream()"
KEYLESS = "AADSTS700027: The certificate with identifier used to sign is not registered."
OFF = {cloud.EWS_POLICY: replace(POLICY, enabled=False)}


@pytest.mark.parametrize(
    ("detail", "changes", "now", "verdict"),
    [
        pytest.param(SIGNED + SENT + REFUSED, OFF, NOW, OK, id="signed in, EWS shut"),
        pytest.param(SIGNED + SENT + REFUSED, {}, NOW, FAIL, id="the switches are open: a fault"),
        pytest.param(SIGNED + SENT + REFUSED, OFF | {cloud.EWS_POLICY: unread()}, NOW, FAIL,
                     id="the switches are dark"),
        pytest.param(REFUSED, OFF, NOW, FAIL, id="no token was sent: a proxy"),
        pytest.param(SENT.replace("[redacted]", "") + REFUSED, OFF, NOW, FAIL,
                     id="an empty one was sent"),
        pytest.param(SENT + REFUSED + EARLY, OFF, NOW, FAIL, id="it never left"),
        pytest.param(SIGNED + KEYLESS, OFF, NOW, FAIL, id="the key is unknown"),
        pytest.param(SIGNED + SENT + REFUSED, OFF, AFTER, OK, id="after the end, a 403"),
        pytest.param("(404) Not Found", OFF, AFTER, SKIPPED, id="after the end, nothing asks"),
        pytest.param(SIGNED + KEYLESS, OFF, AFTER, FAIL, id="after the end, the key is unknown"),
        pytest.param("(404) Not Found", OFF, NOW, FAIL, id="before it, that is a fault"),
    ],
)  # fmt: skip
def test_a_refusal_after_the_token_is_a_sign_in_where_ews_is_meant_to_be_shut(
    detail, changes, now, verdict
):
    tests = {servers.TESTS: each({"EX01": failed(detail), "EX02": failed(detail)})}
    asked = Asked(organisation=ORGANISATION, now=now)
    found = verdicts(sign_in_on_premises.CHECK, ROUTED | changes | tests, asked)

    assert found == {"test.on-premises.EX01": verdict, "test.on-premises.EX02": verdict}


def test_a_server_that_still_calls_ews_is_not_excused():
    limited = {organisation.OVERRIDES: (OVERRIDE, replace(GRAPH_OVERRIDE, limits=("Server EX02",)))}
    refused = {servers.TESTS: each(dict.fromkeys(("EX01", "EX02"), failed(SENT + REFUSED)))}
    old = {servers.SETUP_BUILDS: each({"EX01": Build.parse("15.2.2562.37"), "EX02": SE})}

    for changes in (limited, old):
        found = verdicts(sign_in_on_premises.CHECK, ROUTED | OFF | refused | changes)
        assert found == {"test.on-premises.EX01": FAIL, "test.on-premises.EX02": OK}


def test_without_the_graph_route_the_same_refusal_is_a_fault():
    tests = {servers.TESTS: each({"EX01": failed(SENT + REFUSED), "EX02": failed(REFUSED)})}

    assert set(verdicts(sign_in_on_premises.CHECK, OFF | tests).values()) == {FAIL}


def test_a_token_line_of_any_length_is_read_in_linear_time():
    detail = "send request to '" * 20_000

    assert not OAuthTest(result=Result.ERROR, detail=detail, mailbox="", target="").signed_in
