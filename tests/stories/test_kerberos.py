"""The bot's commands against a lab that offers Kerberos alone, as Exchange does when installed."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lab.kdc import Kdc
from lab.process import Lab, running
from tests.realm import PASSWORD, USER, environment, offers, realm

HOME = Path(__file__).resolve().parents[2]


@pytest.fixture
def kdc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kdc]:
    with realm(tmp_path, monkeypatch) as one:
        yield one


@dataclass(frozen=True)
class Site:
    """A lab whose two servers have names of their own in the realm, and its domain."""

    lab: Lab
    kdc: Kdc

    async def run(self, *arguments: str, password: str = PASSWORD) -> tuple[int, str, str]:
        keep = self.lab.settings.parent / "secrets/exchange-password"
        keep.write_text(password, encoding="utf-8")
        return await _bot(self.lab.settings, *arguments, **environment(self.kdc))


@pytest.fixture
async def site(kdc: Kdc, tmp_path: Path) -> AsyncIterator[Site]:
    async with running("healthy", tmp_path / "lab", offers=offers(kdc)) as lab:
        _by_kerberos(lab.settings)
        yield Site(lab, kdc)


def _by_kerberos(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = text.replace('auth = "ntlm"', 'auth = "kerberos"')
    text = re.sub(r'(?m)^user = ".*"$', f'user = "{USER}"', text)
    text = text.replace('address = "127.0.0.1"', 'address = "localhost"', 1)
    path.write_text(text, encoding="utf-8")


async def _bot(config: Path, *arguments: str, **more: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, "--config", str(config),
        cwd=HOME,
        env={**os.environ, **more},  # noqa: TID251  (a program of its own)
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, errors = await asyncio.wait_for(process.communicate(), 120)
    assert process.returncode is not None
    return process.returncode, out.decode(), errors.decode()


async def test_the_doctor_signs_in_by_kerberos_and_tries_a_wrong_password_once(site: Site) -> None:
    code, out, errors = await site.run("doctor")
    assert (code, errors) == (0, ""), out + errors
    assert out.count("signed in by Kerberos, Get-AuthConfig answered") == 2
    assert site.kdc.sign_ins == 1

    code, out, _ = await site.run("doctor", password="wrong")

    assert code == 2
    assert site.kdc.count("PREAUTH_FAILED") == 1
    assert "the user name or the password was not accepted" in out
    assert "start this program again" in out


@pytest.mark.long
async def test_a_check_tries_a_wrong_password_once_and_one_with_the_right_one_is_well(
    site: Site,
) -> None:
    site.kdc.lock_after(10)
    site.kdc.change("svc-hybridge", "-policy", "lockout")

    code, out, _ = await site.run("ask", "check oauth hbna.co.kr", password="wrong")
    assert code == 2
    assert site.kdc.count("PREAUTH_FAILED") == 1
    assert "answered, but does not let us look" not in out

    code, out, _ = await site.run("ask", "check oauth hbna.co.kr")
    assert code == 0, out
    assert site.kdc.count("LOCKED_OUT") == 0


async def test_a_machine_without_the_libraries_is_named_before_anybody_is_asked(
    tmp_path: Path,
) -> None:
    (tmp_path / "hidden").mkdir()
    hidden = tmp_path / "hidden/krb5.py"
    hidden.write_text("raise ImportError('not installed')\n", encoding="utf-8")
    async with running("healthy", tmp_path / "lab") as lab:
        _by_kerberos(lab.settings)
        code, out, _ = await _bot(lab.settings, "doctor", PYTHONPATH=str(hidden.parent))

    (line,) = re.findall(r"this machine, Kerberos: (.*)\n +→ (.*)", out)
    assert code == 2
    assert line[0].startswith("the Kerberos libraries are not installed; nobody was asked")
    assert "apt-get install gcc libkrb5-dev python3-dev" in line[1]
    assert "password" not in out.partition("this machine")[2].partition("\n")[0]
    assert "Exchange server EX0" not in out


@pytest.mark.long
async def test_who_reads_the_doctor_may_leave(tmp_path: Path) -> None:
    async with running("healthy", tmp_path) as lab:
        process = await asyncio.create_subprocess_shell(
            f"{sys.executable} -m bot doctor --config {lab.settings} | head -n 1",
            cwd=HOME,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, errors = await asyncio.wait_for(process.communicate(), 90)

    assert out.decode().startswith("✔ ok    configuration")
    assert errors.decode() == ""
