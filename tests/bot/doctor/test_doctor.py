"""The doctor against real systems: everything in order, and each thing that is not."""

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from adapters.clock import Clock
from bot.doctor.lines import Level, worst
from bot.doctor.store import look_at_store
from bot.doctor.visit import visit
from bot.store_settings import StoreAccess
from bot.stores import open_store
from jobs.chain import key_in
from jobs.connection import Address, connect
from jobs.embedded import CannotStart, embedded
from jobs.roll import Roll, Seal, Witness
from jobs.scripts import ROOT
from lab.ca import Authority
from lab.process import running as running_lab
from tests.jobs.test_connection import behind_tls

KEY = b"k" * 32
GROUP = "aaaaaaaa-0000-0000-0000-000000000003"
"""Object id of a group."""


@pytest.fixture
async def store(tmp_path: Path):
    """An embedded store with something in it, and how it is named as a Redis of one's own."""
    async with embedded(tmp_path / "redis") as url:
        redis = connect(url)
        roll = Roll(redis, key=KEY, folder=tmp_path, clock=Clock())
        await roll.claim_key()
        await roll.seal()
        yield StoreAccess(address=Address(url=url), folder=tmp_path, key=KEY), redis
        await redis.aclose()


async def seen(access, clock=None):
    return [line async for line in look_at_store(access, clock or Clock())]


async def test_a_store_in_order_is_ok(store):
    access, _ = store

    assert worst(await seen(access)) is Level.OK


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        pytest.param("appendfsync", "everysec", "the last second", id="each second"),
        pytest.param("maxmemory-policy", "allkeys-lru", "throws jobs", id="evicts"),
        pytest.param("appendonly", "no", "any restart loses every job", id="in memory only"),
    ],
)
async def test_a_server_is_asked_for_its_settings(store, setting, value, words):
    access, redis = store
    await redis.config_set(setting, value)

    assert any(words in line.found for line in await seen(access))


async def test_a_user_who_may_do_little_is_told_what_is_missing(store):
    access, redis = store
    await redis.acl_setuser(
        "little", enabled=True, nopass=True, keys=["*"], commands=["+info", "+time", "+ping"]
    )
    url = access.address.url.replace("unix://", "unix://little:any@")
    few = StoreAccess(address=Address(url=url), folder=access.folder, key=KEY)

    lines = await seen(few)

    assert worst(lines) is Level.FAIL
    assert any("does not tell how often" in line.found for line in lines)
    assert any("may not run scripts" in line.found for line in lines)


@pytest.mark.long
async def test_a_wrong_password_and_no_server_are_told_apart_and_not_shown(store, tmp_path):
    access, _ = store
    url = access.address.url.replace("unix://", "unix://stranger:hunter2@")
    (refused,) = await seen(StoreAccess(address=Address(url=url), folder=tmp_path, key=KEY))
    (absent,) = await seen(
        StoreAccess(address=Address(url=f"unix://{tmp_path}/none"), folder=tmp_path, key=KEY)
    )

    assert "refuses us" in refused.found
    assert "does not answer" in absent.found
    assert "hunter2" not in str(refused)


async def test_another_clock_another_key_and_an_older_store_are_noticed(store, tmp_path):
    access, _ = store
    late = Clock(lambda: timedelta(seconds=90))
    other = StoreAccess(address=access.address, folder=tmp_path, key=b"o" * 32)

    assert any("sign-ins fail" in line.found for line in await seen(access, late))
    assert any("with another key" in line.found for line in await seen(other))
    Witness(tmp_path).write(Seal(7, "ab"))
    assert any("fewer writes than were seen" in line.found for line in await seen(access))


async def test_a_server_that_tells_one_setting_at_a_time_is_judged_by_them_all(store, monkeypatch):
    """Redis 6.2: CONFIG GET takes one name (several since 7.0)."""
    access, redis = store
    await redis.config_set("appendfsync", "everysec")
    ask = Redis.config_get

    async def one_at_a_time(self, *names):
        if len(names) > 1:
            raise ResponseError("wrong number of arguments for 'config|get' command")
        return await ask(self, *names)

    monkeypatch.setattr(Redis, "config_get", one_at_a_time)

    assert any("the last second" in line.found for line in await seen(access))


async def test_a_redis_that_nobody_has_used_yet_is_no_failure(store):
    access, redis = store
    await redis.flushall()

    lines = await seen(replace(access, key=b""))

    assert worst(lines) is Level.OK
    assert "none yet; `serve` will make its key" in lines[-1].found


async def test_a_lost_key_is_a_failure_where_there_is_a_journal(store):
    access, _ = store

    lines = await seen(replace(access, key=b""))

    assert "there is no" in lines[-1].found
    assert lines[-1].level is Level.FAIL


@pytest.mark.parametrize(("what", "list_"), [("job", "jobs"), ("schedule", "schedules")])
async def test_what_a_newer_version_wrote_is_named_and_no_process_starts_on_it(store, what, list_):
    access, redis = store
    await redis.zadd(f"{ROOT}:{list_}", {"7": 7})
    await redis.hset(f"{ROOT}:{what}:7", "format", 99)

    lines = await seen(access)
    with pytest.raises(CannotStart) as refused:
        async with open_store(access, Clock()):
            pass

    said = f"{what} 7 was written by a newer version of this program"
    assert worst(lines) is Level.FAIL
    assert any(said in line.found for line in lines)
    assert said in str(refused.value)
    assert "docs/operate/upgrade.md" in str(refused.value)


@pytest.fixture
def authority() -> Authority:
    return Authority()


@pytest.mark.long
async def test_what_is_wrong_on_the_way_has_words_of_its_own(store, tmp_path, authority):
    """TLS where none is spoken, none where it is, another name, another authority."""
    access, redis = store
    await redis.acl_setuser("few", enabled=True, nopass=True, keys=["*"], commands=["+ping"])
    ca = str(authority.write(tmp_path / "ca.pem"))
    other = str(Authority().write(tmp_path / "other.pem"))
    path = access.address.url.removeprefix("unix://")

    async def found(url, ca="") -> str:
        lines = await seen(replace(access, address=Address(url=url, ca=ca)))
        return f"{lines[-1].found} → {lines[-1].cure}"

    async with behind_tls(path, authority) as port, in_the_clear(path) as plain:
        answers = await asyncio.gather(
            found(f"redis://localhost:{port}"),
            found(f"rediss://localhost:{plain}", ca),
            found(f"rediss://127.0.0.1:{port}", ca),
            found(f"rediss://localhost:{port}", other),
            found(f"unix://few:any@{path}"),
        )

    for answer, words in zip(
        answers,
        (
            "it speaks TLS there, and its address says redis:// → write rediss://",
            "it does not speak TLS there, and its address says rediss:// → write redis://",
            "its certificate is for another name",
            "its certificate is not trusted",
            "this user may not do what is needed",
        ),
        strict=True,
    ):
        assert words in answer


@asynccontextmanager
async def in_the_clear(socket: str):
    """Pass a port on to the store's socket."""

    async def pump(reader, writer):
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def relay(reader, writer):
        far_reader, far_writer = await asyncio.open_unix_connection(socket)
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))

    server = await asyncio.start_server(relay, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def test_a_store_not_begun_is_no_failure_and_is_not_begun_by_the_doctor(tmp_path):
    folder = tmp_path / "data"

    (line,) = await seen(StoreAccess(address=None, folder=folder))

    assert line.level is Level.OK
    assert not folder.exists()


async def test_an_embedded_store_is_looked_at_while_its_owner_runs(tmp_path):
    async with embedded(tmp_path / "data"):
        key_in(tmp_path / "data")

        assert worst(await seen(StoreAccess(address=None, folder=tmp_path / "data"))) is Level.OK


async def test_every_door_is_tried_and_what_does_not_open_is_named_with_its_cure(tmp_path, capsys):
    async with running_lab("healthy", tmp_path) as lab:
        assert await visit(lab.settings) is Level.OK
        good = capsys.readouterr().out
        faults = lab.world.faults
        faults.set("server-down", target="EX02")
        faults.set("exo-403")
        faults.set("graph-403")
        faults.set("dns-timeout")
        assert await visit(lab.settings) is Level.FAIL
        bad = capsys.readouterr().out
        secrets = [path.read_text() for path in (lab.settings.parent / "secrets").iterdir()]

    for about in (
        "hbna, Exchange server EX01",
        "hbna, Exchange server EX01, maintenance",
        "hbna, Exchange Online",
        "hbna, Microsoft Graph",
        "hbna, DNS",
        "Teams, token",
        "Teams, keys",
    ):
        assert f"ok    {about}: " in good
    assert "Application.ReadWrite.All is for changes only" in good
    for about in ("Exchange server EX02", "Exchange Online", "Microsoft Graph", "DNS"):
        assert f"fail  hbna, {about}: " in bad
    assert "ok    hbna, Exchange server EX01: " in bad
    assert not any(secret.strip() in good + bad for secret in secrets)


async def test_groups_that_give_roles_need_the_right_to_read_them(tmp_path, capsys):
    async with running_lab("healthy", tmp_path) as lab:
        text = lab.settings.read_text(encoding="utf-8")
        leads = f'[roles]\nlead_groups = ["{GROUP}"]'
        lab.settings.write_text(text.replace("[roles]", leads), encoding="utf-8")
        assert await visit(lab.settings) is Level.OK
        capsys.readouterr()
        roles = {role.id for one in lab.world.tenant.principals for role in one.roles
                 if role.value == "GroupMember.Read.All"}  # fmt: skip
        lab.world.tenant.grants = [
            each for each in lab.world.tenant.grants if each.role_id not in roles
        ]
        assert await visit(lab.settings) is Level.WARN

    told = capsys.readouterr().out
    assert "[roles] names groups, and the application may not read who is in them" in told
    assert "grant GroupMember.Read.All" in told


async def test_a_configuration_that_cannot_be_used_is_told_by_its_problems(tmp_path, capsys):
    (tmp_path / "hybridge.toml").write_text('[store]\nkeep_days = "long"\n', encoding="utf-8")

    assert await visit(tmp_path / "hybridge.toml") is Level.FAIL
    assert "✖ fail  configuration, store.keep_days" in capsys.readouterr().out
