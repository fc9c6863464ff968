"""A judge that raises is one finding, unknown: it hides no other check, and the log hears of it."""

from dataclasses import replace

import pytest

from commands.catalog import SUITES
from commands.check import Asked, Check, Suite, perform
from commands.findings import Finding, Verdict
from commands.phrases import say
from commands.runbooks import oauth
from tests.commands.facts.test_reading import Graph, Net, Premises, Stopped, world
from tests.commands.made import ASKED, facts, said

__all__ = ["world"]

_ = (Graph, Net, Premises, Stopped)


def raises(*_: object) -> None:
    raise OverflowError("a date of the year 9999, and a secret")


BROKEN = Check(id="broken", title=say("{what}", what="x"), asks="?", needs=(), judge=raises)
WELL = replace(
    BROKEN,
    id="well",
    judge=lambda _, __: [Finding(id="well", title=BROKEN.title, verdict=Verdict.OK)],
)


async def test_a_judge_that_raises_hides_no_other_check_and_the_log_hears_of_it(world):
    heard: list[tuple[str, str]] = []

    async def found(_, __):
        pass

    told = replace(world, broke=lambda check, error: heard.append((check, type(error).__name__)))
    suite = Suite(name="oauth", title=BROKEN.title, checks=(BROKEN, WELL))

    broken, well = await perform(told, suite, found)

    assert (broken.verdict, well.verdict) == (Verdict.UNKNOWN, Verdict.OK)
    assert heard == [("broken", "OverflowError")]
    assert "OverflowError" in said(broken)
    assert "secret" not in said(broken)
    assert (broken.remedy is not None, broken.command) == (True, "check oauth example.com")


@pytest.mark.parametrize("check", SUITES["oauth"].checks, ids=lambda check: check.id)
def test_repair_plans_although_one_judge_raises(check, monkeypatch):
    heard: list[str] = []
    asked = Asked(
        organisation=ASKED.organisation, now=ASKED.now, broke=lambda id, _: heard.append(id)
    )
    broken = replace(check, judge=raises)
    checks = tuple(broken if each is check else each for each in SUITES["oauth"].checks)
    monkeypatch.setattr(oauth, "_SUITE", replace(SUITES["oauth"], checks=checks))

    plan = oauth.repair(facts(), asked, {})

    assert heard == [check.id]
    assert not plan.items
    told = [] if check.id.startswith("test.") else [str(check.title)]
    assert [str(each.title) for each in plan.left] == told
