"""`python -m bot ask`, as cron and CI run it: exit codes, JSON, and clear refusals."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from lab.process import Lab, running

HOME = Path(__file__).resolve().parents[2]


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Lab]:
    async with running("healthy", tmp_path) as one:
        yield one


async def run(*arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=HOME,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await asyncio.wait_for(process.communicate(), 90)
    assert process.returncode is not None
    return process.returncode, out.decode(), errors.decode()


async def test_all_well_ends_with_0_and_a_finding_a_line(lab: Lab) -> None:
    code, out, _ = await run(
        "ask", "check oauth hbna.co.kr", "--config", str(lab.settings), "--json"
    )

    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0, out
    assert {line["kind"] for line in lines} == {"finding"}
    assert {line["verdict"] for line in lines} <= {"ok", "skipped"}


@pytest.mark.long
async def test_the_auth_certificate_can_be_asked_about_and_its_domain_left_out(lab: Lab) -> None:
    code, out, _ = await run("ask", "check auth cert", "--config", str(lab.settings), "--json")

    ids = {json.loads(line)["id"] for line in out.splitlines()}
    assert code == 0, out
    assert {"certificate.decision", "certificate.smtp.EX02"} <= ids


@pytest.mark.long
async def test_a_lifetime_is_told_to_scripts_in_days(lab: Lab) -> None:
    code, out, _ = await run("ask", "check certificates", "--config", str(lab.settings), "--json")

    told = {line["id"]: line["lifetime"] for line in map(json.loads, out.splitlines())}
    assert code == 0, out
    current = told["expiry.auth.current"]
    assert (current["where"], current["reached"], current["watched"]) == (
        "Exchange Server", None, True
    )  # fmt: skip
    assert current["thumbprint"] == lab.world.auth_config.current
    ends = lab.world.certificates[current["thumbprint"]].ends
    assert current["ends"] == ends.isoformat()
    assert current["days"] == (ends - lab.world.clock.now()).days


async def test_a_failing_finding_ends_with_1(lab: Lab) -> None:
    lab.world.partner_applications[0].enabled = False

    code, out, _ = await run("ask", "check oauth hbna.co.kr", "--config", str(lab.settings))

    assert code == 1
    assert "Set-PartnerApplication" in out


@pytest.mark.long
async def test_what_could_not_be_looked_at_ends_with_2(lab: Lab) -> None:
    lab.world.faults.set("exo-403")

    code, _, __ = await run("ask", "check oauth hbna.co.kr", "--config", str(lab.settings))

    assert code == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("check oauth contoso.com", "hbna.co.kr", id="a domain not configured"),
        pytest.param("help", "cannot be asked", id="not a check"),
    ],
)
async def test_a_bad_request_ends_with_3(lab: Lab, text: str, says: str) -> None:
    code, _, errors = await run("ask", text, "--config", str(lab.settings))

    assert code == 3
    assert says in errors


async def test_a_broken_configuration_names_every_problem_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "hybridge.toml"
    path.write_text('[[organisation]]\nname = "x"\ndomians = ["x.example"]\n', encoding="utf-8")

    code, _, errors = await run("ask", "check oauth x.example", "--config", str(path))

    assert code == 2
    assert "organisation[1].domians: this setting is not known; did you mean domains?" in errors
    assert "organisation[1].tenant_id: it is missing" in errors
