"""Does Exchange Online still let on-premises Exchange call EWS?

A switch that nobody has set lets everybody in, until Microsoft turns that tenant off; one that is
on lets in only the applications on its list.  On 1 April 2027 EWS in Exchange Online ends.
"""

from collections.abc import Iterator
from typing import Any

from commands.amounts import days
from commands.check import Asked, Check
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.ews_reach import Reach, reach
from commands.checks.graph_script import ARCHIVES, GRAPH_SCRIPT, SCRIPT_WHERE
from commands.checks.identity import graph_flow
from commands.checks.powershell import Command, asked_for, typed
from commands.checks.timeline import (
    EWS_EMPTY_LIST_BLOCKS,
    EWS_END_NOTICE,
    EWS_ENDS,
    EWS_NEEDS_ALLOWED_APPS,
    EWS_TURNED_OFF,
    day,
    days_until,
)
from commands.checks.weigh import Fault, again, listed, weigh
from commands.ews_clients import OPTION, named
from commands.facts.cloud import EWS_LIST, EWS_POLICY
from commands.facts.entra import DEDICATED
from commands.facts.organisation import OVERRIDES
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.outside.exchange_online import EwsPolicy
from commands.phrases import Phrase, say

TITLE = say("EWS switches in Exchange Online")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    policy = facts.value(EWS_POLICY)
    unread: list[Reading[Any]] = []
    faults = [*_ended(facts, asked)]
    seen = [*_seen(policy, facts, asked)]
    needs_list = policy.enabled is True and asked.now < EWS_ENDS
    if needs_list and isinstance(facts.of(EWS_LIST), Unread):
        unread = [facts.of(EWS_LIST)]
    else:
        found = reach(facts, asked)
        match found:
            case Reach.EVERYBODY:
                faults += _undecided(policy, facts, asked, seen)
            case Reach.LISTED:
                faults += _not_listed(facts, asked)
                unread = [facts.of(DEDICATED)]
            case Reach.NOBODY | Reach.RELATIONSHIPS:
                faults.append(_shut(found, facts, asked))
                unread = [facts.of(OVERRIDES)]
            case Reach.ENDED:
                pass
    faults += _agents(policy, asked)
    yield weigh(
        CHECK.id,
        TITLE,
        seen=seen,
        faults=faults,
        unread=[reading for reading in unread if isinstance(reading, Unread)],
    )


def _seen(policy: EwsPolicy, facts: Facts, asked: Asked) -> Iterator[Phrase]:
    yield say(
        "Get-OrganizationConfig in Exchange Online: EwsEnabled {enabled}, "
        "EwsApplicationAccessPolicy {rule}.",
        enabled="null" if policy.enabled is None else str(policy.enabled),
        rule=policy.access_policy or "–",
    )
    ids = facts.of(EWS_LIST)
    if isinstance(ids, Known):
        yield say(
            "With -RetrieveEwsOperationAccessPolicy: EwsAllowedAppIDs {ids}.",
            ids=listed(named(each) for each in ids.value.app_ids),
        )
    elif policy.enabled is not True:
        yield ids.reason
    if asked.now < EWS_ENDS:
        yield say(
            "EWS in Exchange Online ends on {date}, in {days}.",
            date=day(EWS_ENDS),
            days=days(days_until(EWS_ENDS, asked.now)),
        )
    elif graph_flow(facts):
        yield say(
            "EWS in Exchange Online ended on {date}; free/busy goes over Microsoft Graph.",
            date=day(EWS_ENDS),
        )


def _ended(facts: Facts, asked: Asked) -> Iterator[Fault]:
    if asked.now < EWS_ENDS - EWS_END_NOTICE or graph_flow(facts):
        return
    over = asked.now >= EWS_ENDS
    remedy = say(
        "Move to Exchange Server SE with the May 2026 update or later on every server, and to "
        "Microsoft Graph with Microsoft's script. {archives} Then check oauth {domain} again.",
        archives=ARCHIVES,
        domain=asked.organisation.domain,
    )
    yield Fault(
        seen=say("EWS in Exchange Online ended on {date}.", date=day(EWS_ENDS))
        if over
        else say("Free/busy still goes over EWS, which ends on {date}.", date=day(EWS_ENDS)),
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=remedy if _is_worldwide(asked) else _no_way(asked),
        command=GRAPH_SCRIPT if _is_worldwide(asked) else again(asked),
        console=Console.OTHER if _is_worldwide(asked) else Console.CHAT,
        where=SCRIPT_WHERE if _is_worldwide(asked) else None,
        verdict=Verdict.FAIL if over else Verdict.WARN,
    )


def _is_worldwide(asked: Asked) -> bool:
    return asked.organisation.cloud.is_worldwide


def _no_way(asked: Asked) -> Phrase:
    return say(
        "Microsoft documents no replacement in this cloud: watch the Message center of the tenant, "
        "and check oauth {domain} again.",
        domain=asked.organisation.domain,
    )


def _undecided(
    policy: EwsPolicy, facts: Facts, asked: Asked, seen: list[Phrase]
) -> Iterator[Fault]:
    """Warn of the day on which Microsoft decides; until then nothing is wrong.

    Only tenants without a list are turned off so.
    """
    if policy.enabled is not None:
        return
    ids = facts.of(EWS_LIST)
    seen.append(say("A null lets every application use EWS, whatever is on the list."))
    is_spared = isinstance(ids, Known) and ids.value.app_ids
    if asked.now < EWS_TURNED_OFF or is_spared or graph_flow(facts) or not _is_worldwide(asked):
        return
    yield Fault(
        seen=say(
            "Nobody has set EwsEnabled. Since {date} Microsoft sets it to False, tenant by tenant; "
            "this one has not been reached.",
            date=day(EWS_TURNED_OFF),
        ),
        consequence=say(
            "From the day that the Message center names for this tenant, seven days ahead, people "
            "on premises do not see free/busy times of people in the cloud."
        ),
        remedy=say(
            "Nothing has to be changed today. Have the Message center watched; before that day, "
            "move to Microsoft Graph, or list every application that may use EWS. Then check oauth "
            "{domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed("Get-OrganizationConfig | Format-List EwsEnabled"),
        console=Console.EXCHANGE_ONLINE,
        verdict=Verdict.WARN,
    )


def _shut(found: Reach, facts: Facts, asked: Asked) -> Fault:
    cause = say("EwsEnabled is set to False.")
    if found is Reach.RELATIONSHIPS:
        cause = say(
            "EwsEnabled is True and EwsAllowedAppIDs is empty: since {date} that blocks "
            "everything but organization relationships.",
            date=day(EWS_EMPTY_LIST_BLOCKS),
        )
    if graph_flow(facts):
        return _archives(cause, asked)
    is_early = found is Reach.RELATIONSHIPS and (
        asked.now < EWS_NEEDS_ALLOWED_APPS or not _is_worldwide(asked)
    )
    # Whether Microsoft Graph has taken over cannot be told without the overrides.
    is_open = isinstance(facts.of(OVERRIDES), Unread)
    remedy, command, console = _way_out(found, facts, asked)
    return Fault(
        seen=say("EWS is shut in Exchange Online."),
        cause=cause,
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=remedy,
        command=command,
        console=console,
        verdict=Verdict.WARN if is_early or is_open else Verdict.FAIL,
    )


def _way_out(found: Reach, facts: Facts, asked: Asked) -> tuple[Phrase, Command, Console]:
    """Say how it opens: a null within the hour, a list of all that use EWS within a day.

    No list is offered to be pasted: one with our application alone shuts out all others.
    """
    domain = asked.organisation.domain
    if found is Reach.RELATIONSHIPS:
        remedy = say(
            "A null opens EWS to every application again within the hour; with {request} a list of "
            "those that may use it is planned, which takes a day. Then check oauth {domain} again.",
            request=f"repair oauth {domain} --{OPTION} teams",
            domain=domain,
        )
        command = typed("Set-OrganizationConfig -EwsEnabled $null")
        return remedy, command, Console.EXCHANGE_ONLINE
    if not _application(facts):
        return _first(asked), again(asked), Console.CHAT
    remedy = say(
        "Plan a list of the applications that may use EWS: name every one by its id beside or in "
        "place of “teams”; all others stay shut out. Free/busy over Microsoft Graph needs no EWS."
    )
    return remedy, asked_for("repair oauth", asked, options=f"--{OPTION} teams"), Console.CHAT


def _archives(cause: Phrase, asked: Asked) -> Fault:
    return Fault(
        seen=say("EWS is shut in Exchange Online; free/busy goes over Microsoft Graph."),
        cause=cause,
        consequence=say("Archive mailboxes in the cloud of people on premises still need EWS."),
        remedy=say(
            "Nothing has to be done where no such archives are in use. Where they are, put the "
            "dedicated application and all others that need EWS on the list, wait a day, then "
            "switch EWS on; check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed(
            "Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy | "
            "Format-List EwsAllowedAppIDs"
        ),
        console=Console.EXCHANGE_ONLINE,
        verdict=Verdict.WARN,
    )


def _application(facts: Facts) -> str:
    """Give the dedicated application's id; empty when there is none, or it could not be read."""
    dedicated = facts.of(DEDICATED)
    known = dedicated.value.applications if isinstance(dedicated, Known) else ()
    return known[0].app_id.lower() if known else ""


def _first(asked: Asked) -> Phrase:
    return say(
        "First mend what is found under hybrid-application: without the dedicated application's "
        "id on the list, EWS would be blocked. Then check oauth {domain} again; the command with "
        "the id stands here then.",
        domain=asked.organisation.domain,
    )


def _not_listed(facts: Facts, asked: Asked) -> Iterator[Fault]:
    """Judge the list: ours has to be on it; what is on it is sent along, for it is replaced."""
    application, ids = _application(facts), facts.value(EWS_LIST).app_ids
    if not application or application in ids:
        return
    cause = say("EWS serves only the applications on this list.")
    if graph_flow(facts):
        yield _archives(cause, asked)
        return
    yield Fault(
        seen=say(
            "The dedicated application {application} is not in EwsAllowedAppIDs.",
            application=application,
        ),
        cause=cause,
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=say(
            "Add the application; the list is replaced, so the others are sent along. It takes up "
            "to a day. Then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed(
            "Set-OrganizationConfig -EwsAllowedAppIDs {ids}", ids=",".join((*ids, application))
        ),
        console=Console.EXCHANGE_ONLINE,
    )


def _agents(policy: EwsPolicy, asked: Asked) -> Iterator[Fault]:
    if policy.access_policy:
        yield Fault(
            seen=say("A rule on user agents is in force: {rule}.", rule=policy.access_policy),
            consequence=say(
                "It can refuse Exchange Server and Teams although the application is allowed."
            ),
            remedy=say(
                "Compare EwsAllowList and EwsBlockList with the agents that have to pass, "
                "then check oauth {domain} again.",
                domain=asked.organisation.domain,
            ),
            command=typed("Get-OrganizationConfig | Format-List Ews*"),
            console=Console.EXCHANGE_ONLINE,
            verdict=Verdict.WARN,
        )


CHECK = Check(
    id="ews",
    title=TITLE,
    asks="Does EWS in Exchange Online let the dedicated application in, today and from now on?",
    needs=(EWS_POLICY, EWS_LIST, DEDICATED, OVERRIDES),
    judge=judge,
)
