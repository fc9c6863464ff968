"""A worker in a process of its own, for tests that kill or freeze it: url, name, lease."""

import asyncio
import sys

from jobs.bell import Bell
from jobs.connection import connect
from jobs.store import Store
from jobs.worker import Worker
from tests.jobs.parts import KEY, RealClock, gated, world


async def main(url: str, name: str, lease: float) -> None:
    redis = connect(url)
    clock = RealClock()
    worker = Worker(
        Store(redis, key=KEY),
        Bell(url, clock),
        world,
        clock,
        suites=gated(redis, name),
        name=name,
        lease=lease,
    )
    await worker.run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3])))
