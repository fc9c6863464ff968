"""The whole plan, page by page: each call with its values, what it rests on, nothing cut."""

from collections.abc import Callable, Sequence
from datetime import UTC, tzinfo
from typing import Final

from bot.cards import steps
from bot.cards.elements import (
    MOST_BYTES,
    Element,
    card,
    code,
    cut,
    execute,
    heading,
    line,
    run,
    said,
    size,
)
from bot.cards.left import left
from bot.talk import Reply
from commands.book import Book
from commands.catalog import BOOK
from commands.phrases import say
from jobs.record import Job

PAGES: Final = "pages"
"""The verb of the button that shows the plan whole, page by page."""
_LONGEST: Final = 6000
"""Characters of one call or command."""
_ROOM: Final = 2000
"""Bytes left on a page for what is around the steps."""


def page(job: Job, number: int, locale: str, zone: tzinfo = UTC, book: Book = BOOK) -> Reply:
    """Give one page of the whole plan, from 1 on; one that is not there is the last."""
    pages = _paged(job, locale, zone, book)
    number = min(max(number, 1), len(pages))
    title = say("Plan of job {job}, page {page} of {pages}",
                job=job.id, page=number, pages=len(pages))  # fmt: skip
    body = [heading(said(title, locale)), *pages[number - 1]]
    places = [(say("Next page"), number + 1)] if number < len(pages) else []
    places.append((say("Back to the card"), 0))
    actions = [
        execute(said(label, locale), PAGES, {"job": job.id, "page": place})
        for label, place in places
    ]
    text = said(title, locale)
    return Reply(summary=text, card=card(body, summary=text, actions=actions))


def button(job: Job, locale: str) -> Element:
    """Make the button that leads to the first page."""
    return execute(said(say("Whole plan"), locale), PAGES, {"job": job.id, "page": 1})


def _paged(job: Job, locale: str, zone: tzinfo, book: Book) -> list[list[Element]]:
    """Cut the whole plan into pages, never within a step that fits on one."""
    blocks = steps.whole(job, locale, zone, book)
    if job.plan is not None:
        blocks += [left(each, locale, longest=_LONGEST) for each in job.plan.left]
        blocks += [[line(run(f"✔ {said(each, locale)}"))] for each in job.plan.in_place]
        blocks += [
            [line(run(f"{said(name, locale)}: "), code(cut(value or "–", 3000)))]
            for name, value in job.plan.basis
        ]
    return _fitted(blocks, lambda page: size(card(page, summary="")) <= MOST_BYTES - _ROOM)


def _fitted(
    blocks: Sequence[list[Element]], fits: Callable[[list[Element]], bool]
) -> list[list[Element]]:
    pages: list[list[Element]] = [[]]
    for block in blocks:
        if pages[-1] and not fits([*pages[-1], *block]):
            pages.append([])
        pages[-1] = [*pages[-1], *block]
    return pages
