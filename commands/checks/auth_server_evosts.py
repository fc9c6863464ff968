"""Does Exchange trust Entra ID (evoSTS) as a token issuer?

The dedicated hybrid application and hybrid modern authentication rest on this one.
"""

from collections.abc import Iterator

from commands.check import Asked, Check
from commands.checks.auth_servers import disabled, missing, remarks, told, wrong_realm
from commands.checks.effects import without_issuer
from commands.checks.powershell import Command, lines, typed
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.entra import tenant_issuer
from commands.facts.organisation import AUTH_SERVERS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import same
from commands.outside.metadata import tenants
from commands.phrases import say

TITLE = say("Auth server of Entra ID (evoSTS)")
TYPE = "AzureAD"
HOST = "login.windows.net"
DOCUMENT = "/federationmetadata/2007-06/federationmetadata.xml"


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    servers = [server for server in facts.value(AUTH_SERVERS) if same(server.type, TYPE)]
    if not servers:
        yield weigh(CHECK.id, TITLE, faults=[missing(TYPE, _create(asked), asked)])
        return
    best = min(servers, key=lambda server: len(list(_faults(server, asked))))
    ours = tenant_issuer(tuple(servers), str(asked.organisation.tenant_id))
    yield weigh(
        CHECK.id,
        TITLE,
        seen=[told(best), *remarks(best, asked)],
        faults=[*_faults(best, asked), *_several(ours, asked)],
    )


def _create(asked: Asked) -> Command:
    return typed(
        "New-AuthServer -Name 'evoSTS' -Type AzureAD -AuthMetadataUrl {url}",
        url=f"https://{HOST}/{asked.organisation.initial_domain}{DOCUMENT}",
    )


def _faults(server: AuthServer, asked: Asked) -> Iterator[Fault]:
    tenant_id = str(asked.organisation.tenant_id)
    if not server.enabled:
        yield disabled(server, asked)
    if not same(server.realm, tenant_id):
        yield wrong_realm(server, HOST, DOCUMENT, asked)
    elif not same(server.issuer.rstrip("/"), f"https://sts.windows.net/{tenant_id}"):
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
        consequence=without_issuer(TYPE, asked),
        remedy=say(
            "Read the issuer's metadata again, then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=typed("Set-AuthServer -Identity {name} -RefreshAuthMetadata", name=server.name),
        console=Console.EXCHANGE_SERVER,
    )


def _several(ours: tuple[AuthServer, ...], asked: Asked) -> Iterator[Fault]:
    if len(ours) > 1:
        names = [server.name for server in ours]
        yield Fault(
            seen=say(
                "Several enabled auth servers are of this tenant: {names}.", names=listed(names)
            ),
            consequence=say(
                "Which of them signs in is not defined, and Microsoft's script for the dedicated "
                "hybrid application stops."
            ),
            remedy=say(
                "Keep {kept} and disable the others, then check oauth {domain} again.",
                kept=names[0],
                domain=asked.organisation.domain,
            ),
            command=lines(
                *(
                    typed("Set-AuthServer -Identity {name} -Enabled $false", name=name)
                    for name in names[1:]
                )
            ),
            console=Console.EXCHANGE_SERVER,
            verdict=Verdict.WARN,
        )


CHECK = Check(
    id="auth-server.evosts",
    title=TITLE,
    asks="Is there one enabled Entra ID auth server with the tenant's realm and issuer?",
    needs=(AUTH_SERVERS,),
    judge=judge,
)
