"""The image and its compose file, read together: what one promises, the other must keep."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from bot import __main__ as command_line
from bot.door_settings import LISTEN

HOME: Final = Path(__file__).resolve().parents[1]
IMAGE: Final = (HOME / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: Final = (HOME / "deploy/compose.yaml").read_text(encoding="utf-8")
ENVIRONMENT: Final = dict(re.findall(r"(\w+)=(\S+)", IMAGE[IMAGE.index("\nENV ") :]))


def _of_compose(key: str) -> str:
    return re.search(rf"^ +{key}: *(.*?)(?: +#.*)?$", COMPOSE, re.MULTILINE)[1]  # type: ignore[index]


def test_every_command_reads_the_configuration_that_is_mounted() -> None:
    (volume,) = re.findall(r"^ +- \./data:(\S+)$", COMPOSE, re.MULTILINE)
    configuration = ENVIRONMENT[command_line._CONFIG]

    assert configuration == f"{volume}/hybridge.toml"
    assert f"VOLUME {volume}" in IMAGE
    assert ENVIRONMENT["HOME"] == volume
    assert 'CMD ["serve"]' in IMAGE


def test_the_door_can_be_reached_through_the_published_port() -> None:
    host, _, port = ENVIRONMENT[LISTEN].rpartition(":")

    assert host == "0.0.0.0"  # noqa: S104
    assert _of_compose("ports") == f'["127.0.0.1:{port}:{port}"]'
    assert f"EXPOSE {port}" in IMAGE
    assert f"127.0.0.1:{port}/healthz" in IMAGE


def test_it_runs_as_the_owner_of_the_data_and_says_how_to_name_it() -> None:
    user = _of_compose("user")

    assert user.startswith('"${HYBRIDGE_USER:?')
    assert 'echo "HYBRIDGE_USER=$(id -u):$(id -g)" > deploy/.env' in COMPOSE
    assert _of_compose("read_only") == "true"
    assert _of_compose("tmpfs") == '["/tmp"]'


def test_kerberos_can_be_told_of_its_domain() -> None:
    (page,) = re.findall(r"docs/start/[\w-]+\.md(?= has a krb5\.conf)", COMPOSE)

    assert re.search(r"^ +# - \./krb5\.conf:/etc/krb5\.conf:ro$", COMPOSE, re.MULTILINE)
    assert re.search(r"^ +# dns: \[", COMPOSE, re.MULTILINE)
    assert "[libdefaults]" in (HOME / page).read_text(encoding="utf-8")


def test_it_is_given_the_time_to_hand_its_jobs_over() -> None:
    assert _of_compose("stop_grace_period") == "30s"


@pytest.mark.parametrize("name", ["", "elsewhere.toml"])
def test_the_environment_names_the_file_where_the_command_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HYBRIDGE_CONFIG", name)
    monkeypatch.setenv("PYTHONPATH", str(HOME))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "check oauth x.example"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert f"reading {name or 'hybridge.toml'}: 1 problem" in done.stderr
