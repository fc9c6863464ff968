"""A sample of the crash matrix; ``make crash`` tries all of it."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
import structlog

from tests.crash.chaos import SAMPLE, all_troubles, meet
from tests.crash.drive import Lane, a_lane, drive, faults
from tests.crash.firing import all_firings
from tests.crash.fuse import Spot
from tests.crash.matrix import SAMPLE as SPOTS
from tests.crash.matrix import crash, spots

pytestmark = [pytest.mark.xdist_group("crash"), pytest.mark.asyncio(loop_scope="module")]


@pytest.fixture(scope="module", autouse=True)
def quiet_log() -> Iterator[None]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lanes(tmp_path_factory) -> AsyncGenerator[list[Lane], None]:
    async with AsyncExitStack() as stack:
        folders = [tmp_path_factory.mktemp("lane") for _ in range(8)]
        yield [await stack.enter_async_context(a_lane(folder)) for folder in folders]


async def tried(
    lanes: Iterable[Lane], trials: Iterable[tuple[str, Callable[[Lane], Awaitable[list[str]]]]]
) -> dict[str, list[str]]:
    """Try each on whichever lane is free; gives what was wrong, by name."""
    left = iter(trials)
    wrong: dict[str, list[str]] = {}

    async def work(lane: Lane) -> None:
        for name, trial in left:
            if found := await trial(lane):
                wrong[name] = found

    await asyncio.gather(*(work(lane) for lane in lanes))
    return wrong


async def test_a_worker_killed_before_or_after_what_decides_most_changes_nothing_twice(lanes):
    every = await spots(lanes[0], lanes[0].folder)
    assert set(SPOTS) < set(every)

    wrong = await tried(
        lanes, ((str(spot), lambda lane, spot=spot: crash(lane, spot)) for spot in SPOTS)
    )

    assert wrong == {}


@pytest.mark.long
async def test_a_change_and_a_firing_survive_the_other_troubles(lanes):
    troubles = all_troubles() | all_firings()

    wrong = await tried(
        lanes,
        ((name, lambda lane, name=name: meet(lane, troubles[name])) for name in SAMPLE),
    )

    assert wrong == {}


@pytest.mark.long
async def test_a_worker_that_outlives_its_spot_proves_nothing(lanes):
    assert await crash(lanes[0], Spot(what="Put", nth=6), tries=1) == [
        "its worker never came there"
    ]


@pytest.mark.long
async def test_a_change_made_twice_or_before_its_gate_would_be_noticed(lanes):
    lane = lanes[0]
    await lane.clear()
    await lane.submit()
    await lane.forks.start(lane.order("A"))
    job = await drive(lane)
    assert await faults(lane, job) == []

    lane.backend.changes.append(lane.backend.changes[0])
    lane.backend.changes[1] = (lane.backend.changes[1][0], frozenset())
    key = f"{{hybridge}}:journal:{job.id}"
    await lane.store.redis.rpush(key, await lane.store.redis.lindex(key, -1))

    found = " ".join(await faults(lane, job))
    assert "changes made" in found
    assert "before gate go" in found
    assert "journal, entry" in found
    await lane.forks.kill_all()
