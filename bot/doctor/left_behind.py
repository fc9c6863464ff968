"""Looks for open jobs whose organisation is no longer configured: nobody sees them."""

from collections.abc import Collection

from redis.exceptions import RedisError

from bot.doctor.lines import Line, warn
from bot.store_settings import StoreAccess
from bot.stores import read_store
from jobs.connection import answering
from jobs.embedded import CannotStart
from jobs.scripts import ROOT


async def look_at_left_behind(access: StoreAccess, names: Collection[str]) -> list[Line]:
    """Count them; a store that cannot be read was told of already."""
    if access.address is None and not (access.folder / "appendonlydir").is_dir():
        return []
    try:
        async with read_store(access) as redis:
            async with answering():
                numbers = await redis.zrange(f"{ROOT}:open", 0, -1)
            async with answering(), redis.pipeline(transaction=False) as reading:
                for number in numbers:
                    reading.hget(f"{ROOT}:job:{int(number)}", "organisation")
                owners = [(each or b"").decode() for each in await reading.execute()]
    except (CannotStart, RedisError):
        return []
    lost = sorted({owner for owner in owners if owner not in names})
    if not lost:
        return []
    count = sum(owner in lost for owner in owners)
    return [
        warn(
            "jobs",
            f"{count} open of {', '.join(lost)}, which is no longer configured: nobody can see or "
            "end them",
            "put the organisation back under that name until they have ended",
        )
    ]
