"""Do Teams and voicemail know the auth certificate, where they use it?

The certificate's public key stands on their principals where Teams or voicemail was connected with
Exchange Server; a principal without any key is not used so.
https://learn.microsoft.com/skypeforbusiness/deploy/integrate-with-exchange-server/oauth-with-online-and-on-premises
"""

from collections.abc import Iterator

from commands.check import Asked, Check
from commands.checks.certificate_entra import knows_next, next_key
from commands.checks.powershell import lines, typed
from commands.checks.timeline import utc_day
from commands.checks.weigh import Fault, weigh
from commands.facts.entra import CALLING
from commands.facts.organisation import AUTH_CONFIG
from commands.findings import Console, Finding, Verdict
from commands.look import Facts
from commands.outside.entra import Key, Principal, key_of
from commands.outside.exchange import AuthConfig
from commands.phrases import Phrase, say

TITLE = say("Keys of Teams and voicemail")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    config = facts.value(AUTH_CONFIG)
    used = [principal for principal in facts.value(CALLING) if principal.keys]
    if not used or not config.current:
        why = _NAMELESS if used else _UNUSED
        yield Finding(id=CHECK.id, title=TITLE, verdict=Verdict.SKIPPED, evidence=(why,))
        return
    for principal in used:
        yield weigh(
            f"{CHECK.id}.{principal.app_id}",
            say("Key of {name}", name=principal.name),
            seen=[_shown(key) for key in principal.keys],
            faults=_faults(principal, config, asked),
        )


_UNUSED = say("No principal of Teams or voicemail carries a key: they are not connected.")
_NAMELESS = say("Get-AuthConfig names no current certificate to compare.")


def _shown(key: Key) -> Phrase:
    return say(
        "It has {thumbprint}, valid until {ends}.",
        thumbprint=key.thumbprint,
        ends=utc_day(key.ends) if key.ends else "–",
    )


def _faults(principal: Principal, config: AuthConfig, asked: Asked) -> Iterator[Fault]:
    alive = [key for key in principal.keys if key.ends is None or key.ends > asked.now]
    if not key_of(alive, config.current):
        # Keys that have all expired are more often left over than in use.
        yield _fault(
            say("It has no valid key of the current auth certificate."),
            principal,
            config.current,
            asked,
            Verdict.FAIL if alive else Verdict.WARN,
        )
    if config.next and not knows_next(alive, config, asked):
        yield _fault(
            next_key(alive, config),
            principal,
            config.next,
            asked,
            Verdict.WARN,
        )


def _fault(
    seen: Phrase, principal: Principal, thumbprint: str, asked: Asked, verdict: Verdict
) -> Fault:
    return Fault(
        seen=seen,
        consequence=say(
            "Teams cannot reach calendars on premises, or voicemail is not delivered there."
        ),
        remedy=say(
            "Save the certificate as a file, without its key, and add it to the principal "
            "{app_id} as Microsoft's procedure for Teams says; then check auth cert {domain} "
            "again.",
            app_id=principal.app_id,
            domain=asked.organisation.domain,
        ),
        command=lines(
            typed("$c = Get-ExchangeCertificate -Thumbprint {thumbprint}", thumbprint=thumbprint),
            typed("[IO.File]::WriteAllBytes({file}, $c.RawData)", file=f"C:\\{thumbprint}.cer"),
        ),
        console=Console.EXCHANGE_SERVER,
        verdict=verdict,
    )


CHECK = Check(
    id="certificate.callers",
    title=TITLE,
    asks="Do Teams and voicemail know the current auth certificate, where they use it?",
    needs=(AUTH_CONFIG, CALLING),
    judge=judge,
)
