"""A planned change in words: where, what is sent, what is so before and after, how it is undone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.cards.elements import Element, code, cut, line, run, said
from bot.cards.names import Names
from commands.action import Action, Book, Call, NoOpposite, NotInBook, Undoing
from commands.phrases import Phrase, joined, render, say
from jobs.record import Step, StepKind
from jobs.steps import Result, StepState

SYMBOLS: Final = {
    StepState.PENDING: "○",
    StepState.RUNNING: "▶",
    StepState.DONE: "✔",
    StepState.FAILED: "✖",
}
_WAITS: Final = frozenset({StepKind.GATE, StepKind.WAIT_FOR, StepKind.WAIT_UNTIL})
_WHOLE: Final = 600
"""Characters of the title of a step that waits."""
_STATES: Final = {
    StepState.PENDING: say("to do"),
    StepState.RUNNING: say("under way"),
    StepState.DONE: say("done"),
    StepState.FAILED: say("failed"),
}
_WAITING: Final = say("waiting")
_ALREADY: Final = say("already so")


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A change as the plan shows it.

    Attributes:
        side: Where.
        sent: The exact call with its values, on one line.
        before, after: As the action says them.
        undone: How it can be taken back, or why not.
    """

    side: str
    sent: str
    before: Phrase
    after: Phrase
    undone: Phrase

    @classmethod
    def of(cls, step: Step, book: Book, known: Mapping[str, str]) -> "Deed | None":
        """Read a step's action; ``None`` where it has none, or this version does not know it."""
        if step.kind is not StepKind.DO:
            return None
        try:
            action = book.action(step.action or {}, known)
        except NotInBook:
            return None
        return cls(
            side=action.side,
            sent=spelt(action.call),
            before=action.before,
            after=action.after,
            undone=_undone(action),
        )


def spelt(call: Call) -> str:
    """Write a call as it is sent: a cmdlet with its parameters, or a request with its body."""
    if " " in call.doing:
        body = json.dumps(call.values, ensure_ascii=False)
        return f"{call.doing} {body}" if call.values else call.doing
    given = (f"-{name} {_value(value)}" for name, value in call.values.items())
    return " ".join((call.doing, *given))


def row(step: Step, number: int, title: Phrase, locale: str, most: int = 200) -> Element:
    """Draw a step's line: symbol, number, what it is, and how far it has come in words."""
    word = _ALREADY if step.result is Result.ALREADY else _STATES[step.state]
    symbol = "=" if step.result is Result.ALREADY else SYMBOLS[step.state]
    if step.state is StepState.RUNNING and step.kind in _WAITS:
        word, symbol = _WAITING, "‖"
        most = max(most, _WHOLE)  # it may say what is to be typed
    if step.result is Result.UNKNOWN:
        symbol = "?"
    # What people decide stands out, and parts what they decide about.
    bold: Element = {"weight": "bolder"} if step.kind is StepKind.GATE else {}
    apart: Element = {"separator": True} if step.kind is StepKind.GATE and number > 1 else {}
    pieces = [run(f"{symbol} {number} ", weight="bolder"), run(said(title, locale, most), **bold)]
    if step.state is not StepState.PENDING:
        pieces.append(run(f" · {render(word, locale)}", isSubtle=True))
    return line(*pieces, spacing="small", **apart)


def told(step: Step, locale: str, most: int = 600) -> list[Element]:
    """Draw how far a step is, or what it waits for."""
    if step.told is None or step.state not in {StepState.RUNNING, StepState.FAILED}:
        return []
    return [line(run(said(step.told, locale, most)), spacing="none")]


def lines(deed: Deed, names: Names, locale: str, most: int = 2000) -> list[Element]:
    """Draw all about a change; what is not known yet stands there by name."""

    def told(phrase: Phrase, most: int) -> str:
        return said(names.phrase(phrase, locale, when=True), locale, most)

    sent = names.text(deed.sent, locale, when=True)
    before, after = told(deed.before, most), told(deed.after, most)
    return [
        line(run(f"{deed.side}: "), code(cut(sent, most)), spacing="none"),
        line(run(f"{render(_BEFORE, locale)}: "), run(before), spacing="none"),
        line(run(f"{render(_AFTER, locale)}: "), run(after), spacing="none"),
        line(run(told(deed.undone, 400), isSubtle=True), spacing="none"),
    ]


_BEFORE: Final = say("Now")
_AFTER: Final = say("Then")


def _undone(action: Action) -> Phrase:
    opposite = action.opposite()
    if not isinstance(opposite, NoOpposite):
        return say("Can be undone: {call}", call=opposite.call.doing)
    if opposite.because is Undoing.NOTHING:
        return joined((say("Nothing to undo."), opposite.why))
    return joined((say("Cannot be undone."), opposite.why))


def _value(value: Any) -> str:
    match value:
        case None:
            return "$null"
        case bool():
            return f"${str(value).lower()}"
        case str():
            return f"'{value}'"
        case list() | tuple() if not value:
            return "@()"
        case list() | tuple():
            return ",".join(_value(each) for each in value)
        case _:
            return str(value)
