"""``repair oauth`` plans what the check finds wrong, nothing else; what it cannot mend is left."""

from dataclasses import replace

import pytest

from commands.catalog import SUITES
from commands.facts import cloud, entra, organisation, published, servers, tenant
from commands.findings import Console, Finding, Verdict
from commands.outside.exchange_online import EwsList
from commands.phrases import say
from commands.runbooks.oauth import PARTS, mends
from tests.commands.made import (
    ACS,
    HOSTS,
    OVERRIDE,
    PARTNER,
    POLICY,
    PRINCIPAL,
    SHARED,
    STS,
    TO_CLOUD,
    answer,
    each,
    failed,
    handshake,
    unread,
)
from tests.commands.runbooks.made import (
    NOTHING,
    OUR_KEY,
    READY,
    STRANGE,
    STUCK,
    TO_ITSELF,
    left,
    outline,
    planned,
    the,
)

END = ["… both ways", "= oauth"]


def repaired(changes=None):
    return planned("repair oauth", changes)


def test_a_healthy_organisation_needs_no_repair():
    plan = repaired()

    assert plan.items == plan.left == plan.basis == ()
    assert {each.verdict for each in plan.findings} <= {Verdict.OK, Verdict.SKIPPED}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {organisation.AUTH_SERVERS: (replace(ACS, enabled=False), STS)},
            ["auth server enable"],
            id="acs disabled",
        ),
        pytest.param(
            {
                organisation.AUTH_SERVERS: (
                    replace(ACS, token_endpoint="https://x/other/tokens/OAuth/2"),
                    STS,
                )
            },
            ["auth server refresh"],
            id="acs stale",
        ),
        pytest.param(
            {organisation.PARTNER_APPLICATIONS: (replace(PARTNER, enabled=False),)},
            ["partner application set"],
            id="partner application disabled",
        ),
        pytest.param(
            {organisation.CONNECTORS: (replace(TO_CLOUD, enabled=False),)},
            ["connector set"],
            id="connector on premises disabled",
        ),
        pytest.param(
            {cloud.CONNECTORS: (TO_ITSELF,)}, ["connector set"], id="cloud looks at itself"
        ),
        pytest.param(
            {entra.SHARED: replace(SHARED, names=SHARED.names[:3])},
            ["principal names"],
            id="a name is missing",
        ),
        pytest.param(
            {cloud.EWS_LIST: EwsList(app_ids=("other",))},
            ["ews list"],
            id="not on the list",
        ),
        pytest.param(
            {organisation.OVERRIDES: (replace(OVERRIDE, parameters=("Enabled=false",)),)},
            ["override set", "settings refresh", "settings refresh"],
            id="override off",
        ),
        pytest.param(
            {entra.DEDICATED: replace(READY, grants=())}, ["… consented"], id="consent missing"
        ),
        pytest.param(
            {organisation.AUTH_SERVERS: (ACS,)},
            ["auth server new", "auth server application"],
            id="no auth server of Entra ID",
        ),
    ],
)
def test_one_thing_wrong_is_one_thing_planned(changes, expected):
    plan = repaired(changes)

    assert outline(plan) == ["? plan", *expected, *END]
    assert plan.left == ()


def test_the_metadata_address_of_a_lost_domain_is_replaced():
    lost = replace(
        ACS, metadata_url="https://accounts.accesscontrol.windows.net/gone/metadata/json/1"
    )
    other = answer(body=b'{"issuer": "x@99999999-2222-3333-4444-555555555555", "keys": []}')
    plan = repaired({organisation.AUTH_SERVERS: (lost, STS), tenant.ACS_METADATA: other})

    action = the(plan, "auth server metadata address")
    assert "/example.onmicrosoft.com/" in action.metadata_url
    assert action.old_metadata_url == lost.metadata_url


def test_everything_wrong_is_everything_planned():
    repair = outline(repaired(NOTHING))

    assert repair == outline(planned("configure oauth", NOTHING))


def test_the_engineers_findings_are_all_planned_for_and_the_keys_go_last():
    plan = repaired(STUCK)

    assert plan.left == ()
    assert outline(plan)[-5:] == ["… both ways", "? purge", "for 1 h", "principal keys", "= oauth"]
    assert len(the(plan, "principal keys").drop) == 2


def test_only_keys_to_remove_still_waits_for_the_proof():
    plan = repaired({entra.SHARED: replace(SHARED, keys=(OUR_KEY, STRANGE))})

    # Another job may have switched Exchange over only just before.
    assert outline(plan) == ["… both ways", "? purge", "for 1 h", "principal keys", "= oauth"]


def test_what_nobody_can_mend_here_is_left_with_its_own_command():
    bad = replace(handshake(HOSTS[1]), verified=False, problem="self-signed certificate")
    plan = repaired({published.TLS: each({HOSTS[0]: handshake(HOSTS[0]), HOSTS[1]: bad})})

    assert plan.items == ()
    (found,) = (each for each in plan.findings if each.verdict is Verdict.FAIL)
    (kept,) = plan.left
    assert (kept.title, kept.command, kept.console) == (found.title, found.command, found.console)
    assert not kept.blocks


def test_a_failed_test_alone_plans_nothing_and_is_not_left_twice():
    plan = repaired({servers.TESTS: each({"EX01": failed("(500) odd"), "EX02": failed("x")})})

    assert plan.items == ()
    assert all("Test" not in title for title in left(plan))


def test_what_could_not_be_read_is_left_and_nothing_is_planned_about_it():
    plan = repaired({cloud.CONNECTORS: unread(), organisation.PARTNER_APPLICATIONS: unread()})

    assert plan.items == ()
    assert "Connector in the cloud, to the on-premises servers" in left(plan)


def test_a_rule_on_user_agents_is_not_taken_for_mended():
    plan = repaired({cloud.EWS_POLICY: replace(POLICY, access_policy="EnforceAllowList")})

    assert plan.items == ()
    assert left(plan) == ["EWS switches in Exchange Online"]


def test_a_name_of_another_application_blocks_the_repair():
    plan = repaired(
        {
            entra.SHARED: replace(SHARED, names=SHARED.names[:3]),
            entra.OWNERS: {"https://autodiscover.example.com/": (PRINCIPAL,)},
        }
    )

    assert plan.is_blocked
    assert left(plan) == ["Service principal name https://autodiscover.example.com/"]


def test_every_part_names_checks_that_there_are():
    ids = {check.id for check in SUITES["oauth"].checks}

    for part in PARTS:
        for check in part.mends:
            assert any(check == id or check.startswith(f"{id}.") for id in ids), check


@pytest.mark.parametrize(
    ("id", "verdict", "expected"),
    [
        pytest.param("connector.cloud", Verdict.FAIL, True, id="its own check"),
        pytest.param("service-principal-name.mail.x", Verdict.WARN, True, id="one of a check's"),
        pytest.param("shared-principal", Verdict.FAIL, False, id="keys, which a purge removes"),
        pytest.param("connector.cloud", Verdict.OK, False, id="in order"),
        pytest.param("connector.cloud", Verdict.UNKNOWN, False, id="not read"),
        pytest.param("published.tls.mail.x", Verdict.FAIL, False, id="nothing here mends it"),
    ],
)
def test_findings_that_a_repair_is_offered_for(id, verdict, expected):
    finding = Finding(id=id, title=say("{name}", name="x"), verdict=verdict)

    assert mends(finding) is expected


def test_a_purge_stands_behind_a_gate_of_two_and_is_proven():
    plan = planned("purge shared keys", {entra.SHARED: replace(SHARED, keys=(OUR_KEY, STRANGE))})

    assert outline(plan) == ["? purge", "for 1 h", "principal keys", "= oauth"]
    assert any("24 hours" in str(each) for each in plan.warnings)
    carried = ", ".join(sorted((OUR_KEY.thumbprint, STRANGE.thumbprint)))
    assert carried in [value for _, value in plan.basis]


def test_keys_that_graph_did_not_send_are_named_before_anybody_approves():
    lost = replace(STRANGE, der=b"")
    plan = planned("purge shared keys", {entra.SHARED: replace(SHARED, keys=(OUR_KEY, lost))})

    assert the(plan, "principal keys").lost == (lost.thumbprint,)
    assert any(lost.thumbprint in str(each) for each in plan.warnings)


@pytest.mark.parametrize("shared", [SHARED, None], ids=["no keys", "no principal"])
def test_nothing_to_purge_changes_nothing(shared):
    plan = planned("purge shared keys", {entra.SHARED: shared})

    assert plan.items == ()
    assert plan.in_place


def test_the_left_command_of_a_finding_keeps_its_place():
    plan = repaired({servers.SETUP_BUILDS: each({"EX01": unread(), "EX02": unread()})})

    assert all(each.where or each.console is not Console.OTHER for each in plan.left)
