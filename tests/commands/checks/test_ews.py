"""Whom EWS in Exchange Online lets in, by the switch, the list and the day."""

from dataclasses import replace

import pytest

from commands.check import Asked
from commands.checks import ews
from commands.ews_clients import ONLY_OURS, TEAMS, read
from commands.facts import cloud, entra, organisation
from commands.findings import Console, Verdict
from commands.organisation import Cloud
from commands.outside.exchange_online import EwsList
from tests.commands.made import (
    APP_ID,
    GRAPH_OVERRIDE,
    NO_DEDICATED,
    NOW,
    ORGANISATION,
    OVERRIDE,
    POLICY,
    THEN,
    judged,
    said,
    unread,
)

OK, WARN, FAIL, UNKNOWN = Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN


def policy(**changes):
    return {cloud.EWS_POLICY: replace(POLICY, **changes)}


def listing(*ids):
    return {cloud.EWS_LIST: EwsList(app_ids=ids)}


EMPTY = listing()
OTHERS = listing("x")
UNSET = policy(enabled=None) | EMPTY
OFF = policy(enabled=False)
GRAPH = {organisation.OVERRIDES: (OVERRIDE, GRAPH_OVERRIDE)}
NONE = {entra.DEDICATED: NO_DEDICATED}
SEPTEMBER = NOW.replace(month=9)
EARLY_OCTOBER = NOW.replace(month=10, day=5)
FEBRUARY = NOW.replace(year=2027, month=2)
MAY = NOW.replace(year=2027, month=5)
FIRST = "First mend what is found under hybrid-application"
TO_NULL = "Set-OrganizationConfig -EwsEnabled $null"
REPAIR = "repair oauth example.com --ews-apps teams"


@pytest.mark.parametrize(
    ("changes", "now", "verdict", "text"),
    [
        pytest.param({}, NOW, OK, "ends on 2027-04-01, in 131 days", id="on, and ours is listed"),
        pytest.param(UNSET, THEN, OK, "EwsEnabled null", id="null, in 2025"),
        pytest.param(UNSET, SEPTEMBER, OK, "lets every application", id="null, in September 2026"),
        pytest.param(UNSET, NOW, WARN, "Since 2026-10-01 Microsoft sets it to False",
                     id="null, now"),
        pytest.param(policy(enabled=None) | OTHERS, NOW, OK, "whatever is on the list",
                     id="null, with a list: no wave reaches it"),
        pytest.param(UNSET | GRAPH, NOW, OK, "EwsEnabled null", id="null, over Graph"),
        pytest.param(UNSET | NONE, NOW, WARN, "Nothing has to be changed today",
                     id="null, and no application"),
        pytest.param(policy(enabled=None) | {cloud.EWS_LIST: unread()}, NOW, WARN, "did not answer",
                     id="null, and the list is dark: the switch is known"),
        pytest.param(OFF | EMPTY, THEN, FAIL, "set to False", id="off, in 2025"),
        pytest.param(OFF | OTHERS, NOW, FAIL, REPAIR, id="off"),
        pytest.param(OFF | EMPTY | NONE, NOW, FAIL, FIRST, id="off, and no application"),
        pytest.param(OFF | GRAPH, NOW, WARN, "Archive mailboxes", id="off, over Graph"),
        pytest.param(OFF | {organisation.OVERRIDES: unread()}, NOW, UNKNOWN, "did not answer",
                     id="off, and whether Graph has taken over is dark"),
        pytest.param(EMPTY, SEPTEMBER, OK, "EwsAllowedAppIDs –", id="no list, in September"),
        pytest.param(EMPTY, EARLY_OCTOBER, WARN, "since 2026-10-01 that blocks",
                     id="no list, while Microsoft fills the lists"),
        pytest.param(EMPTY, NOW, FAIL, TO_NULL, id="no list: the quickest way out is a null"),
        pytest.param(EMPTY | GRAPH, NOW, WARN, "Archive mailboxes", id="no list, over Graph"),
        pytest.param({cloud.EWS_LIST: unread()}, NOW, UNKNOWN, "did not answer",
                     id="on, and the list is dark"),
        pytest.param(OTHERS, NOW, FAIL, f"'x,{APP_ID}'", id="ours is not listed"),
        pytest.param(OTHERS, SEPTEMBER, FAIL, f"'x,{APP_ID}'", id="not listed, in September too"),
        pytest.param(OTHERS | GRAPH, NOW, WARN, "Archive mailboxes", id="not listed, over Graph"),
        pytest.param(OTHERS | NONE, NOW, OK, "EwsAllowedAppIDs x", id="no application to list"),
        pytest.param({entra.DEDICATED: unread()}, NOW, UNKNOWN, "did not answer",
                     id="the application is dark"),
        pytest.param(policy(access_policy="EnforceAllowList"), NOW, WARN, "EnforceAllowList",
                     id="a rule on user agents"),
        pytest.param({}, FEBRUARY, WARN, "still goes over EWS", id="the last months"),
        pytest.param({}, FEBRUARY, WARN,
                     "-FullyConfigureExchangeHybridApplication -UseGraphApiOnly",
                     id="the script's task, not its option alone"),
        pytest.param({}, FEBRUARY, WARN, "archives still need EWS", id="and its warning"),
        pytest.param(GRAPH, FEBRUARY, OK, "EwsEnabled True", id="the last months, over Graph"),
        pytest.param({}, MAY, FAIL, "ended on 2027-04-01", id="the end"),
        pytest.param(GRAPH | OFF, MAY, OK, "goes over Microsoft Graph", id="the end, over Graph"),
    ],
)  # fmt: skip
def test_ews_in_the_cloud_lets_exchange_in(changes, now, verdict, text):
    finding = judged(ews.CHECK, changes, Asked(organisation=ORGANISATION, now=now))["ews"]

    assert finding.verdict is verdict
    assert text in said(finding)


@pytest.mark.parametrize(
    "changes",
    [UNSET, OFF | EMPTY, EMPTY, UNSET | NONE, OFF | NONE | EMPTY, OFF | GRAPH, OTHERS | NONE],
)
@pytest.mark.parametrize("now", [EARLY_OCTOBER, NOW])
def test_no_command_writes_a_list_that_shuts_others_out(changes, now):
    finding = judged(ews.CHECK, changes, Asked(organisation=ORGANISATION, now=now))["ews"]

    assert "-EwsAllowedAppIDs" not in finding.command
    assert "$true" not in finding.command
    if finding.console is Console.CHAT and finding.verdict is not OK:
        assert finding.command.startswith(("check oauth", "repair oauth"))


def test_dates_of_the_worldwide_cloud_are_not_said_of_another():
    there = replace(ORGANISATION, cloud=Cloud(name="gcchigh"))
    null = judged(ews.CHECK, UNSET, Asked(organisation=there, now=NOW))["ews"]
    late = judged(ews.CHECK, {}, Asked(organisation=there, now=FEBRUARY))["ews"]

    assert null.verdict is OK
    assert "-UseGraphApiOnly" not in said(late)
    assert "no replacement in this cloud" in said(late)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("teams", TEAMS, id="a known name"),
        pytest.param(f"Teams,{APP_ID.upper()}", f"{TEAMS},{APP_ID}", id="and an id"),
        pytest.param("ONLY-ours", ONLY_OURS, id="the explicit word"),
        pytest.param("skype", "is no application", id="neither"),
        pytest.param("teams,only-ours", "is no application", id="the word among others"),
        pytest.param(",", "No application is named", id="nothing"),
        pytest.param("a" * 5000, "too many", id="a book"),
    ],
)
def test_applications_are_named_by_id_or_a_known_name(text, value):
    assert value in str(read(text))
