"""Does Entra ID hold the key that Exchange signs with, on the identity it signs in as?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from commands.check import Asked, Check
from commands.checks.certificate_current import found as installed
from commands.checks.effects import ON_PREMISES_SIDE_BLIND, is_blocked
from commands.checks.graph_script import SCRIPT_WHERE
from commands.checks.identity import Identity, identity
from commands.checks.powershell import typed
from commands.checks.renewal import fresh_key, rotation
from commands.checks.timeline import utc_day
from commands.checks.weigh import Fault, again, weigh
from commands.facts.entra import DEDICATED, SHARED
from commands.facts.organisation import AUTH_CONFIG, AUTH_SERVERS
from commands.facts.servers import CERTIFICATES
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Known, NotRead
from commands.outside.entra import Key, key_of
from commands.outside.exchange import AuthConfig
from commands.phrases import Phrase, say

TITLE = say("Key of the auth certificate in Entra ID")

_UPDATE: Final = typed(".\\ConfigureExchangeHybridApplication.ps1 -UpdateCertificate")
"""Microsoft's script: https://aka.ms/ConfigureExchangeHybridApplication"""


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config = facts.value(AUTH_CONFIG)
    if why := _nothing_to_compare(config, facts, asked):
        yield _skipped(why)
        return
    who = identity(facts, asked)
    if who is None:
        yield _skipped(say("The identity that Exchange signs in as does not exist in the tenant."))
        return
    key = key_of(who.keys, config.current)
    blocked = not who.dedicated and is_blocked(asked)
    if key is None and blocked:
        yield _skipped(
            say(
                "The shared principal rightly carries no key, and no dedicated application is in "
                "use."
            )
        )
        return
    seen = say(
        "Exchange signs in as {name}; its certificate is {thumbprint}.",
        name=who.name,
        thumbprint=config.current or "–",
    )
    found = [_found(key)] if key else []
    yield weigh(CHECK.id, TITLE, seen=[seen, *found], faults=_faults(who, key, config, asked))


def _nothing_to_compare(config: AuthConfig, facts: Facts, asked: Asked) -> Phrase | None:
    """Say why there is no key worth a comparison: the next upload is the replacement's."""
    if not config.current:
        return say("Get-AuthConfig names no current certificate to compare.")
    stores = facts.of(CERTIFICATES)
    certificate = installed(stores.value, config.current) if isinstance(stores, Known) else None
    if certificate is not None and certificate.ends <= asked.now:
        return say(
            "The current certificate expired on {ends}; its replacement is what Entra ID needs.",
            ends=utc_day(certificate.ends),
        )
    return None


def _skipped(why: Phrase) -> Finding:
    return Finding(id=CHECK.id, title=TITLE, verdict=Verdict.SKIPPED, evidence=(why,))


def _found(key: Key) -> Phrase:
    return say(
        "Entra ID has that key, valid until {ends}.", ends=utc_day(key.ends) if key.ends else "–"
    )


def _faults(who: Identity, key: Key | None, config: AuthConfig, asked: Asked) -> Iterator[Fault]:
    if key is None:
        yield _fault(say("Entra ID does not have that key there."), who, asked, Verdict.FAIL)
    elif key.ends is not None and key.ends <= asked.now:
        yield _expired(who, asked)
    if _lacks_next(who, config, asked):
        way = rotation(asked)
        yield Fault(
            seen=next_key(who.keys, config),
            consequence=without_key(config, asked),
            remedy=way.remedy,
            command=way.command,
            verdict=Verdict.WARN,
        )


def _expired(who: Identity, asked: Asked) -> Fault:
    fault = _fault(say("Entra ID's copy of the key has expired."), who, asked, Verdict.FAIL)
    if not who.dedicated:
        return fault
    way = fresh_key(asked)
    return replace(fault, remedy=way.remedy, command=way.command, console=Console.CHAT, where=None)


def lacks_next(facts: Facts, asked: Asked) -> bool:
    """Say whether Entra ID surely lacks the key of the staged certificate, or has none that lasts.

    A rotation of our own gives it the key before it stages; who stages by hand may forget it.
    """
    try:
        who = identity(facts, asked)
        return who is not None and _lacks_next(who, facts.value(AUTH_CONFIG), asked)
    except NotRead:
        return False


def _lacks_next(who: Identity, config: AuthConfig, asked: Asked) -> bool:
    return who.dedicated and bool(config.next) and not knows_next(who.keys, config, asked)


def knows_next(keys: Iterable[Key], config: AuthConfig, asked: Asked) -> bool:
    """Say whether a key of the staged certificate is there that lasts till it takes over."""
    till = max(config.next_effective or asked.now, asked.now)
    return key_of(keys, config.next, till=till) is not None


def next_key(keys: Iterable[Key], config: AuthConfig) -> Phrase:
    """Say what is wrong with the key of the staged certificate: it is not there, or ends."""
    key = key_of(keys, config.next)
    if key is None or key.ends is None:
        return say("The next certificate, {thumbprint}, is not there yet.", thumbprint=config.next)
    return say(
        "The key of the next certificate, {thumbprint}, ends on {ends}, before that takes over.",
        thumbprint=config.next,
        ends=utc_day(key.ends),
    )


def without_key(config: AuthConfig, asked: Asked) -> Phrase:
    """Say what happens when the staged certificate takes over and Entra ID has no key of it."""
    if config.next_effective is None or config.next_effective <= asked.now:
        return say(
            "Once it takes over, people with a mailbox on premises cannot see free/busy times, "
            "automatic replies and photos of people in the cloud."
        )
    return say(
        "From {date}, when it takes over, people with a mailbox on premises cannot see free/busy "
        "times, automatic replies and photos of people in the cloud.",
        date=utc_day(config.next_effective),
    )


def _fault(seen: Phrase, who: Identity, asked: Asked, verdict: Verdict) -> Fault:
    domain = asked.organisation.domain
    remedy = say(
        "Upload the current and the next certificate with Microsoft's script, on a Mailbox server, "
        "then check oauth {domain} again.",
        domain=domain,
    )
    if not who.dedicated:
        remedy = say(
            "Upload the auth certificate to the Exchange Online principal as step 4 of Microsoft's "
            "procedure says, or make the dedicated hybrid application; then check oauth {domain} "
            "again.",
            domain=domain,
        )
    return Fault(
        seen=seen,
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=remedy,
        command=_UPDATE if who.dedicated else again(asked),
        console=Console.EXCHANGE_SERVER if who.dedicated else Console.CHAT,
        where=SCRIPT_WHERE if who.dedicated else None,
        verdict=verdict,
    )


CHECK = Check(
    id="certificate.entra",
    title=TITLE,
    asks="Is the current auth certificate's key, unexpired, on the identity Exchange signs in as?",
    needs=(AUTH_CONFIG, AUTH_SERVERS, CERTIFICATES, SHARED, DEDICATED),
    judge=judge,
)
