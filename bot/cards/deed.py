"""A planned change in words: where, what is sent, what is so before and after, how it is undone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.cards.elements import Element, code, cut, line, run, said, sentence
from bot.cards.names import Names
from commands.action import Action, Call, NoOpposite, OnTheWay, Switch, Undoing
from commands.book import Book
from commands.phrases import Phrase, joined, render, say
from commands.quoting import aside, shown
from jobs.record import Step, StepKind
from jobs.steps import StepState

_CALL: Final = 700
"""Characters of the call that takes a change back."""


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
        action = book.found(step.action, known)
        if action is None:
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
    return " ".join((call.doing, *(_given(*each) for each in call.values.items())))


def told(step: Step, locale: str, most: int = 600) -> list[Element]:
    """Draw how far a step is, or what it waits for."""
    if step.told is None or step.state not in {StepState.RUNNING, StepState.FAILED, StepState.DONE}:
        return []
    return [line(run(said(step.told, locale, most)), spacing="none")]


def lines(deed: Deed, names: Names, locale: str, most: int = 2000) -> list[Element]:
    """Draw all about a change; what is not known yet stands there by name."""

    def told(phrase: Phrase) -> str:
        return said(names.phrase(phrase, locale, when=True), locale, most)

    sent = names.text(deed.sent, locale, when=True)
    before, after = told(deed.before), told(deed.after)
    return [
        line(run(f"{deed.side}: "), code(cut(sent, most)), spacing="none"),
        line(run(f"{render(_BEFORE, locale)}: "), run(before), spacing="none"),
        line(run(f"{render(_AFTER, locale)}: "), run(after), spacing="none"),
        sentence(_cut(names.phrase(deed.undone, locale, when=True)), locale, spacing="none"),
    ]


_BEFORE: Final = say("Now")
_AFTER: Final = say("Then")


def _undone(action: Action) -> Phrase:
    opposite = action.opposite()
    if not isinstance(opposite, NoOpposite):
        return say("Can be undone: {call}", call=spelt(opposite.call))
    if opposite.because is Undoing.NOTHING:
        return joined((say("Nothing to undo."), opposite.why))
    return joined((say("Cannot be undone."), opposite.why))


def _cut(phrase: Phrase) -> Phrase:
    """Shorten the long values of a sentence, never the sentence itself."""
    values = (
        (name, cut(value, _CALL) if isinstance(value, str) else value)
        for name, value in phrase.values
    )
    return Phrase(phrase.template, tuple(values))


def _given(name: str, value: Any) -> str:
    """Write a parameter so that it can be pasted, or, where nobody can type it, read."""
    if isinstance(value, Switch):
        return f"-{name}" if value is Switch.ON else f"-{name}:$false"
    return f"-{name} {_value(value)}"


def _value(value: Any) -> str:
    match value:
        case None | bool():
            return "$null" if value is None else f"${str(value).lower()}"
        case str():
            return shown(value)
        case OnTheWay():
            return aside(value.text)
        case list() | tuple():
            return ",".join(_value(each) for each in value) or "@()"
        case _:
            return str(value)
