"""Asks the store about itself: reachable, allowed to us, durable, on time, sealed with our key."""

from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any, Final, cast
from urllib.parse import urlsplit

from redis.asyncio import Redis
from redis.exceptions import NoPermissionError, RedisError, ResponseError

from bot.doctor.lines import Line, fail, ok, warn
from bot.doctor.persistence import Told, judge
from bot.store_settings import StoreAccess
from bot.stores import journal_key, read_store
from commands.ports import Clock
from jobs.chain import BadKey, has_key
from jobs.connection import answering
from jobs.embedded import CannotStart
from jobs.journals import Journals
from jobs.memory import losses
from jobs.roll import Seal, Witness, mark_of
from jobs.scripts import ROOT
from jobs.server import Damaged, binary
from jobs.trouble import RIGHTS, explain

PATIENCE: Final = 15.0
"""Seconds for the first answer, in which a server that restarts may come up."""

ON_TIME: Final = timedelta(seconds=2)
TOO_LATE: Final = timedelta(seconds=60)
_ASKED: Final = ("appendfsync", "save", "maxmemory-policy", "min-replicas-to-write")


async def look_at_store(access: StoreAccess, clock: Clock) -> AsyncGenerator[Line, None]:
    """Look at the store that the configuration names; nothing is written to it."""
    if access.address is None and not (access.folder / "appendonlydir").is_dir():
        yield _not_begun(access)
        return
    try:
        async with read_store(access) as redis:
            async with answering(PATIENCE):
                await cast("Awaitable[bool]", redis.ping())
            yield ok("store", _where(access))
            async with aclosing(_looked(redis, access, clock)) as lines:
                async for line in lines:
                    yield line
    except Damaged as error:
        yield fail(
            "store", str(error), "nothing is changed before you do; see docs/operate/store.md"
        )
    except CannotStart as error:
        yield fail("store", str(error), "correct [store] in the configuration")
    except RedisError as error:
        yield fail("store", *await explain(error, access.address))


async def _looked(redis: Redis, access: StoreAccess, clock: Clock) -> AsyncGenerator[Line, None]:
    if line := _in_the_clear(access):
        yield line
    for line in judge(await _told(redis)):
        yield line
    yield await _scripts(redis)
    yield await _time(redis, clock)
    async with aclosing(_sealed(redis, access)) as lines:
        async for line in lines:
            yield line


async def _told(redis: Redis) -> Told:
    async with answering():
        info = await redis.info()
    config: dict[str, str] = {}
    for name in _ASKED:  # one by one: several at once are understood from Redis 7.0 on only
        try:
            async with answering():
                found = await redis.config_get(name)
        except (NoPermissionError, ResponseError):
            continue  # a provider's server keeps it to itself; what it tells must do
        config |= {_text(each): _text(value) for each, value in found.items()}
    return Told(info={_text(name): value for name, value in info.items()}, config=config)


async def _scripts(redis: Redis) -> Line:
    """Try what everything is made of: a script over keys with our tag, an announcement."""
    try:
        async with answering():
            await cast(
                "Awaitable[Any]",
                redis.eval("return redis.call('EXISTS', KEYS[1])", 1, f"{ROOT}:doctor"),
            )
            for channel in (f"{ROOT}:doctor", f"saq:job:{ROOT}:doctor"):
                await redis.publish(channel, "")  # nobody listens there
    except (NoPermissionError, ResponseError) as error:
        return fail(
            "store, rights",
            f"this user may not run scripts on our keys, or not announce: {error}",
            f"give it {RIGHTS}",
        )
    return ok("store, rights", "scripts may run on our keys, changes be announced")


async def _time(redis: Redis, clock: Clock) -> Line:
    asked = clock.now()
    async with answering():
        seconds, micros = await redis.time()
    answered = clock.now()
    theirs = datetime.fromtimestamp(int(seconds) + int(micros) / 1e6, UTC)
    off = abs(theirs - (asked + (answered - asked) / 2))
    found = f"it differs from the store's by {off.total_seconds():.1f} s"
    if off <= ON_TIME:
        return ok("clock", found)
    cure = "let NTP set the clocks of both machines"
    if off <= TOO_LATE:
        return warn("clock", f"{found}: timers and the journal's times are off by that", cure)
    return fail("clock", f"{found}: sign-ins fail, and timers fire at the wrong time", cure)


async def _sealed(redis: Redis, access: StoreAccess) -> AsyncGenerator[Line, None]:
    async with answering():
        mark = await redis.get(f"{ROOT}:mark")
        seal = await redis.get(f"{ROOT}:seal")
        jobs = await redis.zcard(f"{ROOT}:jobs")
        waiting = await redis.zcard(f"{ROOT}:open")
    try:
        key = journal_key(access)
    except BadKey as error:
        if not mark and not jobs and not has_key(access.folder):
            yield ok("journal", f"none yet; `serve` will make its key in {access.folder}")
            return
        yield fail("journal", str(error), "without the key nothing can be verified or continued")
        return
    if mark and _text(mark) != mark_of(key):
        yield fail(
            "journal",
            "it is sealed with another key than this process has",
            "give every process the same (`[store] key`, or a copy of the first one's journal.key)",
        )
        return
    yield ok("journal", f"{jobs} jobs, {waiting} of them open, sealed with our key")
    if (newer := await Journals(redis).newer()) is not None:
        cure = "start that version again; docs/operate/upgrade.md says how to go back"
        yield fail("journal, version", str(newer), cure)
    if lost := losses(access.folder):
        yield fail(
            "journal, losses",
            f"writes that were answered are missing, first seen at line {lost[0].count}: the store "
            "was put back or lost some",
            "run `python -m bot audit verify`; see docs/operate/store.md",
        )
    seen, sealed = Witness(access.folder).read(), Seal.parse(_text(seal or b""))
    if seen is not None and (sealed is None or sealed.count < seen.count):
        yield fail(
            "journal, seal",
            "the store has fewer writes than were seen from here: it was put back or lost some",
            "run `python -m bot audit verify`; see docs/operate/audit.md",
        )


def _not_begun(access: StoreAccess) -> Line:
    try:
        server = binary()
    except CannotStart as error:
        return fail("store", str(error), "install one, or name a Redis (`[store] url`)")
    return ok("store", f"none yet in {access.folder}; `serve` will make it, with {server.name}")


def _where(access: StoreAccess) -> str:
    if access.address is None:
        return f"the embedded one in {access.folder}"
    if access.address.sentinels:
        return f"{access.address.service}, where the Sentinels say"
    parts = urlsplit(access.address.url)
    return f"{parts.hostname}:{parts.port or 6379}" if parts.hostname else parts.path


def _in_the_clear(access: StoreAccess) -> Line | None:
    if access.address is None or not access.address.url.startswith("redis:"):
        return None
    host = urlsplit(access.address.url).hostname or ""
    if _is_loopback(host) and not access.address.sentinels:
        return None
    return warn(
        "store, way",
        "jobs and its password travel there in the clear",
        "use rediss:// (TLS), or a network that nobody else is on",
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _text(value: Any) -> str:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)
