"""``configure oauth``, ``repair oauth``, ``purge shared keys``: the parts in their order.

The order is the one in which nothing breaks on the way: first what is only added, then the override
that switches Exchange over, then what may take a day (EWS), then the test both ways, and only then
the removal of old keys.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commands.actions.awaited import BothWays
from commands.actions.ews import SetEwsList, SetEwsSwitch
from commands.actions.signing import REFRESHED
from commands.check import Asked
from commands.facts.entra import DEDICATED, SHARED
from commands.facts.organisation import AUTH_CONFIG, OVERRIDES, SERVERS
from commands.facts.servers import CERTIFICATES, SETUP_BUILDS, TESTS
from commands.findings import Finding, Verdict
from commands.gates import PLAN
from commands.look import Fact, Facts
from commands.phrases import Phrase, say
from commands.runbook import Await, Item, Left, Pause, Plan, Proof, Question, Runbook
from commands.runbooks import (
    application,
    auth_servers,
    connectors,
    ews,
    override,
    partner_application,
    principal_names,
    shared_principal,
)
from commands.runbooks.draft import Draft
from commands.suites import SUITES

TEST_EVERY: Final = 60.0
TEST_WITHIN: Final = 2 * 3600.0
"""Seconds; a change of the directory can take an hour to be seen everywhere."""
LIST_WITHIN: Final = 26 * 3600.0
"""Seconds; the list of applications that may use EWS takes up to a day.
https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/exchange-web-services/control-access-to-ews-in-exchange
"""

_SUITE: Final = SUITES["oauth"]
_BAD: Final = frozenset({Verdict.FAIL, Verdict.WARN})


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the trust, and the ids of the checks whose findings it mends."""

    mends: tuple[str, ...]
    plan: Callable[[Draft], None]


PARTS: Final = (
    Part(mends=("auth-server.acs", "auth-server.metadata.acs"), plan=auth_servers.plan_acs),
    Part(mends=("auth-server.evosts", "auth-server.metadata.evosts"), plan=auth_servers.plan_sts),
    Part(mends=("partner-application",), plan=partner_application.plan),
    Part(
        mends=("hybrid-application", "certificate.entra", "auth-server.evosts"),
        plan=application.plan,
    ),
    Part(mends=("service-principal-name",), plan=principal_names.plan),
    Part(mends=("connector.on-premises",), plan=connectors.plan_on_premises),
    Part(mends=("connector.cloud",), plan=connectors.plan_in_cloud),
    Part(mends=("hybrid-application",), plan=override.plan),
    Part(mends=("ews", "hybrid-application"), plan=ews.plan),
)
"""In the order of the plan."""

PURGED: Final = "shared-principal"
"""The check whose finding the removal of old keys mends."""


def mends(finding: Finding) -> bool:
    """Tell whether ``repair oauth`` may mend a finding, or at least plans what it can about it.

    Old keys are removed beside other repairs; alone, ``purge shared keys`` removes them.
    """
    checks = [check for part in PARTS for check in part.mends]
    return finding.verdict in _BAD and any(_is_of(finding, check) for check in checks)


def purges(finding: Finding) -> bool:
    """Tell whether ``purge shared keys`` is what may mend a finding."""
    return finding.verdict in _BAD and _is_of(finding, PURGED)


def configure(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan everything that OAuth both ways needs; what is in place stays as it is."""
    draft = Draft(facts, asked, options)
    for part in PARTS:
        part.plan(draft)
    purge = _purge(draft)
    title = say("Configuration of OAuth both ways")
    return _whole(draft, title, purge)


def repair(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan what the check finds wrong now, and nothing else; say what only people can mend."""
    findings = _SUITE.answer(facts, asked)
    draft = Draft(facts, asked, options, only_broken=True)
    planned: set[str] = set()
    for part in PARTS:
        wrong = [each.id for each in _about(findings, part.mends)]
        before = len(draft.items) + len(draft.left)
        if wrong:
            part.plan(draft)
        if len(draft.items) + len(draft.left) > before:
            planned.update(wrong)
    purge: tuple[Item, ...] = ()
    if keyed := _about(findings, (PURGED,)):
        purge = _purge(draft)
        if shared_principal.has_keys(draft):
            planned.update(each.id for each in keyed)
    draft.left += [_left(finding) for finding in findings if _is_left(finding, planned)]
    title = say("Repair of OAuth")
    return _whole(draft, title, purge, findings)


def purge(facts: Facts, asked: Asked, options: Mapping[str, str]) -> Plan:
    """Plan the removal of all keys from the shared principal, unless something signs in by them."""
    draft = Draft(facts, asked, options)
    shared_principal.plan_purge(draft)
    if draft.items:
        shared_principal.guard(draft)
    title = say("Removal of all keys from the shared principal of Exchange Online")
    if not draft.items:
        return _plan(draft, title, [])
    at_once = shared_principal.WORD in draft.options
    removes = draft.items if at_once else _soaked(draft.items)
    return _plan(draft, title, [*removes, _proof()])


def _purge(draft: Draft) -> tuple[Item, ...]:
    """Plan the removal of old keys after the test; only for a dedicated application in use.

    Processes that the test does not show go by what they read before, for an hour at most; this
    plan, or one just before it, may have switched Exchange over.
    """
    if draft.is_shared or not shared_principal.has_keys(draft):
        return ()
    if not draft.signs_in or any(each.blocks for each in draft.left):
        shared_principal.leave_purge(draft)
        return ()
    apart = Draft(draft.facts, draft.asked)
    shared_principal.plan_purge(apart)
    draft.basis += apart.basis
    draft.warnings += apart.warnings
    return _soaked(apart.items)


def _soaked(items: Sequence[Item]) -> tuple[Item, ...]:
    """Put an hour before the removal: no setting says when it was made, and it may be new."""
    soak = Pause(
        title=say("Wait an hour: other processes may still sign in through these keys"),
        seconds=REFRESHED.total_seconds(),
    )
    asks, *removes = items
    return (asks, soak, *removes)


def _whole(
    draft: Draft, title: Phrase, purging: Sequence[Item], findings: Sequence[Finding] = ()
) -> Plan:
    """Put the question first, the test after the changes, and the removal of keys after that."""
    items: list[Item] = []
    if draft.items:
        domain = draft.asked.organisation.domain
        asks = Question(name=PLAN, title=say("Carry out this plan for {domain}?", domain=domain))
        items = [asks, *draft.ordered]
    if draft.items or purging:
        listed = any(isinstance(each, SetEwsList | SetEwsSwitch) for each in draft.items)
        items.append(
            Await(
                condition=BothWays(one_way=not draft.signs_in),
                every=TEST_EVERY,
                seconds=LIST_WITHIN if listed else TEST_WITHIN,
            )
        )
        items += [*purging, _proof()]
    return _plan(draft, title, items, findings)


def _plan(
    draft: Draft, title: Phrase, items: Sequence[Item], findings: Sequence[Finding] = ()
) -> Plan:
    blocked = any(each.blocks for each in draft.left)
    return Plan(
        title=title,
        items=() if blocked else tuple(items),
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
        if finding.verdict in _BAD and any(_is_of(finding, check) for check in checks)
    ]


def _is_of(finding: Finding, check: str) -> bool:
    return finding.id == check or finding.id.startswith(f"{check}.")


def _is_left(finding: Finding, planned: set[str]) -> bool:
    """Tell whether nothing here mends it: consequences end with their causes.

    What could not be looked at is left too: it may be wrong, and nothing is planned on a guess.
    """
    if finding.id.startswith("test.") or finding.follows:
        return False
    return finding.verdict in {*_BAD, Verdict.UNKNOWN} and finding.id not in planned


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
    needs=(
        SHARED,
        AUTH_CONFIG,
        DEDICATED,
        OVERRIDES,
        SERVERS,
        CERTIFICATES,
        SETUP_BUILDS,
        TESTS,
    ),
    plan=purge,
)
