"""Does Exchange sign in to the cloud as the organisation's own, dedicated hybrid application?

Since 31 October 2025 Exchange Online refuses EWS calls that sign in through the principal that all
tenants share.  Six things have to be true at once for the dedicated application to be used.
https://learn.microsoft.com/Exchange/hybrid-deployment/deploy-dedicated-hybrid-app
"""

from collections.abc import Iterator
from typing import Any, Final

from commands.check import Asked, Check
from commands.checks import hybrid_application_faults as faulty
from commands.checks.fleet import fleet, running
from commands.checks.identity import claimed_application, graph_flow, keys_of
from commands.checks.override_reach import left_out
from commands.checks.products import APR25, MAY26
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

SECTION: Final = "ExchangeOnpremAsThirdPartyAppId"
"""The section of the setting override that switches it on."""


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
    faults += _builds(facts, asked, seen, unread)
    if isinstance(dedicated, Known) and not dedicated.value.applications:
        faults = [faulty.made_with_it(fault, faults[0]) for fault in faults]
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
    """Judge the switch: exactly one, on, for every server."""
    ours = [item for item in overrides if same(item.section, SECTION)]
    on = [item for item in ours if item.enabled]
    if not on:
        yield faulty.not_switched_on(ours, asked)
    elif len(on) > 1:
        yield faulty.switched_on_twice(on, asked)
    else:
        seen.append(say("The setting override {name} switches it on.", name=on[0].name))
        if on[0].limits:
            yield faulty.limited(on[0], left_out(on[0], facts, asked), asked)


def _builds(
    facts: Facts, asked: Asked, seen: list[Phrase], unread: list[Unread]
) -> Iterator[Fault]:
    update = MAY26 if graph_flow(facts) else APR25
    low: list[str] = []
    for server in fleet(facts, asked):
        reading = running(facts, asked, server)
        if isinstance(reading, Unread):
            unread.append(reading)
            continue
        match reading.value.has(update):
            case False:
                low.append(f"{server} ({reading.value.build})")
            case None:
                open_part = reading.value.why or _only_cumulative(server, update, asked)
                if update == MAY26 and reading.value.why is None:
                    # Microsoft's script looked at every build before it went over to Graph.
                    seen.append(open_part.reason)
                else:
                    unread.append(open_part)
            case _:
                pass
    if low:
        yield faulty.too_old(low, update, asked)
    else:
        seen.append(say("No server is known to be older than {update}.", update=update))


def _only_cumulative(server: str, update: str, asked: Asked) -> Unread:
    return Unread(
        reason=say(
            "Active Directory tells the cumulative update of {server} only, not whether it has "
            "{update}; a maintenance endpoint for the server would.",
            server=server,
            update=update,
        ),
        source=server,
        at=asked.now,
        remedy=say(
            "Make the maintenance endpoint on {server} that docs/start/maintenance-endpoint.md "
            "describes; then check again.",
            server=server,
        ),
    )


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
