"""Does Exchange accept tokens of Exchange Online at all?

Step 2 of the procedure enables it, on premises.  Typed into Exchange Online's console it changes
nothing: the cmdlets do not exist there.
"""

from collections.abc import Iterator

from commands.check import Asked, Check
from commands.checks.effects import CLOUD_SIDE_BLIND
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import PARTNER_APPLICATIONS
from commands.findings import Console, Finding
from commands.look import Facts
from commands.outside.exchange import PartnerApplication
from commands.outside.identifiers import EXCHANGE_ONLINE, same
from commands.phrases import say

TITLE = say("Partner application of Exchange Online")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    found = [
        application
        for application in facts.value(PARTNER_APPLICATIONS)
        if same(application.application_id, EXCHANGE_ONLINE) and not application.realm
    ]
    if not found:
        yield weigh(CHECK.id, TITLE, faults=[_missing(asked)])
        return
    best = min(found, key=lambda application: len(list(_faults(application, asked))))
    seen = say(
        "Get-PartnerApplication {name}: enabled {enabled}, empty realm, linked account {account}.",
        name=best.name,
        enabled=str(best.enabled),
        account=best.linked_account or "–",
    )
    yield weigh(CHECK.id, TITLE, seen=[seen], faults=_faults(best, asked))


def _missing(asked: Asked) -> Fault:
    return Fault(
        seen=say(
            "Get-PartnerApplication lists none for {application} with an empty realm.",
            application=EXCHANGE_ONLINE,
        ),
        consequence=CLOUD_SIDE_BLIND,
        remedy=say(
            "Create it with the account that Exchange's setup made for it, "
            "then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=(
            f'New-PartnerApplication -Name "Exchange Online" -LinkedAccount {_ACCOUNT}'
            f" -ApplicationIdentifier {EXCHANGE_ONLINE} -Enabled $true"
        ),
        console=Console.EXCHANGE_SERVER,
    )


_ACCOUNT = '(Get-User "Exchange Online-ApplicationAccount").Identity'


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
            command=f'Set-PartnerApplication -Identity "{application.name}" -Enabled $true',
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
            command=(
                f'Set-PartnerApplication -Identity "{application.name}" -LinkedAccount {_ACCOUNT}'
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
