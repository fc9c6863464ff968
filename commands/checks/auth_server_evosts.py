"""Does Exchange trust Entra ID (evoSTS) as a token issuer?

The dedicated hybrid application and hybrid modern authentication rest on this one.
"""

from collections.abc import Iterator

from commands.check import Asked, Check
from commands.checks.auth_servers import (
    STS,
    address,
    defaults,
    disabled,
    missing,
    remarks,
    told,
    wrong_realm,
)
from commands.checks.effects import without_issuer
from commands.checks.powershell import Command, typed
from commands.checks.several_issuers import Several, default_moves, several
from commands.checks.weigh import Fault, weigh
from commands.facts.entra import DEDICATED, tenant_issuer
from commands.facts.organisation import AUTH_SERVERS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import same
from commands.outside.metadata import tenants
from commands.phrases import say

TITLE = say("Auth server of Entra ID (evoSTS)")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    servers = [server for server in facts.value(AUTH_SERVERS) if same(server.type, STS)]
    if not servers:
        yield weigh(CHECK.id, TITLE, faults=[missing(STS, _create(asked), asked)])
        return
    best = min(servers, key=lambda server: len(list(_faults(server, asked))))
    ours = tenant_issuer(tuple(servers), str(asked.organisation.tenant_id))
    yield weigh(
        CHECK.id,
        TITLE,
        seen=[told(best), *defaults(servers), *remarks(best, asked)],
        faults=[*_faults(best, asked), *_several(several(ours, facts), asked)],
    )


def _create(asked: Asked) -> Command:
    return typed(
        "New-AuthServer -Name 'evoSTS' -Type AzureAD -AuthMetadataUrl {url}",
        url=address(STS, asked.organisation),
    )


def _faults(server: AuthServer, asked: Asked) -> Iterator[Fault]:
    organisation = asked.organisation
    tenant_id = str(organisation.tenant_id)
    if not server.enabled:
        yield disabled(server, asked)
    if not same(server.realm, tenant_id):
        yield wrong_realm(server, asked)
    elif not organisation.cloud.is_issuer(server.issuer, organisation.tenant_id):
        yield _stale(server, server.issuer, asked)
    elif tenants(server.token_endpoint) - {tenant_id}:
        yield _stale(server, server.token_endpoint, asked)


def _stale(server: AuthServer, value: str, asked: Asked) -> Fault:
    return Fault(
        seen=say(
            "{name} belongs to the tenant, but carries an address that does not: {value}.",
            name=server.name,
            value=value or "–",
        ),
        consequence=without_issuer(STS, asked),
        remedy=say(
            "Read the issuer's metadata again, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed("Set-AuthServer -Identity {name} -RefreshAuthMetadata", name=server.name),
        console=Console.EXCHANGE_SERVER,
    )


def _several(found: Several | None, asked: Asked) -> Iterator[Fault]:
    if found is None:
        return
    domain = asked.organisation.domain
    remedy = say(
        "Decide which one Exchange is to sign in with; disable none before that. Then check oauth "
        "{domain} again.",
        domain=domain,
    )
    if found.kept is not None:
        remedy = say(
            "Keep {kept} and disable the others, then check oauth {domain} again.",
            kept=found.kept.name,
            domain=domain,
        )
    if (moving := default_moves(found)) is not None and found.kept is not None:
        remedy = say(
            "Outlook's modern authentication goes through {now}. First make {kept} the default "
            "authorization endpoint, in the order given here; then disable the others, and check "
            "oauth {domain} again.",
            now=moving.name,
            kept=found.kept.name,
            domain=domain,
        )
    yield Fault(
        seen=say("Several enabled auth servers are of this tenant: {names}.", names=found.names),
        cause=found.why,
        consequence=say(
            "Which of them signs in is not defined, and Microsoft's script for the dedicated "
            "hybrid application stops."
        ),
        remedy=remedy,
        command=found.command,
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.WARN,
    )


CHECK = Check(
    id="auth-server.evosts",
    title=TITLE,
    asks="Is there one enabled Entra ID auth server with the tenant's realm and issuer?",
    needs=(AUTH_SERVERS, DEDICATED),
    judge=judge,
)
