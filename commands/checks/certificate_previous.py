"""Has the certificate that Exchange signed with before been put away?

It stays trusted until it is cleared, and is the way back after a change: there is no hurry before
it expires.
"""

from collections.abc import Iterator
from typing import Final

from commands.check import Asked, Check
from commands.checks.certificate_current import described, found
from commands.checks.powershell import asked_for, typed
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Unread
from commands.phrases import say

OF_NO_USE: Final = say("It is no way back any more; the next rotation clears it first.")
"""What an expired or lost previous certificate means."""

TITLE = say("Previous auth certificate")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config = facts.value(AUTH_CONFIG)
    if not config.previous:
        yield Finding(
            id=CHECK.id,
            title=TITLE,
            verdict=Verdict.SKIPPED,
            evidence=(say("Get-AuthConfig names no previous certificate."),),
        )
        return
    stores = facts.value(CERTIFICATES)
    certificate = found(stores, config.previous)
    dark = [reading for reading in stores.values() if isinstance(reading, Unread)]
    if certificate is not None and certificate.ends > asked.now:
        kept = say("It is kept as the way back, and is still trusted.")
        ends_with = say(
            "Remark: once nobody needs it, “{request}” puts it away, with its key in the cloud.",
            request=asked_for("rotate auth cert", asked),
        )
        current = found(stores, config.current)
        is_older = current is None or certificate.starts < current.starts  # not after an undo
        told = (kept, ends_with) if is_older else (kept,)
        yield weigh(CHECK.id, TITLE, seen=[*described(certificate, asked), *told])
        return
    seen = described(certificate, asked) if certificate else ()
    gone = certificate is None and not dark
    faults = [_useless(config.previous, asked, gone=gone)] if certificate or gone else []
    yield weigh(CHECK.id, TITLE, seen=seen, faults=faults, unread=[] if certificate else dark)


def _useless(thumbprint: str, asked: Asked, *, gone: bool) -> Fault:
    if gone:
        seen = say(
            "{thumbprint}, the previous certificate of Get-AuthConfig, is on none of the servers.",
            thumbprint=thumbprint,
        )
    else:
        seen = say("The previous certificate has expired and was never cleared.")
    return Fault(
        seen=seen,
        consequence=OF_NO_USE,
        remedy=say(
            "Clear it once both directions work with the current one; then check auth cert "
            "{domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed("Set-AuthConfig -ClearPreviousCertificate"),
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.WARN,
    )


CHECK = Check(
    id="certificate.previous",
    title=TITLE,
    asks="Is the previous auth certificate of use still, or was it forgotten?",
    needs=(AUTH_CONFIG, CERTIFICATES),
    judge=judge,
)
