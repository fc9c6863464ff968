"""The states that jobs wait for: a consent that people give, and OAuth working both ways."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from commands.action import Already, Look, Not, Unknown, Values
from commands.check import Check, Suite, perform
from commands.checks import sign_in_cloud, sign_in_on_premises
from commands.findings import Finding, Verdict
from commands.organisation import Organisation
from commands.outside.identifiers import FULL_ACCESS_AS_APP, same
from commands.phrases import Phrase, listed, say
from commands.ports import World

_NAMED: Final = re.compile(r"\b(?:AADSTS\d+|[0-9A-F]{40})\b")
"""What tells one cause from another in the words of a test: Entra's code, a key's thumbprint."""


@dataclass(frozen=True, kw_only=True)
class Consented(Values):
    """The application's permission is granted, which only an administrator of the tenant can."""

    name: ClassVar[str] = "consented"
    app_id: str

    @property
    def title(self) -> Phrase:
        return say("Wait until an administrator has consented to {id}", id=self.app_id)

    @property
    def deadline(self) -> float:
        return 30.0

    async def look(self, world: World) -> Look:
        principal = await world.graph.principal(self.app_id)
        grants = await world.graph.role_grants(principal.id) if principal else ()
        if any(same(grant.role_id, FULL_ACCESS_AS_APP) for grant in grants):
            return Already()
        return Not(
            say(
                "full_access_as_app is not granted yet. As an administrator of the tenant open "
                "{url} and accept.",
                url=consent_address(world.organisation, self.app_id),
            )
        )


def consent_address(organisation: Organisation, app_id: str) -> str:
    """Give the page on which an administrator of the tenant consents to an application.

    https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
    """
    return f"{organisation.cloud.login}/{organisation.tenant_id}/adminconsent?client_id={app_id}"


@dataclass(frozen=True, kw_only=True)
class BothWays(Values):
    """The two-way test succeeds, from every server and from the cloud.

    With ``one_way`` only the one from the cloud is waited for: the other is left to people.
    ``without`` names servers that are left to people.
    """

    name: ClassVar[str] = "both ways"
    one_way: bool = False
    without: tuple[str, ...] = ()

    @property
    def title(self) -> Phrase:
        if self.one_way:
            return say("Wait until OAuth works from the cloud to on premises")
        return say("Wait until OAuth works both ways, from every server")

    @property
    def deadline(self) -> float:
        return 180.0

    async def look(self, world: World) -> Look:
        """Run the tests as the check does, with what they need to be understood."""
        findings = await perform(world, _suite(self), _unheard)
        left = {f"{sign_in_on_premises.CHECK.id}.{server}" for server in self.without}
        away = [each for each in findings if each.verdict is Verdict.SKIPPED and _is_left_out(each)]
        open_ones = [
            each
            for each in findings
            if each.verdict is not Verdict.OK and each.id not in left and each not in away
        ]
        if len(findings) > len(away) and not open_ones:
            told = [each.evidence[0] for each in away]
            return Already(seen=listed(told, " ") if told else None)
        seen = listed((_told(each) for each in open_ones), " ")
        unknown = all(each.verdict is Verdict.UNKNOWN for each in open_ones)
        return Unknown(seen) if unknown else Not(seen)


def _suite(waited: BothWays) -> Suite:
    checks = (sign_in_on_premises.CHECK, sign_in_cloud.CHECK)
    return Suite(
        name=waited.name,
        title=say("OAuth both ways"),
        checks=checks[1:] if waited.one_way else checks,
    )


def _is_left_out(finding: Finding) -> bool:
    """Tell whether it is of a server that is gone; only those are skipped on premises."""
    return finding.id.startswith(f"{sign_in_on_premises.CHECK.id}.")


async def _unheard(_: Check, __: tuple[Finding, ...]) -> None:
    """Nobody follows the single tests."""


def _told(finding: Finding) -> Phrase:
    """Say in short how a test went, with the codes and keys that what it rests on names."""
    why = finding.cause or next(iter(finding.evidence), None)
    verdict = say("{test}: {verdict}.", test=finding.title, verdict=finding.verdict.value)
    told = verdict if why is None else listed((verdict, why), " ")
    rest = " ".join(map(str, finding.evidence))
    named = [each for each in dict.fromkeys(_NAMED.findall(rest)) if each not in str(told)]
    if not named:
        return told
    return say("{told} ({names})", told=told, names=", ".join(named))
