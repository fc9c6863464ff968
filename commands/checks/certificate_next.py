"""Is the staged next certificate ready to take over?"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from commands.check import Asked, Check
from commands.checks.certificate_current import described, found, quality
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.powershell import lines, typed
from commands.checks.renewal import STAGE, copy
from commands.checks.timeline import day
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.outside.certificate import Certificate
from commands.outside.exchange import AuthConfig, Installed
from commands.phrases import say

TITLE = say("Next auth certificate")

_SERVICELET = timedelta(hours=12)
"""How often the AuthAdmin servicelet looks whether it is time."""


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
        date=day(config.next_effective) if config.next_effective else "–",
    )
    faults = [*_presence(config, stores, asked), *_date(config, asked)]
    if certificate is not None:
        faults += [
            *_validity(certificate, config, asked),
            *quality(certificate, asked, at_once=False),
        ]
    yield weigh(
        CHECK.id,
        TITLE,
        seen=[seen, *(described(certificate, asked) if certificate else ())],
        faults=faults,
        unread=[reading for reading in stores.values() if isinstance(reading, Unread)],
    )


def _presence(
    config: AuthConfig, stores: Mapping[str, Reading[tuple[Installed, ...]]], asked: Asked
) -> Iterator[Fault]:
    holders: list[str] = []
    others: list[str] = []
    for server, reading in stores.items():
        if isinstance(reading, Known):
            has = any(item.certificate.thumbprint == config.next for item in reading.value)
            (holders if has else others).append(server)
    if others:
        yield Fault(
            seen=say("It is not on {servers}.", servers=listed(others)),
            consequence=say("These servers cannot sign once it takes over."),
            remedy=say(
                "Copy it from a server that has it, or stage a new one when none has, "
                "then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=(
                lines(*(copy(config.next, holders[0], server) for server in others))
                if holders
                else STAGE
            ),
            console=Console.EXCHANGE_SERVER,
        )


def _date(config: AuthConfig, asked: Asked) -> Iterator[Fault]:
    if config.next_effective and config.next_effective + _SERVICELET < asked.now:
        yield Fault(
            seen=say("Its date has passed, and it is still not the current one."),
            consequence=say(
                "Exchange goes on signing with the certificate that was to be replaced."
            ),
            remedy=say(
                "Publish it, after its public key is in Entra ID, then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=typed("Set-AuthConfig -PublishCertificate"),
            console=Console.EXCHANGE_SERVER,
            verdict=Verdict.WARN,
        )


def _validity(certificate: Certificate, config: AuthConfig, asked: Asked) -> Iterator[Fault]:
    start = max(config.next_effective or asked.now, asked.now)
    if not certificate.starts <= start < certificate.ends:
        yield Fault(
            seen=say("It is not valid on the day it takes over."),
            consequence=ON_PREMISES_SIDE_BLIND,
            remedy=say(
                "Stage another certificate, answer N when asked about the SMTP certificate, "
                "then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=STAGE,
            console=Console.EXCHANGE_SERVER,
        )


CHECK = Check(
    id="certificate.next",
    title=TITLE,
    asks="Is a staged next certificate on every server, and valid on the day it takes over?",
    needs=(AUTH_CONFIG, CERTIFICATES),
    judge=judge,
)
