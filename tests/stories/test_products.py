"""Servers of several products, and setting overrides of one server each, on the wire."""

from pathlib import Path

from commands.findings import Verdict
from tests.stories.conftest import a_story, by_id, with_verdict

OUT = "test.on-premises."


async def test_each_server_is_told_its_own_way_to_exchange_se(tmp_path: Path) -> None:
    async with a_story("side-by-side", tmp_path) as story:
        job = await story.check()

    found = by_id(job)

    ways = {server: str(found[f"server.{server}"].remedy) for server in ("EX03", "EX04", "EX05")}
    assert "Install Exchange Server 2019 CU15 on EX03 first" in ways["EX03"]
    assert "Exchange Server 2016 can't be upgraded in place" in ways["EX04"]
    assert "while Exchange Server 2013 is in the organization" in ways["EX05"]
    assert {found[f"server.{server}"].verdict for server in ("EX01", "EX02")} == {Verdict.SKIPPED}
    application = found["hybrid-application"]
    assert "EX03 (15.2.1258.39)" in str(application.remedy)
    # These two sign in as the shared principal, which is blocked.
    assert {f"{OUT}EX03", f"{OUT}EX05"} <= with_verdict(job, Verdict.FAIL)
    assert found[f"{OUT}EX04"].verdict is Verdict.OK


async def test_an_override_for_each_server_is_fine(tmp_path: Path) -> None:
    async with a_story("per-server", tmp_path) as story:
        job = await story.check()

    assert with_verdict(job, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN) == set()
