"""Do the addresses that the auth servers were made from still speak for the tenant?

Exchange reads them again to follow the issuers' changes of key.  When the domain in one of them
leaves the tenant, nothing breaks until the next change of key, and then everything does.
"""

from collections.abc import Callable, Iterator

from commands.check import Asked, Check
from commands.checks.effects import BOTH_SIDES_BLIND
from commands.checks.weigh import Fault, listed, weigh
from commands.facts.tenant import ACS_METADATA, STS_METADATA
from commands.findings import Finding, Verdict
from commands.look import Facts, Reading, Unread
from commands.outside.metadata import MetadataUnreadable, SigningMetadata, entity, tenants
from commands.outside.network import Answer
from commands.phrases import Phrase, say

TITLE = say("Metadata addresses of the auth servers")
_ACS = say("Metadata address of the access control service (ACS)")
_STS = say("Metadata address of Entra ID (evoSTS)")

_OK = 200


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    yield _finding(f"{CHECK.id}.acs", _ACS, facts.of(ACS_METADATA), _acs_tenants, asked)
    yield _finding(f"{CHECK.id}.evosts", _STS, facts.of(STS_METADATA), _sts_tenants, asked)


def _acs_tenants(body: bytes) -> frozenset[str]:
    return SigningMetadata.from_body(body).tenants


def _sts_tenants(body: bytes) -> frozenset[str]:
    return tenants(entity(body))


def _finding(
    id: str,
    title: Phrase,
    reading: Reading[Answer | None],
    read: Callable[[bytes], frozenset[str]],
    asked: Asked,
) -> Finding:
    if isinstance(reading, Unread):
        return weigh(id, title, unread=[reading])
    answer = reading.value
    if answer is None:
        return Finding(
            id=id,
            title=title,
            verdict=Verdict.SKIPPED,
            evidence=(say("No auth server of this kind has a metadata address."),),
        )
    try:
        found = read(answer.body) if answer.status == _OK else frozenset()
    except MetadataUnreadable:
        found = frozenset()
    seen = say(
        "{url} answered with status {status} and names tenant {found}.",
        url=answer.url,
        status=answer.status,
        found=listed(sorted(found)),
    )
    wrong = str(asked.organisation.tenant_id) not in found
    return weigh(id, title, seen=[seen], faults=[_fault(asked)] if wrong else ())


def _fault(asked: Asked) -> Fault:
    organisation = asked.organisation
    return Fault(
        seen=say("That is not tenant {tenant}.", tenant=str(organisation.tenant_id)),
        cause=say("The domain in the address is not, or no longer, a domain of the tenant."),
        consequence=BOTH_SIDES_BLIND,
        remedy=say(
            "Give the auth server a metadata address with {initial} in place of the domain it has "
            "(Set-AuthServer -AuthMetadataUrl), then check oauth {domain} again.",
            initial=organisation.initial_domain,
            domain=organisation.domain,
        ),
    )


CHECK = Check(
    id="auth-server.metadata",
    title=TITLE,
    asks="Do the auth servers' metadata addresses still answer, and for this tenant?",
    needs=(ACS_METADATA, STS_METADATA),
    judge=judge,
)
