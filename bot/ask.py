"""One read-only request without Teams, for cron and CI: ``python -m bot ask "check oauth …"``."""

import json
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from rich.console import Console as Terminal

from bot.exits import BadRequest, Ended
from bot.findings import print_findings
from commands.catalog import SUITES, command_named
from commands.check import Check, perform
from commands.findings import Finding, Verdict, worst
from commands.grammar import Grammar, Misunderstood
from commands.organisation import Organisation
from commands.phrases import render
from commands.ports import World


class Worlds(Protocol):
    """Opens the doors to one organisation's systems for the time of a request."""

    def __call__(self, organisation: Organisation) -> AbstractAsyncContextManager[World]: ...


async def ask(
    text: str, organisations: Sequence[Organisation], worlds: Worlds, *, as_json: bool, locale: str
) -> Ended:
    """Carry out one request and print what was found.

    Raises:
        BadRequest: It was not understood, or it is none of the commands that only read.
    """
    organisation, suite = _understand(text, organisations, locale)
    printed: list[Finding] = []

    async def found(_: Check, findings: tuple[Finding, ...]) -> None:
        printed.extend(findings)
        if as_json:
            for finding in findings:
                print_line({"kind": "finding", **plain(finding, locale)})

    async with worlds(organisation) as world:
        findings = await perform(world, SUITES[suite], found)
    if not as_json:
        print_findings(Terminal(), findings, locale)
    return verdict_code(findings)


def verdict_code(findings: Sequence[Finding]) -> Ended:
    """Give the exit code: a finding that fails outweighs one that could not be looked at."""
    match worst(findings):
        case Verdict.FAIL:
            return Ended.FAILING
        case Verdict.UNKNOWN:
            return Ended.COULD_NOT_LOOK
        case _:
            return Ended.WELL


def plain(finding: Finding, locale: str) -> dict[str, Any]:
    """Give a finding as texts in one language, for scripts."""
    remedy = "" if finding.remedy is None else render(finding.remedy, locale)
    told: dict[str, Any] = {
        "id": finding.id,
        "title": render(finding.title, locale),
        "verdict": finding.verdict.value,
        "evidence": [render(phrase, locale) for phrase in finding.evidence],
        "cause": "" if finding.cause is None else render(finding.cause, locale),
        "consequence": "" if finding.consequence is None else render(finding.consequence, locale),
        "remedy": remedy,
        "command": finding.command,
        "console": finding.console.value if finding.command else "",
        "follows": list(finding.follows),
    }
    if (lifetime := finding.lifetime) is not None:
        told["lifetime"] = {**lifetime.to_json(), "days": lifetime.days}
    return told


def print_line(line: dict[str, Any]) -> None:
    """Print one JSON object on a line of its own, at once."""
    print(json.dumps(line, ensure_ascii=False), flush=True)  # noqa: T201  (this is the output)


def _understand(
    text: str, organisations: Sequence[Organisation], locale: str
) -> tuple[Organisation, str]:
    read = Grammar(tuple(organisations)).read(text)
    if isinstance(read, Misunderstood):
        lines = [render(read.why, locale)]
        if read.suggestion:
            lines.append(f"  → {read.suggestion}")
        lines.extend(f"  {line}" for line in read.next if line != read.suggestion)
        raise BadRequest("\n".join(lines))
    suite = command_named(read.request.command).suite
    if not suite:
        raise BadRequest(f"{read.request.command!r} cannot be asked here: it is no check")
    domain = read.request.domain
    return next(item for item in organisations if domain in item.domains), suite
