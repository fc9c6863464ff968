"""Does Exchange sign in to the cloud as the organisation's own, dedicated hybrid application?

Since 31 October 2025 Exchange Online refuses EWS calls that sign in through the principal that all
tenants share.  Six things have to be true at once for the dedicated application to be used.
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from collections.abc import Iterator
from typing import Any

from commands.check import Asked, Check
from commands.checks import application_builds, override_faults
from commands.checks import hybrid_application_faults as faulty
from commands.checks.identity import SECTION, claimed_application, graph_flow, keys_of
from commands.checks.override_reach import by_version, reach
from commands.checks.timeline import DEDICATED_APPLICATION_EXISTS, day
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.entra import DEDICATED, Dedicated, tenant_issuer
from commands.facts.organisation import AUTH_CONFIG, AUTH_SERVERS, ORGANISATION, OVERRIDES, SERVERS
from commands.facts.servers import SETUP_BUILDS
from commands.findings import Finding, Verdict
from commands.look import Fact, Facts, Known, Unread
from commands.outside.entra import key_of
from commands.outside.exchange import SettingOverride
from commands.outside.identifiers import FULL_ACCESS_AS_APP, same
from commands.phrases import Phrase, say

TITLE = say("Dedicated Exchange hybrid application")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    if asked.now < DEDICATED_APPLICATION_EXISTS:
        yield Finding(
            id=CHECK.id,
            title=TITLE,
            verdict=Verdict.SKIPPED,
            evidence=(
                say(
                    "Exchange Server can use one since {date} only.",
                    date=day(DEDICATED_APPLICATION_EXISTS),
                ),
            ),
        )
        return
    parts: tuple[Fact[Any], ...] = (DEDICATED, AUTH_SERVERS, OVERRIDES)
    unread = [reading for part in parts if isinstance(reading := facts.of(part), Unread)]
    seen: list[Phrase] = []
    faults: list[Fault] = []
    if isinstance(dedicated := facts.of(DEDICATED), Known):
        faults += _application(dedicated.value, facts, asked, seen)
        if isinstance(facts.of(AUTH_SERVERS), Known):
            faults += _auth_server(dedicated.value, facts, asked, seen)
    if isinstance(overrides := facts.of(OVERRIDES), Known):
        faults += _override(overrides.value, facts, asked, seen)
    # An update comes first: what is typed for the rest does nothing on a server without it.
    faults = [*application_builds.judge(facts, asked, seen, unread), *faults]
    if isinstance(dedicated, Known) and not dedicated.value.applications:
        script = faulty.no_application(dedicated.value.name, dedicated.value.claimed, asked)
        faults = [faulty.made_with_it(fault, script) for fault in faults]
    yield weigh(CHECK.id, TITLE, seen=seen, faults=faults, unread=unread)


def _application(
    dedicated: Dedicated, facts: Facts, asked: Asked, seen: list[Phrase]
) -> Iterator[Fault]:
    if not dedicated.applications:
        yield faulty.no_application(dedicated.name, dedicated.claimed, asked)
        return
    application, principal = dedicated.applications[0], dedicated.principal
    seen.append(
        say(
            "Entra ID has the application {name} ({app_id}).",
            name=application.name,
            app_id=application.app_id,
        )
    )
    if principal is None or not principal.enabled:
        yield faulty.no_principal(application, principal, asked)
    roles = {grant.role_id.lower() for grant in dedicated.grants}
    if FULL_ACCESS_AS_APP in roles:
        seen.append(say("Its permission full_access_as_app is granted."))
    elif not graph_flow(facts):
        yield faulty.no_consent(application, asked)
    config = facts.of(AUTH_CONFIG)
    if isinstance(config, Known):
        if key_of(keys_of(dedicated), config.value.current):
            seen.append(
                say("It holds the current auth certificate {key}.", key=config.value.current)
            )
        else:
            yield faulty.no_key(config.value.current, asked)


def _auth_server(
    dedicated: Dedicated, facts: Facts, asked: Asked, seen: list[Phrase]
) -> Iterator[Fault]:
    """Judge what the auth server names; one that cannot be used has a finding of its own."""
    claimed = claimed_application(facts, asked)
    ours = tenant_issuer(facts.value(AUTH_SERVERS), str(asked.organisation.tenant_id))
    names = [server.name for server in ours]
    if not ours:
        seen.append(
            say("No usable auth server of Entra ID (evoSTS) could name it; that is told there.")
        )
        return
    known = [application.app_id for application in dedicated.applications]
    if claimed and any(same(claimed, app_id) for app_id in known):
        seen.append(
            say("Auth server {name} names it as ApplicationIdentifier.", name=listed(names))
        )
        return
    yield faulty.not_on_auth_server(names, claimed, known, asked)


def _override(
    overrides: tuple[SettingOverride, ...], facts: Facts, asked: Asked, seen: list[Phrase]
) -> Iterator[Fault]:
    """Judge the switch, server by server: exactly one that is on holds for each."""
    ours = [item for item in overrides if same(item.section, SECTION)]
    on = [item for item in ours if item.enabled]
    if not on:
        yield override_faults.not_switched_on(ours, asked)
        return
    held = reach(on, facts, asked)
    if held.without:
        yield override_faults.leaving_out(on, held.without, asked)
    if held.doubled:
        yield override_faults.switched_on_twice(held, asked)
    if held.without or held.doubled:
        return
    names = listed(item.name for item in on)
    seen.append(say("The setting override {name} switches it on.", name=names))
    if len(on) > 1:
        seen.append(
            say(
                "Each server has exactly one of them. Microsoft's HealthChecker counts them all "
                "the same, and calls more than one an error."
            )
        )
    yield from (override_faults.limited(item, asked) for item in on if by_version(item))


CHECK = Check(
    id="hybrid-application",
    title=TITLE,
    asks="Is a dedicated hybrid application registered, consented, keyed, switched on and usable?",
    needs=(
        AUTH_CONFIG,
        AUTH_SERVERS,
        DEDICATED,
        ORGANISATION,
        OVERRIDES,
        SERVERS,
        SETUP_BUILDS,
    ),
    judge=judge,
)
