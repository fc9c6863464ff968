"""Does Exchange trust the tenant's access control service as a token issuer?"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from commands.check import Asked, Check
from commands.checks.auth_servers import ACS, address, disabled, missing, remarks, told, wrong_realm
from commands.checks.effects import without_issuer
from commands.checks.powershell import Command, typed
from commands.checks.several_issuers import Several, several_acs
from commands.checks.weigh import Fault, weigh
from commands.facts.organisation import AUTH_SERVERS
from commands.findings import Console, Finding, Verdict
from commands.look import Facts
from commands.outside.exchange import AuthServer
from commands.outside.identifiers import ACS_ISSUER, same
from commands.phrases import say

TITLE = say("Auth server of the access control service (ACS)")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    servers = [server for server in facts.value(AUTH_SERVERS) if same(server.type, ACS)]
    if not servers:
        fault = missing(ACS, _create(asked), asked)
        yield weigh(CHECK.id, TITLE, faults=[fault])
        return
    best = min(servers, key=lambda server: len(list(_faults(server, asked))))
    yield weigh(
        CHECK.id,
        TITLE,
        seen=[told(best), *remarks(best, asked)],
        faults=[*_faults(best, asked), *_several(several_acs(servers), asked)],
    )


def _several(found: Several | None, asked: Asked) -> Iterator[Fault]:
    """Judge two that get in each other's way; Exchange only notices when a challenge names one."""
    if found is None:
        return
    domain = asked.organisation.domain
    remedy = say(
        "Compare them, keep the one that serves the organisation's domains, and disable the "
        "other; then check oauth {domain} again.",
        domain=domain,
    )
    if found.kept is not None:
        remedy = say(
            "Keep {kept} and disable the others, then check oauth {domain} again.",
            kept=found.kept.name,
            domain=domain,
        )
    yield Fault(
        seen=say(
            "Several enabled auth servers of ACS have the same realm, or none: {names}.",
            names=found.names,
        ),
        cause=found.why,
        consequence=say(
            "Exchange does not sign in where the other side names that realm: it finds several "
            "auth servers for it."
        ),
        remedy=remedy,
        command=found.command,
        console=Console.EXCHANGE_SERVER,
        verdict=Verdict.WARN,
    )


def _create(asked: Asked) -> Command:
    return typed(
        "New-AuthServer -Name 'WindowsAzureACS' -AuthMetadataUrl {url}",
        url=address(ACS, asked.organisation),
    )


def _faults(server: AuthServer, asked: Asked) -> Iterator[Fault]:
    domain = asked.organisation.domain
    refresh = typed("Set-AuthServer -Identity {name} -RefreshAuthMetadata", name=server.name)
    if not server.enabled:
        yield disabled(server, asked)
    if not same(server.issuer, ACS_ISSUER):
        yield Fault(
            seen=say(
                "{name}: IssuerIdentifier is not {issuer}.", name=server.name, issuer=ACS_ISSUER
            ),
            consequence=without_issuer(ACS, asked),
            remedy=say(
                "Read the issuer's metadata again, then check oauth {domain} again.", domain=domain
            ),
            command=refresh,
            console=Console.EXCHANGE_SERVER,
        )
    if not same(server.realm, str(asked.organisation.tenant_id)):
        yield wrong_realm(server, asked)
    elif not _right_endpoint(server, str(asked.organisation.tenant_id)):
        yield Fault(
            seen=say(
                "{name}: TokenIssuingEndpoint is not the tenant's: {endpoint}.",
                name=server.name,
                endpoint=server.token_endpoint or "–",
            ),
            consequence=without_issuer(ACS, asked),
            remedy=say(
                "Read the issuer's metadata again, then check oauth {domain} again.", domain=domain
            ),
            command=refresh,
            console=Console.EXCHANGE_SERVER,
        )


def _right_endpoint(server: AuthServer, tenant_id: str) -> bool:
    """Compare the path: the host differs between the clouds."""
    try:
        parts = urlsplit(server.token_endpoint)
    except ValueError:
        return False
    return parts.scheme == "https" and same(parts.path, f"/{tenant_id}/tokens/OAuth/2")


CHECK = Check(
    id="auth-server.acs",
    title=TITLE,
    asks="Is there an enabled ACS auth server with the tenant's realm and token endpoint?",
    needs=(AUTH_SERVERS,),
    judge=judge,
)
