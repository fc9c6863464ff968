"""A check: which facts it needs, and how it judges them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from commands import blind
from commands.findings import Finding, Verdict
from commands.look import Fact, Facts, NotRead, Unread, look
from commands.organisation import Organisation
from commands.phrases import Phrase, say
from commands.ports import World


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a judge may know besides the facts: the organisation as configured, the time, and the
    name of the suite that it judges for.

    ``broke`` is told of a judge that raised, by the check's id; no judge calls it.
    """

    organisation: Organisation
    now: datetime
    suite: str = "oauth"
    broke: Callable[[str, Exception], None] = field(default=lambda _, __: None, compare=False)

    @property
    def again(self) -> str:
        """What to type in the chat to look again."""
        return f"check {self.suite} {self.organisation.domain}"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One question about an organisation.

    Attributes:
        id: Dotted and stable; its findings' ids are it, or begin with it and a dot.
        title: What is looked at, a noun phrase; the row on the card while it is open.
        asks: The question, as the reference page prints it.
        needs: The facts that ``judge`` reads.
        judge: Pure; ``facts.value`` of a fact that could not be read ends in ``unknown``.
    """

    id: str
    title: Phrase
    asks: str
    needs: tuple[Fact[Any], ...]
    judge: Callable[[Facts, Asked], Iterable[Finding]]

    def answer(self, facts: Facts, asked: Asked) -> tuple[Finding, ...]:
        """Judge; a missing fact gives one finding, unknown, with the reason.

        A mistake of our own in one judge is one finding, unknown, and hides no other check.
        """
        try:
            found = tuple(self.judge(facts, asked))
        except NotRead as error:
            found = (unknown(self.id, self.title, error.reading),)
        except Exception as error:  # noqa: BLE001  (see above)
            asked.broke(self.id, error)
            found = (_broken(self, error),)
        return tuple(_to_repeat(finding, asked) for finding in found)


Reconcile = Callable[[Sequence[Finding], Asked], Sequence[Finding]]
"""Takes a whole report and gives it without contradictions, each finding in its place."""


@dataclass(frozen=True, kw_only=True)
class Suite:
    """Checks that are asked for together, e.g. ``oauth``; their order is the card's order.

    Attributes:
        again: The suite to be typed to look again, where nobody can type this one.
        reconcile: What is done to the report as a whole.
        refutable: Tells whether another finding of the report may change this one.
    """

    name: str
    title: Phrase
    checks: tuple[Check, ...]
    again: str = ""
    reconcile: Reconcile = field(default=lambda findings, _: findings, compare=False)
    refutable: Callable[[Finding], bool] = field(default=lambda _: False, compare=False)

    def answer(self, facts: Facts, asked: Asked) -> tuple[Finding, ...]:
        """Judge every check and give one report that does not contradict itself."""
        report = self.report(facts, asked, {})
        return tuple(finding for findings in report.values() for finding in findings)

    def report(
        self, facts: Facts, asked: Asked, answers: Mapping[str, tuple[Finding, ...]]
    ) -> dict[str, tuple[Finding, ...]]:
        """Give the findings by check; ``answers`` holds those that have been judged already."""
        every = {
            check.id: answers.get(check.id) or check.answer(facts, asked) for check in self.checks
        }
        whole = iter(self.reconcile([each for found in every.values() for each in found], asked))
        return {id: tuple(next(whole) for _ in found) for id, found in every.items()}

    def waits(self, findings: Iterable[Finding]) -> bool:
        return any(self.refutable(finding) for finding in findings)


def _to_repeat(finding: Finding, asked: Asked) -> Finding:
    """Say what to type to look again at what could not be looked at."""
    if finding.verdict is not Verdict.UNKNOWN or finding.command:
        return finding
    return replace(finding, command=asked.again)


def _broken(check: Check, error: Exception) -> Finding:
    """Say that our own judge raised, by the kind of it: its text may hold what nobody should read.

    ``asked.broke`` has told the log the rest.
    """
    return Finding(
        id=check.id,
        title=check.title,
        verdict=Verdict.UNKNOWN,
        evidence=(
            say(
                "Judging this broke off in this program ({error}), which is a mistake of its own.",
                error=type(error).__name__,
            ),
        ),
        consequence=say("Nothing is known about this; the other checks do not depend on it."),
        remedy=say(
            "Report it as a fault of this program; the log tells where it broke off. Then check "
            "again."
        ),
    )


def unknown(id: str, title: Phrase, reading: Unread, evidence: tuple[Phrase, ...] = ()) -> Finding:
    """Say that one thing could not be looked at, why, and what helps.

    ``evidence`` takes the place of the reading's reason, where more was seen.
    """
    return Finding(
        id=id,
        title=title,
        verdict=Verdict.UNKNOWN,
        evidence=evidence or (reading.reason,),
        consequence=blind.consequence(reading),
        remedy=blind.remedy(reading),
    )


async def perform(
    world: World, suite: Suite, found: Callable[[Check, tuple[Finding, ...]], Awaitable[None]]
) -> tuple[Finding, ...]:
    """Read the suite's facts side by side and judge each check as soon as its facts are there.

    ``found`` is told of each check's findings as they arise; the result is in the suite's order.
    What another finding may refute is told at the end, as it stands then.
    """
    again = suite.again or suite.name
    asked = Asked(
        organisation=world.organisation, now=world.clock.now(), suite=again, broke=world.broke
    )
    answers: dict[str, tuple[Finding, ...]] = {}
    told: dict[str, tuple[Finding, ...]] = {}

    async def seen(_: Fact[Any], facts: Facts) -> None:
        for check in suite.checks:
            ready = all(need.name in facts.readings for need in check.needs)
            if check.id not in answers and ready:
                answers[check.id] = check.answer(facts, asked)
                if not suite.waits(answers[check.id]):
                    told[check.id] = answers[check.id]
                    await found(check, told[check.id])

    facts = await look(world, (need for check in suite.checks for need in check.needs), seen)
    report = suite.report(facts, asked, answers)
    for check in suite.checks:
        if told.get(check.id) != report[check.id]:
            await found(check, report[check.id])
    return tuple(finding for findings in report.values() for finding in findings)
