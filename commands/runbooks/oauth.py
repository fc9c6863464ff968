"""``configure oauth``, ``repair oauth``, ``purge shared keys``: the parts in their order.

The order is the one in which nothing breaks on the way: first what is only added, the override
that switches Exchange over last, then the test both ways, and only then the removal of old keys.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commands.actions.awaited import BothWays
from commands.check import Asked
from commands.facts.entra import SHARED
from commands.findings import Finding, Verdict
from commands.gates import PLAN
from commands.look import Fact, Facts
from commands.phrases import Phrase, say
from commands.runbook import Await, Item, Left, Plan, Proof, Question, Runbook
from commands.runbooks import (
    application,
    auth_servers,
    certificate,
    connectors,
    ews,
    override,
    partner_application,
    principal_names,
    shared_principal,
)
from commands.runbooks.draft import Draft
from commands.suites import SUITES

SHARED_OPTION: Final = "shared-principal"
TEST_EVERY: Final = 60.0
TEST_WITHIN: Final = 2 * 3600.0
"""Seconds; a change of the directory can take an hour to be seen everywhere."""

_SUITE: Final = SUITES["oauth"]
_BAD: Final = frozenset({Verdict.FAIL, Verdict.WARN})


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the trust, and the ids of the checks whose findings it mends."""

    mends: tuple[str, ...]
    plan: Callable[[Draft, Mapping[str, str]], object]


def _simple(part: Callable[[Draft], object]) -> Callable[[Draft, Mapping[str, str]], object]:
    return lambda draft, _: part(draft)


def _identity(draft: Draft, options: Mapping[str, str]) -> None:
    """As whom Exchange signs in: the dedicated application, or the shared principal if asked."""
    current = certificate.plan(draft)
    if current is None:
        return
    if SHARED_OPTION in options:
        shared_principal.plan_upload(draft, current)
        return
    app_id = application.plan(draft, current)
    if app_id is None:
        return
    ews.plan(draft, app_id)
    if application.plan_sign_in(draft, app_id):
        override.plan(draft)


PARTS: Final = (
    Part(
        mends=("auth-server.acs", "auth-server.metadata.acs"),
        plan=_simple(auth_servers.plan_acs),
    ),
    Part(
        mends=("auth-server.evosts", "auth-server.metadata.evosts"),
        plan=_simple(auth_servers.plan_sts),
    ),
    Part(mends=("partner-application",), plan=_simple(partner_application.plan)),
    Part(mends=("service-principal-name",), plan=_simple(principal_names.plan)),
    Part(mends=("connector.on-premises",), plan=_simple(connectors.plan_on_premises)),
    Part(mends=("connector.cloud",), plan=_simple(connectors.plan_in_cloud)),
    Part(mends=("hybrid-application", "certificate.entra", "ews"), plan=_identity),
)
"""In the order of the plan."""

PURGED: Final = "shared-principal"
"""The check whose finding the removal of old keys mends."""


def configure(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan everything that OAuth both ways needs; what is in place stays as it is."""
    draft = Draft(facts, asked)
    for part in PARTS:
        part.plan(draft, options)
    shared = facts.value(SHARED)
    if shared is not None and shared.keys and SHARED_OPTION not in options:
        draft.left.append(
            Left(
                title=say("Keys on the shared principal"),
                why=say(
                    "{count} keys are there that nothing needs once the application is in use.",
                    count=len(shared.keys),
                ),
                command=f"purge shared keys {asked.organisation.domain}",
            )
        )
    title = say("OAuth for {domain} is configured both ways", domain=asked.organisation.domain)
    return _whole(draft, title, ())


def repair(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan what the check finds wrong now, and nothing else; say what only people can mend."""
    findings = tuple(finding for check in _SUITE.checks for finding in check.answer(facts, asked))
    draft = Draft(facts, asked)
    mended: set[str] = set()
    for part in PARTS:
        if wrong := _about(findings, part.mends):
            part.plan(draft, options)
            mended |= {finding.id for finding in wrong}
    purge = Draft(facts, asked)
    if wrong := _about(findings, (PURGED,)):
        if shared_principal.plan_purge(purge):
            mended |= {finding.id for finding in wrong}
        draft.basis += purge.basis
        draft.warnings += purge.warnings
    draft.left += [_left(finding) for finding in findings if _is_left(finding, mended)]
    title = say("What is wrong with OAuth for {domain} is mended", domain=asked.organisation.domain)
    return _whole(draft, title, purge.items, findings)


def purge(facts: Facts, asked: Asked, _: Mapping[str, str]) -> Plan:
    """Plan the removal of all keys from the shared principal."""
    draft = Draft(facts, asked)
    shared_principal.plan_purge(draft)
    items = [*draft.items, _proof()] if draft.items else []
    return Plan(
        title=say("The shared principal of Exchange Online carries no keys"),
        items=tuple(items),
        in_place=tuple(draft.in_place),
        warnings=tuple(draft.warnings),
        basis=tuple(draft.basis),
    )


def _whole(
    draft: Draft, title: Phrase, purging: Sequence[Item], findings: Sequence[Finding] = ()
) -> Plan:
    """Put the question first, the test after the changes, and the removal of keys after that."""
    items: list[Item] = []
    if draft.items:
        items = [
            Question(
                name=PLAN,
                title=say("Carry out this plan for {domain}?",
                          domain=draft.asked.organisation.domain),
            ),
            *draft.items,
            Await(condition=BothWays(), every=TEST_EVERY, seconds=TEST_WITHIN),
        ]  # fmt: skip
    items += purging
    if items:
        items.append(_proof())
    if any(each.blocks for each in draft.left):
        items = []
    return Plan(
        title=title,
        items=tuple(items),
        in_place=tuple(draft.in_place),
        left=tuple(draft.left),
        warnings=tuple(draft.warnings),
        findings=tuple(findings),
        basis=tuple(draft.basis),
    )


def _proof() -> Proof:
    return Proof(suite=_SUITE.name, title=_SUITE.title)


def _about(findings: Sequence[Finding], checks: Sequence[str]) -> list[Finding]:
    return [
        finding
        for finding in findings
        if finding.verdict in _BAD
        and any(finding.id == check or finding.id.startswith(f"{check}.") for check in checks)
    ]


def _is_left(finding: Finding, mended: set[str]) -> bool:
    """Tell whether nothing here mends it: consequences end with their causes."""
    return finding.verdict in _BAD and finding.id not in mended and not _is_test(finding)


def _is_test(finding: Finding) -> bool:
    return finding.id.startswith("test.") or bool(finding.follows)


def _left(finding: Finding) -> Left:
    why = finding.remedy or finding.cause or next(iter(finding.evidence), finding.title)
    return Left(
        title=finding.title,
        why=why,
        command=finding.command,
        console=finding.console,
        where=finding.where,
    )


def _needs() -> tuple[Fact[Any], ...]:
    """Everything the check reads: the parts read nothing else."""
    return tuple({need.name: need for check in _SUITE.checks for need in check.needs}.values())


NEEDS: Final = _needs()
UNTESTED: Final = tuple(
    need for need in NEEDS if need.name not in {"test from each server", "tests from the cloud"}
)
"""What a plan rests on: the tests are run when it has been carried out."""

CONFIGURE: Final = Runbook(
    name="configure oauth",
    title=say("Plan OAuth between Exchange Server and Exchange Online"),
    needs=UNTESTED,
    plan=configure,
)
REPAIR: Final = Runbook(
    name="repair oauth",
    title=say("Plan the repair of OAuth between Exchange Server and Exchange Online"),
    needs=NEEDS,
    plan=repair,
)
PURGE: Final = Runbook(
    name="purge shared keys",
    title=say("Plan the removal of keys from the shared principal"),
    needs=(SHARED,),
    plan=purge,
)
