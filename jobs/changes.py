"""Which jobs change: announced as it happens, and made up for after any interruption.

An announcement is only heard by who listens.  Each carries a number that counts up, so whoever
was away asks for the jobs that changed since the last number heard.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Final

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from commands.ports import Clock
from jobs.connection import OUTAGES, answering
from jobs.scripts import ROOT, Scripts

log = structlog.get_logger(__name__)

CHANNEL: Final = f"{ROOT}:changes"
QUIET: Final = 15.0
"""Seconds without an announcement after which one asks, in case the connection died silently."""

PAUSE: Final = 0.5


class Changes:
    """An endless iterator of numbers of jobs that changed.

    It begins with all jobs that are open and all whose card is behind; afterwards no change is
    lost, not by a restart of Redis either, though several changes of a job may come as one.
    """

    def __init__(self, redis: Redis, run: Scripts, clock: Clock) -> None:
        self._redis = redis
        self._run = run
        self._clock = clock
        self._last = -1

    async def __aiter__(self) -> AsyncGenerator[int, None]:
        while True:
            try:
                async with self._redis.pubsub() as listener:
                    async with answering():
                        await listener.subscribe(CHANNEL)
                    async for number in self._heard(listener):
                        yield number
            except OUTAGES:
                await self._clock.sleep(PAUSE)
            except (RedisError, ValueError) as error:
                # A demoted master refuses; an announcement of a stranger's is no two numbers.
                log.warning("changes.not_heard", reason=str(error))
                await self._clock.sleep(PAUSE)

    async def _heard(self, listener: PubSub) -> AsyncIterator[int]:
        while True:
            message = await listener.get_message(timeout=QUIET)
            if message is not None and message["type"] == "message":
                for number in self._told(message["data"]):
                    yield number
            else:
                # Subscribed, now or again: redis-py renews a broken subscription by itself, and
                # what was announced in between was not heard.
                for number in await self._missed():
                    yield number

    def _told(self, data: str) -> list[int]:
        count, number = (int(word) for word in data.split())
        if count <= self._last:
            return []
        self._last = count
        return [number]

    async def _missed(self) -> list[int]:
        answer: list[Any] = await self._run("resync", self._last)
        self._last = int(answer[0])
        return [int(number) for number in answer[1]]
