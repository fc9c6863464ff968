"""What can be wrong with the dedicated hybrid application, and what to type for each.

Microsoft's script: https://aka.ms/ConfigureExchangeHybridApplication
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from commands.check import Asked
from commands.checks.effects import ON_PREMISES_SIDE_BLIND, is_blocked
from commands.checks.powershell import Command, browsed, typed
from commands.checks.timeline import SHARED_PRINCIPAL_BLOCKED, day
from commands.checks.weigh import Fault, listed
from commands.findings import Console, Verdict
from commands.outside.entra import Application, Principal
from commands.phrases import Phrase, say

_SHARED: Final = say(
    "Without a dedicated application in use, Exchange signs in through the shared principal of "
    "Exchange Online, which is blocked since {date}.",
    date=day(SHARED_PRINCIPAL_BLOCKED),
)
"""Why what keeps Exchange from the application breaks it; with what keeps the application from
Entra ID, Exchange does sign in as the application, and is refused."""


def by_the_day(  # noqa: PLR0913  (what a fault is made of)
    asked: Asked,
    seen: Phrase,
    remedy: Phrase,
    command: Command,
    console: Console = Console.EXCHANGE_SERVER,
    where: Phrase | None = None,
    *,
    cause: Phrase = _SHARED,
) -> Fault:
    """Weigh by the day: until the block, what is missing is missing in time."""
    blocked = is_blocked(asked)
    return Fault(
        seen=seen,
        cause=cause if blocked or cause is not _SHARED else None,
        consequence=ON_PREMISES_SIDE_BLIND if blocked else _not_yet(asked),
        remedy=remedy,
        command=command,
        console=console,
        where=where,
        verdict=Verdict.FAIL if blocked else Verdict.WARN,
    )


def _not_yet(asked: Asked) -> Phrase:
    cloud = asked.organisation.cloud
    if not cloud.is_worldwide:
        return say(
            "Exchange signs in through the principal that all tenants share. From when on "
            "Exchange Online refuses that is published for the worldwide cloud only; for this "
            "one, {cloud}, nothing is known.",
            cloud=cloud.name,
        )
    return say(
        "From {date} on, people on premises will not see free/busy times, automatic replies "
        "and photos of people in the cloud.",
        date=day(SHARED_PRINCIPAL_BLOCKED),
    )


def no_application(name: str, claimed: str, asked: Asked) -> Fault:
    return by_the_day(
        asked,
        say("Entra ID has no application {name}.", name=name or "ExchangeServerApp-…"),
        say(
            "Bring every server to the April 2025 update at least, then run Microsoft's script in "
            "an elevated Exchange Management Shell on a Mailbox server; it makes the application, "
            "asks for consent and switches it on. Then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        typed(".\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication"),
        cause=_not_found(claimed) if claimed else _SHARED,
    )


def made_with_it(fault: Fault, missing: Fault) -> Fault:
    """Give what mends the missing application for a fault beside it: one script makes it all."""
    return replace(
        fault,
        remedy=missing.remedy,
        command=missing.command,
        console=missing.console,
        where=missing.where,
    )


def _not_found(claimed: str) -> Phrase:
    return say(
        "Exchange signs in as application {claimed}, which Entra ID does not find in the tenant, "
        "and is refused (AADSTS700016).",
        claimed=claimed,
    )


def no_principal(application: Application, principal: Principal | None, asked: Asked) -> Fault:
    if principal is None:
        return by_the_day(
            asked,
            say("The application {name} has no service principal.", name=application.name),
            say(
                "Create the service principal, then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            typed("New-MgServicePrincipal -AppId {id}", id=application.app_id),
            Console.GRAPH,
            cause=say(
                "Entra ID refuses the sign-in of an application without a service principal in "
                "the tenant (AADSTS7000229)."
            ),
        )
    return by_the_day(
        asked,
        say("The service principal of {name} is disabled.", name=application.name),
        say(
            "Enable the service principal, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        typed(
            "Update-MgServicePrincipal -ServicePrincipalId {id} -AccountEnabled:$true",
            id=principal.id,
        ),
        Console.GRAPH,
        cause=say(
            "Entra ID refuses the sign-in of an application whose service principal is disabled "
            "(AADSTS7000112)."
        ),
    )


def no_consent(application: Application, asked: Asked) -> Fault:
    cloud, tenant = asked.organisation.cloud, asked.organisation.tenant_id
    return by_the_day(
        asked,
        say("Its permission full_access_as_app on Exchange Online is not granted."),
        say(
            "Let an administrator consent at this address, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        browsed(cloud.login, str(tenant), "adminconsent", client_id=application.app_id),
        Console.OTHER,
        say("In a browser, as a Global Administrator"),
        cause=say(
            "Without an administrator's consent Entra ID gives the application no token for "
            "Exchange Online, or one that Exchange Online refuses (2000008)."
        ),
    )


def no_key(thumbprint: str, asked: Asked) -> Fault:
    return by_the_day(
        asked,
        say("It does not hold the current auth certificate {key}.", key=thumbprint or "–"),
        say(
            "Upload the certificate with Microsoft's script, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        typed(".\\ConfigureExchangeHybridApplication.ps1 -UpdateCertificate"),
        cause=say(
            "Entra ID cannot verify what Exchange signs with a key that the application does not "
            "hold, and refuses the sign-in (AADSTS700027)."
        ),
    )


def not_on_auth_server(
    servers: Sequence[str], claimed: str, known: Sequence[str], asked: Asked
) -> Fault:
    organisation = asked.organisation
    command = typed(
        ".\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication"
    )
    if known and servers:
        command = typed(
            "Set-AuthServer -Identity {name} -ApplicationIdentifier {id} -DomainName {domains}",
            name=servers[0],
            id=known[0],
            domains=(*organisation.domains, organisation.routing_domain),
        )
    seen = say("ApplicationIdentifier of auth server {name} is empty.", name=listed(servers))
    if claimed:
        seen = say(
            "Auth server {name} names application {claimed}, which is not in the tenant.",
            name=listed(servers),
            claimed=claimed,
        )
    return by_the_day(
        asked,
        seen,
        say(
            "Tell the auth server the application's id, then check oauth {domain} again.",
            domain=organisation.domain,
        ),
        command,
        cause=_not_found(claimed) if claimed else _SHARED,
    )
