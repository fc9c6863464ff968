"""Exchange Online lets the application use EWS; nobody is shut out of it without a word.

The list is written first, waited for, and the switch comes after it.  A switch that nobody has set
lets everybody in, so nothing is planned for it.
"""

from typing import Final

from commands.actions.ews import SetEwsList, SetEwsSwitch
from commands.book import is_reference
from commands.checks.ews_reach import Reach, reach
from commands.checks.graph_script import GRAPH_SCRIPT, SCRIPT_WHERE
from commands.checks.identity import graph_flow
from commands.checks.timeline import EWS_ENDS, EWS_TURNED_OFF, day
from commands.ews_clients import NAMES, ONLY_OURS, OPTION, named
from commands.facts.cloud import EWS_LIST, EWS_POLICY
from commands.findings import Console
from commands.look import Known
from commands.phrases import say
from commands.runbook import Item, Left, Pause
from commands.runbooks import application
from commands.runbooks.draft import Draft

LIST_KNOWN: Final = 24 * 3600.0
"""Seconds; each server of Exchange Online reads the list once a day."""


def plan(draft: Draft) -> None:
    """Let the application in, where it is known; the shared principal is not listed."""
    app_id = draft.application or application.known(draft)
    if app_id is None or draft.is_shared:
        return
    found = reach(draft.facts, draft.asked)
    _rest(draft)
    if graph_flow(draft.facts):
        draft.in_place.append(say("EWS in Exchange Online: free/busy goes over Microsoft Graph"))
        return
    match found:
        case Reach.ENDED:
            _ended(draft)
        case Reach.EVERYBODY:
            _open(draft)
        case Reach.LISTED if app_id.lower() in draft.facts.value(EWS_LIST).app_ids:
            draft.in_place.append(say("EWS in Exchange Online: on for the application"))
        case _:
            _let_in(draft, app_id, found)


def _rest(draft: Draft) -> None:
    ids = draft.facts.of(EWS_LIST)
    told = ", ".join(sorted(ids.value.app_ids)) if isinstance(ids, Known) else "?"
    enabled = draft.facts.value(EWS_POLICY).enabled
    draft.rests_on(say("EWS in Exchange Online"), f"{enabled}; {told}")


def _open(draft: Draft) -> None:
    draft.in_place.append(say("EWS in Exchange Online: open to every application"))
    if draft.facts.value(EWS_POLICY).enabled is None and draft.asked.now >= EWS_TURNED_OFF:
        draft.warn(
            say(
                "EwsEnabled is null: EWS works until Microsoft turns this tenant off, which it has "
                "done in waves since {date}, with a notice seven days before. This plan leaves it "
                "so; EWS ends for everybody on {end}.",
                date=day(EWS_TURNED_OFF),
                end=day(EWS_ENDS),
            )
        )


def _let_in(draft: Draft, app_id: str, found: Reach) -> None:
    listed = draft.facts.value(EWS_LIST).app_ids
    wanted = draft.options.get(OPTION, "")
    more = tuple(wanted.split(",")) if wanted and wanted != ONLY_OURS else ()
    own = app_id if is_reference(app_id) else app_id.lower()
    applications = tuple(dict.fromkeys((*listed, *more, own)))
    if applications == (own,) and wanted != ONLY_OURS:
        _ask(draft)
        return
    _shut_out(draft, applications)
    if set(applications) != set(listed):
        draft.items.append(SetEwsList(applications=applications, old_applications=listed))
    if found is Reach.NOBODY:
        known: tuple[Item, ...] = ()
        if set(applications) != set(listed):
            title = say("Wait a day until all of Exchange Online knows the list")
            known = (Pause(title=title, seconds=LIST_KNOWN),)
            draft.items += known
        draft.add(SetEwsSwitch(enabled=True, old_enabled=False), after=known)


def _ask(draft: Draft) -> None:
    """Leave it until somebody has said who else uses EWS: the list shuts out all others."""
    draft.signs_in = False
    domain = draft.asked.organisation.domain
    draft.left.append(
        Left(
            title=say("Applications that may use EWS"),
            why=say(
                "EWS is shut in Exchange Online, and opens only for a list of applications. With "
                "the dedicated application alone on it these stay shut out: {names}, and all "
                "others that the EWS usage report of the Microsoft 365 admin center shows. Ask "
                "again and name them by their ids; “{only}” where nothing else may use EWS. "
                "The rest of the plan does not wait for it.",
                names=", ".join(named(each) for each in NAMES),
                only=ONLY_OURS,
            ),
            command=f"configure oauth {domain} --{OPTION} teams",
        )
    )


def _shut_out(draft: Draft, applications: tuple[str, ...]) -> None:
    missing = [named(each) for each in NAMES if each not in applications]
    draft.warn(
        say(
            "The list takes up to a day to be known everywhere, the switch about an hour. Every "
            "application that is not on the list is shut out of EWS: {names}. The quickest way "
            "back is “Set-OrganizationConfig -EwsEnabled $null”, which opens EWS to all of them "
            "within the hour. EWS ends for everybody on {date}.",
            names=", ".join((*missing, "…")),
            date=day(EWS_ENDS),
        )
    )


def _ended(draft: Draft) -> None:
    """Leave the move to Microsoft Graph to people: nothing else reaches the cloud any more."""
    draft.signs_in = False
    draft.left.append(
        Left(
            title=say("Free/busy over Microsoft Graph"),
            why=say(
                "EWS in Exchange Online ended on {date}, and nothing goes over it any more. Move "
                "to Exchange Server SE with the May 2026 update on every server, and to Microsoft "
                "Graph with Microsoft's script.",
                date=day(EWS_ENDS),
            ),
            command=GRAPH_SCRIPT,
            console=Console.EXCHANGE_SERVER,
            where=SCRIPT_WHERE,
        )
    )
