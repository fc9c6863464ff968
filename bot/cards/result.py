"""The body of an ended job's card: problems, what follows from them, warnings, and the rest."""

from collections.abc import Sequence
from typing import Any, Final

from bot.cards import words
from bot.cards.detail import MEASURES, Detail, Folded
from bot.cards.elements import Element, container, line, run, said, sentence, toggling
from bot.cards.finding import FAILING, Reader, folded, opened
from bot.cards.troubles import by_weight, consequences, merged
from commands.findings import Finding, Verdict
from commands.phrases import Phrase, render, say

IN_ORDER: Final = "in-order"
_FOLLOW: Final = "follow"
QUIET: Final = frozenset({Verdict.OK, Verdict.SKIPPED})
"""Verdicts that ask for nothing; they are folded away."""


def body(findings: Sequence[Finding], request: str, locale: str, detail: Detail) -> list[Element]:
    """Draw the findings, in the suite's order; ``request`` is what looks again when typed."""
    titles = {each.id: said(each.title, locale, 160) for each in findings}
    reader = Reader(locale=locale, detail=detail, titles=titles, request=request)
    items = _sections(findings, reader)
    items += _quiet([each for each in findings if each.verdict in QUIET], reader)
    if detail is not MEASURES[0]:
        items.append(_shortened(request, locale, detail))
    return items


def _sections(findings: Sequence[Finding], reader: Reader) -> list[Element]:
    """Draw what asks for something, by what it asks; the first line is open already."""
    following = consequences(findings)
    roots = [each for each in by_weight(findings) if each not in following]
    of = {value: [each for each in roots if each.verdict is value] for value in Verdict}
    left = reader.detail.most
    items: list[Element] = []
    for name, found, label in (
        (FAILING, of[Verdict.FAIL], None),
        (_FOLLOW, following, say("Follows from these")),
        ("warn", of[Verdict.WARN], Verdict.WARN),
        ("unknown", of[Verdict.UNKNOWN], Verdict.UNKNOWN),
    ):
        some = merged(found)
        drawn = list(opened(some[:left], reader, name, first=not items, does=name != _FOLLOW))
        if drawn and items and label is not None:
            items.append(_label(label, len(found), reader.locale))
            drawn[0].pop("separator", None)  # the label has drawn it
        items += drawn
        if len(some) > left:
            more = say("… and {count} more", count=len(some) - left)
            items.append(line(run(said(more, reader.locale))))
        left = max(left - len(some), 0)
    return items


def actions(findings: Sequence[Finding], locale: str, detail: Detail) -> list[Element]:
    """Give the button that shows what is in order."""
    quiet = [each for each in findings if each.verdict in QUIET]
    if not quiet or detail.folded is Folded.NOT:
        return []
    count = sum(each.verdict is Verdict.OK for each in quiet)
    title = say("In order: {count}", count=count)
    if not count:
        title = say("Skipped: {count}", count=len(quiet))
    return [toggling(said(title, locale), IN_ORDER)]


def _label(label: Phrase | Verdict, count: int, locale: str) -> Element:
    look: dict[str, Any] = {"weight": "bolder"}
    if isinstance(label, Verdict):
        text = words.counted_as(label, count, locale)
        look["color"] = words.COLOURS[label]
    else:
        text = render(label, locale)
    return line(run(text, **look), separator=True, spacing="medium")


def _quiet(findings: Sequence[Finding], reader: Reader) -> list[Element]:
    if not findings or reader.detail.folded is Folded.NOT:
        return []
    return [container(folded(findings, reader), id=IN_ORDER, isVisible=False, separator=True)]


def _shortened(request: str, locale: str, detail: Detail) -> Element:
    command = f'python -m bot ask "{request}"'
    phrase = say(
        "This card is shortened to fit into a message; {command} prints everything.",
        command=command,
    )
    if detail.is_whole:
        phrase = say(
            "What is in order is named without its evidence; {command} prints everything.",
            command=command,
        )
    return sentence(phrase, locale, separator=True)
