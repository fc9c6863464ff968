"""What the job runner costs: ``python -m bench.jobs``.

Steps a second of jobs whose steps do nothing, against the bare library's job that does nothing, in
the same process, on the same store (which has every write on the disk before it answers), in turns;
what a waiting job takes of the store's memory, and what 10,000 of them cost in CPU; and how long
after a worker was killed another goes on.  Exits 1 when that takes longer than the goal.
"""

import argparse
import asyncio
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, cast

import structlog
from redis.asyncio import Redis
from saq.queue.redis import RedisQueue
from saq.worker import Worker as SaqWorker

from adapters.clock import Clock
from bench import jobs_parts as parts
from jobs import machine
from jobs.bell import Bell
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.machine import Change
from jobs.record import State
from jobs.store import Store
from jobs.worker import LEASE, Worker

GOAL: Final = 15.0
"""Seconds from the kill of a worker to the job's step in another's hands, with default leases."""

STEPS: Final = 5
AT_ONCE: Final = 8
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waiting jobs cost; CPU as a share of one core, in percent."""

    bytes_each: float
    idle_worker: float
    idle_store: float
    busy_worker: float
    busy_store: float


class _Bare(RedisQueue):
    async def sweep(self, lock: int = 60, abort: float = 5.0) -> list[str]:
        """Leave it out: it takes jobs that were taken this instant for dead ones."""
        del lock, abort
        return []


async def main() -> int:
    options = _options()
    logging.disable(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory(prefix="hybridge-bench-") as folder:
        async with embedded(Path(folder)) as url:
            redis = connect(url)
            try:
                ours, bare = await _rates(url, redis, options)
                waiting = await _waiting(url, redis, options)
                resumed = [await _resumption(url, redis) for _ in range(options.kills)]
            finally:
                await redis.aclose()
    _print(ours, bare, waiting, resumed, options)
    return 0 if max(resumed) < GOAL else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.jobs", description=__doc__)
    parser.add_argument("--jobs", type=int, default=200, help=f"jobs of {STEPS} steps in a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--waiting", type=int, default=10_000)
    parser.add_argument("--idle", type=float, default=15.0, help="seconds to watch idle CPU")
    parser.add_argument("--kills", type=int, default=3)
    return parser.parse_args()


async def _rates(
    url: str, redis: Redis, options: argparse.Namespace
) -> tuple[list[float], list[float]]:
    """Measure our steps and the bare library's jobs a second, in turns."""
    ours, bare = [], []
    for number in range(options.rounds):
        await redis.flushall()
        bare.append(await _bare_rate(url, options.jobs * STEPS))
        await redis.flushall()
        ours.append(await _our_rate(url, redis, options.jobs, number))
    return ours, bare


async def _bare_rate(url: str, count: int) -> float:
    """Let the library do ``count`` jobs that do nothing."""
    left = count
    done = asyncio.Event()

    async def noop(_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            done.set()

    queue = _Bare(connect(url, text=False), name="bare")
    for _ in range(count):
        await queue.enqueue("noop", timeout=0, ttl=-1)
    worker = SaqWorker(queue, [("noop", noop)], concurrency=AT_ONCE, dequeue_timeout=1.0)
    worker.SIGNALS = []
    started = time.perf_counter()
    running = asyncio.create_task(worker.start())
    await done.wait()
    seconds = time.perf_counter() - started
    await worker.stop()
    await running
    await queue.disconnect()
    return count / seconds


async def _our_rate(url: str, redis: Redis, count: int, round: int) -> float:
    """Let a worker do ``count`` jobs of some steps that do nothing."""
    clock = Clock()
    store = Store(redis, key=parts.KEY)
    desk = Desk(store, clock)
    for number in range(count):
        steps = [parts.step("nothing")] * STEPS
        await desk.submit(parts.REQUEST, **parts.order(f"{round}:{number}", *steps))
    suites = {"nothing": parts.suite("nothing", parts.nothing)}
    bell = Bell(url, clock, at_once=AT_ONCE)
    worker = Worker(store, bell, parts.world, clock, suites=suites)
    started = time.perf_counter()
    async with worker.running():
        await desk.settled()
        seconds = time.perf_counter() - started
    return count * STEPS / seconds


async def _waiting(url: str, redis: Redis, options: argparse.Namespace) -> Waiting:
    """Park many jobs; then watch a worker and the store doing nothing, without and with them."""
    await redis.flushall()
    pid = int((await redis.info("server"))["process_id"])
    async with _started(url, "watcher") as worker:
        idle = await _cpu_over(options.idle, worker.pid, pid)
    await redis.flushall()
    before = int((await redis.info("memory"))["used_memory"])
    store, now = Store(redis, key=parts.KEY), Clock().now()
    for number in range(options.waiting):
        await _parked(store, number, now)
    # A parked job needs no bell any more; nobody was there to hear these.
    bells = [key async for key in redis.scan_iter("saq:*", count=1000)]
    for start in range(0, len(bells), 1000):
        await redis.delete(*bells[start : start + 1000])
    after = int((await redis.info("memory"))["used_memory"])
    async with _started(url, "watcher") as worker:
        busy = await _cpu_over(options.idle, worker.pid, pid)
    return Waiting(
        bytes_each=(after - before) / options.waiting,
        idle_worker=idle[0],
        idle_store=idle[1],
        busy_worker=busy[0],
        busy_store=busy[1],
    )


async def _parked(store: Store, number: int, now: Any) -> None:
    steps = [parts.step("nothing")] * STEPS
    order = parts.order(f"waiting:{number}", *steps)
    order.pop("key")
    job, _ = await store.create(
        machine.create(parts.REQUEST, now=now, **order), key=f"waiting:{number}"
    )
    held = await store.claim(job.id, owner="bench", lease=LEASE)
    assert held is not None
    parked = replace(held.job, state=State.WAITING, updated=now)
    entry = machine.Entry(kind=machine.Kind.BEGUN, at=now, by="bench", step=0)
    wake = now + timedelta(days=30)
    await store.commit(held, Change(job=parked, entries=(entry,), wake=wake), release=True)


async def _resumption(url: str, redis: Redis) -> float:
    """Kill a worker in the midst of a step; gives the seconds until another has begun it."""
    await redis.flushall()
    desk = Desk(Store(redis, key=parts.KEY), Clock())
    async with _started(url, "one") as one, _started(url, "two") as two:
        await desk.submit(parts.REQUEST, **parts.order("endless", parts.step("endless")))
        first = await _next_to_start(redis)
        (one if first == "one" else two).kill()
        killed = time.perf_counter()
        second = await _next_to_start(redis)
        seconds = time.perf_counter() - killed
        assert first != second
    return seconds


async def _next_to_start(redis: Redis) -> str:
    async with asyncio.timeout(120):
        _, name = await cast("Awaitable[Any]", redis.blpop([parts.STARTED], timeout=0))
    return str(name)


@asynccontextmanager
async def _started(url: str, name: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.jobs_parts", url, name),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        async for line in process.stdout:
            if b"worker.started" in line:
                break
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def _cpu_over(seconds: float, *pids: int) -> tuple[float, ...]:
    """Give the share of a core that processes use over a while, in percent."""
    await asyncio.sleep(2.0)  # noqa: TID251  (what it costs to start is left out)
    before = [_cpu(pid) for pid in pids]
    started = time.perf_counter()
    await asyncio.sleep(seconds)  # noqa: TID251  (real time is what is measured)
    passed = time.perf_counter() - started
    return tuple(100 * (_cpu(pid) - then) / passed for pid, then in zip(pids, before, strict=True))


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _print(
    ours: list[float],
    bare: list[float],
    waiting: Waiting,
    resumed: list[float],
    options: argparse.Namespace,
) -> None:
    step, job = statistics.median(ours), statistics.median(bare)
    print(f"{options.jobs} jobs of {STEPS} steps, median of {options.rounds} rounds")
    print(f"our steps             {step:8.0f} a second   {1000 / step:6.2f} ms each")
    print(f"the bare library      {job:8.0f} a second   {1000 / job:6.2f} ms each")
    print(f"ours / bare           {step / job:8.2f}           {1000 / step - 1000 / job:+6.2f} ms")
    print(f"a waiting job         {waiting.bytes_each:8.0f} bytes of the store's memory")
    print(
        f"CPU of a worker       {waiting.idle_worker:8.2f} %          "
        f"{waiting.busy_worker:6.2f} % with {options.waiting} waiting"
    )
    print(
        f"CPU of the store      {waiting.idle_store:8.2f} %          "
        f"{waiting.busy_store:6.2f} % with {options.waiting} waiting"
    )
    times = ", ".join(f"{each:.1f}" for each in sorted(resumed))
    print(
        f"killed to resumed     {max(resumed):8.1f} s at most of {times} (goal: below {GOAL:.0f})"
    )


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
