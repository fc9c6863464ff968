"""The suite as a whole: complete, calm about a healthy organisation, honest about darkness."""

import importlib
import pkgutil

import pytest

import commands.checks
from commands.catalog import COMMANDS, SUITES
from commands.check import Check
from commands.findings import Verdict
from commands.look import Facts
from tests.commands.made import (
    ASKED,
    BETWEEN,
    HEALTHY,
    THEN,
    Asked,
    facts,
    judged,
    unread,
    verdicts,
)

CHECKS = tuple({each.id: each for suite in SUITES.values() for each in suite.checks}.values())


def test_every_check_has_its_line_in_the_catalogue():
    modules = pkgutil.iter_modules(commands.checks.__path__, "commands.checks.")
    found = {
        module.CHECK.id
        for module in (importlib.import_module(info.name) for info in modules)
        if isinstance(getattr(module, "CHECK", None), Check)
    }
    listed = {check.id for suite in SUITES.values() for check in suite.checks}

    assert found == listed


@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.name)
def test_what_a_finding_says_to_type_again_can_be_typed(suite):
    assert f"check {suite.again or suite.name}" in {command.name for command in COMMANDS}


def test_ids_are_unique_and_questions_end_in_a_question_mark():
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert all(check.asks.endswith("?") for check in CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_healthy_organisation_gives_no_cause_for_concern(check):
    assert set(verdicts(check).values()) <= {Verdict.OK, Verdict.SKIPPED}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
@pytest.mark.parametrize("now", [ASKED.now, BETWEEN, THEN], ids=["now", "between", "then"])
def test_a_dark_world_is_unknown_and_nothing_else(check, now):
    dark = {fact: unread() for fact in HEALTHY}

    found = set(verdicts(check, dark, Asked(organisation=ASKED.organisation, now=now)).values())

    assert found <= {Verdict.UNKNOWN, Verdict.SKIPPED}
    assert found


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_fact_alone_can_be_dark(check):
    for fact in check.needs:
        findings = judged(check, {fact: unread()})

        assert not {finding.verdict for finding in findings.values()} & {Verdict.FAIL, Verdict.WARN}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_names_every_fact_that_its_judge_reads(check):
    whole = facts()
    only = Facts({need.name: whole.readings[need.name] for need in check.needs})

    assert check.answer(only, ASKED) == check.answer(whole, ASKED)
