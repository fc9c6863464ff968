"""A world per test, and its cmdlets called as from a console."""

from copy import deepcopy
from datetime import UTC, datetime

import pytest

from lab import scenario
from lab.exchange.service import ExchangeLab
from lab.records import Call

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def made():
    return scenario.load("healthy", at=NOW)


@pytest.fixture
def world(made):
    return deepcopy(made)


@pytest.fixture
def exchange(world):
    return ExchangeLab(world)


@pytest.fixture
def run(exchange):
    async def run(side, cmdlet, **parameters):
        return await exchange.invoke(Call(side, cmdlet, parameters))

    return run
