"""Verdicts and states in words: always a word with a symbol, never a colour alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.cards.troubles import consequences
from commands.findings import Console, Finding, Verdict
from commands.phrases import Phrase, Value, render, say
from jobs.record import State

SYMBOLS: Final = {
    Verdict.OK: "✔",
    Verdict.WARN: "⚠",
    Verdict.FAIL: "✖",
    Verdict.UNKNOWN: "?",
    Verdict.SKIPPED: "–",
}
COLOURS: Final = {
    Verdict.OK: "good",
    Verdict.WARN: "warning",
    Verdict.FAIL: "attention",
    Verdict.UNKNOWN: "warning",
    Verdict.SKIPPED: "default",
}
ORDER: Final = (Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN, Verdict.OK, Verdict.SKIPPED)
"""From what asks for something to be done down to what does not."""

_VERDICTS: Final = {
    Verdict.OK: say("ok"),
    Verdict.WARN: say("warn"),
    Verdict.FAIL: say("fail"),
    Verdict.UNKNOWN: say("unknown"),
    Verdict.SKIPPED: say("skipped"),
}
_COUNTS: Final = {
    Verdict.FAIL: (say("1 problem"), say("{count} problems")),
    Verdict.WARN: (say("1 warning"), say("{count} warnings")),
    Verdict.UNKNOWN: (say("1 could not be looked at"), say("{count} could not be looked at")),
    Verdict.OK: (say("1 in order"), say("{count} in order")),
    Verdict.SKIPPED: (say("1 skipped"), say("{count} skipped")),
}
"""Of one, and of several."""
_FOLLOWING: Final = (
    say("1 more fails as a result"),
    say("{count} more fail as a result"),
)
STATES: Final = {
    State.RUNNING: say("Running"),
    State.WAITING: say("Waiting"),
    State.DONE: say("Done"),
    State.FAILED: say("Failed"),
    State.REFUSED: say("Refused"),
    State.CANCELLED: say("Cancelled"),
    State.UNDONE: say("Undone"),
}
STATE_SYMBOLS: Final = {
    State.RUNNING: "▶",
    State.WAITING: "‖",
    State.DONE: "■",
    State.FAILED: "✖",
    State.REFUSED: "✖",
    State.CANCELLED: "–",
    State.UNDONE: "↶",
}
CONSOLES: Final = {
    Console.CHAT: say("Type here in the chat"),
    Console.EXCHANGE_SERVER: say("Type in the Exchange Management Shell, on premises"),
    Console.EXCHANGE_ONLINE: say("Type in Exchange Online PowerShell"),
    Console.GRAPH: say("Type in Microsoft Graph PowerShell"),
    Console.OTHER: say("In PowerShell, on an administrator's computer"),
}


def filled(phrase: Phrase, **values: Value) -> Phrase:
    """Give a sentence of a table its values."""
    return Phrase(phrase.template, tuple(values.items()))


def verdict(value: Verdict, locale: str) -> str:
    """Give ``✖ fail``."""
    return f"{SYMBOLS[value]} {render(_VERDICTS[value], locale)}"


def counts(findings: Sequence[Finding], locale: str) -> list[tuple[Verdict, str]]:
    """Give ``✖ 5 problems`` for each verdict that occurs.

    What fails because of other findings is counted apart, after the failures.
    """
    following = consequences(findings)
    counted: list[tuple[Verdict, str]] = []
    for each in ORDER:
        count = sum(one.verdict is each and one not in following for one in findings)
        if count:
            counted.append((each, counted_as(each, count, locale)))
        if each is Verdict.FAIL and following:
            counted.append((each, _number(_FOLLOWING, len(following), locale)))
    return counted


def counted_as(value: Verdict, count: int, locale: str) -> str:
    """Give ``✖ 5 problems``, ``⚠ 1 warning``."""
    return f"{SYMBOLS[value]} {_number(_COUNTS[value], count, locale)}"


def place(finding: Finding, locale: str) -> str:
    """Say where a finding's command is typed."""
    return render(finding.where or CONSOLES[finding.console], locale)


def _number(phrases: tuple[Phrase, Phrase], count: int, locale: str) -> str:
    one, many = phrases
    return render(one if count == 1 else filled(many, count=count), locale)


def moment(at: datetime) -> str:
    """Give a time with its zone: ``2026-11-20 10:14 KST``."""
    return f"{at:%Y-%m-%d %H:%M %Z}"


def span(time: timedelta, locale: str) -> str:
    """Give a length of time, to the second below a minute: ``4.2 s``, ``3 min``, ``49 h``."""
    seconds = max(time.total_seconds(), 0.0)
    if seconds < 60:  # noqa: PLR2004
        return render(say("{seconds} s", seconds=f"{seconds:.1f}"), locale)
    if seconds < 2 * 3600:
        return render(say("{minutes} min", minutes=int(seconds // 60)), locale)
    return render(say("{hours} h", hours=int(seconds // 3600)), locale)
