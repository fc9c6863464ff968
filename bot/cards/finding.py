"""How one finding is drawn: what was found, why it is so, what it breaks, what mends it."""

from dataclasses import dataclass
from typing import Final

from bot.cards.elements import Element, code, container, cut, line, run, said
from bot.cards.words import COLOURS, CONSOLES, verdict
from commands.findings import Finding, Verdict
from commands.phrases import Phrase, render, say

CAUSE: Final = say("Cause")
CONSEQUENCE: Final = say("Consequence")
REMEDY: Final = say("Remedy")


@dataclass(frozen=True, kw_only=True)
class Detail:
    """How much of a finding is drawn, so that a card of any size can be made to fit.

    ``evidence`` counts sentences, ``text`` characters of any one sentence; ``reasons`` tells
    whether cause and consequence are drawn, ``full`` which verdicts get more than their row.
    """

    evidence: int
    text: int
    lines: bool = False
    """Whether each piece of evidence has a line of its own."""
    reasons: bool = True
    full: frozenset[Verdict] = frozenset({Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN})
    folded: bool = True
    """Whether the ones that are ok are listed, behind their button."""
    most: int = 1000
    """Findings drawn at all."""


def row(value: Verdict, title: str, locale: str, **look: str) -> Element:
    """Draw one line: ``✖ fail  Connector in the cloud``."""
    return line(
        run(verdict(value, locale), weight="bolder", color=COLOURS[value]),
        run(f"  {title}", **look),
        spacing="small",
    )


def brief(finding: Finding, locale: str, detail: Detail) -> Element:
    """Draw a finding on one line, what was read behind its title."""
    drawn = row(finding.verdict, said(finding.title, locale, detail.text), locale)
    if seen := _joined(finding, locale, detail):
        drawn["inlines"].append(run(f" · {seen}", isSubtle=True))
    return drawn


def whole(finding: Finding, locale: str, detail: Detail) -> Element:
    """Draw a finding with all that a person needs to act on it."""
    title = said(finding.title, locale, detail.text)
    items = [row(finding.verdict, title, locale, weight="bolder")]
    items += _evidence(finding, locale, detail)
    if detail.reasons:
        items += _labelled(CAUSE, finding.cause, locale, detail)
        items += _labelled(CONSEQUENCE, finding.consequence, locale, detail)
    items += _labelled(REMEDY, finding.remedy, locale, detail)
    if finding.command:
        items.append(_command(finding, locale, detail))
    return container(items, separator=True, spacing="medium")


def _evidence(finding: Finding, locale: str, detail: Detail) -> list[Element]:
    if not detail.lines:
        seen = _joined(finding, locale, detail)
        return [line(run(seen), spacing="small")] if seen else []
    return [
        line(run(said(each, locale, detail.text)), spacing="small") for each in finding.evidence
    ]


def _joined(finding: Finding, locale: str, detail: Detail) -> str:
    shown = [said(each, locale, detail.text) for each in finding.evidence[: detail.evidence]]
    if (left := len(finding.evidence) - len(shown)) and shown:
        shown.append(said(say("… and {count} more", count=left), locale))
    return " ".join(shown)


def _labelled(
    label: Phrase, phrase: Phrase | None, locale: str, detail: Detail
) -> tuple[Element, ...]:
    if phrase is None:
        return ()
    words = run(f"{render(label, locale)}: ", weight="bolder")
    return (line(words, run(said(phrase, locale, detail.text)), spacing="small"),)


def _command(finding: Finding, locale: str, detail: Detail) -> Element:
    """Draw what to type.  A command is drawn whole or not at all: half of one is dangerous."""
    where = f"{render(CONSOLES[finding.console], locale)}:"
    if len(finding.command) > max(detail.text * 4, 400):
        left_out = say("the command is too long for this card")
        return container([line(run(f"{where} ({render(left_out, locale)})", isSubtle=True))])
    lines = [line(code(text), spacing="none") for text in finding.command.splitlines() if text]
    return container(
        [line(run(cut(where, 80), isSubtle=True)), *lines], style="emphasis", spacing="small"
    )
