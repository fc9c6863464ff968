"""What Entra ID's sign-in log says of the Graph route, and the wait that rests on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.action import Already, Not
from commands.actions.sign_in_log import SignInsSeen
from commands.checks import graph_proof
from commands.facts import entra, organisation
from commands.findings import Verdict
from commands.outside.identifiers import EXCHANGE_ONLINE, MICROSOFT_GRAPH
from commands.outside.sign_ins import SignIn, thumbprint
from tests.commands.actions.noon import at_noon
from tests.commands.made import (
    APP_ID,
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

OK, WARN, FAIL, UNKNOWN, SKIPPED = (
    Verdict.OK, Verdict.WARN, Verdict.FAIL, Verdict.UNKNOWN, Verdict.SKIPPED,
)  # fmt: skip
ON = {organisation.OVERRIDES: (OVERRIDE, GRAPH_OVERRIDE)}


def row(print_=CURRENT, *, minutes=60, error=0, resource=MICROSOFT_GRAPH):
    return SignIn(
        at=NOW - timedelta(minutes=minutes), resource=resource, error=error, thumbprint=print_,
        address="203.0.113.20",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "verdict", "text"),
    [
        pytest.param(None, SKIPPED, "graph_activity or sign_in_log", id="not configured"),
        pytest.param((), UNKNOWN, "no sign-in", id="nobody signed in: that proves nothing"),
        pytest.param((row(), row(minutes=90)), OK, "2 sign-ins", id="signed with the current one"),
        pytest.param((row(resource=EXCHANGE_ONLINE),), UNKNOWN, "no sign-in", id="for EWS alone"),
        pytest.param((row(minutes=5, error=700027), row()), FAIL, "AADSTS700027", id="refused now"),
        pytest.param((row(), row(error=700027, minutes=70)), OK, "1 sign-ins",
                     id="refused before, good since"),
        pytest.param((row(NEXT),), WARN, f"signed with {NEXT}", id="signed with another one"),
    ],
)  # fmt: skip
def test_the_log_says_whether_servers_sign_in_for_graph(rows, verdict, text):
    finding = judged(graph_proof.CHECK, ON | {entra.SIGN_INS: rows})["graph-proof"]

    assert finding.verdict is verdict
    assert text in said(finding)


def test_a_log_that_cannot_be_read_is_unknown_and_without_the_route_nothing_is_asked():
    assert verdicts(graph_proof.CHECK, ON | {entra.SIGN_INS: unread()}) == {"graph-proof": UNKNOWN}
    assert verdicts(graph_proof.CHECK, {entra.SIGN_INS: unread()}) == {}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param(CURRENT, CURRENT, id="hex"),
        pytest.param(CURRENT.lower(), CURRENT, id="lower case"),
        pytest.param("zMzMzMzMzMzMzMzMzMzMzMzMzMw", CURRENT, id="base64url"),
        pytest.param("zMzMzMzMzMzMzMzMzMzMzMzMzMw=", CURRENT, id="padded"),
        pytest.param("", "", id="not told"),
        pytest.param("zMzM", "", id="something else"),
    ],
)
def test_a_thumbprint_is_read_in_both_forms(text, read):
    assert thumbprint(text) == read


class Logged:
    """A directory that knows sign-ins alone."""

    def __init__(self, *rows):
        self.rows = rows
        self.asked = []

    async def app_sign_ins(self, app_id, since):
        self.asked.append((app_id, since))
        return [each for each in self.rows if each.at >= since]


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        pytest.param((row(NEXT),), Already, id="signed with it"),
        pytest.param((), Not, id="nobody yet"),
        pytest.param((row(CURRENT),), Not, id="another one"),
        pytest.param((row(NEXT, resource=EXCHANGE_ONLINE),), Not, id="for EWS"),
        pytest.param((row(NEXT, minutes=5, error=700027), row(NEXT)), Not, id="refused since"),
        pytest.param((row(NEXT, minutes=600),), Not, id="before it was published"),
        pytest.param((row(NEXT), row("D" * 40, minutes=20)), Not, id="the old one a moment ago"),
        pytest.param((row(NEXT), row("D" * 40, minutes=90)), Already, id="the old one, long ago"),
    ],
)
async def test_the_wait_ends_when_the_log_shows_the_certificate(rows, seen):
    graph = Logged(*rows)
    since = NOW - timedelta(hours=2)
    wait = SignInsSeen(app_id=APP_ID, thumbprint=NEXT, since=since.isoformat(), without="D" * 40)
    world = replace(at_noon(), graph=graph)

    assert isinstance(await wait.look(world), seen)
    assert graph.asked == [(APP_ID, since)]
    assert SignInsSeen.from_json(wait.to_json()) == wait
