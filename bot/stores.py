"""Opens the store that the configuration names: for those who work with it, or only to read it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.store_settings import StoreAccess
from commands.ports import Clock
from jobs.chain import key_in
from jobs.connection import Address, connect
from jobs.embedded import CannotStart, FolderInUse, embedded
from jobs.journals import Journals
from jobs.memory import Memory
from jobs.retention import Retention
from jobs.roll import Roll
from jobs.server import socket_for
from jobs.store import Store
from jobs.trouble import explain


@dataclass(frozen=True, kw_only=True)
class OpenStore:
    """A store open for work."""

    address: Address
    store: Store
    roll: Roll
    retention: Callable[[str], Retention] | None
    """Makes it for a worker's name; ``None`` when jobs are kept for ever."""

    def upkeep(self, worker: str) -> Iterator[Coroutine[Any, Any, None]]:
        """Give what a worker does beside its jobs, endlessly."""
        yield self.roll.run()
        if self.retention is not None:
            yield self.retention(worker).run()


@asynccontextmanager
async def open_store(access: StoreAccess, clock: Clock) -> AsyncIterator[OpenStore]:
    """Open the store for work; the embedded one is started.

    Raises:
        jobs.embedded.FolderInUse: Another process owns the data folder.
        jobs.embedded.CannotStart: The embedded store does not start, or the Redis does not answer.
        jobs.chain.BadKey: The journal's key cannot be used, or is not the one of this store.
    """
    async with AsyncExitStack() as stack:
        address = access.address or Address(
            url=await stack.enter_async_context(embedded(access.folder))
        )
        key = access.key or key_in(access.folder)
        access.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        redis = connect(address)
        stack.push_async_callback(redis.aclose)
        memory = Memory(access.folder)
        stack.callback(memory.close)
        roll = Roll(redis, key=key, folder=access.folder, clock=clock, memory=memory)
        try:
            await roll.claim_key()
        except RedisError as error:
            found, cure = await explain(error, access.address)
            raise CannotStart(
                f"opening the store: {found}; {cure}, then run `python -m bot doctor`"
            ) from None
        reader = connect(address, text=False)
        stack.push_async_callback(reader.aclose)
        if (newer := await Journals(reader).newer()) is not None:
            raise CannotStart(
                f"opening the store: {newer}; start that version again (docs/operate/upgrade.md "
                "says how to go back)"
            )
        await roll.compare()
        store = Store(redis, key=key, memory=memory)
        retention = partial(Retention, store, reader, key=key, days=access.keep_days, clock=clock)
        yield OpenStore(
            address=address,
            store=store,
            roll=roll,
            retention=retention if access.keep_days else None,
        )


@asynccontextmanager
async def read_store(access: StoreAccess) -> AsyncIterator[Redis]:
    """Give a client (of bytes) that only reads, whether a bot is running or not.

    The embedded store has one owner.  While that runs, its store is read through its socket;
    otherwise the store is started for the time being.

    Raises:
        jobs.embedded.CannotStart: There is no store in the folder, or it does not start.
    """
    async with AsyncExitStack() as stack:
        address = access.address or await _embedded(access.folder, stack)
        redis = connect(address, text=False)
        stack.push_async_callback(redis.aclose)
        yield redis


async def _embedded(folder: Path, stack: AsyncExitStack) -> Address:
    folder = await asyncio.to_thread(folder.resolve)
    if not await asyncio.to_thread((folder / "appendonlydir").is_dir):
        raise CannotStart(
            f"opening the store in {folder}: there is none; name the folder that the bot uses "
            "(`[store] folder`)"
        )
    try:
        return Address(url=await stack.enter_async_context(embedded(folder)))
    except FolderInUse:
        return Address(url=f"unix://{quote(str(socket_for(folder)))}")


def journal_key(access: StoreAccess) -> bytes:
    """Give the journal's key for reading; none is made.

    Raises:
        jobs.chain.BadKey: There is none, or it cannot be used.
    """
    return access.key or key_in(access.folder, make=False)
