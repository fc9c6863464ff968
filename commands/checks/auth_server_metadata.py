"""Do the addresses that the auth servers were made from still speak for the tenant?

Exchange reads them again to follow the issuers' changes of key.  When the domain in one of them
leaves the tenant, nothing breaks until the next change of key, and then everything does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from commands.check import Asked, Check
from commands.checks import documents
from commands.checks.auth_servers import ACS, STS, names_tenant, point_at_tenant
from commands.checks.effects import without_issuer
from commands.checks.powershell import lines
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.organisation import AUTH_SERVERS
from commands.facts.tenant import ACS_METADATA, STS_METADATA
from commands.findings import Console, Finding, Verdict
from commands.look import Fact, Facts, Unread
from commands.outside.identifiers import same
from commands.outside.metadata import SigningMetadata, entity, tenants
from commands.outside.network import Answer
from commands.phrases import Phrase, say

TITLE = say("Metadata addresses of the auth servers")


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """One kind of auth server and the document it was made from."""

    id: str
    title: Phrase
    type: str
    document: Fact[Answer | None]
    read: Callable[[bytes], frozenset[str]]


_KINDS = (
    _Kind(
        id="auth-server.metadata.acs",
        title=say("Metadata address of the access control service (ACS)"),
        type=ACS,
        document=ACS_METADATA,
        read=lambda body: SigningMetadata.from_body(body).tenants,
    ),
    _Kind(
        id="auth-server.metadata.evosts",
        title=say("Metadata address of Entra ID (evoSTS)"),
        type=STS,
        document=STS_METADATA,
        read=lambda body: tenants(entity(body)),
    ),
)


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    for kind in _KINDS:
        reading = facts.of(kind.document)
        if isinstance(reading, Unread):
            yield weigh(kind.id, kind.title, unread=[reading])
        elif reading.value is None:
            yield Finding(
                id=kind.id,
                title=kind.title,
                verdict=Verdict.SKIPPED,
                evidence=(say("No auth server of this kind has a metadata address."),),
            )
        else:
            yield _compare(kind, reading.value, facts, asked)


def _compare(kind: _Kind, answer: Answer, facts: Facts, asked: Asked) -> Finding:
    """Compare whom the document names; one that could not be read says nothing of anybody."""
    try:
        found = documents.read(answer, kind.read)
    except documents.NotTheDocument:
        return weigh(kind.id, kind.title, unread=[documents.unread(answer, asked)])
    seen = say(
        "{url} answered with status {status} and names tenant {found}.",
        url=answer.url,
        status=answer.status,
        found=listed(sorted(found)),
    )
    wrong = str(asked.organisation.tenant_id) not in found
    faults = [_fault(kind, facts, asked)] if wrong else []
    return weigh(kind.id, kind.title, seen=[seen], faults=faults)


def _fault(kind: _Kind, facts: Facts, asked: Asked) -> Fault:
    organisation = asked.organisation
    servers = [server for server in facts.value(AUTH_SERVERS) if same(server.type, kind.type)]
    seen = say("That is not tenant {tenant}.", tenant=str(organisation.tenant_id))
    if any(names_tenant(server, asked) for server in servers):
        return Fault(
            seen=seen,
            cause=say(
                "The address names {initial}, as it should, and the document there is another "
                "tenant's: tenant_id or initial_domain in hybridge.toml is not right.",
                initial=organisation.initial_domain,
            ),
            consequence=without_issuer(kind.type, asked),
            remedy=say(
                "Correct tenant_id and initial_domain of {name} in hybridge.toml, "
                "then check oauth {domain} again.",
                name=organisation.name,
                domain=organisation.domain,
            ),
            command=again(asked),
        )
    return Fault(
        seen=seen,
        cause=say("The domain in the address is not, or no longer, a domain of the tenant."),
        consequence=without_issuer(kind.type, asked),
        remedy=say(
            "Give the auth server a metadata address with {initial} in place of the domain it has "
            "(Set-AuthServer -AuthMetadataUrl), then check oauth {domain} again.",
            initial=organisation.initial_domain,
            domain=organisation.domain,
        ),
        command=lines(*(point_at_tenant(server, asked) for server in servers)),
        console=Console.EXCHANGE_SERVER,
    )


CHECK = Check(
    id="auth-server.metadata",
    title=TITLE,
    asks="Do the auth servers' metadata addresses still answer, and for this tenant?",
    needs=(ACS_METADATA, STS_METADATA, AUTH_SERVERS),
    judge=judge,
)
