"""Do real servers sign in for Microsoft Graph, and with the current certificate?

Entra ID's sign-in log tells it without EWS: when, from where, for what, signed with which
certificate.  That nothing stands in it proves nothing: a process goes by one token for about a day.
https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta
"""

from collections.abc import Iterator, Sequence
from typing import Final

from commands.check import Asked, Check
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.identity import graph_flow
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.entra import DEDICATED, SIGN_INS
from commands.facts.organisation import AUTH_CONFIG, OVERRIDES
from commands.findings import Finding, Verdict
from commands.look import Facts
from commands.outside.identifiers import same
from commands.outside.sign_ins import SignIn
from commands.phrases import Phrase, say

TITLE = say("Sign-ins for Microsoft Graph in Entra ID's log")
SETTING: Final = "[organisation.proofs] graph_activity or sign_in_log"


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    """Judge it where free/busy goes over Graph, and the log may be read."""
    facts.value(OVERRIDES)
    if not graph_flow(facts):
        return
    rows = facts.value(SIGN_INS)
    if rows is None and asked.organisation.proofs.graph_activity is not None:
        return  # the stronger proof is configured, and has a finding of its own
    if rows is None:
        yield Finding(
            id=CHECK.id,
            title=TITLE,
            verdict=Verdict.SKIPPED,
            evidence=(
                say(
                    "Nothing that proves the Graph route is configured; in hybridge.toml: "
                    "{setting}. Until then somebody has to look at a calendar of the other side.",
                    setting=SETTING,
                ),
            ),
        )
        return
    current = facts.value(AUTH_CONFIG).current
    ours = [each for each in rows if each.is_for_graph or each.error]
    good = [each for each in ours if not each.error and same(each.thumbprint, current)]
    if not ours:
        yield _silent(asked)
        return
    seen = [counted(good, current)] if good else []
    yield weigh(CHECK.id, TITLE, seen=seen, faults=_faults(ours, good, current, asked))


def counted(rows: Sequence[SignIn], thumbprint: str) -> Phrase:
    """Say how many sign-ins there were, until when and from where."""
    return say(
        "{count} sign-ins for Microsoft Graph signed with {thumbprint}, the last at {time}, "
        "from {addresses}.",
        count=len(rows),
        thumbprint=thumbprint,
        time=f"{rows[0].at:%Y-%m-%d %H:%M} UTC",
        addresses=listed(dict.fromkeys(each.address for each in rows)),
    )


def refused(row: SignIn) -> Phrase:
    """Say which sign-in Entra ID refused last."""
    return say(
        "Entra ID refused a sign-in of {time} with AADSTS{number}, signed with {thumbprint}.",
        time=f"{row.at:%Y-%m-%d %H:%M} UTC",
        number=row.error,
        thumbprint=row.thumbprint or "–",
    )


def _faults(
    ours: Sequence[SignIn], good: Sequence[SignIn], current: str, asked: Asked
) -> Iterator[Fault]:
    newest = ours[0]
    if newest.error:
        yield Fault(
            seen=refused(newest),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Correct what the other findings name: the key on the application, its service "
                "principal, its permissions. Then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=again(asked),
        )
    elif not good:
        yield Fault(
            seen=say(
                "The last sign-in for Microsoft Graph was signed with {thumbprint}; the current "
                "certificate is {current}.",
                thumbprint=newest.thumbprint or "–",
                current=current or "–",
            ),
            consequence=say(
                "A server that signs with an older certificate is shut out once its key goes."
            ),
            remedy=say(
                "Within a day every server takes a new token with the current certificate, or at "
                "once after a restart. Then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=again(asked),
            verdict=Verdict.WARN,
        )


def _silent(asked: Asked) -> Finding:
    return Finding(
        id=CHECK.id,
        title=TITLE,
        verdict=Verdict.UNKNOWN,
        evidence=(say("Entra ID's log shows no sign-in of the application in the last day."),),
        consequence=say("Whether the servers sign in for Microsoft Graph is not known."),
        remedy=say(
            "Have somebody with a mailbox on premises look at the calendar of a colleague in the "
            "cloud, wait half an hour, and check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=again(asked),
    )


CHECK = Check(
    id="graph-proof",
    title=TITLE,
    asks="Where free/busy goes over Microsoft Graph: do servers sign in for it, with which key?",
    needs=(OVERRIDES, AUTH_CONFIG, DEDICATED, SIGN_INS),
    judge=judge,
)
