"""What people can type while a job waits for its effect: whole, once, on a line of its own."""

from collections.abc import Mapping, Sequence

from bot.cards.elements import Element, code, line, run, said
from commands.book import Book, NotInBook
from commands.phrases import say
from commands.traits import Typed, typed
from jobs.record import Step, StepKind, StepState


def of(step: Step, book: Book, known: Mapping[str, str]) -> Typed | None:
    """Give what is typed for a step that waits; ``None`` for all others, and once it is over."""
    if step.kind is not StepKind.WAIT_FOR or step.state in {StepState.DONE, StepState.FAILED}:
        return None
    try:
        return typed(book.condition(step.action or {}, known))
    except NotInBook:
        return None


def first(steps: Sequence[Step], book: Book, known: Mapping[str, str]) -> Mapping[int, Typed]:
    """Give each command by the number of the first step that waits for it, with all its servers."""
    at: dict[str, int] = {}
    servers: dict[str, list[str]] = {}
    for number, step in enumerate(steps, start=1):
        if (found := of(step, book, known)) is not None:
            at.setdefault(found.command, number)
            servers.setdefault(found.command, []).append(found.where)
    return {
        number: Typed(where=", ".join(servers[command]), command=command)
        for command, number in at.items()
    }


def drawn(found: Typed, locale: str) -> Element:
    where = say("To be typed on {server}", server=found.where)
    return line(run(f"{said(where, locale)}: "), code(found.command), spacing="none")
