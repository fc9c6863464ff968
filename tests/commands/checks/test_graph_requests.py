"""What Graph's activity log says of the Graph route, and the wait that rests on it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from commands.action import Already, Not
from commands.actions.graph_activity import GraphCallsSeen
from commands.checks import graph_proof, graph_requests
from commands.facts import entra, organisation
from commands.findings import Verdict
from commands.organisation import Proofs
from commands.outside.graph_calls import GraphCalls
from tests.commands.actions.noon import at_noon
from tests.commands.made import (
    APP_ID,
    ASKED,
    CURRENT,
    GRAPH_OVERRIDE,
    NEXT,
    NOW,
    OVERRIDE,
    judged,
    said,
    unread,
    verdicts,
)

OK, WARN, FAIL, UNKNOWN = Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN
ON = {organisation.OVERRIDES: (OVERRIDE, GRAPH_OVERRIDE)}
WORKSPACE = UUID("7a1c3f0e-52d4-4b0a-9d1e-2f8b6c405e11")
PROVEN = replace(
    ASKED, organisation=replace(ASKED.organisation, proofs=Proofs(graph_activity=WORKSPACE))
)


def calls(print_=CURRENT, *, minutes=60, status=200, count=3):
    return GraphCalls(
        method="POST", path="/v1.0/users/…/calendar/getSchedule", status=status,
        thumbprint=print_, count=count, newest=NOW - timedelta(minutes=minutes),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "verdict", "text"),
    [
        pytest.param((), UNKNOWN, "no request", id="nobody looked: that proves nothing"),
        pytest.param((calls(),), OK, f"3 × POST /v1.0/users/…/calendar/getSchedule: HTTP 200, "
                     f"signed with {CURRENT}", id="carried out"),
        pytest.param((calls(status=403, minutes=5), calls()), FAIL, "HTTP 403", id="no permission"),
        pytest.param((calls(status=429, minutes=5), calls()), WARN, "HTTP 429", id="not now"),
        pytest.param((calls(), calls(status=403, minutes=90)), OK, "HTTP 200",
                     id="refused before, good since"),
        pytest.param((calls(NEXT),), WARN, "current certificate", id="signed with another one"),
        pytest.param((calls(""),), WARN, "current certificate", id="the sign-in is not there"),
    ],
)  # fmt: skip
def test_the_log_says_which_requests_graph_carried_out(rows, verdict, text):
    changes = ON | {entra.GRAPH_CALLS: rows}
    finding = judged(graph_requests.CHECK, changes, PROVEN)["graph-proof.requests"]

    assert finding.verdict is verdict
    assert text in said(finding)


def test_unread_is_unknown_and_nothing_is_said_where_it_is_not_configured():
    changes = ON | {entra.GRAPH_CALLS: unread()}

    assert verdicts(graph_requests.CHECK, changes, PROVEN) == {"graph-proof.requests": UNKNOWN}
    assert verdicts(graph_requests.CHECK, ON) == {}
    assert verdicts(graph_requests.CHECK, {entra.GRAPH_CALLS: ()}, PROVEN) == {}
    assert verdicts(graph_proof.CHECK, ON | {entra.SIGN_INS: None}, PROVEN) == {}


class Logged:
    """A workspace."""

    def __init__(self, *rows):
        self.rows = rows
        self.asked = []

    async def graph_calls(self, app_id, since):
        self.asked.append((app_id, since))
        return [each for each in self.rows if each.newest >= since]


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        pytest.param((calls(NEXT),), Already, id="carried out with it"),
        pytest.param((), Not, id="nobody yet"),
        pytest.param((calls(CURRENT),), Not, id="another one"),
        pytest.param((calls(NEXT, minutes=5, status=403), calls(NEXT)), Not, id="refused since"),
        pytest.param((calls(NEXT, minutes=5, status=404), calls(NEXT)), Already,
                     id="a mailbox that is not there refutes nothing"),
        pytest.param((calls(NEXT, minutes=900),), Not, id="before it was published"),
        pytest.param((calls(NEXT), calls("D" * 40, minutes=150)), Not,
                     id="the old one, as late as the log may be"),
        pytest.param((calls(NEXT), calls("D" * 40, minutes=190)), Already,
                     id="the old one, long ago"),
    ],
)  # fmt: skip
async def test_the_wait_ends_when_a_request_shows_the_certificate(rows, seen):
    since = NOW - timedelta(hours=6)
    wait = GraphCallsSeen(app_id=APP_ID, thumbprint=NEXT, since=since.isoformat(), without="D" * 40)
    workspace = Logged(*rows)

    assert isinstance(await wait.look(replace(at_noon(), workspace=workspace)), seen)
    assert workspace.asked == [(APP_ID, since)]
    assert isinstance(await wait.look(at_noon()), Not)
    assert GraphCallsSeen.from_json(wait.to_json()) == wait
