"""Does Entra ID know each published host as a name of Exchange Online's principal?

A token for ``https://mail.example.com/`` is issued only while the name is there, in its documented
form, with the slash.  Writing the list replaces it, so what is typed sends the others along.
https://learn.microsoft.com/graph/api/resources/serviceprincipal
"""

from collections.abc import Iterator, Mapping

from commands.check import Asked, Check, unknown
from commands.checks import through_agent
from commands.checks.effects import CLOUD_SIDE_BLIND
from commands.checks.powershell import Command, equal, lines, typed
from commands.checks.weigh import Fault, weigh
from commands.facts.entra import OWNERS, SHARED, by_application, principal_name, slashless
from commands.facts.organisation import AUTODISCOVER, EWS
from commands.facts.published import hosts
from commands.facts.routes import CONNECTORS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Unread
from commands.outside.entra import Principal
from commands.outside.identifiers import EXCHANGE_ONLINE
from commands.phrases import Phrase, say

TITLE = say("Service principal names of the published hosts")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    yield from through_agent.skipped(CHECK.id, TITLE, facts, asked)
    shared, owners = facts.value(SHARED), facts.of(OWNERS)
    names = {name.lower() for name in shared.names} if shared else set()
    for host in hosts(facts, asked.organisation):
        title = say("Service principal name of {host}", host=host.name)
        row = (f"{CHECK.id}.{host.name}", title)
        wanted = principal_name(host.name)
        if wanted in names:
            seen = say("Exchange Online's principal carries {name}.", name=wanted)
            yield weigh(*row, seen=[seen])
        elif isinstance(owners, Unread):
            yield weigh(*row, seen=[_lacks(wanted)], unread=[owners])
        else:
            yield weigh(*row, faults=[_fault(host.name, names, owners.value, asked)])
    if isinstance(directories := facts.of(EWS), Unread):
        yield unknown(f"{CHECK.id}.ews", say("Service principal names of EWS"), directories)


def _lacks(name: str) -> Phrase:
    return say("Exchange Online's principal does not carry {name}.", name=name)


def _fault(
    host: str, names: set[str], owners: Mapping[str, tuple[Principal, ...]], asked: Asked
) -> Fault:
    wanted, short = principal_name(host), slashless(host)
    others = {
        form: [owner for owner in owners.get(form, ()) if owner.app_id != EXCHANGE_ONLINE]
        for form in (wanted, short)
    }
    foreign = [(form, owner) for form, found in others.items() for owner in found]
    if foreign:
        return _foreign(*foreign[0], host, asked)
    if short in names or by_application(host) in names:
        return _other_form(short if short in names else by_application(host), host, asked)
    return Fault(
        seen=_lacks(wanted),
        consequence=CLOUD_SIDE_BLIND,
        remedy=say(
            "Add the name; all others are sent along because the list is replaced. "
            "Then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=_add(wanted),
        console=Console.GRAPH,
    )


def _foreign(form: str, owner: Principal, host: str, asked: Asked) -> Fault:
    return Fault(
        seen=say(
            "{name} belongs to another application: {owner} ({app_id}).",
            name=form,
            owner=owner.name,
            app_id=owner.app_id,
        ),
        cause=say("A name can belong to one service principal of a tenant only."),
        consequence=CLOUD_SIDE_BLIND,
        remedy=say(
            "Find out whether {owner} needs the name; when it does not, take it from its principal "
            "and its identifier URIs first, then give it to Exchange Online's principal, and "
            "check oauth {domain} again.",
            owner=owner.name,
            domain=asked.organisation.domain,
        ),
        command=lines(_take(form, owner), _add(principal_name(host))),
        console=Console.GRAPH,
    )


def _other_form(found: str, host: str, asked: Asked) -> Fault:
    """Say that the name is there as the wizard or somebody else writes it."""
    wanted, short = principal_name(host), slashless(host)
    seen = say("The name is there without its slash: {name}.", name=short)
    if found != short:
        seen = say("The name is there as the hybrid wizard writes it: {name}.", name=found)
    return Fault(
        seen=seen,
        cause=say(
            "The documented form ends in a slash. Whether Entra ID also finds the host by this "
            "form is not documented."
        ),
        consequence=say(
            "Exchange Online may get no token for {host}, and then sees no free/busy times of "
            "people on premises.",
            host=host,
        ),
        remedy=say(
            "Write the name with its slash; all others are sent along because the list is "
            "replaced. Then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=_add(wanted)
        if found != short
        else lines(
            _OURS,
            typed(
                "Update-MgServicePrincipal -ServicePrincipalId $p.Id -ServicePrincipalNames"
                " (@($p.ServicePrincipalNames | Where-Object {{ $_ -ne {short} }}) + {wanted})",
                short=short,
                wanted=wanted,
            ),
        ),
        console=Console.GRAPH,
        verdict=Verdict.WARN,
    )


_OURS = typed(
    "$p = Get-MgServicePrincipal -Filter {filter}", filter=equal("appId", EXCHANGE_ONLINE)
)


def _add(name: str) -> Command:
    return lines(
        _OURS,
        typed(
            "Update-MgServicePrincipal -ServicePrincipalId $p.Id -ServicePrincipalNames"
            " (@($p.ServicePrincipalNames) + {name})",
            name=name,
        ),
    )


def _take(name: str, owner: Principal) -> Command:
    """Take a name from its owner, and from the registration that would give it back."""
    return lines(
        typed("$other = Get-MgServicePrincipal -ServicePrincipalId {id}", id=owner.id),
        typed(
            "$registration = Get-MgApplication -Filter {filter}",
            filter=equal("appId", owner.app_id),
        ),
        typed(
            "if ($registration) {{ Update-MgApplication -ApplicationId $registration.Id"
            " -IdentifierUris @($registration.IdentifierUris | Where-Object {{ $_ -ne {name} }})"
            " }}",
            name=name,
        ),
        typed(
            "Update-MgServicePrincipal -ServicePrincipalId $other.Id -ServicePrincipalNames"
            " @($other.ServicePrincipalNames | Where-Object {{ $_ -ne {name} }})",
            name=name,
        ),
    )


CHECK = Check(
    id="service-principal-name",
    title=TITLE,
    asks="Does Exchange Online's principal carry https://host/ for each published host?",
    needs=(SHARED, OWNERS, EWS, AUTODISCOVER, CONNECTORS),
    judge=judge,
)
