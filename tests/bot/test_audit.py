"""An auditor reads the journal of a bot that runs, and of one that does not."""

import asyncio
import csv
import io
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from jobs.chain import key_in
from jobs.connection import connect
from jobs.desk import Desk
from jobs.embedded import embedded
from jobs.record import Person
from jobs.roll import Roll
from jobs.store import Store
from tests.bot.test_settings import GOOD, PEM
from tests.jobs.parts import REQUEST, TENANCY, RealClock, order

REPOSITORY = Path(__file__).parents[2]
HOSTILE = Person(tenant="tenant-1", id="person-9", name='=HYPERLINK("https://evil")')


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "app.pem").write_bytes(PEM)
    path = tmp_path / "hybridge.toml"
    path.write_text(GOOD + '[store]\nfolder = "data"\n', encoding="utf-8")
    return path


@asynccontextmanager
async def owned(config: Path) -> AsyncIterator[Desk]:
    """The store of a running bot."""
    folder = config.parent / "data"
    async with embedded(folder) as url:
        redis = connect(url)
        desk = Desk(Store(redis, key=key_in(folder)), RealClock(), tenancy=TENANCY)
        for number in (1, 2):
            await desk.submit(REQUEST, **order(f"activity {number}", requester=HOSTILE))
        await desk.cancel(1, by=HOSTILE)
        await Roll(redis, key=key_in(folder), folder=folder, clock=RealClock()).seal()
        yield desk
        await redis.aclose()


async def audit(config: Path, *arguments: str) -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "audit", *arguments, "--config", str(config)),
        cwd=REPOSITORY,
        env={**os.environ, "EXCHANGE_PASSWORD": "pass word"},  # noqa: TID251  (what it needs)
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.mark.long
async def test_the_journal_of_a_running_bot_is_verified_and_of_a_stopped_one(config: Path) -> None:
    async with owned(config):
        assert await audit(config, "verify") == (
            0,
            "2 jobs with 3 entries: every chain holds\n",
            "",
        )
    code, out, _ = await audit(config, "verify")

    assert (code, out) == (0, "2 jobs with 3 entries: every chain holds\n")


async def test_the_first_entry_that_does_not_hold_is_named(config: Path) -> None:
    async with owned(config) as desk:
        redis = desk._store.redis
        line = await redis.lindex("{hybridge}:journal:1", 0)
        await redis.lset("{hybridge}:journal:1", 0, line.replace("check oauth", "check teams"))

        code, out, _ = await audit(config, "verify")

    assert code == 1
    assert out.startswith("job 1, entry 1: the entry was changed")


async def test_the_journal_is_exported_as_lines_and_as_cells(config: Path) -> None:
    async with owned(config):
        _, lines, _ = await audit(config, "export")
        _, cells, _ = await audit(config, "export", "--format", "csv", "--since", "2020-01-01")
        _, nothing, _ = await audit(config, "export", "--since", "2999-01-01")

    read = [json.loads(line) for line in lines.splitlines()]
    assert [(row["job"], row["entry"], row["kind"], row["state"]) for row in read] == [
        (1, 1, "created", "running"),
        (1, 2, "cancelled", "cancelled"),
        (2, 1, "created", "running"),
    ]
    assert {(row["command"], row["domain"], row["requester_id"]) for row in read} == {
        ("check oauth", "hbna.co.kr", "person-9")
    }
    table = list(csv.DictReader(io.StringIO(cells)))
    assert len(table) == 3
    assert table[0]["requester"] == "'" + HOSTILE.name
    assert nothing == ""


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(("export", "--since", "yesterday"), 3, "is no date", id="no date"),
        pytest.param(("verify",), 2, "no", id="no store"),
    ],
)
@pytest.mark.long
async def test_what_cannot_be_done_is_said(
    config: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ended, out, err = await audit(config, *arguments)

    assert (ended, out) == (code, "")
    assert says in err
    assert "Traceback" not in err
    assert not (config.parent / "data").exists()
