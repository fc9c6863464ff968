"""A store of one's own: with TLS, an ACL user, on a socket, and behind Sentinels."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import RedisError

from jobs.bell import Bell
from jobs.connection import Address, connect
from jobs.desk import Desk
from jobs.server import binary
from jobs.store import Store
from jobs.worker import Worker
from lab.ca import Authority
from tests.jobs.conftest import until
from tests.jobs.parts import KEY, REQUEST, check, order, suite, world

PASSWORD = "pass#word/:@"


@asynccontextmanager
async def serving(folder: Path, *options: str, sentinel: str = "") -> AsyncIterator[None]:
    """Run the bundled server with options, or as a Sentinel with a configuration."""
    words = options
    if sentinel:
        path = folder / "sentinel.conf"
        path.write_text(sentinel, encoding="ascii")
        words = (str(path), "--sentinel")
    process = await asyncio.create_subprocess_exec(
        str(binary()),
        *words,
        cwd=folder,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def free_port() -> int:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def answers(address: Address) -> None:
    client = connect(address)

    async def answered() -> object:
        try:
            return await client.ping()
        except RedisError:
            return False

    await until(answered)
    await client.aclose()


async def a_job_is_done(address: Address, clock) -> None:
    async def read() -> bool:
        return True

    redis = connect(address)
    store = Store(redis, key=KEY)
    desk = Desk(store, clock)
    suites = suite(check("quick", read))
    worker = Worker(store, Bell(address, clock), world, clock, suites=suites, lease=5.0)
    async with worker.running(), asyncio.timeout(20):
        job = await desk.submit(REQUEST, **order("over there"))
        await desk.settled()
        assert (await desk.job(job.id)).state == "done"
    await redis.aclose()


async def test_a_job_is_done_for_a_user_with_a_password(url, redis, clock):
    await redis.acl_setuser(
        "hybridge",
        enabled=True,
        passwords=[f"+{PASSWORD}"],
        keys=["{hybridge}*", "saq:*"],
        channels=["{hybridge}*", "saq:*"],
        categories=["+@all", "-@dangerous"],
        commands=["+info"],
    )
    path = url.removeprefix("unix://")
    await a_job_is_done(Address(url=f"unix://hybridge:{quote(PASSWORD, safe='')}@{path}"), clock)

    wrong = connect(f"unix://hybridge:wrong@{path}")
    with pytest.raises(RedisError) as refused:
        await wrong.ping()
    await wrong.aclose()
    assert "wrong" not in str(refused.value).lower().replace("wrongpass", "")


@asynccontextmanager
async def behind_tls(socket: str, authority: Authority) -> AsyncIterator[int]:
    """End TLS before the store, as a provider's proxy does."""

    async def pump(reader, writer):
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def relay(reader, writer):
        far_reader, far_writer = await asyncio.open_unix_connection(socket)
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))

    context = authority.leaf(["localhost"]).context()
    server = await asyncio.start_server(relay, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@pytest.mark.long
async def test_a_job_is_done_over_tls_and_a_stranger_is_not_trusted(url, redis, clock, tmp_path):
    authority, other = Authority(), Authority()
    ca = str(authority.write(tmp_path / "ca.pem"))
    async with behind_tls(url.removeprefix("unix://"), authority) as port:
        await a_job_is_done(Address(url=f"rediss://localhost:{port}/0", ca=ca), clock)
        stranger = str(other.write(tmp_path / "other.pem"))
        await asyncio.gather(
            refused(Address(url=f"rediss://127.0.0.1:{port}", ca=ca)),
            refused(Address(url=f"rediss://localhost:{port}", ca=stranger)),
        )


async def refused(address: Address) -> None:
    client = connect(address)
    with pytest.raises(NotConnected, match="CERTIFICATE_VERIFY_FAILED"):
        await client.ping()
    await client.aclose()


@pytest.mark.long
async def test_sentinels_tell_where_the_store_is_and_where_it_has_gone(tmp_path, clock):
    first, second, watcher = [await free_port() for _ in range(3)]
    folders = [tmp_path / name for name in ("first", "second", "sentinel")]
    for folder in folders:
        folder.mkdir()
    told = (
        f"port {watcher}\nbind 127.0.0.1\ndir {folders[2]}\n"
        f"sentinel monitor jobs 127.0.0.1 {first} 1\n"
        "sentinel down-after-milliseconds jobs 1000\nsentinel failover-timeout jobs 3000\n"
    )
    nobody = await free_port()
    address = Address(
        url="redis:///0",
        sentinels=(("127.0.0.1", nobody), ("127.0.0.1", watcher)),
        service="jobs",
    )
    options = ("--bind", "127.0.0.1", "--save", "", "--port")
    replica = (*options, str(second), "--replicaof", f"127.0.0.1 {first}")
    async with (
        serving(folders[1], *replica),
        serving(folders[2], sentinel=told),
    ):
        async with serving(folders[0], *options, str(first)):
            await answers(address)
            await a_job_is_done(address, clock)
            one = connect(f"redis://127.0.0.1:{second}")

            async def copied():
                return await one.exists("{hybridge}:job:1")

            await until(copied)
            watching = connect(f"redis://127.0.0.1:{watcher}")

            async def knows_both():
                return (await watching.sentinel_masters())["jobs"]["num-slaves"] == 1

            await until(knows_both)
            client = connect(address)
            assert await client.get("{hybridge}:jobs:last") == "1"

        async def moved():
            try:
                return await client.set("written", "over there")
            except RedisError:
                return False

        await until(moved)
        assert await one.get("written") == "over there"
        for each in (one, watching, client):
            await each.aclose()
