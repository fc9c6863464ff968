"""Does the principal that all tenants share carry keys of this organisation's servers?

Whoever takes the private key of such a certificate from an Exchange server can speak as Exchange
Online in the tenant, unseen in its logs (CVE-2025-53786).  Since the shared principal is blocked
for EWS, such a key has no use left.
https://techcommunity.microsoft.com/blog/exchange/exchange-server-security-changes-for-hybrid-deployments/4396833
"""

from collections.abc import Iterator, Sequence
from typing import Final

from commands.check import Asked, Check
from commands.checks.effects import is_blocked
from commands.checks.identity import carried_by
from commands.checks.powershell import Command, lines, typed
from commands.checks.timeline import (
    DEDICATED_APPLICATION_EXISTS,
    EXPOSURE_PUBLISHED,
    day,
    utc_day,
)
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.entra import SHARED
from commands.facts.organisation import AUTH_CONFIG, AUTH_SERVERS, OVERRIDES
from commands.facts.servers import TESTS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.outside.entra import Key, Principal
from commands.outside.exchange import AuthConfig
from commands.outside.identifiers import EXCHANGE_ONLINE, same
from commands.phrases import Phrase, say

TITLE = say("Keys on the shared principal of Exchange Online")

PURGE = typed(
    ".\\ConfigureExchangeHybridApplication.ps1 -ResetFirstPartyServicePrincipalKeyCredentials"
)


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    principal, config = facts.value(SHARED), facts.of(AUTH_CONFIG)
    if principal is None:
        yield weigh(CHECK.id, TITLE, faults=[_missing(asked)])
        return
    seen = [
        say("Keys that {name} carries: {count}.", name=principal.name, count=len(principal.keys)),
        *(_named(key, config) for key in principal.keys),
    ]
    yield weigh(
        CHECK.id,
        TITLE,
        seen=seen,
        faults=[*_disabled(principal, asked), *_exposure(principal.keys, facts, asked)],
        unread=[config] if isinstance(config, Unread) and principal.keys else (),
    )


def _named(key: Key, config: Reading[AuthConfig]) -> Phrase:
    values = {
        "thumbprint": key.thumbprint,
        "name": key.name,
        "starts": day(key.starts) if key.starts else "–",
        "ends": utc_day(key.ends) if key.ends else "–",
    }
    if isinstance(config, Unread):
        return say("{thumbprint} “{name}”, {starts} to {ends}.", **values)
    if same(key.thumbprint, config.value.current):
        return say(
            "{thumbprint} “{name}”, {starts} to {ends}: the current auth certificate.", **values
        )
    if _in_config(key, config.value):
        return say(
            "{thumbprint} “{name}”, {starts} to {ends}: the next or previous auth certificate.",
            **values,
        )
    return say("{thumbprint} “{name}”, {starts} to {ends}: unknown, not in AuthConfig.", **values)


def _in_config(key: Key, config: AuthConfig) -> bool:
    known = (config.current, config.next, config.previous)
    return any(same(key.thumbprint, thumbprint) for thumbprint in known)


def _missing(asked: Asked) -> Fault:
    return Fault(
        seen=say("The tenant has no service principal {app_id}.", app_id=EXCHANGE_ONLINE),
        consequence=say("No token for Exchange Online can be issued in this tenant."),
        remedy=say(
            "Check that the tenant has Exchange Online, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=again(asked),
    )


def _disabled(principal: Principal, asked: Asked) -> Iterator[Fault]:
    if not principal.enabled:
        yield Fault(
            seen=say("{name} is disabled.", name=principal.name),
            consequence=say("No token for Exchange Online can be issued in this tenant."),
            remedy=say(
                "Enable it, then check oauth {domain} again.", domain=asked.organisation.domain
            ),
            command=typed(
                "Update-MgServicePrincipal -ServicePrincipalId {id} -AccountEnabled:$true",
                id=principal.id,
            ),
            console=Console.GRAPH,
        )


def _exposure(keys: Sequence[Key], facts: Facts, asked: Asked) -> Iterator[Fault]:
    """Weigh by the day: the procedure itself asked for the current key until April 2025."""
    config = facts.of(AUTH_CONFIG)
    carried = carried_by(keys, facts, asked)
    strange = [key for key in keys if _strange(key, config, asked)]
    exposed = list(keys) if asked.now >= DEDICATED_APPLICATION_EXISTS else strange
    if not exposed:
        return
    if strange:
        cause = say(
            "Not in AuthConfig, or expired: {thumbprints}. Ask who made it; when nobody knows, "
            "treat it as a sign of a break-in.",
            thumbprints=listed(key.thumbprint for key in strange),
        )
    else:
        cause = say(
            "Step 4 of the old procedure, or a run of the hybrid wizard, put it there; nothing "
            "needs it any more once the dedicated application is in use."
        )
    in_use = not is_blocked(asked) or bool(carried)
    command = _command(strange, asked, in_use=in_use)
    by_script = command != again(asked)
    yield Fault(
        seen=say("{count} of them should not be there.", count=len(exposed)),
        cause=cause,
        consequence=say(
            "Whoever gets hold of an Exchange server, or of the key, can act as Exchange Online in "
            "the tenant and read every mailbox, unseen (CVE-2025-53786)."
        ),
        remedy=_remedy(carried, asked, in_use=in_use),
        command=command,
        console=Console.OTHER if by_script else Console.CHAT,
        where=_SCRIPT_WHERE if by_script else None,
        verdict=Verdict.FAIL if asked.now >= EXPOSURE_PUBLISHED else Verdict.WARN,
    )


_SCRIPT_WHERE: Final = say(
    "On any computer with Microsoft's script, in Windows PowerShell 5.1 as administrator, without "
    "ExchangeOnlineManagement loaded"
)
"""The script stops in PowerShell 7, without elevation, and with that module in the session."""


def _strange(key: Key, config: Reading[AuthConfig], asked: Asked) -> bool:
    expired = key.ends is not None and key.ends <= asked.now
    return expired or (isinstance(config, Known) and not _in_config(key, config.value))


def _command(strange: Sequence[Key], asked: Asked, *, in_use: bool) -> Command:
    """Say what to type: everything goes once nothing works through it, before that the strange."""
    if not in_use:
        return PURGE
    if asked.now < DEDICATED_APPLICATION_EXISTS or not strange:
        return again(asked)  # Microsoft's script did not exist yet, or nothing may go yet
    return lines(
        *(
            typed(
                ".\\ConfigureExchangeHybridApplication.ps1"
                " -ResetFirstPartyServicePrincipalKeyCredentials"
                " -CertificateInformation {thumbprint}",
                thumbprint=key.thumbprint,
            )
            for key in strange
        )
    )


def _remedy(carried: Sequence[str], asked: Asked, *, in_use: bool) -> Phrase:
    domain = asked.organisation.domain
    if carried and is_blocked(asked):
        return say(
            "The test from {servers} succeeds, and Exchange is not known to sign in as a dedicated "
            "application: it goes through these keys, so the block that Microsoft published is not "
            "in force here yet. Keep the current key until a dedicated application is in use, and "
            "make one now; then check oauth {domain} again.",
            servers=listed(carried),
            domain=domain,
        )
    if not in_use:
        return say(
            "Nothing works through these keys any more: remove them all with Microsoft's script, "
            "as a Global Administrator, on any machine. Tokens already issued live 24 hours "
            "longer. Then check oauth {domain} again.",
            domain=domain,
        )
    return say(
        "While Exchange signs in through this principal, its current key must stay. Find out who "
        "uses the others and remove those that nobody knows; all can go once a dedicated hybrid "
        "application is in use. Then check oauth {domain} again.",
        domain=domain,
    )


CHECK = Check(
    id="shared-principal",
    title=TITLE,
    asks="Is the shared Exchange Online principal enabled, and free of this organisation's keys?",
    needs=(SHARED, AUTH_CONFIG, AUTH_SERVERS, OVERRIDES, TESTS),
    judge=judge,
)
