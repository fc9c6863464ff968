"""An action that leaves out how it reads or says something is found as soon as it is made."""

from dataclasses import dataclass

import pytest

from commands.action import Values
from commands.actions.auth_config import OnAuthConfig
from commands.actions.auth_servers import OnAuthServer
from commands.actions.overrides import OnOverride
from commands.actions.stated import Stated

EX01 = {"server": "EX01"}


@dataclass(frozen=True, kw_only=True)
class OnConfig(OnAuthConfig): ...


@dataclass(frozen=True, kw_only=True)
class OnServer(OnAuthServer):
    was, will = "", "Enabled True"

    async def now(self, world):
        return self.was


@dataclass(frozen=True, kw_only=True)
class OnSetting(OnOverride):
    was, will = "", "Enabled True"

    async def now(self, world):
        return self.was


@dataclass(frozen=True, kw_only=True)
class Unread(Values, Stated):
    what, was, will = "Get-Thing", "", "Enabled True"


@dataclass(frozen=True, kw_only=True)
class Unsaid(Values, Stated):
    async def now(self, world):
        return ""


@pytest.mark.parametrize(
    ("action", "values", "missing"),
    [
        pytest.param(OnConfig, EX01, {"seen"}, id="about AuthConfig"),
        pytest.param(OnServer, EX01 | {"auth_server": "x"}, {"call"}, id="about an auth server"),
        pytest.param(OnSetting, EX01 | {"override": "x"}, {"call"}, id="about an override"),
        pytest.param(Unread, {}, {"now"}, id="nothing is read"),
        pytest.param(Unsaid, {}, {"what", "was", "will"}, id="no state is said"),
    ],
)
def test_an_unfinished_action_cannot_be_made(action, values, missing):
    with pytest.raises(TypeError, match="abstract") as caught:
        action(**values)

    assert all(name in str(caught.value) for name in missing)
    assert action.__abstractmethods__ == missing
