"""One report says nothing that another part of it has shown to be wrong.

Two rules, applied to every finding of a report in one place:

* A test that succeeded refutes the finding that says its direction does not work.  The calendar, a
  table of builds or a rule about names never outvotes a sign-in that was seen.
* On a domain that neither side knows nothing is proposed: it is a slip in the configuration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from commands.check import Asked
from commands.checks import directories
from commands.checks.domains import CHECK as DOMAINS
from commands.checks.domains import unknown_to_both
from commands.checks.effects import BOTH_SIDES_BLIND, CLOUD_SIDE_BLIND, ON_PREMISES_SIDE_BLIND
from commands.checks.sign_in import OF_ONE_TARGET, ROOTS
from commands.checks.signatures import Direction
from commands.checks.weigh import listed
from commands.findings import Console, Finding, Verdict
from commands.phrases import Phrase, say
from commands.phrases import listed as spoken

_TESTS: Final[Mapping[Direction, str]] = {
    Direction.TO_CLOUD: "test.on-premises.",
    Direction.TO_ON_PREMISES: "test.cloud.",
}
_BOTH: Final = frozenset(Direction)
_DENIED: Final[Mapping[str, frozenset[Direction]]] = {
    ON_PREMISES_SIDE_BLIND.template: frozenset({Direction.TO_CLOUD}),
    CLOUD_SIDE_BLIND.template: frozenset({Direction.TO_ON_PREMISES}),
    BOTH_SIDES_BLIND.template: _BOTH,
    "Tokens that speak for people of {domain} are refused, in both directions.": _BOTH,
    "No token for Exchange Online can be issued in this tenant.": _BOTH,
    "No server can sign: OAuth to the cloud stops, and sign-in to Outlook on the web and the "
    "Exchange Management Shell break too.": frozenset({Direction.TO_CLOUD}),
    "Without the private key this server cannot sign.": frozenset({Direction.TO_CLOUD}),
    "People whose requests this server handles see no free/busy times of people in the cloud, and "
    "Outlook on the web may refuse their sign-in.": frozenset({Direction.TO_CLOUD}),
}
"""Which directions a consequence says do not work, by its template.

Only sentences that a sign-in to EWS disproves stand here: the test looks at no connector and at no
Autodiscover, and a switched-off directory of one server can hide behind another's.
"""


_WRITE_DOMAINS: Final = ("connector.", "service-principal-name.")
"""Checks whose commands write a domain of the configuration."""


def reconciled(findings: Sequence[Finding], asked: Asked) -> list[Finding]:
    """Give the report without contradictions, each finding in its place."""
    return [_on_known_domains(_weighed(each, findings), findings, asked) for each in findings]


def refutable(finding: Finding) -> bool:
    """Tell whether the rest of the report may change a finding, so that it has to be waited for."""
    return bool(_denies(finding)) or finding.id.startswith(_WRITE_DOMAINS)


def _denies(finding: Finding) -> frozenset[Direction]:
    """Give the directions that a finding says do not work; none where it says more than that."""
    if finding.verdict is not Verdict.FAIL or finding.consequence is None:
        return frozenset()
    roots = {
        direction: [check.id for check in checks if check is not directories.CHECK]
        for direction, checks in ROOTS.items()
    }
    said = [_DENIED.get(each) for each in finding.consequence.template.split("\n")]
    if not all(said):
        return frozenset()
    return frozenset(
        direction
        for each in said
        for direction in each or ()
        if any(_is_of(finding, id) for id in roots[direction])
    )


def _weighed(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """Weigh a finding against the tests of the directions that it says do not work."""
    denied = _denies(finding)
    if not denied:
        return finding
    green = {each: _green(each, finding, findings) for each in denied}
    if not all(green.values()):
        return finding
    titles = dict.fromkeys(each.title for found in green.values() for each in found)
    names = spoken(titles, ", ")
    if any(_red(each, finding, findings) for each in denied):
        seen = say("And yet this succeeds in the same run: {tests}.", tests=names)
        return replace(finding, evidence=tuple(dict.fromkeys((*finding.evidence, seen))))
    return _refuted(finding, names)


def _refuted(finding: Finding, tests: Phrase) -> Finding:
    from_nothing = finding.command.startswith("replace auth cert")
    domain = finding.command.rpartition(" ")[2]
    return replace(
        finding,
        verdict=Verdict.WARN,
        cause=say("This succeeds in the same run, so sign-in works now: {tests}.", tests=tests),
        consequence=say(
            "Nothing has stopped yet. It may, once Exchange reads its configuration again (within "
            "an hour) or Microsoft changes what it accepts; what goes over Autodiscover is not "
            "part of the test."
        ),
        remedy=say("Look again in an hour, and change nothing before that.")
        if from_nothing
        else finding.remedy,
        command=f"check oauth {domain}" if from_nothing else finding.command,
        console=Console.CHAT if from_nothing else finding.console,
    )


def _green(
    direction: Direction, finding: Finding, findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    return tuple(
        each
        for each in findings
        if each.verdict is Verdict.OK and _concerns(direction, each, finding)
    )


def _red(direction: Direction, finding: Finding, findings: Sequence[Finding]) -> bool:
    return any(
        each.verdict is Verdict.FAIL and _concerns(direction, each, finding) for each in findings
    )


def _concerns(direction: Direction, test: Finding, finding: Finding) -> bool:
    """Tell whether a test goes where a finding is about: its own server or host, or anywhere."""
    begins = _TESTS[direction]
    if not test.id.startswith(begins):
        return False
    parts = [check.id for check in OF_ONE_TARGET if finding.id.startswith(f"{check.id}.")]
    return not parts or any(finding.id == f"{id}.{test.id.removeprefix(begins)}" for id in parts)


def _on_known_domains(finding: Finding, findings: Sequence[Finding], asked: Asked) -> Finding:
    """Take from a finding the command that would write a domain that neither side knows."""
    unknown = [
        name
        for each in findings
        for name in unknown_to_both(each)
        if each is not finding and name in finding.command.lower()
    ]
    if not unknown or finding.console is Console.CHAT:
        return finding
    return replace(
        finding,
        remedy=say(
            "Neither side knows {domains}: correct hybridge.toml first, as the finding on the "
            "domains says; then check again.",
            domains=listed(dict.fromkeys(unknown)),
        ),
        command=asked.again,
        console=Console.CHAT,
        where=None,
        follows=(DOMAINS.id,),
    )


def _is_of(finding: Finding, check: str) -> bool:
    return finding.id == check or finding.id.startswith(f"{check}.")
