"""Step 2: Exchange Server accepts Exchange Online's tokens; on premises, with an empty realm."""

from commands.actions.partner_application import SetPartnerApplication
from commands.facts.organisation import PARTNER_APPLICATIONS
from commands.findings import Console
from commands.outside.identifiers import EXCHANGE_ONLINE, same
from commands.phrases import say
from commands.runbooks.draft import Draft


def plan(draft: Draft) -> None:
    ours = [
        each
        for each in draft.facts.value(PARTNER_APPLICATIONS)
        if same(each.application_id, EXCHANGE_ONLINE)
    ]
    found = min(ours, key=lambda each: (bool(each.realm), not each.enabled), default=None)
    draft.rests_on(
        say("Partner application of Exchange Online"),
        "–" if found is None else f"{found.name}; Enabled {found.enabled}; Realm {found.realm}",
    )
    if found is None:
        draft.blocks(
            say("Partner application of Exchange Online"),
            say(
                "Exchange's setup makes it together with its account, and it is not there. "
                "Create it with that account."
            ),
            "New-PartnerApplication -Name 'Exchange Online' -LinkedAccount (Get-User "
            "'Exchange Online-ApplicationAccount').Identity -ApplicationIdentifier "
            f"{EXCHANGE_ONLINE} -Enabled $true",
            console=Console.EXCHANGE_SERVER,
        )
    elif found.enabled and not found.realm:
        draft.in_place.append(say("Partner application {name}: enabled", name=found.name))
    else:
        draft.items.append(
            SetPartnerApplication(
                server=draft.server,
                application=found.name,
                enabled=True,
                realm="",
                old_enabled=found.enabled,
                old_realm=found.realm,
            )
        )
