"""What runbooks ask people about is known by its name before any plan is made."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import gates
from commands.phrases import say
from commands.runbook import Question
from commands.words import fold
from jobs.plan import Approvals, question

RUNBOOKS = Path(__file__).resolve().parents[2] / "commands" / "runbooks"


def questions() -> Iterator[str]:
    """Give the name of each question of the runbooks."""
    for path in sorted(RUNBOOKS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Question":
                given = {each.arg or "": ast.unparse(each.value) for each in node.keywords}
                yield getattr(gates, given["name"], given["name"])


def test_the_configuration_can_name_each_gate():
    asked = set(questions())

    assert {gates.PLAN, gates.PURGE, gates.PUBLISH} <= asked
    assert asked <= set(gates.NAMES)


@pytest.mark.parametrize(
    ("name", "two_leads", "needs"),
    [
        pytest.param(gates.PURGE, gates.TWO_LEADS, 2, id="of high risk"),
        pytest.param(gates.PUBLISH, gates.TWO_LEADS, 1, id="it can be taken back"),
        pytest.param(gates.PUBLISH, gates.HIGH_RISK, 2, id="an installation wants two"),
        pytest.param(gates.PLAN, (gates.PLAN,), 1, id="never for a plan"),
    ],
)
def test_two_leads_decide_where_the_risk_is_high_and_the_installation_wants_it(
    name, two_leads, needs
):
    asked = Question(name=name, title=say("Go on?"))
    gate = question(asked, Approvals(two_leads=frozenset(two_leads))).gate

    assert gate is not None
    assert gate.needs == needs


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        pytest.param(gates.PURGE, 2, id="keys are removed for good"),
        pytest.param(gates.UNDO, 2, id="what others have approved is taken back"),
        pytest.param(gates.RETIRE, 2, id="there is no way back afterwards"),
        pytest.param(gates.REPLACE, 2, id="nobody waits for every server"),
        pytest.param(gates.PUBLISH, 1, id="it can be taken back"),
        pytest.param(gates.PLAN, 1, id="other decisions follow"),
    ],
)
def test_an_installation_that_says_nothing_has_two_leads_decide_the_gravest(name, needs):
    gate = question(Question(name=name, title=say("Go on?")), Approvals()).gate

    assert gate is not None
    assert gate.needs == needs


def test_a_gate_is_one_word_that_can_be_typed():
    for name in gates.NAMES:
        assert name.split() == [name]
        assert fold(name) == name

    assert set(gates.HIGH_RISK) <= set(gates.NAMES)
    assert len(set(gates.NAMES)) == len(gates.NAMES)
