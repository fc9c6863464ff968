"""Which requests does Microsoft Graph get from Exchange, and signed with which certificate?

Graph's activity log, in a Log Analytics workspace, is the strongest proof of the Graph route: each
request with what it was answered.  An empty log proves nothing: perhaps nobody looked.
https://learn.microsoft.com/graph/microsoft-graph-activity-logs-overview
"""

from collections.abc import Iterator, Sequence
from typing import Final

from commands.check import Asked, Check
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.identity import graph_flow
from commands.checks.weigh import Fault, again, weigh
from commands.facts.entra import DEDICATED, GRAPH_CALLS
from commands.facts.organisation import AUTH_CONFIG, OVERRIDES
from commands.findings import Finding, Verdict
from commands.look import Facts
from commands.outside.graph_calls import GraphCalls
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

TITLE = say("Requests of Exchange in Microsoft Graph's activity log")
SETTING: Final = "[organisation.proofs] graph_activity"
_SHOWN: Final = 5
_FORBIDDEN: Final = 403


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    """Judge it where free/busy goes over Graph, and the log is configured."""
    facts.value(OVERRIDES)
    if not graph_flow(facts) or asked.organisation.proofs.graph_activity is None:
        return
    rows = facts.value(GRAPH_CALLS)
    if rows is None:
        return  # no application: other findings say so
    if not rows:
        yield _silent(asked)
        return
    current = facts.value(AUTH_CONFIG).current
    yield weigh(
        CHECK.id,
        TITLE,
        seen=[told(each) for each in rows[:_SHOWN]],
        faults=_faults(rows, current, asked),
    )


def told(calls: GraphCalls) -> Phrase:
    """Say which requests there were, what Graph answered, and until when."""
    return say(
        "{count} × {method} {path}: HTTP {status}, signed with {thumbprint}, the last at {time}.",
        count=calls.count,
        method=calls.method,
        path=calls.path,
        status=calls.status,
        thumbprint=calls.thumbprint or "–",
        time=f"{calls.newest:%Y-%m-%d %H:%M} UTC",
    )


def signed_with(rows: Sequence[GraphCalls], thumbprint: str) -> list[GraphCalls]:
    """Give the requests that Graph carried out, with a token of that certificate."""
    return [each for each in rows if each.is_good and same(each.thumbprint, thumbprint)]


def _faults(rows: Sequence[GraphCalls], current: str, asked: Asked) -> Iterator[Fault]:
    newest = rows[0]
    domain = asked.organisation.domain
    if not newest.is_good:
        role = newest.status == _FORBIDDEN
        yield Fault(
            seen=told(newest),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Microsoft Graph refused it because a permission is missing: grant the permissions "
                "that the other findings name. Then check oauth {domain} again.",
                domain=domain,
            )
            if role
            else say(
                "Microsoft Graph did not carry out the last request. If it stays so, look at the "
                "other findings, then check oauth {domain} again.",
                domain=domain,
            ),
            command=again(asked),
            verdict=Verdict.FAIL if role else Verdict.WARN,
        )
    elif not signed_with(rows, current):
        yield Fault(
            seen=say(
                "No request that Microsoft Graph carried out was signed with the current "
                "certificate {current}.",
                current=current or "–",
            ),
            consequence=say(
                "A server that signs with an older certificate is shut out once its key goes."
            ),
            remedy=say(
                "Within a day every server takes a new token with the current certificate, or at "
                "once after a restart. Then check oauth {domain} again.",
                domain=domain,
            ),
            command=again(asked),
            verdict=Verdict.WARN,
        )


def _silent(asked: Asked) -> Finding:
    return Finding(
        id=CHECK.id,
        title=TITLE,
        verdict=Verdict.UNKNOWN,
        evidence=(
            say("Microsoft Graph's activity log shows no request of the application in a day."),
        ),
        consequence=say("Whether the servers reach Microsoft Graph is not known."),
        remedy=say(
            "Have somebody with a mailbox on premises look at the calendar of a colleague in the "
            "cloud, wait two hours, and check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=again(asked),
    )


CHECK = Check(
    id="graph-proof.requests",
    title=TITLE,
    asks="Where free/busy goes over Microsoft Graph: which requests does Graph get and carry out?",
    needs=(OVERRIDES, AUTH_CONFIG, DEDICATED, GRAPH_CALLS),
    judge=judge,
)
