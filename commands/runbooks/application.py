"""Step 4: the dedicated hybrid application with the certificate, and Exchange signing in as it.

https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Final

from commands.actions.applications import APP_ID, OBJECT_ID, NewApplication, NewPrincipal
from commands.actions.auth_keys import AddAuthKey
from commands.actions.auth_servers import SetApplication
from commands.actions.awaited import Consented, consent_address
from commands.actions.keys import SetApplicationKeys, dropped
from commands.book import reference
from commands.checks.auth_servers import ACS, STS
from commands.checks.effects import is_blocked
from commands.checks.fleet import running
from commands.checks.identity import graph_flow
from commands.checks.products import APR25, EXCHANGE_SE, bringing
from commands.facts.entra import DEDICATED, Dedicated
from commands.findings import Console
from commands.look import Unread
from commands.outside.certificate import thumbprint
from commands.outside.entra import Application
from commands.outside.identifiers import FULL_ACCESS_AS_APP, same
from commands.phrases import say
from commands.runbook import Await, Left
from commands.runbooks import certificate, shared_principal
from commands.runbooks.auth_identities import Identity, must_last
from commands.runbooks.auth_servers import issuer, new_name
from commands.runbooks.draft import Draft

CONSENT_EVERY: Final = 60.0
CONSENT_WITHIN: Final = 24 * 3600.0


def plan(draft: Draft) -> None:
    """Have Exchange sign in as the application; or, where asked for, as the shared principal."""
    draft.signs_in = False
    certificates = certificate.plan(draft)
    if not certificates:
        return
    if draft.is_shared:
        shared_principal.plan_upload(draft, certificates[0])
        draft.signs_in = not is_blocked(draft.asked)
        return
    draft.application = _registered(draft, certificates)
    if draft.application is not None:
        draft.signs_in = _sign_in(draft, draft.application) and not _is_disabled(draft)


def known(draft: Draft) -> str | None:
    """Give the id of the application that is there, when it is plain which one it is."""
    found = draft.facts.value(DEDICATED).applications
    return found[0].app_id if len(found) == 1 else None


def _registered(draft: Draft, certificates: tuple[str, ...]) -> str | None:
    """Plan the application with its consent and keys; gives its id as later steps name it."""
    dedicated = draft.facts.value(DEDICATED)
    _rest(draft, dedicated)
    if len(dedicated.applications) > 1:
        _several(draft, dedicated)
        return None
    if not dedicated.applications:
        _register(draft, dedicated.name, certificates)
        return reference(APP_ID)
    application = dedicated.applications[0]
    draft.in_place.append(say("Application {name}: registered", name=application.name))
    if dedicated.principal is None:
        draft.items.append(NewPrincipal(app_id=application.app_id, with_application=False))
    if any(same(grant.role_id, FULL_ACCESS_AS_APP) for grant in dedicated.grants):
        draft.in_place.append(say("Permission full_access_as_app: granted"))
    elif graph_flow(draft.facts):
        # What this way needs instead, graph-route judges; Microsoft's script asks for it.
        draft.in_place.append(say("EWS in Exchange Online: free/busy goes over Microsoft Graph"))
    else:
        _await_consent(draft, application.app_id)
        draft.warn(
            say(
                "An administrator of the tenant must consent to the application: {url}",
                url=consent_address(draft.asked.organisation, application.app_id),
            )
        )
    _keys(draft, application, certificates)
    return application.app_id


def _register(draft: Draft, name: str, certificates: tuple[str, ...]) -> None:
    app_id, object_id = reference(APP_ID), reference(OBJECT_ID)
    draft.items.append(NewApplication(display_name=name))
    draft.items.append(NewPrincipal(app_id=app_id))
    _await_consent(draft, app_id)
    draft.items.append(SetApplicationKeys(object_id=object_id, app_id=app_id, add=certificates))
    draft.warn(
        say(
            "An administrator of the tenant must consent to the new application within a day; its "
            "card shows the address when it is time."
        )
    )


def _several(draft: Draft, dedicated: Dedicated) -> None:
    draft.blocks(
        say("Application {name}", name=dedicated.name),
        say(
            "Several applications carry the name or stand on the auth server: {ids}. "
            "Decide which one is right; until then nothing at all is changed.",
            ids=", ".join(each.app_id for each in dedicated.applications),
        ),
    )


def _is_disabled(draft: Draft) -> bool:
    """Leave a principal that somebody has switched off to whoever did that."""
    principal = draft.facts.value(DEDICATED).principal
    if principal is None or principal.enabled:
        return False
    draft.left.append(
        Left(
            title=say("Service principal of {name}", name=principal.name),
            why=say(
                "It is disabled, and nobody can sign in as it. Find out why, and enable it; the "
                "rest of the plan does not wait for it."
            ),
            command=f"Update-MgServicePrincipal -ServicePrincipalId {principal.id} "
            "-AccountEnabled:$true",
            console=Console.GRAPH,
        )
    )
    return True


def _sign_in(draft: Draft, app_id: str) -> bool:
    """Name the application on the auth server; ``False`` where servers are too old for it."""
    if old := _too_old(draft):
        draft.left.append(
            Left(
                title=say("Update of {servers}", servers=", ".join(name for name, _ in old)),
                why=say(
                    "The dedicated application needs {update}: {servers}. Install it, or go to "
                    "Exchange Server SE; then ask again. The rest of the plan does not wait for "
                    "it, but Exchange signs in to the cloud only after it.",
                    update=APR25,
                    servers=", ".join(told for _, told in old),
                ),
                console=Console.OTHER,
                where=say("On the servers, with the installer of the update"),
            )
        )
        return False
    found = issuer(draft, STS)
    name = new_name(draft) if found is None else found.name
    if found is not None and same(found.application_id, app_id):
        draft.in_place.append(say("Auth server {name}: signs in as the application", name=name))
        return True
    draft.add(
        SetApplication(
            server=draft.server,
            auth_server=name,
            application=app_id,
            domains=_domains(draft),
            old_application="" if found is None else found.application_id,
            old_domains=() if found is None else found.domains,
        ),
        after=draft.waits,  # named before the consent, it would be refused
    )
    return True


def _rest(draft: Draft, dedicated: Dedicated) -> None:
    keys = {key.thumbprint for each in dedicated.applications for key in each.keys}
    roles = sorted(grant.role_id for grant in dedicated.grants)
    draft.rests_on(
        say("Dedicated application"), ", ".join(each.app_id for each in dedicated.applications)
    )
    draft.rests_on(say("Keys of the dedicated application"), ", ".join(sorted(keys)))
    draft.rests_on(say("Permissions of the dedicated application"), ", ".join(roles))
    draft.rests_on(say("ApplicationIdentifier on the auth server"), dedicated.claimed)


def _await_consent(draft: Draft, app_id: str) -> None:
    draft.items.append(
        Await(condition=Consented(app_id=app_id), every=CONSENT_EVERY, seconds=CONSENT_WITHIN)
    )


def _keys(draft: Draft, application: Application, certificates: tuple[str, ...]) -> None:
    """Add the current certificate and the staged one, drop expired keys, keep the rest."""
    wanted = {thumbprint(b64decode(each)): each for each in certificates}
    has = {key.thumbprint.upper() for key in application.keys}
    expired = [
        key
        for key in application.keys
        if key.ends is not None
        and key.ends <= draft.asked.now
        and key.thumbprint.upper() not in wanted
    ]
    missing = tuple(each for print_, each in wanted.items() if print_ not in has)
    fresh = [*_fresh(draft, application, wanted)]
    if missing or expired:
        gone = {key.thumbprint for key in expired}
        draft.items.append(
            SetApplicationKeys(
                object_id=application.id,
                app_id=application.app_id,
                kept=tuple(sorted({key.thumbprint for key in application.keys} - gone)),
                add=missing,
                **dropped(expired),
            )
        )
    elif not fresh:
        draft.in_place.append(
            say("Key {thumbprint}: on the application", thumbprint=", ".join(wanted))
        )
    draft.items += fresh


def _fresh(
    draft: Draft, application: Application, wanted: Mapping[str, str]
) -> Iterator[AddAuthKey]:
    """Plan a fresh key where one ends though its certificate does not, or has ended by now."""
    there = Identity(
        object_id=application.id,
        app_id=application.app_id,
        name=application.name,
        is_principal=False,
        keys=application.keys,
    )
    for thumbprint_, der in wanted.items():
        until = must_last(draft, thumbprint_, draft.asked.now)
        if there.has(thumbprint_) and not there.has(thumbprint_, till=until):
            yield there.add(thumbprint_, der, servers=())


def _too_old(draft: Draft) -> list[tuple[str, str]]:
    """Name the servers that certainly lack the update, each with its build and the one it needs."""
    old, open_ones = [], []
    for server in draft.servers:
        reading = running(draft.facts, draft.asked, server)
        if isinstance(reading, Unread) or reading.value.has(APR25) is None:
            open_ones.append(server)
        elif not reading.value.has(APR25):
            build = reading.value.build
            needs = bringing(build, APR25) or EXCHANGE_SE.name
            old.append((server, f"{server} {build} → {needs}"))
    draft.rests_on(say("Servers too old for the application"), ", ".join(name for name, _ in old))
    if open_ones and not old:
        draft.warn(
            say(
                "It could not be told whether {servers} has the update {update} that the dedicated "
                "application needs; an older server refuses it.",
                servers=", ".join(open_ones),
                update=APR25,
            )
        )
    return old


def _domains(draft: Draft) -> tuple[str, ...]:
    """Take those of the access control service's auth server, as Microsoft's script does."""
    acs = issuer(draft, ACS)
    if acs is not None and acs.domains:
        return acs.domains
    organisation = draft.asked.organisation
    return (*organisation.domains, organisation.routing_domain)
