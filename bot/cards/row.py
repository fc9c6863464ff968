"""A step's line on a card: symbol, number, what it is, and how far it has come in words."""

from datetime import tzinfo
from typing import Final

from bot.cards import words
from bot.cards.elements import Element, cut, line, run, said
from commands.phrases import Phrase, listed, render, say
from jobs.record import Step, StepKind
from jobs.steps import Result, StepState

_SYMBOLS: Final = {
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


def row(
    step: Step, number: int, title: Phrase, locale: str, zone: tzinfo | None, most: int = 200
) -> Element:
    """Draw it; ``zone`` is where the readers' clocks are, ``most`` the title's characters."""
    symbol, word = _state(step, zone)
    if step.state is StepState.RUNNING and step.kind in _WAITS:
        most = max(most, _WHOLE)  # it may say what is to be typed
    # What people decide stands out, and parts what they decide about.
    bold: Element = {"weight": "bolder"} if step.kind is StepKind.GATE else {}
    apart: Element = {"separator": True} if step.kind is StepKind.GATE and number > 1 else {}
    pieces = [run(f"{symbol} {number} ", weight="bolder"), run(said(title, locale, most), **bold)]
    if step.state is not StepState.PENDING:
        pieces.append(run(f" · {render(word, locale)}", isSubtle=True))
    return line(*pieces, spacing="small", **apart)


def _state(step: Step, zone: tzinfo | None) -> tuple[str, Phrase]:
    """Give a step's symbol, and its state in words."""
    symbol, word = _SYMBOLS[step.state], _STATES[step.state]
    if step.kind is StepKind.GATE and step.state in {StepState.DONE, StepState.FAILED}:
        word = _decided(step, zone)
    if step.result is Result.ALREADY:
        symbol, word = "=", _ALREADY
    if step.state is StepState.RUNNING and step.kind in _WAITS:
        symbol, word = "‖", _WAITING
    return "?" if step.result is Result.UNKNOWN else symbol, word


def _decided(step: Step, zone: tzinfo | None) -> Phrase:
    """Say who approved and when, or that it was refused, or that its time went by."""
    gate = step.gate
    if step.state is StepState.FAILED:
        expires = None if gate is None else gate.expires
        is_over = expires is not None and step.ended is not None and step.ended >= expires
        return say("nobody decided") if is_over else say("refused")
    if gate is None or not gate.approvals:
        return _STATES[step.state]
    leads = (
        say("{name}, {time}", name=cut(each.by.name, 60),
            time=words.moment(each.at.astimezone(zone)))
        for each in gate.approvals
    )  # fmt: skip
    return say("approved by {leads}", leads=listed(leads))
