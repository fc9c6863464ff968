"""Is the certificate that Exchange signs with sound, and for how long?"""

from collections.abc import Iterable, Iterator, Mapping

from commands.amounts import days
from commands.certificates import BITS, NOTICE, takes_over_in_time
from commands.check import Asked, Check
from commands.checks import timeline
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.renewal import Way, renewal, replacement
from commands.checks.timeline import day, days_until, utc_day
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.findings import Finding, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.moments import is_to_come, written
from commands.outside.certificate import Certificate
from commands.outside.exchange import AuthConfig, Installed, of_thumbprint
from commands.phrases import Phrase, Value, say

TITLE = say("Auth certificate that Exchange Server signs with")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config, stores = facts.value(AUTH_CONFIG), facts.value(CERTIFICATES)
    if not config.current:
        fault = _gone(say("Get-AuthConfig names no current certificate."), asked)
        yield weigh(CHECK.id, TITLE, faults=[fault])
        return
    certificate = found(stores, config.current)
    if certificate is None:
        unread = [reading for reading in stores.values() if isinstance(reading, Unread)]
        faults = [] if unread else [_gone(_nowhere(config.current), asked)]
        yield weigh(CHECK.id, TITLE, faults=faults, unread=unread)
        return
    is_followed = followed(certificate, config)
    weak = renewal(certificate.ends - asked.now, asked, is_followed=is_followed)
    faults = [
        *_dates(certificate, config, asked),
        *quality(certificate, small=replacement(asked), weak=weak),
    ]
    yield weigh(CHECK.id, TITLE, seen=described(certificate, asked), faults=faults)


def found(
    stores: Mapping[str, Reading[tuple[Installed, ...]]], thumbprint: str
) -> Certificate | None:
    """Find a certificate on any server that could be read."""
    everywhere: Iterable[Installed] = (
        item for reading in stores.values() if isinstance(reading, Known) for item in reading.value
    )
    there = of_thumbprint(everywhere, thumbprint)
    return None if there is None else there.certificate


def described(certificate: Certificate, asked: Asked) -> tuple[Phrase, ...]:
    """Say what stands in a certificate."""
    values: dict[str, Value] = {
        "thumbprint": certificate.thumbprint,
        "subject": certificate.subject,
        "starts": day(certificate.starts),
        "ends": utc_day(certificate.ends),
        "size": certificate.key_size,
        "signature": certificate.signature,
    }
    if certificate.ends <= asked.now:
        return (
            say(
                "{thumbprint}: {subject}, valid from {starts} to {ends} (ended {days} ago), "
                "{size} bits, {signature}.",
                days=days(days_until(asked.now, certificate.ends)),
                **values,
            ),
        )
    return (
        say(
            "{thumbprint}: {subject}, valid from {starts} to {ends} ({days} left), "
            "{size} bits, {signature}.",
            days=days(days_until(certificate.ends, asked.now)),
            **values,
        ),
    )


def quality(certificate: Certificate, *, small: Way, weak: Way) -> Iterator[Fault]:
    """Judge key and signature, which no waiting mends; ``small`` and ``weak`` are the ways out."""
    if 0 < certificate.key_size < BITS:
        yield Fault(
            seen=say(
                "The key has {size} bits; Exchange signs with {least} at least.",
                size=certificate.key_size,
                least=BITS,
            ),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=small.remedy,
            command=small.command,
        )
    if certificate.weak_signature:
        yield Fault(
            seen=say(
                "It is signed with {signature}, which is broken.", signature=certificate.signature
            ),
            consequence=say("Clients and services that refuse SHA-1 refuse this certificate."),
            remedy=weak.remedy,
            command=weak.command,
            verdict=Verdict.WARN,
        )


def _nowhere(thumbprint: str) -> Phrase:
    return say(
        "{thumbprint}, the current certificate of Get-AuthConfig, is on none of the servers.",
        thumbprint=thumbprint,
    )


def _gone(seen: Phrase, asked: Asked) -> Fault:
    way = replacement(asked)
    return Fault(
        seen=seen,
        consequence=say(
            "No server can sign: OAuth to the cloud stops, and sign-in to Outlook on the web and "
            "the Exchange Management Shell break too."
        ),
        remedy=way.remedy,
        command=way.command,
    )


def _dates(certificate: Certificate, config: AuthConfig, asked: Asked) -> Iterator[Fault]:
    now, left = asked.now, certificate.ends - asked.now
    if is_to_come(certificate.starts, now):
        starts = written(certificate.starts, now)
        yield _gone(say("It is not valid before {starts}.", starts=starts), asked)
    elif certificate.ends <= now:
        ends = written(certificate.ends, now)
        yield _gone(say("It expired on {ends}.", ends=ends), asked)
    elif left <= NOTICE and not followed(certificate, config):
        way = renewal(left, asked)
        yield Fault(
            seen=say(
                "It expires in {days}, and no next certificate is staged to take over.",
                days=days(left.days),
            ),
            consequence=say(
                "When it expires, OAuth to the cloud stops, and sign-in to Outlook on the web "
                "breaks too."
            ),
            remedy=way.remedy,
            command=way.command,
            verdict=Verdict.FAIL if left < timeline.CERTIFICATE_URGENT else Verdict.WARN,
        )


def followed(certificate: Certificate, config: AuthConfig) -> bool:
    """Say whether another certificate takes over in time."""
    effective = config.next_effective
    if not config.next or effective is None:
        return False
    return takes_over_in_time(effective, certificate.ends)


CHECK = Check(
    id="certificate.current",
    title=TITLE,
    asks="Is the current auth certificate valid for 60 days more, with 2048 bits and no SHA-1?",
    needs=(AUTH_CONFIG, CERTIFICATES),
    judge=judge,
)
