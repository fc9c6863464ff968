"""How long are the TLS certificates of the published names valid?"""

from collections.abc import Iterator
from typing import Final

from commands.check import Asked, Check, unknown
from commands.checks import through_agent
from commands.checks.effects import CLOUD_SIDE_BLIND
from commands.checks.expiry import Ending, lifetime, row
from commands.checks.weigh import again
from commands.facts.organisation import AUTODISCOVER, EWS
from commands.facts.published import SOURCE, TLS, hosts
from commands.facts.routes import CONNECTORS
from commands.findings import Finding
from commands.lifetimes import Place
from commands.look import Facts, Unread
from commands.outside.network import Tls
from commands.phrases import Phrase, say

TITLE = say("Lifetimes of the TLS certificates")

_URGENT: Final = 7
"""Days: they are short-lived, and most are renewed by themselves."""


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    yield from through_agent.skipped(CHECK.id, TITLE, facts, asked)
    handshakes = facts.value(TLS)
    for host in hosts(facts, asked.organisation):
        reading = handshakes[host.name]
        id = f"{CHECK.id}.{host.name}"
        title = say("TLS certificate of {host}", host=host.name)
        if isinstance(reading, Unread):
            yield unknown(id, title, reading)
        else:
            yield _judged(id, title, reading.value, asked)
    if isinstance(directories := facts.of(EWS), Unread):
        yield unknown(f"{CHECK.id}.ews", say("Published name of EWS"), directories)


def _judged(id: str, title: Phrase, found: Tls, asked: Asked) -> Finding:
    if found.ends is None:
        nothing = say("{host} showed no certificate.", host=found.host)
        return unknown(id, title, Unread(reason=nothing, source=SOURCE, at=asked.now))
    shown = lifetime(
        f"TLS {found.host}", Place.TLS, starts=found.starts, ends=found.ends, asked=asked
    )
    ending = Ending(
        consequence=CLOUD_SIDE_BLIND,
        remedy=say(
            "Renew the certificate of {host} where TLS ends for it, on every server behind the "
            "name; then check certificates {domain} again.",
            host=found.host,
            domain=asked.organisation.domain,
        ),
        command=again(asked),
        urgent=_URGENT,
    )
    issued = say(
        "{subject} from {issuer}.", subject=found.subject or "–", issuer=found.issuer or "–"
    )
    return row(id, title, shown, ending=ending, about=[issued])


CHECK = Check(
    id="expiry.tls",
    title=TITLE,
    asks="How long are the TLS certificates of the published names valid?",
    needs=(TLS, EWS, AUTODISCOVER, CONNECTORS),
    judge=judge,
)
