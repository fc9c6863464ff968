"""What is to be done about the auth certificate, and where?

Nothing, stage the next one, replace it now, import it to a server, or blocked until a server
answers: the rules of Microsoft's monitor script, but for what docs/explain/auth-certificate.md
tells.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from commands.certificates import Choice, Decision, Seen, decide
from commands.check import Asked, Check, unknown
from commands.checks import timeline
from commands.checks.certificate_current import found as with_thumbprint
from commands.checks.certificate_servers import State, states_of
from commands.checks.fleet import fleet, of_server
from commands.checks.powershell import lines
from commands.checks.renewal import STAGE, copy, replace, stage_again, take_up
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.organisation import AUTH_CONFIG, SERVERS
from commands.facts.servers import CERTIFICATES, TESTS, ByServer
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Known, Unread
from commands.outside.exchange import AuthConfig, Installed
from commands.phrases import Phrase, say

TITLE = say("What to do about the auth certificate")

_SMALLEST_KEY = 2048


@dataclass(frozen=True, kw_only=True)
class View:
    """What was read about the certificates.

    Attributes:
        seen: What the decision rests on.
        holder, next_holder: A server to copy the current certificate from, and one for the staged
            one; empty where none has it.
        dark: Why a server could not be asked, by its name.
        keyless: The servers that list the current certificate and surely lack its key.
    """

    seen: Seen
    holder: str
    next_holder: str
    dark: Mapping[str, Unread]
    keyless: tuple[str, ...]


def view(facts: Facts, asked: Asked) -> View:
    """Read who holds which certificate, and what is left of them; may raise ``NotRead``."""
    config, stores = facts.value(AUTH_CONFIG), facts.value(CERTIFICATES)
    states = states_of(stores, facts.value(TESTS), config.current)
    readings = {name: of_server(stores, name, asked) for name in fleet(facts, asked)}
    dark = {name: item for name, item in readings.items() if isinstance(item, Unread)}
    holder, next_holder = _holders(states, stores, config.next)
    seen = Seen(
        current=_signing(_left(stores, config.current, asked), holder),
        next=_signing(_left(stores, config.next, asked), next_holder),
        lacking_current=tuple(
            state.server
            for name, state in states.items()
            if config.current and name in readings and not _serves(state)
        ),
        lacking_next=_without(stores, config.next, readings),
        unreachable=tuple(dark),
        in_time=_in_time(stores, config),
    )
    keyless = tuple(name for name, each in states.items() if each.present and not _serves(each))
    return View(seen=seen, holder=holder, next_holder=next_holder, dark=dark, keyless=keyless)


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


def _left(
    stores: ByServer[tuple[Installed, ...]], thumbprint: str, asked: Asked
) -> timedelta | None:
    """Give what is left of a certificate that Exchange could sign with; ``None`` without one."""
    certificate = with_thumbprint(stores, thumbprint) if thumbprint else None
    if certificate is None or 0 < certificate.key_size < _SMALLEST_KEY:
        return None
    return None if certificate.starts > asked.now else certificate.ends - asked.now


def _signing(left: timedelta | None, holder: str) -> timedelta | None:
    """Take a certificate whose key no server has for none, unless it has expired anyway."""
    return left if holder or left is None or left <= timedelta() else None


def _serves(state: State) -> bool:
    """Say whether a server has the certificate, and not surely without its key."""
    return state.present and state.has_key is not False


def _without(
    stores: ByServer[tuple[Installed, ...]], thumbprint: str, wanted: Mapping[str, object]
) -> tuple[str, ...]:
    if not thumbprint:
        return ()
    return tuple(
        name
        for name, reading in stores.items()
        if name in wanted
        and isinstance(reading, Known)
        and not any(_usable(item, thumbprint) for item in reading.value)
    )


def _usable(item: Installed, thumbprint: str) -> bool:
    return item.certificate.thumbprint == thumbprint and item.has_private_key is not False


def _in_time(stores: ByServer[tuple[Installed, ...]], config: AuthConfig) -> bool:
    current, effective = with_thumbprint(stores, config.current), config.next_effective
    return effective is not None and (current is None or effective < current.ends)


def _holders(
    states: Mapping[str, State], stores: ByServer[tuple[Installed, ...]], next: str
) -> tuple[str, str]:
    """Name a server to copy the current certificate from, and one for the staged one."""
    able = sorted((each for each in states.values() if _serves(each)), key=lambda x: not x.has_key)
    others = [
        name
        for name, reading in stores.items()
        if isinstance(reading, Known) and any(_usable(item, next) for item in reading.value)
    ]
    return able[0].server if able else "", others[0] if others else ""


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
