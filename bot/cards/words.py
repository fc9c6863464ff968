"""Verdicts and states in words: always a word with a symbol, never a colour alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

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
    Verdict.OK: say("{count} ok"),
    Verdict.WARN: say("{count} warn"),
    Verdict.FAIL: say("{count} fail"),
    Verdict.UNKNOWN: say("{count} unknown"),
    Verdict.SKIPPED: say("{count} skipped"),
}
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
    Console.OTHER: say("Type"),
}


def filled(phrase: Phrase, **values: Value) -> Phrase:
    """Give a sentence of a table its values."""
    return Phrase(phrase.template, tuple(values.items()))


def verdict(value: Verdict, locale: str) -> str:
    """Give ``✖ fail``."""
    return f"{SYMBOLS[value]} {render(_VERDICTS[value], locale)}"


def counts(findings: Sequence[Finding], locale: str) -> list[tuple[Verdict, str]]:
    """Give ``✖ 5 fail`` for each verdict that occurs."""
    found = [(each, sum(one.verdict is each for one in findings)) for each in ORDER]
    return [
        (each, f"{SYMBOLS[each]} {render(filled(_COUNTS[each], count=count), locale)}")
        for each, count in found
        if count
    ]


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
