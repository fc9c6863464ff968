"""Do the published addresses ask for OAuth when nobody is signed in?

Exchange Online first calls without a token and reads the refusal.  A 401 with a ``Bearer``
challenge that trusts the tenant proves that OAuth is on and that nothing in front asks for a
sign-in first.
https://learn.microsoft.com/outlook/troubleshoot/calendaring/resolve-free-busy-errors
"""

import re
from collections.abc import Iterator

from commands.check import Asked, Check
from commands.checks import through_agent
from commands.checks.effects import AUTODISCOVER_BLIND, CLOUD_SIDE_BLIND
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.organisation import AUTODISCOVER, EWS
from commands.facts.published import CHALLENGES, Host, hosts
from commands.facts.routes import CONNECTORS
from commands.findings import Finding
from commands.look import Facts, Known, Unread
from commands.outside.identifiers import EXCHANGE_ONLINE
from commands.outside.network import Answer
from commands.phrases import Phrase, say

TITLE = say("OAuth challenge of the published addresses")

_UNAUTHORISED = 401
_REDIRECTS = range(300, 400)
_BEARER = re.compile(r"\bBearer\b", re.IGNORECASE)
_ISSUERS = re.compile(r'trusted_issuers\s*=\s*"([^"]*)"', re.IGNORECASE)


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    yield from through_agent.skipped(CHECK.id, TITLE, facts, asked)
    readings = facts.value(CHALLENGES)
    for host in hosts(facts, asked.organisation):
        row = (f"{CHECK.id}.{host.name}", say("OAuth challenge of {host}", host=host.name))
        parts = [readings[address] for address in host.addresses]
        answers = [part.value for part in parts if isinstance(part, Known)]
        yield weigh(
            *row,
            seen=[_seen(answer) for answer in answers],
            faults=[fault for answer in answers for fault in _faults(answer, host, asked)],
            unread=[part for part in parts if isinstance(part, Unread)],
        )


def _seen(answer: Answer) -> Phrase:
    offered = [value.partition(" ")[0] for value in answer.header("www-authenticate")]
    return say(
        "{url}, asked without a sign-in: status {status}, offers {schemes}.",
        url=answer.url,
        status=answer.status,
        schemes=listed(offered),
    )


def _faults(answer: Answer, host: Host, asked: Asked) -> Iterator[Fault]:
    if answer.status in _REDIRECTS:
        target = listed(answer.header("location"))
        seen = say("{host} redirects to {target}.", host=host.name, target=target)
        yield _fault(seen, _IN_FRONT, answer, asked)
    elif answer.status != _UNAUTHORISED:
        seen = say("{host} does not ask for a sign-in.", host=host.name)
        yield _fault(seen, _NOT_EXCHANGE, answer, asked)
    else:
        yield from _challenge(answer, host, asked)


def _challenge(answer: Answer, host: Host, asked: Asked) -> Iterator[Fault]:
    offered = " ".join(answer.header("www-authenticate"))
    if not _BEARER.search(offered) or EXCHANGE_ONLINE not in offered:
        seen = say("{host} offers no Bearer sign-in of Exchange.", host=host.name)
        yield _fault(seen, _OFF_OR_IN_FRONT, answer, asked)
        return
    trusted = _ISSUERS.search(offered)
    issuers = trusted[1].lower() if trusted else ""
    if str(asked.organisation.tenant_id) not in issuers and "@*" not in issuers:
        seen = say("The challenge trusts {issuers} and not this tenant.", issuers=issuers or "–")
        yield _fault(seen, _NO_TRUST, answer, asked)


_IN_FRONT = say(
    "Something in front of Exchange asks for a sign-in of its own (pre-authentication)."
)
_NOT_EXCHANGE = say("Something other than Exchange's EWS or Autodiscover answers, or it is down.")
_OFF_OR_IN_FRONT = say(
    "OAuth is off on the directory behind it, or something in front of Exchange asks for a sign-in "
    "of its own."
)
_NO_TRUST = say("Exchange has no enabled auth server of this tenant's access control service.")


def _fault(seen: Phrase, cause: Phrase, answer: Answer, asked: Asked) -> Fault:
    """Say what is wrong at an address: that of EWS, which the test signs in to, or Autodiscover."""
    autodiscover = "/autodiscover/" in answer.url.lower()
    return Fault(
        seen=seen,
        cause=cause,
        consequence=AUTODISCOVER_BLIND if autodiscover else CLOUD_SIDE_BLIND,
        remedy=say(
            "Let calls to /EWS and /Autodiscover pass to Exchange untouched, and mend what the "
            "findings on directories and auth servers name; then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=again(asked),
    )


CHECK = Check(
    id="challenge",
    title=TITLE,
    asks="Do the published EWS and Autodiscover addresses answer 401 with a Bearer challenge?",
    needs=(CHALLENGES, EWS, AUTODISCOVER, CONNECTORS),
    judge=judge,
)
