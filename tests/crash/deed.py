"""The job that is crashed: twelve steps, two gates, six kinds of work, each change made once."""

from typing import Final

from commands.check import Suite
from commands.phrases import say
from jobs.plan import do, wait_for, wait_until
from jobs.steps import Step
from tests.jobs.deeds import DUE, Appoint, Holds, put, question
from tests.jobs.parts import RealClock, check, prove, suite

READY: Final = ("ready", "yes")
"""What the job waits for; whoever drives it brings it about."""

MOMENT: Final = 0.5
"""Seconds from the second change until the time that it tells, for which the job then waits."""

CHANGES: Final = tuple((f"key {number}", "new") for number in range(1, 6))
"""What the backend must have been told, exactly, at the end."""

GATES: Final = {"go": CHANGES[:3], "publish": CHANGES[3:]}
"""The changes that stand behind each gate."""


SLOW: Final = 0.25
"""Seconds a proof takes: long enough for a lease to be renewed meanwhile."""


async def _is_so() -> bool:
    return True


async def _is_so_slowly() -> bool:
    await RealClock().sleep(SLOW)
    return True


SUITES: Final[dict[str, Suite]] = suite(check("one", _is_so), check("two", _is_so_slowly))
FOUND: Final = ("one", "two")
"""What the proofs find, all of it as it should be."""


def steps(*, patience: float = 3600, deadline: float = 1.0) -> tuple[Step, ...]:
    """Plan the job.

    Gates and the wait for a state take ``patience`` seconds at most, each change ``deadline``.
    """
    second = CHANGES[1]
    first, _, third, fourth, fifth = [put(key, value, seconds=deadline) for key, value in CHANGES]
    return (
        prove(),
        question("go", seconds=patience),
        first,
        do(Appoint(key=second[0], value=second[1], seconds=deadline, later=MOMENT)),
        wait_until(say("Until it is due"), named=DUE, remind=3600),
        third,
        prove(),
        wait_for(Holds(key=READY[0], value=READY[1]), every=0.1, seconds=patience),
        question("publish", seconds=patience),
        fourth,
        fifth,
        prove(),
    )
