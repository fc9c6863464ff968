"""What a rotation is proven by where free/busy goes over Microsoft Graph."""

from dataclasses import replace
from uuid import UUID

import pytest

from commands.actions.auth_keys import DropAuthKey
from commands.facts import entra, organisation
from commands.organisation import Proofs
from tests.commands.made import ACS, ASKED, GRAPH_OVERRIDE, OVERRIDE, STS
from tests.commands.runbooks.made import READY, outline, planned, the

SOON = ASKED.now.replace(year=2027, month=3, day=20)
ROUTED = {
    organisation.OVERRIDES: (OVERRIDE, GRAPH_OVERRIDE),
    organisation.AUTH_SERVERS: (ACS, replace(STS, graph_base_url="https://graph.microsoft.com")),
    entra.DEDICATED: READY,
}
WORKSPACE = UUID("7a1c3f0e-52d4-4b0a-9d1e-2f8b6c405e11")
LOGGED = replace(ASKED.organisation, proofs=Proofs(sign_in_log=True))
BOTH = replace(ASKED.organisation, proofs=Proofs(sign_in_log=True, graph_activity=WORKSPACE))


def proven(plan):
    return [
        each for each in outline(plan) if each in {"? proof", "… sign-ins seen", "… requests seen"}
    ]


@pytest.mark.parametrize(
    ("asked", "changes", "expected"),
    [
        pytest.param(ASKED, {}, [], id="over EWS: the tests prove it"),
        pytest.param(replace(ASKED, organisation=LOGGED), {}, [], id="over EWS, with the log"),
        pytest.param(ASKED, ROUTED, [], id="over Graph, and the tests show it for months"),
        pytest.param(replace(ASKED, organisation=LOGGED), ROUTED, ["… sign-ins seen"] * 2,
                     id="over Graph, with the log: the new one, and not the old one any more"),
        pytest.param(replace(ASKED, now=SOON), ROUTED, ["? proof"],
                     id="the rotation may outlive EWS: people look"),
        pytest.param(replace(ASKED, now=SOON, organisation=LOGGED), ROUTED,
                     ["… sign-ins seen"] * 2, id="and with the log nobody has to"),
        pytest.param(replace(ASKED, organisation=BOTH), ROUTED, ["… requests seen"] * 2,
                     id="of two logs the stronger"),
    ],
)  # fmt: skip
def test_a_rotation_rests_on_what_is_configured_and_says_so(asked, changes, expected):
    plan = planned("rotate auth cert", changes, asked)

    assert proven(plan) == expected
    told = " ".join(str(each) for each in plan.warnings)
    assert ("sign-in log" in told) is ("… sign-ins seen" in expected)
    assert ("activity log" in told and "up to two hours" in told) is ("… requests seen" in expected)
    assert ("gate proof" in told) is ("? proof" in expected)


@pytest.mark.parametrize(("now", "confirmed"), [(ASKED.now, False), (SOON, True)])
def test_a_silent_test_is_passed_over_only_where_ews_ends_before_the_rotation_does(now, confirmed):
    plan = planned("rotate auth cert", ROUTED, replace(ASKED, now=now))
    drops = [each for each in plan.items if isinstance(each, DropAuthKey)]

    assert the(plan, "… nobody signs with").condition.confirmed is confirmed
    assert drops
    assert {each.confirmed for each in drops} == {confirmed}


def test_over_graph_no_consent_to_ews_is_waited_for():
    without = replace(READY, grants=())

    assert "… consented" in outline(planned("configure oauth", {entra.DEDICATED: without}))
    routed = planned("configure oauth", ROUTED | {entra.DEDICATED: without})
    assert "… consented" not in outline(routed)
