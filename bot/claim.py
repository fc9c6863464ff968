"""The claim of one card: of all processes, only the one that holds it draws that card."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, Protocol

from redis.exceptions import RedisError

from commands.ports import Clock
from jobs.tasks import end

HOLD: Final = 12.0
"""Seconds a claim lasts; a card whose keeper died stands still that long at most."""


class Claims(Protocol):
    """What the runner's desk knows of claims."""

    def claim_card(self, number: int, owner: str, seconds: float) -> Coroutine[Any, Any, bool]: ...

    async def leave_card(self, number: int, owner: str) -> bool: ...


class Claim:
    """A process's claim of the card of job ``number``, under the name of its ``owner``."""

    def __init__(self, number: int, *, desk: Claims, clock: Clock, owner: str) -> None:
        self._number = number
        self._desk = desk
        self._clock = clock
        self._owner = owner
        self._asking: asyncio.Task[bool] | None = None

    async def take(self) -> bool:
        """Take the claim, or prolong it; ``False``: another process has it.

        Raises:
            RedisError: The store went away.
        """
        await self._answered()
        asking = self._desk.claim_card(self._number, self._owner, HOLD)
        self._asking = asyncio.create_task(asking)
        return await asyncio.shield(self._asking)

    async def leave(self) -> None:
        """Give the claim up, if it is ours; also when the caller is cancelled meanwhile.

        Raises:
            RedisError: The store went away; the claim then runs out by itself.
        """
        leaving = asyncio.create_task(self._leave())
        try:
            await asyncio.shield(leaving)
        except asyncio.CancelledError:
            await asyncio.wait({leaving})
            raise

    async def during(self, work: Coroutine[None, None, None]) -> bool:
        """Work while the claim that was taken lasts, and prolong it all the time.

        Whatever the work waits for (Teams may be silent, or ask for a minute's patience), nobody
        else draws the card meanwhile.  ``False``: the claim was lost and the work broken off.

        Raises:
            Exception: What the work raises.
        """
        working = asyncio.create_task(work)
        holding = asyncio.create_task(self._hold())
        try:
            await asyncio.wait({working, holding}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                return False
            working.result()
            return True
        finally:
            await end(working, holding)

    async def _hold(self) -> None:
        """Prolong the claim until that fails, which is known well before it could run out."""
        try:
            while True:
                await self._clock.sleep(HOLD / 3)
                async with asyncio.timeout(HOLD / 3):
                    if not await self.take():
                        return
        except (RedisError, TimeoutError):
            return

    async def _leave(self) -> None:
        await self._answered()
        await self._desk.leave_card(self._number, self._owner)

    async def _answered(self) -> None:
        """Wait until the store has answered: a claim on its way would outlive its own end."""
        if self._asking is not None:
            await asyncio.wait({self._asking})
