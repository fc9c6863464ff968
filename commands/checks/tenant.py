"""Is the configured tenant the one that the organisation's domains belong to?

Everything else is compared with the tenant id, so it must not rest on the configuration alone.
"""

from collections.abc import Iterator

from commands.check import Asked, Check
from commands.checks import documents
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.tenant import OPENID, REALM
from commands.findings import Finding
from commands.look import Facts, Unread
from commands.outside.metadata import name_space, openid_issuer, tenants
from commands.outside.network import Answer
from commands.phrases import Phrase, say

TITLE = say("Tenant of the organisation's domains")


def judge(facts: Facts, asked: Asked) -> Iterator[Finding]:
    seen: list[Phrase] = []
    faults: list[Fault] = []
    unread: list[Unread] = []
    for reading, judged in ((facts.of(OPENID), _initial_domain), (facts.of(REALM), _domain)):
        if isinstance(reading, Unread):
            unread.append(reading)
            continue
        try:
            faults += judged(reading.value, asked, seen)
        except documents.NotTheDocument:
            unread.append(documents.unread(reading.value, asked))
    yield weigh(CHECK.id, TITLE, seen=seen, faults=faults, unread=unread)


def _initial_domain(answer: Answer, asked: Asked, seen: list[Phrase]) -> Iterator[Fault]:
    organisation = asked.organisation
    tenant_id = str(organisation.tenant_id)
    found = documents.read(answer, lambda body: tenants(openid_issuer(body)))
    if tenant_id in found:
        seen.append(
            say(
                "Entra ID says that {domain} is a domain of tenant {tenant}.",
                domain=organisation.initial_domain,
                tenant=tenant_id,
            )
        )
        return
    yield Fault(
        seen=say(
            "Entra ID's openid configuration of {domain} names tenant {found} (status {status}); "
            "the configuration says {tenant}.",
            domain=organisation.initial_domain,
            found=listed(sorted(found)),
            status=answer.status,
            tenant=tenant_id,
        ),
        consequence=say("Every comparison with the tenant below may be with the wrong one."),
        remedy=say(
            "Correct tenant_id and initial_domain of {name} in hybridge.toml, "
            "then check oauth {domain} again.",
            name=organisation.name,
            domain=organisation.domain,
        ),
        command=again(asked),
    )


def _domain(answer: Answer, asked: Asked, seen: list[Phrase]) -> Iterator[Fault]:
    organisation = asked.organisation
    (kind,) = documents.read(answer, lambda body: frozenset({name_space(body)} - {""}))
    seen.append(
        say(
            "Entra ID's user realm of {domain}: {kind} (status {status}).",
            domain=organisation.domain,
            kind=kind,
            status=answer.status,
        )
    )
    if kind == "Unknown":
        yield Fault(
            seen=say("No tenant has {domain} as a verified domain.", domain=organisation.domain),
            consequence=say(
                "Tokens that speak for people of {domain} are refused, in both directions.",
                domain=organisation.domain,
            ),
            remedy=say(
                "Verify the domain {domain} in the Microsoft 365 admin center, "
                "then check oauth {domain} again.",
                domain=organisation.domain,
            ),
            command=again(asked),
        )


CHECK = Check(
    id="tenant",
    title=TITLE,
    asks="Do the configured domains belong to the configured tenant?",
    needs=(OPENID, REALM),
    judge=judge,
)
