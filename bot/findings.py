"""Findings in a terminal: what fails first and in full, what is well in a line."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console as Terminal
from rich.text import Text

from bot.cards.lifetimes import left
from bot.cards.words import ORDER, place, verdict
from commands.checks.timeline import utc_day
from commands.findings import Finding, Verdict
from commands.phrases import Phrase, render, say

_STYLES: Final = {
    Verdict.OK: "green",
    Verdict.WARN: "yellow",
    Verdict.FAIL: "bold red",
    Verdict.UNKNOWN: "magenta",
    Verdict.SKIPPED: "dim",
}
_WHY: Final = say("Why")
_BREAKS: Final = say("Breaks")
_NEXT: Final = say("Next")


def print_findings(terminal: Terminal, findings: Sequence[Finding], locale: str) -> None:
    """Print all findings, the failing ones first and in full."""
    for finding in sorted(findings, key=lambda item: ORDER.index(item.verdict)):
        print_headline(terminal, finding, locale)
        if finding.verdict not in {Verdict.OK, Verdict.SKIPPED}:
            _print_body(terminal, finding, locale)


def print_headline(terminal: Terminal, finding: Finding, locale: str) -> None:
    """Print one finding as one line: symbol, word, title."""
    line = Text(f"{verdict(finding.verdict, locale):<10}", style=_STYLES[finding.verdict])
    line.append(render(finding.title, locale), style="default")
    if (lifetime := finding.lifetime) is not None:
        line.append(f" · {utc_day(lifetime.ends)} · {render(left(lifetime), locale)}", style="dim")
    terminal.print(line)


def _print_body(terminal: Terminal, finding: Finding, locale: str) -> None:
    for read in finding.evidence:
        _print(terminal, "    · ", render(read, locale), "default")
    for label, phrase in (
        (_WHY, finding.cause),
        (_BREAKS, finding.consequence),
        (_NEXT, finding.remedy),
    ):
        _print_labelled(terminal, label, phrase, locale)
    if finding.command:
        _print(terminal, "    ", f"{place(finding, locale)}:", "dim")
        _print_command(terminal, "      ", finding.command)


def _print_labelled(terminal: Terminal, label: Phrase, phrase: Phrase | None, locale: str) -> None:
    if phrase is not None:
        _print(terminal, f"    {render(label, locale)}: ", render(phrase, locale), "default")


def _print(terminal: Terminal, lead: str, text: str, style: str) -> None:
    """Print text that may hold square brackets or long values."""
    terminal.print(Text(lead, style="dim").append(text, style=style))


def _print_command(terminal: Terminal, lead: str, command: str) -> None:
    """Print a command as it is to be typed: the terminal may wrap it, no line break is put in."""
    for line in command.splitlines():
        terminal.print(Text(lead).append(line, style="bold cyan"), soft_wrap=True)
