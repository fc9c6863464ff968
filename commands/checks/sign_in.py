"""What one run of the connectivity test says, in either direction.

Only the result decides.  A failure is named by the table of known ones, and by the finding that
proves its root where there is one; what neither explains is said to be unexplained.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from commands.check import Asked, Check
from commands.checks import (
    auth_config,
    auth_server_acs,
    auth_server_evosts,
    auth_server_metadata,
    certificate_current,
    certificate_entra,
    certificate_servers,
    challenges,
    directories,
    ews,
    hybrid_application,
    partner_application,
    published_names,
    service_principal_names,
    shared_principal,
    tenant,
)
from commands.checks.auth_servers import ACS
from commands.checks.effects import CLOUD_SIDE_BLIND, ON_PREMISES_SIDE_BLIND
from commands.checks.excerpt import end, recognised
from commands.checks.powershell import lines, typed
from commands.checks.sign_in_shut import shut_on_purpose
from commands.checks.signatures import Direction, Signature, Told, classify
from commands.checks.signatures.diagnostics import diagnostics
from commands.checks.weigh import Fault, again, listed, weigh
from commands.facts.entra import SHARED
from commands.facts.organisation import AUTH_SERVERS, EWS
from commands.findings import Console, Finding, Verdict
from commands.look import Fact, Facts, Known
from commands.outside.exchange import host_of
from commands.outside.exchange_online import OAuthTest, Result
from commands.outside.identifiers import same
from commands.phrases import Phrase, say

_ISSUERS: Final = (
    auth_server_acs.CHECK,
    auth_server_evosts.CHECK,
    auth_server_metadata.CHECK,
    tenant.CHECK,
)

ROOTS: Final[Mapping[Direction, Sequence[Check]]] = {
    Direction.TO_CLOUD: (
        auth_config.CHECK,
        *_ISSUERS,
        certificate_current.CHECK,
        certificate_servers.CHECK,
        certificate_entra.CHECK,
        hybrid_application.CHECK,
        shared_principal.CHECK,
        ews.CHECK,
    ),
    Direction.TO_ON_PREMISES: (
        shared_principal.CHECK,
        partner_application.CHECK,
        *_ISSUERS,
        directories.CHECK,
        challenges.CHECK,
        published_names.CHECK,
        service_principal_names.CHECK,
    ),
}
"""The checks whose failure can be the root of a failed test in that direction."""

OF_ONE_TARGET: Final = (
    certificate_servers.CHECK,
    challenges.CHECK,
    published_names.CHECK,
    service_principal_names.CHECK,
)
"""Checks with a finding for each server or host, of which only the target's own explains."""

_ONE_USER: Final = say(
    "Only the test mailbox is shown to fail. Nothing is proven about others until a synchronized "
    "mailbox is tested."
)

_NO_MAILBOX: Final = re.compile(r"SMTP address has no mailbox", re.IGNORECASE)
_STALE: Final = "B5"


def verdict_on(
    row: tuple[str, Phrase],
    test: OAuthTest,
    direction: Direction,
    target: str,
    facts: Facts,
    asked: Asked,
) -> Finding:
    """Judge one run; ``target`` is the server it ran on, or the host it went to."""
    seen = [
        say(
            "Test-OAuthConnectivity to {url} for {mailbox}: {result}.",
            url=test.target,
            mailbox=test.mailbox,
            result=test.result.value,
        )
    ]
    if test.result is Result.SUCCESS:
        if _NO_MAILBOX.search(test.detail):
            seen.append(
                say("That the address has no mailbox may be ignored: the result is Success.")
            )
        return weigh(*row, seen=seen)
    if direction is Direction.TO_CLOUD and (
        shut := list(shut_on_purpose(test, target, facts, asked))
    ):
        verdict = Verdict.OK if test.signed_in else Verdict.SKIPPED
        return Finding(id=row[0], title=row[1], verdict=verdict, evidence=(*shut, *seen))
    effect = ON_PREMISES_SIDE_BLIND if direction is Direction.TO_CLOUD else CLOUD_SIDE_BLIND
    verdict = Verdict.FAIL if test.result is Result.ERROR else Verdict.WARN
    signature = classify(direction, test.detail)
    if signature is None:
        fault = _unclassified(test.detail, effect, verdict, asked)
        return weigh(*row, seen=seen, faults=[fault])
    told = signature.told[direction]
    seen += _shown(signature, test.detail)
    if signature.passes:
        return _passing(row, tuple(seen), told, asked)
    if signature.one_user:
        effect, verdict = _ONE_USER, Verdict.WARN
    roots = list(_roots(told, direction, target, facts, asked))
    fault = _classified(told, roots, effect, verdict, asked)
    if not roots and signature.id == _STALE and direction is Direction.TO_ON_PREMISES:
        fault = _refreshed(fault, facts)
    return weigh(*row, seen=seen, faults=[fault])


def _shown(signature: Signature, detail: str) -> Iterator[Phrase]:
    """Show where the row was recognised, and the reason that the other side gave, if it did."""
    yield say("The detail of the test: “{excerpt}”", excerpt=recognised(signature, detail))
    if reason := diagnostics(detail).reason:
        yield say("The reason given: “{reason}”", reason=reason)


def _passing(
    row: tuple[str, Phrase], seen: tuple[Phrase, ...], told: Told, asked: Asked
) -> Finding:
    """Say that it was a bad moment: neither that it works nor that anything is wrong."""
    return Finding(
        id=row[0],
        title=row[1],
        verdict=Verdict.UNKNOWN,
        evidence=seen,
        cause=told.cause,
        consequence=say("Nothing is known about this until the test gets an answer."),
        remedy=told.remedy,
        command=again(asked),
    )


def _refreshed(fault: Fault, facts: Facts) -> Fault:
    """Give what reads the issuers' keys again, in place of the bare words that say so."""
    servers = facts.of(AUTH_SERVERS)
    commands = [
        typed("Set-AuthServer -Identity {name} -RefreshAuthMetadata", name=server.name)
        for server in (servers.value if isinstance(servers, Known) else ())
        if server.enabled and same(server.type, ACS)
    ]
    if not commands:
        return fault
    return replace(fault, command=lines(*commands), console=Console.EXCHANGE_SERVER)


def facts_for(direction: Direction, test: Fact[Any]) -> tuple[Fact[Any], ...]:
    """Give what a judge of this direction needs: the test, and all that can explain its failure."""
    explaining = (need for check in ROOTS[direction] for need in check.needs)
    return tuple({fact.name: fact for fact in (test, *explaining)}.values())


def _roots(
    told: Told, direction: Direction, target: str, facts: Facts, asked: Asked
) -> Iterator[Finding]:
    for check in ROOTS[direction]:
        if check.id not in told.by:
            continue
        for finding in check.answer(facts, asked):
            part = finding.id[len(check.id) + 1 :]
            if finding.verdict is Verdict.FAIL and _concerns(check, part, target, facts):
                yield finding


def _concerns(check: Check, part: str, target: str, facts: Facts) -> bool:
    """Say whether a part of a check is about the target: its server, its host, or all there is.

    A directory is when it is published under the target's name; the test is of EWS alone.  The
    shared principal stops a sign-in while it is off, and not by the keys it carries.
    """
    if check is directories.CHECK:
        ews = facts.of(EWS)
        return isinstance(ews, Known) and any(
            same(each.server, part)
            and same(host_of(each.external_url), target)
            and not each.accepts_oauth
            for each in ews.value
        )
    if check is shared_principal.CHECK:
        shared = facts.of(SHARED)
        return isinstance(shared, Known) and (shared.value is None or not shared.value.enabled)
    return check not in OF_ONE_TARGET or part == target


def _classified(
    told: Told,
    roots: Sequence[Finding],
    effect: Phrase,
    verdict: Verdict,
    asked: Asked,
) -> Fault:
    domain = asked.organisation.domain
    if not roots:
        return Fault(
            seen=say(
                "No other check explains this. What proves the cause: {proof}", proof=told.proof
            ),
            cause=told.cause,
            consequence=effect,
            remedy=told.remedy,
            command=again(asked),
            verdict=verdict,
        )
    names = listed(finding.id for finding in roots)
    return Fault(
        seen=say("That is a consequence of what is found under: {findings}.", findings=names),
        cause=next((root.cause for root in roots if root.cause), told.cause),
        consequence=effect,
        remedy=say(
            "Mend what is found under {findings}, then check oauth {domain} again.",
            findings=names,
            domain=domain,
        ),
        command=again(asked),
        follows=tuple(root.id for root in roots),
        verdict=verdict,
    )


def _unclassified(detail: str, effect: Phrase, verdict: Verdict, asked: Asked) -> Fault:
    return Fault(
        seen=say(
            "Not classified: no known failure matches. The end of the detail: “{detail}”",
            detail=end(detail),
        ),
        consequence=effect,
        remedy=say(
            "Read the detail in full on the side that was tested, mend the other findings, "
            "then check oauth {domain} again.",
            domain=asked.organisation.domain,
        ),
        command=again(asked),
        verdict=verdict,
    )
