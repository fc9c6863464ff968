"""Put what a judge saw together into one finding: the worst of it decides, all of it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from commands.check import Asked, unknown
from commands.checks import powershell
from commands.checks.powershell import Command
from commands.findings import Console, Finding, Verdict
from commands.look import Unread
from commands.phrases import Phrase, joined, say


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is not as it should be.

    Attributes:
        seen: What was read, with where.
        cause: Why it is so; left out where ``seen`` says it all, and is then shown for it.
        consequence: What it breaks for users, or what it exposes.
        remedy: What mends it; ends with the command that looks again.
        command: What to type for it, exactly; ``again`` where it is mended without typing.
        console: Where to type it.
        where: The same in words; needed where ``console`` is ``OTHER``, which says nothing.
        follows: Ids of the failing findings whose consequence this is.
        verdict: ``FAIL`` or ``WARN``.
    """

    seen: Phrase
    consequence: Phrase
    remedy: Phrase
    command: Command
    cause: Phrase | None = None
    console: Console = Console.CHAT
    where: Phrase | None = None
    follows: tuple[str, ...] = ()
    verdict: Verdict = Verdict.FAIL

    def __post_init__(self) -> None:
        if self.console is Console.OTHER and self.where is None:
            raise ValueError(f"nobody is told where to type {self.command!r}")


def weigh(
    id: str,
    title: Phrase,
    *,
    seen: Iterable[Phrase] = (),
    faults: Iterable[Fault] = (),
    unread: Iterable[Unread] = (),
) -> Finding:
    """Make the finding: fail before unknown before warn before ok; the worst faults explain it.

    Causes and consequences of all that weigh the same are told, each once.  Remedies and commands
    are those of one place to type in, the first fault's: what is left shows at the next look.
    ``unread`` are parts that could not be looked at: without a failure they leave the whole
    unknown, and what is known is shown all the same.
    """
    found, missing = tuple(faults), tuple(unread)
    leading = next(
        (fault for verdict in _ORDER for fault in found if fault.verdict is verdict), None
    )
    evidence = (
        *seen,
        *(fault.seen for fault in found),
        *dict.fromkeys(reading.reason for reading in missing),
    )
    if missing and (leading is None or leading.verdict is not Verdict.FAIL):
        return unknown(id, title, missing[0], evidence)
    if leading is None:
        return Finding(id=id, title=title, verdict=Verdict.OK, evidence=evidence)
    worst = [fault for fault in found if fault.verdict is leading.verdict]
    place = (leading.console, leading.where)
    mended = [fault for fault in worst if (fault.console, fault.where) == place]
    command = "\n".join(dict.fromkeys(fault.command for fault in mended if fault.command))
    left_out = () if all(fault.command for fault in mended) else (_LEFT_OUT,)
    return Finding(
        id=id,
        title=title,
        verdict=leading.verdict,
        evidence=(*evidence, *left_out),
        cause=joined(
            (leading.cause or leading.seen, *(fault.cause for fault in worst if fault.cause))
        ),
        consequence=joined(fault.consequence for fault in worst),
        remedy=joined(fault.remedy for fault in mended),
        command=command,
        console=leading.console if command else Console.CHAT,
        where=leading.where,
        follows=leading.follows,
    )


_LEFT_OUT: Final = say(
    "The command is left out: a value in it holds characters that cannot be shown."
)
_ORDER: Final = (Verdict.FAIL, Verdict.WARN)


def again(asked: Asked) -> Command:
    """Say what to type after something was mended by hand: the check itself, in the chat."""
    return powershell.again(asked)


def listed(items: Iterable[str]) -> str:
    """Write several names in a row; a dash when there are none."""
    return ", ".join(items) or "–"
