import asyncio
import os
import signal
import stat

import pytest
from redis.asyncio import Redis

from jobs.bell import Bell
from jobs.connection import OUTAGES, connect
from jobs.desk import Desk
from jobs.embedded import CannotStart, FolderInUse, embedded
from jobs.server import SOCKET_PATH_BYTES, lives
from jobs.store import Store
from jobs.worker import Worker
from tests.jobs.conftest import said, until
from tests.jobs.parts import KEY, REQUEST, check, gated, order, suite, world


def server_pid(folder) -> int:
    return int((folder / "valkey.pid").read_text())


async def answers(folder) -> bool:
    redis = connect(f"unix://{folder}/valkey.sock")
    try:
        return bool(await redis.ping())
    except OUTAGES:
        return False
    finally:
        await redis.aclose()


async def test_it_is_private_and_durable_and_on_no_port(tmp_path):
    folder = tmp_path / "data"
    async with embedded(folder) as url:
        redis = connect(url)
        settings = await redis.config_get("port", "appendonly", "appendfsync", "unixsocketperm")
        await redis.aclose()
        socket = folder / "valkey.sock"

        assert url == f"unix://{socket}"
        assert settings == {
            "port": "0",
            "appendonly": "yes",
            "appendfsync": "always",
            "unixsocketperm": "700",
        }
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        pid = server_pid(folder)

    assert not lives(pid)
    assert not socket.exists()


async def test_a_folder_that_was_open_to_others_is_closed_to_them(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)

    async with embedded(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_a_second_owner_of_a_folder_is_refused_and_told_who_has_it(tmp_path, spawn):
    folder = tmp_path / "data"
    async with embedded(folder):
        async with spawn("tests.jobs.embedded_process", str(folder)) as process:
            refusal = await said(process, "refused")
        with pytest.raises(FolderInUse) as again:
            async with embedded(folder):
                pass

    assert f"process {os.getpid()} is using it" in refusal
    assert again.value.pid == os.getpid()


async def test_a_killed_owners_folder_is_taken_over_with_its_data_and_its_server_ended(
    tmp_path, spawn
):
    folder = tmp_path / "data"
    async with spawn("tests.jobs.embedded_process", str(folder)) as process:
        url = (await said(process, "serving")).split()[1]
        redis = connect(url)
        await redis.set("kept", "yes")
        await redis.aclose()
        orphan = server_pid(folder)
        process.kill()
        await process.wait()
        assert lives(orphan)

    async with embedded(folder) as url:
        redis = connect(url)
        assert await redis.get("kept") == "yes"
        await redis.aclose()
        assert server_pid(folder) != orphan
    assert not lives(orphan)


async def test_a_server_left_over_with_its_socket_gone_is_found_by_its_pid_file(tmp_path, spawn):
    folder = tmp_path / "data"
    async with spawn("tests.jobs.embedded_process", str(folder)) as process:
        await said(process, "serving")
        orphan = server_pid(folder)
        process.kill()
        await process.wait()
    (folder / "valkey.sock").unlink()

    async with embedded(folder):
        assert not lives(orphan)


async def test_a_server_of_another_folder_that_took_over_the_noted_number_is_left_alone(tmp_path):
    folder, other = tmp_path / "data", tmp_path / "other"
    folder.mkdir()
    async with embedded(other):
        bystander = server_pid(other)
        (folder / "valkey.pid").write_text(str(bystander))

        async with embedded(folder):
            assert lives(bystander)
            assert server_pid(folder) != bystander


@pytest.mark.parametrize("length", [SOCKET_PATH_BYTES - 20, SOCKET_PATH_BYTES + 60])
async def test_the_folders_path_may_be_longer_than_a_unix_sockets(tmp_path, length):
    folder = tmp_path / ("d" * max(length - len(str(tmp_path)), 8))

    async with embedded(folder) as url:
        redis = connect(url)
        assert await redis.ping()
        await redis.aclose()


async def test_a_folder_with_a_space_and_a_percent_sign_works(tmp_path):
    async with embedded(tmp_path / "50% of it") as url:
        redis = connect(url)
        assert await redis.ping()
        await redis.aclose()


async def test_a_damaged_log_is_said_with_the_servers_own_words(tmp_path):
    folder = tmp_path / "data"
    async with embedded(folder) as url:
        redis = connect(url)
        await redis.set("a", "b")
        await redis.aclose()
    for part in (folder / "appendonlydir").glob("*.incr.aof"):
        part.write_bytes(b"no append-only file at all\r\n" * 3)

    with pytest.raises(CannotStart) as damaged:
        async with embedded(folder):
            pass
    assert "Bad file format" in str(damaged.value)
    for cure in ("valkey-check-aof --fix", "from a backup", "appendonly.aof.manifest"):
        assert cure in str(damaged.value)


async def test_an_owner_keeps_its_folder_though_its_note_was_deleted(tmp_path):
    folder = tmp_path / "data"
    async with embedded(folder):
        first = server_pid(folder)
        (folder / "owner.pid").unlink()

        with pytest.raises(FolderInUse):
            async with embedded(folder):
                pass
        assert lives(first)
        assert await answers(folder)


async def test_a_server_left_over_is_never_killed_by_a_number_that_it_only_says(
    tmp_path, spawn, monkeypatch
):
    """In a container of its own its number is another process's here."""
    folder, other = tmp_path / "data", tmp_path / "other"
    async with embedded(other):
        bystander = server_pid(other)
        async with spawn("tests.jobs.embedded_process", str(folder)) as process:
            await said(process, "serving")
            process.kill()
            await process.wait()
        (folder / "valkey.pid").unlink()
        told = Redis.info

        async def elsewhere(self, section=None, *more):
            found = await told(self, section, *more)
            path = self.connection_pool.connection_kwargs.get("path", "")
            left_over = path.startswith(str(folder)) and not (folder / "valkey.pid").exists()
            return found | ({"process_id": bystander} if left_over else {})

        monkeypatch.setattr(Redis, "info", elsewhere)
        async with embedded(folder):
            assert lives(bystander)


async def test_jobs_outlive_the_servers_sudden_death(tmp_path, clock):
    """The server is killed in the middle of a check and with jobs handed in but not begun."""
    folder = tmp_path / "data"
    async with embedded(folder) as url:
        redis = connect(url)
        store = Store(redis, key=KEY)
        desk = Desk(store, clock)
        worker = Worker(
            store, Bell(url, clock, at_once=1), world, clock, suites=gated(redis, "A"), lease=10
        )
        await asyncio.gather(*(desk.submit(REQUEST, **order(f"key {n}")) for n in range(20)))
        async with worker.running():

            async def begun():
                return await redis.llen("test:looks") == 1

            await until(begun)
            os.kill(server_pid(folder), signal.SIGKILL)
            await redis.rpush("test:gate", "open")
            await desk.settled()

        jobs = await desk.jobs()
        assert [job.state.value for job in jobs] == ["done"] * 20
        for job in jobs:
            assert await store.verify(job.id) is None
            assert [link.entry["kind"] for link in await store.journal(job.id)] == [
                "created",
                "begun",
                "proven",
            ]
        await redis.aclose()


async def test_the_bell_and_the_listeners_work_on_after_a_restart(tmp_path, clock):
    async def nothing() -> bool:
        return True

    folder = tmp_path / "data"
    async with embedded(folder) as url:
        redis = connect(url)
        store = Store(redis, key=KEY)
        desk = Desk(store, clock)
        worker = Worker(store, Bell(url, clock), world, clock, suites=suite(check("a", nothing)))
        heard: list[int] = []

        async def listen() -> None:
            async for number in desk.changes():
                heard.append(number)  # noqa: PERF401  (it never ends)

        listening = asyncio.create_task(listen())
        async with worker.running():
            await desk.submit(REQUEST, **order("before"))
            await desk.settled()
            for _ in range(3):
                os.kill(server_pid(folder), signal.SIGKILL)
                await until(lambda: answers(folder))

            await desk.submit(REQUEST, **order("after"))
            await desk.settled()

            async def both_heard():
                return {1, 2} <= set(heard)

            await until(both_heard)
        listening.cancel()
        assert [job.state.value for job in await desk.jobs()] == ["done", "done"]
        await redis.aclose()


async def test_a_folder_that_cannot_be_ours_says_whose_it_has_to_be(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(CannotStart, match=r"making the folder of the store.*chown -R"):
        async with embedded(tmp_path / "file" / "data"):
            pass
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    with pytest.raises(CannotStart, match=r"belongs to another user.*chown -R 12345"):
        async with embedded(tmp_path / "data"):
            pass
