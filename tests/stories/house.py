"""A lab, a Redis, and processes of ours started by hand on both."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.clock import Clock
from jobs.chain import key_in
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.store import Store
from lab.process import Lab
from lab.process import running as running_lab

REPOSITORY = Path(__file__).parents[2]
LATENCY = {"on-premises": 0.2, "exchange-online": 0.2, "graph": 0.1, "test": 0.6}


@dataclass(frozen=True, kw_only=True)
class Started:
    """One of our processes, and where it takes messages."""

    process: asyncio.subprocess.Process
    endpoint: str
    log: Path

    async def terminated(self) -> int:
        """Ask it to stop, and give its exit code."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            return await self.process.wait()

    async def said(self, words: str) -> None:
        """Wait until its log says so; fails when it ends first."""
        async with asyncio.timeout(60):
            while words not in (text := self.log.read_text(encoding="utf-8")):
                assert self.process.returncode is None, text
                await Clock().sleep(0.05)


@dataclass(frozen=True, kw_only=True)
class House:
    """What the processes share."""

    lab: Lab
    folder: Path
    url: str
    desk: Desk
    store: Store

    @asynccontextmanager
    async def started(self, *command: str) -> AsyncIterator[Started]:
        """Start ``python -m bot`` and wait until it is ready; killed at the end if it lives."""
        port = _free_port()
        config = self.folder / f"{port}.toml"
        text = self.lab.settings.read_text(encoding="utf-8")
        text = text.replace("127.0.0.1:3978", f"127.0.0.1:{port}")
        config.write_text(
            text.replace("[store]\n", '[store]\nurl = { env = "REDIS_URL" }\n'), encoding="utf-8"
        )
        log = self.folder / f"{port}.log"
        with log.open("wb") as file:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *command, "--config", str(config)),
                cwd=REPOSITORY,
                env={**os.environ, "REDIS_URL": self.url},  # noqa: TID251  (a child's)
                stdout=asyncio.subprocess.DEVNULL,
                stderr=file,
            )
        endpoint = f"http://127.0.0.1:{port}/api/messages"
        started = Started(process=process, endpoint=endpoint, log=log)
        try:
            await started.said("bot.working" if command[0] == "work" else "bot.listening")
            yield started
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def ask(self, process: Started, text: str = "check oauth hbna.co.kr") -> None:
        """Let the operator write, and Teams bring it to that process."""
        self.lab.teams.delivery.endpoint = process.endpoint
        answered = await self.lab.teams.delivery.say("operator", text)
        assert answered.status in {200, 202}

    async def quiet(self) -> None:
        async with asyncio.timeout(60):
            await self.desk.settled(drawn=True)


@asynccontextmanager
async def a_house(folder: Path, scenario: str = "healthy") -> AsyncIterator[House]:
    async with (
        running_lab(scenario, folder / "lab", latency=LATENCY) as lab,
        embedded(folder / "redis") as url,
    ):
        redis = connect(url)
        store = Store(redis, key=key_in(lab.settings.parent / "data"))
        yield House(lab=lab, folder=folder / "lab", url=url, desk=Desk(store, Clock()), store=store)
        await redis.aclose()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
