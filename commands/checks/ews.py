"""Does Exchange Online still let on-premises Exchange call EWS?

Since October 2026 a switch that nobody has set counts as off, and one that is on lets in only the
applications on its list.  On 1 April 2027 EWS in Exchange Online ends.
"""

from collections.abc import Iterator
from typing import Any

from commands.amounts import days
from commands.check import Asked, Check
from commands.checks.effects import ON_PREMISES_SIDE_BLIND
from commands.checks.identity import graph_flow
from commands.checks.powershell import Command, typed
from commands.checks.timeline import (
    EWS_END_NOTICE,
    EWS_ENDS,
    EWS_NEEDS_ALLOWED_APPS,
    EWS_OFF_BY_DEFAULT,
    day,
    days_until,
)
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.cloud import EWS_POLICY
from commands.facts.entra import DEDICATED
from commands.facts.organisation import OVERRIDES
from commands.findings import Console, Finding, Verdict
from commands.look import Facts, Known, Reading, Unread
from commands.outside.exchange_online import EwsPolicy
from commands.phrases import Phrase, say

TITLE = say("EWS switches in Exchange Online")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    policy, dedicated = facts.value(EWS_POLICY), facts.of(DEDICATED)
    switched_on = policy.enabled or (policy.enabled is None and asked.now < EWS_OFF_BY_DEFAULT)
    faults = [*_ended(facts, asked)]
    unread: list[Reading[Any]] = []
    if not switched_on:
        faults.append(_off(policy, facts, asked))
        unread = [facts.of(OVERRIDES)]
    elif asked.now >= EWS_NEEDS_ALLOWED_APPS:
        faults += _not_listed(policy, facts, asked)
        unread = [dedicated]
    faults += _agents(policy, asked)
    yield weigh(
        CHECK.id,
        TITLE,
        seen=_seen(policy, asked),
        faults=faults,
        unread=[reading for reading in unread if isinstance(reading, Unread)],
    )


def _seen(policy: EwsPolicy, asked: Asked) -> Iterator[Phrase]:
    yield say(
        "Get-OrganizationConfig in Exchange Online: EwsEnabled {enabled}, EwsAllowedAppIDs {ids}, "
        "EwsApplicationAccessPolicy {rule}.",
        enabled="null" if policy.enabled is None else str(policy.enabled),
        ids=listed(policy.allowed_app_ids),
        rule=policy.access_policy or "–",
    )
    if asked.now < EWS_ENDS:
        yield say(
            "EWS in Exchange Online ends on {date}, in {days}.",
            date=day(EWS_ENDS),
            days=days(days_until(EWS_ENDS, asked.now)),
        )


def _ended(facts: Facts, asked: Asked) -> Iterator[Fault]:
    if asked.now < EWS_ENDS - EWS_END_NOTICE or graph_flow(facts):
        return
    over = asked.now >= EWS_ENDS
    yield Fault(
        seen=say("EWS in Exchange Online ended on {date}.", date=day(EWS_ENDS))
        if over
        else say("Free/busy still goes over EWS, which ends on {date}.", date=day(EWS_ENDS)),
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=say(
            "Move to Exchange Server SE with the May 2026 update or later on every server, and to "
            "Microsoft Graph with Microsoft's script; then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed(".\\ConfigureExchangeHybridApplication.ps1 -UseGraphApiOnly"),
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.FAIL if over else Verdict.WARN,
    )


def _off(policy: EwsPolicy, facts: Facts, asked: Asked) -> Fault:
    cause = say("EwsEnabled is set to False.")
    if policy.enabled is None:
        cause = say(
            "Nobody has set EwsEnabled, and since {date} that counts as off.",
            date=day(EWS_OFF_BY_DEFAULT),
        )
    command = _switch_on(policy, facts, asked)
    if graph_flow(facts):
        return _archives(cause, command, asked)
    remedy = say(
        "Switch EWS on; it takes about an hour. Then check oauth {domain} again.",
        domain=asked.organisation.domain,
    )
    if asked.now >= EWS_NEEDS_ALLOWED_APPS:
        remedy = say(
            "Switch EWS on with the dedicated application's id on the list, which is replaced, so "
            "the others are sent along; the switch takes an hour, the list up to a day. Then check "
            "oauth {domain} again.",
            domain=asked.organisation.domain,
        )
    if command == again(asked):
        remedy = _first(asked)
    return Fault(
        seen=say("EWS is off in Exchange Online."),
        cause=cause,
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=remedy,
        command=command,
        console=_console(command, asked),
        # Whether Microsoft Graph has taken over cannot be told without the overrides.
        verdict=Verdict.WARN if isinstance(facts.of(OVERRIDES), Unread) else Verdict.FAIL,
    )


def _archives(cause: Phrase, command: Command, asked: Asked) -> Fault:
    return Fault(
        seen=say("EWS is off in Exchange Online; free/busy goes over Microsoft Graph."),
        cause=cause,
        consequence=say("Archive mailboxes in the cloud of people on premises still need EWS."),
        remedy=_first(asked)
        if command == again(asked)
        else say(
            "Switch EWS on for the dedicated application when such archives are in use; "
            "then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=command,
        console=_console(command, asked),
        verdict=Verdict.WARN,
    )


def _application(facts: Facts) -> str:
    """Give the dedicated application's id; empty when there is none, or it could not be read."""
    dedicated = facts.of(DEDICATED)
    known = dedicated.value.applications if isinstance(dedicated, Known) else ()
    return known[0].app_id.lower() if known else ""


def _switch_on(policy: EwsPolicy, facts: Facts, asked: Asked) -> Command:
    """Say what to type; the list is replaced as a whole, so what is on it is sent along.

    Without the dedicated application's id nothing is: a list without it would block EWS.
    """
    if asked.now < EWS_NEEDS_ALLOWED_APPS:
        return typed("Set-OrganizationConfig -EwsEnabled $true")
    application = _application(facts)
    if not application:
        return again(asked)
    return typed(
        "Set-OrganizationConfig -EwsEnabled $true -EwsAllowedAppIDs {ids}",
        ids=",".join(dict.fromkeys((*policy.allowed_app_ids, application))),
    )


def _first(asked: Asked) -> Phrase:
    return say(
        "First mend what is found under hybrid-application: without the dedicated application's "
        "id on the list, EWS would be blocked. Then check oauth {domain} again; the command with "
        "the id stands here then.",
        domain=asked.organisation.domain,
    )


def _console(command: Command, asked: Asked) -> Console:
    return Console.CHAT if command == again(asked) else Console.EXCHANGE_ONLINE


def _not_listed(policy: EwsPolicy, facts: Facts, asked: Asked) -> Iterator[Fault]:
    """Judge the list: an empty one lets nobody in, and ours has to be on it."""
    application = _application(facts)
    if policy.allowed_app_ids and (not application or application in policy.allowed_app_ids):
        return
    command = _switch_on(policy, facts, asked)
    seen = say("EwsAllowedAppIDs is empty.")
    if application:
        seen = say(
            "The dedicated application {application} is not in EwsAllowedAppIDs.",
            application=application,
        )
    yield Fault(
        seen=seen,
        cause=say(
            "Since {date} EWS serves only the applications on this list.",
            date=day(EWS_NEEDS_ALLOWED_APPS),
        ),
        consequence=ON_PREMISES_SIDE_BLIND,
        remedy=_first(asked)
        if command == again(asked)
        else say(
            "Add the application; the list is replaced, so the others are sent along. It takes up "
            "to a day. Then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=command,
        console=_console(command, asked),
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
            command=typed(
                "Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy | Format-List Ews*"
            ),
            console=Console.EXCHANGE_ONLINE,
            verdict=Verdict.WARN,
        )


CHECK = Check(
    id="ews",
    title=TITLE,
    asks="Is EWS on in Exchange Online, with the dedicated application on its list?",
    needs=(EWS_POLICY, DEDICATED, OVERRIDES),
    judge=judge,
)
