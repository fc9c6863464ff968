"""What a run of a schedule tells its readers: how it differs from the run before.

A verdict may have moved, and a certificate may have come nearer to its end, or be another one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from commands.findings import Finding, Verdict
from commands.lifetimes import Lifetime, Turn, turn
from commands.phrases import Phrase
from jobs.firing import Firing
from jobs.record import Job, State

_TROUBLE: Final = {
    Verdict.OK: 0,
    Verdict.SKIPPED: 0,
    Verdict.WARN: 1,
    Verdict.UNKNOWN: 2,
    Verdict.FAIL: 3,
}


@dataclass(frozen=True, kw_only=True)
class Move:
    """One finding whose verdict moved; ``None``: there was, or is, no such finding.

    ``turn`` says what came of a certificate's ``lifetime``; the verdict may then be the same.
    """

    title: Phrase
    before: Verdict | None
    now: Verdict | None
    turn: Turn | None = None
    lifetime: Lifetime | None = None

    @property
    def direction(self) -> int:
        """1 for worse, -1 for better, 0 for neither."""
        before, now = _trouble(self.before), _trouble(self.now)
        return (now > before) - (now < before)


@dataclass(frozen=True, kw_only=True)
class News:
    """What is told with a run's card.

    Attributes:
        firing: The schedule it is by.
        before: Number of the job it is compared with; ``None``: the first run.
        broke: This run could not be carried out, the one before could.
        works_again: The other way round.
        moves: The findings whose verdicts moved, this run's order.
    """

    firing: Firing
    before: int | None = None
    broke: bool = False
    works_again: bool = False
    moves: tuple[Move, ...] = ()

    @property
    def changed(self) -> bool:
        return self.broke or self.works_again or bool(self.moves)

    def towards(self, direction: int) -> tuple[Move, ...]:
        """Give the moves for the worse (1), for the better (-1), or neither (0).

        What came of a certificate's lifetime is told apart, by ``turned``.
        """
        return tuple(
            move for move in self.moves if move.turn is None and move.direction == direction
        )

    def turned(self, turn: Turn) -> tuple[Move, ...]:
        """Give what came of lifetimes, the nearest end first."""
        found = [move for move in self.moves if move.turn is turn]
        return tuple(sorted(found, key=lambda move: move.lifetime.days if move.lifetime else 0))


def news(job: Job, firing: Firing, before: Job | None) -> News | None:
    """Compare an ended run with an earlier one; ``None`` when there is nothing to tell.

    A run that somebody cancelled tells nothing: who did it knows.
    """
    if job.state is State.CANCELLED:
        return None
    if before is None:
        return News(firing=firing)
    failed, had_failed = job.state is State.FAILED, before.state is State.FAILED
    told = News(
        firing=firing,
        before=before.id,
        broke=failed and not had_failed,
        works_again=had_failed and not failed,
        moves=() if failed or had_failed else tuple(_moves(before.findings, job.findings)),
    )
    return told if told.changed or firing.always else None


def _moves(before: tuple[Finding, ...], now: tuple[Finding, ...]) -> Iterator[Move]:
    earlier = {each.id: each for each in before}
    for each in now:
        was = earlier.pop(each.id, None)
        came = None if was is None else turn(was.lifetime, each.lifetime)
        if was is None or was.verdict is not each.verdict or came is not None:
            yield Move(
                title=each.title,
                before=None if was is None else was.verdict,
                now=each.verdict,
                turn=came,
                lifetime=each.lifetime,
            )
    for gone in earlier.values():
        yield Move(title=gone.title, before=gone.verdict, now=None)


def _trouble(verdict: Verdict | None) -> int:
    return 0 if verdict is None else _TROUBLE[verdict]
