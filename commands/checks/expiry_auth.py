"""How long do the auth certificates last that AuthConfig names?

The current one is warned of unless a staged one takes over before its end; the previous one is only
the way back, so its end is shown and never warned of.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from commands.certificates import takes_over_in_time
from commands.check import Asked, Check
from commands.checks import powershell
from commands.checks.certificate_current import found
from commands.checks.certificate_previous import OF_NO_USE
from commands.checks.expiry import lifetime, renewed, row
from commands.checks.renewal import replacement
from commands.checks.timeline import utc_day
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import AUTH_CONFIG
from commands.facts.servers import CERTIFICATES, ByServer
from commands.findings import Finding, Verdict
from commands.lifetimes import Place
from commands.look import Facts, Unread
from commands.moments import is_to_come
from commands.outside.certificate import Certificate
from commands.outside.exchange import AuthConfig, Installed
from commands.phrases import Phrase, say

TITLE = say("Lifetimes of the auth certificates")

_CURRENT: Final = say("Auth certificate, current")
_NEXT: Final = say("Auth certificate, next")
_PREVIOUS: Final = say("Auth certificate, previous")
_OVERDUE: Final = timedelta(days=1)
"""A staged certificate whose date passed so long ago is not counted on any more; Exchange looks
every 12 hours whether it is time.
"""


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config, stores = facts.value(AUTH_CONFIG), facts.value(CERTIFICATES)
    if config.current:
        yield _judged("current", _CURRENT, config.current, facts, asked)
    else:
        seen = say("Get-AuthConfig names no current certificate.")
        yield weigh(f"{CHECK.id}.current", _CURRENT, faults=[_gone("current", seen, asked)])
    if config.next:
        yield _judged("next", _NEXT, config.next, facts, asked)
    if config.previous and found(stores, config.previous) is not None:
        yield _judged("previous", _PREVIOUS, config.previous, facts, asked)


def followed(
    config: AuthConfig, stores: ByServer[tuple[Installed, ...]], asked: Asked
) -> Certificate | None:
    """Give the staged certificate that takes over before the current one ends."""
    current = found(stores, config.current) if config.current else None
    staged, at = found(stores, config.next) if config.next else None, config.next_effective
    if current is None or staged is None or at is None or asked.now - at >= _OVERDUE:
        return None
    is_sound = not is_to_come(staged.starts, at) and current.ends < staged.ends
    return staged if is_sound and takes_over_in_time(at, current.ends) else None


def signing_left(
    config: AuthConfig, stores: ByServer[tuple[Installed, ...]], asked: Asked
) -> timedelta | None:
    """Give what is left of the certificate that Exchange signs with; ``None`` where it is lost."""
    current = found(stores, config.current) if config.current else None
    return None if current is None else current.ends - asked.now


def _judged(role: str, title: Phrase, thumbprint: str, facts: Facts, asked: Asked) -> Finding:
    config, stores = facts.value(AUTH_CONFIG), facts.value(CERTIFICATES)
    id, certificate = f"{CHECK.id}.{role}", found(stores, thumbprint)
    if certificate is None:
        unread = [each for each in stores.values() if isinstance(each, Unread)]
        nowhere = say("{thumbprint} is on none of the servers.", thumbprint=thumbprint)
        faults = [] if unread else [_gone(role, nowhere, asked)]
        return weigh(id, title, faults=faults, unread=unread)
    about = [say("Its thumbprint is {thumbprint}.", thumbprint=thumbprint)]
    is_followed = role == "current" and followed(config, stores, asked) is not None
    if is_followed and config.next_effective is not None:
        effective = utc_day(config.next_effective)
        about.append(say("The staged one takes over before, on {date}.", date=effective))
    shown = lifetime(
        f"Auth {role}",
        Place.EXCHANGE,
        starts=certificate.starts,
        ends=certificate.ends,
        asked=asked,
        thumbprint=thumbprint,
        watched=role != "previous" and not is_followed,
    )
    faults = []
    if role == "previous":
        about.append(say("It is the way back after a change; nothing else depends on it."))
        faults = [_left_over(asked)] if shown.ended else []
    left = signing_left(config, stores, asked)
    ending = renewed(shown, asked, left=left, signs=role != "next")
    return row(id, title, shown, ending=ending, about=about, faults=faults)


def _left_over(asked: Asked) -> Fault:
    return Fault(
        seen=say("The previous certificate has expired and was never cleared."),
        consequence=OF_NO_USE,
        remedy=_decides(asked),
        command=powershell.asked_for("check auth cert", asked),
        verdict=Verdict.WARN,
    )


def _gone(role: str, seen: Phrase, asked: Asked) -> Fault:
    way = replacement(asked)
    is_signing = role == "current"
    return Fault(
        seen=seen,
        consequence=say("A server without the certificate and its key cannot sign."),
        remedy=way.remedy if is_signing else _decides(asked),
        command=way.command if is_signing else powershell.asked_for("check auth cert", asked),
    )


def _decides(asked: Asked) -> Phrase:
    domain = asked.organisation.domain
    return say(
        "{command} says what is to be done; then check certificates {domain} again.",
        command=f"check auth cert {domain}",
        domain=domain,
    )


CHECK = Check(
    id="expiry.auth",
    title=TITLE,
    asks="How long are the current, the next and the previous auth certificate valid?",
    needs=(AUTH_CONFIG, CERTIFICATES),
    judge=judge,
)
