"""How findings are drawn: what was found, why it is so, what it breaks, what mends it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.cards.detail import Detail, Folded
from bot.cards.elements import Element, code, container, line, run, said
from bot.cards.words import COLOURS, CONSOLES, ORDER, verdict
from commands.findings import Finding, Verdict
from commands.phrases import Phrase, render, say

CAUSE: Final = say("Cause")
CONSEQUENCE: Final = say("Consequence")
REMEDY: Final = say("Remedy")
_TITLE: Final = 160


def row(value: Verdict, title: str, locale: str, **look: str) -> Element:
    """Draw one line: ``✖ fail  Connector in the cloud``."""
    return line(
        run(verdict(value, locale), weight="bolder", color=COLOURS[value]),
        run(f"  {title}", **look),
        spacing="small",
    )


def opened(findings: Iterable[Finding], locale: str, detail: Detail) -> Iterator[Element]:
    """Draw findings with all that a person needs to act on them.

    What several have in common (the same trouble on two servers) is told with the first of them.
    """
    first: dict[object, Finding] = {}
    for finding in findings:
        if finding.verdict not in detail.full:
            yield row(finding.verdict, _title(finding, locale, detail), locale)
            continue
        told = (finding.cause, finding.consequence, finding.remedy)
        key = (finding.verdict, *(phrase and phrase.template for phrase in told))
        like = first.setdefault(key, finding) if any(told) else finding
        yield _whole(finding, None if like is finding else like, locale, detail)


def folded(findings: Sequence[Finding], locale: str, detail: Detail) -> list[Element]:
    """Draw what asks for nothing: a line each, or all of a kind in one paragraph."""
    ordered = sorted(findings, key=lambda each: ORDER.index(each.verdict))
    if detail.folded is Folded.PARAGRAPH:
        return [
            row(value, " · ".join(_title(each, locale, detail) for each in ordered
                                  if each.verdict is value), locale)
            for value in dict.fromkeys(each.verdict for each in ordered)
        ]  # fmt: skip
    rows = []
    for finding in ordered:
        drawn = row(finding.verdict, _title(finding, locale, detail), locale)
        if detail.folded is Folded.EVIDENCE and (seen := _joined(finding, locale, detail)):
            drawn["inlines"].append(run(f" · {seen}", isSubtle=True))
        rows.append(drawn)
    return rows


def _whole(finding: Finding, like: Finding | None, locale: str, detail: Detail) -> Element:
    title = _title(finding, locale, detail)
    items = [row(finding.verdict, title, locale, weight="bolder")]
    # Other findings refer to this one by its id.
    items[0]["inlines"].append(run(f"  {finding.id}", isSubtle=True, size="small"))
    items += _evidence(finding, locale, detail)
    if like is None:
        labelled = [(CONSEQUENCE, finding.consequence), (REMEDY, finding.remedy)]
        if detail.cause:
            labelled.insert(0, (CAUSE, finding.cause))
        items += [_labelled(label, phrase, locale, detail) for label, phrase in labelled if phrase]
    else:
        same = say("The rest is as under “{title}”.", title=_title(like, locale, detail))
        items.append(line(run(said(same, locale)), spacing="small"))
    if finding.command and (like is None or like.command != finding.command):
        items.append(_command(finding, locale, detail))
    return container(items, separator=True, spacing="medium")


def _evidence(finding: Finding, locale: str, detail: Detail) -> list[Element]:
    if not detail.lines:
        seen = _joined(finding, locale, detail)
        return [line(run(seen), spacing="small")] if seen else []
    return [
        line(run(said(each, locale, detail.seen)), spacing="small") for each in finding.evidence
    ]


def _joined(finding: Finding, locale: str, detail: Detail) -> str:
    shown = [said(each, locale, detail.seen) for each in finding.evidence[: detail.evidence]]
    if (left := len(finding.evidence) - len(shown)) and shown:
        shown.append(said(say("… and {count} more", count=left), locale))
    return " ".join(shown)


def _labelled(label: Phrase, phrase: Phrase, locale: str, detail: Detail) -> Element:
    words = run(f"{render(label, locale)}: ", weight="bolder")
    return line(words, run(said(phrase, locale, detail.told)), spacing="small")


def _command(finding: Finding, locale: str, detail: Detail) -> Element:
    """Draw what to type.  A command is drawn whole or not at all: half of one is dangerous."""
    where = f"{render(CONSOLES[finding.console], locale)}:"
    if len(finding.command) > detail.command:
        left_out = say("the command is too long for this card")
        return container([line(run(f"{where} ({render(left_out, locale)})", isSubtle=True))])
    lines = [line(code(text), spacing="none") for text in finding.command.splitlines() if text]
    return container([line(run(where, isSubtle=True)), *lines], style="emphasis", spacing="small")


def _title(finding: Finding, locale: str, detail: Detail) -> str:
    return said(finding.title, locale, min(detail.told, _TITLE))
