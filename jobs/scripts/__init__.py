"""The store's operations as Lua: each script is one atomic step, none reads a process's clock."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any, Final

from redis.asyncio import Redis
from redis.commands.core import AsyncScript

from jobs.connection import CONNECTIONS, answering

ROOT: Final = "{hybridge}"
"""The hash tag that every key of an installation begins with."""


class Scripts:
    """The scripts by name, sent once to a server and called by digest from then on."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._known: dict[str, AsyncScript] = {}
        self._turns = asyncio.Semaphore(CONNECTIONS)

    async def __call__(self, name: str, *arguments: str | int | float) -> Any:
        """Run ``name``.lua; a server that lost its scripts (a restart) is given it again."""
        script = self._known.get(name)
        if script is None:
            script = self._known[name] = self._redis.register_script(_source(name))
        async with self.turn():
            return await script(keys=[ROOT], args=list(arguments))

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None, None]:
        """Wait for one's turn, then bound the operation; redis-py's own waiting pool is slower."""
        async with self._turns, answering():
            yield


def _source(name: str) -> str:
    folder = files(__name__)
    parts = ("bell", "lib", name)
    return "\n".join(folder.joinpath(f"{part}.lua").read_text("utf-8") for part in parts)
