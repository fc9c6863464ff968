"""What runbooks ask people about is known by its name before any plan is made."""

import ast
from collections.abc import Iterator
from pathlib import Path

from commands import gates
from commands.words import fold

RUNBOOKS = Path(__file__).resolve().parents[2] / "commands" / "runbooks"


def questions() -> Iterator[tuple[str, bool]]:
    """Give the name of each question of the runbooks, and whether it says it is of high risk."""
    for path in sorted(RUNBOOKS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Question":
                given = {each.arg or "": ast.unparse(each.value) for each in node.keywords}
                name = given["name"]
                yield getattr(gates, name, name), given.get("high_risk") == "True"


def test_the_configuration_can_name_each_gate_that_may_ask_for_two_leads():
    asked = set(questions())

    assert {gates.PLAN, gates.PURGE} <= {name for name, _ in asked}
    assert {name for name, _ in asked} <= set(gates.NAMES)
    assert {name for name, is_risky in asked if is_risky} <= set(gates.HIGH_RISK)
    assert {name for name, is_risky in asked if not is_risky}.isdisjoint(gates.HIGH_RISK)


def test_a_gate_is_one_word_that_can_be_typed():
    for name in gates.NAMES:
        assert name.split() == [name]
        assert fold(name) == name

    assert set(gates.HIGH_RISK) <= set(gates.NAMES)
    assert len(set(gates.NAMES)) == len(gates.NAMES)
