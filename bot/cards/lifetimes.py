"""How long certificates last, on a card: the picture, and below it the same as text."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.cards.elements import Element, container, line, run, said
from bot.cards.words import COLOURS, SYMBOLS
from commands.amounts import days
from commands.checks.timeline import utc_day
from commands.findings import Finding, Verdict
from commands.lifetimes import Lifetime
from commands.phrases import Phrase, say

TEXT: Final = "lifetimes"
"""The id of the text; the picture stands before it."""
_MOST: Final = 24
"""Lifetimes that are listed; of more, those that end first."""
_TITLE: Final = 120


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A lifetime with what was found about it."""

    title: Phrase
    verdict: Verdict
    lifetime: Lifetime


def shown(findings: Sequence[Finding]) -> list[Shown]:
    """Give what there is to show, in the order of the findings."""
    return [
        Shown(title=each.title, verdict=each.verdict, lifetime=each.lifetime)
        for each in findings
        if each.lifetime is not None
    ]


def text(findings: Sequence[Finding], locale: str) -> list[Element]:
    """List the lifetimes; nothing where no finding is about one."""
    found = shown(findings)
    last = sorted(each.lifetime.ends for each in found)[:_MOST]
    listed = [each for each in found if each.lifetime.ends <= last[-1]][:_MOST]
    lines = [_row(each, locale) for each in listed]
    if (left_out := len(found) - len(listed)) > 0:
        more = said(say("… and {count} more", count=left_out), locale)
        lines.append(line(run(more), spacing="none"))
    return [container(lines, id=TEXT, separator=True)] if lines else []


def illustrated(card: Element, png: bytes, findings: Sequence[Finding], locale: str) -> Element:
    """Put the picture before the text; a card without that text stays as it is."""
    body = card["body"]
    at = next((at for at, each in enumerate(body) if each.get("id") == TEXT), None)
    if at is None or not png:
        return card
    address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    image = {"type": "Image", "url": address, "altText": _said(findings, locale), "separator": True}
    return {**card, "body": [*body[:at], image, *body[at:]]}


def left(lifetime: Lifetime) -> Phrase:
    """Say how many days are left, or since when there are none."""
    if lifetime.ended:
        return say("ended {days} ago", days=days(-lifetime.days))
    return say("{days} left", days=days(lifetime.days))


def _said(findings: Sequence[Finding], locale: str) -> str:
    """Say what the picture shows, for who does not see it."""
    found = shown(findings)
    first = min(found, key=lambda each: each.lifetime.ends)
    phrase = say(
        "Picture: how long the certificates last ({count}). The first to end is {name}, on "
        "{ends}. The list below says the same.",
        count=len(found),
        name=said(first.title, locale, _TITLE),
        ends=utc_day(first.lifetime.ends),
    )
    return said(phrase, locale)


def _row(each: Shown, locale: str) -> Element:
    """Draw a line that begins with the day, which a narrow screen would break in a column."""
    when = f"{SYMBOLS[each.verdict]} {utc_day(each.lifetime.ends)}"
    until, title = said(left(each.lifetime), locale), said(each.title, locale, _TITLE)
    first = run(when, weight="bolder", color=COLOURS[each.verdict])
    return line(first, run(f" · {until} · {title}"), spacing="none")
