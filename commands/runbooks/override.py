"""The switch that has Exchange use the application, last of all, and read on every server.

Made while something it needs is missing, it would break free/busy altogether (CSS-Exchange, pull
request 2399).
"""

from typing import Final

from commands.actions.connectors import NewConnector, SetConnector
from commands.actions.overrides import NewOverride, RefreshSettings, SetOverride
from commands.actions.partner_application import SetPartnerApplication
from commands.checks.identity import SECTION
from commands.checks.override_reach import by_version, reach
from commands.facts.organisation import CONNECTORS, OVERRIDES, PARTNER_APPLICATIONS
from commands.outside.exchange import SettingOverride
from commands.outside.identifiers import EXCHANGE_ONLINE, same
from commands.phrases import Phrase, say
from commands.runbook import Left
from commands.runbooks.draft import Draft

NAME: Final = "EnableExchangeHybrid3PAppFeature"
ON: Final = ("Enabled=true",)


def plan(draft: Draft) -> None:
    """Switch it on when all it needs is in place or planned before it."""
    if draft.is_shared or not draft.signs_in:
        return
    all_of_them = [each for each in draft.facts.value(OVERRIDES) if same(each.section, SECTION)]
    on = [each for each in all_of_them if each.enabled]
    draft.rests_on(
        say("Setting overrides for the application"),
        "; ".join(" ".join((each.name, *each.parameters, *each.limits)) for each in all_of_them),
    )
    if reach(on, draft.facts, draft.asked).is_one_each and not any(map(by_version, on)):
        names = ", ".join(each.name for each in on)
        draft.in_place.append(say("Setting override {name}: on", name=names))
    elif len(on) > 1 or any(each.limits for each in all_of_them):
        names = ", ".join(each.name for each in all_of_them)
        _leave(
            draft,
            say(
                "They do not give each server exactly one that is on: {names}. Keep one that holds "
                "everywhere, or one for each server; the rest of the plan does not wait for it.",
                names=names,
            ),
        )
    elif missing := _missing(draft):
        _leave(
            draft,
            say(
                "It is not switched on while this is missing, because free/busy would break: "
                "{missing}.",
                missing=", ".join(missing),
            ),
        )
    else:
        _switch_on(draft, all_of_them)


def _switch_on(draft: Draft, off: list[SettingOverride]) -> None:
    """Switch it on once everything that is planned so far is done, consent included."""
    all_before = tuple(draft.items)
    if off:
        draft.add(
            SetOverride(
                server=draft.server,
                override=off[0].name,
                parameters=ON,
                old_parameters=off[0].parameters,
            ),
            after=all_before,
        )
    else:
        draft.add(
            NewOverride(
                server=draft.server,
                override=NAME,
                component="Global",
                section=SECTION,
                parameters=ON,
            ),
            after=all_before,
        )
    for server in draft.servers:
        draft.add(RefreshSettings(server=server), after=tuple(draft.items))


def _missing(draft: Draft) -> list[str]:
    """Name what OAuth itself lacks, and this plan does not bring."""
    missing = []
    partners = draft.facts.value(PARTNER_APPLICATIONS)
    if not any(isinstance(each, SetPartnerApplication) for each in draft.items) and not any(
        same(each.application_id, EXCHANGE_ONLINE) and each.enabled and not each.realm
        for each in partners
    ):
        missing.append("Get-PartnerApplication")
    planned = any(
        isinstance(each, NewConnector | SetConnector) and each.server for each in draft.items
    )
    if not planned and not any(each.enabled for each in draft.facts.value(CONNECTORS)):
        missing.append("Get-IntraOrganizationConnector")
    return missing


def _leave(draft: Draft, why: Phrase) -> None:
    draft.signs_in = False
    draft.left.append(Left(title=say("Setting overrides of {section}", section=SECTION), why=why))
