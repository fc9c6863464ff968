"""Nothing is forgotten: every action, condition and runbook has its line in the catalogue."""

import importlib
import inspect
import pkgutil

import pytest

import commands.actions
import commands.runbooks
from commands.action import Values
from commands.actions.auth_keys import DropAuthKey
from commands.actions.overrides import RefreshSettings
from commands.actions.restarts import RestartSigning
from commands.catalog import BOOK, COMMANDS, RUNBOOKS
from commands.command import Role
from commands.runbook import Runbook
from commands.traits import settles


def modules(package):
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(info.name)


def test_every_action_and_condition_has_its_line_in_the_catalogue():
    found = {
        kind
        for module in modules(commands.actions)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__
        and issubclass(kind, Values)
        and isinstance(vars(kind).get("name"), str)
    }

    assert found == {*BOOK.actions.values(), *BOOK.conditions.values()}


def test_every_runbook_has_its_line_in_the_catalogue():
    found = {
        value.name
        for module in modules(commands.runbooks)
        for value in vars(module).values()
        if isinstance(value, Runbook)
    }

    assert found == set(RUNBOOKS)


def test_every_runbook_can_be_asked_for_by_operators_and_shown_to_viewers():
    asked = {(each.runbook, each.role) for each in COMMANDS if each.runbook and not each.plans_only}
    shown = {each.role for each in COMMANDS if each.plans_only}

    assert asked == {(name, Role.OPERATOR) for name in RUNBOOKS}
    assert shown == {Role.VIEWER}


@pytest.mark.parametrize("runbook", RUNBOOKS.values(), ids=RUNBOOKS)
def test_a_runbook_has_a_title_and_reads_something(runbook):
    assert str(runbook.title)
    assert runbook.needs


def test_what_comes_last_in_an_undo_takes_effect_or_takes_away_what_nobody_uses_then():
    assert settles(RefreshSettings(server="EX01"))
    last = {kind for kind in BOOK.actions.values() if settles(kind)}
    assert last == {RefreshSettings, RestartSigning, DropAuthKey}
