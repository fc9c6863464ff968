"""Does Exchange accept tokens of Exchange Online at all?

Step 2 of the procedure enables it, on premises.  Typed into Exchange Online's console it changes
nothing: the cmdlets do not exist there.
"""

from collections.abc import Iterator, Sequence

from commands.check import Asked, Check
from commands.checks.effects import CLOUD_SIDE_BLIND
from commands.checks.powershell import Command, typed
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import PARTNER_APPLICATIONS
from commands.findings import Console, Finding
from commands.look import Facts
from commands.outside.exchange import PartnerApplication
from commands.outside.identifiers import EXCHANGE_ONLINE, same
from commands.phrases import say

TITLE = say("Partner application of Exchange Online")

_NAME = "Exchange Online"


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    applications = facts.value(PARTNER_APPLICATIONS)
    found = [
        application
        for application in applications
        if same(application.application_id, EXCHANGE_ONLINE) and not application.realm
    ]
    if not found:
        yield weigh(CHECK.id, TITLE, faults=[_missing(_almost(applications), asked)])
        return
    best = min(found, key=lambda application: len(list(_faults(application, asked))))
    seen = say(
        "Get-PartnerApplication {name}: enabled {enabled}, empty realm, linked account {account}.",
        name=best.name,
        enabled=str(best.enabled),
        account=best.linked_account or "–",
    )
    yield weigh(CHECK.id, TITLE, seen=[seen], faults=_faults(best, asked))


def _almost(applications: Sequence[PartnerApplication]) -> PartnerApplication | None:
    """Give one that is Exchange Online's but for its realm, or that has taken its name."""
    by_id = (item for item in applications if same(item.application_id, EXCHANGE_ONLINE))
    by_name = (item for item in applications if same(item.name, _NAME))
    return next(by_id, next(by_name, None))


def _missing(other: PartnerApplication | None, asked: Asked) -> Fault:
    remedy = say(
        "Create it with the account that Exchange's setup made for it, "
        "then check oauth {domain} again.",
        domain=asked.organisation.domain,
    )
    if other is not None:
        remedy = say(
            "Give {name} the id of Exchange Online, the account that Exchange's setup made for it, "
            "and no realm; then check oauth {domain} again.",
            name=other.name,
            domain=asked.organisation.domain,
        )
    return Fault(
        seen=say(
            "Get-PartnerApplication lists none for {application} with an empty realm.",
            application=EXCHANGE_ONLINE,
        ),
        cause=say(
            "{name} is there, for {application} with the realm {realm}.",
            name=other.name,
            application=other.application_id or "–",
            realm=other.realm or "–",
        )
        if other
        else None,
        consequence=CLOUD_SIDE_BLIND,
        remedy=remedy,
        command=_create(other),
        console=Console.EXCHANGE_SERVER,
    )


def _create(other: PartnerApplication | None) -> Command:
    """Say what to type; a name can be given once, so one that exists is changed."""
    if other is None:
        return typed(
            "New-PartnerApplication -Name {name}"
            " -LinkedAccount (Get-User 'Exchange Online-ApplicationAccount').Identity"
            " -ApplicationIdentifier {id} -Enabled $true",
            name=_NAME,
            id=EXCHANGE_ONLINE,
        )
    return typed(
        "Set-PartnerApplication -Identity {name}"
        " -LinkedAccount (Get-User 'Exchange Online-ApplicationAccount').Identity"
        " -ApplicationIdentifier {id} -Realm $null -Enabled $true",
        name=other.name,
        id=EXCHANGE_ONLINE,
    )


def _faults(application: PartnerApplication, asked: Asked) -> Iterator[Fault]:
    domain = asked.organisation.domain
    if not application.enabled:
        yield Fault(
            seen=say("The partner application {name} is disabled.", name=application.name),
            cause=say(
                "Exchange Server refuses every token of Exchange Online while it is disabled. The "
                "command that enables it exists on premises only: typed into Exchange Online "
                "PowerShell it has no effect here."
            ),
            consequence=CLOUD_SIDE_BLIND,
            remedy=say(
                "Enable it in the Exchange Management Shell of a server, "
                "then check oauth {domain} again.",
                domain=domain,
            ),
            command=typed(
                "Set-PartnerApplication -Identity {name} -Enabled $true", name=application.name
            ),
            console=Console.EXCHANGE_SERVER,
        )
    if not application.linked_account:
        yield Fault(
            seen=say(
                "The partner application {name} has no linked account.", name=application.name
            ),
            cause=say("Without the account Exchange Online has no permissions on premises."),
            consequence=CLOUD_SIDE_BLIND,
            remedy=say(
                "Link the account again and restart IIS, then check oauth {domain} again.",
                domain=domain,
            ),
            command=typed(
                "Set-PartnerApplication -Identity {name}"
                " -LinkedAccount (Get-User 'Exchange Online-ApplicationAccount').Identity",
                name=application.name,
            ),
            console=Console.EXCHANGE_SERVER,
        )


CHECK = Check(
    id="partner-application",
    title=TITLE,
    asks="Is Exchange Online's partner application enabled, without realm, with its account?",
    needs=(PARTNER_APPLICATIONS,),
    judge=judge,
)
