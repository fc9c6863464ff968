"""The whole bot but its worker in this process, and workers in processes of their own."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from adapters.clock import Clock
from bot.demo.clock import MovableClock
from bot.settings import load
from bot.wiring import serving
from jobs.chain import key_in
from jobs.connection import Address, connect
from jobs.embedded import embedded
from jobs.record import Job, State, StepKind
from jobs.scripts import ROOT
from jobs.store import Store
from jobs.tasks import end
from lab.process import running as running_lab
from lab.vigil import watch
from tests.crash.forks import Forks
from tests.jobs.deeds import LEAD, LEAD2
from tests.stories.changing import now_at
from tests.stories.conftest import Story
from tests.stories.house import REPOSITORY
from tests.stories.labour import Moved, Order
from tests.stories.rotating import ROTATE, TIME

LONGEST = 900.0
GLANCE = 0.05
SETTLED = 300.0
"""Seconds after which nothing that a dead worker sent can be on its way; the longest is 240."""
LEADS = (LEAD, LEAD2)


class SharedClock(MovableClock):
    """A clock that the workers' follow, and the time of the store as they read it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.skipped = 0.0
        self.set(Clock().now())

    def set(self, now: datetime) -> None:
        super().set(now)
        self.write()

    def write(self) -> None:
        ahead = (self.now() - Clock().now()).total_seconds()
        Moved(business=ahead, store=self.skipped).write(self.path)


@dataclass(kw_only=True)
class Crew:
    """The workers of a story, one at a time.

    Attributes:
        story: All the rest.
        forks: The process that starts them.
        order: What the next one is told.
        store: Where their jobs are.
    """

    story: Story
    forks: Forks
    clock: SharedClock
    order: Order
    store: Store
    _manning: asyncio.Task[None] | None = field(default=None)

    @property
    def died(self) -> list[str]:
        """Where workers have died, in order."""
        return Path(self.order.died).read_text(encoding="utf-8").splitlines()

    async def man(self, **told: object) -> None:
        """Have a worker from now on, another one as soon as it dies."""
        await self.dismiss()
        self.order = replace(self.order, **told)  # type: ignore[arg-type]
        self._manning = asyncio.create_task(self._man())

    async def dismiss(self) -> None:
        if self._manning is not None:
            await end(self._manning)
        await self.forks.kill_all()

    async def _man(self) -> None:
        while True:
            if not self.forks.living:
                self.clock.skipped += SETTLED
                self._passes(SETTLED)  # Exchange closes what the dead have left open in a while
                await self.forks.start(self.order)
            await Clock().sleep(GLANCE)

    async def asked(self) -> int:
        """Have somebody ask for a rotation; gives the job's number."""
        lab, before = self.story.lab, len(await self.story.bot.desk.jobs())
        answered = await lab.teams.delivery.say("operator", ROTATE)
        assert answered.status in {200, 202}
        await self.story.bot.replied()
        job, *others = await self.story.bot.desk.jobs()
        assert len(others) == before
        return job.id

    async def drive(
        self, number: int = 1, *, until: Callable[[Job], bool] = lambda _: False
    ) -> Job:
        """Decide as leads, and let time go by, until the job has ended or is where it is to be."""
        async with asyncio.timeout(LONGEST):
            while True:
                job = await self.story.bot.desk.job(number)
                assert job is not None
                if job.state.ended or until(job):
                    return job
                if job.state is State.WAITING:
                    await self._help(job)
                await Clock().sleep(GLANCE)

    async def _help(self, job: Job) -> None:
        step, world = now_at(job), self.story.lab.world
        assert step.result is None, (step.title, job.why)
        if step.gate is not None and step.kind is StepKind.GATE:
            assert job.requester is not None
            for lead in LEADS[: step.gate.needs]:
                await self.story.bot.desk.approve(
                    job.id,
                    step.subject,
                    by=replace(lead, tenant=job.requester.tenant),
                    fingerprint=job.fingerprint,
                    nonce=step.gate.nonce,
                )
            return
        rings = await self._rings(job)
        if rings is None:
            return
        seconds = (rings - world.clock.now()).total_seconds() + 1
        if seconds > 0:
            self._passes(seconds)

    def _passes(self, seconds: float) -> None:
        """Let time go by for everybody; what it breaks is noticed before anything else happens."""
        world = self.story.lab.world
        world.clock.advance(seconds)
        watch(world, TIME)
        self.clock.set(world.clock.now())

    async def _rings(self, job: Job) -> datetime | None:
        """Give when a job that nobody holds is looked at again; time may go by until then.

        While somebody looks it may not: what is measured would end before it began.
        """
        owner = await self.store.redis.hget(f"{ROOT}:job:{job.id}", "owner")
        at = await self.store.redis.zscore(f"{ROOT}:timers", str(job.id))
        return None if owner or at is None else datetime.fromtimestamp(at / 1000, UTC)


@asynccontextmanager
async def a_crew(folder: Path, scenario: str = "healthy") -> AsyncIterator[Crew]:
    """Start it all but a worker; ``man`` starts those."""
    died, lab_folder = folder / "died", folder / "lab"
    died.write_text("", encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.stories.labour"),
        cwd=REPOSITORY,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    forks = Forks(process)
    listening = asyncio.create_task(forks.listen())
    try:
        async with (
            running_lab(scenario, lab_folder) as lab,
            embedded(folder / "redis") as url,
        ):
            lab.world.vigil.on = True
            clock = SharedClock(folder / "moved.json")
            clock.set(lab.world.clock.now())
            settings = load(lab.settings)
            assert settings.teams is not None
            teams = replace(settings.teams, port=0, edit_interval=0.05)
            store = replace(settings.store, address=Address(url=url))
            settings = replace(settings, teams=teams, store=store)
            async with serving(settings, clock, work=False) as bot:
                lab.teams.delivery.endpoint = bot.endpoint
                order = Order(
                    config=str(lab.settings), url=url, moved=str(clock.path), died=str(died)
                )
                story = Story(lab=lab, settings=settings, bot=bot, clock=clock)
                redis = connect(url)
                crew = Crew(
                    story=story,
                    forks=forks,
                    clock=clock,
                    order=order,
                    store=Store(redis, key=key_in(store.folder)),
                )
                try:
                    yield crew
                finally:
                    await crew.dismiss()
                    await redis.aclose()
    finally:
        process.kill()
        await process.wait()
        listening.cancel()
