"""What is to be done about the auth certificate, and where?

Nothing, stage the next one, replace it now, import it to a server, or blocked until a server
answers: the rules of Microsoft's monitor script, but for what docs/explain/auth-certificate.md
tells.
"""

from collections.abc import Iterator

from commands.certificates import Choice, Decision, Seen, decide
from commands.check import Asked, Check, unknown
from commands.checks import timeline
from commands.checks.certificate_view import view
from commands.checks.powershell import lines
from commands.checks.renewal import STAGE, copy, replace, stage_again, take_up
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.organisation import AUTH_CONFIG, SERVERS
from commands.facts.servers import CERTIFICATES, TESTS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Unread
from commands.outside.exchange import AuthConfig
from commands.phrases import Phrase, say

TITLE = say("What to do about the auth certificate")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config, found = facts.value(AUTH_CONFIG), view(facts, asked)
    seen, decision = found.seen, decide(found.seen)
    if decision.choice is Choice.BLOCKED:
        yield _blocked(decision, next(iter(found.dark.values())))
    elif decision.choice is Choice.NOTHING:
        yield weigh(CHECK.id, TITLE, seen=_nothing(seen))
    else:
        holders = (found.holder, found.next_holder)
        faults = _faults(decision, seen, config, holders, asked)
        yield weigh(CHECK.id, TITLE, faults=faults)


def _nothing(seen: Seen) -> Iterator[Phrase]:
    days = seen.current.days if seen.current is not None else 0
    yield say("Nothing is to be done: {days} days are left, and every server has it.", days=days)
    if seen.next is not None and seen.in_time:
        yield say("The staged certificate takes over before that.")


def _blocked(decision: Decision, why: Unread) -> Finding:
    servers = listed(decision.waits_for)
    seen = say("Blocked: {servers} could not be asked.", servers=servers)
    blocked = say(
        "A server that cannot be asked may hold what the others lack: nothing is made new without "
        "it."
    )
    return unknown(CHECK.id, TITLE, why, (seen, why.reason, blocked))


def _faults(
    decision: Decision, seen: Seen, config: AuthConfig, holders: tuple[str, str], asked: Asked
) -> Iterator[Fault]:
    match decision.choice:
        case Choice.REPLACE:
            yield _replace(decision, config, asked)
        case Choice.STAGE:
            yield _stage(decision, seen, config, asked)
        case _:
            yield _import(decision, config, holders, asked)


def _replace(decision: Decision, config: AuthConfig, asked: Asked) -> Fault:
    domain = asked.organisation.domain
    if decision.takes_next:
        remedy = say(
            "Give the staged certificate to Entra ID, publish it at once and restart what signs, "
            "on every server; no new one is needed. Then check auth cert {domain} again.",
            domain=domain,
        )
    else:
        remedy = say(
            "Make a new certificate and publish it at once, answer N when asked about the SMTP "
            "certificate, and give its public key to the cloud; then check auth cert {domain} "
            "again.",
            domain=domain,
        )
    return Fault(
        seen=say("Replace now: no certificate that Exchange can sign with lasts long enough."),
        consequence=say(
            "Without one OAuth to the cloud stops, and sign-in to Outlook on the web and the "
            "Exchange Management Shell break too."
        ),
        remedy=remedy,
        command=take_up(config.next) if decision.takes_next else replace(asked),
        console=Console.EXCHANGE_SERVER,
    )


def _stage(decision: Decision, seen: Seen, config: AuthConfig, asked: Asked) -> Fault:
    domain, urgent = asked.organisation.domain, False
    if seen.current is not None:
        urgent = seen.current < timeline.CERTIFICATE_URGENT
    if decision.takes_next:
        what = say("Stage: the staged certificate takes over only after the current one has ended.")
        remedy = say(
            "Stage the same certificate again with an earlier date; then check auth cert {domain} "
            "again.",
            domain=domain,
        )
    else:
        what = say("Stage: the current certificate ends soon, or the staged one is of no use.")
        remedy = say(
            "Make and stage the next certificate, answer N when asked about the SMTP certificate, "
            "then check auth cert {domain} again.",
            domain=domain,
        )
    return Fault(
        seen=what,
        consequence=say(
            "When it expires, OAuth to the cloud stops, and sign-in to Outlook on the web breaks "
            "too."
        ),
        remedy=remedy,
        command=stage_again(config.next) if decision.takes_next else STAGE,
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.FAIL if urgent else Verdict.WARN,
    )


def _import(
    decision: Decision, config: AuthConfig, holders: tuple[str, str], asked: Asked
) -> Fault:
    current_from, next_from = holders
    copies = [copy(config.current, current_from, server) for server in decision.current_to]
    copies += [copy(config.next, next_from, server) for server in decision.next_to]
    servers = listed(dict.fromkeys((*decision.current_to, *decision.next_to)))
    return Fault(
        seen=say("Import to {servers}; a new certificate is not needed for that.", servers=servers),
        consequence=say("A server without the certificate and its key cannot sign."),
        remedy=say(
            "Copy the certificate with its key from a server that has it; then check auth cert "
            "{domain} again.",
            domain=asked.organisation.domain,
        ),
        command=lines(*copies),
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.FAIL if decision.current_to else Verdict.WARN,
    )


CHECK = Check(
    id="certificate.decision",
    title=TITLE,
    asks="Is there anything to do about the auth certificate: stage, replace, import?",
    needs=(AUTH_CONFIG, CERTIFICATES, SERVERS, TESTS),
    judge=judge,
)
