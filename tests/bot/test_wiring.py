"""What cannot be run is refused before anything is opened."""

from pathlib import Path

import pytest

from adapters import logs
from bot.stores import open_store
from bot.wiring import real_clock, serving, working
from jobs.chain import BadKey
from jobs.connection import Address
from jobs.embedded import CannotStart, embedded
from tests.bot.test_settings import GOOD, PEM, TEAMS, read


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXCHANGE_PASSWORD", "pass word")
    (tmp_path / "app.pem").write_bytes(PEM)


async def test_the_embedded_store_is_not_shared(tmp_path: Path) -> None:
    settings = read(tmp_path, GOOD + TEAMS)

    with pytest.raises(CannotStart, match=r"`work` shares its store.*name a Redis"):
        async with working(settings):
            pass
    with pytest.raises(CannotStart, match="`serve --no-worker` shares its store"):
        async with serving(settings, work=False):
            pass
    assert not (tmp_path / "data").exists()


async def test_a_process_with_another_key_does_not_start(tmp_path: Path) -> None:
    async with embedded(tmp_path / "redis") as url:
        stores = [
            read(tmp_path, GOOD + f'[store]\nfolder = "{folder}"\n').store
            for folder in ("one", "two")
        ]
        one, two = (
            type(store)(address=Address(url=url), folder=store.folder, key=store.key)
            for store in stores
        )
        async with open_store(one, real_clock()):
            pass
        async with open_store(one, real_clock()):
            pass
        with pytest.raises(BadKey, match="another key than this process has"):
            async with open_store(two, real_clock()):
                pass


@pytest.mark.long
async def test_a_store_that_does_not_answer_is_said_so(tmp_path: Path) -> None:
    store = read(tmp_path, GOOD).store
    away = type(store)(address=Address(url=f"unix://{tmp_path}/none"), folder=store.folder)

    with pytest.raises(CannotStart, match="python -m bot doctor"):
        async with open_store(away, real_clock()):
            pass


async def test_libraries_are_quiet_also_where_nothing_is_worked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []
    monkeypatch.setattr(logs, "quieten", lambda: called.append(True))

    with pytest.raises(CannotStart):
        async with serving(read(tmp_path, GOOD + TEAMS), work=False):
            pass

    assert called
