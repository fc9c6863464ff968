"""Step 4: the dedicated hybrid application with the certificate, and Exchange signing in as it.

https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from base64 import b64decode, b64encode
from typing import Final

from commands.action import reference
from commands.actions.applications import APP_ID, OBJECT_ID, NewApplication, NewPrincipal
from commands.actions.auth_servers import SetApplication
from commands.actions.awaited import Consented
from commands.actions.keys import SetApplicationKeys
from commands.checks.fleet import running
from commands.checks.products import APR25
from commands.facts.entra import DEDICATED, Dedicated
from commands.findings import Console
from commands.look import Unread
from commands.outside.certificate import thumbprint
from commands.outside.entra import Application
from commands.outside.identifiers import FULL_ACCESS_AS_APP, same
from commands.phrases import say
from commands.runbook import Await, Left
from commands.runbooks.auth_servers import ACS, STS, issuer, new_name
from commands.runbooks.draft import Draft

CONSENT_EVERY: Final = 60.0
CONSENT_WITHIN: Final = 24 * 3600.0


def plan(draft: Draft, certificate: str) -> str | None:
    """Plan the application; gives its id as later steps name it, ``None`` when it cannot be."""
    dedicated = draft.facts.value(DEDICATED)
    _rest(draft, dedicated)
    if len(dedicated.applications) > 1:
        draft.left.append(
            Left(
                title=say("Application {name}", name=dedicated.name),
                why=say(
                    "Several applications carry the name or stand on the auth server: {ids}. "
                    "Decide which one is right.",
                    ids=", ".join(each.app_id for each in dedicated.applications),
                ),
                blocks=True,
            )
        )
        return None
    if not dedicated.applications:
        app_id, object_id = reference(APP_ID), reference(OBJECT_ID)
        draft.items.append(NewApplication(display_name=dedicated.name))
        draft.items.append(NewPrincipal(app_id=app_id))
        _await_consent(draft, app_id)
        draft.items.append(
            SetApplicationKeys(object_id=object_id, app_id=app_id, add=(certificate,))
        )
        return app_id
    application = dedicated.applications[0]
    draft.in_place.append(say("Application {name}: registered", name=application.name))
    if dedicated.principal is None:
        draft.items.append(NewPrincipal(app_id=application.app_id))
    if any(same(grant.role_id, FULL_ACCESS_AS_APP) for grant in dedicated.grants):
        draft.in_place.append(say("Permission full_access_as_app: granted"))
    else:
        _await_consent(draft, application.app_id)
    _keys(draft, application, certificate)
    return application.app_id


def plan_sign_in(draft: Draft, app_id: str) -> bool:
    """Have Exchange sign in as the application; ``False`` where the servers are too old for it."""
    if old := _too_old(draft):
        draft.left.append(
            Left(
                title=say("Update of {servers}", servers=", ".join(old)),
                why=say(
                    "The dedicated application needs the April 2025 update at least. Install it, "
                    "or go to Exchange Server SE; then ask again, and the rest is planned."
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
    draft.items.append(
        SetApplication(
            server=draft.server,
            auth_server=name,
            application=app_id,
            domains=_domains(draft),
            old_application="" if found is None else found.application_id,
            old_domains=() if found is None else found.domains,
        )
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


def _keys(draft: Draft, application: Application, certificate: str) -> None:
    """Add the current certificate, drop expired ones, keep the rest as they are."""
    wanted = thumbprint(b64decode(certificate))
    has = any(same(key.thumbprint, wanted) for key in application.keys)
    expired = [
        key
        for key in application.keys
        if key.ends is not None and key.ends <= draft.asked.now and key.der
        and not same(key.thumbprint, wanted)
    ]  # fmt: skip
    if has and not expired:
        draft.in_place.append(say("Key {thumbprint}: on the application", thumbprint=wanted))
        return
    gone = {key.thumbprint for key in expired}
    draft.items.append(
        SetApplicationKeys(
            object_id=application.id,
            app_id=application.app_id,
            kept=tuple(
                sorted(key.thumbprint for key in application.keys if key.thumbprint not in gone)
            ),
            add=() if has else (certificate,),
            drop=tuple(b64encode(key.der).decode() for key in expired),
        )
    )


def _too_old(draft: Draft) -> list[str]:
    """Name the servers that certainly lack the update."""
    old = []
    for server in draft.servers:
        reading = running(draft.facts, draft.asked, server)
        if not isinstance(reading, Unread) and reading.value.has(APR25) is False:
            old.append(f"{server} ({reading.value.build})")
    return old


def _domains(draft: Draft) -> tuple[str, ...]:
    """Take those of the access control service's auth server, as Microsoft's script does."""
    acs = issuer(draft, ACS)
    if acs is not None and acs.domains:
        return acs.domains
    organisation = draft.asked.organisation
    return (*organisation.domains, organisation.routing_domain)
