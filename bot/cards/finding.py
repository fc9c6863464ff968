"""How findings are drawn: a line each with what to do; touched, it tells why and what to type."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.cards.detail import Detail, Folded
from bot.cards.elements import Element, code, container, cut, line, opening, run, said
from bot.cards.troubles import named
from bot.cards.words import COLOURS, ORDER, SYMBOLS, place
from commands.catalog import COMMANDS
from commands.findings import Console, Finding, Verdict
from commands.phrases import Phrase, render, say

CAUSE: Final = say("Cause")
CONSEQUENCE: Final = say("Consequence")
REMEDY: Final = say("Remedy")
FAILING: Final = "fail"
"""How the ids of the details of failing root causes begin."""
CHECKS: Final = tuple(each.name for each in COMMANDS if each.suite)
_TITLE: Final = 160
_SHORT: Final = 145
"""Characters of what to do about a finding, on its line."""
_SENTENCE: Final = re.compile(r"(?<=[.;]) ")


@dataclass(frozen=True, kw_only=True)
class Reader:
    """For whom findings are drawn.

    Attributes:
        locale: The language.
        detail: How much is told.
        titles: The titles of all findings, by id: sentences refer to them.
        request: What looks again when it is typed; the card says so once, at its end.
    """

    locale: str
    detail: Detail
    titles: Mapping[str, str]
    request: str

    def said(self, phrase: Phrase, most: int) -> str:
        return self.looking_again(said(named(phrase, self.titles), self.locale, most))

    def looking_again(self, text: str) -> str:
        """Name this card's own check wherever a finding that several share says to look again."""
        domain = self.request.rpartition(" ")[2]
        if self.request not in {f"{name} {domain}" for name in CHECKS}:
            return text
        for name in CHECKS:
            text = text.replace(f"{name} {domain}", self.request)
        return text

    def title(self, finding: Finding) -> str:
        return said(finding.title, self.locale, min(self.detail.told, _TITLE))

    def remedy(self, finding: Finding) -> str:
        """Give what mends it, without the words that say to look again afterwards."""
        if finding.remedy is None:
            return ""
        return _without_again(self.said(finding.remedy, self.detail.told), self.request)


def row(value: Verdict, title: str, **look: Any) -> Element:
    """Draw one line: ``✖ Connector in the cloud``."""
    symbol = run(f"{SYMBOLS[value]} ", weight="bolder", color=COLOURS[value])
    return line(symbol, run(title, **look), spacing="small")


def opened(
    findings: Sequence[Finding],
    reader: Reader,
    name: str,
    *,
    first: bool = False,
    does: bool = True,
) -> Iterator[Element]:
    """Draw findings as lines that open.

    ``name`` begins the ids of what they open, ``first`` says whether the first of them is open
    already, and ``does`` whether a line says what to do: what follows from others needs nothing.
    """
    for number, finding in enumerate(findings, 1):
        title = reader.title(finding)
        lines = [row(finding.verdict, title, weight="bolder" if does else "default")]
        short, left = _shortened(reader.remedy(finding) if does and reader.detail.full else "")
        if finding.verdict is Verdict.UNKNOWN and finding.evidence and not short:
            short, _ = _shortened(reader.said(finding.evidence[-1], reader.detail.told))
        if short:
            lines.append(line(run(short), spacing="none"))
        full = finding.verdict in reader.detail.full
        inside = _inside(finding, left, reader, does=does) if full else []
        if inside:
            begun = first and number == 1
            yield from opening(f"{name}{number}", title, lines, inside, opened=begun)
        else:
            yield from lines


def folded(findings: Sequence[Finding], reader: Reader) -> list[Element]:
    """Draw what asks for nothing: a line each, or all of a kind in one paragraph."""
    ordered = sorted(findings, key=lambda each: ORDER.index(each.verdict))
    if reader.detail.folded is Folded.PARAGRAPH:
        return [
            row(value, " · ".join(reader.title(each) for each in ordered if each.verdict is value))
            for value in dict.fromkeys(each.verdict for each in ordered)
        ]
    rows = []
    for finding in ordered:
        drawn = row(finding.verdict, reader.title(finding))
        seen = _joined(finding, reader) if reader.detail.folded is Folded.EVIDENCE else ""
        if seen:
            drawn["inlines"].append(run(f" · {seen}", isSubtle=True))
        rows.append(drawn)
    return rows


def _shortened(text: str) -> tuple[str, str]:
    """Part a text into what stands on a finding's line and what is left to be told inside."""
    short = ""
    for sentence in _SENTENCE.split(text):
        if short and len(short) + len(sentence) >= _SHORT:
            left = text[len(short) :].lstrip()
            return f"{short[:-1]}.", f"{left[:1].upper()}{left[1:]}"
        short = f"{short} {sentence}".lstrip()
    return (short, "") if len(short) <= _SHORT else (cut(short, _SHORT), text)


def _without_again(text: str, request: str) -> str:
    """Leave out the end that says to look again, where the sentence stands without it."""
    again = re.escape(" ".join(request.split()[:2]))
    short = re.sub(rf"[,;] (?:then|puis) [^.;]{{0,300}}{again}\b.*$", ".", text, flags=re.DOTALL)
    return re.sub(rf"(?<=\.) [^.]{{0,300}}{again}\b.*$", "", short, flags=re.DOTALL)


def _inside(finding: Finding, remedy: str, reader: Reader, *, does: bool) -> list[Element]:
    items = _evidence(finding, reader)
    told = [(CAUSE, _told(finding.cause, reader) if reader.detail.cause and does else "")]
    told.append((CONSEQUENCE, _told(finding.consequence, reader) if does else ""))
    told.append((REMEDY, remedy))
    items += [_labelled(label, text, reader.locale) for label, text in told if text]
    again = reader.looking_again(finding.command) == reader.request
    asked = finding.console is Console.CHAT and again
    if finding.command and not asked:
        items.append(_command(finding, reader))
    if items and finding.id:
        id = run(cut(finding.id, _TITLE), isSubtle=True, size="small")
        items.append(line(id, spacing="small"))
    return items


def _evidence(finding: Finding, reader: Reader) -> list[Element]:
    if not reader.detail.lines:
        joined = _joined(finding, reader)
        return [line(run(joined), spacing="small")] if joined else []
    # What was seen is the cause where nothing else is; it is not said twice.
    seen = [each for each in finding.evidence if each != finding.cause]
    return [line(run(reader.said(each, reader.detail.seen)), spacing="small") for each in seen]


def _joined(finding: Finding, reader: Reader) -> str:
    detail = reader.detail
    shown = [reader.said(each, detail.seen) for each in finding.evidence[: detail.evidence]]
    if (left := len(finding.evidence) - len(shown)) and shown:
        shown.append(said(say("… and {count} more", count=left), reader.locale))
    return " ".join(shown)


def _told(phrase: Phrase | None, reader: Reader) -> str:
    return "" if phrase is None else reader.said(phrase, reader.detail.told)


def _labelled(label: Phrase, text: str, locale: str) -> Element:
    words = run(f"{render(label, locale)}: ", weight="bolder")
    return line(words, run(text), spacing="small")


def _command(finding: Finding, reader: Reader) -> Element:
    """Draw what to type.  A command is drawn whole or not at all: half of one is dangerous."""
    where = f"{place(finding, reader.locale)}:"
    if len(finding.command) > reader.detail.command:
        left_out = say("the command is too long for this card")
        text = f"{where} ({render(left_out, reader.locale)})"
        return container([line(run(text, isSubtle=True))])
    lines = [line(code(text), spacing="small") for text in finding.command.splitlines() if text]
    return container([line(run(where, isSubtle=True)), *lines], style="emphasis", spacing="small")
