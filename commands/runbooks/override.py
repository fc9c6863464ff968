"""The switch that has Exchange use the application, last of all, and read on every server.

Made while something it needs is missing, it would break free/busy altogether (CSS-Exchange, pull
request 2399).
"""

from typing import Final

from commands.actions.overrides import NewOverride, RefreshSettings, SetOverride
from commands.facts.organisation import OVERRIDES
from commands.outside.identifiers import same
from commands.phrases import say
from commands.runbook import Left
from commands.runbooks.draft import Draft

NAME: Final = "EnableExchangeHybrid3PAppFeature"
SECTION: Final = "ExchangeOnpremAsThirdPartyAppId"
ON: Final = ("Enabled=true",)


def plan(draft: Draft) -> None:
    ours = [each for each in draft.facts.value(OVERRIDES) if same(each.section, SECTION)]
    draft.rests_on(
        say("Setting overrides for the application"),
        ", ".join(f"{each.name} {' '.join(each.parameters)}" for each in ours),
    )
    if len(ours) > 1 or any(each.limits for each in ours):
        draft.left.append(
            Left(
                title=say("Setting overrides of {section}", section=SECTION),
                why=say(
                    "There are several, or one that is limited to some servers: {names}. Keep one "
                    "that holds everywhere.",
                    names=", ".join(each.name for each in ours),
                ),
                blocks=True,
            )
        )
        return
    if ours and ours[0].enabled:
        draft.in_place.append(say("Setting override {name}: on", name=ours[0].name))
        return
    if ours:
        draft.items.append(
            SetOverride(
                server=draft.server,
                override=ours[0].name,
                parameters=ON,
                old_parameters=ours[0].parameters,
            )
        )
    else:
        draft.items.append(
            NewOverride(
                server=draft.server,
                override=NAME,
                component="Global",
                section=SECTION,
                parameters=ON,
            )
        )
    draft.items += [RefreshSettings(server=server) for server in draft.servers]
