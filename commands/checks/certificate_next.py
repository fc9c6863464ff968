"""Is the staged next certificate ready to take over?"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from commands.certificates import SERVICELET
from commands.check import Asked, Check
from commands.checks.certificate_current import described, followed, found, quality
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.renewal import Way, copying, renewal
from commands.checks.timeline import utc_day
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.findings import Finding, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.moments import is_to_come
from commands.outside.certificate import Certificate
from commands.outside.exchange import AuthConfig, Installed, of_thumbprint
from commands.phrases import say

TITLE = say("Next auth certificate")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config = facts.value(AUTH_CONFIG)
    if not config.next:
        yield Finding(
            id=CHECK.id,
            title=TITLE,
            verdict=Verdict.SKIPPED,
            evidence=(say("Get-AuthConfig: no next certificate is staged."),),
        )
        return
    stores = facts.value(CERTIFICATES)
    certificate = found(stores, config.next)
    seen = say(
        "Get-AuthConfig: {thumbprint} is staged, effective {date}.",
        thumbprint=config.next,
        date=utc_day(config.next_effective) if config.next_effective else "–",
    )
    current = found(stores, config.current)
    left = current.ends - asked.now if current else timedelta()
    anew = renewal(left, asked)
    is_followed = current is not None and followed(current, config)
    faults = [*_presence(config, stores, anew, asked), *_date(config, anew, asked)]
    if certificate is not None:
        faults += [
            *_validity(certificate, config, anew, asked),
            *quality(certificate, small=anew, weak=renewal(left, asked, is_followed=is_followed)),
        ]
    yield weigh(
        CHECK.id,
        TITLE,
        seen=[seen, *(described(certificate, asked) if certificate else ())],
        faults=faults,
        unread=[reading for reading in stores.values() if isinstance(reading, Unread)],
    )


def _presence(
    config: AuthConfig,
    stores: Mapping[str, Reading[tuple[Installed, ...]]],
    anew: Way,
    asked: Asked,
) -> Iterator[Fault]:
    holders: list[str] = []
    others: list[str] = []
    for server, reading in stores.items():
        if isinstance(reading, Known):
            there = of_thumbprint(reading.value, config.next)
            (holders if there is not None and there.may_sign else others).append(server)
    if others:
        way = copying(others[0], asked) if holders else anew
        yield Fault(
            seen=say("It is not on {servers}.", servers=listed(others)),
            consequence=say("These servers cannot sign once it takes over."),
            remedy=way.remedy,
            command=way.command,
        )


def _date(config: AuthConfig, anew: Way, asked: Asked) -> Iterator[Fault]:
    if config.next_effective and asked.now - config.next_effective > SERVICELET:
        yield Fault(
            seen=say("Its date has passed, and it is still not the current one."),
            consequence=say(
                "Exchange goes on signing with the certificate that was to be replaced."
            ),
            remedy=anew.remedy,
            command=anew.command,
            verdict=Verdict.WARN,
        )


def _validity(
    certificate: Certificate, config: AuthConfig, anew: Way, asked: Asked
) -> Iterator[Fault]:
    start = max(config.next_effective or asked.now, asked.now)
    if is_to_come(certificate.starts, start) or start >= certificate.ends:
        yield Fault(
            seen=say("It is not valid on the day it takes over."),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=anew.remedy,
            command=anew.command,
        )


CHECK = Check(
    id="certificate.next",
    title=TITLE,
    asks="Is a staged next certificate on every server, and valid on the day it takes over?",
    needs=(AUTH_CONFIG, CERTIFICATES),
    judge=judge,
)
