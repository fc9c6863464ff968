"""Drives one crashed job to its end, and says all that is wrong with how it got there."""

import asyncio
import re
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from redis.exceptions import RedisError

from commands.findings import Verdict
from jobs.audit import Auditor
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.memory import Memory
from jobs.record import Job, State, Step, StepKind
from jobs.scripts import ROOT
from jobs.steps import Result, StepState
from jobs.store import Store
from tests.crash.backend import Backend
from tests.crash.deed import CHANGES, FOUND, GATES, READY, steps
from tests.crash.forks import GLANCE, LONGEST, Forks
from tests.crash.worker import Order
from tests.jobs.deeds import BOOK, LEAD
from tests.jobs.parts import KEY, REQUEST, TENANCY, RealClock, order

REPOSITORY: Final = Path(__file__).parents[2]
LEASE: Final = 0.6

_ONE: Final = {
    StepKind.PROVE: "(begun )+proven ",
    # Nothing is sent on a look that was not answered in time (a busy machine): it looks again.
    # Taken up again, a change is first settled by reading; certain that it was not made, it may
    # be intended once more.  Only the last of its entries says that it was.
    StepKind.DO: "(begun )+((intended (begun )*)?not done (begun )*)*intended (begun )*done ",
    StepKind.GATE: "opened approved ",
    # Nobody is reminded of an end that has come before anybody looked.
    StepKind.WAIT_UNTIL: "waits (reminded )?came ",
    StepKind.WAIT_FOR: "waits came ",
}


@dataclass(frozen=True, kw_only=True)
class Lane:
    """Where one job at a time is crashed: a store, a backend, and what forks workers."""

    folder: Path
    url: str
    backend: Backend
    forks: Forks
    store: Store
    desk: Desk
    auditor: Auditor

    def order(self, name: str, **more: Any) -> Order:
        given: dict[str, Any] = {"lease": LEASE} | more
        return Order(url=self.url, port=self.backend.port, name=name, **given)

    async def clear(self) -> None:
        self.backend.clear()
        await self.store.redis.flushall()
        self.store.memory = Memory()  # each trial is a store of its own, whose first job is 1

    async def submit(self, planned: Sequence[Step] = ()) -> Job:
        chosen = tuple(planned) or steps()
        return await self.desk.submit(REQUEST, **order(steps=chosen))


@asynccontextmanager
async def a_lane(folder: Path) -> AsyncGenerator[Lane, None]:
    """Open a lane on a real embedded store in ``folder``."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.crash.worker"),
        cwd=REPOSITORY,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    forks = Forks(process)
    listening = asyncio.create_task(forks.listen())
    try:
        async with embedded(folder / "store") as url, Backend.listening() as backend:
            redis, raw = connect(url), connect(url, text=False)
            store = Store(redis, key=KEY)
            lane = Lane(
                folder=folder,
                url=url,
                backend=backend,
                forks=forks,
                store=store,
                desk=Desk(store, RealClock(), BOOK, tenancy=TENANCY),
                auditor=Auditor(raw, key=KEY, witness=None),
            )
            try:
                yield lane
            finally:
                await forks.kill_all()
                await redis.aclose()
                await raw.aclose()
    finally:
        process.kill()
        await process.wait()
        listening.cancel()


Beside = Callable[[Job], Awaitable[None]]


async def drive(lane: Lane, beside: Beside | None = None) -> Job:
    """Do what people do until the job has ended: approve what is open, bring about what it waits
    for.  ``beside`` is told of each look.

    Raises:
        TimeoutError: It did not end; says how it stands.
    """
    job = None
    try:
        async with asyncio.timeout(LONGEST):
            while job is None or not job.state.ended:
                job = await _looked_after(lane) or job
                if beside is not None and job is not None:
                    await beside(job)
                await RealClock().sleep(GLANCE)
    except TimeoutError as error:
        raise TimeoutError(f"it did not end: {await _standing(lane)}") from error
    return job


async def _looked_after(lane: Lane) -> Job | None:
    try:
        job = await lane.desk.job(1)
        if job is not None and not job.state.ended:
            await _answer(lane, job)
    except (RedisError, OSError):
        return None  # the store is being killed: people look again
    return job


async def _standing(lane: Lane) -> str:
    job = await lane.desk.job(1)
    if job is None:
        return "there is no job"
    step = job.steps[job.position]
    kinds = " ".join(link.entry["kind"] for link in await lane.store.journal(job.id))
    held = await lane.store.redis.hmget(f"{ROOT}:job:1", ["owner", "lease", "fence", "tries"])
    listed = [await lane.store.redis.zscore(f"{ROOT}:{each}", "1") for each in ("due", "timers")]
    return f"{job.state} at {step}; why {job.why}; held {held}; due, timers {listed}; {kinds}"


async def _answer(lane: Lane, job: Job) -> None:
    step = job.steps[job.position]
    if step.kind is StepKind.WAIT_FOR and step.told is not None:
        # Only once it was seen missing: each run then looks, waits, and looks again.
        lane.backend.values.setdefault(*READY)
    gate = step.gate
    if step.kind is StepKind.GATE and gate is not None and gate.nonce:
        lane.backend.approved.add(step.subject)
        await lane.desk.approve(
            job.id, step.subject, by=LEAD, fingerprint=job.fingerprint, nonce=gate.nonce
        )


async def faults(lane: Lane, job: Job) -> list[str]:
    """Say everything that is not as if nothing had been killed."""
    found = []
    if job.state is not State.DONE:
        found.append(f"ended as {job.state}: {job.why}")
    found += _unlike(job)
    made = [change for change, _ in lane.backend.changes]
    if made != list(CHANGES):
        found.append(f"changes made: {made}")
    for change, approved in lane.backend.changes:
        gate = next(name for name, behind in GATES.items() if change in behind)
        if gate not in approved:
            found.append(f"{change} was made before gate {gate}")
    if (broken := await lane.store.verify(job.id)) is not None:
        found.append(f"journal, entry {broken.place}: {broken.problem}")
    found += [str(broken) for broken in (await lane.auditor.verify()).broken]
    found += await _journal_faults(lane, job)
    if lock := await lane.store.redis.hgetall(f"{ROOT}:lock:{job.organisation}"):
        found.append(f"{job.organisation} is still held: {lock}")
    return found


def _unlike(job: Job) -> list[str]:
    """Hold the steps and findings against those of an undisturbed run."""
    found = []
    if any(step.state is not StepState.DONE for step in job.steps):
        found.append(f"steps {[str(step.state) for step in job.steps]}")
    # What the store answered is on its disk, so a change made is known by its intent: it is found
    # done, never "already so".
    wanted = [Result.DONE if step.kind is StepKind.DO else None for step in job.steps]
    if (results := [step.result for step in job.steps]) != wanted:
        found.append(f"results {[str(each) for each in results]}")
    if [(each.id, each.verdict) for each in job.findings] != [(id, Verdict.OK) for id in FOUND]:
        found.append(f"findings {[(each.id, str(each.verdict)) for each in job.findings]}")
    return found


async def _journal_faults(lane: Lane, job: Job) -> list[str]:
    """Hold the journal against what one run of these steps may have written."""
    entries = [link.entry for link in await lane.store.journal(job.id)]
    written = "".join(f"{entry['kind']} " for entry in entries)
    wanted = "created " + "".join(_ONE[step.kind] for step in job.steps)
    why = [f"step {entry['step'] + 1}: {entry['why']}" for entry in entries if "why" in entry]
    found = [] if re.fullmatch(wanted, written) else [f"journal: {written}{why}"]
    at = [entry["step"] for entry in entries if "step" in entry]
    if at != sorted(at):
        found.append(f"journal: steps out of order: {at}")
    return found
