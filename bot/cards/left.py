"""What a plan leaves to people, and what is in place already."""

from typing import Final

from bot.cards import words
from bot.cards.elements import Element, code, line, opening, run, said
from commands.phrases import say
from commands.runbook import Left
from jobs.record import Job

_TYPED: Final = 600
"""Characters of a command on the card; a longer one is on the pages."""


def rest(job: Job, locale: str, *, most: int) -> list[Element]:
    """Draw both, so many of each."""
    plan = job.plan
    if plan is None:
        return []
    drawn: list[Element] = []
    if plan.left:
        label = say("Left to people: {count}", count=len(plan.left))
        drawn.append(line(run(said(label, locale), weight="bolder"), separator=True))
        for each in plan.left[:most]:
            drawn += left(each, locale)
    if plan.in_place:
        label = say("In place already: {count}", count=len(plan.in_place))
        inside = [line(run(f"✔ {said(each, locale, 200)}")) for each in plan.in_place[: most * 2]]
        drawn += opening(
            "in-place",
            said(label, locale),
            [line(run(said(label, locale), weight="bolder"))],
            inside,
            opened=False,
        )
    return drawn


def left(item: Left, locale: str, *, longest: int = _TYPED) -> list[Element]:
    """Draw one thing that is left to people: what, why, and what is typed for it, if not longer."""
    symbol = "✖" if item.blocks else "–"
    drawn = [
        line(
            run(f"{symbol} {said(item.title, locale, 160)}: ", weight="bolder"),
            run(said(item.why, locale, 400)),
        )
    ]
    if item.command and len(item.command) < longest:
        where = words.CONSOLES[item.console] if item.where is None else item.where
        drawn.append(line(run(f"{said(where, locale)}: "), code(item.command), spacing="none"))
    return drawn
