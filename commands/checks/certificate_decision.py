"""What is to be done about the auth certificate, and where?

Nothing, stage the next one, replace it now, import it to a server, or blocked until a server
answers: the rules of Microsoft's monitor script, but for what docs/explain/auth-certificate.md
tells.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from commands.amounts import days
from commands.certificates import Choice, Decision, Seen, decide
from commands.check import Asked, Check, unknown
from commands.checks import (
    certificate_current,
    certificate_entra,
    certificate_next,
    certificate_servers,
    timeline,
)
from commands.checks.certificate_view import view
from commands.checks.renewal import copying, replacement, rotation
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.entra import DEDICATED, SHARED
from commands.facts.organisation import AUTH_CONFIG, AUTH_SERVERS, SERVERS
from commands.facts.servers import CERTIFICATES, TESTS
from commands.findings import Finding, Verdict
from commands.look import Facts, Unread
from commands.outside.exchange import AuthConfig
from commands.phrases import Phrase, say

TITLE = say("What to do about the auth certificate")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    found = view(facts, asked)
    seen, decision = found.seen, decide(found.seen)
    if decision.choice is Choice.BLOCKED:
        yield _blocked(decision, next(iter(found.dark.values())))
    elif decision.choice is not Choice.NOTHING:
        faults = _faults(decision, seen, asked)
        finding = weigh(CHECK.id, TITLE, seen=_silent(seen), faults=faults)
        if roots := _decided_about(finding, facts, asked):
            cause = next((root.cause for root in roots if root.cause), finding.cause)
            follows = tuple(root.id for root in roots)
            finding = replace(finding, cause=cause, follows=follows)
        yield finding
    elif certificate_entra.lacks_next(facts, asked):
        yield weigh(CHECK.id, TITLE, faults=[_unknown_next(facts.value(AUTH_CONFIG), asked)])
    else:
        yield weigh(CHECK.id, TITLE, seen=_nothing(seen))


def _decided_about(decision: Finding, facts: Facts, asked: Asked) -> tuple[Finding, ...]:
    """Give the findings that fail for what is decided here, and are mended by the same request."""
    found = (finding for check in _JUDGED for finding in check.answer(facts, asked))
    return tuple(
        each
        for each in found
        if each.verdict is Verdict.FAIL and _request(each) == _request(decision) != ""
    )


def _request(finding: Finding) -> str:
    """Give what is asked for by a finding's command, whatever server it names."""
    return next((each for each in _REQUESTS if finding.command.startswith(each)), "")


_JUDGED: Final = (certificate_current.CHECK, certificate_next.CHECK, certificate_servers.CHECK)
_REQUESTS: Final = ("rotate auth cert", "replace auth cert now", "import auth cert to")


def _unknown_next(config: AuthConfig, asked: Asked) -> Fault:
    """Have the staged one taken up: what is to take over has to be known in the cloud before."""
    way = rotation(asked)
    return Fault(
        seen=say(
            "Rotate: the staged certificate is to take over, and Entra ID does not have its key, "
            "or only one that ends before."
        ),
        consequence=certificate_entra.without_key(config, asked),
        remedy=way.remedy,
        command=way.command,
        verdict=Verdict.WARN,
    )


def _nothing(seen: Seen) -> Iterator[Phrase]:
    left = seen.current.days if seen.current is not None else 0
    yield say("Nothing is to be done: {days} left, and every server has it.", days=days(left))
    if seen.next is not None and seen.in_time:
        yield say("The staged certificate takes over before that.")


def _silent(seen: Seen) -> Iterator[Phrase]:
    """Name the servers that the decision was made without."""
    if seen.unreachable:
        yield say(
            "{servers} could not be asked; no answer of theirs makes an expired certificate valid.",
            servers=listed(seen.unreachable),
        )


def _blocked(decision: Decision, why: Unread) -> Finding:
    servers = listed(decision.waits_for)
    seen = say("Blocked: {servers} could not be asked.", servers=servers)
    blocked = say(
        "A server that cannot be asked may hold what the others lack: nothing is made new without "
        "it."
    )
    return unknown(CHECK.id, TITLE, why, (seen, why.reason, blocked))


def _faults(decision: Decision, seen: Seen, asked: Asked) -> Iterator[Fault]:
    match decision.choice:
        case Choice.REPLACE:
            yield _replace(asked)
        case Choice.STAGE:
            yield _stage(decision, seen, asked)
        case _:
            yield _import(decision, asked)


def _replace(asked: Asked) -> Fault:
    way = replacement(asked)
    return Fault(
        seen=say("Replace now: no certificate that Exchange can sign with lasts long enough."),
        consequence=say(
            "Without one OAuth to the cloud stops, and sign-in to Outlook on the web and the "
            "Exchange Management Shell break too."
        ),
        remedy=way.remedy,
        command=way.command,
    )


def _stage(decision: Decision, seen: Seen, asked: Asked) -> Fault:
    way = rotation(asked)
    urgent = seen.current is not None and seen.current < timeline.CERTIFICATE_URGENT
    if decision.takes_next:
        what = say("Stage: the staged certificate takes over only after the current one has ended.")
    else:
        what = say("Stage: the current certificate ends soon, or the staged one is of no use.")
    return Fault(
        seen=what,
        consequence=say(
            "When it expires, OAuth to the cloud stops, and sign-in to Outlook on the web breaks "
            "too."
        ),
        remedy=way.remedy,
        command=way.command,
        verdict=Verdict.FAIL if urgent else Verdict.WARN,
    )


def _import(decision: Decision, asked: Asked) -> Fault:
    servers = tuple(dict.fromkeys((*decision.current_to, *decision.next_to)))
    way = copying(servers[0], asked)
    return Fault(
        seen=say(
            "Import to {servers}; a new certificate is not needed for that.",
            servers=listed(servers),
        ),
        consequence=say("A server without the certificate and its key cannot sign."),
        remedy=way.remedy,
        command=way.command,
        verdict=Verdict.FAIL if decision.current_to else Verdict.WARN,
    )


CHECK = Check(
    id="certificate.decision",
    title=TITLE,
    asks="Is there anything to do about the auth certificate: stage, replace, import?",
    needs=(AUTH_CONFIG, AUTH_SERVERS, CERTIFICATES, SERVERS, TESTS, SHARED, DEDICATED),
    judge=judge,
)
